"""Change the text of a lockfile: add lines, and change fields in place. Comments and order do not change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cvkit.model.given_numbers import given_rows, is_given_row
from cvkit.model.lockfile import LockedWork, Lockfile, Title
from cvkit.model.source import YamlMap

LOCKFILE_HEAD = """\
# The number of each work, one line for each. `cvkit numbers --lock` adds lines.
# The comments `given in …` list all numbers of a series, so that cvkit can detect a lost line.
# Keep this file under version control, together with the record.
"""
LINE_END = "\r\n|\n|\r"
FIELDS = ("id", "series", "number", "title", "doi", "arxiv", "kind", "year", "retired")


class _Edit(NamedTuple):
    """A part of the text, from one offset to another, and its replacement."""

    start: int
    end: int
    text: str


def lockfile_text(typed: str, entries: Sequence[YamlMap], before: Lockfile, after: Lockfile) -> str:
    """The text of a lockfile after a change.

    `typed` is the text before the change. `entries` are the values parsed from it, one for each line of `before`, in
    the same order. `after` begins with the lines of `before`, which may have changed; its other lines are new. They are
    inserted by series and number, or added at the end if the text has an entry of several lines.
    """
    text = typed if typed.strip() else LOCKFILE_HEAD
    ends = re.findall(LINE_END, text)
    newline = max(ends, key=ends.count, default="\n")
    text = text if re.search(rf"(?:{LINE_END})\Z", text) else text + newline
    rows = re.split(LINE_END, text)
    starts = [0, *(found.end() for found in re.finditer(LINE_END, text))]
    edits: list[_Edit] = []
    for entry, old, new in zip(entries, before.lines, after.lines, strict=False):
        if old != new:
            edits += _changes(entry, old, new, text, starts, newline)
    added: dict[int, list[str]] = {}
    for at, line in _added(entries, before, after, rows):
        added.setdefault(at, []).append(line)
    edits += (
        _Edit(starts[at], starts[at], "".join(f"{line}{newline}" for line in lines)) for at, lines in added.items()
    )
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _added(
    entries: Sequence[YamlMap], before: Lockfile, after: Lockfile, rows: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """New lines and comments, each with the index of the row before which it is inserted."""
    last = len(rows) - 1
    is_plain = all(_is_one_line(entry, rows) for entry in entries)
    places = [(line.slot, entry.span.line + 1) for entry, line in zip(entries, before.lines, strict=True)]
    first = entries[0].span.line if entries else last
    at = {}
    for line in after.lines[len(before.lines) :]:
        above = [row for slot, row in places if slot < line.slot]
        at[line.slot] = max(above, default=first) if is_plain else last
        # Insert after the comments that belong to the line above: they list numbers that were given before.
        while at[line.slot] < last and is_given_row(rows[at[line.slot]]):
            at[line.slot] += 1
        yield at[line.slot], f"- {{{_fields(line)}}}"
    kept = {row.strip() for row in rows if is_given_row(row)}
    for given_up, slots in ((False, after.given), (True, after.given_up)):
        for series, comment in given_rows(slots, given_up=given_up).items():
            if comment not in kept:
                ends = [row for slot, row in [*places, *at.items()] if slot[0] == series]
                yield max(ends, default=last) if is_plain else last, comment


def _is_one_line(entry: YamlMap, rows: Sequence[str]) -> bool:
    """Whether an entry is on one line, as cvkit writes it."""
    return entry.span.line == entry.span.end_line and rows[entry.span.line].startswith("- {")


def _changes(
    entry: YamlMap, old: LockedWork, new: LockedWork, text: str, starts: Sequence[int], newline: str
) -> Iterator[_Edit]:
    """The edits that change the fields of one entry."""
    keys = list(entry)
    spans = {
        key: (
            starts[entry.key_spans[key].line] + entry.key_spans[key].column,
            starts[span.line] + span.column,
            starts[span.end_line] + span.end_column,
        )
        for key, span in entry.value_spans.items()
    }
    for key in FIELDS:
        value = getattr(new, key)
        if value == getattr(old, key):
            continue
        written = _written(key, value) if value not in (None, False) else None
        if key in spans and written is not None:
            yield _Edit(spans[key][1], spans[key][2], written)
        elif key in spans:
            # An entry always begins with another key, so this key has one before it: delete from the end of that.
            before = keys[keys.index(key) - 1]
            yield _Edit(spans[before][2], spans[key][2], "")
        elif written is not None and entry.is_flow:
            end = starts[entry.span.end_line] + entry.span.end_column - 1
            start = len(text[:end].rstrip().removesuffix(","))
            yield _Edit(start, end, f", {key}: {written}")
        elif written is not None:
            last = max(stop for _, _, stop in spans.values()) - 1
            end = next(found.start() for found in re.finditer(LINE_END, text) if found.start() >= last)
            yield _Edit(end, end, f"{newline}{' ' * entry.span.column}{key}: {written}")


def _fields(line: LockedWork) -> str:
    values = ((key, getattr(line, key)) for key in FIELDS)
    return ", ".join(f"{key}: {_written(key, value)}" for key, value in values if value not in (None, False))


def _written(key: str, value: object) -> str:
    """A value in the form of YAML between braces."""
    if key == "title":
        return _title(value)  # type: ignore[arg-type]
    return "true" if value is True else str(value) if isinstance(value, int) else _quoted(str(value))


def _title(title: Title) -> str:
    texts: Mapping[str, str] = dict(title)
    if "" in texts:
        return _quoted(texts[""])
    return f"{{{', '.join(f'{language}: {_quoted(text)}' for language, text in texts.items())}}}"


def _quoted(text: str) -> str:
    """A text in the form of YAML between braces, on one line: without quotes if it is a word, else with quotes."""
    is_word = text.replace("-", "").replace("_", "").isalnum() and text.isascii() and text[0].isalpha()
    if is_word and text.lower() != "null":
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "\x85\u2028\u2029\ufeff" else c for c in quoted)
