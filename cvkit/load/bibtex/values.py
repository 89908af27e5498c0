"""Read the values of fields that have a fixed form: the part that can be read, or None."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote

from cvkit.load.bibtex.addresses import parse_address, read_address
from cvkit.model.identifiers import (
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_issn,
    with_right_last_digit,
    without_subject,
)
from cvkit.model.page_range import parse_pages
from cvkit.model.printed_words import without_printed_word

_ABSENT = frozenset(
    """na none null nil nan unknown undefined isbn issn advpub s.n s.l n.n n.p n.pag s.p s/n unbekannt inconnu
    desconocido sconosciuto 无 不详 未知 不明 なし 없음""".split()
) | {"", "doi:", "not available", "not applicable", "not known", "no pages", "to be announced", "to be determined",
     "to be assigned", "to be added", "k.a", "keine angabe", "sans objet"}  # fmt: skip
"""Words that programs and people write if they know no value, and nothing."""
_NOTHING = re.compile(
    r"(?:[?_*]+|0+)(?:\s*[-–—]+\s*(?:[?_*]+|0+))?|[-–—]+|(x+)\s*[-–—]+\s*\1|x{4,}|n\s*[/.]\s*a|tb[acd]", re.IGNORECASE
)
"""Characters that people write for a value that nobody knows: `???`, `--`, `0-0`, `xx--xx`, `n/a`, `TBD`."""
MAX_ABSENT = 24
"""The largest number of characters of a field that says that there is no value."""

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/(?:[^\s\"<>{}]|<(?!/)[^\s<>]*>)+|10/[a-z0-9]{2,}\b", re.IGNORECASE)
TWO_DOIS = re.compile(r"(10\.\d{4,9}/\S*?)[\s,;]+(?:doi:\s*|https?://\S*?/)?10\.\d{4,9}/", re.IGNORECASE)
"""A DOI, and the beginning of the next one."""
DOI_OF_SERVER = re.compile(r"10\.(?:48550|1101|26434|31234|31219|2139|21203|20944|36227|22541|5281|6084)/")
"""DOIs of preprint servers and of repositories, where authors upload preprints too."""
_ANGLES = {"<": re.compile(r"\$<\$|&lt;|\{?\\(?:textless|lt)\b\s*(?:\{\})?\}?"),
           ">": re.compile(r"\$>\$|&gt;|\{?\\(?:textgreater|gt)\b\s*(?:\{\})?\}?")}  # fmt: skip
"""Character → the ways to write it in TeX and HTML. Old DOIs have it."""
_ISSN = re.compile(r"(?<![\dX-])\d{4}\s?[-–—−]?\s?\d{3}[\dXx](?![\dX-])")
_ISBN = re.compile(r"(?<![\dX-])(?:97[89][-–—−\s]?)?\d(?:[-–—−\s]?\d){8}[-–—−\s]?[\dXx](?![\dX])")
_ADDRESS = re.compile(r"https?:/*[^\s\"'<>{}]+", re.IGNORECASE)
_HTML = re.compile(r"href\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_VOLUME_BEHIND = re.compile(r"\s+vol\.\s*\d+$")


class LinkOrDoi(NamedTuple):
    """A link, or the DOI that a `url` field contains; both are None if it contains neither."""

    url: str | None = None
    doi: str | None = None


def ascii_digits(text: str) -> str:
    """A text with the digits of other scripts, such as the wide digits of East Asia, as ASCII digits.

    >>> ascii_digits("２０１９ 年")
    '2019 年'
    """
    return text if text.isascii() else "".join(str(unicodedata.decimal(character, character)) for character in text)


def is_absent(text: str) -> bool:
    """Whether a value says only that there is no value.

    >>> is_absent("{N/A}"), is_absent("0--0"), is_absent("unknown"), is_absent("xx--xxii")
    (True, True, True, False)
    """
    word = re.sub(r"\.\s+", ".", " ".join(text.strip(" \t\r\n{}()[].,").lower().split()))
    return word in _ABSENT or is_placeholder(word)


def is_placeholder(text: str) -> bool:
    """Whether a text is only a placeholder for a value, and no word that could be a name: `???`, `n/a`, `TBD`."""
    return bool(_NOTHING.fullmatch(text.strip(" \t\r\n{}()[].,")))


def read_doi(tex: str) -> str | None:
    """The first DOI in a field.

    >>> read_doi("{https://doi.org/10.1000/182}")
    '10.1000/182'
    >>> read_doi("See 10.1000/182 (online)")
    '10.1000/182'
    """
    first = two[1] if (two := TWO_DOIS.search(tex)) else tex
    typed = re.sub(r"^\s*\{+|\}+\s*$", "", first)
    typed = re.sub(r"(?<=\S)\s+[(\[].*", "", typed)  # a remark behind the DOI
    for character, forms in _ANGLES.items():
        typed = forms.sub(character, typed)
    text = re.sub(r"^\{+|\}+$", "", parse_address(typed))
    for candidate in (text, unquote(text)):
        if found := _DOI.search(candidate):
            return _valid(
                parse_doi, re.sub("%3c|%3e", lambda code: unquote(code[0]), found[0], flags=re.I).rstrip(".,;")
            )
    return None


def read_url(tex: str) -> LinkOrDoi:
    """The first address in a field. A DOI is returned as such, and `https://` is added if it is missing."""
    typed = tex.strip()
    while (whole := re.fullmatch(r"\{((?:[^{}]|\{[^{}]*\})*)\}", typed)) or typed.startswith("{") > typed.endswith("}"):
        typed = whole[1].strip() if whole else typed[1:]
    if html := _HTML.search(typed):
        typed = html[1]
    text = parse_address(typed)
    if re.match(r"(?:(?:https?://)?doi:\s*|10[./]|https?://(?:dx\.|www\.)?doi\.org/10[./])", text, re.IGNORECASE):
        return LinkOrDoi(doi=read_doi(text))
    if url := read_address(text):
        return LinkOrDoi(url)
    found = _ADDRESS.search(typed)
    return LinkOrDoi(read_address(parse_address(found[0])) if found else None)


def read_issns(text: str) -> list[str]:
    """The well-formed ISSNs in a text, without repetitions.

    >>> read_issns("0009-7322, 1524-4539 (Electronic)")
    ['0009-7322', '1524-4539']
    """
    return _all(parse_issn, (re.sub(r"[–—−\s]", "-", found) for found in _ISSN.findall(text)))


def read_isbns(text: str) -> list[str]:
    """The well-formed ISBNs in a text, without repetitions."""
    return _all(parse_isbn, (re.sub(r"[–—−]", "-", found) for found in _ISBN.findall(text)))


def with_right_digit(text: str) -> str:
    """The first ISSN or ISBN in a text whose last digit does not match the others, with the one that does; or empty."""
    found = (*_ISBN.findall(text), *_ISSN.findall(text))
    return next(filter(None, map(with_right_last_digit, found)), "")


def wrong_number(name: str, text: str) -> str:
    """A number in a text of an `issn` or `isbn` field whose last digit does not match the others, as it should be."""
    found = (_ISBN if name == "isbn" else _ISSN).findall(text)
    return next(filter(None, map(with_right_last_digit, found)), "")


def is_same_isbn(one: str, other: str) -> bool:
    """Whether two ISBNs, of ten or thirteen digits, are those of one edition.

    >>> is_same_isbn("3-16-148410-X", "978-3-16-148410-0")
    True
    """
    first, second = (re.sub(r"\W", "", isbn)[-10:-1] for isbn in (one, other))
    return first == second


def read_arxiv(text: str) -> str | None:
    """The arXiv id in a text."""
    return _valid(parse_arxiv, without_subject(re.sub(r"[{}]", "", text).strip()))


def read_page_count(text: str) -> str | None:
    """The number of pages: the text has one number in Arabic digits, and perhaps one in Roman digits.

    >>> read_page_count("xii, 300 pp.")
    '300'
    """
    form = (
        r"(?:[ivxlc]+\s*[,+]?\s*)?(\d{1,6})\s*(?:p{1,2}\.?|pages?|S\.|Seiten|p[áa]gs?\.?|páginas|с\.|[쪽页頁]|ページ)?"
    )
    found = re.fullmatch(form, ascii_digits(text).strip(), re.I)
    return found[1] if found else None


def read_pages(text: str) -> str:
    """The pages of a work. `1--` is the first page and those after it.

    >>> read_pages("pp. 12 -- 44")
    '12-44'
    """
    text = re.sub(r"(?<=\d)\s+(?:à|to|bis|al?|até)\s+(?=\d)", "-", text)
    text = parse_pages(without_printed_word("pages", _VOLUME_BEHIND.sub("", ascii_digits(text))))
    if first := re.fullmatch(r"(\w+)(?:-&?|\+)", text):
        return f"{first[1]} ff."
    if same := re.fullmatch(r"(\w+)-\1", text):
        return same[1]
    return text.strip("-").rstrip(" .,;") if not text.endswith("ff.") else text


def read_volume(text: str) -> str:
    """A volume without the word for it.

    >>> read_volume("Volume 8 - 2020"), read_volume("第3巻")
    ('8', '3')
    """
    text = ascii_digits(text).rstrip(" ,;")
    if text.isdecimal():
        return text
    text = without_printed_word("volume", re.sub(r"\(\s+", "(", text))  # PubMed: `122 ( Pt 2)`
    return re.sub(r"^(\w+) - \d{4}$", r"\1", text)


def read_issue(text: str) -> str:
    """The issue of a volume without the word for it.

    >>> read_issue("no. 2"), read_issue("제1호")
    ('2', '1')
    """
    text = ascii_digits(text).rstrip(" ,;")
    if text.isdecimal():
        return text
    return without_printed_word("issue", text)


class PaperNumber(NamedTuple):
    """The number of an article, and the number of its pages; the second can be empty."""

    number: str
    pages: str


def read_paper_number(text: str) -> PaperNumber | None:
    """The number of an article that the pages name, as MathSciNet writes it.

    >>> read_paper_number("Paper No. 7, 12")
    PaperNumber(number='7', pages='12')
    """
    found = re.fullmatch(
        r"(?:(?:Paper|Art\.|Article|Art)(?:\s+(?:No\.|no\.|ID|id))?|ID|id)\s+(\w+)(?:,\s*(\d+)(?:\s*pp?\.?)?)?",
        text.strip(),
    ) or re.fullmatch(r"(\w+)(?:,\s*|\s*\()(\d+)\s*(?:pp\.?|pages)\)?", text.strip())
    return PaperNumber(found[1], found[2] or "") if found else None


def _all(parse: Callable[[Any], str], texts: Any) -> list[str]:
    return list(dict.fromkeys(value for text in texts if (value := _valid(parse, text))))


def _valid(parse: Callable[[Any], str], text: str) -> str | None:
    try:
        return parse(text)
    except ValueError:
        return None
