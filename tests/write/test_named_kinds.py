"""A poster, a demonstration and work in progress do not read as papers, in any format, style or language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.model.language_tag import LANGUAGES
from cvkit.write.compose.source_parts import NAMED_KINDS
from cvkit.write.locales.terms import terms_of
from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
WORK = "publications:\n- {title: A title, authors: Ada Miller, date: 2024, numbered: false, %s}\n"
PRINTED = {
    "kind: poster, venue: {name: V}": "A title (poster)",
    "kind: demo, venue: {name: V}": "A title (demonstration)",
    "kind: wip, venue: {name: V}": "A title (work in progress)",
    "kind: poster, venue: {name: V}, title_addon: (e-poster)": "A title (e-poster)",
    "kind: poster, venue: {name: V}, genre: E-poster": "A title",
    "kind: poster, venue: {name: V, short: V Posters}": "A title",
    "kind: wip, venue: {name: V Work-in-Progress Session}": "A title",
    "kind: poster, venue: {name: V}, note: Shown as a poster": "A title",
    "kind: conference, venue: {name: V}": "A title",
    "kind: workshop, venue: {name: V}": "A title",
    "kind: journal, venue: {name: V}": "A title",
}
"""The fields of a work, and its title as it is printed."""


def title(text: str) -> str:
    return next(line for line in text.splitlines() if "A title" in line).partition("  ")[2]


def test_the_kind_stands_behind_the_title_unless_the_work_names_it(cvkit: Run, record: Make) -> None:
    for fields, expected in PRINTED.items():
        assert (fields, title(cvkit("export", record(WORK % fields), "--to", "txt").out)) == (fields, expected)


@pytest.mark.parametrize("form", ["tex", "md", "html", "txt", "academicpages", "acad-homepage"])
@pytest.mark.parametrize("citation", ["house", "apa", "ieee", "vancouver"])
def test_every_format_and_citation_style_names_it(cvkit: Run, record: Make, form: str, citation: str) -> None:
    file = record(f"{WORK % 'kind: poster, venue: {name: V}'}documents: {{full: {{citation: {citation}}}}}\n")
    assert "(poster)" in cvkit("export", file, "--to", form).out


def test_a_heading_of_kinds_names_it(cvkit: Run, record: Make) -> None:
    file = record(f"{WORK % 'kind: poster, venue: {name: V}'}documents: {{full: {{group_by: kind}}}}\n")
    text = cvkit("export", file, "--to", "md").out
    assert ("Posters" in text, "(poster)" in text) == (True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words(cvkit: Run, record: Make, language: str) -> None:
    behind, end = ("（", "）") if language in ("ja", "zh", "zh-Hant") else (" (", ")")
    for kind in sorted(NAMED_KINDS):
        file = record(f"{WORK % f'kind: {kind}, venue: {{name: V}}'}documents: {{full: {{language: {language}}}}}\n")
        name = f"{behind}{terms_of(language)[f'genres.{kind}']}{end}"
        assert title(cvkit("export", file, "--to", "txt").out) == f"A title{name}"
