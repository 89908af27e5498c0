"""Every problem of a record, each at its place, all in one run, and nothing else.

A case is a record in `cases/`. A comment says what is expected of the next line that is none: the code, the first and
the last column, and words of the message or the hint: `# V101 3-8: unknown key`, or `# V113 warning 3-8: one word`.
`# V106 +2 17-17: …` is expected two lines further down, inside a long text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import Result

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
EXPECTED = re.compile(r"\s*# ([A-Z]\d{3}) (?:(warning|note) )?(?:\+(\d+) )?(\d+)-(\d+): (.+)")


class Found(NamedTuple):
    """A problem without its words."""

    line: int
    first: int
    last: int
    code: str
    severity: str


def expected(text: str) -> Iterator[tuple[Found, str]]:
    """Return the expectations in the comments of a case, with their words."""
    waiting: list[re.Match[str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if found := EXPECTED.fullmatch(line):
            waiting.append(found)
            continue
        for code, severity, below, first, last, words in map(re.Match.groups, waiting):
            yield Found(number + int(below or 0), int(first), int(last), code, severity or "error"), words
        waiting = []
    assert not waiting, "a comment has no line behind it"


def reported(result: Result) -> list[tuple[Found, dict[str, Any]]]:
    """Return the output of `cvkit check --format json`."""
    diagnostics = result.diagnostics
    return [(Found(p["line"], p["column"], p["end_column"] - 1, p["code"], p["severity"]), p) for p in diagnostics]


def test_there_are_cases_and_each_but_one_expects_something() -> None:
    assert [file.stem for file in CASES if not list(expected(file.read_text(encoding="utf-8")))] == ["clean"]
    assert len(CASES) > 10


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_every_diagnostic_is_told_at_its_place_and_no_other(case: Path, cvkit: Callable[..., Result]) -> None:
    wanted = [found for found, _ in expected(case.read_text(encoding="utf-8"))]
    result = cvkit("check", case, "--format", "json")
    assert sorted(found for found, _ in reported(result)) == sorted(wanted)
    assert result.status == (1 if any(found.severity == "error" for found in wanted) else 0)


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_every_diagnostic_says_what_is_wrong_or_what_to_do(case: Path, cvkit: Callable[..., Result]) -> None:
    told = [(found, f"{p['message']} | {p['hint']}") for found, p in reported(cvkit("check", case, "--format", "json"))]
    for wanted, words in expected(case.read_text(encoding="utf-8")):
        assert any(found == wanted and words in text for found, text in told), f"{wanted}: {words}"


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_every_diagnostic_has_a_file_a_sentence_and_a_place_within_its_line(
    case: Path, cvkit: Callable[..., Result]
) -> None:
    lines = case.read_text(encoding="utf-8").splitlines()
    for found, diagnostic in reported(cvkit("check", case, "--format", "json")):
        assert diagnostic["file"] == str(case)
        assert diagnostic["message"] and not diagnostic["message"].endswith(".")
        assert 1 <= found.first <= found.last
        assert found.last <= len(lines[found.line - 1]) + 1


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_diagnostics_are_told_in_the_order_of_the_file(case: Path, cvkit: Callable[..., Result]) -> None:
    places = [found[:2] for found, _ in reported(cvkit("check", case, "--format", "json"))]
    assert places == sorted(places)


def test_a_diagnostic_names_the_entry_that_it_belongs_to(
    cvkit: Callable[..., Result], record: Callable[..., Path]
) -> None:
    text = (
        "honors: [{title: A Prize, date: 20}]\npublications:\n  - {id: one, kind: x, title: T, authors: A B, date: 1}\n"
    )
    diagnostics = cvkit("check", record(text), "--format", "json").diagnostics
    assert [diagnostic["entry"] for diagnostic in diagnostics] == ["A Prize", "one", "one"]


def test_the_caret_stands_under_the_fault_also_behind_wide_characters(
    cvkit: Callable[..., Result], record: Callable[..., Path]
) -> None:
    lines = cvkit("check", record("honors: [{title: 한글, datte: 2020}]\n")).out.splitlines()
    assert lines[0].endswith("cv.yaml:3:22: error[V101]: unknown key `datte`")
    assert lines[1:3] == ["    3 | honors: [{title: 한글, datte: 2020}]", "      | " + " " * 23 + "^^^^^"]
    assert lines[3] == "   hint: did you mean `date`?"


def test_the_real_record_has_no_diagnostic(cvkit: Callable[..., Result], jemin_lee: Path) -> None:
    result = cvkit("check", jemin_lee, "--strict")
    assert (result.status, result.err) == (0, "no problems, 1 note\n")
    assert result.out.count("]: ") == 1 and "note[N209]: no lockfile keeps the 36 numbers" in result.out
