"""Plain text: no markup, no line too wide, dates at the right, addresses where words alone would say nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.display_width import display_width
from cvkit.write.wrap import wrapped
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
WIDTH = 78
WHOLE = ROOT / "tests" / "write" / "whole"


@pytest.fixture
def text(cvkit: Run) -> str:
    return cvkit("export", WHOLE, "--to", "txt").out


def test_no_line_is_wider_than_a_page_or_ends_in_a_space(text: str) -> None:
    lines = text.splitlines()
    assert len(lines) > 100
    assert [line for line in lines if display_width(line) > WIDTH or line != line.rstrip()] == []


def test_there_is_no_markup(text: str) -> None:
    assert [sign for sign in ("**", "`", "](", "\\", "</", "\u00a0") if sign in text] == []
    assert "Sorting <without> Looking" in text
    assert "CO₂, O(n²) and code" in text


def test_dates_end_at_the_right_edge(text: str) -> None:
    (line,) = [line for line in text.splitlines() if line.startswith("University of Somewhere")]
    assert line.endswith("Dec. 2018 – Present") and display_width(line) == WIDTH


def test_works_hang_on_their_labels(text: str) -> None:
    lines = text.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("C.1"))
    assert lines[at].startswith("C.1   Looking")
    assert [line[:6] for line in lines[at + 1 : at + 4]] == [" " * 6] * 3


def test_addresses_stand_behind_words_that_do_not_say_them(text: str) -> None:
    assert "Home page: ada.example.org/~ada\n" in text
    assert "code: https://a.example/code" in text
    assert "ada@example.org\n" in text and "mailto:" not in text
    assert "ORCID 0000-0002-1825-0097\n" in text


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("이제민", 6), ("e\u0301", 1), ("黄炜 a", 6), ("\u200b", 0), ("", 0)]
)
def test_letters_of_east_asia_take_two_columns(text: str, width: int) -> None:
    assert display_width(text) == width


LINES = {
    "one two three": ["one two", "three"],
    "a\u00a0b\u00a0c\u00a0d e": ["a b c d", "e"],
    "unbreakable-word": ["unbreakable-word"],
    "가나다 라마바": ["가나다", "라마바"],
    "漢字漢字漢字": ["漢字漢字", "漢字"],
    "漢字漢字、漢字": ["漢字漢", "字、漢字"],
    "": [],
}


@pytest.mark.parametrize(("typed", "lines"), LINES.items())
def test_lines_part_where_the_script_lets_them(typed: str, lines: list[str]) -> None:
    assert wrapped(typed, 8) == lines


@given(st.text("ab é漢字、「」가나 \u00a0-", max_size=60), st.integers(2, 20))
def test_no_character_is_lost_and_no_line_too_wide(typed: str, width: int) -> None:
    lines = wrapped(typed, width)
    assert "".join("".join(lines).split()) == "".join(typed.split())
    assert "\u00a0" in typed or all(display_width(line) <= width or " " not in line for line in lines)


def test_sections_alone_come_without_the_head(cvkit: Run, tmp_path: Path) -> None:
    out = cvkit("export", WHOLE, "--to", "txt", "--section", "honors", "--section", "skills").out
    assert out.startswith("HONORS AND AWARDS\n") and "SKILLS" in out and "Ada Miller" not in out


def test_an_honor_of_several_years_has_a_column_for_all_of_them(cvkit: Run, record: Callable[[str], Path]) -> None:
    honors = "{title: Fellow, date: 2018-10/2020}, {title: Medal, date: 2018-10}, {title: Cup, date: 2018-01/2018-03}"
    out = cvkit("export", record(f"honors: [{honors}]\n"), "--to", "txt").out
    assert "2018–2020  Fellow\n2018  Medal\n2018  Cup\n" in out


def test_an_address_is_printed_once(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\npublications:\n"
        "- {id: a, kind: journal, title: T, date: 2020, authors: Ada Miller, venue: {name: J}, doi: 10.1000/x}\n"
        "documents:\n  full: {style: classic, options: {doi: true}}\n",
        encoding="utf-8",
    )
    assert cvkit("export", tmp_path, "--to", "txt").out.count("10.1000/x") == 1


@pytest.mark.parametrize(
    ("language", "shown"),
    [("tr", "EĞİTİM"), ("el", "ΕΚΠΑΙΔΕΥΣΗ"), ("de", "AUSBILDUNG")],
)
def test_a_heading_has_the_capitals_of_its_language(
    cvkit: Run, record: Callable[[str], Path], language: str, shown: str
) -> None:
    file = record(f"education: [{{institution: A}}]\ndocuments: {{full: {{language: {language}}}}}\n")
    assert f"\n{shown}\n" in cvkit("export", file, "--to", "txt").out


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh", "学位论文：Why? 答辩委员：B"),
        ("ja", "学位論文：Why? 審査委員：B"),
        ("de", "Abschlussarbeit: Why? Kommission: B"),
    ],
)
def test_a_question_mark_ends_a_sentence_with_a_space(
    cvkit: Run, record: Callable[[str], Path], language: str, shown: str
) -> None:
    student = "supervision: [{name: Bo Fictive, thesis: 'Why?', committee: B}]\n"
    file = record(f"{student}documents: {{full: {{language: {language}}}}}\n")
    assert shown in cvkit("export", file, "--to", "txt").out
