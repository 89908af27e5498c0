"""The record as typed in its files: plain values, each with its line and column."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from cvkit.model.diagnostic import LOCKFILE, Diagnostic, KeyPath, Place
from cvkit.model.yaml_scalar import character_positions


class Span(NamedTuple):
    """The range of a value in its file. Lines and columns count from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


class Empty:
    """The value of a key without a value: nothing typed, `~` or `null`."""

    def __repr__(self) -> str:
        return "nothing"


EMPTY = Empty()


class YamlMap(dict[str, Any]):
    """A YAML mapping. A typed key keeps its span even if its value is deleted."""

    __slots__ = ("file", "is_flow", "key_spans", "span", "value_spans")

    def __init__(self, file: str, span: Span, is_flow: bool = False) -> None:
        super().__init__()
        self.file = file
        self.span = span
        self.is_flow = is_flow
        """Whether it was typed in braces."""
        self.key_spans: dict[str, Span] = {}
        self.value_spans: dict[str, Span] = {}


class YamlSeq(list[Any]):
    """A YAML sequence."""

    __slots__ = ("file", "span", "spans")

    def __init__(self, file: str, span: Span) -> None:
        super().__init__()
        self.file = file
        self.span = span
        self.spans: list[Span] = []


@dataclass(frozen=True)
class Source:
    """All values and texts that were loaded for one record.

    `root` is the mapping of `cv.yaml`, with the content of the files that it names. `texts` has the text of each
    file, by the name that diagnostics show. `name` is the name of the record, from its folder or file. `lock` has the
    lines of the lockfile, whose name is `lock_file`; it is None if there is no lockfile.
    """

    name: str
    root: YamlMap
    texts: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    lock_file: str = LOCKFILE
    lock: YamlSeq | None = None
    overrides: dict[KeyPath, Place] = field(default_factory=dict)
    """Key path of each value that the command line sets → its place in the command line."""
    photo: bytes = b""
    """The content of `photo_file`, the picture of the person."""
    photo_file: str = ""
    named: dict[str, str] = field(default_factory=dict)
    """Each file that the record names now, or named before the command line overrode it → its description in words."""

    def located(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The same diagnostics with place, excerpt and entry, without repetitions, in the order of the files."""
        placed = [self._locate(diagnostic) for diagnostic in diagnostics]
        order = {file: rank for rank, file in enumerate(self.texts)}
        return tuple(
            sorted(
                dict.fromkeys(placed),
                key=lambda p: (order.get(p.place.file, -1), *p.place[1:3]) if p.place else (-1, 0, 0),
            )
        )

    @property
    def files(self) -> list[str]:
        """All files that were read, and the lockfile, even if it does not exist yet."""
        return [*self.texts, self.lock_file, *([self.photo_file] if self.photo_file else [])]

    @property
    def has_references(self) -> bool:
        """Whether any text may contain a reference or a count."""
        return any("[@" in text or "{{count:" in text for text in self.texts.values())

    def _locate(self, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.place is None:
            diagnostic = replace(diagnostic, place=self._place(diagnostic), entry=self._entry(diagnostic.path))
        if diagnostic.place is not None and not diagnostic.excerpt:
            lines = self._lines(diagnostic.place.file)
            if diagnostic.place.line <= len(lines):
                diagnostic = replace(diagnostic, excerpt=lines[diagnostic.place.line - 1])
        return diagnostic

    def _place(self, diagnostic: Diagnostic) -> Place:
        """The place of a diagnostic's key path, or of the innermost value around it that was typed."""
        path = diagnostic.path
        if self.overrides:
            for depth in range(len(path), 0, -1):
                if path[:depth] in self.overrides:
                    return self.overrides[path[:depth]]
        around: YamlMap | YamlSeq = self.root
        if self.lock is not None and path[:1] == (LOCKFILE,):
            around, path = self.lock, path[1:]
        value: Any = around
        span, file = around.span, around.file
        for depth, step in enumerate(path):
            wants_key = diagnostic.part == "key" and depth == len(path) - 1
            if isinstance(value, YamlMap) and step in value.key_spans:
                span, file = (value.key_spans if wants_key else value.value_spans)[str(step)], value.file
                value = value.get(str(step))
            elif isinstance(value, YamlSeq) and isinstance(step, int) and step < len(value):
                span, file, value = value.spans[step], value.file, value[step]
            else:
                break
            if isinstance(value, YamlMap | YamlSeq):
                around = value
                if not wants_key:
                    span, file = value.span, value.file
        if diagnostic.part == "entry":
            span, file = around.span, around.file
        elif diagnostic.at is not None and isinstance(value, str):
            span = self._character(diagnostic.at, file, span, value)
        elif diagnostic.find:
            span = self._found(diagnostic.find, file, span)
        return self._as_place(file, span)

    def _lines(self, file: str) -> list[str]:
        """The lines of a file; an empty list if it was not read."""
        if file not in self._split:
            self._split[file] = self.texts.get(file, "").splitlines()
        return self._split[file]

    @functools.cached_property
    def _split(self) -> dict[str, list[str]]:
        return {}

    def _character(self, at: int, file: str, span: Span, value: str) -> Span:
        """The span of one character of a value; the span of the whole value if the character is not found."""
        places = character_positions(
            self._lines(file), (span.line, span.column), (span.end_line, span.end_column), value
        )
        if not places or at >= len(places):
            return span
        line, column = places[at]
        return Span(line, column, line, column + 1)

    def _found(self, pattern: str, file: str, span: Span) -> Span:
        """The span of the first match of a pattern in a value; the span of the whole value if nothing matches."""
        lines = self._lines(file)
        for number in range(span.line, min(span.end_line + 1, len(lines))):
            start = span.column if number == span.line else 0
            end = span.end_column if number == span.end_line else len(lines[number])
            if found := re.compile(pattern).search(lines[number], start, end):
                return Span(number, found.start(), number, found.end())
        return span

    def _as_place(self, file: str, span: Span) -> Place:
        line = self._lines(file)[span.line : span.line + 1]
        end = span.end_column if span.end_line == span.line else len(line[0]) if line else span.column + 1
        return Place(file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)

    def _entry(self, path: KeyPath) -> str:
        """The id, title or name of the entry that contains `path`; empty if there is none."""
        value: Any = {LOCKFILE: self.lock} if path[:1] == (LOCKFILE,) else self.root
        for depth, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            if depth and isinstance(step, int):
                break
        if not isinstance(value, YamlMap) or value is self.root:
            return ""
        names = (value.get(key) for key in ("id", "title", "name", "organization", "institution", "role"))
        return next((name for name in names if isinstance(name, str)), "")


def texts_of_value(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text in a value with its key path, in the order of the file."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from texts_of_value(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from texts_of_value(child, (*path, index))
