"""A home page that cvkit wrote is read as the works and the news of its record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.model.record import Record
from cvkit.write.to_yaml import to_yaml
from tests.conftest import ROOT, Result, exported

PAGES = {"academicpages": "donghyun-lee", "acad-homepage": "wei-huang"}
FIELDS = ("id", "title", "repository", "arxiv", "doi", "highlights", "abstract", "picture", "badges")
ON_ACADEMICPAGES = ("id", "title", "repository", "arxiv")
"""The fields of works that the pages show exactly. A preprint, and a journal in a box, have no date there."""


def record_of(path: Path) -> Record:
    numbered = read(path).numbered
    assert numbered
    return numbered.record


def facts(record: Record, names: tuple[str, ...], *, is_shown: bool = False) -> list[dict[str, Any]]:
    works = [work for work in record.publications if not (is_shown and work.hidden)]
    found = []
    for work in works:
        typed = to_yaml(work)
        people = [(author.parts.full, bool(author.equal_contributor)) for author in work.authors]
        found.append({name: typed.get(name) for name in names} | {"people": people})
    return found


@pytest.mark.parametrize("template", PAGES)
def test_the_works_and_news_of_a_page_are_those_of_its_record(
    cvkit: Callable[..., Result], tmp_path: Path, template: str
) -> None:
    folder = ROOT / "data" / PAGES[template]
    page = tmp_path / "about.md"
    page.write_text(exported(Request(folder, "home"), template), encoding="utf-8")
    assert cvkit("import", page, "-o", tmp_path / "rec").status == 0
    record, back = record_of(folder), record_of(tmp_path / "rec")
    names = ON_ACADEMICPAGES if template == "academicpages" else FIELDS
    assert facts(back, names) == facts(record, names, is_shown=True)
    assert [to_yaml(one) for one in back.news] == [to_yaml(one) for one in record.news]
    before = {file.name: file.read_bytes() for file in (tmp_path / "rec").iterdir()}
    assert cvkit("import", page, "-o", tmp_path / "rec").status == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "rec").iterdir()} == before


def test_a_site_is_read_by_its_folder(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    assert cvkit("export", ROOT / "data" / "wei-huang", "--to", "acad-homepage", "-o", tmp_path / "site").status == 0
    assert cvkit("import", tmp_path / "site", "-o", tmp_path / "rec").status == 0
    assert len(record_of(tmp_path / "rec").publications) == 9


def test_line_ends_and_a_byte_order_mark_change_nothing(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    page = exported(Request(ROOT / "tests" / "write" / "whole"), "acad-homepage")
    found = []
    for name, data in {"lf": page.encode(), "crlf": b"\xef\xbb\xbf" + page.replace("\n", "\r\n").encode()}.items():
        source = tmp_path / name / "about.md"
        source.parent.mkdir()
        source.write_bytes(data)
        result = cvkit("import", source, "-o", tmp_path / name / "rec")
        assert result.status == 0, result.err
        found.append({file.name: file.read_text(encoding="utf-8") for file in (tmp_path / name / "rec").iterdir()})
    assert found[0] == found[1]


TYPED = """\
---
permalink: /
author_profile: true
---

Hello.

## Education
- *2019.09 - 2023.06*, B.Eng. in Computer Science, Somewhere University
- Ph.D. student, Elsewhere University, Sept. 2023 – Present

## Honors
- A Prize, 2020

## Reading group
- We meet on Fridays.
"""


def test_the_sections_of_a_page_that_people_typed_are_read(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    page = tmp_path / "about.md"
    page.write_text(TYPED, encoding="utf-8")
    assert cvkit("import", page, "-o", tmp_path / "rec", "--owner", "Ada Miller").status == 0
    record = record_of(tmp_path / "rec")
    assert [to_yaml(one) for one in record.education] == [
        {"degree": "B.Eng.", "field": "Computer Science", "institution": "Somewhere University", "start": "2019-09",
         "end": "2023-06"},
        {"degree": "Ph.D. student", "institution": "Elsewhere University", "start": "2023-09", "end": "present"},
    ]  # fmt: skip
    assert [to_yaml(one) for one in record.honors] == [{"title": "A Prize", "date": "2020"}]
    assert list(record.sections) == ["Reading group"]


STATUSES = {
    "- **One thing**\\\\\n***Ada Miller***, Bo Bee\\\\\n*Under-review*\n": "submitted",
    "- **One thing**\\\\\n***Ada Miller***, Bo Bee\\\\\n*(In press)*\n": "in-press",
    "- [One thing](https://a.example), **Ada Miller**, Bo Bee, **Under review**\n": "submitted",
    "- [One thing](https://a.example), **Ada Miller**, Bo Bee, **To appear 2026**\n": "accepted",
}
"""A work as people type it → its status."""


@pytest.mark.parametrize("item", STATUSES)
def test_the_words_of_a_status_are_no_venue(cvkit: Callable[..., Result], tmp_path: Path, item: str) -> None:
    page = tmp_path / "about.md"
    page.write_text(f"---\npermalink: /\nauthor_profile: true\n---\n\n## Publications\n\n{item}", encoding="utf-8")
    assert cvkit("import", page, "-o", tmp_path / "rec", "--owner", "Ada Miller").status == 0
    (work,) = record_of(tmp_path / "rec").publications
    assert (work.status, work.venue, work.kind) == (STATUSES[item], None, "preprint")


def test_an_article_number_is_no_place(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    page = tmp_path / "about.md"
    item = "- **One thing**\\\\\n***Ada Miller***, Bo Bee\\\\\n**Journal of Examples** 3, article 42, 2024\n"
    page.write_text(f"---\npermalink: /\nauthor_profile: true\n---\n\n## Publications\n\n{item}", encoding="utf-8")
    assert cvkit("import", page, "-o", tmp_path / "rec", "--owner", "Ada Miller").status == 0
    (work,) = record_of(tmp_path / "rec").publications
    assert (work.article_number, work.event) == ("42", None)


COURSES = {
    "*Waves* (two hours, weekly), 2024": ("Waves", "two hours, weekly"),
    "*<em>Waves</em>* (lab), 2024": ("*Waves*", "lab"),
    "*Waves (II)*, 2024": ("Waves (II)", None),
    "*Waves*, 2024": ("Waves", None),
}
"""A line of a page → the title of the course and its note."""


@pytest.mark.parametrize("line", COURSES)
def test_the_note_of_a_course_is_behind_its_title(cvkit: Callable[..., Result], tmp_path: Path, line: str) -> None:
    page = tmp_path / "about.md"
    page.write_text(f"---\npermalink: /\nauthor_profile: true\n---\n\n## Teaching\n\n- {line}\n", encoding="utf-8")
    assert cvkit("import", page, "-o", tmp_path / "rec", "--owner", "Ada Miller").status == 0
    (course,) = record_of(tmp_path / "rec").teaching
    typed = to_yaml(course)
    assert (typed["title"], typed.get("note")) == COURSES[line]
