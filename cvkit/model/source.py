"""The record as typed in its files: plain values, each with its line and column."""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import Any, NamedTuple

from cvkit.model.diagnostic import LOCKFILE, Diagnostic, KeyPath, Place, Range
from cvkit.model.parsed_text import ParsedText
from cvkit.model.value_class import dataclass
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


class Typed(NamedTuple):
    """A range of a file in which something was typed."""

    file: str
    span: Span


class Node(NamedTuple):
    """A value of a source with its position, the position of its key, and that of the mapping or list around it."""

    value: Any
    typed: Typed
    key: Typed
    entry: Typed

    def child(self, step: str | int) -> Node | None:
        """The value of a key or an index; None if it was not typed."""
        if isinstance(self.value, YamlMap) and step in self.value.key_spans:
            key, span = self.value.key_spans[str(step)], self.value.value_spans[str(step)]
            value = self.value.get(str(step))
        elif isinstance(self.value, YamlSeq) and isinstance(step, int) and step < len(self.value):
            key = span = self.value.spans[step]
            value = self.value[step]
        else:
            return None
        at_key, file = Typed(self.value.file, key), self.value.file
        if isinstance(value, YamlMap | YamlSeq):
            whole = Typed(value.file, value.span)
            return Node(value, whole, at_key, whole)
        return Node(value, Typed(file, span), at_key, self.entry)


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
    mine: frozenset[str] = frozenset()
    """The sections that take only the works that name the owner."""

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

    def typed_path(self, path: KeyPath) -> KeyPath:
        """The part of a path that was typed. pydantic can append names of the alternatives in the model."""
        value: Any = self.root
        for depth, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return path[:depth]
        return path

    @property
    def files(self) -> list[str]:
        """All files that were read, and the lockfile, even if it does not exist yet."""
        return [*self.texts, self.lock_file, *([self.photo_file] if self.photo_file else [])]

    @property
    def has_references(self) -> bool:
        """Whether any text may contain a reference or a count."""
        return any("[@" in text or "{{count:" in text for text in self.texts.values())

    def node_at(self, path: KeyPath) -> Node | None:
        """The value at a key path; None if it was not typed in a file."""
        if any(path[:depth] in self.overrides for depth in range(1, len(path) + 1)):
            return None
        whole = Typed(self.root.file, self.root.span)
        node: Node | None = Node(self.root, whole, whole, whole)
        for step in path:
            if node and isinstance(step, int) and not isinstance(node.value, YamlSeq):  # one item, typed without a list
                continue
            node = node.child(step) if node else None
        return node

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
        node = self._node(path)
        match diagnostic.part:
            case "key":
                return self._as_place(node.key)
            case "entry":
                return self._as_place(node.entry)
            case "value":
                return self._as_place(node.typed)
            case part:
                return self._as_place(self._part_of(node, part))

    def _node(self, path: KeyPath) -> Node:
        """The value at a key path, or the innermost value around it that was typed."""
        root: YamlMap | YamlSeq = self.root
        if self.lock is not None and path[:1] == (LOCKFILE,):
            root, path = self.lock, path[1:]
        whole = Typed(root.file, root.span)
        node = Node(root, whole, whole, whole)
        for step in path:
            if isinstance(step, int) and not isinstance(node.value, YamlSeq):  # a list of one, typed as its item alone
                node = node._replace(key=node.typed)
                continue
            child = node.child(step)
            if child is None:
                return node._replace(key=node.typed)
            node = child
        return node

    def _part_of(self, node: Node, part: Range) -> Typed:
        """A part of a text, within its first line; the whole value if it does not match the file."""
        if not isinstance(node.value, str):
            return node.typed
        file, span = node.typed
        lines = self._lines(file)
        if isinstance(node.value, ParsedText):
            (line, column), (last_line, last_column) = self._position(file, part.start), self._position(file, part.end)
            end = last_column if last_line == line else len(lines[line])
            return Typed(file, Span(line, column, line, max(end, column + 1)))
        places = character_positions(lines, span[:2], span[2:], node.value)
        if not places or part.start >= len(places):
            return node.typed
        line, column = places[part.start]
        last_line, last_column = places[max(part.start, min(part.end, len(places)) - 1)]
        end = last_column + 1 if last_line == line else len(lines[line])
        return Typed(file, Span(line, column, line, end))

    def _position(self, file: str, offset: int) -> tuple[int, int]:
        """The line and the column of an offset in a file."""
        starts = [0, *itertools.accumulate(map(len, self.texts[file].splitlines(keepends=True)))]
        line = bisect.bisect_right(starts, offset) - 1
        return line, offset - starts[line]

    def _lines(self, file: str) -> list[str]:
        """The lines of a file; an empty list if it was not read."""
        if file not in self._split:
            self._split[file] = self.texts.get(file, "").splitlines()
        return self._split[file]

    @functools.cached_property
    def _split(self) -> dict[str, list[str]]:
        return {}

    def _as_place(self, typed: Typed) -> Place:
        file, span = typed
        line = self._lines(file)[span.line : span.line + 1]
        end = span.end_column if span.end_line == span.line else len(line[0]) if line else span.column + 1
        return Place(file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)

    def _entry(self, path: KeyPath) -> str:
        """The id, title or name of the entry that contains `path`; empty if there is none."""
        index = next((depth for depth, step in enumerate(path) if depth and isinstance(step, int)), len(path))
        value = self._node(path[: index + 1]).value
        if not isinstance(value, YamlMap) or value is self.root:
            return ""
        names = (value.get(key) for key in ("id", "title", "name", "organization", "institution", "role"))
        return next((name for name in names if isinstance(name, str)), "")


def texts_of_value(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text in a value with its key path, in the order of the file."""
    children: Iterable[tuple[str | int, Any]]
    if isinstance(value, str):
        yield path, value
        return
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        if isinstance(child, str):  # without a generator for each of many texts
            yield (*path, step), child
        else:
            yield from texts_of_value(child, (*path, step))
