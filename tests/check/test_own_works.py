"""`{files: [group.bib], mine: true}`: one file for a group, and each record takes the works of its owner."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.model.json_schema import record_schema
from cvkit.model.work import WORK_SECTIONS
from tests.conftest import Result

Run = Callable[..., Result]

GROUP = r"""@article{both, title = {At Sea}, author = {Holm, Carla D. and Quist, Zoe}, journal = {J}, year = 2020}
@article{zoe-alone, title = {Clocks}, author = {Quist, Zoe}, journal = {J}, date = {2021}}
@article{initial, title = {Weights}, author = {Holm, C. and Bee, Bo}, journal = {J}, date = {2022}}
@article{loose, title = {Tides}, author = {Carla Holm and Bee, Bo}, journal = {J}, date = {2023}}
@article{open, title = {Stars}, author = {Bee, Bo and others}, journal = {J}, date = {2024}}
@article{wrong, title = {\unknown{Bees}}, author = {Bee, Bo}, journal = {J}, date = {2025}, yeer = {2025}}
@proceedings{edited, title = {Proceedings}, editor = {Holm, Carla D.}, date = {2019}}
"""
CARLA = "person: {name: Carla D. Holm}"
ZOE = "person: {name: Zoe Quist}"
MINE = "publications: {files: [group.bib], mine: true}"


@pytest.fixture
def group(tmp_path: Path) -> Callable[..., Path]:
    """Make a record over one file of a group."""

    def make(person: str, publications: str = MINE, bib: str = GROUP, name: str = "cv.yaml") -> Path:
        (tmp_path / "group.bib").write_text(bib, encoding="utf-8")
        file = tmp_path / name
        file.write_text(f"cvkit: 1\n{person}\n{publications}\n", encoding="utf-8")
        return file

    return make


Group = Callable[..., Path]


def ids(cvkit: Run, file: Path) -> list[str]:
    result = cvkit("export", file, "--to", "biblatex")
    assert result.status == 0, result.err
    return sorted(re.findall(r"^@\w+\{(.+),$", result.out, re.MULTILINE))


def found(cvkit: Run, file: Path) -> list[dict[str, Any]]:
    """The diagnostics of a record, without notes."""
    listed: list[dict[str, Any]] = cvkit("check", file, "--format", "json").diagnostics
    return [diagnostic for diagnostic in listed if diagnostic["severity"] != "note"]


def left_out(cvkit: Run, file: Path) -> str:
    """The message of the one warning about works that are left out."""
    (diagnostic,) = [diagnostic for diagnostic in found(cvkit, file) if diagnostic["code"] == "V153"]
    assert diagnostic["severity"] == "warning"
    return str(diagnostic["message"])


def test_two_records_over_one_file_take_the_works_of_their_owners(cvkit: Run, group: Group) -> None:
    carla, zoe = group(CARLA), group(ZOE, name="zoe.yaml")
    assert ids(cvkit, carla) == ["both", "edited", "loose"]
    assert ids(cvkit, zoe) == ["both", "zoe-alone"]


def test_one_warning_lists_the_works_that_are_left_out_those_first_that_may_be_the_owners(
    cvkit: Run, group: Group
) -> None:
    (diagnostic,) = found(cvkit, group(CARLA))
    assert diagnostic["message"] == "left out: 4 works; 2 may be yours: initial, open; others: zoe-alone, wrong"
    assert "`C. Holm`" in diagnostic["hint"]
    assert (Path(diagnostic["file"]).name, diagnostic["line"], diagnostic["column"]) == ("cv.yaml", 3, 1)


def test_an_alias_takes_the_work_and_an_entry_of_people_ends_the_doubt(cvkit: Run, group: Group) -> None:
    file = group("person: {name: Carla D. Holm, aliases: [C. Holm]}")
    assert ids(cvkit, file) == ["both", "edited", "initial", "loose"]
    assert "3 works; 1 may be yours: open" in left_out(cvkit, file)
    assert "4 works; 1 may be yours: open" in left_out(cvkit, group(CARLA + "\npeople: {other: C. Holm}"))


def test_no_warning_if_every_work_names_the_owner(cvkit: Run, group: Group) -> None:
    assert found(cvkit, group(CARLA, bib=GROUP.splitlines()[0])) == []


def test_without_mine_every_work_is_taken_and_every_mistake_is_reported(cvkit: Run, group: Group) -> None:
    for publications in ("publications: {files: [group.bib]}", "publications: {files: group.bib, mine: false}"):
        codes = {diagnostic["code"] for diagnostic in found(cvkit, group(CARLA, publications))}
        assert "L110" in codes and "V153" not in codes


def test_mistakes_in_works_of_others_are_not_reported(cvkit: Run, group: Group) -> None:
    assert cvkit("check", group(CARLA)).status == 0
    assert "L110" in {diagnostic["code"] for diagnostic in found(cvkit, group("person: {name: Bo Bee}"))}


def test_a_work_whose_authors_cannot_be_read_is_not_left_out(cvkit: Run, group: Group, tmp_path: Path) -> None:
    (tmp_path / "works.yaml").write_text(
        '- {id: unread, kind: journal, title: A, authors: "Larsen, Bo", date: 2020}\n'
        "- {id: hers, kind: journal, title: B, authors: Zoe Quist, date: 2021, doi: none}\n",
        encoding="utf-8",
    )
    diagnostics = found(cvkit, group(CARLA, "publications: {files: works.yaml, mine: true}"))
    assert [(d["severity"], d["entry"]) for d in diagnostics if d["code"] != "V153"] == [("error", "unread")]
    assert "left out: 1 work of others: hers" in [diagnostic["message"] for diagnostic in diagnostics]


def test_a_mistake_that_an_own_work_inherits_is_reported(cvkit: Run, group: Group) -> None:
    bib = (
        "@inproceedings{own, crossref = {vol}, title = {Own}, author = {Holm, Carla D.}}\n"
        "@proceedings{vol, title = {Proc $x^2^2$}, editor = {Bee, Bo}, date = {2020}}\n"
        "@inproceedings{other, crossref = {vol}, title = {Other}, author = {Bee, Bo}}\n"
    )
    alone = bib.replace("crossref = {vol}, title = {Own}", "booktitle = {P}, year = 2020, title = {Own}")
    places = [
        {(Path(diagnostic["file"]).name, diagnostic["line"]) for diagnostic in found(cvkit, group(CARLA, bib=text))}
        for text in (bib, alone)
    ]
    assert [("group.bib", 2) in found_at for found_at in places] == [True, False]


def test_yaml_files_and_other_sections_work_in_the_same_way(cvkit: Run, group: Group, tmp_path: Path) -> None:
    (tmp_path / "talks.yaml").write_text(
        "- {id: mine, title: A, authors: Carla Holm, date: 2020, event: {name: E}}\n"
        "- {id: hers, title: B, authors: Zoe Quist, date: 2021, event: {name: E}}\n",
        encoding="utf-8",
    )
    file = group(CARLA, MINE + "\ntalks: {files: [talks.yaml], mine: true}")
    assert ids(cvkit, file) == ["both", "edited", "loose", "mine"]
    messages = [diagnostic["message"] for diagnostic in found(cvkit, file) if diagnostic["code"] == "V153"]
    assert messages == [
        "left out: 4 works; 2 may be yours: initial, open; others: zoe-alone, wrong",
        "left out: 1 work of others: hers",
    ]


@pytest.mark.parametrize("value", [
    "{mine: true}", "{files: [], mine: true}", "{files: [group.bib], mine: yes}", "{files: [group.bib], own: true}",
    "{files: [group.bib, {a: b}]}", "{files: [group.txt]}",
])  # fmt: skip
def test_a_wrong_mapping_is_one_error_at_its_place(cvkit: Run, group: Group, value: str) -> None:
    (diagnostic,) = found(cvkit, group(CARLA, f"publications: {value}"))
    assert (diagnostic["code"], diagnostic["severity"], diagnostic["line"]) == ("L006", "error", 3)
    assert "mine: true" in diagnostic["message"] + diagnostic["hint"]


def test_the_schema_has_the_mapping_for_works_alone() -> None:
    properties = record_schema()["properties"]
    mappings = {
        name: [choice["properties"] for choice in value.get("anyOf", ()) if "files" in choice.get("properties", {})]
        for name, value in properties.items()
    }
    assert {name for name, found in mappings.items() if found} == set(WORK_SECTIONS)
    assert [set(found[0]) for found in mappings.values() if found] == [{"files", "mine"}] * len(WORK_SECTIONS)
