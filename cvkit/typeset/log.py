"""TeX's log: what it says about pages, missing characters, files and errors."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAGES = re.compile(r"^Output written on cv\.(?:pdf|xdv) \((\d+) pages?", re.MULTILINE)
_GLYPHS = (
    re.compile(r"Missing character: There is no (.) \((?:U\+|\")([0-9A-Fa-f]+)\)"),
    re.compile(r"Missing character: There is no (.) (?:in font|\()"),
    re.compile(r"Unicode character (.) \(U\+([0-9A-Fa-f]+)\)"),
)
_FILE = re.compile(r"^(?:\./)?[^\n]*?(?:File `([^'\n]+)' not found|I can't find file `([^'\n]+)')", re.MULTILINE)
_ERROR = re.compile(r"^(?:! |(?:\./)?[\w.-]+:(\d+): )(.*)$", re.MULTILINE)
_FONT = re.compile(
    r"(no font for [^\n.]* is installed|neither TeX Gyre nor Latin Modern is installed|Font \S+ at \d+ not found)"
)
_OVERFULL = re.compile(r"^Overfull \\hbox \(([\d.]+)pt too wide\)", re.MULTILINE)


@dataclass(frozen=True)
class Report:
    """What a log says."""

    pages: int | None
    missing_characters: tuple[str, ...]
    missing_file: str
    missing_font: str
    """What is said of a font that is not there."""
    error: str
    """The first error, in TeX's words, with the lines that it shows."""
    line: int | None
    """The line of the body, or of another file, where it came."""
    overfull: float
    """By how many points the widest line is too wide."""


def read_log(log: str) -> Report:
    """What a log says."""
    pages = _PAGES.search(log)
    glyphs = dict.fromkeys(found[1] for pattern in _GLYPHS for found in pattern.finditer(log))
    file = _FILE.search(log)
    font = _FONT.search(log)
    error = _ERROR.search(log)
    shown = log[error.start() : error.start() + 2000].splitlines()[:8] if error else []
    widths = [float(width) for width in _OVERFULL.findall(log)]
    return Report(
        pages=int(pages[1]) if pages else None,
        missing_characters=tuple(glyphs),
        missing_file=(file[1] or file[2]) if file else "",
        missing_font=font[1] if font else "",
        error="\n".join(line for line in shown if line.strip()),
        line=int(error[1]) if error and error[1] else None,
        overfull=max(widths, default=0.0),
    )
