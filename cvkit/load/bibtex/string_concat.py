"""Parse the value of a field as typed into TeX: `{…}`, `"…"`, numbers and string names, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cvkit.load.bibtex.entry_slips import UnreadableEntry
from cvkit.load.bibtex.file_report import GroupedRule
from cvkit.model.biblatex_names import MONTHS
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.did_you_mean import did_you_mean

LONGEST_VALUE = 1_000_000
"""The largest number of characters: strings that join other strings can grow exponentially."""

_SIMPLE = re.compile(r'\{([^{}\\]*)\}|"([^{}\\"]*)"|([0-9]+)')
_BRACE = re.compile(r"(?<!\\)[{}]")
_BARE = re.compile(r"[^\s#{}\",=%()]+")
_BETWEEN = re.compile(r"\s*(?:%[^\n]*\n\s*)*(#)?\s*")


class UndefinedString(GroupedRule):
    """A string that is not defined, or a `#` with nothing to join.

    A value without braces or quotes is a number, or the name of a string that `@string` defines. A `#` joins two pieces
    of a value. If the name is not defined, cvkit reads the name itself as the text. Define the string above the entry,
    put the text in braces, or delete the `#`.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = jex, date = {2020}}
    ```
    ```bibtex
    @string{jex = {Journal of Examples}}
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = jex, date = {2020}}
    ```
    """

    code = "L103"
    severity = Severity.WARNING
    noun = "undefined string"
    message = "{count}: {names} ({lines}); cvkit reads the name as the text"
    hint = "define it with @string above, or put the text in braces"
    fix = "define it with `@string`, or use braces"


class _NothingJoined(UndefinedString):
    message = "nothing follows `#`"
    hint = "delete it"


class _TooLong(UndefinedString):
    severity = Severity.ERROR
    message = "this value has more than a million characters"
    hint = "check the strings that it joins"


class _NoValue(UnreadableEntry):
    severity = Severity.WARNING
    message = "this field has no value"
    hint = "write `field = {{value}}`"


class _NotAValue(UnreadableEntry):
    message = "this is not a value"
    hint = "put it in braces"


class _TextAfterValue(UnreadableEntry):
    message = "this text comes after a value"
    hint = "join pieces with `#`, or write a comma"


class _MissingComma(UnreadableEntry):
    severity = Severity.WARNING
    message = "a comma is missing before `{name}`"
    hint = "write a comma after each value"


class FieldValue(NamedTuple):
    """The TeX of a value, and its offsets in the file: its first character and its end."""

    tex: str
    at: int
    end: int
    is_typed: bool
    """Whether the file contains the TeX unchanged, not in pieces or as the name of a string."""


class UndefinedName(NamedTuple):
    """The name of a string that is not defined, its offset, and the hint."""

    name: str
    at: int
    hint: str


class UnreadableValueError(Exception):
    """A value cannot be read: its diagnostic, and the offset and length of the characters to show."""

    def __init__(self, diagnostic: Diagnostic, at: int, length: int = 1) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic, self.at, self.length = diagnostic, at, length
        self.before: FieldValue | None = None
        """The value before the mistake."""
        self.behind: tuple[str, int, str, int] | None = None
        """The field after a missing comma: its name, the offset of the name, the text after `=`, the offset of that."""


def parse_value(raw: str, at: int, strings: Mapping[str, str], undefined: list[UndefinedName]) -> FieldValue:
    """Parse a value that begins at an offset of the file. `strings` are the strings that are defined above it.

    The name of an undefined string is read as text, and added to `undefined`.

    Raises:
        UnreadableValueError: the value is empty, malformed or too long, or text follows it.
    """
    if simple := _SIMPLE.fullmatch(raw):
        inside = simple.lastindex or 1
        return FieldValue(simple[inside], at + simple.start(inside), at + simple.end(inside), is_typed=True)
    pieces: list[tuple[str, int, int, bool]] = []
    position = 0
    while position < len(raw):
        text, start, end, after, is_typed = _piece(raw, position, at, strings, undefined)
        pieces.append((text, at + start, at + end, is_typed))
        between = _BETWEEN.match(raw, after)
        assert between
        position = between.end()
        if position < len(raw) and not between[1]:
            raise _behind(raw, position, at, pieces)
        if position >= len(raw) and between[1]:
            error = UnreadableValueError(_NothingJoined.at(), at + between.start(1))
            error.before = _whole(pieces)
            raise error
    if not pieces:
        raise UnreadableValueError(_NoValue.at(), at)
    if sum(len(piece[0]) for piece in pieces) > LONGEST_VALUE:
        raise UnreadableValueError(_TooLong.at(), at)
    return _whole(pieces)


def _whole(pieces: Sequence[tuple[str, int, int, bool]]) -> FieldValue:
    if len(pieces) == 1:
        return FieldValue(*pieces[0])
    return FieldValue("".join(piece[0] for piece in pieces), pieces[0][1], pieces[-1][2], is_typed=False)


def _behind(raw: str, position: int, at: int, pieces: Sequence[tuple[str, int, int, bool]]) -> UnreadableValueError:
    """The error for text after a value. It is usually the next field, after a missing comma."""
    field = re.compile(r"([A-Za-z][\w+:.-]*)\s*=\s*(?=\S)").match(raw, position)
    if not field:
        length = len(raw[position:].split("\n")[0].rstrip())
        error = UnreadableValueError(_TextAfterValue.at(), at + position, length)
        error.before = _whole(pieces)
        return error
    error = UnreadableValueError(_MissingComma.at(name=field[1]), at + position, len(field[1]))
    error.before = _whole(pieces)
    error.behind = (field[1], at + position, raw[field.end() :], at + field.end())
    return error


def _piece(
    raw: str, position: int, at: int, strings: Mapping[str, str], undefined: list[UndefinedName]
) -> tuple[str, int, int, int, bool]:
    """The piece at a position: its text, start and end of the text, end of the piece, and whether it is as typed."""
    opening = raw[position]
    if opening == "{":
        end = _closing(raw, position + 1, "")
        return raw[position + 1 : end], position + 1, end, end + 1, True
    if opening == '"':
        end = _closing(raw, position + 1, '"')
        return raw[position + 1 : end], position + 1, end, end + 1, True
    word = _BARE.match(raw, position)
    if not word:
        raise UnreadableValueError(_NotAValue.at(), at + position)
    name = word[0]
    if name.isdigit():
        return name, word.start(), word.end(), word.end(), True
    if name.lower() in strings:
        return strings[name.lower()], word.start(), word.end(), word.end(), False
    if name.lower() in MONTHS:
        return name.lower(), word.start(), word.end(), word.end(), False
    hint = did_you_mean(name.lower(), strings, UndefinedString.hint)
    undefined.append(UndefinedName(name, at + position, hint))
    return name, word.start(), word.end(), word.end(), True


def _closing(raw: str, start: int, quote: str) -> int:
    """The position of the closing brace or quote for text that begins at a position."""
    depth = 0 if quote else 1
    pattern = re.compile(r'(?<!\\)[{}"]') if quote else _BRACE
    for found in pattern.finditer(raw, start):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0:
            return found.start()
        if depth == 0 and not quote:
            return found.start()
    return len(raw)
