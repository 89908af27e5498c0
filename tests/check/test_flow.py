"""Check several records, bare addresses, and groups that are typed as they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.read import read
from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[[str], Path]
WORK = "publications: [{{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, {}}}]\n"


def test_a_record_that_is_not_there_hides_nothing_of_the_others(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record("wibble: 1\n")
    result = cvkit("check", tmp_path / "gone", file, tmp_path / "away", "--format", "json")
    assert result.status == 2
    assert [diagnostic["code"] for diagnostic in json.loads(result.out)] == ["V101"]
    assert "gone" in result.err and "away" in result.err


def test_a_record_that_is_not_there_is_never_called_without_problems(cvkit: Run, record: Make, tmp_path: Path) -> None:
    gone = cvkit("check", tmp_path / "gone.yaml")
    assert (gone.status, gone.out) == (2, "")
    assert gone.err.startswith("cvkit: there is no record") and "no problems" not in gone.err
    beside = cvkit("check", tmp_path / "gone.yaml", record(WORK.format("volume: 1")))
    assert beside.status == 2
    assert "no problems" not in beside.err and "1 note\n" in beside.err


@pytest.mark.parametrize("form", ["human", "json", "github"])
def test_every_format_has_the_notes(cvkit: Run, record: Make, form: str) -> None:
    result = cvkit("check", record(WORK.format("volume: 1")), "--format", form)
    assert result.status == 0 and "N209" in result.out


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/a%3Cb%3E", "10.1000/a<b>"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1000/182", "10.1000/182"),
        ("10.1000/a%3Cb", "10.1000/a%3Cb"),
        ("10.1007/978-3-319-69626-3_101-1", "10.1007/978-3-319-69626-3_101-1"),
    ],
)
def test_a_doi_may_be_typed_as_its_address(record: Make, typed: str, bare: str) -> None:
    found = read(record(WORK.format(f"doi: '{typed}'")))
    assert found.diagnostics == () and found.numbered
    assert found.numbered.record.publications[0].doi == bare


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("arXiv:2505.01658v2", "2505.01658v2"),
        ("https://arxiv.org/abs/2505.01658", "2505.01658"),
        ("https://arxiv.org/pdf/2505.01658.pdf", "2505.01658"),
        ("0704.0001", "0704.0001"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_an_arxiv_number_may_be_typed_as_its_address(record: Make, typed: str, bare: str) -> None:
    found = read(record(WORK.format(f"arxiv: '{typed}'")))
    assert found.diagnostics == () and found.numbered
    assert found.numbered.record.publications[0].arxiv == bare


def test_signs_of_two_groups_are_typed_back_as_they_are_printed(cvkit: Run, record: Make) -> None:
    authors = "Ada Miller†, Bo Fictive†, Cy Fictive‡, Di Fictive‡*"
    file = record(
        'markers: {†: equal_contributor, ‡: senior, "*": corresponding}\n'
        f"publications: [{{id: one, kind: journal, title: T, date: 2020, authors: '{authors}'}}]\n"
    )
    found = read(file)
    assert found.diagnostics == () and found.numbered
    groups = [author.equal_contributor for author in found.numbered.record.publications[0].authors]
    assert groups == ["first", "first", "senior", "senior"]
    tex = cvkit("export", file, "--to", "tex", "--section", "publications").out
    assert [tex.count(f"\\CVKmark{{{sign}}}") for sign in "†‡"] == [2 + 1, 2 + 1]  # and once in the legend


def test_a_sign_that_the_record_declares_for_the_senior_group_is_printed(cvkit: Run, record: Make) -> None:
    file = record(
        "markers: {†: first, §: senior}\n"
        "publications: [{id: one, kind: journal, title: T, date: 2020, authors: 'Ada Miller†, Bo B†, Cy C§, Di D§'}]\n"
    )
    tex = cvkit("export", file, "--to", "tex", "--section", "publications").out
    assert [tex.count(f"\\CVKmark{{{sign}}}") for sign in "†§"] == [2 + 1, 2 + 1]
