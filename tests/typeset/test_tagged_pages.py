"""The structure of a PDF changes neither the page nor the text that programs extract."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.conftest import needs_tex
from tests.typeset.conftest import poppler, typeset
from tests.typeset.test_tagged import TAGGED

RECORD = """\
cvkit: 1
person:
  name: Ada Miller
  title: Ph.D.
  position: Baker
  affiliation: Institute of *Examples*, Hall 2
  email: ada@example.org
  links: [{label: Home page, url: "https://ada.example.org"}]
  updated: 2026-05
summary:
  - "Bakes *off*, and **AVATAR** at *Vilnius* or [*Wien*](https://a.example/1),
    with [the shelf](https://a.example/2) and more."
  - "Shows that $O(n)$ loaves are x^2^ and H~2~O of `code`, then *Tofu*: a **Vow** of **Tea**. [All](https://a.example/3)"
experience:
  - {organization: Institute of Tests, role: Baker, start: 2018-04, end: 2021-05, location: Ypres,
     highlights: [Built *Toys*, "A list of **Yes** and *No*, [@a]"], note: "With *Yo*, a tutor"}
education:
  - {institution: University of Examples, degree: PhD, field: Art, start: 2011-09, end: 2017-08, thesis: On Tables}
publications:
  - {id: a, kind: journal, title: A study of *Yards* and $x^2$ in Water,
     authors: "Ada Miller†, Bo Larsen†, and Chandra Rao*", venue: {name: Journal of Tests}, date: 2025-03, volume: 4,
     issue: 2, pages: 1-9, url: "https://a.example/4",
     links: [{label: code, url: "https://a.example/5"}, {label: data, url: "https://a.example/6"}]}
supervision:
  - {name: Bo Larsen, degree: MS, periods: [{start: 2019-03, end: 2020-02}], topic: Yeast, status: alumni,
     current_position: Tester}
service:
  - {role: Reviewer, organization: Journal of *Tests*, dates: [2022]}
honors: [{title: Vase, date: 2020, by: Town of Tests, note: "one, of two"}]
"""
MOST = 0.1
"""Points by which a letter may move: less than a hundredth of a line."""

Letter = tuple[int, str, float, float]
"""Page, character, and where it stands."""


def letters(pdf: Path) -> list[Letter]:
    found = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text, at))
            if not character.isspace():
                pdfium.FPDFText_GetCharOrigin(text, at, x, y)
                found.append((number, character, x.value, y.value))
    return found


@pytest.fixture(scope="module", params=[(style, engine) for style in TAGGED for engine in ("pdflatex", "xelatex")])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A PDF with structure, and one without."""
    needs_tex()
    style, engine = request.param
    folder = tmp_path_factory.mktemp("pages")
    for name, standard in (("tagged", "ua-1"), ("plain", "none")):
        options = f"documents: {{full: {{style: {style}, options: {{pdf_standard: {standard}}}}}}}\n"
        (folder / f"{name}.yaml").write_text(RECORD + options, encoding="utf-8")
        typeset(folder / f"{name}.yaml", folder / f"{name}.pdf", "--engine", engine)
    return folder / "tagged.pdf", folder / "plain.pdf"


def test_each_letter_stands_where_it_does_without_structure(pair: tuple[Path, Path]) -> None:
    tagged, plain = map(letters, pair)
    assert [letter[:2] for letter in tagged] == [letter[:2] for letter in plain]
    moved = [
        (one, other)
        for one, other in zip(tagged, plain, strict=True)
        if max(abs(one[2] - other[2]), abs(one[3] - other[3])) > MOST
    ]
    assert not moved


def test_programs_read_the_same_words_in_the_same_order(pair: tuple[Path, Path]) -> None:
    tagged, plain = (poppler("pdftotext", "-raw", file, "-").split() for file in pair)
    assert tagged == plain
    tagged, plain = (poppler("pdftotext", file, "-").split() for file in pair)
    assert tagged == plain


PHRASES = """\
Baker, Institute of Examples, Hall 2
Bakes off, and AVATAR at Vilnius or Wien, with the shelf and more.
Shows that O(n) loaves are x2 and H2O of code, then Tofu: a Vow of Tea. All
With Yo, a tutor
A list of Yes and No, J.1
Thesis: On Tables
† equal contribution, * corresponding author
A study of Yards and x2 in Water
Ada Miller†, Bo Larsen†, and Chandra Rao*
Journal of Tests 4(2), pp. 1–9
Yeast
Now Tester
Academic Service
Vase (one, of two), Town of Tests
"""


def test_a_space_is_between_the_words_of_the_structure(pair: tuple[Path, Path]) -> None:
    lines = [line.strip() for line in poppler("pdfinfo", "-struct-text", pair[0]).splitlines()]
    read = "".join(line[1:-1] for line in lines if line.startswith('"'))
    assert [phrase for phrase in PHRASES.splitlines() if phrase not in read] == []


SPACED = """\
cvkit: 1
person: {name: Ada Miller, email: ada@example.org, phone: 555 010, links: [{label: Code, url: "https://a.example"}]}
roles: {lead: {sign: "‡", legend: {en: leading author}}}
markers: {†: equal_contributor, "*": corresponding, "‡": lead}
summary:
  - "*Tea* **Tea** `tea` [tea](https://a.example/1) $x$ *tea*, x^2^ *tea* y~2~ $x$ [tea](https://a.example/2) **tea**."
  - "Of *p.*\\u00a07, $x$\\u00a0*tea* and x^2^\\u00a0**tea**."
publications:
  - id: a
    kind: journal
    title: Tea
    authors: "Ada Miller†‡, Bo Larsen†, and Chandra Rao*"
    venue: {name: Tests}
    date: 2025
"""


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("style", TAGGED)
def test_one_space_is_between_two_changes_of_the_font(tmp_path: Path, style: str, engine: str) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(SPACED, encoding="utf-8")
    pdf = typeset(file, tmp_path / "cv.pdf", "-s", style, "--engine", engine).file
    lines = [line.strip() for line in poppler("pdfinfo", "-struct-text", pdf).splitlines()]
    read = "".join(line[1:-1] for line in lines if line.startswith('"'))
    assert "Tea Tea tea tea x tea, x2 tea y2 x tea tea." in read
    assert "Of p. 7, x tea and x2 tea." in read
    assert "† equal contribution, * corresponding author, ‡ leading author" in read
    assert "  " not in read
    assert "ada@example.org 555 010" in read
    assert "Code: a.example" in read
    assert re.search(r"\b(010|org) Code", read)
