"""`engines` and `requires` of a `style.yaml` are obeyed, and a style of the record is named as a program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.system import landlock
from cvkit.system.programs import find_program
from tests.conftest import Result, needs_tex

Run = Callable[..., Result]
Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path, cvkit: Run) -> Own:
    """Make a record with a style of its own, in which lines of `style.yaml` and the summary are replaced."""

    def make(summary: str = "Hello.", **lines: str) -> Path:
        needs_tex()
        text = f"cvkit: 1\nperson: {{name: Ada Miller}}\nsummary: {summary}\ndocuments: {{full: {{style: ./mine}}}}\n"
        (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
        assert cvkit("styles", "--new", "mine", cwd=tmp_path).status == 0
        file = tmp_path / "mine" / "style.yaml"
        sheet = file.read_text(encoding="utf-8")
        for key, value in lines.items():
            old = "requires" if key == "packages" else key
            sheet, count = re.subn(rf"^{old}:.*$", f"{key}: {value}", sheet, flags=re.MULTILINE)
            assert count == 1
        file.write_text(sheet, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("engines", "summary", "used"),
    [
        ("[pdflatex, xelatex]", "Hello.", "pdfTeX"),
        ("[xelatex, pdflatex]", "Hello.", "pdfTeX"),
        ("[xelatex]", "Hello.", "XeTeX"),
        ("[lualatex]", "Hello.", "LuaHBTeX"),
        ("[pdflatex, xelatex, lualatex]", "안녕.", "XeTeX"),
        ("[pdflatex, lualatex]", "안녕.", "LuaHBTeX"),
    ],
)
def test_the_engine_is_one_of_the_style(own: Own, cvkit: Run, engines: str, summary: str, used: str) -> None:
    if used == "LuaHBTeX" and not find_program("lualatex"):
        pytest.skip("LuaLaTeX is not installed")
    folder = own(summary, engines=engines)
    result = cvkit("pdf", folder, "--verbose", "-o", folder / "cv.pdf")
    assert result.status == 0, result.err
    assert (folder / "cv.log").read_text(encoding="utf-8").startswith(f"This is {used}")


def test_another_engine_is_wrong_usage(own: Own, cvkit: Run) -> None:
    folder = own(engines="[pdflatex]")
    result = cvkit("pdf", folder, "--engine", "xelatex", "-o", folder / "cv.pdf")
    assert result.status == 2 and not (folder / "cv.pdf").exists()
    assert "the style `./mine` is for pdflatex, not for xelatex" in result.err.replace(f"{folder}/", "./")


def test_a_style_for_pdflatex_alone_names_each_character_that_its_fonts_lack(own: Own, cvkit: Run) -> None:
    result = cvkit("pdf", own("한 글", engines="[pdflatex]"))
    assert result.status == 1
    assert result.err.count("T101") == 2 and "pdfLaTeX has no font with the character 한" in result.err


@pytest.mark.parametrize(
    ("requires", "status", "message"),
    [
        ("{tex: [fontenc.sty]}", 0, ""),
        ("{tex: fontenc.sty}", 0, ""),
        ("{tex: [cvkit-mine.cls]}", 0, ""),
        ("{tex: [nosuch.sty, fontenc.sty], debian: texlive-science}", 3, "requires nosuch.sty, which TeX"),
        ("{tex: [nosuch.sty, lost.sty], debian: [a-b, c]}", 3, "requires nosuch.sty, lost.sty"),
        ("{tex: [nosuch.sty]}", 3, "install the LaTeX packages with nosuch.sty"),
        ("{tex: ['-version']}", 1, "V"),
        ("{tex: ['$(touch x)']}", 1, "V"),
        ("{tx: [a.sty]}", 1, "V"),
    ],
)
def test_a_required_file_that_is_missing_is_named_with_its_package(
    own: Own, cvkit: Run, requires: str, status: int, message: str
) -> None:
    folder = own(requires=requires)
    result = cvkit("pdf", folder, "-o", folder / "cv.pdf")
    assert result.status == status, result.err
    assert message in result.err and (folder / "cv.pdf").exists() == (status == 0)
    if "debian" in requires and shutil.which("apt-get"):
        packages = "texlive-science" if "science" in requires else "a-b c"
        assert f"install -y --no-install-recommends {packages}\n" in result.err


def test_the_earlier_key_for_required_files_still_works(own: Own, cvkit: Run) -> None:
    folder = own(packages="[fontenc.sty, nosuch.sty]")
    assert "requires nosuch.sty" in cvkit("pdf", folder).err


def test_a_file_that_the_class_loads_without_stating_it_is_named(own: Own, cvkit: Run) -> None:
    folder = own(requires="{debian: texlive-lost}")
    file = folder / "mine" / "cvkit-mine.cls"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\\CVKreadoptions", "\\RequirePackage{lostfile}\\CVKreadoptions", 1), encoding="utf-8")
    result = cvkit("pdf", folder)
    assert result.status == 3 and "requires lostfile.sty" in result.err


@pytest.mark.parametrize("is_protected", [True, False])
def test_one_line_says_that_a_style_of_the_record_is_a_program(
    own: Own, cvkit: Run, monkeypatch: pytest.MonkeyPatch, is_protected: bool
) -> None:
    folder = own()
    if not is_protected:
        monkeypatch.setattr(landlock, "CREATE_RULESET", 9999)
    elif not landlock.landlock_version():
        pytest.skip("this system has no Landlock")
    result = cvkit("pdf", folder, "-o", folder / "cv.pdf")
    (line,) = [line for line in result.err.splitlines() if "is a program" in line]
    assert ("in a sandbox" if is_protected else "no sandbox") in line
    assert "is a program" not in cvkit("pdf", folder, "-s", "classic", "-o", folder / "cv.pdf").err


BARE = r"\NeedsTeXFormat{LaTeX2e}\ProvidesClass{mine}\LoadClass{article}"
VOCABULARY = r"\RequirePackage{cvkit}"
BROKEN = {
    "no class": (None, 1, ["cvkit-mine.cls", "without .cls"]),
    "a class without cvkit.sty": (BARE, 4, ["does not load cvkit.sty", r"write \RequirePackage{cvkit} behind"]),
    "a font that is not installed": (
        BARE + VOCABULARY + r"\font\x=ecrm0700 \AtBeginDocument{\hbox{\x a}}",
        3,
        ["Font ecrm0700", r"\RequirePackage{lmodern}"],
    ),
    "no targets for links": (BARE + VOCABULARY + r"\RequirePackage{lmodern}", 4, ["no target", "load hyperref"]),
    "an error": (
        BARE + VOCABULARY + "\n\\wibble\n",
        4,
        ["./cvkit-mine.cls:2: Undefined control sequence", "\\wibble\n   hint"],
    ),
    "all that the hints ask for": (BARE + VOCABULARY + r"\RequirePackage{lmodern}\RequirePackage{hyperref}", 0, []),
}


@pytest.mark.parametrize(("text", "status", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_class_is_reported_with_the_way_out(
    own: Own, cvkit: Run, text: str | None, status: int, words: list[str]
) -> None:
    folder = own(engines="[pdflatex]")
    work = "{id: w, kind: journal, title: T, authors: Ada Miller, date: 2020, venue: {name: J}}"
    with (folder / "cv.yaml").open("a", encoding="utf-8") as file:
        file.write(f"publications: [{work}]\n")
    place = folder / "mine" / "cvkit-mine.cls"
    if text is None:
        place.unlink()
    else:
        place.write_text(text + "\n", encoding="utf-8")
    result = cvkit("pdf", folder, "-o", folder / "cv.pdf")
    assert result.status == status, result.err
    assert all(word in result.err for word in words), result.err
    assert "words of memory" not in result.err and "report a bug" not in result.err


def test_a_class_that_does_not_read_its_options_is_an_error(own: Own, cvkit: Run) -> None:
    folder = own()
    file = next((folder / "mine").glob("*.cls"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\\CVKreadoptions", "\\LoadClass{article}", 1), encoding="utf-8")
    result = cvkit("pdf", folder)
    assert result.status == 4 and "the class does not read its options" in result.err
