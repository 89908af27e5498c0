"""From the author line as typed to the line as printed, with its legend: a table that is read as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.commands.read import read
from tests.conftest import Result

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "authors.yaml").read_text(encoding="utf-8"))
ASTERISKS: list[dict[str, Any]] = yaml.safe_load((HERE / "equal_by_asterisk.yaml").read_text(encoding="utf-8"))


def record_of(cases: list[dict[str, Any]], owner: str, markers: dict[str, str] | None = None) -> str:
    """A record with one work for each case; JSON is YAML, so any string survives."""
    works = [
        {
            "id": f"w{at}",
            "kind": "journal",
            "title": "T",
            "date": "2020",
            "authors": case["authors"],
            "numbered": "false",
        }
        for at, case in enumerate(cases)
    ]
    record = {"cvkit": "1", "person": {"name": owner}, "publications": works}
    return json.dumps({**record, "markers": markers} if markers else record, ensure_ascii=False, indent=1)


def printed(cvkit: Callable[..., Result], folder: Path, record: str) -> tuple[list[str], str]:
    """The author lines as a reader sees them, the owner in brackets, and the legend."""
    (folder / "cv.yaml").write_text(record, encoding="utf-8")
    result = cvkit("export", folder, "--to", "tex", "--section", "publications")
    assert result.status == 0, result.err
    lines = [as_seen(line) for line in re.findall(r"^  authors=\{(.*)\},$", result.out, re.MULTILINE)]
    return lines, "".join(as_seen(text) for text in re.findall(r"\\CVKlegend\{text=\{(.*)\}\}", result.out))


def as_seen(tex: str) -> str:
    tex = re.sub(r"\\CVKread\{([^{}]*)\}\{[^{}]*\}", r"\1", tex)
    tex = re.sub(r"\\CVKowner\{((?:[^{}]|\{[^{}]*\})*)\}", r"[\1]", tex)
    tex = re.sub(r"\\CVK(?:mark|cjk)\{([^{}]*)\}", r"\1", tex)
    return re.sub(r"\\text\w+\{\}", "'", tex.replace("~", " ")).replace("\\", "")


def test_each_line_is_printed_as_the_table_says(
    cvkit: Callable[..., Result], tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    fine = [case for case in CASES if not any("error" in diagnostic for diagnostic in case.get("problems", []))]
    assert len(fine) > 60
    table = []
    for case in fine:
        (line,), legend = printed(cvkit, tmp_path, record_of([case], "Jemin Lee"))
        table.append(f"{case['authors']}\n  → {line}\n  {legend or '-'}\n")
    golden("authors.txt", "\n".join(table))


@pytest.mark.parametrize("case", ASTERISKS, ids=lambda case: case["authors"])
def test_an_asterisk_is_what_the_record_declares(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(record_of([case], case["owner"], {"*": "equal_contributor"}), encoding="utf-8")
    found = read(file)
    assert found.diagnostics == ()
    assert found.numbered is not None
    authors = found.numbered.record.publications[0].authors
    shown = [author.parts.full + (" =" if author.equal_contributor else "") for author in authors]
    assert shown == case["people"]


@pytest.mark.parametrize("owner", ["Donghyun Lee", "Wei Huang"])
def test_lines_with_asterisks_print_them_and_their_legend(
    cvkit: Callable[..., Result], tmp_path: Path, owner: str
) -> None:
    cases = [case for case in ASTERISKS if case["owner"] == owner]
    lines, legend = printed(cvkit, tmp_path, record_of(cases, owner, {"*": "equal_contributor"}))
    assert len(lines) == len(cases) > 5
    assert legend == "* equal contribution"
    for line, case in zip(lines, cases, strict=True):
        assert line.count(f"[{owner}]") == 1
        assert line.count("*") == sum(name.endswith(" =") for name in case["people"])
