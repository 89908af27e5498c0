"""Identifiers with a fixed form, some with a check digit: DOI, arXiv, ISSN, ISBN, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f]+")
_ARXIV_ADDRESS = re.compile(r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", re.IGNORECASE)
_ARXIV = re.compile(
    r"((?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}"  # four digits until 2014, five since then
    r"|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}"
    r"|[a-z][a-z-]*(?:\.[A-Z]{2})?/[0-9]{7})(?:v[1-9][0-9]*)?"
)
_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@[^\s@<>(),;:\"\[\]\\.]+(?:\.[^\s@<>(),;:\"\[\]\\.]+)+")


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
    """Parse a DOI (ISO 26324), bare or as an address, and return it bare.

    Raises:
        PydanticCustomError: the value is not a DOI.
    """
    text = _one_text(value, "doi")
    doi = bare_doi(text)
    if not _DOI.fullmatch(doi):
        raise _error("doi", text, "a DOI", "write it as in 10.1000/182, with the number and the slash")
    return doi


def parse_arxiv(value: Any) -> str:
    """Parse an arXiv number, bare or as an address, and return it bare, with its version if it has one.

    Raises:
        PydanticCustomError: the value is not an arXiv number.
    """
    text = _one_text(value, "arxiv")
    address = _ARXIV_ADDRESS.match(text)
    number = text[address.end() :].removesuffix(".pdf") if address else text
    if not _ARXIV.fullmatch(number):
        hint = "write it as in 2505.01658, or hep-th/9901001 for one before 2007"
        raise _error("arxiv", text, "an arXiv number", hint)
    return number


def parse_issn(value: Any) -> str:
    """Parse an ISSN, verify its check digit (ISO 3297), and return it with a hyphen.

    Raises:
        PydanticCustomError: the value is not an ISSN.
    """
    text = _one_text(value, "issn")
    found = re.fullmatch(r"(?:e?ISSN:?\s*)?([0-9]{4})-?([0-9]{3}[0-9X])", text.upper().replace("EISSN", "ISSN"))
    if not found:
        raise _error("issn", text, "an ISSN", "write eight digits as in 2076-3417")
    digits = found[1] + found[2]
    if sum(_digit(c) * (8 - at) for at, c in enumerate(digits)) % 11:
        raise _wrong_digit("issn", "ISSN", text)
    return f"{found[1]}-{found[2]}"


def parse_isbn(value: Any) -> str:
    """Parse an ISBN of ten or thirteen digits, verify its check digit (ISO 2108), and keep its hyphens as typed.

    Raises:
        PydanticCustomError: the value is not an ISBN.
    """
    text = _one_text(value, "issn")
    isbn = re.sub(r"^ISBN(?:-1[03])?:?\s*", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        is_right = sum(_digit(c) * (10 - at) for at, c in enumerate(digits)) % 11 == 0
    elif re.fullmatch(r"97[89][0-9]{10}", digits):
        is_right = sum(int(c) * (1, 3)[at % 2] for at, c in enumerate(digits)) % 10 == 0
    else:
        raise _error("issn", text, "an ISBN", "write ten or thirteen digits as in 978-3-16-148410-0")
    if not is_right:
        raise _wrong_digit("issn", "ISBN", text)
    return isbn


def parse_email(value: Any) -> str:
    """Parse an e-mail address. Only its form is checked.

    Raises:
        PydanticCustomError: the value is not an e-mail address.
    """
    text = _one_text(value, "email")
    address = text.removeprefix("mailto:")
    if not _EMAIL.fullmatch(address) or ".." in address:
        raise _error(
            "email", text, "an e-mail address", "write one address, as in ada@example.org; add others to `links`"
        )
    return address


def _one_text(value: Any, kind: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError(kind, "this must be a text", {"hint": "write one text"})
    return value.strip()


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)


def _error(kind: str, text: str, what: str, hint: str) -> PydanticCustomError:
    shown = text if len(text) <= 60 else f"{text[:57]}…"
    return PydanticCustomError(kind, "`{text}` is not {what}", {"text": shown, "what": what, "hint": hint})


def _wrong_digit(kind: str, what: str, text: str) -> PydanticCustomError:
    message = "the last digit of the {what} `{text}` does not match the others"
    context = {"what": what, "text": text, "hint": "look for a typo in the digits"}
    return PydanticCustomError(kind, message, context)


def _field(read: Callable[[Any], str], pattern: str) -> tuple[Any, ...]:
    return PlainValidator(read), WithJsonSchema({"type": "string", "pattern": pattern})


Doi = Annotated[str, *_field(parse_doi, r"10\.[0-9]{4,9}")]
"""A DOI, without the address before it."""
Arxiv = Annotated[str, *_field(parse_arxiv, r"[0-9]{4}")]
"""The arXiv number of a preprint, without the address."""
Issn = Annotated[str, *_field(parse_issn, r"[0-9]{3}[0-9Xx]$")]
Isbn = Annotated[str, *_field(parse_isbn, r"[0-9Xx]$")]
Email = Annotated[str, *_field(parse_email, "@")]
