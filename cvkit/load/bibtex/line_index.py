"""Offsets of a text as lines and columns."""

from __future__ import annotations

import bisect
import itertools

from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.source import Span


class LineIndex:
    """Knows where the lines of a file begin, and makes marks and problems of offsets."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]

    def position(self, at: int) -> tuple[int, int]:
        """The line and column of an offset; both count from 0."""
        line = bisect.bisect_right(self.starts, at) - 1
        return line, at - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The mark of what lies between two offsets."""
        line = bisect.bisect_right(self.starts, start) - 1
        column = start - self.starts[line]
        if line + 1 == len(self.starts) or end < self.starts[line + 1]:
            return Span(line, column, line, end - self.starts[line])
        return Span(line, column, *self.position(end))

    def diagnostic(
        self, code: str, message: str, hint: str, at: int, length: int = 1, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        """A problem with what begins at an offset and lies in one line."""
        line, column = self.position(at)
        place = Place(self.file, line + 1, column + 1, column + max(1, length) + 1)
        return Diagnostic(code, message, hint, place=place, severity=severity)
