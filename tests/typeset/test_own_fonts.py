"""A font that a user put in a folder of their own serves TeX in its locked room, too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cvkit.system.programs import ask
from tests.conftest import Result, needs_tex
from tests.typeset.conftest import poppler

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders, and no such room")


def renamed(font: bytes, old: str, new: str) -> bytes:
    """A font under another name of the same length."""
    for code in ("ascii", "utf-16-be"):
        font = font.replace(old.encode(code), new.encode(code))
    return font


def test_a_font_of_ones_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tex()
    file = Path(ask(["kpsewhich", "lmmono10-regular.otf"]).strip())
    (tmp_path / "data" / "fonts").mkdir(parents=True)
    font = renamed(file.read_bytes(), "LMMono10", "MyMono10")
    (tmp_path / "data" / "fonts" / "mine.otf").write_bytes(font)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    record = tmp_path / "cv.yaml"
    record.write_text(
        "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A Prize}]\ndocuments: {full: {style: ./own}}\n",
        encoding="utf-8",
    )
    cvkit(tmp_path, "styles", "--new", "own", "cv.yaml")
    style = tmp_path / "own" / "cvkit-own.cls"
    text = style.read_text(encoding="utf-8").replace("\\endinput", "")
    mine = '\n\\font\\mine="MyMono10-Regular" at 10pt\\AtEndDocument{{\\mine Mine}}\n'
    style.write_text(text + mine, encoding="utf-8")
    made = cvkit(tmp_path, "pdf", "cv.yaml", "--engine", "xelatex", "-o", "x.pdf")
    assert re.fullmatch(r"cvkit: note: `./own` is a program, .*\n", made.err)
    assert "MyMono10" in poppler("pdffonts", tmp_path / "x.pdf")


def cvkit(folder: Path, *arguments: str) -> Result:
    command = [sys.executable, "-m", "cvkit", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Result(done.returncode, done.stdout, done.stderr)
