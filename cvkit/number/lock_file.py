"""The lock as a file: what stands there, comments too, stays as it is; lines are added, and marked as retired."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cvkit.model.lock import Locked
from cvkit.model.source import Mapping

HEAD = """\
# The numbers that were given to works, a line a work. `cvkit numbers --lock` adds lines and changes none.
# Keep this file under version control beside the record.
"""


def lock_text(typed: str, entries: Sequence[Mapping], lock: Sequence[Locked], new: Sequence[Locked]) -> str:
    """The file with new lines in their places, and with what has been retired since marked so.

    `typed` is the file so far and `entries` what was read from it, one for each line of `lock`, in that order. Where
    somebody has written entries over several lines, new ones go to the end.
    """
    newline = "\r\n" if "\r\n" in typed else "\n"
    rows = (typed if typed.strip() else HEAD).split("\n")
    if not rows[-1].strip():
        rows.pop()
    is_plain = all(_is_one_line(entry, rows) for entry in entries)
    after: dict[int, list[str]] = {}
    for line in new:
        smaller = [entry.mark.line for entry, other in zip(entries, lock, strict=True) if other.slot < line.slot]
        first = entries[0].mark.line if entries else len(rows)
        row = max(smaller, default=first - 1) if is_plain else len(rows) - 1
        after.setdefault(row, []).append(f"- {{{_fields(line)}}}")
    for entry, line in zip(entries, lock, strict=True):
        if line.retired and "retired" not in entry:
            _retire(entry, rows, after)
    whole = [*after.get(-1, [])]
    for at, row_text in enumerate(rows):
        whole += [row_text.removesuffix("\r"), *after.get(at, [])]
    return newline.join(whole) + newline


def _is_one_line(entry: Mapping, rows: Sequence[str]) -> bool:
    """Whether an entry stands on one line, as it is written here."""
    return entry.mark.line == entry.mark.end_line and rows[entry.mark.line].startswith("- {")


def _retire(entry: Mapping, rows: list[str], after: dict[int, list[str]]) -> None:
    """Write `retired: true` into an entry, before its brace or on a line of its own."""
    mark = entry.mark
    if rows[mark.line][mark.column : mark.column + 1] == "{":
        row, at = rows[mark.end_line], mark.end_column - 1
        rows[mark.end_line] = f"{row[:at].rstrip().removesuffix(',')}, retired: true{row[at:]}"
    else:
        last = max(value.end_line for value in entry.value_marks.values())
        after.setdefault(last, []).insert(0, f"{' ' * mark.column}retired: true")


def _fields(line: Locked) -> str:
    fields = [f"id: {_quoted(line.id)}", f"series: {_quoted(line.series)}", f"number: {line.number}"]
    fields.append(f"title: {_quoted(line.title)}")
    if line.doi:
        fields.append(f"doi: {_quoted(line.doi)}")
    return ", ".join(fields)


def _quoted(text: str) -> str:
    """A text as YAML takes it between braces: bare where it is a word, else in quotes, on one line."""
    is_word = text.replace("-", "").replace("_", "").isalnum() and text.isascii() and text[0].isalpha()
    if is_word and text.lower() != "null":
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "\x85\u2028\u2029\ufeff" else c for c in quoted)
