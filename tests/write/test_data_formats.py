"""CSL-JSON and JSON Resume: each fact in the field that the form has for it.

`nox -s conformance` holds them against the published schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
JEMIN_LEE = ROOT / "data" / "jemin-lee"
ISO = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?")


def data(cvkit: Run, file: Path, form: str, *options: str) -> Any:
    result = cvkit("export", file, "--to", form, *options)
    assert result.status == 0
    return json.loads(result.out)


def item(cvkit: Run, file: Path) -> dict[str, Any]:
    (only,) = data(cvkit, file, "csljson")
    assert isinstance(only, dict)
    return only


WORK = "publications:\n  - {id: one, kind: KIND, title: A *b* CO~2~, authors: Ada Miller, date: 2020, FIELDS}\n"
FIELDS = [
    ("journal", "", {"type": "article-journal", "title": "A <i>b</i> CO<sub>2</sub>", "id": "one"}),
    ("poster", "", {"type": "paper-conference", "genre": "Poster"}),
    ("book", "venue: {name: V, short: S, isbn: '9780306406157'}", {"type": "book", "container-title": "V"}),
    ("journal", "venue: {name: V, publisher: P, issn: 0317-8471}", {"publisher": "P", "ISSN": "0317-8471"}),
    ("journal", "volume: 012, pages: 7-9, article_number: e5", {"volume": "012", "page": "7-9", "number": "e5"}),
    ("workshop", "event: {name: E, place: Here, date: 2021-03-04/2021-03-06}",
     {"event-title": "E", "event-place": "Here", "event-date": {"date-parts": [[2021, 3, 4], [2021, 3, 6]]}}),
    ("preprint", "arxiv: '2505.01658'", {"archive": "arXiv", "URL": "https://arxiv.org/abs/2505.01658"}),
    ("journal", "doi: 10.1000/x, url: 'https://a.example/ä'", {"DOI": "10.1000/x", "URL": "https://a.example/%C3%A4"}),
    ("journal", "status: in-press", {"status": "in-press"}),
    ("journal", "status: published", {"issued": {"date-parts": [[2020]]}}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "wanted"), FIELDS)
def test_csl_has_a_field_for_each(cvkit: Run, record: Make, kind: str, fields: str, wanted: dict[str, Any]) -> None:
    found = item(cvkit, record(WORK.replace("KIND", kind).replace(", FIELDS", f", {fields}" if fields else "")))
    assert {name: found.get(name) for name in wanted} == wanted
    assert all(found.values())


def test_csl_keeps_dates_as_exact_as_they_were_typed(cvkit: Run, record: Make) -> None:
    file = record(WORK.replace("KIND", "journal").replace("date: 2020, FIELDS", "date: 2024-spring"))
    assert item(cvkit, file)["issued"] == {"date-parts": [[2024]], "season": 1}


def test_csl_has_names_in_their_parts(cvkit: Run, record: Make) -> None:
    authors = '"Jan van der Berg Jr.; 이제민; {A Group}; Ada Miller"'
    found = item(cvkit, record(WORK.replace("KIND", "journal").replace("Ada Miller", authors).replace(", FIELDS", "")))
    assert found["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "이제민"},
        {"literal": "A Group"},
        {"family": "Miller", "given": "Ada"},
    ]


def test_csl_has_the_labels_and_order_of_the_document(cvkit: Run) -> None:
    labels = [row["label"] for row in json.loads(cvkit("numbers", JEMIN_LEE, "--format", "json").out)]
    items = data(cvkit, JEMIN_LEE, "csljson")
    assert [item["citation-label"] for item in items if "citation-label" in item] == labels
    assert len({item["id"] for item in items}) == len(items) > 36


def test_json_resume_has_the_labels_too(cvkit: Run) -> None:
    labels = [row["label"] for row in json.loads(cvkit("numbers", JEMIN_LEE, "--format", "json").out)]
    resume = data(cvkit, JEMIN_LEE, "jsonresume")
    assert [work["label"] for work in resume["publications"] if "label" in work] == labels
    assert resume["meta"]["legend"] == {"†": "equal contribution", "*": "corresponding author"}


def dates(value: Any) -> list[str]:
    if isinstance(value, list):
        return [date for inner in value for date in dates(inner)]
    if isinstance(value, dict):
        own = [value[name] for name in ("startDate", "endDate", "date", "releaseDate") if name in value]
        return own + [date for inner in value.values() for date in dates(inner)]
    return []


def test_json_resume_has_its_own_dates(cvkit: Run) -> None:
    found = dates(data(cvkit, JEMIN_LEE, "jsonresume"))
    assert len(found) > 50
    assert [date for date in found if not ISO.fullmatch(date)] == []


PEOPLE = """\
cvkit: 1
person: {name: Ada Miller, position: Professor, email: ada@example.org, orcid: 0000-0002-1825-0097,
  links: [{label: Home, url: "https://a.example"}]}
summary: [One., Two.]
experience: [{organization: O, role: R, location: L, start: 2020-02, end: present, highlights: [H]}]
education: [{institution: I, degree: D, field: F, start: 2010, end: 2014-spring}]
honors: [{title: T, by: B, date: 2020}]
skills: [{name: N, items: [a, b]}]
languages: [{name: Korean, level: native}]
supervision: [{name: Bo Bee}, {name: Cy Dee, hidden: true}]
documents: {full: {}, other: {hide: [email, links], sections: [honors]}}
"""


def test_json_resume_has_a_field_for_each(cvkit: Run, record: Callable[..., Path]) -> None:
    resume = data(cvkit, record("", PEOPLE), "jsonresume")
    assert resume["basics"] == {
        "name": "Ada Miller",
        "label": "Professor",
        "email": "ada@example.org",
        "url": "https://a.example",
        "summary": "One. Two.",
        "profiles": [
            {"network": "ORCID", "username": "0000-0002-1825-0097", "url": "https://orcid.org/0000-0002-1825-0097"},
            {"network": "Home", "url": "https://a.example"},
        ],
    }
    assert resume["work"] == [
        {"name": "O", "position": "R", "location": "L", "startDate": "2020-02", "highlights": ["H"]}
    ]
    assert resume["education"] == [
        {"institution": "I", "area": "F", "studyType": "D", "startDate": "2010", "endDate": "2014"}
    ]
    assert resume["awards"] == [{"title": "T", "date": "2020", "awarder": "B"}]
    assert resume["skills"] == [{"name": "N", "keywords": ["a", "b"]}]
    assert resume["languages"] == [{"language": "Korean", "fluency": "native"}]


def test_data_show_what_the_document_shows(cvkit: Run, record: Callable[..., Path]) -> None:
    resume = data(cvkit, record("", PEOPLE), "jsonresume", "-d", "other")
    assert set(resume) == {"$schema", "basics", "awards"}
    assert set(resume["basics"]) == {"name", "label", "profiles"}


def test_what_data_have_no_place_for_is_said(cvkit: Run, record: Callable[..., Path]) -> None:
    assert cvkit("export", record("", PEOPLE), "--to", "jsonresume").err == (
        "cvkit: note: jsonresume has no place for: supervision (1, in Bo Bee)\n"
    )
