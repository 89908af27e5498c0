"""What a CV in a thesis takes: pages merged into a long one, beside pypdf's plain append of the same files."""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Callable
from pathlib import Path

WORDS = "All that is said here is said so that there is something to set, and so that pages break. " * 40
APPEND = "import sys, pypdf; w = pypdf.PdfWriter(); w.append(sys.argv[1]); w.append(sys.argv[2]); w.write(sys.argv[3])"

Timed = Callable[[Callable[[], object], int], list[float]]
Program = Callable[..., Callable[[], object]]


def long_thesis(folder: Path, chapters: int = 20) -> Path:
    """A thesis of some 300 pages, with contents, references and links."""
    text = "".join(
        rf"\chapter{{Chapter {chapter}}}\label{{c{chapter}}}"
        + "".join(
            rf"\section{{Section {section}}} See \ref{{c{chapter * 7 % chapters}}}. {WORDS}" "\n\n"
            for section in range(11)
        )
        for chapter in range(chapters)
    )
    preamble = r"\documentclass[12pt]{report}\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{hyperref}"
    (folder / "thesis.tex").write_text(
        rf"{preamble}\begin{{document}}\pagenumbering{{roman}}\tableofcontents\clearpage\pagenumbering{{arabic}}{text}\end{{document}}"
    )
    for _ in range(2):
        subprocess.run(["pdflatex", "-interaction=batchmode", "thesis"], cwd=folder, check=True, capture_output=True)
    return folder / "thesis.pdf"


def show_thesis(record: Path, folder: Path, runs: int, timed: Timed, program: Program) -> None:
    """Times of `cvkit appendix` for a record, as a program of its own."""
    import pypdf

    thesis, cv, out = long_thesis(folder), folder / "cv.pdf", folder / "merged.pdf"
    program("-m", "cvkit", "pdf", record, "-o", cv)()
    into = statistics.median(timed(program("-m", "cvkit", "appendix", record, "--into", folder / "into"), runs))
    plain = statistics.median(timed(program("-c", APPEND, thesis, cv, out), runs))
    merging = statistics.median(timed(program("-m", "cvkit", "appendix", record, "--merge", thesis, "-o", out), runs))
    pages = len(pypdf.PdfReader(thesis).pages)
    print(f"{'cvkit appendix --into':<42}{into:8.3f} s")
    print(f"{f'pypdf appends a CV to {pages} pages':<42}{plain:8.3f} s")
    print(f"{'cvkit appendix --merge, typesetting too':<42}{merging:8.3f} s, {merging / plain:.1f} x the plain append")
