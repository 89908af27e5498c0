"""Edit the YAML file of a section: add new entries at the top, and change only the lines of changed values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cvkit.model.source import YamlMap
from cvkit.write.yaml_text import entry_lines, key_lines

_Entry = dict[str, Any]


def edit_section(typed: str, entries: Sequence[YamlMap], wanted: Sequence[_Entry], new: Sequence[_Entry]) -> str:
    """The edited text. `entries` are parsed from `typed`, `wanted` is the new state of each, `new` is added at the top.

    All other bytes are kept, except those of changed values and of comments within them.
    """
    changed = [(entry, after) for entry, after in zip(entries, wanted, strict=True) if entry != after]
    if not changed and not new:
        return typed
    newline = "\r\n" if "\r\n" in typed else "\n"
    rows = typed.splitlines(keepends=True)
    if rows and rows[-1] == rows[-1].rstrip("\r\n"):
        rows[-1] += newline
    for entry, after in reversed(changed):
        _rewrite(rows, entry, after, newline)
    head = next((at for at, row in enumerate(rows) if row.lstrip().startswith("-")), len(rows))
    while head and rows[head - 1].lstrip().startswith("#"):
        head -= 1  # a comment right above the first entry is about that entry
    indent = rows[head][: len(rows[head]) - len(rows[head].lstrip())] if head < len(rows) else ""
    added = [f"{indent}{row}".rstrip() + newline for entry in new for row in (*entry_lines(entry), "")]
    if not any(row.strip() for row in rows[head:]) and added:
        added.pop()
    return "".join([*rows[:head], *added, *rows[head:]])


def _rewrite(rows: list[str], entry: YamlMap, after: Mapping[str, Any], newline: str) -> None:
    """Rewrite an entry: only the changed keys if every key has its own lines, else the whole entry."""
    first = entry.span.line
    lines = sorted(span.line for span in entry.key_spans.values())
    column = min(span.column for span in entry.key_spans.values())
    is_block = len(set(lines)) == len(lines) and not rows[first][entry.span.column :].startswith("{")
    end = _end(rows, entry)
    loses_dash = rows[first][: entry.span.column].strip() and next(iter(entry)) not in after
    if not is_block or loses_dash:
        indent = " " * (len(rows[first]) - len(rows[first].lstrip(" -")) - 2)
        rows[first:end] = [f"{indent}{row}{newline}" for row in entry_lines(after)]
        return
    following = dict(zip(lines, [*lines[1:], end], strict=True))
    added = [row for key, value in after.items() if key not in entry for row in key_lines(key, value)]
    rows[end:end] = [f"{' ' * column}{row}{newline}" for row in added]
    for key, span in sorted(entry.key_spans.items(), key=lambda item: -item[1].line):
        if key in after and entry[key] == after[key]:
            continue
        stop = _without_comments(rows, span.line, following[span.line])
        new = key_lines(key, after[key]) if key in after else []
        lead = rows[span.line][: span.column]
        rows[span.line : stop] = [f"{lead if at == 0 else ' ' * column}{row}{newline}" for at, row in enumerate(new)]


def _end(rows: Sequence[str], entry: YamlMap) -> int:
    """The index of the line after the last line of an entry."""
    last = max(entry.span.end_line, entry.span.line)
    # The span of a block ends at the start of the next token, which may be on a later line.
    end = last + 1 if last < len(rows) and rows[last][: entry.span.end_column].strip() else last
    return _without_comments(rows, entry.span.line, min(max(end, entry.span.line + 1), len(rows)))


def _without_comments(rows: Sequence[str], start: int, stop: int) -> int:
    """The index of the line after a value, without the comments and blank lines before the next value."""
    while stop > start + 1 and (not rows[stop - 1].strip() or rows[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return stop
