"""The page of problems, `data/PROBLEMS.md`, which is in the wheel too: what a code means, what to do, an example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import cvkit

PROBLEMS_PAGE = "PROBLEMS.md"

_ROW = re.compile(r"^\| ([LVNWTD]\d{3}) \| (.*?) \| (.*?) \|$", re.MULTILINE)
_SECTION = re.compile(r"^### ([LVNWTD]\d{3})\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```(?:yaml|bibtex)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class ProblemDoc:
    """What the page says of one code."""

    code: str
    meaning: str
    remedy: str
    text: str = ""
    """Why it is a problem, in a few sentences."""
    examples: tuple[str, ...] = ()
    """Parts of a record, or of its `.bib` file: one with the problem, then one without."""


def load_problem_docs() -> dict[str, ProblemDoc]:
    """Every code of the page, in its order."""
    package = Path(cvkit.__file__).parent
    page = next(file for file in (package / PROBLEMS_PAGE, package.parent / "data" / PROBLEMS_PAGE) if file.is_file())
    whole = page.read_text(encoding="utf-8")
    sections: dict[str, str] = dict(_SECTION.findall(whole))
    return {
        code: ProblemDoc(
            code,
            meaning,
            remedy,
            " ".join(_EXAMPLE.sub("", sections.get(code, "")).split()),
            tuple(_EXAMPLE.findall(sections.get(code, ""))),
        )
        for code, meaning, remedy in _ROW.findall(whole)
    }
