"""A home page that cvkit wrote, imported into the record that it shows, changes nothing there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result

Run = Callable[..., Result]
RECORDS = ("data/wei-huang", "data/donghyun-lee")


def content(folder: Path) -> dict[str, str]:
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.suffix in (".yaml", ".bib") and file.name != "imported.yaml"
    }


@pytest.mark.parametrize("template", ["academicpages", "acad-homepage"])
@pytest.mark.parametrize("name", RECORDS)
def test_the_page_of_a_record_changes_nothing_there(cvkit: Run, tmp_path: Path, name: str, template: str) -> None:
    folder = tmp_path / "record"
    shutil.copytree(ROOT / name, folder)
    (folder / "imported.yaml").unlink(missing_ok=True)
    before = content(folder)
    page = cvkit("export", folder, "--to", template).out
    (tmp_path / "about.md").write_text(page, encoding="utf-8")
    for _ in range(2):
        result = cvkit("import", tmp_path / "about.md", "-o", folder)
        assert result.status == 0, result.err
        assert content(folder) == before


def test_pages_of_two_templates_change_nothing_in_a_new_record(cvkit: Run, tmp_path: Path) -> None:
    assert cvkit("new", tmp_path / "record").status == 0
    before = content(tmp_path / "record")
    for template in ("academicpages", "acad-homepage"):
        page = cvkit("export", tmp_path / "record", "--to", template).out
        assert "under review" in page  # the status of the preprint
        (tmp_path / "about.md").write_text(page, encoding="utf-8")
        assert cvkit("import", tmp_path / "about.md", "-o", tmp_path / "record").status == 0
        assert content(tmp_path / "record") == before
