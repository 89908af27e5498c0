"""Styles: listed with their options, copied into a record, and used from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.styles import load_style
from cvkit.load.style_folder import style_names
from tests.conftest import Result, needs_tex

Run = Callable[..., Result]
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: Best Example, date: 2020}]\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A record whose one document is in a style of its own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "cv.yaml").write_text(f"{HEAD}documents: {{full: {{style: ./own}}}}\n", encoding="utf-8")
    return folder


def test_the_styles_are_listed_each_with_what_it_is(cvkit: Run) -> None:
    lines = cvkit("styles").out.splitlines()
    assert [line.split()[0] for line in lines] == style_names()
    assert all(load_style(line.split()[0]).description in line for line in lines)


@pytest.mark.parametrize("name", style_names())
def test_a_style_is_shown_with_every_option_its_values_and_its_bounds(cvkit: Run, name: str) -> None:
    out, style = cvkit("styles", name).out, load_style(name)
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    for option, stated in style.options.items():
        assert f" {stated.default} " in rows[option]
        assert stated.description in rows[option]
        for value in (*stated.choices, stated.min, stated.max):
            assert value is None or value in rows[option]
    assert out.count("{spacing: tight") == len(style.fit)


def test_a_style_that_is_not_there_is_told_with_the_nearest(cvkit: Run, tmp_path: Path) -> None:
    for command in (["styles", "modren"], ["styles", "--new", "own", "--from", "modren", str(tmp_path)]):
        (tmp_path / "cv.yaml").write_text(HEAD, encoding="utf-8")
        result = cvkit(*command)
        assert (result.status, result.out) == (2, "")
        assert "did you mean `modern`?" in result.err


@pytest.mark.parametrize("source", style_names())
def test_a_copied_style_is_the_records_own_and_can_be_changed(cvkit: Run, mine: Path, source: str) -> None:
    needs_tex()
    made = cvkit("styles", "--new", "own", "--from", source, mine)
    assert (made.status, sorted(made.out.splitlines())) == (0, sorted(map(str, (mine / "own").iterdir())))
    assert cvkit("check", mine).status == 0
    assert "\\documentclass{cvkit-own}" in cvkit("export", mine, "--to", "tex").out
    result = cvkit("pdf", mine, cwd=mine.parent)
    assert result.status == 0
    assert re.fullmatch(r"cvkit: note: `./own` is a program, .*: use only styles that you trust\n", result.err)
    before = (mine.parent / "mine.pdf").read_bytes()
    file = mine / "own" / "cvkit-own.cls"
    file.write_text(file.read_text(encoding="utf-8").replace("top=", "top=3mm+"), encoding="utf-8")
    assert cvkit("pdf", mine, cwd=mine.parent).status == 0
    assert (mine.parent / "mine.pdf").read_bytes() != before


def test_the_files_of_an_own_style_come_along(cvkit: Run, mine: Path, tmp_path: Path) -> None:
    cvkit("styles", "--new", "own", mine)
    (tmp_path / "out").mkdir()
    cvkit("export", mine, "--to", "tex", "-o", tmp_path / "out")
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"cvkit-own.cls", "cvkit.sty", "cvkit-class.sty", "mine.tex"} <= names


def test_nothing_is_overwritten(cvkit: Run, mine: Path) -> None:
    assert cvkit("styles", "--new", "own", mine).status == 0
    kept = {file: file.read_bytes() for file in (mine / "own").iterdir()}
    again = cvkit("styles", "--new", "./own", "--from", "modern", mine)
    assert again.status == 2
    assert "exists already" in again.err
    assert {file: file.read_bytes() for file in (mine / "own").iterdir()} == kept


@pytest.mark.parametrize("name", ["../own", "a/b", "", "1", "a b", "own.d"])
def test_a_style_cannot_be_called_anything(cvkit: Run, mine: Path, name: str) -> None:
    assert cvkit("styles", "--new", name, mine).status == 2
    assert [file.name for file in mine.iterdir()] == ["cv.yaml"]


def test_a_style_is_copied_only_into_a_record(cvkit: Run, tmp_path: Path) -> None:
    assert cvkit("styles", "--new", "own", tmp_path).status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["./own", "../mine/own", "own", "./.", "./../mine", "/", "./own/../../mine/own"])
def test_a_style_that_is_not_in_the_record_is_told_in_its_place(cvkit: Run, mine: Path, name: str) -> None:
    (mine / "cv.yaml").write_text(f"{HEAD}documents: {{full: {{style: {name}}}}}\n", encoding="utf-8")
    place = f"{mine / 'cv.yaml'}:4:27: error[V140]: there is no style `{name}`"
    assert place in cvkit("check", mine).out
    result = cvkit("export", mine, "--to", "tex")
    assert (result.status, result.out) == (2, "")
    assert place in result.err


def test_a_style_named_without_its_slash_is_told_how(cvkit: Run, mine: Path) -> None:
    cvkit("styles", "--new", "own", mine)
    (mine / "cv.yaml").write_text(f"{HEAD}documents: {{full: {{style: own}}}}\n", encoding="utf-8")
    assert "write `./own`" in cvkit("check", mine).out


BROKEN = {
    "title: own": ("titel: own", "1:1: error[V101]: unknown key `titel`", "did you mean `title`?"),
    "class: cvkit-own": ("class: cvkit-none", "3:8: error[L001]", "name of a class"),
    "    min: 8pt": ("    min: [8pt]", "error[V103]", ""),
    "  - {spacing: tight}": ("  - {spacing: tihgt}", "error[V103]: `spacing: tihgt`", "write one of: normal, tight"),
    "options:": ("options: [", "error[L003]", ""),
}


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_style_is_told_in_its_place(cvkit: Run, mine: Path, line: str) -> None:
    wrong, place, hint = BROKEN[line]
    cvkit("styles", "--new", "own", mine)
    file = mine / "own" / "style.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"{line}\n", f"{wrong}\n", 1), encoding="utf-8")
    for command in (["check", mine], ["pdf", mine], ["styles", "./own"]):
        result = cvkit(*command, cwd=mine)
        assert result.status == 1
        said = result.out + result.err
        assert f"{Path('own') / 'style.yaml'}:" in said
        assert place in said
        assert hint in said
    assert not list(mine.glob("*.pdf"))


def test_options_are_told_in_their_place(cvkit: Run, mine: Path) -> None:
    options = "{paper: letter, colour: red, font_size: 20pt}"
    (mine / "cv.yaml").write_text(
        f"{HEAD}documents: {{full: {{style: modern, options: {options}}}}}\n", encoding="utf-8"
    )
    out = cvkit("check", mine).out
    assert ":4:60: error[V140]: the style Modern has no option `colour`" in out
    assert "error[V103]: `20pt` is not a value of the option `font_size`" in out
    assert "write a length from 8pt to 12pt" in out
