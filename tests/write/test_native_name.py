"""The name of the owner in another script, in one version or one for each language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.read import read
from tests.conftest import Result

Make = Callable[..., Path]
Run = Callable[..., Result]
NATIVE = "person: {name: {given: Wei, family: Huang, native: {zh: 黄炜, ja: 黄 煒}}}\n"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "Wei Huang", "黄炜"),
        ("de", "Wei Huang", "黄炜"),
        ("zh", "黄炜", "Wei Huang"),
        ("ja", "黄 煒", "Wei Huang"),
        ("ko", "黄炜", "Wei Huang"),
    ],
)
def test_a_native_name_is_printed_in_the_language_of_the_document(
    language: str, first: str, second: str, record: Make, cvkit: Run
) -> None:
    text = f"cvkit: 1\n{NATIVE}documents: {{full: {{language: {language}}}}}\n"
    folder = record(text + "honors: [{title: A, date: 2020}]\n", head="")
    for form in ("txt", "md", "html", "tex"):
        out = cvkit("export", folder, "--to", form).out
        assert form == "tex" or -1 < out.find(first) < out.find(second), out
        assert form == "tex" or (first in out and second in out)
    assert cvkit("check", folder).status == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_native_name_that_is_the_name_is_printed_once(language: str, record: Make, cvkit: Run) -> None:
    person = "person: {name: {given: 炜, family: 黄, native: 黄炜}}"
    folder = record(f"cvkit: 1\n{person}\ndocuments: {{full: {{language: {language}}}}}\n", head="")
    assert cvkit("export", folder, "--to", "txt").out.strip() == "黄炜"


@pytest.mark.parametrize("native", ["黄炜", "{zh: 黄炜}", "중앙"])
def test_a_native_name_in_html_does_not_break_where_it_fits_on_the_next_line(
    native: str, record: Make, cvkit: Run
) -> None:
    person = f"person: {{name: {{given: Wei, family: Huang, native: {native}}}, title: Ph.D.}}"
    page = cvkit("export", record(f"cvkit: 1\n{person}\n", head=""), "--to", "html").out
    assert 'class="beside native"' in page
    assert re.search(r"^h1 \.native \{ display: inline-block; \}$", page, re.MULTILINE)
    assert page.count("native") == 2, "the title breaks as the name does"


def test_each_version_of_the_native_name_is_the_owners(record: Make) -> None:
    work = "publications: [{id: a, kind: report, title: T, date: 2020, authors: [%s]}]\n"
    for name in ("黄炜", "黄 煒", "Wei Huang"):
        found = read(record(f"cvkit: 1\n{NATIVE}{work % name}", head=""))
        assert found.diagnostics == ()


def test_a_key_that_is_no_language_is_reported_at_its_place(record: Make, cvkit: Run) -> None:
    text = "cvkit: 1\nperson: {name: {given: Wei, family: Huang, native: {chinese: 黄炜}}}\n"
    found = read(record(text, head=""))
    assert [one.message for one in found.diagnostics] == ["`chinese` is not a language"]


TITLES = {
    "Dr.": "Dr. Ada Miller",
    "Prof. Dr. rer. nat., PhD": "Prof. Dr. rer. nat. Ada Miller, PhD",
    "Dr. h.c.": "Dr. h.c. Ada Miller",
    "dr hab.": "dr hab. Ada Miller",
    "RNDr., CSc.": "RNDr. Ada Miller, CSc.",
    "Dra.": "Dra. Ada Miller",
    "Dr., PhD": "Dr. Ada Miller, PhD",
    "PhD": "Ada Miller, PhD",
    "M.D., Ph.D.": "Ada Miller, M.D., Ph.D.",
    "Associate Professor": "Ada Miller, Associate Professor",
}
"""Title of the owner → the line with the name."""


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_printed_before_the_name_and_a_degree_behind_it(title: str, record: Make, cvkit: Run) -> None:
    person = f"cvkit: 1\nperson: {{name: Ada Miller, title: '{title}'}}\nhonors: [{{title: A, date: 2020}}]\n"
    folder = record(person, head="")
    assert cvkit("export", folder, "--to", "txt").out.splitlines()[0] == TITLES[title]
    tex = cvkit("export", folder, "--to", "tex").out
    assert "title={Ada Miller: Curriculum Vitae}" in tex
    html = cvkit("export", folder, "--to", "html").out
    assert '"name":"Ada Miller"' in html


def test_a_title_is_behind_a_name_in_hangul(record: Make, cvkit: Run) -> None:
    person = "person: {name: {given: Seorin, family: Yun, native: 윤서린}, title: Dr.}\n"
    folder = record(f"cvkit: 1\n{person}documents: {{full: {{language: ko}}}}\nhonors: [{{title: A}}]\n", head="")
    assert cvkit("export", folder, "--to", "txt").out.splitlines()[0] == "윤서린, Dr.  Seorin Yun"
