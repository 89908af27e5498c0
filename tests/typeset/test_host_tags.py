"""A thesis that writes a structure with tagpdf has the parts of the curriculum vitae in its tree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from tests.conftest import needs_tex

RECORD = """\
cvkit: 1
person: {name: Ada Miller}
honors: [{title: A Prize, date: 2020}]
publications:
  - {id: a, kind: journal, title: "On $O(n^2)$ things", authors: Ada Miller, date: 2024, venue: {name: Examples},
     url: "https://a.example/1", highlights: [First., Second.]}
  - {id: b, kind: journal, title: After, authors: Ada Miller and Bo Larsen, date: 2023}
service:
  - {role: Reviewer, organization: Journal of Examples, dates: [2022]}
"""
THESIS = """\
\\documentclass{book}
\\usepackage{lmodern}
\\usepackage{hyperref}
\\usepackage[level=LEVEL]{cvkit}
\\begin{document}
\\chapter{Vita}
Text of the host.
\\input{cv}
Text behind it.
\\end{document}
"""
METADATA = "\\DocumentMetadata{testphase=phase-II, lang=en, pdfversion=1.7, uncompress}\n"
TREE = """\
P: Text of the host.
HEADING: Honors and Awards
L:
 LI:
  Lbl: 2020
  LBody: A Prize
HEADING: Publications
L:
 LI:
  Lbl: J.2
  LBody:
   P:
    Link: On Formula: O(n2) things
   P: Ada Miller
   P: Examples, 2024
  LBody:
   L:
    LI:
     Lbl: •
     LBody: First.
    LI:
     Lbl: •
     LBody: Second.
 LI:
  Lbl: J.1
  LBody:
   P: After
   P: Ada Miller and Bo Larsen
   P: 2023
HEADING: Academic Service
H3: Reviewer
P: Journal of Examples
P: 2022
P: Text behind it.
"""


def typeset(folder: Path, engine: str, thesis: str) -> str:
    """Make the thesis, and return the log of its last run."""
    needs_tex()
    (folder / "cv.yaml").write_text(RECORD, encoding="utf-8")
    into = [sys.executable, "-m", "cvkit", "appendix", "cv.yaml", "--into", "."]
    subprocess.run(into, cwd=folder, check=True, capture_output=True)
    (folder / "thesis.tex").write_text(thesis, encoding="utf-8")
    for _ in range(3):
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", "thesis.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
    return (folder / "thesis.log").read_text(encoding="utf-8", errors="replace")


def tree_of(pdf: Path) -> str:
    """The structure and its text, with each element behind the indentation of its depth."""
    found = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, check=True).stdout.decode(
        "utf-8"
    )
    tree = re.sub(r"^ +Object .*\n", "", found, flags=re.MULTILINE)
    tree = re.sub(r"^(\s*)(\w+)(?: \(\w+\))?$", r"\1\2:", tree, flags=re.MULTILINE).replace("  ", " ")
    tree = re.sub(r"\n +Formula:", " Formula:", tree)
    return re.sub(r'\n *"(.*)"', lambda text: " " + text[1].strip(), tree)


def shape(tree: str) -> str:
    """The tree without its text."""
    return re.sub(r":.*", "", re.sub(r":.* Formula:", ":\n Formula:", tree))


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize(("level", "heading"), [("section", "P"), ("own", "H2")])
def test_the_tree_of_the_thesis_has_the_parts(tmp_path: Path, engine: str, level: str, heading: str) -> None:
    log = typeset(tmp_path, engine, METADATA + THESIS.replace("LEVEL", level))
    assert not re.findall(r"Package tagpdf (?:Warning|Error).*", log)
    found = tree_of(tmp_path / "thesis.pdf")
    expected = "".join(f" {line}\n" for line in TREE.replace("HEADING", heading).splitlines())
    if engine == "lualatex":
        assert found.endswith(expected)
    assert shape(found).endswith(shape(expected))  # poppler finds no text in the pieces that pdfTeX marks with names


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_a_thesis_without_a_structure_gets_none(tmp_path: Path, engine: str) -> None:
    log = typeset(tmp_path, engine, THESIS.replace("LEVEL", "section"))
    assert "tagpdf" not in log
    root = pypdf.PdfReader(tmp_path / "thesis.pdf").trailer["/Root"]
    assert "/StructTreeRoot" not in root
