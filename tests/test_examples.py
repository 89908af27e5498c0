"""The examples are what they say: without a problem, and every document of them can be made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.build import read
from tests.conftest import ROOT, Result, needs_tex

RECORDS = sorted(file.parent for file in (ROOT / "examples").glob("*/cv.yaml"))


def test_there_are_examples_and_the_page_names_each() -> None:
    page = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert RECORDS
    assert [folder.name for folder in RECORDS if f"]({folder.name})" not in page] == []


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_an_example_is_right_and_each_of_its_documents_is_set(
    folder: Path, tmp_path: Path, cvkit: Callable[..., Result]
) -> None:
    needs_tex()
    found = read(folder)
    assert found.problems == ()
    assert found.numbered is not None
    for name in found.numbered.record.documents:
        result = cvkit("pdf", folder, "-d", name, cwd=tmp_path)
        assert (result.status, result.err) == (0, "")
    assert len(list(tmp_path.glob("*.pdf"))) == len(found.numbered.record.documents)
