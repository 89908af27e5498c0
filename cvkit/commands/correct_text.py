"""Make the corrections of diagnostics in the text of a YAML file, and prove that nothing else of it changes."""

from __future__ import annotations

import bisect
import difflib
import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cvkit.check.model_fields import fields_at
from cvkit.commands.yaml_edit import TextEdit, YamlLines, apply_edits
from cvkit.load.yaml_events import YamlEvent, error_line, events_of_value, yaml_events
from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Replacement
from cvkit.model.record import Record
from cvkit.model.source import Node, Source, Span, YamlMap
from cvkit.model.yaml_flow import flow_scalar, quoted
from cvkit.model.yaml_scalar import character_positions

_LONGEST = 160
"""The most characters of a mapping or list that a correction writes on one line."""
_COLLECTION_STARTS = ("MappingStartEvent", "SequenceStartEvent")
_PROPERTIES = re.compile(r"&[^\s,\[\]{}]+\s+")
"""The anchor before a value."""


class _Kind(enum.Enum):
    """The part of the text that a change replaces."""

    SCALAR = enum.auto()
    COLLECTION = enum.auto()
    """A mapping or a list."""
    KEY_AND_VALUE = enum.auto()
    NOTHING = enum.auto()
    """A key and its value are added."""


@dataclass(frozen=True)
class _Change:
    """The edits of one replacement, the range of the replaced text, and the events that it must have then."""

    edits: tuple[TextEdit, ...]
    start: int
    end: int
    events: tuple[YamlEvent, ...] | None
    """None where the text cannot be parsed before the edit."""
    kind: _Kind = _Kind.SCALAR
    key_before: int | None = None
    """The offset of the key behind whose value a key is added; None if it is added before all keys."""


def correct_text(text: str, file: str, source: Source, diagnostics: Iterable[Diagnostic]) -> tuple[str, int]:
    """The text of a file with the corrections of diagnostics, and their number.

    A correction is left out if it overlaps one before it, or if another value would change.
    """
    lines = YamlLines(text)
    is_yaml = yaml_events(text) is not None
    if not is_yaml:  # the positions of values are not those of the file
        diagnostics = [one for one in diagnostics if all(new.place for new in one.corrections)]
    corrections = [found for one in diagnostics if (found := list(_alternatives(lines, file, source, one)))]
    corrections.sort(key=lambda found: min(change.start for change in found[0]))
    apart: list[list[list[_Change]]] = []
    behind = 0
    for alternatives in corrections:
        if min(change.start for change in alternatives[0]) >= behind:
            apart.append(alternatives)
            behind = max(change.end for change in alternatives[0])
    chosen = _right_ones(lines, apart) if is_yaml else [alternatives[0] for alternatives in apart]
    while chosen:
        changes = [change for correction in chosen for change in correction]
        if _is_right(lines, changes):
            return apply_edits(text, [edit for change in changes for edit in change.edits]), len(chosen)
        chosen.pop()
    return text, 0


def _right_ones(lines: YamlLines, corrections: list[list[list[_Change]]]) -> list[list[_Change]]:
    """The corrections that change nothing else, each in its first right way. Halves are tried until all are right."""
    first = [alternatives[0] for alternatives in corrections]
    if not first or _is_right(lines, [change for correction in first for change in correction]):
        return first
    if len(corrections) == 1:
        return [one for one in corrections[0][1:] if _is_right(lines, one)][:1]
    half = len(corrections) // 2
    return _right_ones(lines, corrections[:half]) + _right_ones(lines, corrections[half:])


def _alternatives(lines: YamlLines, file: str, source: Source, diagnostic: Diagnostic) -> Iterator[list[_Change]]:
    """The ways to make a correction, the one that keeps most of the text first."""
    ways = [list(_ways(lines, file, source, diagnostic, one)) for one in diagnostic.corrections]
    if all(ways):
        for at in range(max(map(len, ways), default=0)):
            yield [found[min(at, len(found) - 1)] for found in ways]


def _ways(
    lines: YamlLines, file: str, source: Source, diagnostic: Diagnostic, replacement: Replacement
) -> Iterator[_Change]:
    """The ways to make one replacement; none if the value was typed in another file, or cannot be edited."""
    if place := replacement.place:
        if place.file == file and place.line <= len(lines.starts):
            start = lines.starts[place.line - 1]
            first, last = start + place.column - 1, start + place.end_column - 1
            yield _Change((TextEdit(first, last, replacement.text),), first, last, None)
        return
    node = source.node_at(diagnostic.path if replacement.path is None else replacement.path)
    part = diagnostic.part if replacement.part is None else replacement.part
    if node is None:
        return
    if part == "key":
        if node.key.file == file:
            start, end = _offsets(lines, node.key.span)
            event = YamlEvent("ScalarEvent", replacement.text, None)
            yield _Change((TextEdit(start, end, replacement.text),), start, end, (event,))
        return
    # The value of a key can be in a file that the key names. The key cannot be deleted there.
    is_deleted = part == "entry" and not replacement.text
    if node.typed.file != file or (is_deleted and node.key.file != file):
        return
    if part == "entry":
        path = diagnostic.path if replacement.path is None else replacement.path
        if replacement.text:
            yield from _addition(lines, path, node.value, replacement.text)
        elif around := source.node_at(path[:-1]):
            yield from _deletion(lines, node, str(path[-1]), around.value)
        return
    start, end = _offsets(lines, node.typed.span)
    anchor = _PROPERTIES.match(lines.text, start)
    name = anchor[0].strip()[1:] if anchor else None
    at = anchor.end() if anchor else start
    style = lines.text[at : at + 1]
    if style == "*":
        return
    if replacement.is_yaml:
        is_text = isinstance(node.value, str)
        if not is_text and style not in "[{":
            end = lines.end(node.typed.span, node.typed.span.column)
        if style not in "|>" and (is_text or style in "[{" or _is_short(lines.text[at:end], replacement.text)):
            events = tuple(events_of_value(replacement.text))
            kind = _Kind.SCALAR if is_text else _Kind.COLLECTION
            yield _Change((TextEdit(at, end, replacement.text),), at, end, events, kind)
    elif isinstance(node.value, str):
        value = node.value
        new = (
            value[: part.start] + replacement.text + value[part.end :] if isinstance(part, Range) else replacement.text
        )
        event = YamlEvent("ScalarEvent", new, name)
        span = node.typed.span._replace(column=node.typed.span.column + at - start)
        if edits := tuple(_within_scalar(lines, span, value, new)):
            yield _Change(edits, start, end, (event,))
        if style not in ("|", ">"):
            yield _Change((TextEdit(at, end, flow_scalar(new)),), start, end, (event,))


def _is_short(typed: str, new: str) -> bool:
    """Whether a mapping or list without brackets can be written on one line: it has no comment, and is not long."""
    return "#" not in typed and ("\n" not in typed or len(new) <= _LONGEST)


def _addition(lines: YamlLines, path: KeyPath, mapping: Any, text: str) -> Iterator[_Change]:
    """Add a key and its value to the mapping at a path, behind the typed key that comes just before it in the model.

    It gets a line of its own if the key beside it has one. If the mapping has it already, nothing changes.
    """
    if not isinstance(mapping, YamlMap) or not mapping:
        return
    events = tuple(events_of_value(f"{{{text}}}")[1:-1])
    fields = fields_at(path, Record)
    key = events[0].value or ""
    if key in mapping:
        if len(events) == 2 and mapping[key] == events[1].value:
            _, at = _offsets(lines, mapping.value_spans[key])
            yield _Change((), at, at, (), _Kind.NOTHING, _offsets(lines, mapping.key_spans[key])[0])
        return
    earlier = fields[: fields.index(key)] if key in fields else []
    if before := [field for field in earlier if field in mapping]:
        column = mapping.key_spans[before[-1]].column
        end = lines.end(mapping.value_spans[before[-1]], column)
        at = end if mapping.is_flow else lines.line_end(end)
        new = f", {text}" if mapping.is_flow else f"{lines.newline}{' ' * column}{text}"
        key_before = _offsets(lines, mapping.key_spans[before[-1]])[0]
        yield _Change((TextEdit(at, at, new),), at, at, events, _Kind.NOTHING, key_before)
        return
    span = mapping.key_spans[next(iter(mapping))]
    start, _ = _offsets(lines, span)
    separator = ", " if mapping.is_flow else lines.newline + " " * span.column
    yield _Change((TextEdit(start, start, text + separator),), start, start, events, _Kind.NOTHING)


def _deletion(lines: YamlLines, node: Node, key: str, mapping: Any) -> Iterator[_Change]:
    """Delete a key and its text, or its list in brackets: in a line of their own, or behind another key in braces."""
    keys = list(mapping.key_spans)
    first = _offsets(lines, node.typed.span)[0]
    is_short = isinstance(node.value, str) or lines.text[first : first + 1] in ("[", "{")
    if mapping.is_flow and keys.index(key) and is_short:
        start = _offsets(lines, mapping.value_spans[keys[keys.index(key) - 1]])[1]
        end = _offsets(lines, node.typed.span)[1]
        yield _Change((TextEdit(start, end, ""),), start, end, (), _Kind.KEY_AND_VALUE)
        return
    start, end = lines.starts[node.key.span.line], _offsets(lines, node.typed.span)[1]
    behind = lines.starts[node.key.span.line + 1] if node.key.span.line + 1 < len(lines.starts) else len(lines.text)
    is_alone = not lines.text[start : _offsets(lines, node.key.span)[0]].strip() and end <= behind
    if is_alone and is_short and not lines.text[end:behind].partition("#")[0].strip():
        yield _Change((TextEdit(start, behind, ""),), start, behind, (), _Kind.KEY_AND_VALUE)


def _offsets(lines: YamlLines, span: Span) -> tuple[int, int]:
    return lines.starts[span.line] + span.column, lines.starts[span.end_line] + span.end_column


def _within_scalar(lines: YamlLines, span: Span, old: str, new: str) -> Iterator[TextEdit]:
    """Edits of only those characters of a scalar that change, in its own form: plain, quoted, or a block."""
    rows = lines.text.splitlines()
    places = character_positions(rows, span[:2], span[2:], old)
    if places is None:
        return
    start, end = _offsets(lines, span)
    style = lines.text[start : start + 1]
    offsets = [lines.starts[line] + column for line, column in places]
    behind = (offsets[-1] + 1 if offsets else start) if style in ("|", ">") else end - (style in ("'", '"'))
    offsets.append(behind)
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            text = new[k:m]
            text = text.replace("'", "''") if style == "'" else quoted(text)[1:-1] if style == '"' else text
            yield TextEdit(offsets[i], offsets[j], text)


def _is_right(lines: YamlLines, changes: Sequence[_Change]) -> bool:
    """Whether the edited text has the wanted values, and is otherwise the same."""
    edited = apply_edits(lines.text, [edit for change in changes for edit in change.edits])
    before = yaml_events(lines.text)
    if before is None:
        first, now = error_line(lines.text), error_line(edited)
        return now is None or (first is not None and now > first)
    after = yaml_events(edited)
    if after is None:
        return False
    found = [event for event, _ in after]
    if any(change.events is None for change in changes):
        rows = {edit.start for change in changes for edit in change.edits}
        return _outside(lines, before, rows) == _outside(lines, after, rows)
    expected = [event for event, _ in before]
    scalars = {_offsets(lines, span)[0]: at for at, (event, span) in enumerate(before) if event.kind == "ScalarEvent"}
    starts = {
        _offsets(lines, span)[0]: at for at, (event, span) in enumerate(before) if event.kind in _COLLECTION_STARTS
    }
    for change in sorted(changes, key=lambda one: (one.start, one.end))[::-1]:
        replaced = _replaced(expected, scalars, starts, change)
        if replaced is None:
            return False
        expected[replaced] = change.events or ()
    return found == expected


def _replaced(
    events: Sequence[YamlEvent], scalars: Mapping[int, int], starts: Mapping[int, int], change: _Change
) -> slice | None:
    """The events that a change replaces. `scalars` and `starts` are the indexes of the events at each offset."""
    match change.kind:
        case _Kind.SCALAR if change.start in scalars:
            first = scalars[change.start]
            return slice(first, first + 1)
        case _Kind.COLLECTION if change.start in starts:
            first = starts[change.start]
            return slice(first, _behind_node(events, first))
        case _Kind.KEY_AND_VALUE:
            first = min(at for offset, at in scalars.items() if offset >= change.start)
            return slice(first, _behind_node(events, first + 1))
        case _Kind.NOTHING if (change.start if change.key_before is None else change.key_before) in scalars:
            if change.key_before is None:
                return slice(scalars[change.start], scalars[change.start])
            behind = _behind_node(events, scalars[change.key_before] + 1)
            return slice(behind, behind)
    return None


def _behind_node(events: Sequence[YamlEvent], first: int) -> int:
    """The index behind the events of the value that begins with an event."""
    depth = 0
    for at in range(first, len(events)):
        kind = events[at].kind
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if not depth:
            return at + 1
    return len(events)


def _outside(lines: YamlLines, events: Sequence[tuple[YamlEvent, Span]], offsets: set[int]) -> list[YamlEvent]:
    """The events that do not begin in the lines of some offsets. An edit within a line keeps the number of lines."""
    rows = {bisect.bisect_right(lines.starts, offset) - 1 for offset in offsets}
    return [event for event, span in events if span.line not in rows]
