"""Offsets of a text as lines and columns."""

from __future__ import annotations

import bisect
import itertools

from cvkit.model.problem import Place, Problem, Severity
from cvkit.model.source import Mark


class Lines:
    """Knows where the lines of a file begin, and makes marks and problems of offsets."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]

    def position(self, at: int) -> tuple[int, int]:
        """The line and column of an offset; both count from 0."""
        line = bisect.bisect_right(self.starts, at) - 1
        return line, at - self.starts[line]

    def mark(self, start: int, end: int) -> Mark:
        """The mark of what lies between two offsets."""
        line = bisect.bisect_right(self.starts, start) - 1
        column = start - self.starts[line]
        if line + 1 == len(self.starts) or end < self.starts[line + 1]:
            return Mark(line, column, line, end - self.starts[line])
        return Mark(line, column, *self.position(end))

    def problem(
        self, code: str, message: str, hint: str, at: int, length: int = 1, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem with what begins at an offset and lies in one line."""
        line, column = self.position(at)
        place = Place(self.file, line + 1, column + 1, column + max(1, length) + 1)
        return Problem(code, message, hint, place=place, severity=severity)
