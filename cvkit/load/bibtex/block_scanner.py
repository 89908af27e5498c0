"""Divide the text of a `.bib` file into blocks: entries, strings, preambles and comments.

A block ends where the next one begins, so a mistake in one block never hides another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvkit.model.biblatex_names import KIND_OF_TYPE

NO_ENTRIES = frozenset({"comment", "string", "preamble"})
"""The types of blocks that are no entries."""

_START = re.compile(
    r"(?P<comment>(?m:^)[ \t]*%[^\n@]*)?(?P<start>@[ \t]*(?P<type>"
    r"(?!(?i:comment|string|preamble)\b)\w+(?:[ \t]+\w+){1,2}(?=\{[^\s{}=,]+,)|(?:\w+(?:-\w+)*)?))"
    r"(?:\s*(?P<open>[{(]))?"
)
_BRACE = re.compile(r"(?<!\\)[{}]|(?m:^)[ \t]*%?[ \t]*@[ \t]*(?:\w+(?:-\w+)*)?\s*[{(]\s*[^\s{}=,]+\s*,")

_CLOSED = re.compile(r"\s*,?\s*\)")


class ScannedBlock(NamedTuple):
    """A block, by its offsets in the file."""

    type: str
    """In lower case."""
    at: int
    """The offset of its `@`."""
    length: int
    """The length of its `@type`."""
    opening: str
    """`{` or `(`; empty if there is neither."""
    inside: int
    """The offset of its first character behind `opening`."""
    end: int
    """The offset of the next block, or the end of the file."""
    is_closed: bool
    """Whether its braces match."""
    is_commented: bool
    """Whether a `%` is before it on its line."""

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry."""
        return self.type not in NO_ENTRIES


def scan_blocks(text: str) -> Iterator[ScannedBlock]:
    """The blocks of a file, found by their `@type{`. Text in the braces of another block does not count.

    After an unclosed brace, the next line that begins like an entry counts as one. A line that begins with `@article`
    and has no brace counts too.
    """
    before: ScannedBlock | None = None
    for block in _starts(text):
        if before:
            yield before._replace(end=block.at)
        before = block
    if before:
        yield before


def _starts(text: str) -> Iterator[ScannedBlock]:
    """The blocks, each with the end of the file as its end."""
    at, comments_close = 0, True
    while found := _START.search(text, at):
        kind, opening = "".join(found["type"].lower().split()), found["open"] or ""  # `@phd thesis{`
        at = found.end()
        is_commented = found["comment"] is not None
        is_entry = kind not in NO_ENTRIES and (bool(opening) or (kind in KIND_OF_TYPE and _begins_line(text, found)))
        start, inside, is_closed = found.start("start"), at, False
        if opening and not (is_commented and not is_entry):
            may_contain_entries = kind == "comment" and comments_close
            at, is_closed = _end(text, at, opening, may_contain_entries=may_contain_entries)
            comments_close = comments_close and (kind != "comment" or is_closed)
        if is_entry or (kind in NO_ENTRIES and opening):
            yield ScannedBlock(
                kind, start, len(found["start"]), opening, inside, len(text), is_closed or is_commented, is_commented
            )


def _begins_line(text: str, found: re.Match[str]) -> bool:
    return not text[text.rfind("\n", 0, found.start("start")) + 1 : found.start("start")].strip()


def _end(text: str, at: int, opening: str, *, may_contain_entries: bool) -> tuple[int, bool]:
    """The end of the block whose content begins at an offset, and whether it is closed there.

    If it is not closed, it ends at the beginning of the next entry within it.
    """
    depth, first_entry = 1, len(text)
    for brace in _BRACE.finditer(text, at):
        if "@" in brace[0]:
            first_entry = min(first_entry, brace.start())
            if not may_contain_entries:
                break
            depth += brace[0].count("{")
            continue
        depth += 1 if brace[0] == "{" else -1
        if depth == 0 or (depth == 1 and opening == "(" and _CLOSED.match(text, brace.end())):
            return brace.end(), True
    return first_entry, False
