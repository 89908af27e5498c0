"""Identifiers with a fixed form, some with a check digit: DOI, arXiv, ISSN, ISBN, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import PlainValidator, WithJsonSchema

from cvkit.model.diagnostic import Replacement
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.rule import ValueRule
from cvkit.model.yaml_flow import flow

_DOI_ADDRESS = lazy_pattern(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DOI = lazy_pattern(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f]+|10/[a-z0-9]{2,}", re.IGNORECASE)
_ARXIV_ADDRESS = lazy_pattern(r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", re.IGNORECASE)
_ARXIV = lazy_pattern(
    r"((?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}"  # four digits until 2014, five since then
    r"|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}"
    r"|[a-z][a-z-]*(?:\.[A-Z]{2})?/[0-9]{7})(?:v[1-9][0-9]*)?"
)
ARCHIVE = lazy_pattern(r"\s*(?:arxiv\b.*|corr|computing research repository.*)", re.IGNORECASE | re.DOTALL)
"""arXiv, where a venue would be. It prints with the arXiv id, so it is no venue."""
_EMAIL = lazy_pattern(r"[^\s@<>(),;:\"\[\]\\]+@[^\s@<>(),;:\"\[\]\\.]+(?:\.[^\s@<>(),;:\"\[\]\\.]+)+")


class InvalidDoi(ValueRule):
    """A DOI in the wrong format.

    A DOI begins with `10.`, a number and a slash. The link of another text would lead nowhere. Copy the whole DOI from
    the page of the publisher. The address that ends with the DOI is also allowed.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, doi: 10.1000}]
    ```
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, doi: "https://doi.org/10.1000/182"}
    ```
    """

    code = "V117"
    message = "`{text}` is not a DOI"
    hint = "write it as in 10.1000/182, with the number and the slash"
    fix = "write it as in 10.1000/182"


class InvalidIssn(ValueRule):
    """An ISSN or ISBN in the wrong format, or whose last digit does not match the others.

    The last digit of an ISSN or ISBN is computed from the others, so cvkit notices a typo in any digit. Readers would
    not find the journal or the book by a wrong number. Compare the digits with your source, and fix the typo.
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, venue: {name: J, issn: 2076-3418}}
    ```
    ```yaml
    publications:
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, venue: {name: J, issn: 2076-3417}}
    ```
    """

    code = "V118"
    message = "`{text}` is not an ISSN"
    hint = "write eight digits as in 2076-3417"
    fix = "look for a typo"


class _InvalidIsbn(InvalidIssn):
    message = "`{text}` is not an ISBN"
    hint = "write ten or thirteen digits as in 978-3-16-148410-0"


class _WrongCheckDigit(InvalidIssn):
    message = "the last digit of the {name} `{text}` does not match the others"
    hint = "look for a typo in the digits; if the others are right, write {right}"


class InvalidArxiv(ValueRule):
    """An arXiv id in the wrong format.

    An arXiv id is the year and the month with two digits each, a point and five digits (four before 2015). Before April
    2007, it is a subject, a slash and seven digits. The link of another text would lead nowhere. Copy the whole id from
    arXiv.
    ```yaml
    publications: [{id: one, kind: preprint, title: T, date: 2025, authors: Ada Miller, arxiv: 2505.0165}]
    ```
    ```yaml
    publications: [{id: one, kind: preprint, title: T, date: 2025, authors: Ada Miller, arxiv: "2505.01650"}]
    ```
    """

    code = "V119"
    message = "`{text}` is not an arXiv number"
    hint = "write it as in 2505.01658, or hep-th/9901001 for one before 2007"
    fix = "write it as in 2505.01658"


class InvalidEmail(ValueRule):
    """An e-mail address in the wrong format.

    Mail to this text would not arrive. Write one address, or a list of addresses.
    ```yaml
    person: {name: Ada Miller, email: ada at example.org}
    ```
    ```yaml
    person: {name: Ada Miller, email: ada@example.org}
    ```
    """

    code = "V130"
    message = "`{text}` is not an e-mail address"
    hint = "write one address, as in ada@example.org, or a list of them"
    fix = "write one address, as in ada@example.org"


def arxiv_id_in(text: str) -> str:
    """The arXiv id that is the whole of a text; empty if there is none.

    >>> arxiv_id_in("arXiv:2505.01658"), arxiv_id_in("17")
    ('2505.01658', '')
    """
    text = text.strip()
    address = _ARXIV_ADDRESS.match(text)
    bare = text[address.end() :] if address else text
    return bare if _ARXIV.fullmatch(bare) else ""


def bare_doi(text: str) -> str:
    """A DOI without the address or `doi:` before it.

    >>> bare_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    text = text.strip()
    address = _DOI_ADDRESS.match(text)
    if not address:
        return text
    bare = text[address.end() :].strip()
    return unquote(bare) if "/" in address[0] else bare


def parse_doi(value: Any) -> str:
    """Parse a DOI (ISO 26324) or a short DOI (`10/hh5r`), bare or as an address, and return it bare.

    Raises:
        PydanticCustomError: the value is not a DOI.
    """
    text = _one_text(value, InvalidDoi)
    doi = bare_doi(text)
    if not _DOI.fullmatch(doi):
        raise InvalidDoi.error(text=_shown(text))
    return doi


def parse_arxiv(value: Any) -> str:
    """Parse an arXiv number, bare or as an address, and return it bare, with its version if it has one.

    Raises:
        PydanticCustomError: the value is not an arXiv number.
    """
    text = _one_text(value, InvalidArxiv)
    address = _ARXIV_ADDRESS.match(text)
    number = text[address.end() :].removesuffix(".pdf") if address else text
    if not _ARXIV.fullmatch(number):
        bare = without_subject(number)
        new = [Replacement(bare)] if bare != number and _ARXIV.fullmatch(bare) else []
        raise InvalidArxiv.error(text=_shown(text), hint=f"write {bare}" if new else None, corrections=new)
    return number


def without_subject(text: str) -> str:
    """An arXiv id without the subject behind it.

    >>> without_subject("2505.01658 [cs.LG]")
    '2505.01658'
    """
    return re.sub(r"\s*[\[(][a-z-]+(?:\.[A-Za-z-]+)?[\])]\s*$", "", text)


def parse_issn(value: Any) -> str:
    """Parse an ISSN, verify its check digit (ISO 3297), and return it with a hyphen.

    Raises:
        PydanticCustomError: the value is not an ISSN.
    """
    text = _one_text(value, InvalidIssn)
    found = re.fullmatch(r"(?:e?ISSN:?\s*)?([0-9]{4})-?([0-9]{3}[0-9X])", text.upper().replace("EISSN", "ISSN"))
    if not found:
        raise InvalidIssn.error(text=_shown(text))
    issn = f"{found[1]}-{found[2]}"
    if right := with_right_last_digit(issn):
        raise _WrongCheckDigit.error(name="ISSN", text=text, right=right)
    return issn


def parse_isbn(value: Any) -> str:
    """Parse an ISBN of ten or thirteen digits, verify its check digit (ISO 2108), and keep its hyphens as typed.

    Raises:
        PydanticCustomError: the value is not an ISBN.
    """
    text = _one_text(value, InvalidIssn)
    isbn = re.sub(r"^ISBN(?:-1[03])?:?\s*", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{9}[0-9X]|97[89][0-9]{10}", re.sub(r"[\s-]", "", isbn).upper()):
        raise _InvalidIsbn.error(text=_shown(text))
    if right := with_right_last_digit(isbn):
        raise _WrongCheckDigit.error(name="ISBN", text=text, right=right)
    return isbn


def with_right_last_digit(number: str) -> str:
    """An ISSN or ISBN whose last digit does not match the others, with the one that does; empty if it matches.

    >>> with_right_last_digit("2076-3418"), with_right_last_digit("2076-3417")
    ('2076-3417', '')
    """
    digits = re.sub(r"[\s–—−-]", "", number).upper()
    right = next(last for last in "0123456789X" if _match(digits[:-1] + last))
    return "" if _match(digits) else number[:-1] + right


def _match(digits: str) -> bool:
    """Whether the last digit of an ISSN or ISBN matches the others."""
    if len(digits) == 13:
        return sum(_digit(c) * (1, 3)[at % 2] for at, c in enumerate(digits)) % 10 == 0
    return sum(_digit(c) * (len(digits) - at) for at, c in enumerate(digits)) % 11 == 0


def parse_email(value: Any) -> str:
    """Parse an e-mail address. Only its form is checked.

    Raises:
        PydanticCustomError: the value is not an e-mail address.
    """
    is_mapping = isinstance(value, Mapping)
    text = _one_text(", ".join(map(str, value.values())) if is_mapping else value, InvalidEmail)
    address = text.removeprefix("mailto:")
    if _EMAIL.fullmatch(address) and ".." not in address and not is_mapping:
        return address
    spelled = re.sub(r"\s*(?:[\[({<]\s*at\s*[\])}>]|\s+at\s+)\s*", "@", address, flags=re.IGNORECASE)
    found = [spelled] if _EMAIL.fullmatch(spelled) else [one for one in _EMAIL.findall(address) if ".." not in one]
    if not found:
        raise InvalidEmail.error(text=_shown(text))
    new = found[0] if len(found) == 1 else flow(found)
    words = list(value) if is_mapping else re.sub(r"[\s,;<>]+", " ", _EMAIL.sub("", spelled)).split()
    raise InvalidEmail.error(
        message="an e-mail address is one text" if is_mapping else None,
        text=_shown(text),
        hint=f"write {new}" + (f", without {_shown(' '.join(words))}" if words else ""),
        corrections=[] if words else [Replacement(new, is_yaml=len(found) > 1)],
    )


def _one_text(value: Any, rule: type[ValueRule]) -> str:
    if not isinstance(value, str) or not value.strip():
        raise rule.error(message="this must be a text", hint="write one text")
    return value.strip()


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _field(read: Callable[[Any], str], pattern: str) -> tuple[Any, ...]:
    return PlainValidator(read), WithJsonSchema({"type": "string", "pattern": pattern})


Doi = Annotated[str, *_field(parse_doi, r"10\.[0-9]{4,9}")]
"""A DOI, without the address before it."""
Arxiv = Annotated[str, *_field(parse_arxiv, r"[0-9]{4}")]
"""The arXiv number of a preprint, without the address."""
Issn = Annotated[str, *_field(parse_issn, r"[0-9]{3}[0-9Xx]$")]
Isbn = Annotated[str, *_field(parse_isbn, r"[0-9Xx]$")]
Email = Annotated[str, *_field(parse_email, "@")]
