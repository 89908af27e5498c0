"""Warnings and notes of the record: `check` prints them, and every other command prints how many there are."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WIDE_FORMULAS, Result, needs_tex, new_style

Run = Callable[..., Result]
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"
ONE_WORD = "{id: %s, kind: journal, title: %s, authors: 'Ada Miller, Suharto', date: 2020}"
WARNING = f"publications: [{ONE_WORD % ('one', 'T')}]\n"
BIB = """@article{one, title = {T}, author = {Miller, Ada}, journal = {J}, date = {2041}, file = {a.pdf}}
@article{two, title = {U}, author = {Miller, Ada}, journal = {J}, date = {2021}, issn = {1}}
"""

UPLOAD = "cvkit: note: on Overleaf, upload these files beside the main file of the thesis\n"


def folder_of(tmp_path: Path, name: str = "rec", text: str = WARNING, bib: str = "") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "cv.yaml").write_text(HEAD + text, encoding="utf-8")
    if bib:
        (folder / "own.bib").write_text(bib, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "bib", "line"),
    [
        ("honors: [{title: Prize, date: 2020}]\n", "", ""),
        (WARNING.replace(", Suharto", ""), "", ""),
        (WARNING, "", "1 warning, 1 note: run cvkit check rec\n"),
        (
            f"publications: [{ONE_WORD % ('one', 'T')}, {ONE_WORD % ('two', 'U')}]\n",
            "",
            "2 warnings, 1 note: run cvkit check rec\n",
        ),
        ("publications: own.bib\n", BIB, "2 warnings, 2 notes: run cvkit check rec\n"),
        (
            "publications: own.bib\n",
            BIB.replace("2041", "2020").replace(", issn = {1}", ""),
            "2 notes: run cvkit check rec\n",
        ),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ["numbers", "rec"],
        ["numbers", "--names", "rec"],
        ["export", "rec", "--to", "md"],
        ["appendix", "rec", "--into", "thesis"],
    ],
)
def test_one_line_replaces_warnings_and_notes(
    cvkit: Run, tmp_path: Path, command: list[str], text: str, bib: str, line: str
) -> None:
    folder_of(tmp_path, text=text, bib=bib)
    result = cvkit(*command, cwd=tmp_path)
    assert (result.status, result.err) == (0, line + UPLOAD * (command[0] == "appendix"))


def test_check_prints_what_is_summed_up(cvkit: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, text="publications: own.bib\n", bib=BIB)
    checked = cvkit("check", folder)
    assert (checked.out.count("warning["), checked.out.count("note[")) == (2, 2)
    assert checked.err == cvkit("numbers", folder).err.partition(":")[0] + "\n"


@pytest.mark.parametrize(
    ("name", "argument", "typed"),
    [
        ("rec", None, "cvkit check"),
        ("rec", ".", "cvkit check"),
        ("rec", "./", "cvkit check"),
        ("rec", "cv.yaml", "cvkit check cv.yaml"),
        ("my rec", "../my rec", "cvkit check '../my rec'"),
        ("Ada's $HOME", "../Ada's $HOME", None),
        ("-v", "./-v", "cvkit check ./-v"),
    ],
)
def test_the_line_names_the_record_as_it_must_be_typed(
    cvkit: Run, tmp_path: Path, name: str, argument: str | None, typed: str | None
) -> None:
    folder = folder_of(tmp_path, name)
    where = tmp_path if argument == "./-v" else folder
    result = cvkit("numbers", *([argument] if argument else []), cwd=where)
    assert result.status == 0
    command = result.err.removeprefix("1 warning, 1 note: run ").rstrip("\n")
    assert command == typed or typed is None
    program, *rest = shlex.split(command)
    assert program == "cvkit"
    checked = cvkit(*rest, cwd=where)
    assert "1 warning" in checked.err
    hint = checked.out.partition("hint: run `")[2].partition("`")[0]
    assert hint == f"{command.replace('check', 'numbers')} --lock"
    program, *rest = shlex.split(hint)
    assert cvkit(*rest, cwd=where).status == 0
    assert "N209" not in cvkit(*shlex.split(command)[1:], cwd=where).out


def test_errors_are_printed_in_full_beside_the_line(cvkit: Run, tmp_path: Path) -> None:
    folder_of(tmp_path, text=f"{WARNING}honors: [{{titel: Prize}}]\n")
    result = cvkit("export", "rec", "--to", "md", cwd=tmp_path)
    assert result.status == 1
    assert "error[V101]" in result.err and "warning[" not in result.err
    assert "\n1 warning: run cvkit check rec\n" in result.err


def test_an_import_prints_the_diagnostics_of_its_sources(cvkit: Run, tmp_path: Path) -> None:
    (tmp_path / "own.bib").write_text(BIB, encoding="utf-8")
    result = cvkit("import", "own.bib", "-o", "rec", "--owner", "Ada Miller", cwd=tmp_path)
    assert result.status == 0
    assert "own.bib:2:" in result.err and "warning[L130]" in result.err
    assert "own.bib:1:" in result.err and "note[L131]" in result.err
    assert "V208" not in result.err
    assert "\n1 warning, 1 note: run cvkit check rec\n" in result.err
    assert "1 warning" in cvkit("check", "rec", cwd=tmp_path).err


def test_a_warning_of_a_replaced_value_is_printed_in_full(cvkit: Run, tmp_path: Path) -> None:
    """`check` reads the record without `--set`, so it could not print this warning."""
    needs_tex()
    folder_of(tmp_path)
    name = "publications.0.authors=Ada Miller, Sukarno"
    result = cvkit("pdf", "rec", "--set", name, "--set", "person.position=Physicist", cwd=tmp_path)
    assert result.status == 0
    assert "warning[V113]" in result.err and "Sukarno" in result.err and "cvkit check" not in result.err
    other = cvkit("pdf", "rec", "--set", "person.position=Physicist", cwd=tmp_path)
    assert (other.status, other.err) == (0, "1 warning, 1 note: run cvkit check rec\n")


def test_warnings_of_typesetting_are_printed_in_full(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    wide = f"${'m' * 200}$"
    folder = folder_of(tmp_path, text=f"{WARNING}honors: [{{title: {wide}, date: 2020}}]\n")
    style = new_style(cvkit, folder, WIDE_FORMULAS)
    result = cvkit("pdf", "rec", "-s", style, cwd=tmp_path)
    assert result.status == 0
    assert "warning[T104]" in result.err and "V113" not in result.err
    assert result.err.partition("cvkit: note: `./own` is a program")[0].endswith(
        "\n1 warning, 1 note: run cvkit check rec\n"
    )


def test_a_batch_names_each_record(cvkit: Run, tmp_path: Path) -> None:
    needs_tex()
    (tmp_path / "all").mkdir()
    folder_of(tmp_path / "all", "a b")
    folder_of(tmp_path / "all", "good", "honors: [{title: Prize, date: 2020}]\n")
    record = str(Path("all", "a b"))
    for _ in range(2):
        result = cvkit("batch", "all", "-o", "out", "-j", "1", cwd=tmp_path)
        assert f"{record}: made\n1 warning, 1 note: run cvkit check {shlex.quote(record)}\n" in result.err
        assert "good" not in result.err and "V113" not in result.err
