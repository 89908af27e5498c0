"""Find the position in its file of each character of a YAML scalar, which can be plain, quoted, folded or a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Position = tuple[int, int]
"""A line and a column of a file, from 0."""

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED = dict(zip('0abtnvfre "/\\N_LP\t', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029\t', strict=True))


def character_positions(lines: list[str], first: Position, last: Position, value: str) -> list[Position] | None:
    """The position of each character of a value that was typed between two positions of a file.

    None if the value does not match the file, for example because characters were deleted from it.
    """
    typed = [lines[line] for line in range(first[0], min(last[0] + 1, len(lines)))]
    if not typed:
        return None
    style = typed[0][first[1] : first[1] + 1]
    read = _block if style in ("|", ">") else _double if style == '"' else _single if style == "'" else _plain
    found = [(character, (first[0] + line, column)) for character, line, column in read(typed, first[1], last)]
    if style in ("|", ">"):
        return _aligned(found, value)
    return [spot for _, spot in found] if "".join(character for character, _ in found) == value else None


PlacedCharacter = tuple[str, int, int]
"""A character with its line and column. The first line of the value is line 0."""


def _plain(typed: list[str], column: int, last: Position) -> Iterator[PlacedCharacter]:
    return _folded(typed, column, last[1], lambda line, at: (line[at], at + 1))


def _single(typed: list[str], column: int, last: Position) -> Iterator[PlacedCharacter]:
    return _folded(typed, column + 1, last[1] - 1, lambda line, at: (line[at], at + 1 + (line[at : at + 2] == "''")))


def _double(typed: list[str], column: int, last: Position) -> Iterator[PlacedCharacter]:
    return _folded(typed, column + 1, last[1] - 1, _escaped)


def _escaped(line: str, at: int) -> tuple[str, int]:
    found = _ESCAPE.match(line, at)
    if not found:
        return ("" if line[at] == "\\" else line[at]), at + 1  # a backslash at the end of a line joins it to the next
    digits = found[1] or found[2] or found[3]
    return chr(int(digits, 16)) if digits else _NAMED.get(found[4], found[4]), found.end()


def _folded(
    typed: list[str], start: int, end: int, step: Callable[[str, int], tuple[str, int]]
) -> Iterator[PlacedCharacter]:
    """The characters of folded lines: two lines are joined by a space, or by the empty lines between them."""
    breaks: list[tuple[int, int]] = []
    for number, line in enumerate(typed):
        at = start if number == 0 else len(line) - len(line.lstrip(" \t"))
        stop = end if number == len(typed) - 1 else len(line.rstrip(" \t\r"))
        if number and breaks and (at < stop or number == len(typed) - 1):
            yield from ((" ", *breaks[0]),) if len(breaks) == 1 else (("\n", *place) for place in breaks[1:])
            breaks = []
        joins = False
        while at < stop:
            character, following = step(line, at)
            joins = not character
            if character:
                yield character, number, at
            at = following
        if not joins and number < len(typed) - 1:
            breaks.append((number, stop))


def _block(typed: list[str], column: int, last: Position) -> Iterator[PlacedCharacter]:
    """The characters of a block without its header and indentation, with a line end behind each line."""
    body = typed[1:] if last[1] else typed[1:-1]
    indent = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), default=0)
    for number, line in enumerate(body, 1):
        for at in range(indent, len(line.rstrip("\r"))):
            yield line[at], number, at
        yield "\n", number, len(line)


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
