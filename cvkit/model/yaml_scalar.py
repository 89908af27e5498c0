"""Find the position in a file of each character of a scalar: plain, quoted, with escapes, folded, or a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

Position = tuple[int, int]
"""A line and a column of a file, from 0."""

# The assertions keep the scan linear: only the first of a row of spaces can begin a line end.
_FOLD = r"(?:(?<![ \t])|(?<=\\[ \t]))[ \t]*(?P<fold>(?:\n[ \t]*)+)"
_ESCAPED_FOLD = r"\\\n[ \t]*(?P<empty_lines>(?:\n[ \t]*)*)"
_ESCAPE = r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|(?P<named>.))"
_FLOW = {
    "": rf"{_FOLD}|.",
    "'": rf"{_FOLD}|''|.",
    '"': rf"{_ESCAPED_FOLD}|{_ESCAPE}|{_FOLD}|.",
}
"""The quote of a flow scalar → a pattern of the pieces that mean one or several characters."""

_NAMED = dict(zip('0abtnvfre "/\\N_LP\t', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029\t', strict=True))


def character_positions(lines: list[str], first: Position, last: Position, value: str) -> list[Position] | None:
    """The position of each character of a value that was typed between two positions of a file.

    None if the value does not match the file, for example because characters were deleted from it.
    """
    end = last[0] + 1 if last[1] else last[0]  # a block ends before the first column of the next line
    typed = lines[first[0] : end]
    if not typed:
        return None
    style = typed[0][first[1] : first[1] + 1]
    if style in ("|", ">"):
        return _aligned(list(_block(typed, first[0])), value)
    quote = style if style in ("'", '"') else ""
    typed[-1] = typed[-1][: last[1] - len(quote)]
    found = list(_flow("\n".join(typed), (first[0], first[1] + len(quote)), quote))
    return [position for _, position in found] if "".join(character for character, _ in found) == value else None


def _flow(typed: str, first: Position, quote: str) -> Iterator[tuple[str, Position]]:
    """Each character of a flow scalar, with its position; `typed` begins with the line in which the scalar begins."""
    line, start = first[0], 0
    for piece in re.compile(_FLOW[quote]).finditer(typed, first[1]):
        for character in _meaning(piece):
            yield character, (line, piece.start() - start)
        if breaks := piece[0].count("\n"):
            line, start = line + breaks, typed.rindex("\n", 0, piece.end()) + 1


def _meaning(piece: re.Match[str]) -> str:
    """The characters that a piece of a flow scalar means."""
    match piece.lastgroup:
        case "fold":
            return "\n" * (piece["fold"].count("\n") - 1) or " "
        case "empty_lines":
            return "\n" * piece["empty_lines"].count("\n")
        case "x" | "u" | "U" as digits:
            return chr(int(piece[digits], 16))
        case "named":
            return _NAMED.get(piece["named"], piece["named"])
        case _:
            return piece[0][0]  # two single quotes mean one


def _block(typed: list[str], first: int) -> Iterator[tuple[str, Position]]:
    """The characters of a block without its header and indentation, with a line end behind each line."""
    body = typed[1:]
    indent = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), default=0)
    for number, line in enumerate(body, first + 1):
        for at in range(indent, len(line)):
            yield line[at], (number, at)
        yield "\n", (number, len(line))


def _aligned(found: list[tuple[str, Position]], value: str) -> list[Position] | None:
    """Align the characters of a value with the typed ones; return their positions. A line end can match a space."""
    places: list[Position] = []
    at = 0
    for character in value:
        while at < len(found) and found[at][0] != character and not (found[at][0] == "\n" and character == " "):
            if found[at][0] != "\n":
                return None
            at += 1
        if at == len(found):
            return None
        places.append(found[at][1])
        at += 1
    return places
