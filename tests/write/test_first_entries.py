"""A note names the first entry with content for which a format has no place, and counts the content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, needs_tex

NOTES = {
    "honors: [{title: A Prize, date: 2020-05-01}]": "parts of dates (1, in A Prize)",
    "honors: [{id: prize, title: P, date: 2020-05}, {title: Q, date: 2021-05}]": "parts of dates (2, first in prize)",
    "honors: [{title: A Prize for Those Who Do Not Ask, date: 2020-05}]": (
        "parts of dates (1, in A Prize for Those Who Do Not…)"
    ),
    "memberships: [{organization: A Society, date: 2020, start: 2019, end: 2020}]": (
        "starts and ends beside a date (2, first in A Society)"
    ),
    "publications: [{id: w, kind: journal, title: T, authors: Ada Miller, date: 2020, abstract: Words}]": (
        "abstract (1, in w)"
    ),
    "honors: [{title: P}, {title: An *open* prize}]": "emphasis (1, in An open prize)",
    "news: [{text: We **won**, date: 2020}, {text: $x^2$ is *odd*}]": (
        "emphasis (2, first in We won), mathematics as formulas; it is plain text (1, in x^2 is odd)"
    ),
    "sections: {Own: [A *word*]}": "emphasis (1, in A word)",
    "talks: [{title: T, date: 2020, event: {name: M *and* N}}]": "emphasis (1, in T)",
}


@pytest.mark.parametrize(("section", "named"), NOTES.items())
def test_a_note_names_the_first_entry(
    cvkit: Callable[..., Result], record: Callable[..., Path], section: str, named: str
) -> None:
    told = cvkit("export", record("", f"cvkit: 1\nperson: {{name: Ada Miller}}\n{section}\n"), "--to", "txt")
    assert f"txt has no place for: {named}\n" in told.err


SECTIONS = {
    "news: [{text: We won, date: 2020}, {text: We lost}]": "news (2, first in We won)",
    "media: [{title: On us, date: 2020}]": "media (1, in On us)",
    "supervision: [{name: Bo Larsen, level: phd, date: 2020}]": "supervision (1, in Bo Larsen)",
}


@pytest.mark.parametrize(("section", "named"), SECTIONS.items())
def test_a_note_names_the_first_entry_of_a_section(
    cvkit: Callable[..., Result], record: Callable[..., Path], section: str, named: str
) -> None:
    folder = record("", f"cvkit: 1\nperson: {{name: Ada Miller}}\n{section}\n")
    assert named in cvkit("export", folder, "--to", "jsonresume").err


WORK = (
    "{id: w, kind: journal, title: T, authors: Ada Miller, date: 2020-01-02, "
    "venue: {name: J, publisher: P, issn: 1234-5679}}"
)
STATED = {
    "": (
        "ISSNs (1), days (1), publishers (1); to print them, write "
        "`options: {issn: true, days: true, publisher: true}` into the document"
    ),
    "issn: true, publisher: false": "days (1); to print them, write `options: {days: true}`",
    "issn: false, days: false, publisher: false": "",
}
"""The options that a document states → what the note says that it leaves out."""


@pytest.mark.parametrize(("options", "named"), STATED.items())
def test_a_note_names_what_an_option_prints_unless_the_document_states_it(
    cvkit: Callable[..., Result], record: Callable[..., Path], options: str, named: str
) -> None:
    document = f"documents: {{full: {{options: {{{options}}}}}}}\n"
    file = record(f"publications: [{WORK}]\n{document}")
    told = cvkit("export", file, "--to", "md")
    assert ("not printed" in told.err, f"not printed in md: {named}" in told.err) == (bool(named), bool(named)), (
        told.err
    )
    assert "no place" not in told.err
    assert cvkit("export", file, "--to", "md", "--strict").status == bool(named)


def test_the_pdfs_of_one_run_have_one_note_on_what_options_print(
    cvkit: Callable[..., Result], record: Callable[..., Path], tmp_path: Path
) -> None:
    needs_tex()
    documents = "documents: {a: {}, b: {}, c: {options: {issn: true, days: false, publisher: false}}}"
    told = cvkit("pdf", record(f"publications: [{WORK}]\n{documents}\n"), "--all", "-o", tmp_path).err
    assert told.count("not printed") == 1
    assert "not printed in the PDFs of `a`, `b`: ISSNs, days, publishers; to print them, write" in told
