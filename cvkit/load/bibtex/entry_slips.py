"""Correct slips of typing in an entry that cannot be split: a missing or an extra comma, a missing `=`, a stray quote.

Each correction replaces characters by others of the same number, so all offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import DependsOn, Rule


class UnreadableEntry(Rule):
    """An entry or value of a `.bib` file that cannot be read: not closed, no key, or a missing comma.

    cvkit cannot read this part of the `.bib` file as an entry. It drops nothing silently, so it reports the line where
    the entry begins. Close every brace and quote. Begin the entry with `@type{key,`, and end each field with a comma.
    ```bibtex
    @article{one, title = {A {Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A {Study}}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L101"
    hides = DependsOn.RECORD
    message = "{name} cannot be read"
    hint = "check its braces, quotes and commas"
    fix = "check its braces, quotes and commas"


class _ExtraComma(UnreadableEntry):
    severity = Severity.WARNING
    message = "no field is before this comma"
    hint = "delete the comma"


class _NoCommaBehindKey(UnreadableEntry):
    severity = Severity.WARNING
    message = "a comma is missing behind the key `{key}`"
    hint = "write `{key},`"


class _NoEquals(UnreadableEntry):
    severity = Severity.WARNING
    message = "a `=` is missing behind `{field}`"
    hint = "write `{field} = `"


class WordWithoutValue(UnreadableEntry):
    """A word where a field begins: it has no value, or another field follows it."""

    severity = Severity.WARNING
    message = "`{text}` is no field, because no `=` and no value follow it; cvkit leaves it out"
    hint = "delete it, or write `field = {{value}},`"


class Slip(NamedTuple):
    """A slip: its diagnostic, and the offset and length of the characters to show."""

    diagnostic: Diagnostic
    at: int
    length: int


class FieldWithoutEquals(NamedTuple):
    """A field whose `=` is missing: its name, the offset of the name, its value, the offset of the value."""

    name: str
    at: int
    value: str
    value_at: int


class CorrectedEntry(NamedTuple):
    """The corrected text of an entry, what was corrected, and the fields that are no longer in the text."""

    text: str
    slips: list[Slip]
    fields: list[FieldWithoutEquals]


class _Part(NamedTuple):
    """The text between two commas: its start, the offset of its first `=`, or -1, and its end."""

    start: int
    equals: int
    end: int


_MARK = re.compile(r'(?<!\\)[{}",=)]')
_KEY_AND_FIELD = re.compile(r"\s*(\S.*?)(\s)\s*[A-Za-z][\w+:.-]*\s*", re.DOTALL)
_FIELD_AND_VALUE = re.compile(r"\s*([A-Za-z][\w+:.-]*?)\s*:?\s*(\{.*\}|\".*\")\s*", re.DOTALL)


def without_slips(text: str, opening: str) -> CorrectedEntry:
    """The text of an entry behind its opening brace or parenthesis, with its slips corrected."""
    characters, slips, fields = list(text), [], []
    key, *parts = _parts(text, opening)
    head = text[key.start : key.end if key.equals < 0 else key.equals]
    characters[key.start : key.start + len(head)] = head.replace('"', "'")
    if key.equals >= 0 and (found := _KEY_AND_FIELD.fullmatch(head)):
        slips.append(Slip(_NoCommaBehindKey.at(key=found[1]), found.start(1), len(found[1])))
        characters[found.start(2)] = ","
    for part in parts:
        typed = text[part.start : part.end]
        if part.equals >= 0:
            continue
        if word := typed.strip():
            at = part.start + typed.index(word)
            if field := _FIELD_AND_VALUE.fullmatch(typed):
                value_at = part.start + field.start(2)
                fields.append(FieldWithoutEquals(field[1], at, field[2], value_at))
                slips.append(Slip(_NoEquals.at(field=field[1]), at, len(field[1])))
            else:
                slips.append(Slip(WordWithoutValue.at(text=" ".join(word.split())), at, len(word.split("\n")[0])))
        elif part.end < len(text) and text[part.end] == ",":
            slips.append(Slip(_ExtraComma.at(), part.end, 1))
        characters[part.start : part.end] = " " * len(typed)
        if text[part.end : part.end + 1] == ",":
            characters[part.end] = " "
    return CorrectedEntry("".join(characters), slips, fields)


def _parts(text: str, opening: str) -> Iterator[_Part]:
    """The parts of an entry that commas outside braces and quotes separate."""
    depth, start, equals, end, is_quoted = 0, 0, -1, len(text), False
    for mark in _MARK.finditer(text):
        match mark[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case '"' if depth == 0:
                is_quoted = equals >= 0 and not is_quoted
            case "=" if depth == 0 and not is_quoted and equals < 0:
                equals = mark.start()
            case "," if depth == 0 and not is_quoted:
                yield _Part(start, equals, mark.start())
                start, equals = mark.end(), -1
        if depth < 0 or (mark[0] == ")" and opening == "(" and depth == 0 and not is_quoted):
            end = mark.start()
            break
    yield _Part(start, equals, end)
