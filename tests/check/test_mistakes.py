"""Mistakes of beginners: the hint of each has the text to write, and this text resolves it.

`mistakes.txt` has a part for each mistake, behind a line `%%% name`: the lines as typed, then a line `--- fix: words of
the hint` and the lines that `check --fix` makes of them; or `--- hand: words of the hint` and the lines that the user
writes, once for each of several readings. A part without `person:` is a record of Ada Miller.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"


class Resolved(NamedTuple):
    """A way to resolve a mistake: whether `--fix` does it, the words of the hint, and the lines then."""

    by_fix: bool
    hint: str
    text: str


class Mistake(NamedTuple):
    """The lines with a mistake, and the ways to resolve it."""

    typed: str
    ways: tuple[Resolved, ...]


def parse_mistake(part: str) -> Mistake:
    typed, *ways = re.split(r"^(?=--- )", part, flags=re.MULTILINE)
    found = []
    for way in ways:
        line, _, text = way.partition("\n")
        kind, _, hint = line.removeprefix("--- ").partition(": ")
        assert kind in ("fix", "hand"), line
        found.append(Resolved(kind == "fix", hint, record_of(text)))
    return Mistake(record_of(typed), tuple(found))


def record_of(text: str) -> str:
    """A whole record of the lines of a part."""
    return text if re.search("^person:", text, re.MULTILINE) else HEAD + text


PARTS = re.split(r"^%%% ", (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
MISTAKES = {part.partition("\n")[0]: parse_mistake(part.partition("\n")[2]) for part in PARTS[1:]}
BY_NAME = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write_text(text: str) -> Path:
        file = tmp_path / "cv.yaml"
        file.write_text(text, encoding="utf-8", newline="")
        return file

    return write_text


def test_there_are_many_mistakes_and_each_has_a_way() -> None:
    assert len(MISTAKES) >= 100
    assert [name for name, mistake in MISTAKES.items() if not mistake.ways] == []
    assert sum(mistake.ways[0].by_fix for mistake in MISTAKES.values()) >= 60


def count_in(pattern: str, text: str) -> int:
    """The number in a line of the output; 0 if there is no such line."""
    found = re.search(pattern, text, re.MULTILINE)
    return int(found[1]) if found else 0


@BY_NAME
def test_the_hint_says_what_to_write_and_this_resolves_the_mistake(
    cvkit: Run, write: Callable[[str], Path], mistake: Mistake
) -> None:
    told = cvkit("check", write(mistake.typed), "--format", "json").diagnostics
    assert told
    for way in mistake.ways:
        assert any(way.hint in one["hint"] for one in told), [one["hint"] for one in told]
        resolved = cvkit("check", write(way.text), "--format", "json")
        assert (resolved.status, resolved.diagnostics) == (0, [])


@BY_NAME
def test_fix_makes_the_only_correction_once_and_leaves_a_choice_to_the_user(
    cvkit: Run, write: Callable[[str], Path], mistake: Mistake
) -> None:
    file = write(mistake.typed)
    wanted = mistake.ways[0].text if mistake.ways[0].by_fix else mistake.typed
    announced = count_in(r"^(\d+) corrections? can be made by", cvkit("check", file).err)
    shown = cvkit("check", file, "--fix", "--diff")
    assert file.read_text(encoding="utf-8") == mistake.typed
    fixed = cvkit("check", file, "--fix")
    assert file.read_text(encoding="utf-8") == wanted
    assert (fixed.status == 0) == mistake.ways[0].by_fix
    assert bool(shown.out) == (wanted != mistake.typed)
    assert announced == count_in(r"^(\d+) corrections? in ", fixed.err)
    cvkit("check", file, "--fix")
    assert file.read_text(encoding="utf-8") == wanted
