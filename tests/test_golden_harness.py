"""The comparison with golden files fails where it must: what never fails proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOLDEN, compare_golden, needs_tex
from tests.listings import comparable_listings, system_fonts, tex_version


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / "kept.txt"
    file.write_text("one\ntwo\n", encoding="utf-8")
    return file


def test_the_same_text_passes(kept: Path) -> None:
    compare_golden({kept: "one\ntwo\n"}, accepts=False)


@pytest.mark.parametrize("text", ["one\nTwo\n", "one\ntwo", "one\ntwo\n\n", "one\ntwo\nthree\n", "", "one\ntwo \n"])
def test_a_changed_text_fails(kept: Path, text: str) -> None:
    with pytest.raises(pytest.fail.Exception):
        compare_golden({kept: text}, accepts=False)
    assert kept.read_text(encoding="utf-8") == "one\ntwo\n"


def test_a_failure_shows_what_changed(kept: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"(?s)-two.*\+2"):
        compare_golden({kept: "one\n2\n"}, accepts=False)


def test_a_missing_file_fails_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="--accept"):
        compare_golden({tmp_path / "gone.txt": "one\n"}, accepts=False)
    assert list(tmp_path.iterdir()) == []


def test_accepting_writes_the_text_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file.txt"
    compare_golden({file: "한글\n"}, accepts=True)
    assert file.read_bytes() == "한글\n".encode()
    compare_golden({file: "한글\n"}, accepts=False)


def test_no_golden_file_is_empty_or_has_lines_of_windows() -> None:
    files = [file for file in GOLDEN.rglob("*") if file.is_file()]
    assert files
    assert all(file.read_bytes().strip() and b"\r\n" not in file.read_bytes() for file in files)


def test_every_difference_of_a_comparison_is_shown_at_once(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("three\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"(?s)-two.*\+2.*-three.*\+3"):
        compare_golden({kept: "one\n2\n", other: "3\n"}, accepts=False)


LISTING = """\
made with {tex}
system font {font}
font LMRoman10-Regular
title Ada Miller: Curriculum Vitae
language en
outline Publications
page 1: 595 × 842
  label cvk.J.1 at 71 700
  link https://a.example/x at 71 690 to 159 700
  71 690 500 | J.1 A title of two lines, with a hy-
  71 677 120 | phenated word and a rule-based one
page 2: 595 × 842
  71 690 500 | 한국전자통신
  71 677 120 | 연구원
"""
MOVED = (
    ("71 690 500", "72 690 500"),
    ("71 690 500", "71 690 499"),
    ("at 71 700", "at 71 699"),
    ("71 690 to", "71 689 to"),
    ("595 × 842", "612 × 792"),
    ("LMRoman10", "LMRoman12"),
    ("hy-\n  71 677 120 | phenated word", "hyphenated\n  71 677 120 | word"),
    ("rule-based", "rule-\n  71 664 120 | based"),
    ("통신\n  71 677 120 | 연구원", "\n  71 677 120 | 통신연구원"),
    ("page 2: 595 × 842\n  71 690 500 | 한국전자통신\n", "  71 690 500 | 한국전자통신\npage 2: 595 × 842\n"),
)
"""Changes that another TeX Live or another font may bring."""
CHANGED = (
    ("title of", "title off"),
    ("two lines, ", ""),
    ("a rule-based one", "a rule-based one one"),
    ("연구원", "연구소"),
    ("A title", "A TITLE"),
    ("cvk.J.1", "cvk.J.2"),
    ("  label cvk.J.1 at 71 700\n", ""),
    ("example/x", "example/y"),
    ("page 2: 595 × 842\n", ""),
    ("language en", "language ko"),
    ("outline Publications\n", ""),
    ("lines,", "lines."),
)
"""Changes that only cvkit or the record can bring."""


def listing(tex: str = "", font: str = "") -> str:
    return LISTING.format(tex=tex or tex_version(), font=font or min(system_fonts()))


@pytest.fixture
def compares_listings(tmp_path: Path) -> Callable[[str, str], None]:
    def compare(expected: str, actual: str) -> None:
        file = tmp_path / "cv.pdf.txt"
        file.write_text(expected, encoding="utf-8")
        compare_golden({file: actual}, accepts=False, comparable=comparable_listings)

    needs_tex()
    return compare


Compare = Callable[[str, str], None]


@pytest.mark.parametrize("change", [*MOVED, *CHANGED])
def test_a_pdf_that_the_same_tex_and_fonts_made_fails_at_any_change(
    compares_listings: Compare, change: tuple[str, str]
) -> None:
    expected = listing()
    compares_listings(expected, expected)
    assert expected.replace(*change) != expected
    with pytest.raises(pytest.fail.Exception):
        compares_listings(expected, expected.replace(*change))


@pytest.mark.parametrize("change", CHANGED)
@pytest.mark.parametrize("machine", [{"tex": "XeTeX 1 (TeX Live 2035)"}, {"font": "NoSuchFont-Regular"}])
def test_a_pdf_of_another_tex_or_font_fails_where_its_contents_change(
    compares_listings: Compare, machine: dict[str, str], change: tuple[str, str]
) -> None:
    with pytest.raises(pytest.fail.Exception):
        compares_listings(listing(**machine), listing().replace(*change))


@pytest.mark.parametrize("change", MOVED)
@pytest.mark.parametrize("machine", [{"tex": "XeTeX 1 (TeX Live 2035)"}, {"font": "NoSuchFont-Regular"}])
def test_a_pdf_of_another_tex_or_font_may_have_its_lines_elsewhere(
    compares_listings: Compare, machine: dict[str, str], change: tuple[str, str]
) -> None:
    compares_listings(listing(**machine), listing().replace(*change))
