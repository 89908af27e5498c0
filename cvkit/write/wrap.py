"""Wrap text without markup into lines of a fixed width; East Asian characters are two columns wide."""

from __future__ import annotations

from cvkit.model.display_width import display_width
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.scripts import UNSPACED

_CLOSING = "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u300d\u300f\u3011\u3015\u3009\u300b"
_OPENING = "\uff08\u300c\u300e\u3010\u3014\u3008\u300a"
_BREAK = lazy_pattern(
    rf"(?<=[{UNSPACED}])(?<![{_OPENING}])(?=[{UNSPACED}])(?![{_CLOSING}])|(?<=[{_CLOSING}])(?=[^\W{UNSPACED}])"
)
"""A break between two characters of Chinese or Japanese, which have no spaces (UAX #14, class ID), and after one of
their closing punctuation (class CL) before a letter of another script.

Korean breaks at its spaces.
"""


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text; a line is wider than `width` columns only if one word is wider.

    U+00A0 keeps words on one line, and is a space in the result.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        for at, piece in enumerate(_BREAK.split(word)):
            gap = " " if at == 0 and line else ""
            if line and display_width(line) + len(gap) + display_width(piece) > width:
                lines.append(line)
                line, gap = "", ""
            line += gap + piece
    return [line.replace("\u00a0", " ") for line in (*lines, line) if line]
