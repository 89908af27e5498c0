"""A record whose works are in a `.bib` file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.model.markdown_source import to_markdown
from cvkit.model.parsed_text import ParsedText
from tests.conftest import Result

HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"


def as_yaml(value: Any) -> Any:
    """A value of a `.bib` file as YAML has it: each tree as its Markdown."""
    if isinstance(value, ParsedText):
        return to_markdown(value.inlines)
    if isinstance(value, dict):
        return {key: as_yaml(item) for key, item in value.items()}
    return [as_yaml(item) for item in value] if isinstance(value, list) else value


@pytest.fixture
def bib(tmp_path: Path) -> Callable[..., Path]:
    """Make a record of one `.bib` file, and of more lines of cv.yaml where a test needs them."""

    def make(text: str, more: str = "", section: str = "publications") -> Path:
        (tmp_path / "works.bib").write_text(text, encoding="utf-8")
        (tmp_path / "cv.yaml").write_text(f"{HEAD}{section}: works.bib\n{more}", encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture
def diagnostics(cvkit: Callable[..., Result]) -> Callable[[Path], list[dict[str, Any]]]:
    """Return the output of `cvkit check --format json` for a record."""

    def ask(record: Path) -> list[dict[str, Any]]:
        found = cvkit("check", record, "--format", "json")
        assert "Traceback" not in found.err
        return found.diagnostics

    return ask
