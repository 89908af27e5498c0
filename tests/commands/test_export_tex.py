"""LaTeX in a folder or a zip is complete: latexmk, and so Overleaf, typesets it as it is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import flat, poppler

Run = Callable[..., Result]

RECORD = """\
cvkit: 1
person: {name: Ada Miller, photo: me.png}
honors: [{title: An honest prize}]
publications: works.yaml
documents: {full: {style: modern, sections: [honors, publications]}, korean: {sections: [talks]}, own: {style: ./mine}}
talks: [{id: t, title: 정렬, authors: Ada Miller, date: 2020}]
"""
WORKS = "- {id: a, kind: journal, title: On things, authors: Ada Miller, date: 2020, venue: {name: JoE}}\n"


@pytest.fixture
def folder(tmp_path: Path, cvkit: Run) -> Path:
    """A folder with a record of several files, `ada`, which has a photo and a style."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "cv.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "ada" / "works.yaml").write_text(WORKS, encoding="utf-8")
    Image.new("RGB", (30, 40), "red").save(tmp_path / "ada" / "me.png")
    assert cvkit("styles", "--new", "mine", cwd=tmp_path / "ada").status == 0
    return tmp_path


EXPORT = ("export", "ada", "--to", "tex")


def typeset(folder: Path, name: str) -> str:
    """The text of a document that is typeset in its folder with nothing but that folder and TeX."""
    needs_tex()
    clean = {key: value for key, value in os.environ.items() if key not in ("TEXINPUTS", "TEXMFHOME")}
    settings = (folder / "latexmkrc").read_text(encoding="utf-8")
    engine = re.findall(r"# (\w+)$", settings, re.M)[-1]
    command = [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", name]
    if shutil.which("latexmk"):
        command = ["latexmk", "-interaction=nonstopmode", name]
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
    log = (folder / Path(name).with_suffix(".log")).read_text(errors="replace")
    assert "Missing character" not in log and "Overfull" not in log
    return flat(poppler("pdftotext", folder / Path(name).with_suffix(".pdf"), "-"))


@pytest.mark.parametrize("document", ["full", "korean", "own"])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_document_is_typeset_where_it_is_unpacked(cvkit: Run, folder: Path, document: str, zipped: bool) -> None:
    needs_tex()
    options = ("--zip",) if zipped else ()
    result = cvkit(*EXPORT, "-d", document, "-o", "there/", *options, cwd=folder)
    assert result.status == 0
    if zipped:
        assert result.out == "there.zip\n"
        with zipfile.ZipFile(folder / "there.zip") as archive:
            archive.extractall(folder / "there")
    name = "ada" if document == "full" else f"ada-{document}"
    assert cvkit("pdf", "ada", "-d", document, cwd=folder).status == 0
    assert typeset(folder / "there", f"{name}.tex") == flat(poppler("pdftotext", folder / f"{name}.pdf", "-"))


def test_records_of_every_kind_are_typeset_as_they_are(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    for record in ("examples/every-section", "examples/bibtex", "data/jemin-lee"):
        name = Path(record).name
        assert cvkit("export", ROOT / record, "--to", "tex", "-o", f"{name}/", cwd=tmp_path).status == 0
        assert cvkit("pdf", ROOT / record, cwd=tmp_path).status == 0
        assert typeset(tmp_path / name, f"{name}.tex") == flat(poppler("pdftotext", tmp_path / f"{name}.pdf", "-"))


def test_the_engine_is_that_of_the_pdf(cvkit: Run, folder: Path) -> None:
    for document, mode, said in (("full", 1, []), ("korean", 5, ["정 렬"])):
        assert cvkit(*EXPORT, "-d", document, "-o", f"{document}/", cwd=folder).status == 0
        settings = (folder / document / "latexmkrc").read_text(encoding="utf-8")
        assert f"$pdf_mode = {mode};" in settings
        assert re.findall(r"no font for: (.*)", settings) == said
        assert ("$pdflatex = 'xelatex %O %S';" in settings) == (mode == 5)


def test_two_documents_in_one_folder_share_an_engine(cvkit: Run, folder: Path) -> None:
    for document in ("korean", "full"):
        assert cvkit(*EXPORT, "-d", document, "-o", "both/", cwd=folder).status == 0
    assert "$pdf_mode = 5;" in (folder / "both" / "latexmkrc").read_text(encoding="utf-8")
    typeset(folder / "both", "ada.tex")
    typeset(folder / "both", "ada-korean.tex")


def test_settings_of_the_user_are_kept(cvkit: Run, folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "latexmkrc").write_text("$pdf_mode = 4;\n")
    result = cvkit(*EXPORT, "-o", "mine/", cwd=folder)
    assert result.status == 2 and "cvkit did not write mine/latexmkrc" in result.err.replace("\\", "/")
    assert [file.name for file in (folder / "mine").iterdir()] == ["latexmkrc"]


def test_a_style_with_an_empty_first_line_does_not_open_the_folder(cvkit: Run, folder: Path) -> None:
    style = folder / "ada" / "mine" / "cvkit-mine.cls"
    style.write_bytes(b"\n" + style.read_bytes())
    (folder / "there").mkdir()
    (folder / "there" / "cvkit.sty").write_text("\nmine")
    export = (*EXPORT, "-d", "own", "-o", "there/")
    assert cvkit(*export, cwd=folder).status == 2
    (folder / "there" / "cvkit.sty").unlink()
    assert cvkit(*export, cwd=folder).status == 0
    style.write_bytes(style.read_bytes() + b"% changed\n")
    assert cvkit(*export, cwd=folder).status == 0


def test_sections_alone_are_no_project(cvkit: Run, folder: Path) -> None:
    assert cvkit(*EXPORT, "--section", "honors", "-o", "part/", cwd=folder).status == 0
    assert not (folder / "part" / "latexmkrc").exists()


def test_a_zip_has_the_files_of_the_folder_and_equal_bytes(cvkit: Run, folder: Path) -> None:
    assert cvkit(*EXPORT, "-o", "plain/", cwd=folder).status == 0
    contents = []
    for name in ("one.zip", "Two.ZIP", "three"):
        assert cvkit(*EXPORT, "-o", name, "--zip", cwd=folder).status == 0
        contents.append((folder / (name if "." in name else f"{name}.zip")).read_bytes())
    assert len(set(contents)) == 1
    with zipfile.ZipFile(folder / "one.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            file.name: file.read_bytes() for file in (folder / "plain").iterdir()
        }
    assert "photo.png" in archive.namelist()
    (folder / "ada" / "works.yaml").write_text(WORKS.replace("things", "ends"), encoding="utf-8")
    assert cvkit(*EXPORT, "-o", "one.zip", "--zip", cwd=folder).status == 0
    assert (folder / "one.zip").read_bytes() != contents[0]


@pytest.mark.parametrize(
    ("target", "said"),
    [("ada/cv.yaml", "it is the record itself"), ("ada/works.yaml", "works.yaml"), ("ada/me.png", "me.png"),
     ("ada/../ada/cv.yaml", "the record itself"), ("link.zip", "the record itself"),
     ("notes.zip", "it exists, and is no zip"),
     ("notes", "it is no zip"), ("..", "it is no zip"), (".", "it is no zip"), ("ada/mine/style.yaml", "style")],
)  # fmt: skip
def test_a_zip_replaces_nothing_but_a_zip(cvkit: Run, folder: Path, target: str, said: str) -> None:
    (folder / "notes.zip").write_text("mine")
    (folder / "notes").write_text("mine")
    (folder / "link.zip").symlink_to(folder / "ada" / "cv.yaml")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    result = cvkit(*EXPORT, "-d", "own", "-o", target, "--zip", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    hint = re.search(r"-o (\S+)", result.err)
    assert hint and cvkit(*EXPORT, "-d", "own", "-o", hint[1], "--zip", cwd=folder).status == 0


def test_only_latex_is_zipped_and_only_on_request(cvkit: Run, folder: Path) -> None:
    assert "for tex, not for md" in cvkit("export", "ada", "--to", "md", "-o", "x.zip", "--zip", cwd=folder).err
    result = cvkit(*EXPORT, "--zip", cwd=folder)
    assert result.status == 2 and "-o cv.zip" in result.err
    result = cvkit(*EXPORT, "-o", "x.zip", cwd=folder)
    assert result.status == 2
    hint = re.search(r"or run: (cvkit export .*)", result.err)
    assert hint and cvkit(*shlex.split(hint[1])[1:], cwd=folder).out == "x.zip\n"
