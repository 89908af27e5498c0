"""Build a work from an entry: read its fields, and add their values with their spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cvkit.load.bibtex.entry_reader import BibEntry, BibField
from cvkit.load.bibtex.file_report import FileReport, LeftOutFields
from cvkit.load.bibtex.parsed_tex import TexError, UnknownMacro, UnknownMath
from cvkit.load.bibtex.tex_parser import plain_characters, read_tex
from cvkit.load.bibtex.tidy_tree import first_characters, without_first_characters
from cvkit.load.bibtex.values import (
    DOI_OF_SERVER,
    MAX_ABSENT,
    is_absent,
    is_placeholder,
    read_arxiv,
    read_doi,
    read_issue,
    read_page_count,
    read_pages,
    read_volume,
)
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.parsed_text import ParsedText
from cvkit.model.source import Span, YamlMap
from cvkit.model.status_words import split_status, status_before
from cvkit.model.work import Status

READERS: dict[str, Callable[[str], str | None]] = {
    "page_count": read_page_count,
    "pages": read_pages,
    "volume": read_volume,
    "issue": read_issue,
    "arxiv": read_arxiv,
}
"""Field of a work → the function that reads its value from text without markup."""

_MAY_BE_NAMES = frozenset({"author", "editor"})
"""Fields in which a word for no value, such as `Na`, can be a name."""

_ALWAYS_READ = frozenset({"title", "date", "year", "month", "day"})
"""Fields in which every text is read: titles can be such words, and dates have words of their own for no date."""

VENUES = frozenset({"journal", "journaltitle", "booktitle"})
"""Fields with a venue, which a status can be before: `Submitted to X`."""

INDISPENSABLE = frozenset({"title", "author"})
"""Fields whose loss makes an entry an error."""


class WorkBuilder:
    """Builds one work."""

    def __init__(self, entry: BibEntry, report: FileReport) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.report = report
        self.work = YamlMap(report.lines.file, entry.span)
        self.used: set[str] = set()
        """The names of the fields that were read."""
        self.undecided: dict[str, tuple[str, BibField]] = {}
        """Field of the work → a value that could not be read and may decide the label, and its field."""
        self.undated: BibField | None = None
        """The field that says that there is no date."""
        self.beside: dict[str, BibField] = {}
        """Name of a field → another field that was read for the same fact."""
        self.addresses: list[tuple[BibField, str]] = []
        """Fields that were read as a venue and are only an address, and this address."""

    def put(self, key: str, value: Any, field: BibField, into: YamlMap | None = None) -> None:
        """Add a value to the work or to a mapping of it.

        An empty value is not added. For None, a value that could not be read, only the spans are added.
        """
        target = self.work if into is None else into
        if value is None or value == "":
            if value is None:
                target.key_spans.setdefault(key, field.key_span)
                target.value_spans.setdefault(key, field.span)
            return
        target[key] = value
        target.key_spans[key] = field.key_span
        target.value_spans[key] = field.span

    def remove(self, key: str) -> None:
        """Remove a value and its spans from the work."""
        for part in (self.work, self.work.key_spans, self.work.value_spans):
            part.pop(key, None)

    def first(self, names: tuple[str, ...]) -> BibField | None:
        """The first of several fields that exists and says something. It counts as read.

        The others are left out, unless another fact is read from them.
        """
        filled = [name for name in names if name in self.fields and self.says_something(name)]
        if not filled:
            self.used.update(names)
            return None
        found = self.fields[filled[0]]
        self.used.add(filled[0])
        for name in filled[1:]:
            self.beside.setdefault(name, found)
        return found

    def says_something(self, name: str) -> bool:
        """Whether a field has a value. A value such as `n/a` is reported as left out."""
        field = self.fields[name]
        tex = field.tex
        if field.is_unread or len(tex) > MAX_ABSENT or name in _ALWAYS_READ:
            return field.is_unread or bool(tex.strip())
        if not (is_placeholder(tex) if name in _MAY_BE_NAMES else is_absent(tex)):
            return True
        self.used.add(name)
        is_stated_again = any(other.startswith("x-") for other in self.fields)  # cvkit wrote the entry
        if (word := " ".join(tex.strip(" \t\r\n{}").split())) and not is_stated_again:
            self.report.add(LeftOutFields, f"`{name} = {{{word}}}`", self.place(field))
        return False

    def leave_out(self, field: BibField, found: BibField) -> None:
        """Report a field as left out, because another one was read for the same fact."""
        self.report.add(LeftOutFields, f"`{field.name}` beside `{found.name}`", self.report.place(field.key_span))

    def place(self, field: BibField, at: int = 0, length: int = 0) -> Place:
        """The place of a field's value, or of some characters in it."""
        span: Span = field.span
        if length and field.at is not None:
            span = self.report.lines.span(field.at + at, field.at + at + length)
        return self.report.place(span)

    def unread(self, field: BibField, right: str = "") -> None:
        """Report a value that could not be read: a number that would be `right` with another last digit, or any."""
        self.report.unread(field.name, self.place(field), right)

    def error(self, diagnostic: Diagnostic, field: BibField, at: int, length: int) -> None:
        """Report a diagnostic of some characters of a field. It is an error only if the work cannot do without."""
        severity = diagnostic.severity if field.name in INDISPENSABLE else Severity.WARNING
        self.report.report(replace(diagnostic, severity=severity), self.place(field, at, length))

    def inlines(self, field: BibField) -> Inlines | None:
        """The tree of a field; None if it cannot be read, which a diagnostic reports."""
        if field.is_unread:
            return None
        try:
            parsed = read_tex(field.tex, field.start, field.at is not None)
        except TexError as error:
            self.error(error.diagnostic, field, error.at, error.length)
            return None
        for macro in parsed.macros:
            place = self.place(field, macro.at, 1 + len(macro.text))
            self.report.add(UnknownMacro, f"`\\{macro.text}`", place)
        for mistake in parsed.math:
            self.report.add(UnknownMath, mistake.text, self.place(field, mistake.at, 1))
        for address in parsed.addresses:
            self.report.unread(r"\href", self.place(field, address.at, 1))
        return parsed.inlines

    def text(self, field: BibField) -> ParsedText | None:
        """A field as a text with markup, without the commas at its end, which some programs leave there."""
        found = self.inlines(field)
        if found is None:
            return None
        text = ParsedText(found)
        kept = text.rstrip(" ,")
        return ParsedText(first_characters(found, len(kept))) if 0 < len(kept) < len(text) else text

    def word(self, field: BibField) -> str | None:
        """A field as text without markup."""
        text = None if field.is_unread else plain_characters(field.tex)
        if text is None:
            found = self.inlines(field)
            text = None if found is None else plain_text(found)
        return None if text is None else text.replace("\u00a0", " ").strip()

    def put_text(self, key: str, names: tuple[str, ...], into: YamlMap | None = None) -> None:
        """Add the first existing field of several, as a text with markup."""
        if field := self.first(names):
            self.put(key, self.text(field), field, into)

    def put_word(self, key: str, names: tuple[str, ...], into: YamlMap | None = None) -> None:
        """Add the first existing field of several, without markup. A value in the wrong form is left out."""
        if field := self.first(names):
            word = self.word(field)
            reader = READERS.get(key)
            if word and reader:
                self.put_read(key, reader(word), field)
            else:
                self.put(key, word, field, into)

    def put_read(self, key: str, value: str | None, field: BibField, into: YamlMap | None = None) -> None:
        """Add a value that was read, or report the field if it is None."""
        if value is None:
            if not is_absent(field.tex):
                self.unread(field)
            return
        self.put(key, value, field, into)

    def without_status(self, text: ParsedText, field: BibField) -> ParsedText:
        """A text without the status that it is or that is at its end, or before a venue. It is that of the work."""
        rest, status = split_status(text)
        if status:
            return ParsedText(first_characters(text.inlines, len(rest))) if self.put_status(status, field) else text
        at, status = status_before(text) if field.name in VENUES else (0, None)
        venue = without_first_characters(text.inlines, at) if status else ()
        return ParsedText(venue) if status and venue and self.put_status(status, field) else text

    def put_status(self, status: Status, field: BibField) -> bool:
        """Add a status that a text states, and say whether it is that of the work.

        A work that has appeared has none, whatever the text says, and no text contradicts another one.
        """
        if self.has_appeared() or self.work.get("status", status) != status:
            return False
        if "status" not in self.work:
            self.put("status", status, field)
        return True

    def has_appeared(self) -> bool:
        """Whether the entry has pages, a volume, or a DOI that is not that of a preprint."""
        doi, volume, pages = (
            self.fields[name].tex.strip() if name in self.fields else "" for name in ("doi", "volume", "pages")
        )
        is_preprint = volume.startswith("abs/") or DOI_OF_SERVER.match(read_doi(doi) or "")
        return bool(pages or (volume and not volume.startswith("abs/")) or (doi and not is_preprint))
