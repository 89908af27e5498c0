"""Build a work from an entry: read its fields, and add their values with their spans."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from cvkit.load.bibtex.entry_reader import BibEntry, BibField
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.tex_parser import TexError, parse_address, parse_tex
from cvkit.model.diagnostic import Diagnostic, Place
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.markdown_source import to_markdown
from cvkit.model.source import Span, YamlMap

ADDRESSES = frozenset({"doi", "url"})

_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_RANGE = re.compile(r"\s*[-–—]+\s*")


class DiagnosticList:
    """The diagnostics of the works of one file."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.diagnostics: list[Diagnostic] = []

    def report(self, diagnostic: Diagnostic, span: Span) -> None:
        """Report a diagnostic at a span."""
        end = span.end_column if span.end_line == span.line else span.column + 1
        place = Place(self.lines.file, span.line + 1, span.column + 1, max(end, span.column + 1) + 1)
        diagnostic = replace(diagnostic, place=place)
        if diagnostic not in self.diagnostics[-20:]:  # report a field once that several entries inherit
            self.diagnostics.append(diagnostic)

    def report_within(self, diagnostic: Diagnostic, field: BibField, at: int, length: int) -> None:
        """Report a diagnostic at some characters of a field's TeX."""
        span = field.span
        if field.at is not None:
            span = self.lines.span(field.at + at, field.at + at + length)
        self.report(diagnostic, span)


class WorkBuilder:
    """Builds one work."""

    def __init__(self, entry: BibEntry, errors: DiagnosticList) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.errors = errors
        self.work = YamlMap(errors.lines.file, entry.span)

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

    def first(self, names: tuple[str, ...]) -> BibField | None:
        """The first of several fields that exists and is not empty."""
        return next((f for name in names if (f := self.fields.get(name)) and (f.tex.strip() or f.is_unread)), None)

    def inlines(self, field: BibField) -> Inlines | None:
        """The tree of a field; None if it cannot be read, which a diagnostic reports."""
        if field.is_unread:
            return None
        doubts: list[TexError] = []
        try:
            return parse_tex(field.tex, doubts)
        except TexError as error:
            self.errors.report_within(error.diagnostic, field, error.at, error.length)
            return None
        finally:
            for doubt in doubts:
                self.errors.report_within(doubt.diagnostic, field, doubt.at, doubt.length)

    def text(self, field: BibField) -> str | None:
        """A field as Markdown."""
        found = self.inlines(field)
        return None if found is None else to_markdown(found)

    def word(self, field: BibField) -> str | None:
        """A field as text without markup."""
        found = self.inlines(field)
        return None if found is None else plain_text(found).replace("\u00a0", " ").strip()

    def put_text(self, key: str, names: tuple[str, ...], into: YamlMap | None = None) -> None:
        """Add the first existing field of several, as Markdown."""
        if field := self.first(names):
            self.put(key, self.text(field), field, into)

    def put_word(self, key: str, names: tuple[str, ...], into: YamlMap | None = None) -> None:
        """Add the first existing field of several, without markup."""
        if field := self.first(names):
            if key in ADDRESSES:
                address = parse_address(field.tex)
                self.put(key, _DOI_ADDRESS.sub("", address) if key == "doi" else address, field, into)
                return
            word = self.word(field)
            self.put(key, _RANGE.sub("-", word) if word and key == "pages" else word, field, into)
