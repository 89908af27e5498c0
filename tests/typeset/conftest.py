"""PDFs for the tests: made once by the real command with real TeX, read with pypdf and with poppler."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest

from tests.conftest import ROOT, needs_tex, without_omissions


@dataclass(frozen=True)
class Typeset:
    """A PDF and what can be read of it."""

    file: Path

    @property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.file)

    def text(self, *options: str) -> str:
        """The text as poppler extracts it."""
        return poppler("pdftotext", *options, self.file, "-")

    @property
    def flat(self) -> str:
        """The text as one line, so that it does not matter where lines end."""
        return flat(self.text())


def flat(text: str) -> str:
    """A text with runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def poppler(program: str, *arguments: str | Path) -> str:
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


NO_STRUCTURE = (
    r"cvkit: note: .* (?:the style `moderncv` is based on a class that writes no structure"
    r"|fonts for \w+ have glyphs without a character of their own|the glyphs of `.*` in a formula have no characters)\n"
)


def typeset(record: Path, output: Path, *options: str, **environment: str) -> Typeset:
    """Run `cvkit pdf` as a program of its own."""
    import os

    command = [sys.executable, "-m", "cvkit", "pdf", str(record), "-o", str(output), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    said = without_omissions(done.stderr)
    assert said == "" or re.fullmatch(NO_STRUCTURE, said)
    return Typeset(output)


@pytest.fixture(scope="session")
def cv(tmp_path_factory: pytest.TempPathFactory) -> Typeset:
    """The real record, typeset as it is."""
    needs_tex()
    return typeset(ROOT / "data" / "jemin-lee", tmp_path_factory.mktemp("cv") / "cv.pdf")


@pytest.fixture(scope="session")
def latin_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real record with another letter for each of Hangul, which pdfLaTeX can set."""
    folder = tmp_path_factory.mktemp("latin") / "latin"
    folder.mkdir()
    for file in (ROOT / "data" / "jemin-lee").iterdir():
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(re.sub("[가-힣]", "x", text), encoding="utf-8")
    return folder
