"""No output replaces a file of another kind, and a folder that is named is created."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Result, needs_tex

Run = Callable[..., Result]

RECORD = """\
cvkit: 1
person: {name: Ada Miller, photo: me.png}
honors: [{title: An honest prize}]
documents: {full: {}, grant: {style: modern}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a record, `ada`."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "cv.yaml").write_text(RECORD, encoding="utf-8")
    Image.new("RGB", (30, 40), "red").save(tmp_path / "ada" / "me.png")
    return tmp_path


OTHER_FORMATS = ["thesis.tex", "THESIS.TEX", "cv.docx", "notes.md", "index.html", "works.bib", "cv.json", "cv.csl.json"]


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("name", OTHER_FORMATS)
@pytest.mark.parametrize("command", [["pdf", "ada"], ["pdf", "ada", "-d", "grant", "--watch"]])
def test_a_pdf_is_not_written_under_the_name_of_another_format(
    cvkit: Run, folder: Path, command: list[str], name: str, exists: bool
) -> None:
    if exists:
        (folder / name).write_text("mine", encoding="utf-8")
    result = cvkit(*command, "-o", name, cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert not exists or (folder / name).read_text(encoding="utf-8") == "mine"
    assert f"name a PDF: -o {Path(name).stem}.pdf" in result.err
    printed = re.findall(r"cvkit (export .*?)(?= or |$)", result.err, re.M)
    assert printed
    for other in printed:
        assert cvkit(*shlex.split(other), cwd=folder).status == 0, other
    assert not exists or (folder / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["notes", "cv.v2", "data.csv", "cv.log"])
def test_a_pdf_replaces_only_a_pdf(cvkit: Run, folder: Path, name: str) -> None:
    (folder / name).write_text("mine", encoding="utf-8")
    result = cvkit("pdf", "ada", "-o", name, cwd=folder)
    assert result.status == 2 and "it exists, and is no PDF" in result.err
    assert (folder / name).read_text(encoding="utf-8") == "mine"
    needs_tex()
    (folder / name).write_text("", encoding="utf-8")
    for _ in range(2):  # an empty file, and then a PDF
        assert cvkit("pdf", "ada", "-o", name, cwd=folder).out == f"{name}\n"
    hint = re.search(r"-o (\S+)", result.err)
    assert hint and cvkit("pdf", "ada", "-o", hint[1], cwd=folder).status == 0


def test_a_thesis_with_a_cv_is_not_written_over_its_source(cvkit: Run, folder: Path) -> None:
    (folder / "thesis.tex").write_text("mine", encoding="utf-8")
    Image.new("RGB", (600, 800)).save(folder / "thesis.pdf")
    result = cvkit("appendix", "ada", "--merge", "thesis.pdf", "-o", "thesis.tex", cwd=folder)
    assert result.status == 2 and "this command writes a PDF" in result.err


@pytest.mark.parametrize(("form", "name"), [("md", "cv.pdf"), ("tex", "cv.docx"), ("docx", "cv.md"), ("docx", "w.bib")])
def test_an_export_is_not_written_under_the_name_of_another_kind(
    cvkit: Run, folder: Path, form: str, name: str
) -> None:
    result = cvkit("export", "ada", "--to", form, "-o", name, cwd=folder)
    assert (result.status, result.out) == (2, "") and not (folder / name).exists()
    hint = re.search(r"-o (\S+)", result.err)
    assert hint and cvkit("export", "ada", "--to", form, "-o", hint[1], cwd=folder).status == 0


@pytest.mark.parametrize("ending", ["/", "//", "/./", os.sep])
def test_a_folder_is_created_for_one_pdf(cvkit: Run, folder: Path, ending: str) -> None:
    needs_tex()
    result = cvkit("pdf", "ada", "-o", f"new{ending}", cwd=folder)
    assert (result.status, result.out) == (0, f"{Path('new', 'ada.pdf')}\n")
    assert cvkit("pdf", "ada", "-d", "grant", "-o", f"new{ending}", cwd=folder).status == 0
    assert sorted(file.name for file in (folder / "new").iterdir()) == ["ada-grant.pdf", "ada.pdf"]


def test_a_folder_that_got_no_pdf_is_not_left_behind(cvkit: Run, folder: Path) -> None:
    (folder / "file").write_text("mine", encoding="utf-8")
    for place in ("a/b/", "file/"):
        assert cvkit("pdf", "ada", "-o", place, cwd=folder).status == 5
    (folder / "ada" / "cv.yaml").write_text("cvkit: 1\nhonours: []\n", encoding="utf-8")
    assert cvkit("pdf", "ada", "-o", "new/", cwd=folder).status == 1
    assert sorted(file.name for file in folder.iterdir()) == ["ada", "file"]


@pytest.mark.parametrize("command", [["pdf", "ada"], ["export", "ada", "--to", "md"]])
def test_an_empty_path_is_refused(cvkit: Run, folder: Path, command: list[str]) -> None:
    """A shell makes one of a variable that is not set."""
    result = cvkit(*command, "-o", "", cwd=folder)
    assert result.status == 2 and "empty" in result.err
    assert [file.name for file in folder.iterdir()] == ["ada"]


def test_a_minus_is_the_standard_output(cvkit: Run, folder: Path) -> None:
    export = ["export", "ada", "--to", "md"]
    assert cvkit(*export, "-o", "-", cwd=folder).out == cvkit(*export, cwd=folder).out
    assert cvkit("pdf", "ada", "-o", "-", cwd=folder).status == 2
    assert [file.name for file in folder.iterdir()] == ["ada"]


@pytest.mark.parametrize("name", ["ada-grant.tex", "cvkit.sty", "cvkit-class.sty", "cvkit-modern.cls", "photo.png"])
@pytest.mark.parametrize("place", ["mine", "mine/"])
def test_an_export_to_a_folder_replaces_no_file_of_the_user(cvkit: Run, folder: Path, name: str, place: str) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / name).write_text("% mine", encoding="utf-8")
    export = ["export", "ada", "--to", "tex", "-d", "grant", "-o", place]
    result = cvkit(*export, cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert f"cvkit did not write {Path('mine', name)}" in result.err
    assert [file.name for file in (folder / "mine").iterdir()] == [name]
    assert (folder / "mine" / name).read_text(encoding="utf-8") == "% mine"
    (folder / "mine" / name).rename(folder / "mine" / "kept")
    assert cvkit(*export, cwd=folder).status == 0


def test_an_export_to_a_folder_is_brought_up_to_date(cvkit: Run, folder: Path) -> None:
    export = ["export", "ada", "--to", "tex", "-d", "grant", "-o", "new/"]
    assert cvkit(*export, cwd=folder).status == 0
    Image.new("RGB", (60, 80), "blue").save(folder / "ada" / "me.png")
    text = RECORD.replace("style: modern", "style: modern, options: {paper: letter}").replace("honest", "better")
    (folder / "ada" / "cv.yaml").write_text(text, encoding="utf-8")
    (folder / "new" / "cvkit.sty").write_text("", encoding="utf-8")
    assert cvkit(*export, cwd=folder).status == 0
    assert "better" in (folder / "new" / "ada-grant.tex").read_text(encoding="utf-8")
    assert (folder / "new" / "photo.png").read_bytes() == (folder / "ada" / "me.png").read_bytes()
    assert (folder / "new" / "cvkit.sty").read_bytes()
