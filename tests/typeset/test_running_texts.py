"""The header and the footer on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, needs_tex
from tests.typeset.conftest import Typeset, poppler, typeset

RECORD = """\
cvkit: 1
person: {{name: Ada Miller, updated: 2026-11}}
honors:
{prizes}
documents:
  full: {{header: "Head of {{name}}", footer: ["{{updated}}", "page {{page}} of {{pages}}"]}}
  fitted: {{max_pages: 2, fit: true, footer: "{{page}}/{{pages}}"}}
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "cv.yaml").write_text(
        RECORD.format(prizes="\n".join(f"- {{title: Prize {n}}}" for n in range(105))), encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(("style", "engine"), [("classic", "pdflatex"), ("modern", "xelatex")])
def test_each_page_has_its_texts_and_the_number_of_pages(record: Path, style: str, engine: str) -> None:
    needs_tex()
    made = typeset(record, record / "cv.pdf", "-d", "full", "-s", style, "--engine", engine)
    pages = made.text("-layout").split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        last = page.split("\n")[-2] if page.endswith("\n") else page.rsplit("\n", 1)[-1]
        assert last.split() == f"Nov. 2026 page {number} of {len(pages)}".split()
        assert page.count("Head of Ada Miller") == (number > 1)
        assert page.count("2026") == 1
    read_aloud = "".join(poppler("pdfinfo", "-struct-text", made.file).split())
    assert "Prize7" in read_aloud
    assert "Headof" not in read_aloud
    assert "page1" not in read_aloud


def test_the_number_is_that_of_the_fitted_pages(cvkit: Callable[..., Result], record: Path) -> None:
    needs_tex()
    assert "fits 2 pages with" in cvkit("pdf", record, "-d", "fitted", "-o", record / "cv.pdf").err
    assert "2/2" in Typeset(record / "cv.pdf").flat
