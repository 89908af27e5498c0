"""`cvkit check --fix`: it changes the values that it corrects, and no other byte of any file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.fix import fix_record, write_corrections
from cvkit.model.diagnostic import CvkitError
from tests.conftest import Result, examples

Run = Callable[..., Result]
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"

COMMENTS = st.sampled_from(["", "  # note", "  # 한글 메모", "   # a: b, [c] {d}", "  # `x` \\& '\""])
TITLES = st.sampled_from(["P", "한국어 상", "'It''s P'", '"P: \\u00e9"', "Prix d’été", "P # 3", "A *P* and **Q**"])
DATES = st.sampled_from(
    [("Fall 2021", "2021-autumn"), ("'09/2021'", "'2021-09'"), ('"12.03.2021"', '"2021-03-12"'), ("2021", "2021")]
)
BETWEEN = st.sampled_from(["", "\n", "# 주석: ---\n", "\n  # deep\n\n"])
NEWLINES = st.sampled_from(["\n", "\r\n"])


@st.composite
def honors(draw: st.DrawFn) -> tuple[str, str]:
    """A section in block or flow style, as typed and with its corrections."""
    typed, fixed = "honors:\n", "honors:\n"
    for _ in range(draw(st.integers(1, 4))):
        (wrong, right), title = draw(DATES), draw(TITLES)
        comment, between = draw(COMMENTS), draw(BETWEEN)
        form = draw(st.sampled_from(["  - title: {}\n    date: {}{}\n{}", "  - date: {1}{2}\n    title: {0}\n{3}"]))
        if "#" not in title and draw(st.booleans()):
            form = "  - {{title: {}, date: {}}}{}\n{}"
        typed += form.format(title, wrong, comment, between)
        fixed += form.format(title, right, comment, between)
    return typed, fixed


@examples(60)
@given(section=honors(), newline=NEWLINES, mark=st.booleans(), is_ended=st.booleans())
def test_the_corrections_are_the_only_changed_bytes(
    tmp_path_factory: pytest.TempPathFactory, section: tuple[str, str], newline: str, mark: bool, is_ended: bool
) -> None:
    file = tmp_path_factory.mktemp("fix") / "cv.yaml"

    def content(text: str) -> bytes:
        whole = (HEAD + text).replace("\n", newline)
        return (b"\xef\xbb\xbf" if mark else b"") + (whole if is_ended else whole.rstrip("\r\n")).encode()

    typed, fixed = section
    file.write_bytes(content(typed))
    write_corrections(fix_record(file))
    assert file.read_bytes() == content(fixed)
    assert write_corrections(fix_record(file)) == []


CASES = {
    "an anchor": ("- {title: P, date: &day Fall 2021}\n- {title: Q, date: *day}\n", "&day 2021-autumn"),
    "an anchor of an entry": ("- &entry {title: P, date: Fall 2021}\n- *entry\n", "date: 2021-autumn}"),
    "a folded text": (
        "- title: >-\n    Prize for R\\&D\n    in *all* fields\n",
        "    Prize for R&D\n    in *all* fields",
    ),
    "a literal text": ("- title: |\n    R\\&D\n\n    10\\% of it\n", "    R&D\n\n    10% of it"),
    "a text over two lines": ("- title: Prize for R\\&D\n    in all fields\n", "Prize for R&D\n    in all fields"),
    "an escape in quotes": ('- title: "A \\u00e9 R\\\\&D"\n', '"A \\u00e9 R&D"'),
    "two corrections in one text": ("- title: \\emph{A} and R\\&D # c\n", '"*A* and R&D" # c'),
}


@pytest.mark.parametrize(("section", "expected"), CASES.values(), ids=CASES.keys())
def test_each_form_of_a_value_is_edited_in_place(tmp_path: Path, section: str, expected: str) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(f"{HEAD}honors:\n{section}# end\n", encoding="utf-8")
    fixed = fix_record(file)
    write_corrections(fixed)
    text = file.read_text(encoding="utf-8")
    assert expected in text and text.endswith("# end\n")
    assert [one for one in fixed.read.diagnostics if one.is_error] == []


def test_the_files_of_a_record_are_corrected_and_a_bib_file_never(cvkit: Run, tmp_path: Path) -> None:
    works = "- {id: one, kind: article, title: T, authors: Ada Miller, date: 2020}\n"
    bib = "@article{two, title = {R\\&D}, author = {Miller, Ada}, year = {2021}, journal = {J}, pages = {pp. 1-2}}\n"
    (tmp_path / "cv.yaml").write_text(HEAD + "publications: [works.yaml, more.bib]\npaper: a4\n", encoding="utf-8")
    (tmp_path / "works.yaml").write_text(works, encoding="utf-8")
    (tmp_path / "more.bib").write_text(bib, encoding="utf-8")
    result = cvkit("check", tmp_path, "--fix")
    assert result.status == 1 and "1 correction in " in result.err
    assert "unknown key `paper`" in result.out and "article" not in result.out
    assert (tmp_path / "works.yaml").read_text(encoding="utf-8") == works.replace("article", "journal")
    assert (tmp_path / "more.bib").read_text(encoding="utf-8") == bib


def test_a_file_that_changes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(f"{HEAD}honors: [{{title: P, date: Fall 2021}}]\n", encoding="utf-8")
    fixed = fix_record(file)
    file.write_text(f"{HEAD}honors: []\n", encoding="utf-8")
    with pytest.raises(CvkitError, match="changed while cvkit read it"):
        write_corrections(fixed)
    assert file.read_text(encoding="utf-8") == f"{HEAD}honors: []\n"


def test_a_correction_that_would_overwrite_another_key_is_left_to_the_user(tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    text = f"{HEAD}honors: [{{title: P, date: 2020, year: 2021}}]\n"
    file.write_text(text, encoding="utf-8")
    assert fix_record(file).files == {}


def test_the_diff_shows_the_corrections_and_the_exit_status_the_errors(cvkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(f"{HEAD}honors: [{{title: P, date: Fall 2021}}]\n", encoding="utf-8")
    shown = cvkit("check", file, "--fix", "--diff")
    assert re.findall(r"^[-+] ?honors.*", shown.out, re.MULTILINE) == [
        "-honors: [{title: P, date: Fall 2021}]",
        "+honors: [{title: P, date: 2021-autumn}]",
    ]
    assert shown.status == 1
    alone = cvkit("check", file, "--diff")
    assert (alone.status, alone.out) == (shown.status, shown.out)
    assert cvkit("check", file, "--fix").status == 0
    assert cvkit("check", file, "--fix", "--diff").out == ""


@pytest.mark.parametrize(
    ("typed", "fixed"),
    [
        ("honors: [{title: P, city: A, location: B}]", "honors: [{title: P, note: A, location: B}]"),
        (
            "talks: [{title: T, date: 2020, kind: a, category: b}]",
            "talks: [{title: T, date: 2020, role: a, category: b}]",
        ),
    ],
)
def test_no_two_corrections_give_an_entry_one_key(tmp_path: Path, typed: str, fixed: str) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(HEAD + typed, encoding="utf-8")
    write_corrections(fix_record(file))
    assert file.read_text(encoding="utf-8") == HEAD + fixed


UNITS_AND_CASES = {
    "options: {font_size: 9}": "options: {font_size: 9pt}",
    "options: {font_size: 10.5}": "options: {font_size: 10.5pt}",
    "options: {margin: 20}": "options: {margin: 20mm}",
    "sections: [outreach]": "sections: [Outreach]",
    "sections: [{OUTREACH: {limit: 1}}]": "sections: [{Outreach: {limit: 1}}]",
    "sections: [Honors]": "sections: [honors]",
}
"""A document, and the same without its mistake."""


@pytest.mark.parametrize(("typed", "fixed"), UNITS_AND_CASES.items())
def test_a_missing_unit_and_another_case_have_one_correction(tmp_path: Path, typed: str, fixed: str) -> None:
    file = tmp_path / "cv.yaml"
    text = f"{HEAD}honors: [{{title: P}}]\nsections: {{Outreach: [A]}}\ndocuments: {{full: {{%s}}}}\n"
    file.write_text(text % typed, encoding="utf-8")
    write_corrections(fix_record(file))
    assert file.read_text(encoding="utf-8") == text % fixed


def test_a_length_that_no_unit_allows_has_no_correction(tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(
        f"{HEAD}honors: [{{title: P}}]\ndocuments: {{full: {{options: {{font_size: 90}}}}}}\n", encoding="utf-8"
    )
    assert fix_record(file).files == {}


def test_the_hint_about_a_key_of_another_field_has_the_line_to_write(cvkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    work = (
        "kind: conference, title: T, venue: {name: V}, authors: Ada Miller, date: 2020, event: {name: E}, location: X"
    )
    file.write_text(f"{HEAD}publications: [{{id: a, {work}}}]\n", encoding="utf-8")
    (found,) = (one for one in cvkit("check", file, "--format", "json").diagnostics if one["code"] == "V101")
    assert found["hint"] == "`place` belongs under `event`: write `place: X` there, and delete this line"
