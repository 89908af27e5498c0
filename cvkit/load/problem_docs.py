"""Read the page of diagnostics, `data/PROBLEMS.md`: meaning, remedy and examples of each code.

The wheel contains the page too.
"""

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
    """The texts of the page about one code."""

    code: str
    meaning: str
    remedy: str
    text: str = ""
    """The reason for the diagnostic, in a few sentences."""
    examples: tuple[str, ...] = ()
    """Parts of a record, or of its `.bib` file: the first has the mistake, the second does not."""


def load_problem_docs() -> dict[str, ProblemDoc]:
    """Every code of the page, in the order of the page."""
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
