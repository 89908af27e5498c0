"""Convert entries as typed to entries whose values are TeX. Each value keeps its span."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.raw_entries import BibBlocks, RawEntry, RawField
from cvkit.load.bibtex.string_concat import FieldValue, UnreadableValueError, parse_value
from cvkit.model.biblatex_names import IGNORED_FIELDS, KIND_OF_TYPE, KNOWN_FIELDS, UNKNOWN_TYPE
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.source import Span

GROUP = "set"
"""The type of an entry that only groups other entries, and is not a work."""

CONTAINER = "xdata"
"""The type of an entry that only has fields to inherit, and is not a work."""


class BibField(NamedTuple):
    """A field: its TeX, the spans of its name and value, and the offset of the TeX if it is unchanged in the file."""

    tex: str
    key_span: Span
    span: Span
    at: int | None

    @property
    def is_unread(self) -> bool:
        """Whether its value could not be read. A diagnostic reports that."""
        return self.at is None and not self.tex


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry, with field names in lower case."""

    type: str
    key: str
    span: Span
    key_span: Span
    fields: dict[str, BibField]


class EntryReader:
    """Reads the entries of one file, and collects their diagnostics."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.diagnostics: list[Diagnostic] = []
        self.strings: dict[str, str] = {}

    def read(self, blocks: BibBlocks) -> list[BibEntry]:
        """The entries of a file, with its strings replaced by their values."""
        for error in blocks.errors:
            severity = Severity.WARNING if error.commented else Severity.ERROR
            code = "L111" if error.commented else "L101"
            self.diagnostics.append(
                self.lines.diagnostic(code, error.message, error.hint, error.at, error.length, severity)
            )
        for name, raw, at in blocks.strings:
            try:
                self.strings[name.lower()] = parse_value(raw, at, self.strings).tex
            except UnreadableValueError as unreadable:
                self._report(unreadable)
        return [entry for raw_entry in blocks.entries if (entry := self._entry(raw_entry))]

    def _entry(self, raw: RawEntry) -> BibEntry | None:
        lines = self.lines
        key_span = lines.span(raw.key_at, raw.key_at + len(raw.key))
        kind = raw.type.lower()
        if kind == GROUP:
            return None
        if not raw.key:
            hint = "write `@type{key,` and then its fields"
            self.diagnostics.append(
                lines.diagnostic("L101", "this entry has no key", hint, raw.start, len(raw.type) + 1)
            )
            return None
        if kind not in KIND_OF_TYPE and kind != CONTAINER:
            nearest = _nearest(kind, tuple(KIND_OF_TYPE))
            hint = f"did you mean `@{nearest}`?" if nearest else "write `@misc`, and name the kind in `entrysubtype`"
            message = f"unknown entry type `@{raw.type}`: cvkit reads the work as `@{UNKNOWN_TYPE}`"
            diagnostic = lines.diagnostic("L109", message, hint, raw.start, len(raw.type) + 1, Severity.WARNING)
            self.diagnostics.append(diagnostic)
            kind = UNKNOWN_TYPE
        fields: dict[str, BibField] = {}
        for one in raw.fields:
            self._put(fields, one)
        return BibEntry(kind, raw.key, lines.span(raw.start, raw.end), key_span, fields)

    def _put(self, fields: dict[str, BibField], raw: RawField) -> None:
        name, lines = raw.name.lower(), self.lines
        if name.startswith("%"):
            return
        if not name:
            message, hint = "this value has no field name", "write `field = {value},`"
            self.diagnostics.append(lines.diagnostic("L101", message, hint, raw.at))
            return
        if name in fields:
            first = fields[name].key_span.line + 1
            message = f"the field `{name}` appears twice (first in line {first})"
            hint = "BibTeX would drop one without a message: delete one of the two"
            self.diagnostics.append(lines.diagnostic("L102", message, hint, raw.at, len(name)))
            return
        key = lines.span(raw.at, raw.at + len(name))
        behind = None
        try:
            value: FieldValue | None = parse_value(raw.value, raw.value_at, self.strings)
        except UnreadableValueError as error:
            self._report(error)
            value, behind = error.before, error.behind
        if value:
            span = lines.span(value.at, value.end)
            fields[name] = BibField(value.tex, key, span, value.at if value.is_typed else None)
        else:
            fields[name] = BibField("", key, lines.span(raw.value_at, raw.value_at + len(raw.value)), None)
        self._check_name(name, raw.at, len(name))
        if behind:
            self._put(fields, RawField(*behind))

    def _check_name(self, name: str, at: int, length: int) -> None:
        if name == "execute":
            message = "`execute` would run TeX code, so cvkit refuses it"
            self.diagnostics.append(self.lines.diagnostic("L108", message, "delete the field", at, length))
        elif name not in KNOWN_FIELDS and name not in IGNORED_FIELDS and (nearest := _meant(name)):
            message = f"the field `{name}` is unknown and has no effect"
            hint = f"did you mean `{nearest}`?"
            self.diagnostics.append(self.lines.diagnostic("L110", message, hint, at, length, Severity.WARNING))

    def _report(self, error: UnreadableValueError) -> None:
        self.diagnostics.append(self.lines.diagnostic(error.code, error.message, error.hint, error.at, error.length))


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), None)


@functools.lru_cache(maxsize=1024)
def _meant(name: str) -> str | None:
    """The known field that the user probably meant by an unknown one."""
    return None if name.startswith("x-") or "+" in name else _nearest(name, KNOWN_FIELDS)
