"""Trace TeX back to the record: the value from which a line of TeX, or a character in it, comes."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple
from unicodedata import normalize

from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed, Range
from cvkit.model.inline import plain_offsets
from cvkit.model.parsed_text import ParsedText
from cvkit.model.source import Source, texts_of_value
from cvkit.typeset.coverage import without_unprinted
from cvkit.write.blocks import PagePart, Section
from cvkit.write.latex import Fragment

_KEY_LINE = re.compile(r"  (\w+)=\{")


class Spot(NamedTuple):
    """The position of a value, or of a character in it."""

    path: KeyPath = ()
    part: Pointed = "value"

    def place(self, diagnostic: Diagnostic) -> Diagnostic:
        """The same diagnostic at this position."""
        return dataclasses.replace(diagnostic, path=self.path, part=self.part)


class Trace:
    """Finds the values of a record that a fragment of TeX prints."""

    def __init__(self, fragment: Fragment, source: Source) -> None:
        self.source = source
        self.lines = without_unprinted(fragment.text).split("\n")
        self._parts = fragment.parts
        self._starts = [line for line, _ in fragment.parts]

    def of_line(self, line: int | None, key: str = "") -> Spot:
        """The entry that a line prints, or its value if `key` is the key of a macro that only prints this value."""
        part = self._part(line or 0)
        if part is None:
            return Spot()
        if isinstance(part, Section):
            return Spot(part.origins[0], "key")
        return Spot(self._value(part, key) or part.origins[0])

    def of_character(self, character: str) -> Spot:
        """The first value that prints a character."""
        line = next((number for number, text in enumerate(self.lines, 1) if character in text), 0)
        return self.of_character_in(character, line)

    def of_character_in(self, character: str, line: int) -> Spot:
        """The value that prints a character of a line."""
        part = self._part(line)
        if part is None:
            return Spot()
        key = _KEY_LINE.match(self.lines[line - 1])
        values = self._typed_values(part)
        printed = _characters(getattr(part, key[1], "") if key else _without_origins(part))
        # Of the versions of a text in several languages, only one is printed.
        values.sort(key=lambda value: len(plain) if (plain := _plain(value[1])) in printed else 0, reverse=True)
        found = ((path, _range(text, character)) for path, text in values)
        return next((Spot(path, part) for path, part in found if part), self.of_line(line))

    def _part(self, line: int) -> PagePart | None:
        """The part of the page that a line prints."""
        at = bisect_right(self._starts, line) - 1
        return self._parts[at][1] if at >= 0 else None

    def _typed_values(self, part: PagePart) -> list[tuple[KeyPath, str]]:
        """The texts of the entries that a part of a page prints; of a heading, its title."""
        origins = [path for path in part.origins if not isinstance(part, Section) or path[0] == "documents"]
        return [value for path in origins for value in texts_of_value(_value_at(self.source.root, path), path)]

    def _value(self, part: PagePart, key: str) -> KeyPath:
        """The key path of the longest value that a key of a macro prints; empty if there is none."""
        if not key:
            return ()
        printed = _characters(getattr(part, key, ""))
        values = [(len(plain), path) for path, text in self._typed_values(part) if (plain := _plain(text)) in printed]
        same_name = (*part.origins[0], key)
        return max(values)[1] if values else same_name if _value_at(self.source.root, same_name) else ()


def _value_at(value: Any, path: KeyPath) -> Any:
    """The value at a key path; None if there is none."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _plain(text: str) -> str:
    """The characters that a typed text prints; the text itself if it is no Markdown."""
    from cvkit.model.markdown import parse_inlines

    if isinstance(text, ParsedText):
        return _characters(text.inlines)
    try:
        return _characters(parse_inlines(text))
    except ValueError:  # for example an address with `$`
        return text


def _characters(part: Any) -> str:
    """The characters of a part of a page: a text, inline nodes, or a block."""
    return "".join(_strings(part))


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _strings(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _strings(getattr(part, field.name))


def _without_origins(part: PagePart) -> PagePart:
    return dataclasses.replace(part, origins=())


def _range(value: str, character: str) -> Range | None:
    """The range of the text in a value that TeX gets as `character`, because TeX gets the Unicode normal form NFC."""
    typed = (c for c in value if character in normalize("NFC", c))
    spellings = (character, normalize("NFD", character), *typed)
    found = ((value.find(spelling), len(spelling)) for spelling in spellings)
    part = min((Range(at, at + length) for at, length in found if at >= 0), default=None)
    if part and isinstance(value, ParsedText):
        offsets = list(plain_offsets(value.inlines))
        return Range(offsets[part.start], offsets[part.end - 1] + 1)
    return part
