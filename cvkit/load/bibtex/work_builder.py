"""Build a work from an entry: read its fields, and add their values with their spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cvkit.load.bibtex.addresses import parse_address
from cvkit.load.bibtex.date_fields import split_status, status_before
from cvkit.load.bibtex.entry_reader import BibEntry, BibField
from cvkit.load.bibtex.file_report import FileReport, LeftOutFields
from cvkit.load.bibtex.parsed_tex import TexError, UnknownMacro, UnknownMath
from cvkit.load.bibtex.tex_parser import plain_characters, read_tex
from cvkit.load.bibtex.tidy_tree import first_characters
from cvkit.load.bibtex.values import (
    TWO_DOIS,
    is_absent,
    read_arxiv,
    read_chapter,
    read_doi,
    read_issue,
    read_page_count,
    read_pages,
    read_url,
    read_volume,
)
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.inline import Inlines, Str, plain_text
from cvkit.model.parsed_text import ParsedText
from cvkit.model.source import Span, YamlMap

READERS: dict[str, Callable[[str], str | None]] = {
    "page_count": read_page_count,
    "pages": read_pages,
    "volume": read_volume,
    "issue": read_issue,
    "chapter": read_chapter,
    "arxiv": read_arxiv,
}
"""Field of a work → the function that reads its value from text without markup."""

_OTHER_ADDRESS = re.compile(r"https?://\S*[\s,;]+(https?://[^\s{}\"'<>]+)", re.IGNORECASE)
"""An address behind another one."""

_MAY_BE_ZERO = frozenset({"volume", "issue", "number", "chapter"})
"""Fields in which most programs write 0 for no number. Few works have this number, so it is reported."""

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
        """The first of several fields that exists and is not empty. It counts as read, as do those that repeat it."""
        filled = [
            field for name in names if (field := self.fields.get(name)) and (field.tex.strip() or field.is_unread)
        ]
        if not filled:
            self.used.update(names)
            return None
        found = filled[0]
        others = {one.name for one in filled[1:] if _words(one) not in _words(found) and not is_absent(one.tex)}
        self.used.update(set(names) - others)
        return found

    def place(self, field: BibField, at: int = 0, length: int = 0) -> Place:
        """The place of a field's value, or of some characters in it."""
        span: Span = field.span
        if length and field.at is not None:
            span = self.report.lines.span(field.at + at, field.at + at + length)
        return self.report.place(span)

    def unread(self, field: BibField) -> None:
        """Report a value that could not be read."""
        self.report.unread(field.name, self.place(field))

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
        """A field as a text with markup."""
        found = self.inlines(field)
        return None if found is None else ParsedText(found)

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
            if word and is_absent(word):
                if key in _MAY_BE_ZERO and word == "0":
                    self.report.add(LeftOutFields, f"`{field.name} = {{0}}`", self.place(field))
                return
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
        """A text without the status that it is or that is at its end. The status is that of the work.

        A work with a DOI, a volume or pages has appeared, whatever the text says.
        """
        rest, status = split_status(text)
        at = 0
        if status is None and field.name in VENUES:
            at, status = status_before(text)
        if status is None or self.has_appeared() or self.work.get("status", status) != status:
            return text
        if "status" not in self.work:
            self.put("status", status, field)
        first = text.inlines[0] if text.inlines else None
        if at and isinstance(first, Str):
            return ParsedText((replace(first, text=first.text[at:], offsets=first.offsets[at:]), *text.inlines[1:]))
        return ParsedText(first_characters(text.inlines, len(rest)))

    def has_appeared(self) -> bool:
        """Whether the entry has a DOI, a volume or pages."""
        return any(self.fields[name].tex.strip() for name in ("doi", "volume", "pages") if name in self.fields)

    def put_addresses(self) -> None:
        """Add `doi` and `url`. A DOI that is in `url` belongs to `doi`."""
        if field := self.first(("doi",)):
            doi = read_doi(field.tex)
            self.put_read("doi", doi, field)
            second = read_doi(field.tex[two.end(1) :]) if (two := TWO_DOIS.search(field.tex)) else None
            if second and doi and second.lower() != doi.lower():
                self.report.add(LeftOutFields, "second DOI of `doi`", self.place(field))
        if field := self.first(("url",)):
            self.put_url(field)

    def put_howpublished(self) -> None:
        """Add the address that is the whole `howpublished` of a work without another."""
        field = self.fields.get("howpublished")
        if not field or not re.fullmatch(r"(?:\\url)?[\s{]*(?:https?://|www\.)[^\s{}]+[\s}]*", field.tex):
            return
        address = read_url(field.tex.removeprefix("\\url"))
        if "url" not in self.work and (address.url or "doi" not in self.work):
            self.put_url(field._replace(tex=field.tex.removeprefix("\\url")))
        elif address.doi != self.work.get("doi") and address.url != self.work.get("url"):
            return
        self.used.add("howpublished")

    def put_url(self, field: BibField) -> None:
        """Add the address in a field as the link of the work, or as its DOI.

        The address of the DOI that the work has is no other fact.
        """
        field = field._replace(tex=re.sub(r"^<go to \w+>://\S*\s*", "", field.tex, flags=re.IGNORECASE))  # EndNote
        if not field.tex:
            return
        address = read_url(field.tex)
        doi = address.doi or self.work.get("doi", "")
        if any(not doi or doi.lower() not in other.lower() for other in _OTHER_ADDRESS.findall(field.tex)):
            self.report.add(LeftOutFields, "second address of `url`", self.place(field))
        if address.doi:
            if "doi" not in self.work:
                self.put("doi", address.doi, field)
            elif address.doi.lower() != self.work["doi"].lower() and field.tex.strip().startswith("http"):
                self.put("url", parse_address(field.tex), field)
        else:
            self.put_read("url", address.url, field)


def _words(field: BibField) -> str:
    """The words of a value, each between spaces. A field whose words are in those of another repeats it."""
    words = re.findall(r"[^\W_]+", field.tex.casefold())
    return f" {' '.join(words)} "
