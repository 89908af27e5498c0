"""Parse TeX's log: pages, missing characters, missing files, and errors."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from cvkit.model.value_class import dataclass

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
_TRACED_LINE = re.compile(r"^CVK line (\d+)$", re.MULTILINE)
_TRACED_PAGE = re.compile(r"^CVK page$", re.MULTILINE)
_TRACED_END = re.compile(r"^CVK end$", re.MULTILINE)
_LAST_PAGE = re.compile(r"^CVK last (-?[\d.]+)pt ([\d.]+)pt ([\d.]+)pt ([\d.]+)pt", re.MULTILINE)
_MEMORY = "Here is how much of"
BODY = "body.tex"
_POINT = 72 / 72.27
"""A point of TeX in points of a PDF."""


class LastPage(NamedTuple):
    """The text of the last page, in points of a PDF."""

    top: float
    """The distance between the top of the page and the text."""
    height: float
    leading: float
    """The distance of lines."""
    room: float
    """The height that the text of a page can have."""


class Overfull(NamedTuple):
    """A line that is wider than the text."""

    width: float
    """The width in points by which it is too wide."""
    line: int | None
    """The line of the body in which it is; none if it is in the header or footer of a page."""
    page: int


@dataclass(frozen=True)
class TexLog:
    """The facts from one log."""

    pages: int | None
    missing: tuple[tuple[str, int | None], ...]
    """The characters that no font has, each with a line of the part of the body in which it was missing, if known."""
    missing_file: str
    missing_font: str
    """The message about a missing font."""
    error: str
    """The first error in TeX's words, with the lines that TeX shows for it."""
    line: int | None
    """The line of the body with this error, or that of the macro that TeX was running; none if there is none."""
    position: str
    """How far TeX was at this error, in words."""
    key: str
    """The key of the macro that TeX was typesetting at the error."""
    overfull: tuple[Overfull, ...]
    last_page: LastPage | None = None
    """None if the log does not state it."""
    end_lines: int | None = None
    """The lines of text on the last of several pages, if they are few. The PDF shows them, and not the log."""

    @property
    def fill_of_last_page(self) -> float:
        """The part of the height of the last page that has text, from 0 to 1; 1 if the log does not state it."""
        return self.last_page.height / self.last_page.room if self.last_page and self.last_page.room else 1.0

    def ends_before(self, lines: int) -> bool:
        """Whether the last of several pages has fewer lines of text than this."""
        return self.end_lines is not None and self.end_lines < lines


class _Progress:
    """How far TeX was at each character of a log, by the lines that the macro `CVKtrace` writes into it."""

    def __init__(self, log: str) -> None:
        self._lines = [(found.start(), int(found[1])) for found in _TRACED_LINE.finditer(log)]
        self._pages = [found.start() for found in _TRACED_PAGE.finditer(log)]
        self._end = end.start() if (end := _TRACED_END.search(log)) else len(log)

    def line(self, at: int) -> int | None:
        """The line of the body whose macro TeX was running; none before the first macro and after the last."""
        before = bisect_right(self._lines, at, key=lambda traced: traced[0])
        return self._lines[before - 1][1] if before and at <= self._end else None

    def is_in_body(self, at: int) -> bool:
        """Whether the lines that TeX names are those of the body. A log without a trace does not deny it."""
        return not self._lines or self.line(at) is not None

    def page(self, at: int) -> int:
        """The page that TeX was making."""
        return bisect_right(self._pages, at) + 1

    def words(self, at: int) -> str:
        """The page, and whether TeX was before or after all entries."""
        if not self._lines or at < self._lines[0][0]:
            return "before the first entry"
        return f"on page {self.page(at)}" + (", after the last entry" if at > self._end else "")


def parse_log(log: str) -> TexLog:
    """Parse a log. A fact that it does not state is empty, zero or none."""
    progress = _Progress(log)
    pages = _PAGES.search(log)
    glyphs = (found for pattern in _GLYPHS for found in pattern.finditer(log))
    missing = dict.fromkeys((found[1], progress.line(found.start())) for found in glyphs)
    file = _FILE.search(log)
    font = _FONT.search(log)
    error = _ERROR.search(log)
    shown_text = log[error.start() : error.start() + 4000].partition("\n\n")[0].partition(_MEMORY)[0] if error else ""
    shown = [line for line in shown_text.splitlines() if line.strip()][:8]
    key = _KEY.search(shown_text)
    last = _LAST_PAGE.search(log)
    line = int(error[2]) if error and error[1] == BODY else progress.line(error.start()) if error else None
    return TexLog(
        pages=int(pages[1]) if pages else None,
        missing=tuple(missing),
        missing_file=(file[1] or file[2]) if file else "",
        missing_font=font[0] if font else "",
        error="\n".join(shown),
        line=line,
        position=progress.words(error.start()) if error else "",
        key=key[1] if key else "",
        overfull=tuple(
            Overfull(
                float(wide[1]),
                int(wide[2]) if wide[2] and progress.is_in_body(wide.start()) else None,
                progress.page(wide.start()),
            )
            for wide in _OVERFULL.finditer(log)
        ),
        last_page=LastPage(*(float(length) * _POINT for length in last.groups())) if last else None,
    )
