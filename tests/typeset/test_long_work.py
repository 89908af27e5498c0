"""A work with two hundred authors begins on the page that has room for its first lines, and continues on the next."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from cvkit.system.programs import find_program
from tests.conftest import Result, needs_tex
from tests.typeset.conftest import poppler

AUTHORS = [
    f"Bo Fam{''.join(pair)}" for pair in itertools.islice(itertools.product(string.ascii_lowercase, repeat=2), 200)
]
SHORT = {"classic": 12, "compact": 48, "modern": 13}
"""Style → works before the long one, so that it begins in the middle of a page."""


@pytest.mark.parametrize("engine", ["xelatex", "pdflatex"])
@pytest.mark.parametrize("style", SHORT)
def test_a_work_with_two_hundred_authors_breaks_over_pages(
    record: Callable[[str], Path], cvkit: Callable[..., Result], tmp_path: Path, style: str, engine: str
) -> None:
    needs_tex()
    works = [
        f"{{id: s{at}, kind: journal, title: Short, authors: Ada Miller, date: {2024 - at}, venue: {{name: Venue}}}}"
        for at in range(SHORT[style])
    ]
    long = f"{{id: long, kind: journal, title: Long, authors: 'Ada Miller, {', '.join(AUTHORS)}', date: 1900}}"
    last = "{id: last, kind: journal, title: Last, authors: Ada Miller, date: 1890}"
    file = record(f"publications: [{', '.join([*works, long, last])}]\n")
    output = tmp_path / "out.pdf"
    assert cvkit("pdf", file, "-s", style, "--engine", engine, "-o", output).status == 0
    pages = [" ".join(page.extract_text().split()).replace(" ", "") for page in pypdf.PdfReader(output).pages]
    first, second = (sum(name.replace(" ", "") in page for name in AUTHORS) for page in pages)
    assert first > 30 and second > 10 and first + second == 200
    assert ("Long" in pages[0]) is (style != "compact")  # where the title follows the authors
    assert "J.2" in pages[0] and "J.2" not in pages[1]
    assert "Last" in pages[1]


@pytest.mark.parametrize("engine", ["xelatex", "pdflatex", "lualatex"])
def test_a_long_title_in_a_style_without_structure_is_a_link(
    record: Callable[[str], Path], cvkit: Callable[..., Result], tmp_path: Path, engine: str
) -> None:
    """A link whose end is in fewer boxes than its beginning stops LuaTeX, and ends after a line with pdfTeX."""
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"{engine} is not installed")
    title = " ".join(f"word{n}" for n in range(360))
    file = record(f"publications: [{{id: a, kind: journal, title: {title}, url: 'https://a.example', date: 2020}}]\n")
    result = cvkit("pdf", file, "-s", "moderncv", "--engine", engine, "-o", tmp_path / "out.pdf")
    assert result.status == 0, result.err
    links = [link for page in pypdf.PdfReader(tmp_path / "out.pdf").pages for link in page.get("/Annots", [])]
    assert len(links) > 20


@pytest.mark.parametrize("engine", ["xelatex", "pdflatex"])
@pytest.mark.parametrize("venue", ["", ", venue: {name: Venue}"])
@pytest.mark.parametrize("style", SHORT)
def test_the_label_and_the_title_of_a_long_work_are_below_those_of_a_short_one(
    record: Callable[[str], Path], cvkit: Callable[..., Result], tmp_path: Path, style: str, venue: str, engine: str
) -> None:
    needs_tex()
    short = "{id: s, kind: journal, title: Short, authors: Ada Miller, date: 2024, venue: {name: Venue}}"
    long = f"{{id: l, kind: journal, title: Long, authors: 'Ada Miller, {', '.join(AUTHORS)}', date: 1900{venue}}}"
    output = tmp_path / "out.pdf"
    file = record(f"publications: [{short}, {long}]\n")
    assert cvkit("pdf", file, "-s", style, "--engine", engine, "-o", output).status == 0
    printed = poppler("pdftotext", "-bbox", output, "-")
    left = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)".*>(J\.[12]|Short|Long)\.?<', printed)}
    assert left["J.1"] == pytest.approx(left["J.2"], abs=1)
    if style == "modern":  # where the titles have a line of their own
        assert left["Long"] == pytest.approx(left["Short"], abs=1)
