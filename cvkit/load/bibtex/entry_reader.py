"""Convert entries as typed to entries whose values are TeX. Each value keeps its span."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cvkit.load.bibtex.entry_slips import UnreadableEntry
from cvkit.load.bibtex.file_report import FileReport, GroupedRule
from cvkit.load.bibtex.macros import JOURNAL_FIELDS, JOURNAL_MACROS, TexMacro, defined_macros, replace_macros
from cvkit.load.bibtex.raw_entries import BibBlocks, EntryWithoutKey, RawEntry, RawField
from cvkit.load.bibtex.same_value import is_repeated
from cvkit.load.bibtex.string_concat import (
    FieldValue,
    UndefinedName,
    UndefinedString,
    UnreadableValueError,
    parse_value,
)
from cvkit.model.biblatex_names import IGNORED_FIELDS, KIND_OF_TYPE, KNOWN_FIELDS, SITE_FIELDS, UNKNOWN_TYPE
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import Rule
from cvkit.model.source import Span

GROUP = "set"
"""The type of an entry that only groups other entries, and is not a work."""

CONTAINER = "xdata"
"""The type of an entry that only has fields to inherit, and is not a work."""


ONLY_IN_RECORDS = frozenset({"numbered", "version-of"})
"""Fields of a record that look like another field of BibTeX, although only `x-` and their name states them."""

LISTS = frozenset({"keyword", "keywords"})
"""Fields that can be repeated: each has a part of a list."""


class RepeatedField(Rule):
    """A field appears twice in one entry of a `.bib` file.

    Two fields of one entry have the same name and different values. Programs keep one of them without a message. This
    is an error in a `.bib` file that the record uses; `cvkit import` takes the first, with a warning. If the second
    value says no more than the first, or the field has no place in a record, cvkit reports nothing. Delete the one that
    is wrong.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, date = {2021}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2021}}
    ```
    """

    code = "L102"
    message = "the field `{name}` appears twice (first in line {first})"
    hint = "delete one of the two; `cvkit import` takes the first"
    fix = "delete one of the two"


class ExecuteField(GroupedRule):
    """`execute`, which would run TeX code.

    The field `execute` contains TeX code to run. cvkit never runs code that comes with data, because such code could do
    harm. It leaves the field out. Delete the field.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, execute = {x}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L108"
    severity = Severity.WARNING
    noun = "field"
    message = "{count} {names} would run TeX code, so cvkit leaves this out ({lines})"
    hint = "delete the field"
    fix = "delete it"


class WrongEntryType(GroupedRule):
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
    noun = "entry type"
    message = "an entry of `patents` must be a `@patent`, not `@{type}`"
    hint = "move it to `publications`"
    fix = "use the type in the hint"


class _UnknownEntryType(WrongEntryType):
    severity = Severity.WARNING
    joins_hints = True
    noun = "unknown entry type"
    message = f"{{count}}: {{names}} ({{lines}}); cvkit reads these works as `@{UNKNOWN_TYPE}`"
    hint = "write `@misc`, and name the kind in `entrysubtype`"


class UnknownField(GroupedRule):
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
    noun = "field"
    joins_hints = True
    message = "unknown fields, without effect: {names} ({lines})"
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
    name: str = ""
    """Its name in the file, in lower case."""
    start: int = 0
    """The offset at which its value begins in the file, in whatever form."""

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

    def __init__(self, report: FileReport, macros: Mapping[str, TexMacro], unknown_types: Severity) -> None:
        """`macros` are those of the record. `unknown_types` is the severity of an unknown type of an entry."""
        self.lines = report.lines
        self.report = report
        self.strings: dict[str, str] = {}
        self.declared = macros
        self.macros = dict(macros)
        self.unknown_types = unknown_types

    def read(self, blocks: BibBlocks) -> list[BibEntry]:
        """The entries of a file, with its strings replaced by their values."""
        for error in blocks.errors:
            self._report(error.diagnostic, error.at, error.length)
        for name, raw, at in blocks.strings:
            try:
                self.strings[name.lower()] = self._value(raw, at).tex
            except UnreadableValueError as unreadable:
                self._report(unreadable.diagnostic, unreadable.at, unreadable.length)
        self.macros = defined_macros(blocks.preambles) | dict(self.declared)
        return [entry for raw_entry in blocks.entries if (entry := self._entry(raw_entry))]

    def _entry(self, raw: RawEntry) -> BibEntry | None:
        lines = self.lines
        key_span = lines.span(raw.key_at, raw.key_at + len(raw.key))
        kind = raw.type.lower()
        if kind == GROUP:
            return None
        if kind not in KIND_OF_TYPE and kind != CONTAINER:
            nearest = _nearest(kind, tuple(KIND_OF_TYPE))
            hint = f"did you mean `@{nearest}` for `@{raw.type}`?" if nearest else None
            place = lines.place(raw.start, len(raw.type) + 1)
            self.report.add(_UnknownEntryType, f"`@{raw.type}`", place, hint=hint, severity=self.unknown_types)
            kind = UNKNOWN_TYPE
        fields: dict[str, BibField] = {}
        for one in raw.fields:
            self._put(fields, one)
        self._check_names(fields)
        key = raw.key or _made_key(fields)
        if not raw.key:
            self.report.add(EntryWithoutKey, f"`{key}`", lines.place(raw.start, len(raw.type) + 1))
        return BibEntry(kind, key, lines.span(raw.start, raw.end), key_span, fields)

    def _put(self, fields: dict[str, BibField], raw: RawField) -> None:
        name, lines = raw.name.lower(), self.lines
        if name.startswith("%"):
            return
        if not name:
            self._report(_ValueWithoutName.at(), raw.at)
            return
        key = lines.span(raw.at, raw.at + len(name))
        behind = None
        try:
            value: FieldValue | None = self._value(raw.value, raw.value_at, name)
        except UnreadableValueError as error:
            self._report(error.diagnostic, error.at, error.length)
            value, behind = error.before, error.behind
        if value:
            tex, span = self._replaced(name, value.tex), lines.span(value.at, value.end)
            field = BibField(tex, key, span, value.at if value.is_typed and tex == value.tex else None, name, value.at)
        else:
            field = BibField("", key, lines.span(raw.value_at, raw.value_at + len(raw.value)), None, name)
        first = fields.get(name)
        if first is None or not first.tex.strip():
            fields[name] = field
        elif name in LISTS:
            separator = "; " if ";" in first.tex and "," not in first.tex else ", "
            fields[name] = first._replace(tex=f"{first.tex}{separator}{field.tex}", at=None)
        elif (
            field.tex.strip()
            and not is_repeated(name, field.tex, first.tex)
            and (name in KNOWN_FIELDS or name.startswith("x-"))
        ):
            self._report(RepeatedField.at(name=name, first=first.key_span.line + 1), raw.at, len(name))
        if behind:
            self._put(fields, RawField(*behind))

    def _value(self, raw: str, at: int, field: str = "") -> FieldValue:
        """The value of a string or of a field. Where a name is not defined, it is reported if it matters.

        A month that is no string is a word, and so is a value that is not read. A macro of TeX is no string.
        """
        undefined: list[UndefinedName] = []
        value = parse_value(raw, at, self.strings, undefined)
        is_word = field == "month" or (field and field not in KNOWN_FIELDS and not field.startswith("x-"))
        if not undefined or is_word:
            return value
        macros = JOURNAL_MACROS | self.macros if field in JOURNAL_FIELDS else self.macros
        for one in undefined:
            if one.name.startswith("\\") and one.name[1:] in macros:
                continue
            place = self.lines.place(one.at, len(one.name))
            self.report.add(UndefinedString, f"`{one.name}`", place, hint=one.hint)
        return value

    def _replaced(self, name: str, tex: str) -> str:
        """The TeX of a field with the macros replaced that the record, the file or AASTeX defines."""
        if "\\" not in tex:
            return tex
        macros = JOURNAL_MACROS | self.macros if name in JOURNAL_FIELDS else self.macros
        return (replace_macros(tex, macros) or " ") if macros else tex

    def _check_names(self, fields: Mapping[str, BibField]) -> None:
        """Report `execute`, and unknown fields that look like fields that the entry lacks."""
        for name, field in fields.items():
            if name == "execute":
                self.report.add(ExecuteField, f"`{name}`", self.report.place(field.key_span))
            elif name in KNOWN_FIELDS or name in SITE_FIELDS or name in IGNORED_FIELDS or _is_optional(name):
                continue
            elif (nearest := _meant(name)) and nearest not in fields:
                place = self.report.place(field.key_span)
                self.report.add(UnknownField, f"`{name}`", place, hint=f"did you mean `{nearest}`?")

    def _report(self, diagnostic: Diagnostic, at: int, length: int = 1) -> None:
        self.report.report(diagnostic, self.lines.place(at, length))


def _is_optional(name: str) -> bool:
    """Whether a field is a template of Emacs, which puts `OPT` or `ALT` before the name until somebody fills it in."""
    return name.startswith(("opt", "alt")) and name[3:] in KNOWN_FIELDS


def _made_key(fields: Mapping[str, BibField]) -> str:
    """A key for an entry without one, from its title and year. So it stays the same if the file changes."""
    words = re.findall(r"[^\W_]+", fields["title"].tex.lower()) if "title" in fields else []
    year = re.search(r"\d{4}", "".join(fields[name].tex for name in ("year", "date") if name in fields))
    return "-".join([*words[:4], *([year[0]] if year else [])]) or "work"


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), None)


@functools.lru_cache(maxsize=1024)
def _meant(name: str) -> str | None:
    """The known field that the user probably meant by an unknown one."""
    if name.replace("_", "-") in ONLY_IN_RECORDS:
        return "x-" + name.replace("_", "-")
    return None if name.startswith("x-") or "+" in name else _nearest(name, KNOWN_FIELDS)
