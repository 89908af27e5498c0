"""The corpus of bibliographies, read by biber and by pybtex: what each says of each file, compared with a record.

`nox -s conformance` installs both and runs this. `--accept` writes the record again. Without the programs, the tests
are skipped.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CORPUS = sorted((Path(__file__).parent / "load" / "bibtex" / "corpus").glob("*.bib"))


def test_biber_says_of_the_corpus_as_recorded(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    if not shutil.which("biber"):
        pytest.skip("biber is not installed")
    golden("corpus-biber.txt", "".join(said_by_biber(file, tmp_path) for file in CORPUS))


def said_by_biber(file: Path, folder: Path) -> str:
    """The number of entries that biber reads, and its errors and warnings without the names of its own files."""
    shutil.copy(file, folder)
    command = ["biber", "--tool", "--nolog", "--output-format=bibtex", file.name]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    output = folder / f"{file.stem}_bibertool.bib"
    entries = (
        len(re.findall(r"^@(?!comment|string|preamble)", output.read_text("utf-8"), re.M | re.I))
        if output.exists()
        else 0
    )
    said = re.findall(r"^(?:ERROR|WARN) - .*$", result.stdout, re.MULTILINE)
    lines = [re.sub(r"(?:/\S+?|\S+_\d+)\.utf8", file.name, line) for line in said if "tool mode" not in line]
    return "".join(f"{line}\n" for line in [f"# {file.name}: {entries} entries", *sorted(lines)])


def test_pybtex_says_of_the_corpus_as_recorded(golden: Callable[[str, str], None]) -> None:
    pytest.importorskip("pybtex")
    golden("corpus-pybtex.txt", "".join(map(said_by_pybtex, CORPUS)))


def said_by_pybtex(file: Path) -> str:
    """The number of entries that pybtex reads, and its errors."""
    from pybtex import errors
    from pybtex.database.input.bibtex import Parser

    with errors.capture() as said:
        try:
            count = len(Parser(encoding="utf-8").parse_string(file.read_text(encoding="utf-8")).entries)
        except errors.PybtexError as error:
            return f"# {file.name}: stopped\n{error}\n"
    return f"# {file.name}: {count} entries\n" + "".join(f"{error}\n" for error in said)
