"""The short list of fonts changes nothing: no byte of a PDF, and no font that a style of one's own has."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.system.programs import find_program
from cvkit.typeset.font_map import short_map
from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import Typeset, poppler

Run = Callable[..., Result]
ENGINES = ["pdflatex", "xelatex", "lualatex"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the folder of caches is not told by the environment there")


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of everything kept, which is empty."""
    needs_tex()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches"


@pytest.mark.parametrize("engine", ENGINES[:2])
@pytest.mark.parametrize("style", ["classic", "modern", "compact"])
def test_a_pdf_is_the_same_with_it_and_without(
    cvkit: Run, caches: Path, tmp_path: Path, engine: str, style: str
) -> None:
    record = ROOT / "examples" / "ada-miller"
    program = find_program(engine)
    assert program is not None and short_map(program) is None
    for name in ("first.pdf", "second.pdf"):
        assert cvkit("pdf", record, "--engine", engine, "-s", style, "-o", tmp_path / name).status == 0
    kept = short_map(program)
    assert kept is not None and len(kept) < 200_000
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_font_that_it_lacks_is_found_all_the_same_and_a_style_of_ones_own_adds_nothing(
    cvkit: Run, caches: Path, tmp_path: Path, engine: str
) -> None:
    record = tmp_path / "cv.yaml"
    record.write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A Prize}]\ndocuments: {full: {style: ./own}}\n",
        encoding="utf-8",
    )
    cvkit("styles", "--new", "own", record)
    style = tmp_path / "own" / "cvkit-own.cls"
    text = style.read_text(encoding="utf-8").replace("\\endinput", "")
    style.write_text(text + "\n\\font\\other=ptmr8r\\AtEndDocument{{\\other Other}}\n", encoding="utf-8")
    for name in ("first.pdf", "second.pdf"):
        result = cvkit("pdf", record, "--engine", engine, "-o", tmp_path / name)
        assert result.status == 0
        assert re.fullmatch(r"cvkit: note: `./own` is a program, .*\n", result.err)
        assert "NimbusRomNo9L" in poppler("pdffonts", tmp_path / name)
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()
    assert "Other" in Typeset(tmp_path / "second.pdf").text()
    program = find_program(engine)
    assert program is not None and b"ptmr8r" not in (short_map(program) or b"")


def test_it_is_forgotten_when_tex_has_another_list(cvkit: Run, caches: Path, tmp_path: Path) -> None:
    program = find_program("pdflatex")
    assert program is not None
    cvkit("pdf", ROOT / "examples" / "ada-miller", "--engine", "pdflatex", "-o", tmp_path / "x.pdf")
    [file] = (caches / "cvkit" / "maps").iterdir()
    head, _, rest = file.read_bytes().partition(b": ")
    file.write_bytes(head + b"0: " + rest)
    assert short_map(program) is None
    for broken in (b"", b"% 1 2", b"\xff\n", b"% 1 2: /nowhere\n"):
        file.write_bytes(broken)
        assert short_map(program) is None
    cvkit("pdf", ROOT / "examples" / "ada-miller", "--engine", "pdflatex", "-o", tmp_path / "x.pdf")
    assert short_map(program) is not None
