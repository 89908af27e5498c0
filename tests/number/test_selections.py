"""Nothing that `where` leaves out of a document is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import Result

RECORD = """\
publications:
  - {id: one, kind: journal, title: One, date: 2024, authors: Ada Miller, venue: {name: J}, tags: [selected]}
  - {id: two, kind: journal, title: Two, date: 2020, authors: Ada Miller, venue: {name: J}}
talks:
  - {title: Three, date: 2021, venue: {name: V}}
grants:
  - {title: Four, funder: F, date: 2025}
honors:
  - {title: Five, date: 2010}
  - {title: Six, date: 2011}
sections: {Outreach: [Seven]}
"""
FOUND: list[tuple[str, str]] = [
    ("{}", ""),
    ("{where: {tags: selected}}", "note: `where` of `full` leaves out all entries of `talks` (1)"),
    ("{where: {kind: journal, refereed: true}}", "note: `where` of `full` leaves out all entries of `talks` (1)"),
    ("{where: {since: 2021}}", "note: `where` of `full` leaves out all entries of `honors` (2)"),
    ("{where: {since: 2022, owner_role: [sole, lead]}}",
     "note: `where` of `full` leaves out all entries of `talks` (1), `honors` (2)"),
    ("{where: {tags: selected}, sections: [{publications: {max_authors: 3}}, talks]}",
     "note: `where` of `full` leaves out all entries of `talks` (1)"),
    ("{where: {tags: selected}, sections: [publications, {talks: {where: {since: 2020}}}]}", ""),
    ("{where: {tags: selected}, sections: [grants, publications]}", ""),
    ("{where: {tags: none}}", "warning: the document `full` selects no work"),
    ("{where: {tags: none, since: 2021}}", "warning: the document `full` selects no work\n"
     "note: `where` of `full` leaves out all entries of `honors` (2)"),
    ("{sections: [{publications: {where: {tags: none}}}]}",
     "warning: the document `full` selects none of the publications"),
    ("{sections: [{grants: {where: {tags: none}}}]}", "warning: the document `full` selects none of the grants"),
    ("{sections: [{Outreach: {limit: 1}}, {honors: {where: {until: 2005}}}]}",
     "warning: the document `full` selects none of the honors"),
    ("{sections: [{merged: {of: [talks, honors], where: {since: 2020}}}]}",
     "warning: the document `full` selects none of the honors"),
]  # fmt: skip
"""A document, and the diagnostics about its selections."""


def test_each_section_that_a_filter_empties_is_named(
    cvkit: Callable[..., Result], record: Callable[[str], Path]
) -> None:
    for document, expected in FOUND:
        found = cvkit("check", record(f"{RECORD}documents: {{full: {document}}}\n"), "--format", "json").diagnostics
        said = [f"{one['severity']}: {one['message']}" for one in found if one["code"] == "N301"]
        assert (document, "\n".join(said)) == (document, expected)


@pytest.mark.parametrize("document", [document for document, found in FOUND if found.startswith("note")])
def test_the_hint_prints_the_section_and_selects_as_before(
    cvkit: Callable[..., Result], record: Callable[[str], Path], document: str
) -> None:
    file = record(f"{RECORD}documents: {{full: {document}}}\n")
    (note,) = (one for one in cvkit("check", file, "--format", "json").diagnostics if one["code"] == "N301")
    new = yaml.safe_load(document)
    del new["where"]
    for line in re.findall("`([^`]+)`", note["hint"].partition("write ")[2]):
        if line.startswith("- "):
            (typed,) = yaml.safe_load(line)
            (section,) = typed
            for item in (item for item in new["sections"] if isinstance(item, dict) and section in item):
                item[section] |= typed[section]
        elif line != "sections":
            new |= yaml.safe_load(line)
    before = cvkit("export", file, "--to", "md").out
    fixed = record(f"{RECORD}documents: {yaml.safe_dump({'full': new}, default_flow_style=True, width=999)}")
    assert cvkit("check", fixed, "--strict").status == 0
    after = cvkit("export", fixed, "--to", "md").out
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert ("Two" in after) == ("Two" in before)
    named = re.findall("`(talks|honors)`", note["message"])
    assert [title for title, section in (("Three", "talks"), ("Five", "honors")) if section in named] == [
        title for title in ("Three", "Five") if title in after and title not in before
    ]
