"""Split the text of a `.bib` file into entries. Each entry and each field keeps its offset.

Only this module uses bibtexparser, which splits the text into blocks. A block that it cannot split is an error here.
It may also skip an entry silently, so `entry_scanner.py` finds the beginnings of entries too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cvkit.load.bibtex.entry_scanner import NO_ENTRIES, EntryStart, scan_entries
from cvkit.load.bibtex.file_report import GroupedRule
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import DependsOn, Rule

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # without a handler it would write to stderr


class UnreadableEntry(Rule):
    """An entry or value of a `.bib` file that cannot be read: not closed, no key, or a missing comma.

    cvkit cannot read this part of the `.bib` file as an entry. It drops nothing silently, so it reports the line where
    the entry begins. Close every brace and quote. Begin the entry with `@type{key,`, and end each field with a comma.
    ```bibtex
    @article{one, title = {A {Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A {Study}}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L101"
    hides = DependsOn.RECORD
    message = "{name} cannot be read"
    hint = "check its braces, quotes and commas"
    fix = "check its braces, quotes and commas"


class EntryWithoutKey(GroupedRule, UnreadableEntry):
    """An entry that has fields, and a comma instead of a key before them."""

    severity = Severity.WARNING
    noun = "entry"
    message = "no key for {names} ({lines}); cvkit makes one from the title"
    hint = "write `@type{{key,` and then the fields"


class _NoKey(UnreadableEntry):
    message = "this entry has no key"
    hint = "write `@type{{key,` and then its fields"


class _NotClosed(UnreadableEntry):
    message = "{name} is not closed"
    hint = "close its braces and quotes"


class _FieldWithoutEquals(UnreadableEntry):
    message = "{name} has a field without `=`"
    hint = "write `field = {{value}},`"


class _FieldAfterEntry(UnreadableEntry):
    message = "this field comes after the end of the entry `{key}`, so no program reads it"
    hint = "look above for an extra closing brace"


class _NoEntry(UnreadableEntry):
    message = "this entry cannot be read"
    hint = "begin it with `@type{{key,`"


class CommentedEntry(Rule):
    """An entry after `%`, which BibTeX reads and biber skips; cvkit leaves it out.

    Between entries, `%` does not start a comment in BibTeX, but it does in biber. The two programs would make different
    lists of one file. cvkit leaves the entry out. Delete the entry, or delete the `%` to include it.
    ```bibtex
    % @article{two, title = {Another}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L111"
    severity = Severity.WARNING
    message = "BibTeX reads an entry after `%`, but biber skips it; cvkit leaves it out"
    hint = "delete it, or delete the `%`"
    fix = "delete it, or delete the `%`"


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as typed: its name, its value with braces or quotes, and the offsets of both."""

    name: str
    at: int
    value: str
    value_at: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as typed, with its offsets in the file."""

    type: str
    key: str
    start: int
    end: int
    key_at: int
    fields: list[RawField]


@dataclass(frozen=True, slots=True)
class BlockError:
    """A part of the file that cannot be read, with its diagnostic; `at` and `length` give the characters to show."""

    diagnostic: Diagnostic
    at: int
    length: int


@dataclass
class BibBlocks:
    """The content of a file: entries, strings, and errors for the parts that could not be read."""

    entries: list[RawEntry] = field(default_factory=list)
    strings: list[tuple[str, str, int]] = field(default_factory=list)
    """Name, value with braces or quotes, offset of the value."""
    preambles: list[str] = field(default_factory=list)
    errors: list[BlockError] = field(default_factory=list)


def split_blocks(text: str) -> BibBlocks:
    """Split a file. Every entry of the file is in the result, or has an error there."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock, Preamble, String

    library = parse_string(text, parse_stack=[])
    found = BibBlocks()
    starts = {start.at: start for start in scan_entries(text)}
    cursor = 0
    for block in library.blocks:
        raw = block.raw or ""
        at = text.find(raw.rstrip(), cursor)
        if not raw.strip() or at < 0:
            continue
        entry = block
        if isinstance(block, ParsingFailedBlock) and isinstance(block.ignore_error_block, Entry | String):
            entry = block.ignore_error_block  # it has a key or a field twice, but could be split
        is_commented = at in starts and starts[at].commented
        if is_commented:
            cursor = at + len(raw.rstrip())
        elif isinstance(entry, Entry):
            found.entries.append(_entry(entry.entry_type, entry.key, entry.fields, raw, at))
            starts.pop(at, None)
            cursor = at + len(raw)
            found.errors += _leftover(text, cursor, entry.key)
        elif isinstance(entry, String):
            equals = raw.index("=")
            value_at = at + raw.index(entry.value, equals) if entry.value else at + equals
            found.strings.append((entry.key, entry.value, value_at))
            cursor = at + len(raw)
        elif isinstance(block, ParsingFailedBlock) and not isinstance(block, DuplicateFieldKeyBlock):
            found.errors.append(_failed(str(getattr(block.error, "abort_reason", "")), raw, at))
            starts.pop(at, None)
            cursor = at + 1
        else:
            if isinstance(block, Preamble):
                found.preambles.append(block.value)
            cursor = at + len(raw.rstrip())
    found.errors += map(_unseen, starts.values())
    return found


def _entry(kind: str, key: str, fields: Sequence[Any], raw: str, at: int) -> RawEntry:
    """An entry with the offsets of its fields: find the splitter's pieces again in the text, one after the other."""
    brace = next(position for position, character in enumerate(raw) if character in "{(")
    cursor = raw.index(key, brace) if key else brace + 1
    key_at = at + cursor
    cursor += len(key)
    placed = []
    for one in fields:
        name_at = raw.index(one.key, cursor)
        equals = raw.index("=", name_at + len(one.key))
        value_at = raw.index(one.value, equals + 1)
        cursor = value_at + len(one.value)
        name = one.key
        if "\n" in name:  # it also contains lines above it that biber skips as comments
            name_at += name.rindex("\n") + 1
            name = name.rpartition("\n")[2]
            name_at += len(name) - len(name.lstrip())
            name = name.lstrip()
        placed.append(RawField(name, at + name_at, one.value, at + value_at))
    return RawEntry(kind, key, at, at + len(raw), key_at, placed)


_FIELD_AFTER = re.compile(r"[\s,}]*([A-Za-z][\w+:.-]*\s*=\s*[{\"\w][^@\n]*)")


def _leftover(text: str, end: int, key: str) -> Iterator[BlockError]:
    """An error for fields after an extra closing brace. Any other text between entries is a comment."""
    if found := _FIELD_AFTER.match(text, end):
        yield BlockError(_FieldAfterEntry.at(key=key), found.start(1), len(found[1].rstrip()))


def _failed(reason: str, raw: str, at: int) -> BlockError:
    shown = raw.split("\n", 1)[0].rstrip()
    key = re.match(r"@\s*(\w+)\s*[{(]\s*([^,\s{}=]*)", raw)
    name = f"the entry `{key[2]}`" if key and key[2] else "this entry"
    if key and key[1].lower() in NO_ENTRIES:
        name = f"this `@{key[1]}`"
    if "end of file" in reason or "block start" in reason:
        rule: type[UnreadableEntry] = _NotClosed
    elif "comma after entry key" in reason:
        rule = _NoKey
    elif "Expected a `=`" in reason:
        rule = _FieldWithoutEquals
    else:
        rule = UnreadableEntry
    return BlockError(rule.at(name=name), at, max(1, len(shown)))


def _unseen(start: EntryStart) -> BlockError:
    rule = CommentedEntry if start.commented else _NoEntry
    return BlockError(rule.at(), start.at, start.length)
