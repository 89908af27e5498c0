"""Trace TeX back to the record: the value from which a line of TeX, or a character in it, comes."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.parsed_text import range_of
from cvkit.model.record import Record
from cvkit.model.record_texts import texts_of
from cvkit.model.source import Source, texts_of_value
from cvkit.typeset.coverage import without_unprinted
from cvkit.write.blocks import Section
from cvkit.write.latex import Fragment
from cvkit.write.page_part import PagePart

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

    def __init__(self, fragment: Fragment, source: Source, record: Record) -> None:
        self.source = source
        self.record = record
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

    def of_character(self, character: str, near: int | None = None) -> list[Spot]:
        """The values that print a character: those in the part of the page that the line `near` prints, else the first.

        If no line has the character, it is the empty spot, because the style prints the character.
        """
        found = [number for number, text in enumerate(self.lines, 1) if character in text]
        part = self._part(near or 0)
        lines = [number for number in found if part and self._part(number) is part] or found[:1] or [0]
        return [spot for line in lines for spot in self.of_character_in(character, line)]

    def of_character_in(self, character: str, line: int) -> list[Spot]:
        """The values that print a character of a line."""
        part = self._part(line)
        if part is None:
            return [Spot()]
        key = _KEY_LINE.match(self.lines[line - 1])
        texts = dict(self._texts(part))
        printed = _printed(getattr(part, _field(part, key[1]), ()) if key else part)
        spots = [
            (path, Spot(path, at)) for path, value in self._typed_values(part) if (at := range_of(value, character))
        ]
        # Of the versions of a text in several languages, only one is printed. Values that are no texts come second.
        in_texts = [spot for path, spot in spots if path in texts and id(texts[path]) in printed]
        others = [spot for path, spot in spots if path not in texts]
        return in_texts or others[:1] or [spot for _, spot in spots[:1]] or [self.of_line(line)]

    def _part(self, line: int) -> PagePart | None:
        """The part of the page that a line prints."""
        at = bisect_right(self._starts, line) - 1
        return self._parts[at][1] if at >= 0 else None

    def _typed_values(self, part: PagePart) -> list[tuple[KeyPath, str]]:
        """The texts of the entries that a part of a page prints; of a heading, its title."""
        origins = [path for path in part.origins if not isinstance(part, Section) or path[0] == "documents"]
        return [value for path in origins for value in texts_of_value(_value_at(self.source.root, path), path)]

    def _texts(self, part: PagePart) -> Iterator[tuple[KeyPath, Inlines]]:
        """The texts of the entries that a part of a page prints, each with its key path."""
        for origin in part.origins:
            for path, text in texts_of(_value_at(self.record, origin), origin):
                yield from (((*path, language) if language else path, tree) for language, tree in text.versions)

    def _value(self, part: PagePart, key: str) -> KeyPath:
        """The key path of the longest text that a key of a macro prints; empty if there is none."""
        if not key:
            return ()
        field = _field(part, key)
        printed = _printed(getattr(part, field, ()))
        texts = [(path, tree) for path, tree in self._texts(part) if tree and id(tree) in printed]
        if texts:
            return max(texts, key=lambda text: (len(plain_text(text[1])), -printed.index(id(text[1]))))[0]
        same_name = (*part.origins[0], field)
        return same_name if _value_at(self.source.root, same_name) else ()


def _field(part: PagePart, key: str) -> str:
    """The field of a part of a page that a key of its macro prints. TeX has no `_` in keys."""
    return next((name for name in vars(part) if name.replace("_", "") == key), key)


def _value_at(value: Any, path: KeyPath) -> Any:
    """The value at a key path of a source or a record; None if there is none."""
    for step in path:
        if isinstance(step, int) and not isinstance(value, list | tuple):  # a list of one, typed as its item alone
            continue
        try:
            value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            return None
    return value


def _printed(part: Any) -> list[int]:
    """The identities of the texts in a part of a page, in the order of print. A text there is the one of the record."""
    if isinstance(part, tuple):
        return [id(part), *(found for item in getattr(part, "texts", part) for found in _printed(item))]
    if dataclasses.is_dataclass(part):
        return [found for field in dataclasses.fields(part) for found in _printed(getattr(part, field.name))]
    return []
