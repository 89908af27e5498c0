"""Each code is explained, with an example that causes it and a fixed example. Both are run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.explain import STAGE_LETTERS, Explanation, explanations
from cvkit.model.rule import RULES, Rule
from tests.conftest import ROOT, Result, compare_golden

Run = Callable[..., Result]
EXPLAINED = explanations()
PAGE = ROOT / "data" / "PROBLEMS.md"
INTRODUCTION = """\
# Diagnostics

A diagnostic is an error, a warning or a note that cvkit reports. Each one has a code: a letter and a number. The
meaning of a code never changes. `cvkit explain V101` prints the explanation of a code.

The letter names the stage: `L` reads the files, `V` checks the values, `N` numbers and selects the works, and `T`
typesets the document.

With an error in the record, cvkit makes no document; with a warning or a note, it does. Rows with "(a warning)" are
warnings, rows with "(a note)" are notes. All other rows are errors. `cvkit check --strict` reports warnings as errors.

| code | meaning | fix |
|---|---|---|
"""
EXPLANATIONS = """
## Explanations

If there are two examples, cvkit reports the code for the first, and not for the second.
"""


def problems_page() -> str:
    """The page of all codes."""
    rows = [f"| {one.code} | {one.meaning} | {one.fix} |\n" for one in EXPLAINED.values()]
    return "".join(
        [INTRODUCTION, *rows, EXPLANATIONS, *(f"\n### {one.code}\n{one.body}\n" for one in EXPLAINED.values())]
    )


def as_record(example: str) -> str:
    head = "" if re.search("^cvkit:", example, re.MULTILINE) else "cvkit: 1\n"
    return head + ("" if re.search("^person:", example, re.MULTILINE) else "person: {name: Ada Miller}\n") + example


def codes(cvkit: Run, file: Path, example: str) -> list[str]:
    if "@" in example[:3]:
        (file.parent / "works.bib").write_text(example, encoding="utf-8")
        example = "publications: works.bib\n"
    file.write_text(as_record(example), encoding="utf-8")
    return [diagnostic["code"] for diagnostic in json.loads(cvkit("check", file, "--format", "json").out)]


NO_LOCKFILE = {"N209"}
"""The note that the works of nearly every example deserve."""
CHECKED = [one for code, one in EXPLAINED.items() if code[0] in "LVN"]


@pytest.mark.parametrize("one", EXPLAINED.values(), ids=lambda one: one.code)
def test_each_code_is_explained_in_sentences(one: Explanation) -> None:
    assert one.meaning and one.fix and one.reason.endswith(".")
    assert one.code[0] in STAGE_LETTERS


@pytest.mark.parametrize("one", CHECKED, ids=lambda one: one.code)
def test_the_first_example_has_the_diagnostic_and_no_other_error(one: Explanation, cvkit: Run, tmp_path: Path) -> None:
    if RULES[one.code].no_example:
        assert not one.examples
        return
    assert set(codes(cvkit, tmp_path / "cv.yaml", one.examples[0])) in ({one.code}, {one.code} | NO_LOCKFILE)


@pytest.mark.parametrize("one", [one for one in CHECKED if len(one.examples) > 1], ids=lambda one: one.code)
def test_the_second_example_has_no_diagnostic(one: Explanation, cvkit: Run, tmp_path: Path) -> None:
    assert set(codes(cvkit, tmp_path / "cv.yaml", one.examples[1])) <= NO_LOCKFILE - {one.code}


def test_a_code_is_explained_on_the_command_line(cvkit: Run) -> None:
    result = cvkit("explain", "v101")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("V101: an unknown key\n")
    assert "yaer: 2020" in result.out and "How to fix it:" in result.out
    assert max(map(len, result.out.splitlines())) <= 140


def test_every_code_is_explained_on_the_command_line(cvkit: Run) -> None:
    assert [code for code in EXPLAINED if cvkit("explain", code).status != 0] == []


def test_the_page_of_codes_is_up_to_date(request: pytest.FixtureRequest) -> None:
    """`pytest tests/commands/test_explain.py --accept` writes the page again."""
    compare_golden({PAGE: problems_page()}, accepts=bool(request.config.getoption("--accept")))


def test_two_rules_with_one_code_are_an_error() -> None:
    with pytest.raises(TypeError, match="V101"):

        class Another(Rule):
            code = "V101"


def test_a_command_imports_only_the_rules_that_it_needs() -> None:
    program = "import cvkit.cli, cvkit.commands.read, cvkit.model.rule; print(*cvkit.model.rule.RULES)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "\n"


@pytest.mark.parametrize(
    ("wrong", "right"), [("V1001", "V101"), ("VV101", "V101"), ("N31", "N301"), ("error[V101]", "")]
)
def test_an_unknown_code_is_wrong_usage_and_the_nearest_is_named(cvkit: Run, wrong: str, right: str) -> None:
    result = cvkit("explain", wrong)
    assert (result.status, result.out) == (2, "")
    assert right in result.err and "hint:" in result.err
