"""Edit the YAML file of a section: add new entries at the top, and replace only the text of changed values.

Each value knows its place in the text. So every change is an edit of a range, and the edits are made from the last to
the first, as an editor does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cvkit.model.source import Span, YamlMap
from cvkit.write.yaml_text import entry_lines, key_lines

_Entry = dict[str, Any]
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The line ends of YAML 1.1, by which the parser counts lines."""

_EMPTY_LIST = re.compile(r"^\[\s*\][^\n]*\n?", re.MULTILINE)


class TextEdit(NamedTuple):
    """A range of the text, and the text that replaces it."""

    start: int
    end: int
    text: str


def edit_section(
    typed: str,
    entries: Sequence[YamlMap],
    wanted: Sequence[_Entry],
    new: Sequence[_Entry],
    *,
    is_last: bool = False,
) -> str:
    """The edited text. `entries` are parsed from `typed`, `wanted` is the new state of each, `new` is added at the top.

    With `is_last`, new entries are added at the end. All other bytes are kept, except those of changed values and of
    comments within them.
    """
    changed = [(entry, after) for entry, after in zip(entries, wanted, strict=True) if entry != after]
    if not changed and not new:
        return typed
    text = YamlLines(typed if entries else _EMPTY_LIST.sub("", typed))
    edits = [edit for entry, after in changed for edit in _edits(text, entry, after)]
    if new:
        edits.append((_addition_at_end if is_last and entries else _addition)(text, entries, new))
    return apply_edits(text.text, edits)


def edit_values(typed: str, mapping: YamlMap, after: Mapping[str, Any], name: str) -> str:
    """The text with the new state of a mapping that is the value of the key `name` at the top of the file."""
    text = YamlLines(typed)
    if not mapping.is_flow:
        return apply_edits(text.text, list(_edits(text, mapping, after)))
    lines = [f"{name}:", *(f"  {row}" for key, value in after.items() for row in key_lines(key, value))]
    row = next(at for at in range(mapping.span.line, -1, -1) if text.line(at).startswith(f"{name}:"))
    end = text.line_end(text.starts[mapping.span.end_line] + mapping.span.end_column)
    return apply_edits(text.text, [TextEdit(text.starts[row], end, text.block(lines, 0))])


def apply_edits(typed: str, edits: Sequence[TextEdit]) -> str:
    """The text after edits that do not overlap. Those at one place keep their order. Every other byte is kept."""
    edited = typed
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end))[::-1]:
        edited = edited[: edit.start] + edit.text + edited[edit.end :]
    return edited


class YamlLines:
    """A YAML text, with the offsets of its lines. Its last line has an end."""

    def __init__(self, typed: str) -> None:
        self.newline = "\r\n" if "\r\n" in typed else "\n"
        self.text = typed if not typed or _LINE_END.match(typed[-1]) else typed + self.newline
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def line(self, row: int) -> str:
        """The characters of a line."""
        return self.text[self.starts[row] : self.line_end(self.starts[row])]

    def start(self, span: Span) -> int:
        """The offset of the first character of a value."""
        return self.starts[span.line] + span.column

    def end(self, span: Span, indent: int) -> int:
        """The offset behind a value. Blank lines and comments before the next key or entry are behind it."""
        start, end = self.start(span), self.starts[span.end_line] + span.end_column
        lines = self.text[start:end].splitlines(keepends=True)
        while len(lines) > 1 and _is_between(lines[-1], indent):
            end -= len(lines.pop())
        return start + len(self.text[start:end].rstrip())

    def line_end(self, at: int) -> int:
        """The offset of the end of a line, before its line break."""
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def block(self, lines: Sequence[str], column: int) -> str:
        """Lines that begin in a column, but for the first, which begins where the edit does."""
        return self.newline.join(f"{' ' * column}{line}" if at and line else line for at, line in enumerate(lines))


def _is_between(line: str, indent: int) -> bool:
    """Whether a line is blank, or a comment that begins left of the values of a key."""
    content = line.lstrip(" ")
    return not content.strip() or (content.startswith("#") and len(line) - len(content) <= indent)


def _edits(text: YamlLines, entry: YamlMap, after: Mapping[str, Any]) -> Iterator[TextEdit]:
    """The edits of an entry: of the changed keys of a block, and of the whole of an entry in braces."""
    start, keys = text.start(entry.span), list(entry)
    column = entry.key_spans[keys[0]].column
    if "{" in text.text[start : text.start(entry.key_spans[keys[0]])]:
        lines = [line[2:] for line in entry_lines(after)]
        yield TextEdit(start, text.line_end(text.end(entry.span, 0)), text.block(lines, entry.span.column))
        return
    ends = {key: text.end(entry.value_spans[key], column) for key in keys}
    is_leading = True
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        start, end = text.start(entry.key_spans[key]), ends[key]
        if key in after:
            is_leading = False
            if entry[key] != after[key]:
                lines = key_lines(key, after[key])
                # A comment behind the value stays behind a value of one line.
                end = end if len(lines) == 1 else text.line_end(end)
                yield TextEdit(start, end, text.block(lines, column))
        elif is_leading and following:  # the dash stays, for the next key
            yield TextEdit(start, text.start(entry.key_spans[following]), "")
        else:
            yield TextEdit(text.line_end(text.starts[entry.key_spans[key].line - 1]), text.line_end(end), "")
    added = [line for key, value in after.items() if key not in entry for line in key_lines(key, value)]
    if added:
        at = text.line_end(ends[keys[-1]])
        yield TextEdit(at, at, text.newline + " " * column + text.block(added, column))


def _addition(text: YamlLines, entries: Sequence[YamlMap], new: Sequence[_Entry]) -> TextEdit:
    """New entries above the first entry, and above the comment right above it, which is about that entry."""
    row, indent = len(text.starts) - 1, ""
    if entries:
        row = entries[0].span.line
        while not text.line(row).lstrip().startswith("-"):
            row -= 1
        indent = text.line(row).partition("-")[0]
        while row and text.line(row - 1).lstrip().startswith("#"):
            row -= 1
    at = text.starts[row]
    lines = [line for entry in new for line in (*entry_lines(entry), "")]
    if not text.text[at:].strip():
        lines.pop()
    return TextEdit(at, at, "".join(f"{indent}{line}{text.newline}" if line else text.newline for line in lines))


def _addition_at_end(text: YamlLines, entries: Sequence[YamlMap], new: Sequence[_Entry]) -> TextEdit:
    """New entries below the last entry."""
    first, last = entries[0], entries[-1]
    row = first.span.line
    while not text.line(row).lstrip().startswith("-"):
        row -= 1
    indent = text.line(row).partition("-")[0]
    at = text.line_end(text.end(last.span, len(indent)))
    lines = [line for entry in new for line in ("", *entry_lines(entry))]
    return TextEdit(at, at, "".join(text.newline + f"{indent}{line}".rstrip() for line in lines))
