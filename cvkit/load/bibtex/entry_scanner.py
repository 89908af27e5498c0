"""Find the beginning of every entry of a `.bib` file, to detect entries that the splitter of the file misses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvkit.model.biblatex_names import KIND_OF_TYPE

NO_ENTRIES = frozenset({"comment", "string", "preamble"})

_START = re.compile(r"(?P<comment>(?m:^)[ \t]*%[^\n@]*)?(?P<start>@[ \t]*(?P<type>\w*))(?P<open>\s*[{(])?")
_BRACE = re.compile(r"(?<!\\)[{}]|(?m:^)[ \t]*%?[ \t]*@[ \t]*\w*\s*[{(]\s*[^\s{}=,]+\s*,")

_CLOSED = re.compile(r"\s*,?\s*\)")


class EntryStart(NamedTuple):
    """The beginning of an entry: the offset and length of its `@type`."""

    at: int
    length: int
    commented: bool
    """Whether a `%` is before it on its line."""


def scan_entries(text: str) -> Iterator[EntryStart]:
    """The beginning of every entry, found by its `@type{`. Text in the braces of another entry does not count.

    After an unclosed brace, the next line that begins like an entry counts as one.
    """
    at = 0
    while found := _START.search(text, at):
        kind, opening = found["type"].lower(), found["open"]
        at = found.end()
        is_commented = found["comment"] is not None
        is_entry = kind not in NO_ENTRIES and (bool(opening) or (kind in KIND_OF_TYPE and _begins_line(text, found)))
        if is_entry:
            yield EntryStart(found.start("start"), len(found["start"]), is_commented)
        if opening and not (is_commented and not is_entry):
            at = _end(text, found.end(), opening.strip())


def _begins_line(text: str, found: re.Match[str]) -> bool:
    return not text[text.rfind("\n", 0, found.start("start")) + 1 : found.start("start")].strip()


def _end(text: str, at: int, opening: str) -> int:
    """The end of the block whose content begins at an offset, or the beginning of the next entry within it."""
    depth = 1
    for brace in _BRACE.finditer(text, at):
        if "@" in brace[0]:
            return brace.start()
        depth += 1 if brace[0] == "{" else -1
        if depth == 0 or (depth == 1 and opening == "(" and _CLOSED.match(text, brace.end())):
            return brace.end()
    return len(text)
