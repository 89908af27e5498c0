"""`data/LANGUAGES.md` has each language and each term, with what is printed."""

from __future__ import annotations

import re

from cvkit.model.date import parse_date
from cvkit.model.document import Document
from cvkit.model.language_tag import LANGUAGES
from cvkit.write.compose.dates import date_text
from cvkit.write.locales import load_locale
from cvkit.write.locales.terms import COUNTED, ORDINAL, required_terms, term_names, terms_of
from tests.conftest import ROOT

PAGE = (ROOT / "data" / "LANGUAGES.md").read_text(encoding="utf-8")
STYLES = ("short", "long", "numeric")


def rows(heading: str) -> list[str]:
    """The rows of the table below a heading of the page, without its head."""
    part = re.split(rf"^## {heading}$", PAGE, flags=re.MULTILINE)[1]
    table = re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)
    assert table
    return table[0].splitlines()[2:]


def shown(text: str) -> str:
    """A text as code in a table; no-break spaces are visible, and so are spaces at its ends."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def language_row(language: str) -> str:
    dates = [
        date_text(parse_date("2025-09-30"), load_locale(Document(language=language, dates=style))) for style in STYLES
    ]
    quotes = terms_of(language)["quotes"].split(" ")
    example = f"{quotes[0]}A {quotes[2]}b{quotes[3]}{quotes[1]}"
    return "| " + " | ".join([f"`{language}`", *dates, example]).replace("\u00a0", " ").replace("\u202f", " ") + " |"


def term_row(name: str) -> str:
    forms = " (forms)" if name in (*COUNTED, *ORDINAL) else ""
    needed = "yes" if name in required_terms() else ""
    return f"| `{name}`{forms} | {shown(terms_of('en')[name])} | {needed} |".replace("  ", " ")


def test_the_page_has_each_language_with_its_dates_and_quotes() -> None:
    assert [row.rsplit(" | ", 1)[0] + " |" for row in rows("Languages")] == list(map(language_row, LANGUAGES))


def test_the_page_has_each_term_with_its_english_text() -> None:
    assert rows("Terms") == list(map(term_row, term_names()))
