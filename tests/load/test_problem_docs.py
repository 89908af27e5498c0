"""Each code is explained, with an example that causes it and a fixed example. Both are run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.load.problem_docs import ProblemDoc, load_problem_docs
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
EXPLAINED = load_problem_docs()
FILES_NEEDED = {"L002", "L006", "L011", "L114", "N102", "N202", "N203", "N204", "N205", "N206", "N207", "N208"}
"""Problems that take more than one file, one that is no text, or a long one; tests of their own have examples."""


def as_record(example: str) -> str:
    head = "" if re.search("^cvkit:", example, re.MULTILINE) else "cvkit: 1\n"
    return head + ("" if re.search("^person:", example, re.MULTILINE) else "person: {name: Ada Miller}\n") + example


def codes(cvkit: Run, file: Path, example: str) -> list[str]:
    if "@" in example[:3]:
        (file.parent / "works.bib").write_text(example, encoding="utf-8")
        example = "publications: works.bib\n"
    file.write_text(as_record(example), encoding="utf-8")
    return [diagnostic["code"] for diagnostic in json.loads(cvkit("check", file, "--format", "json").out)]


CHECKED = [one for code, one in EXPLAINED.items() if code[0] in "LVN"]


@pytest.mark.parametrize("one", EXPLAINED.values(), ids=lambda one: one.code)
def test_each_code_is_explained_in_sentences(one: ProblemDoc) -> None:
    assert one.meaning and one.remedy
    if one.code[0] in "LVN":
        assert one.text.endswith("."), f"write a section `### {one.code}` in data/PROBLEMS.md"


@pytest.mark.parametrize("one", CHECKED, ids=lambda one: one.code)
def test_the_first_example_has_the_diagnostic_and_no_other_error(one: ProblemDoc, cvkit: Run, tmp_path: Path) -> None:
    if not one.examples:
        assert one.code in FILES_NEEDED
        return
    assert set(codes(cvkit, tmp_path / "cv.yaml", one.examples[0])) == {one.code}


@pytest.mark.parametrize("one", [one for one in CHECKED if len(one.examples) > 1], ids=lambda one: one.code)
def test_the_second_example_has_no_diagnostic(one: ProblemDoc, cvkit: Run, tmp_path: Path) -> None:
    assert codes(cvkit, tmp_path / "cv.yaml", one.examples[1]) == []


def test_a_code_is_explained_on_the_command_line(cvkit: Run) -> None:
    result = cvkit("explain", "v101")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("V101: an unknown key\n")
    assert "yaer: 2020" in result.out and "How to fix it:" in result.out
    assert max(map(len, result.out.splitlines())) <= 140


def test_every_code_of_the_page_is_explained_on_the_command_line(cvkit: Run) -> None:
    page = (ROOT / "data" / "PROBLEMS.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([LVNWTD]\d{3}) \|", page, re.MULTILINE)
    assert listed == list(EXPLAINED)
    assert [code for code in listed if cvkit("explain", code).status != 0] == []


@pytest.mark.parametrize(
    ("wrong", "right"), [("V1001", "V101"), ("VV101", "V101"), ("N31", "N301"), ("error[V101]", "")]
)
def test_an_unknown_code_is_wrong_usage_and_the_nearest_is_named(cvkit: Run, wrong: str, right: str) -> None:
    result = cvkit("explain", wrong)
    assert (result.status, result.out) == (2, "")
    assert right in result.err and "hint:" in result.err
