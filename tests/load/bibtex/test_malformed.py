"""No entry is lost in silence: each entry of a malformed file is a work, or is told at its line.

`malformed.txt` has a file a case, behind a line with its name, the number of its entries, and every problem with its
line, column and code. Each stands between two good entries, the lines 1 and the last, which nothing may harm.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cvkit.load.bibtex import parse_bib
from cvkit.load.bibtex.block_scanner import scan_blocks

GOOD = "@misc{{{key}, author={{Ada Miller}}, title={{{key}}}, year=2000}}\n"


class Case(NamedTuple):
    """A malformed file, and what is known of it."""

    name: str
    entries: int
    diagnostics: list[tuple[int, int, str]]
    text: str


def cases() -> list[Case]:
    found = []
    for part in (Path(__file__).parent / "malformed.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, body = part.partition("\n")
        name, count, told = (piece.strip() for piece in head.split("|"))
        places = [one.split(":") for one in told.split()]
        diagnostics = [(int(line), int(column), code) for line, column, code in places]
        found.append(Case(name, int(count), diagnostics, GOOD.format(key="aa") + body + GOOD.format(key="zz")))
    return found


CASES = cases()


def line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def test_there_are_a_hundred_and_their_names_differ() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_every_diagnostic_is_told_at_its_place(
    case: Case, bib: Callable[[str], Path], diagnostics: Callable[[Path], list[dict[str, Any]]]
) -> None:
    found = [(p["line"], p["column"], p["code"]) for p in diagnostics(bib(case.text))]
    assert found == case.diagnostics


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_works_and_reported_entries_are_all_entries(
    case: Case, bib: Callable[[str], Path], diagnostics: Callable[[Path], list[dict[str, Any]]]
) -> None:
    starts = [block.at for block in scan_blocks(case.text) if block.is_entry]
    assert len(starts) == case.entries + 2
    works, _ = parse_bib(case.text, "works.bib", "publications")
    told = [(p["line"], p["column"]) for p in diagnostics(bib(case.text))]
    places = [(line_of(case.text, at), at - case.text.rfind("\n", 0, at)) for at in starts]
    owners = {max(place for place in places if place <= diagnostic) for diagnostic in told if diagnostic >= places[0]}
    sound = [(mark.line + 1, mark.column + 1) for mark in works.spans]
    assert set(sound) | owners == set(places)
    assert {places[0], places[-1]} <= set(sound)
    ids = [work["id"] for work in works]
    assert ids[0] == "aa" and ids[-1] == "zz"


def test_the_hint_about_a_missing_field_names_the_field_of_bibtex(
    bib: Callable[[str], Path], diagnostics: Callable[[Path], list[dict[str, Any]]]
) -> None:
    record = bib("@misc{a, author={Ada Miller}, year={2020}}\n@misc{b, title={T}, year={2020}}\n")
    hints = {(p["code"], p["line"]): p["hint"] for p in diagnostics(record)}
    people = "add a field `author = {…}`, `collaboration = {…}` or `editor = {…}`"
    assert hints == {("V102", 1): "add a field `title = {…}`", ("V222", 2): people}
