"""Parse TeX's log: pages, missing characters, missing files, and errors."""

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
_ERROR = re.compile(r"^(?:! |(?:\./)?([\w.-]+):(\d+): )(.*)$", re.MULTILINE)
_KEY = re.compile(r"^\\cvk@(?!link@|ref@)\w+@(\w+) ->", re.MULTILINE)
_FONT = re.compile(
    r"(?<=Error: )(no font for [^\n.]* is installed|neither TeX Gyre nor Latin Modern is installed)"
    r"|(Font \S+ at \d+ not found)"
)
_OVERFULL = re.compile(r"^Overfull \\hbox \(([\d.]+)pt too wide\)(?:[^\n]*? lines? (\d+))?", re.MULTILINE)
_MEMORY = "Here is how much of"
BODY = "body.tex"


@dataclass(frozen=True)
class TexLog:
    """The facts from one log."""

    pages: int | None
    missing_characters: tuple[str, ...]
    missing_file: str
    missing_font: str
    """The message about a missing font."""
    error: str
    """The first error in TeX's words, with the lines that TeX shows for it."""
    line: int | None
    """The line of the body with this error; none if the error is elsewhere."""
    key: str
    """The key of the macro that TeX was typesetting at the error."""
    overfull: float
    """The width in points by which the widest line is too wide."""
    overfull_line: int | None
    """The line of the body in which that line is."""


def parse_log(log: str) -> TexLog:
    """Parse a log. A fact that it does not state is empty, zero or none."""
    pages = _PAGES.search(log)
    glyphs = dict.fromkeys(found[1] for pattern in _GLYPHS for found in pattern.finditer(log))
    file = _FILE.search(log)
    font = _FONT.search(log)
    error = _ERROR.search(log)
    shown_text = log[error.start() : error.start() + 4000].partition("\n\n")[0] if error else ""
    shown = [line for line in shown_text.splitlines() if line.strip() and not line.startswith(_MEMORY)][:8]
    key = _KEY.search(shown_text)
    widths = [(float(found[1]), int(found[2]) if found[2] else None) for found in _OVERFULL.finditer(log)]
    widest = max(widths, key=lambda width: width[0], default=(0.0, None))
    return TexLog(
        pages=int(pages[1]) if pages else None,
        missing_characters=tuple(glyphs),
        missing_file=(file[1] or file[2]) if file else "",
        missing_font=font[0] if font else "",
        error="\n".join(shown),
        line=int(error[2]) if error and error[1] == BODY else None,
        key=key[1] if key else "",
        overfull=widest[0],
        overfull_line=widest[1],
    )
