"""An import writes the end of a degree that lies in the future, or is in words, as `expected`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Result

Run = Callable[..., Result]


def _of_orcid(section: str, end: str) -> str:
    years = {"start-date": {"year": {"value": "2038"}}, "end-date": {"year": {"value": end}}}
    name = {"degree": "role-title", "education": "educations", "qualification": "qualifications"}
    summary = {name["degree"]: "PhD", "organization": {"name": "Harbour University"}} | years
    groups = [{"summaries": [{f"{section}-summary": summary}]}]
    person = {"name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Miller"}}}
    activities = {name[section]: {"affiliation-group": groups}}
    return json.dumps({"orcid-identifier": {}, "person": person, "activities-summary": activities})


def _of_json(**dates: str) -> str:
    degree = {"institution": "Harbour University", "studyType": "PhD", "startDate": "2038"} | dates
    return json.dumps({"basics": {"name": "Ada Miller"}, "education": [degree]})


def _of_yaml(dates: str) -> str:
    return f"""\
cv:
  name: Ada Miller
  sections:
    education: [{{institution: Harbour University, area: "", degree: PhD, {dates}}}]
"""


def _of_page(line: str, heading: str = "##") -> str:
    return f"---\nauthor_profile: true\ntitle: Ada Miller\n---\n{heading} Education\n- {line}\n"


SOURCES = {
    "orcid education": _of_orcid("education", "2044"),
    "orcid qualification": _of_orcid("qualification", "2044"),
    "jsonresume": _of_json(endDate="2044"),
    "jsonresume in words": _of_json(endDate="Expected 2044"),
    "jsonresume of cvkit": _of_json(endDate="2044", expected="2044"),
    "rendercv": _of_yaml("start_date: 2038, end_date: 2044"),
    "rendercv in words": _of_yaml("start_date: 2038, end_date: Expected 2044"),
    "rendercv free": _of_yaml("date: 2038 – 2044"),
    "rendercv free, in words": _of_yaml("date: 2038 – 2044 (expected)"),
    "rendercv free, in words before": _of_yaml("date: 2038 – expected 2044"),
    "yamlresume": """\
content:
  basics: {name: Ada Miller}
  education: [{institution: Harbour University, degree: PhD, startDate: "2038", endDate: "2044"}]
""",
    "academicpages": _of_page("PhD, Harbour University, 2038 – 2044"),
    "academicpages in words": _of_page("PhD, Harbour University, 2038 – expected 2044"),
    "academicpages in words behind": _of_page("PhD, Harbour University, 2038 – 2044 (expected)"),
    "acad-homepage": _of_page("*2038 - 2044*, PhD, Harbour University", "#"),
    "acad-homepage in words": _of_page("*2038 - expected 2044*, PhD, Harbour University", "#"),
}
"""A degree from 2038 on, with an end in 2044, in each format that has degrees. The tests run in 2040."""


def imported(cvkit: Run, tmp_path: Path, source: str) -> list[Any]:
    file = tmp_path / "source"
    file.write_text(source, encoding="utf-8")
    result = cvkit("import", file, "-o", tmp_path / "record", "--owner", "Ada Miller")
    assert (result.status, "could not be read" in result.err) == (0, False), result.err
    education: list[Any] = yaml.safe_load((tmp_path / "record" / "cv.yaml").read_text(encoding="utf-8"))["education"]
    return education


@pytest.mark.parametrize("name", SOURCES)
def test_an_imported_degree_to_come_is_expected(cvkit: Run, tmp_path: Path, name: str) -> None:
    degree = {"degree": "PhD", "institution": "Harbour University", "start": 2038, "expected": 2044}
    assert imported(cvkit, tmp_path, SOURCES[name]) == [degree]
    checked = cvkit("check", tmp_path / "record", "--strict")
    assert (checked.status, checked.err.strip()) == (0, "no problems"), checked.err


@pytest.mark.parametrize("name", ["orcid education", "jsonresume", "rendercv", "academicpages"])
def test_the_next_import_after_the_end_writes_the_end(
    cvkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    imported(cvkit, tmp_path, SOURCES[name])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2046, 1, 1, tzinfo=dt.UTC).timestamp())))
    degree = {"degree": "PhD", "institution": "Harbour University", "start": 2038, "end": 2044}
    assert imported(cvkit, tmp_path, SOURCES[name]) == [degree]


def test_a_date_that_becomes_a_period_keeps_its_start(cvkit: Run, tmp_path: Path) -> None:
    assert imported(cvkit, tmp_path, _of_yaml("date: 2035"))[0]["date"] == 2035
    degree = imported(cvkit, tmp_path, _of_yaml("start_date: 2035, end_date: 2038"))[0]
    assert degree == {"degree": "PhD", "institution": "Harbour University", "start": 2035, "end": 2038}


def test_an_end_of_a_degree_by_hand_is_kept(cvkit: Run, tmp_path: Path) -> None:
    imported(cvkit, tmp_path, SOURCES["jsonresume"])
    file = tmp_path / "record" / "cv.yaml"
    edited = file.read_text(encoding="utf-8").replace("expected: 2044", "expected: 2042-06")
    file.write_text(edited, encoding="utf-8")
    assert imported(cvkit, tmp_path, SOURCES["jsonresume"])[0]["expected"] == "2042-06"
    assert file.read_text(encoding="utf-8") == edited


def test_an_end_in_words_of_a_post_is_reported(cvkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "source.json"
    work = {"name": "Harbour University", "position": "Postdoc", "startDate": "2038", "endDate": "Expected 2044"}
    source.write_text(json.dumps({"basics": {"name": "Ada Miller"}, "work": [work]}), encoding="utf-8")
    result = cvkit("import", source, "-o", tmp_path / "record")
    assert (result.status, "`Expected 2044`" in result.err) == (0, True)


def test_the_months_and_the_expected_degree_of_a_student_are_read(cvkit: Run, tmp_path: Path) -> None:
    page = tmp_path / "about.md"
    page.write_text(
        "---\nauthor_profile: true\ntitle: Ada Miller\n---\n## Student Supervision\n### Current Students\n"
        "- **Bo Fictive**, PhD student, Sept. 2038 – expected June 2044. Bees\n"
        "- **Cy Fictive**, MSc student, Oct. 2035 – Sept. 2036, Sept. 2037 –. Wasps\n",
        encoding="utf-8",
    )
    assert cvkit("import", page, "-o", tmp_path / "record", "--owner", "Ada Miller").status == 0
    first, second = yaml.safe_load((tmp_path / "record" / "cv.yaml").read_text(encoding="utf-8"))["supervision"]
    assert (first["periods"], first["expected"], first["topic"]) == ([{"start": "2038-09"}], "2044-06", "Bees")
    periods = [{"start": "2035-10", "end": "2036-09"}, {"start": "2037-09"}]
    assert (second["periods"], second["topic"]) == (periods, "Wasps")
