"""The role of the owner in a work, the markers behind each name, and the legend."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]

ROLES = [
    ("Ada Miller", "sole"),
    ("Ada Miller*", "sole"),
    ("Ada Miller†", "sole"),
    ("Ada Miller, Bo Bay", "first"),
    ("Ada Miller*, Bo Bay", "first+corresponding"),
    ("Ada Miller, Bo Bay*", "first"),
    ("Ada Miller†, Bo Bay†", "equal-first"),
    ("Bo Bay†, Ada Miller†", "equal-first"),
    ("Bo Bay†, Ada Miller†*", "first+corresponding"),
    ("Ada Miller†*, Bo Bay†", "first+corresponding"),
    ("Bo Bay, Ada Miller†, Cy Cay†", "co-author"),
    ("Bo Bay, Ada Miller†*, Cy Cay†", "corresponding"),
    ("Bo Bay†, Cy Cay†, Ada Miller", "co-author"),
    ("Bo Bay, Ada Miller", "co-author"),
    ("Bo Bay, Ada Miller*", "corresponding"),
    ("Bo Bay*, Cy Cay*, Ada Miller*", "corresponding"),
    ("Bo Bay, Cy Cay", None),
    ("Bo Bay*, MILLER ADA", "co-author"),
    ("Miller, Ada; Bo Bay", "first"),
]


def work(authors: str) -> str:
    return f"{{id: one, kind: journal, title: T, date: 2020, authors: {authors}}}"


def role(cvkit: Run, file: Path) -> str | None:
    (row,) = json.loads(cvkit("numbers", file, "--format", "json").out)
    found: str | None = row["owner_role"]
    return found


@pytest.mark.parametrize(("authors", "wanted"), ROLES)
def test_the_role_of_the_owner_in_a_work(cvkit: Run, record: Make, authors: str, wanted: str | None) -> None:
    assert role(cvkit, record(f"publications: [{work(json.dumps(authors))}]\n")) == wanted


def person(name: str, **roles: Any) -> dict[str, Any]:
    return {"name": name, **roles}


GROUPS = [
    ([person("Bo Bay"), person("Ada Miller", equal_contributor="senior")], "co-author"),
    ([person("Bo Bay"), person("Ada Miller", equal_contributor="senior", corresponding=True)], "corresponding"),
    ([person("Bo Bay", equal_contributor="first"), person("Ada Miller", equal_contributor="first")], "equal-first"),
    ([person("Bo Bay", equal_contributor="first"), person("Ada Miller", equal_contributor="senior")], "co-author"),
    ([person("Bo Bay", equal_contributor="x"), person("Ada Miller", equal_contributor="x")], "equal-first"),
    ([person("Bo Bay", equal_contributor="senior"), person("Ada Miller", equal_contributor="senior")], "co-author"),
    ([person("Ada Miller", equal_contributor=False), person("Bo Bay")], "first"),
]


@pytest.mark.parametrize(("authors", "wanted"), GROUPS)
def test_the_role_of_the_owner_in_a_named_group(
    cvkit: Run, record: Make, authors: list[dict[str, Any]], wanted: str
) -> None:
    assert role(cvkit, record(f"publications: [{work(json.dumps(authors))}]\n")) == wanted


@pytest.mark.parametrize(("orcid", "wanted"), [("0000-0002-1825-0097", "corresponding"), ("0000-0001-5109-3700", None)])
def test_an_orcid_tells_who_is_the_owner(
    cvkit: Run, record: Callable[..., Path], orcid: str, wanted: str | None
) -> None:
    head = "cvkit: 1\nperson: {name: Ada Miller, orcid: 0000-0002-1825-0097}\n"
    authors = json.dumps([person("Bo Bay"), person("A. Miller", orcid=orcid, corresponding=True)])
    assert role(cvkit, record(f"publications: [{work(authors)}]\n", head)) == wanted


def test_another_orcid_makes_another_person_of_the_same_name(cvkit: Run, record: Callable[..., Path]) -> None:
    head = "cvkit: 1\nperson: {name: Ada Miller, orcid: 0000-0002-1825-0097}\n"
    authors = json.dumps([person("Ada Miller", orcid="0000-0001-5109-3700"), person("Ada Miller")])
    assert role(cvkit, record(f"publications: [{work(authors)}]\n", head)) == "co-author"


def authors_and_legend(cvkit: Run, file: Path) -> tuple[list[str], str]:
    """The author lines and the legend in TeX, with macros of one argument as `<macro argument>`."""
    result = cvkit("export", file, "--to", "tex")
    assert result.status == 0, result.err
    lines = [found[1] for found in re.finditer(r"^  authors=\{(.*)\},$", result.out, re.MULTILINE)]
    legend = re.search(r"^\\CVKlegend\{text=\{(.*)\}\}$", result.out, re.MULTILINE)
    return [shown(line) for line in lines], shown(legend[1]) if legend else ""


def shown(tex: str) -> str:
    plain = re.sub(r"\\CVK(\w+)\{([^{}]*)\}", lambda m: {"owner": "[{}]", "mark": "{}"}[m[1]].format(m[2]), tex)
    return plain.replace("~", " ")


MARKED = [
    (
        "Ada Miller†*, Bo Bay†, Cy Cay*",
        "[Ada Miller]†*, Bo Bay†, and Cy Cay*",
        "† equal contribution, * corresponding author",
    ),
    ("Ada Miller*†, Bo Bay†", "[Ada Miller]†* and Bo Bay†", "† equal contribution, * corresponding author"),
    ("Bo Bay†, Ada Miller†", "Bo Bay† and [Ada Miller]†", "† equal contribution"),
    ("Bo Bay, Ada Miller*", "Bo Bay and [Ada Miller]*", "* corresponding author"),
    ("Bo Bay, Ada Miller", "Bo Bay and [Ada Miller]", ""),
    ("Bo Bay, Cy Cay, Ed Day", "Bo Bay, Cy Cay, and Ed Day", ""),
    ("Ada Miller", "[Ada Miller]", ""),
]


@pytest.mark.parametrize(("authors", "line", "legend"), MARKED)
def test_marks_stand_behind_the_name_and_the_legend_has_those_that_occur(
    cvkit: Run, record: Make, authors: str, line: str, legend: str
) -> None:
    assert authors_and_legend(cvkit, record(f"publications: [{work(json.dumps(authors))}]\n")) == ([line], legend)


def test_a_senior_group_has_a_sign_and_an_entry_of_its_own(cvkit: Run, record: Make) -> None:
    authors = [
        person("Ada Miller", equal_contributor="first"),
        person("Bo Bay", equal_contributor="first"),
        person("Cy Cay", equal_contributor="senior"),
        person("Ed Day", equal_contributor="senior", corresponding=True),
    ]
    lines, legend = authors_and_legend(cvkit, record(f"publications: [{work(json.dumps(authors))}]\n"))
    assert lines == ["[Ada Miller]†, Bo Bay†, Cy Cay‡, and Ed Day‡*"]
    assert legend == "† equal contribution, ‡ joint senior authors, * corresponding author"


def test_two_groups_of_one_work_never_share_a_sign(cvkit: Run, record: Make) -> None:
    authors = [person(name, equal_contributor=group) for name, group in zip("AB CD EF GH".split(), "xxyy", strict=True)]
    (line,), _ = authors_and_legend(cvkit, record(f"publications: [{work(json.dumps(authors))}]\n"))
    signs = [name[-1] for name in line.replace(" and ", " ").split(", ")]
    assert signs[0] == signs[1] != signs[2] == signs[3]


def test_the_signs_are_those_that_the_record_declares(cvkit: Run, record: Make) -> None:
    text = 'markers: {"*": equal_contributor, "#": corresponding}\n'
    lines, legend = authors_and_legend(
        cvkit, record(f"{text}publications: [{work(json.dumps('Bo Bay*, Ada Miller*#'))}]\n")
    )
    assert lines == [r"Bo Bay* and [Ada Miller]*\#"]
    assert legend == r"* equal contribution, \# corresponding author"


def test_a_hidden_work_brings_nothing_into_the_legend(cvkit: Run, record: Make) -> None:
    hidden = work(json.dumps("Ada Miller†, Bo Bay†")).replace("id: one", "id: two, hidden: true")
    shown_work = work(json.dumps("Bo Bay*"))
    lines, legend = authors_and_legend(cvkit, record(f"publications: [{shown_work}, {hidden}]\n"))
    assert (lines, legend) == (["Bo Bay*"], "* corresponding author")


def test_lists_have_legends_of_their_own(cvkit: Run, record: Make) -> None:
    text = f"publications: [{work(json.dumps('Ada Miller, Bo Bay*'))}]\n"
    text += 'patents: [{id: p, title: P, inventors: "Ada Miller†, Bo Bay†"}]\n'
    tex = cvkit("export", record(text), "--to", "tex").out
    legends = [shown(found[1]) for found in re.finditer(r"\\CVKlegend\{text=\{(.*)\}\}", tex)]
    assert legends == ["* corresponding author", "† equal contribution"]


def test_the_roles_of_the_real_record(cvkit: Run, jemin_lee: Path) -> None:
    rows = json.loads(cvkit("numbers", jemin_lee, "--format", "json").out)
    roles = {row["label"]: row["owner_role"] for row in rows}
    wanted = {"J.15": "corresponding", "J.14": "equal-first", "C.13": "equal-first", "C.18": "corresponding"}
    wanted |= {"C.17": "first", "J.13": "first", "J.7": "first+corresponding", "C.11": "co-author", "C.1": "first"}
    assert {label: roles[label] for label in wanted} == wanted
