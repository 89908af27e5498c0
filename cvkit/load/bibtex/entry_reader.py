"""Convert entries as typed to entries whose values are TeX. Each value keeps its span."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.raw_entries import BibBlocks, EntryWithoutKey, RawEntry, RawField, UnreadableEntry
from cvkit.load.bibtex.string_concat import FieldValue, UnreadableValueError, parse_value
from cvkit.model.biblatex_names import IGNORED_FIELDS, KIND_OF_TYPE, KNOWN_FIELDS, UNKNOWN_TYPE
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import Rule
from cvkit.model.source import Span

GROUP = "set"
"""The type of an entry that only groups other entries, and is not a work."""

CONTAINER = "xdata"
"""The type of an entry that only has fields to inherit, and is not a work."""


class RepeatedField(Rule):
    """A field appears twice in one entry of a `.bib` file.

    Two fields of one entry have the same name. BibTeX would keep one and drop the other without a message. Delete the
    one that is wrong.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, date = {2021}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2021}}
    ```
    """

    code = "L102"
    message = "the field `{name}` appears twice (first in line {first})"
    hint = "BibTeX would drop one without a message: delete one of the two"
    fix = "delete one of the two"


class ExecuteField(Rule):
    """`execute`, which would run TeX code.

    The field `execute` contains TeX code to run. cvkit never runs code that comes with data, because such code could do
    harm. Delete the field.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, execute = {x}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L108"
    message = "`execute` would run TeX code, so cvkit refuses it"
    hint = "delete the field"
    fix = "delete it"


class WrongEntryType(Rule):
    """An entry type that is unknown (a warning; cvkit reads it as `@misc`), or that does not belong to the section.

    The type of an entry decides the kind of the work, and so the series in which it counts. cvkit reads an entry of an
    unknown type as `@misc`, with a warning. A type that belongs to another section is an error: `patents` takes only
    `@patent`. Use the type in the hint, or move the entry to the other section. If no type fits, write `@misc` and name
    the kind in `entrysubtype`.
    ```bibtex
    @artcle{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L109"
    message = "an entry of `patents` must be a `@patent`, not `@{type}`"
    hint = "move it to `publications`"
    fix = "use the type in the hint"


class _UnknownEntryType(WrongEntryType):
    severity = Severity.WARNING
    message = f"unknown entry type `@{{type}}`: cvkit reads the work as `@{UNKNOWN_TYPE}`"
    hint = "write `@misc`, and name the kind in `entrysubtype`"


class UnknownField(Rule):
    """An unknown field that looks like a misspelt field.

    BibTeX ignores a field that it does not know, so a typo in the name makes the value disappear. Use the field in the
    hint. If the field is your own, begin its name with `x-`.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, jornal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L110"
    severity = Severity.WARNING
    message = "the field `{name}` is unknown and has no effect"
    hint = "did you mean `{nearest}`?"
    fix = "use the field in the hint"


class _ValueWithoutName(UnreadableEntry):
    message = "this value has no field name"
    hint = "write `field = {{value}},`"


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
            self._report(error.diagnostic, error.at, error.length)
        for name, raw, at in blocks.strings:
            try:
                self.strings[name.lower()] = parse_value(raw, at, self.strings).tex
            except UnreadableValueError as unreadable:
                self._report(unreadable.diagnostic, unreadable.at, unreadable.length)
        return [entry for raw_entry in blocks.entries if (entry := self._entry(raw_entry))]

    def _entry(self, raw: RawEntry) -> BibEntry | None:
        lines = self.lines
        key_span = lines.span(raw.key_at, raw.key_at + len(raw.key))
        kind = raw.type.lower()
        if kind == GROUP:
            return None
        if not raw.key:
            self._report(EntryWithoutKey.at(), raw.start, len(raw.type) + 1)
            return None
        if kind not in KIND_OF_TYPE and kind != CONTAINER:
            nearest = _nearest(kind, tuple(KIND_OF_TYPE))
            hint = f"did you mean `@{nearest}`?" if nearest else None
            self._report(_UnknownEntryType.at(type=raw.type, hint=hint), raw.start, len(raw.type) + 1)
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
            self._report(_ValueWithoutName.at(), raw.at)
            return
        if name in fields:
            first = fields[name].key_span.line + 1
            self._report(RepeatedField.at(name=name, first=first), raw.at, len(name))
            return
        key = lines.span(raw.at, raw.at + len(name))
        behind = None
        try:
            value: FieldValue | None = parse_value(raw.value, raw.value_at, self.strings)
        except UnreadableValueError as error:
            self._report(error.diagnostic, error.at, error.length)
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
            self._report(ExecuteField.at(), at, length)
        elif name not in KNOWN_FIELDS and name not in IGNORED_FIELDS and (nearest := _meant(name)):
            self._report(UnknownField.at(name=name, nearest=nearest), at, length)

    def _report(self, diagnostic: Diagnostic, at: int, length: int = 1) -> None:
        self.diagnostics.append(replace(diagnostic, place=self.lines.place(at, length)))


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), None)


@functools.lru_cache(maxsize=1024)
def _meant(name: str) -> str | None:
    """The known field that the user probably meant by an unknown one."""
    return None if name.startswith("x-") or "+" in name else _nearest(name, KNOWN_FIELDS)
