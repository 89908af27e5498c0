"""Measure how long it takes to merge pages into a long thesis, beside pypdf's plain append of the same files."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WORDS = "All that is said here is said so that there is something to set, and so that pages break. " * 40
APPEND = "import sys, pypdf; w = pypdf.PdfWriter(); w.append(sys.argv[1]); w.append(sys.argv[2]); w.write(sys.argv[3])"


def timed(command: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run, after one that is not counted."""
    command()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        command()
        seconds.append(time.perf_counter() - start)
    return seconds


def program(*arguments: str | Path) -> Callable[[], object]:
    """A command that runs Python with arguments."""
    command = [sys.executable, *map(str, arguments)]
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir())


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


def lines(record: Path, folder: Path, runs: int) -> list[str]:
    """Times of `cvkit appendix` for a record, as a program of its own."""
    import pypdf

    thesis, cv, out = long_thesis(folder), folder / "cv.pdf", folder / "merged.pdf"
    program("-m", "cvkit", "pdf", record, "-o", cv)()
    into = statistics.median(timed(program("-m", "cvkit", "appendix", record, "--into", folder / "into"), runs))
    plain = statistics.median(timed(program("-c", APPEND, thesis, cv, out), runs))
    merging = statistics.median(timed(program("-m", "cvkit", "appendix", record, "--merge", thesis, "-o", out), runs))
    pages = len(pypdf.PdfReader(thesis).pages)
    return [
        f"- `cvkit appendix --into`: {into:.3f} s",
        f"- pypdf appends a CV to {pages} pages: {plain:.3f} s",
        f"- `cvkit appendix --merge`, typesetting too: {merging:.3f} s, {merging / plain:.1f} × the plain append",
    ]
