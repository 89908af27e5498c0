"""The source of a preprint and the names of links on home pages, and the record that an import makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Result

Run = Callable[..., Result]
WORK = "id: one, title: Bees at dawn, authors: [Ada Miller, Bo Larsen], date: 2024-03"
WORKS = {
    f"{{{WORK}, kind: preprint, arxiv: '2401.00001', repository: 'https://github.com/a/b'}}": (
        "Bo Larsen\\\\\n[[paper](https://arxiv.org/abs/2401.00001)] [[code](https://github.com/a/b)]",
        {"kind": "preprint", "arxiv": "2401.00001", "repository": "https://github.com/a/b"},
    ),
    f"{{{WORK}, kind: preprint}}": ("Bo Larsen\\\\\nMar. 2024", {"date": "2024-03"}),
    f"{{{WORK}, kind: journal, venue: {{name: J}}, url: 'https://github.com/a/b'}}": (
        "**J**, Mar. 2024\\\\\n[[code](https://github.com/a/b)]",
        {"kind": "journal", "repository": "https://github.com/a/b"},
    ),
    f"{{{WORK}, kind: journal, venue: {{name: J}}, url: 'https://github.com/a/b', arxiv: '2401.00001'}}": (
        "[[code](https://github.com/a/b)] [[paper](https://arxiv.org/abs/2401.00001)]",
        {"arxiv": "2401.00001", "repository": "https://github.com/a/b"},
    ),
    f"{{{WORK}, kind: journal, venue: {{name: J}}, url: 'https://a.example/p'}}": (
        "[[paper](https://a.example/p)]",
        {"url": "https://a.example/p"},
    ),
}
"""A work → a part of the page, and fields of the imported work."""


@pytest.mark.parametrize("work", WORKS)
def test_a_page_names_the_source_and_the_links_of_a_work(cvkit: Run, tmp_path: Path, work: str) -> None:
    record = tmp_path / "cv.yaml"
    record.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications: [{work}]\n", encoding="utf-8")
    page = cvkit("export", record, "--to", "academicpages").out
    text, fields = WORKS[work]
    assert text in page
    (tmp_path / "about.md").write_text(page, encoding="utf-8")
    assert cvkit("import", tmp_path / "about.md", "-o", tmp_path / "back").status == 0
    (found,) = yaml.load((tmp_path / "back" / "publications.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    shown: dict[str, Any] = {name: found.get(name) for name in fields}
    assert shown == fields


def test_a_note_names_the_parts_of_the_person(cvkit: Run, tmp_path: Path) -> None:
    record = tmp_path / "cv.yaml"
    person = "{name: Ada Miller, position: Postdoc, email: ada@example.org}"
    record.write_text(f"cvkit: 1\nperson: {person}\nhonors: [{{title: P}}]\n", encoding="utf-8")
    told = cvkit("export", record, "--to", "academicpages").err
    assert "no place for: person (2: position, contact details)" in told
