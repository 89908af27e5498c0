"""Split the text of a `.bib` file into entries and their fields. Each of them keeps its offset.

`block_scanner.py` alone decides where a block begins, so every entry is in the result or has an error, and a mistake
stays in its own entry. bibtexparser then splits each block into its key and fields. Only this module uses it. It gives
no offsets. Therefore it splits a text whose slices know their offsets, and nothing is searched for again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cvkit.load.bibtex.block_scanner import ScannedBlock, scan_blocks
from cvkit.load.bibtex.entry_slips import FieldWithoutEquals, UnreadableEntry, WordWithoutValue, without_slips
from cvkit.load.bibtex.file_report import GroupedRule
from cvkit.load.bibtex.placed_text import PlacedText
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import Rule

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # without a handler it would write to stderr


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
    """An entry after `%` or in `@comment`, which BibTeX reads and biber skips; cvkit leaves it out.

    Between entries, neither `%` nor `@comment` starts a comment in BibTeX, but both do in biber. The two programs would
    make different lists of one file. cvkit leaves the entry out. Delete the entry, or delete the `%` or the `@comment`
    to include it.
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
    fix = "delete it, or delete the `%` or `@comment{…}` around it"


class _EntryInComment(CommentedEntry):
    message = "BibTeX reads an entry in `@comment`, but biber skips it; cvkit leaves it out"
    hint = "delete it, or delete the `@comment{{` before it and the `}}` behind it"


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
    found = BibBlocks()
    for block in scan_blocks(text):
        if block.is_entry and (block.is_commented or not block.opening):
            rule = CommentedEntry if block.is_commented else _NoEntry
            found.errors.append(BlockError(rule.at(), block.at, block.length))
        elif block.type != "comment":
            _split(text, block, found)
        elif not block.is_closed:
            found.errors.append(_failed(_NotClosed, text, block))
        else:
            for entry in _ENTRY.finditer(text, block.inside, block.end):
                found.errors.append(BlockError(_EntryInComment.at(), entry.start(1), len(entry[1])))
    return found


_ENTRY = re.compile(r"(@[ \t]*(?!(?:comment|string|preamble)\b)\w+(?:-\w+)*)\s*[{(]\s*[^\s{}=,]+\s*,", re.IGNORECASE)


def _split(text: str, block: ScannedBlock, found: BibBlocks) -> None:
    """Split a block into its key and fields, and add it to the content of the file."""
    from bibtexparser.model import Entry, ParsingFailedBlock, Preamble, String

    # bibtexparser takes `@commentary` for a comment, so it gets one type for all entries.
    head = f"@{'entry' if block.is_entry else block.type}{block.opening}"
    if block.is_entry and _FIRST_FIELD.match(text, block.inside, block.end):
        head += ","  # neither a key nor its comma
    content = text[block.inside : block.end]
    without_equals: list[FieldWithoutEquals] = []
    split = _first_block(head + content, block.inside - len(head))
    if isinstance(split, ParsingFailedBlock) and block.is_entry:
        content, slips, without_equals = without_slips(content, block.opening)
        split = _first_block(head + content, block.inside - len(head))
        if isinstance(split, Entry):
            found.errors += [BlockError(slip.diagnostic, block.inside + slip.at, slip.length) for slip in slips]
    match split:
        case Entry():
            end = _at(split.raw) + len(split.raw or "")
            fields = [_field(one.key, one.value, found) for one in split.fields]
            at = block.inside
            fields += [RawField(one.name, at + one.at, one.value, at + one.value_at) for one in without_equals]
            key_at = max(_at(split.key), block.inside)
            key = text[key_at : key_at + len(split.key)]
            found.entries.append(RawEntry(block.type, key, block.at, end, key_at, fields))
            found.errors += _leftover(text, end, block.end, split.key)
        case String():
            found.strings.append((str(split.key), str(split.value), _at(split.value)))
        case Preamble():
            found.preambles.append(str(split.value))
        case ParsingFailedBlock():
            rule = _rule_for(str(getattr(split.error, "abort_reason", "")))
            found.errors.append(_failed(rule, text, block))


def _first_block(text: str, at: int) -> Any:
    """The first block of a text, as bibtexparser splits it."""
    from bibtexparser.splitter import Splitter

    splitter = Splitter("")
    splitter.bibstr = PlacedText(text, at)
    block = splitter.split().blocks[0]
    return getattr(block, "ignore_error_block", None) or block  # with a field twice, an entry can be split


def _field(name: str, value: str, found: BibBlocks) -> RawField:
    """A field. Its name may contain lines above it, which biber skips if they are comments."""
    name_at = _at(name)
    if "\n" in name:
        length = len(name)
        *above, name = str(name).split("\n")
        at = name_at
        for line in above:
            if (word := line.strip()) and not word.startswith("%"):
                found.errors.append(BlockError(WordWithoutValue.at(text=word), at + line.index(word), len(word)))
            at += len(line) + 1
        name = name.lstrip()
        name_at += length - len(name)
    return RawField(str(name), name_at, str(value), _at(value))


def _at(part: str | None) -> int:
    """The offset of a part of the file that bibtexparser split off."""
    assert isinstance(part, PlacedText)
    return part.at


_FIRST_FIELD = re.compile(r"\s*[A-Za-z][\w+:.-]*\s*=")
_FIELD_AFTER = re.compile(r"[\s,}]*([A-Za-z][\w+:.-]*\s*=\s*[{\"\w][^@\n]*)")


def _leftover(text: str, start: int, end: int, key: str) -> Iterator[BlockError]:
    """An error for fields after an extra closing brace. Any other text between entries is a comment."""
    if found := _FIELD_AFTER.match(text, start, end):
        yield BlockError(_FieldAfterEntry.at(key=key), found.start(1), len(found[1].rstrip()))


_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^,\s{}=]*)")


def _failed(rule: type[UnreadableEntry], text: str, block: ScannedBlock) -> BlockError:
    """The error of a block, at its first line."""
    line = text[block.at : block.end].split("\n", 1)[0].rstrip()
    key = _KEY.match(text, block.at)
    name = f"the entry `{key[1]}`" if key and key[1] else "this entry"
    if not block.is_entry:  # no work is lost: a string that a work needs is reported there
        return BlockError(rule.at(name=f"this `@{block.type}`", severity=Severity.WARNING), block.at, len(line))
    return BlockError(rule.at(name=name), block.at, len(line))


def _rule_for(reason: str) -> type[UnreadableEntry]:
    """The rule for the reason that bibtexparser gives."""
    if "end of file" in reason or "block start" in reason:
        return _NotClosed
    if "comma after entry key" in reason:
        return _NoKey
    return _FieldWithoutEquals if "Expected a `=`" in reason else UnreadableEntry
