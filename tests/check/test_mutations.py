"""Good records with something changed at random: bytes, tokens, structure. Whatever comes out, nothing breaks."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.cli.diagnostics import render_diagnostics
from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.model.diagnostic import CvkitError
from tests.conftest import ROOT, exported

HEAD = "cvkit: 1\nperson: {name: Jemin Lee, aliases: [Jaymin Lee]}\n"
WORKS = (ROOT / "data" / "jemin-lee" / "publications.yaml").read_text(encoding="utf-8").split("\n- ")
README = next(block for block in re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
              if "person:" in block)  # fmt: skip
GOOD = [
    (ROOT / "examples" / "ada-miller" / "cv.yaml").read_text(encoding="utf-8"),
    (ROOT / "tests" / "check" / "cases" / "clean.yaml").read_text(encoding="utf-8"),
    README,
    HEAD + "publications:\n- " + "\n- ".join(WORKS[1:6]) + "\n",
    HEAD + "publications:\n- " + "\n- ".join(WORKS[20:24]) + "\ndocuments: {full: {where: {tags: [top]}, limit: 2}}\n",
]
ODD = [
    *"{}[],:;&*#?|>@`%!'\"\\-~^$_=<.0", "\n", "  ", "\t", "\r", "\x00", "\x1b", "\ufeff", "\u202e", "\ud55c", "\u0301",
    "null", "true", "NO", "- ", ": ", "&a ", "*a", "!!x ", "<<: ", "---\n", "[@one]", "{{count:J}}", "{{count:",
    "\\input{x}", "$x$", "\U0001f600",
    "et al.", " and ", "2020-13", "9" * 40, "10.1000/x", "x-a: 1\n", "../x.yaml", "../x.bib", "](",
    "javascript:", "\u2020", "\u2021",
]  # fmt: skip
VALUES: list[Any] = [
    None,
    "",
    "~",
    [],
    {},
    [[]],
    [{}],
    {"a": None},
    "x",
    0,
    -1,
    "1.0",
    True,
    "2020",
    "x" * 300,
    ["a", 1],
    {"en": "x"},
]


def mutated(text: str, chance: random.Random) -> bytes:
    """A record with one to four changes of one sort."""
    change = chance.choice([in_bytes, in_tokens, in_lines, in_structure])
    return change(text, chance)


def in_bytes(text: str, chance: random.Random) -> bytes:
    data = bytearray(text.encode())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 8)]
            case 2:
                data[at:at] = bytes([chance.randrange(256)])
            case _:
                data = data[: max(1, at)] if chance.random() < 0.3 else data + data[at : at + 30]
        data = data or bytearray(b"x")
    return bytes(data)


def in_tokens(text: str, chance: random.Random) -> bytes:
    tokens = re.split(r"(\s+|[\[\]{},:\"'*†]|- )", text)
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(4):
            case 0:
                tokens[at] = chance.choice(ODD)
            case 1:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 2:
                tokens.insert(at, chance.choice(ODD))
            case _:
                tokens[at] = ""
    return "".join(tokens).encode("utf-8", "surrogatepass")


def in_lines(text: str, chance: random.Random) -> bytes:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines.insert(at, lines[other])
            case 1:
                lines[at], lines[other] = lines[other], lines[at]
            case 2:
                lines[at] = " " * chance.randint(1, 5) + lines[at]
            case 3:
                lines[at] = lines[at].lstrip()
            case _:
                lines[at] = ""
    return "\n".join(lines).encode()


def in_structure(text: str, chance: random.Random) -> bytes:
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    for _ in range(chance.randint(1, 4)):
        holder: Any = tree
        steps: list[Any] = []
        while isinstance(holder, dict | list) and holder:
            steps.append(holder)
            if len(steps) > 1 and chance.random() < 0.25:
                break
            holder = holder[chance.choice(list(holder))] if isinstance(holder, dict) else chance.choice(holder)
        place = steps[-1] if isinstance(steps[-1], dict | list) else tree
        key = chance.choice(list(place)) if isinstance(place, dict) else chance.randrange(len(place))
        match chance.randrange(4):
            case 0:
                place[key] = copy.deepcopy(chance.choice(VALUES))  # or a later change would be one of the value
            case 1:
                place[key] = [place[key]] if chance.random() < 0.5 else {"a": place[key]}
            case 2 if isinstance(place, dict):
                place[
                    chance.choice(["id", "kind", "title", "where", "x-a", "date", "sections", "markers", "wibble"])
                ] = copy.deepcopy(place[key])
            case _:
                del place[key]
        if not tree:
            break
    return json.dumps(tree, ensure_ascii=False, indent=chance.choice([None, 1])).encode()


def survives(content: bytes, file: Path) -> None:
    """Everything that looks at a record looks at this one, and says what is wrong or does what it should."""
    file.write_bytes(content)
    try:
        found = read(file)
    except CvkitError:
        return
    for diagnostic in found.diagnostics:
        assert diagnostic.code and diagnostic.message and diagnostic.place, diagnostic
        assert diagnostic.place.line >= 1 and 1 <= diagnostic.place.column < diagnostic.place.end_column, diagnostic
        assert "`…`" not in diagnostic.message, diagnostic  # what was filled in for the rest to be looked at
    for form in ("human", "json", "github"):
        render_diagnostics(found.diagnostics, form)
    if not any(diagnostic.is_error for diagnostic in found.diagnostics):
        try:
            exported(Request(file), "tex")
        except CvkitError as refusal:
            assert refusal.message


def run(count: int, first: int, file: Path) -> None:
    for seed in range(first, first + count):
        chance = random.Random(seed)
        content = mutated(GOOD[seed % len(GOOD)], chance)
        try:
            survives(content, file)
        except Exception as error:
            file.with_name(f"{seed}.yaml").write_bytes(content)
            pytest.fail(f"seed {seed}: {type(error).__name__}: {error}\n{content[:3000]!r}")
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_good_records_are_good(record: Callable[..., Path], tmp_path: Path) -> None:
    for text in GOOD:
        (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
        assert [diagnostic for diagnostic in read(tmp_path).diagnostics if diagnostic.is_error] == []


def test_a_few_mutations_break_nothing(tmp_path: Path) -> None:
    run(250, 0, tmp_path / "cv.yaml")


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 50_000, 5_000))
def test_50_000_mutations_break_nothing(first: int, tmp_path: Path) -> None:
    run(5_000, 1_000_000 + first, tmp_path / "cv.yaml")
