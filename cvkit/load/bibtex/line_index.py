"""Convert offsets of a text to lines and columns."""

from __future__ import annotations

import bisect
import itertools

from cvkit.model.diagnostic import Place
from cvkit.model.source import Span


class LineIndex:
    """The offsets of the lines of a file; converts offsets to spans and places."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]

    def position(self, at: int) -> tuple[int, int]:
        """The line and column of an offset; both count from 0."""
        line = bisect.bisect_right(self.starts, at) - 1
        return line, at - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        starts = self.starts
        after = bisect.bisect_right(starts, start)
        line, first = after - 1, starts[after - 1]
        if after == len(starts) or end < starts[after]:
            return Span(line, start - first, line, end - first)
        return Span(line, start - first, *self.position(end))

    def place(self, at: int, length: int = 1) -> Place:
        """The place of some characters of one line, from an offset."""
        line, column = self.position(at)
        return Place(self.file, line + 1, column + 1, column + max(1, length) + 1)
