"""A bibliography of each exporter's habits: each is read without an error, no work is lost, each prints as expected.

The golden file of a bibliography has the diagnostics of `cvkit check`, then each work as `cvkit export --to txt` prints
it, in one line after its key. The people and titles are made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.commands.select_document import select_document
from cvkit.commands.styles import load_style
from cvkit.load.bibtex.block_scanner import scan_blocks
from cvkit.write.blocks import WorkBlock
from cvkit.write.formats import FORMATS, WriterInput
from tests.conftest import Result
from tests.load.bibtex.conftest import HEAD

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.bib"))
each_file = pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)

NO_WORKS = {"biblatex": 2, "dblp": 1, "zotero": 1}
"""Bibliography → how many of its entries are no works: a set, data to inherit, proceedings that lend their fields, an
entry without a field."""


@each_file
def test_each_entry_is_a_work_that_prints_as_expected(
    file: Path, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    (tmp_path / "works.bib").write_bytes(file.read_bytes())
    (tmp_path / "cv.yaml").write_text(f"{HEAD}publications: works.bib\n", encoding="utf-8")
    found = read(tmp_path)
    said = [
        f"{one.severity}[{one.code}] {f'line {one.place.line}: ' if one.place else ''}{one.message}"
        for one in found.diagnostics
    ]
    assert [line for line in said if line.startswith("error")] == []
    assert found.numbered is not None
    blocks = scan_blocks(file.read_text(encoding="utf-8"))
    entries = [block for block in blocks if block.is_entry and not block.is_commented]
    works = found.numbered.record.publications
    assert len(works) == len(entries) - NO_WORKS.get(file.stem, 0) >= 12
    _, document = select_document(found.numbered, Request(tmp_path))
    inputs = WriterInput(found.numbered, document, load_style(document.style))
    text = FORMATS["txt"].write(inputs)
    assert isinstance(text, str)
    printed = [" ".join(part.split()) for part in re.split(r"\n\n+", text)]
    parts = [block for section in inputs.page.sections for block in section.blocks]
    lines = [
        f"{block.id}: {line}" if isinstance(block, WorkBlock) else f"# {line}"
        for block, line in zip(parts, printed[-len(parts) :], strict=True)
    ]
    golden(f"corpus/{file.stem}.txt", "\n".join([*said, "", *lines]) + "\n")


@each_file
def test_an_import_prints_the_same_works_each_in_the_section_of_its_kind(
    file: Path, tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    (tmp_path / "works.bib").write_bytes(file.read_bytes())
    (tmp_path / "cv.yaml").write_text(f"{HEAD}publications: works.bib\n", encoding="utf-8")
    assert cvkit("import", file, "-o", tmp_path / "imported", "--owner", "Ada Miller").status == 0
    direct, imported = (cvkit("export", folder, "--to", "txt").out for folder in (tmp_path, tmp_path / "imported"))
    entries, there = ([part.split("\n") for part in re.split(r"\n\n+", text)] for text in (direct, imported))
    headings = [part for part in there if part not in entries and len(part) == 1]
    assert len(there) - len(headings) == len(entries) > 1
    assert [part for part in entries if part not in there and part[0] not in (other[0] for other in there)] == []
    moved = [part for part in entries if part not in there]
    assert len(moved) >= len(headings)
