"""The versions of a work name each other, and a list can leave the superseded ones out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]

PREPRINT = "id: pre, kind: preprint, title: First, authors: Ada Miller, date: 2020, arxiv: 2001.01234"
WORKSHOP = "id: work, kind: workshop, title: Second, authors: Ada Miller, date: 2021"
PAPER = "id: paper, kind: journal, title: Third, authors: Ada Miller, date: 2022"


def source_of(out: str, title: str) -> str:
    """The lines of a work in plain text, as one."""
    block = next(part for part in out.split("\n\n") if title in part)
    return " ".join(block.split()).replace("\u00a0", " ")


def listed(*works: str, document: str = "{}") -> str:
    return f"publications: [{', '.join(f'{{{work}}}' for work in works)}]\ndocuments: {{full: {document}}}\n"


@pytest.mark.parametrize("citation", ["house", "apa", "ieee", "vancouver"])
@pytest.mark.parametrize("form", ["txt", "md", "html", "tex", "csljson", "jsonresume", "bibtex"])
def test_a_preprint_and_its_paper_name_each_other(record: Make, cvkit: Run, form: str, citation: str) -> None:
    file = record(listed(f"{PREPRINT}, version_of: paper", PAPER, document=f"{{citation: {citation}}}"))
    out = cvkit("export", file, "--to", form).out
    published = {
        "md": "published as [J.1](#cvk.J.1)",
        "html": 'published as <a href="#cvk.J.1">J.1</a>',
        "tex": "published as \\CVKref{anchor={cvk.J.1}, text={J.1}}",
    }
    assert published.get(form, "published as J.1") in out.replace('class="ref" ', "")
    link = {
        "md": "[arXiv:2001.01234](https://arxiv.org/abs/2001.01234)",
        "html": '<a href="https://arxiv.org/abs/2001.01234">arXiv:2001.01234</a>',
        "tex": "\\CVKlink{url={https://arxiv.org/abs/2001.01234}, text={arXiv:2001.01234}}",
    }
    assert f"preprint: {link.get(form, 'arXiv:2001.01234')}" in out


def test_a_chain_is_followed_to_its_end(record: Make, cvkit: Run) -> None:
    file = record(listed(f"{PREPRINT}, version_of: work", f"{WORKSHOP}, version_of: paper", PAPER))
    out = cvkit("export", file, "--to", "txt").out
    assert source_of(out, "First").endswith("published as J.1")
    assert source_of(out, "Second").endswith("published as J.1")
    assert source_of(out, "Third").endswith("preprint: arXiv:2001.01234; earlier version: C.1")


LAST = [
    ("kind: other, venue: {name: Press}, date: 2022", "published as Press, 2022"),
    ("kind: other, doi: 10.1000/182, date: 2022", "published as doi:10.1000/182"),
    ("kind: other, date: 2022", "published as Third"),
    ("kind: journal, date: 2022, numbered: false, venue: {name: Journal}", "published as Journal, 2022"),
]


@pytest.mark.parametrize(("last", "printed"), LAST)
def test_a_work_without_a_label_is_named_by_its_source(record: Make, cvkit: Run, last: str, printed: str) -> None:
    file = record(listed(f"{PREPRINT}, version_of: paper", f"id: paper, title: Third, authors: Ada Miller, {last}"))
    assert source_of(cvkit("export", file, "--to", "txt").out, "First").endswith(printed)


def test_a_hidden_version_is_not_named(record: Make, cvkit: Run) -> None:
    file = record(listed(f"{PREPRINT}, version_of: paper", f"{PAPER}, hidden: true"))
    assert "published as" not in cvkit("export", file, "--to", "txt").out
    file = record(listed(f"{PREPRINT}, version_of: paper, hidden: true", PAPER))
    assert "preprint:" not in cvkit("export", file, "--to", "txt").out


def test_the_arxiv_id_of_the_paper_itself_is_not_repeated(record: Make, cvkit: Run) -> None:
    file = record(listed(f"{PREPRINT}, version_of: paper", f"{PAPER}, arxiv: 2001.01234"))
    assert cvkit("export", file, "--to", "txt").out.count("2001.01234") == 2


def test_labels_of_a_list_with_numbers_of_its_own(record: Make, cvkit: Run) -> None:
    older = "id: old, kind: journal, title: Oldest, authors: Ada Miller, date: 2010"
    document = "{renumber: true, where: {since: 2020}}"
    file = record(listed(f"{PREPRINT}, version_of: paper", PAPER, older, document=document))
    assert "published as J.1" in cvkit("export", file, "--to", "txt").out


@pytest.mark.parametrize("length", [2, 3])
def test_versions_in_a_circle_are_one_error(record: Make, cvkit: Run, length: int) -> None:
    works = [
        f"id: w{at}, kind: journal, title: T{at}, authors: Ada Miller, date: 2020, version_of: w{(at + 1) % length}"
        for at in range(length)
    ]
    result = cvkit("check", record(listed(*works)))
    assert result.status == 1
    assert (result.out + result.err).count("error[V129]") == 1


@pytest.mark.parametrize(("superseded", "titles"), [("false", {"Third"}), ("true", {"First", "Second"})])
def test_a_list_can_leave_superseded_versions_out(record: Make, cvkit: Run, superseded: str, titles: set[str]) -> None:
    works = f"{PREPRINT}, version_of: work", f"{WORKSHOP}, version_of: paper, numbered: false", PAPER
    file = record(listed(*works, document=f"{{where: {{superseded: {superseded}}}}}"))
    out = cvkit("export", file, "--to", "txt").out
    assert {title for title in ("First", "Second", "Third") if f"{title}\n" in out.replace(": Second\n", "")} == titles
    assert "N309" not in everything(cvkit("check", file))


WHERES = ["{where: {superseded: false}}", "{sections: [{publications: {where: {superseded: false}}}]}"]


@pytest.mark.parametrize("document", WHERES)
def test_a_number_that_a_list_leaves_out_is_reported(record: Make, cvkit: Run, document: str) -> None:
    file = record(listed(f"{WORKSHOP}, version_of: paper", PAPER, document=document))
    result = cvkit("check", file)
    assert "warning[N309]: the document `full` leaves out C.1, which readers will miss" in result.out + result.err


def everything(result: Result) -> str:
    return result.out + result.err


UNDATED = "id: press, kind: journal, title: T, authors: Ada Miller, status: in-press"


def test_a_number_without_a_date_is_noted_until_it_is_fixed(record: Make, cvkit: Run) -> None:
    told = "note[N108]: no date decides the number of J.2, but the place in the file"
    file = record(listed(UNDATED, PAPER))
    assert told in everything(cvkit("check", file))
    assert "N108" not in everything(cvkit("check", record(listed(f"{UNDATED}, pin: 2", PAPER))))
    file = record(listed(UNDATED, PAPER))
    assert cvkit("numbers", file, "--lock").status == 0
    assert "N108" not in everything(cvkit("check", file))


def test_the_note_about_many_numbers_without_a_date_names_some(record: Make, cvkit: Run) -> None:
    works = [UNDATED.replace("press", f"press{at}", 1) for at in range(14)]
    told = everything(cvkit("check", record(listed(*works))))
    assert "number of J.14, J.13, J.12, J.11, J.10, J.9, J.8, J.7, J.6, J.5 and 4 more, but" in told
