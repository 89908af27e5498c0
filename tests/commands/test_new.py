"""`cvkit new`: a record that is right, makes a good page at once, and takes the place of nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Result, needs_tex

Run = Callable[..., Result]


def test_a_new_record_has_no_diagnostic_and_every_document_of_it_is_set(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    made = cvkit("new", "mine", cwd=tmp_path)
    assert made.status == 0
    assert sorted(made.out.splitlines()) == sorted(
        str(Path("mine") / file.name) for file in (tmp_path / "mine").iterdir()
    )
    assert cvkit("check", "--strict", tmp_path / "mine").status == 0
    for document in ("full", "short"):
        result = cvkit("pdf", "mine", "-d", document, cwd=tmp_path)
        assert (result.status, result.err) == (0, "")
    assert {file.name for file in tmp_path.glob("*.pdf")} == {"mine.pdf", "mine-short.pdf"}


def test_its_schema_is_beside_it_and_is_that_of_this_cvkit(cvkit: Run, tmp_path: Path) -> None:
    cvkit("new", tmp_path / "mine")
    schema = json.loads((tmp_path / "mine" / ".cvkit-schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(cvkit("schema").out)
    for name in ("cv.yaml", "publications.yaml"):
        first = (tmp_path / "mine" / name).read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=([^#]+)(#.*)?", first)
        assert found
        assert (tmp_path / "mine" / found[1]).is_file()
        place = schema
        for step in (found[2] or "#").lstrip("#/").split("/") if found[2] else []:
            place = place[step]
        assert place


def test_a_folder_that_has_files_keeps_them(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert cvkit("new", tmp_path).status == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    record = (tmp_path / "cv.yaml").read_bytes()
    again = cvkit("new", tmp_path)
    assert (again.status, again.out) == (2, "")
    assert "is a record already" in again.err
    assert (tmp_path / "cv.yaml").read_bytes() == record


def test_nothing_is_overwritten_or_left_half_done(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "publications.yaml").write_text("[]\n", encoding="utf-8")
    result = cvkit("new", tmp_path)
    assert (result.status, result.out) == (2, "")
    assert [file.name for file in tmp_path.iterdir()] == ["publications.yaml"]
    assert cvkit("new", tmp_path / "publications.yaml").status == 2
    assert cvkit("new", tmp_path / "no" / "where").status == 5
    assert [file.name for file in tmp_path.iterdir()] == ["publications.yaml"]
