"""A hint is in the language of the file that it is about, and its diagnostic is at the line to change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Result

Run = Callable[..., Result]


def test_the_hint_about_a_date_in_the_future_names_the_field_of_a_bib_file(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: [pubs.bib]\n")
    bib = tmp_path / "pubs.bib"
    bib.write_text("@phdthesis{a, title={T}, author={Ada Miller}, school={U}, year={2999}}\n")
    (found,) = cvkit("check", tmp_path, "--format", "json").diagnostics
    assert (found["code"], "`pubstate = {inpreparation}`" in found["hint"]) == ("V208", True)
    bib.write_text(bib.read_text().replace("year", "pubstate={inpreparation}, year"))
    assert cvkit("check", tmp_path, "--format", "json").diagnostics == []


def test_an_arxiv_id_as_the_number_in_a_bib_file_is_a_warning_with_its_field(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nnumbering: {lock: false}\npublications: [pubs.bib]\n"
    )
    bib = tmp_path / "pubs.bib"
    bib.write_text("@article{a, title={T}, author={Ada Miller}, journal={J}, year={2024}, number={2401.01234}}\n")
    (found,) = cvkit("check", tmp_path, "--format", "json").diagnostics
    assert (found["code"], found["severity"]) == ("V226", "warning")
    assert "`eprint = {2401.01234}` and `eprinttype = {arxiv}`" in found["hint"]
    bib.write_text(bib.read_text().replace("number={2401.01234}", "eprint={2401.01234}, eprinttype={arxiv}"))
    assert cvkit("check", tmp_path, "--format", "json").diagnostics == []


def test_a_wrong_digit_of_an_orcid_id_is_reported_where_it_is_typed(cvkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text("cvkit: 1\nperson:\n  name: Ada Miller\n  profiles:\n    orcid: 0000-0002-1825-0098\n")
    (found,) = cvkit("check", file, "--format", "json").diagnostics
    assert (found["code"], found["line"]) == ("V114", 5)


def test_one_section_with_a_wrong_value_is_reported_once(cvkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text("cvkit: 1\nperson: {name: Ada Miller}\ndocuments: {full: {sections: [publications: best]}}\n")
    assert [one["code"] for one in cvkit("check", file, "--format", "json").diagnostics] == ["V103"]
