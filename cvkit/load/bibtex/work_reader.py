"""Convert an entry of a `.bib` file to a work as typed in YAML. Each value has the span of its BibTeX field."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from cvkit.load.bibtex.author_field import NameDoubts, author_of, split_authors
from cvkit.load.bibtex.date_fields import date_of, date_of_parts, status_of
from cvkit.load.bibtex.entry_reader import BibEntry, BibField, WrongEntryType
from cvkit.load.bibtex.extension_fields import COMPUTED_FIELD, UnreadableExtension, put_extension_field
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.load.bibtex.names import parse_annotations, parse_name_tex, without_open_end
from cvkit.load.bibtex.tex_parser import TexError, parse_tex
from cvkit.load.bibtex.venue import arxiv_of, kind_of, put_venue
from cvkit.load.bibtex.work_builder import DiagnosticList, WorkBuilder
from cvkit.load.yaml_file import UnreadableYamlError
from cvkit.model.biblatex_names import NUMBERED, WORD_FIELDS
from cvkit.model.diagnostic import Severity
from cvkit.model.inline import Str, plain_text
from cvkit.model.markdown_source import to_markdown
from cvkit.model.numbering import Numbering
from cvkit.model.open_list import OPEN_END
from cvkit.model.rule import Rule
from cvkit.model.source import Span, YamlMap, YamlSeq
from cvkit.model.work import WorkKind

SECTION_KINDS: dict[str, WorkKind] = {
    "patents": "patent",
    "talks": "talk",
    "software": "software",
    "datasets": "dataset",
}
"""Sections whose entries all have one kind."""


class UnreadableLabel(Rule):
    """A `shorthand` does not match the format `label` in `numbering`.

    In a `.bib` file, `shorthand` fixes the label of a work. cvkit reads the series and the number from it, in the
    format that `numbering` sets for labels. This text does not match the format, so the number is unknown. Write it in
    that format, such as `J.1`, or delete it.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, shorthand = {first}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, shorthand = {J.1}}
    ```
    """

    code = "L107"
    message = "the label `{text}` does not match the format `{form}`"
    hint = "write it in that format, change `label` in `numbering`, or delete the field"
    fix = "write it in that format, or delete it"


class WorkReader:
    """Converts the entries of one file to works, and collects their diagnostics."""

    def __init__(
        self,
        lines: LineIndex,
        section: str,
        numbering: Numbering,
        roles: frozenset[str],
        markers: Collection[str],
    ) -> None:
        self.errors = DiagnosticList(lines)
        self.doubts = NameDoubts(lines)
        self.markers = markers
        self.section = section
        self.numbering = numbering
        self.roles = roles

    def read(self, entry: BibEntry) -> YamlMap:
        """The work of an entry."""
        return _Work(self, entry).whole()


class _Work(WorkBuilder):
    """Converts one entry to a work."""

    def __init__(self, reader: WorkReader, entry: BibEntry) -> None:
        super().__init__(entry, reader.errors)
        self.section = reader.section
        self.numbering = reader.numbering
        self.roles = reader.roles
        self.markers = reader.markers
        self.doubts = reader.doubts

    def whole(self) -> YamlMap:
        self.put("id", self.entry.key, BibField("", self.entry.key_span, self.entry.key_span, None))
        section = self.section
        kind = SECTION_KINDS.get(section) or kind_of(self.entry)
        is_patent = section == "patents"
        if is_patent and self.entry.type != "patent":
            self.errors.report(WrongEntryType.at(type=self.entry.type), self.entry.key_span)
        if section == "publications":
            subtype = self.fields.get("entrysubtype")
            named_kind = subtype.tex.strip().lower() if subtype else ""
            type_span = self.entry.span._replace(end_line=self.entry.span.line, end_column=self.entry.span.column + 1)
            type_field = BibField("", type_span, type_span, None)
            self.put("kind", kind, subtype if subtype and named_kind == kind else type_field)
        self._title()
        self._authors("inventors" if is_patent else "authors", "author")
        if is_patent:
            self._patent()
        else:
            self._authors("editors", "editor")
            self.put_text("collaboration", ("collaboration",))
            put_venue(self, kind)
            self._date("date")
            self._words(kind)
            self._status("pubstate")
            self._abstract()
        if section == "talks":
            self.put_text("role", ("type",))
        if section in ("software", "datasets"):
            self.put_word("version", ("version",))
        self._note_and_tags()
        self._pin(kind)
        for name, field in self.fields.items():
            if name.startswith("x-") and field.tex.strip():
                self._own(name, field)
        return self.work

    def _title(self) -> None:
        field = self.first(("title",))
        if not field:
            return
        title, subtitle = self.inlines(field), self.first(("subtitle",))
        rest = self.inlines(subtitle) if subtitle else None
        if title is not None and rest:
            title = (*title, Str(" " if plain_text(title).endswith(("?", "!", ":")) else ": "), *rest)
        self.put("title", None if title is None else to_markdown(title), field)

    def _authors(self, key: str, name: str) -> None:
        """Add the names of a field. An open list ends with the item `OPEN_END`."""
        field = self.first((name,))
        if not field:
            return
        if field.is_unread:
            self.put(key, None, field)
            return
        authors = YamlSeq(self.work.file, field.span)
        is_open = False
        found = split_authors(field.tex)
        self.doubts.add_field(found, field.tex, field.span)
        for tex, at in found.names:
            span = field.span if field.at is None else self.errors.lines.span(field.at + at, field.at + at + len(tex))
            try:
                parts, open_end = without_open_end(parse_name_tex(tex))
                author, undeclared = author_of(parts, self.markers)
            except TexError as error:
                self.errors.report_within(error.diagnostic, field, at + error.at, error.length)
                self.put(key, None, field)
                return
            is_open = is_open or open_end
            if author:
                self.doubts.add_markers(undeclared, span)
                authors.append(author if isinstance(author, str) else self._author(author, span))
                authors.spans.append(span)
        for annotated, annotation in self.fields.items():
            if annotated == f"{name}+an" or annotated.startswith(f"{name}+an:"):
                self._annotate(authors, annotated, annotation)
        if authors:
            if is_open:
                authors.append(OPEN_END)
                authors.spans.append(field.span)
            self.put(key, authors, field)

    def _author(self, parts: dict[str, str], span: Span) -> YamlMap:
        author = YamlMap(self.work.file, span)
        for part, text in parts.items():
            self.put(part, text, BibField("", span, span, None), author)
        return author

    def _annotate(self, authors: YamlSeq, name: str, field: BibField) -> None:
        roles, errors = parse_annotations(name, field.tex, len(authors), self.roles)
        for error in errors:
            self.errors.report_within(error.diagnostic, field, error.at, error.length)
        for index, key, value in roles:
            if isinstance(authors[index], str):
                authors[index] = self._author({"name": authors[index]}, authors.spans[index])
            author = authors[index]
            if key == "affiliations":
                places = author.get(key) or YamlSeq(self.work.file, field.span)
                for tex in value:
                    text = self.text(field._replace(tex=tex, at=None))
                    if text:
                        places.append(text)
                        places.spans.append(field.span)
                value = places
            elif key == "roles":
                named = author.get(key) or YamlSeq(self.work.file, field.span)
                if value not in named:
                    named.append(value)
                    named.spans.append(field.span)
                value = named
            elif key == "equal_contributor" and value != "true":
                value = self.word(field._replace(tex=value, at=None))
            elif author.get(key, "true") != "true":
                continue  # keep the name of the group, or the level of an advisee, which is more exact
            self.put(key, value, field, author)

    def _date(self, key: str) -> None:
        if field := self.first(("date",)):
            word = self.word(field)
            self.put(key, word and date_of(word), field)
        elif field := self.first(("year",)):
            year = self.word(field)
            if year and (status := status_of(year)) and key == "date":
                self.put("status", status, field)
            else:
                month, day = (self.word(f) if (f := self.first((part,))) else "" for part in ("month", "day"))
                self.put(key, year and date_of_parts(year, month or "", day or ""), field)

    def _words(self, kind: WorkKind) -> None:
        for key, names in WORD_FIELDS.items():
            self.put_word(key, names)
        self.put_word("number" if kind in NUMBERED else "issue", ("number",))
        if "issue" not in self.work:
            self.put_word("issue", ("issue",))
        found = arxiv_of(self.entry)
        if found:
            self.put("arxiv", *found)
            if self.work.get("volume", "").startswith("abs/"):
                for part in (self.work, self.work.key_spans, self.work.value_spans):
                    part.pop("volume", None)

    def _abstract(self) -> None:
        """Add the abstract. Publishers write it, with any macro, so an unknown macro is only a warning."""
        if field := self.first(("abstract",)):
            try:
                self.put("abstract", to_markdown(parse_tex(field.tex)), field)
            except TexError as error:
                hint = f"cvkit leaves the abstract out; {error.diagnostic.hint}"
                warning = replace(error.diagnostic, hint=hint, severity=Severity.WARNING)
                self.errors.report_within(warning, field, error.at, error.length)

    def _status(self, name: str) -> None:
        if field := self.first((name,)):
            word = self.word(field)
            is_plain = self.work.get("kind") == "preprint" and word == "prepublished"  # Zotero writes it for each
            if word and word.lower() != "preprint" and not is_plain:
                self.put("status", status_of(word) or word, field)

    def _patent(self) -> None:
        kind = self.first(("type",))
        typed = kind.tex.strip().lower() if kind else ""
        if (place := self.first(("location", "address"))) and (country := self.word(place)):
            known = re.fullmatch(r"country(\w\w)", country)
            self.put("country", known[1].upper() if known else country, place)
        elif kind and (named := re.fullmatch(r"(?:patent|patreq)(\w\w)", typed)):
            self.put("country", named[1].upper(), kind)
        self.put_word("number", ("number",))
        self.put_word("url", ("url",))
        status = self.first(("pubstate",))
        word = (self.word(status) or "").lower() if status else ""
        if status and word:
            self.put("status", word, status)
        is_request = typed.startswith("patreq")
        self._date(word if word in ("filed", "published") else "filed" if is_request else "granted")

    def _note_and_tags(self) -> None:
        self.put_text("note", ("note",))
        field = self.first(("keywords", "keyword"))
        word = self.word(field) if field else ""
        if field and word:
            tags = YamlSeq(self.work.file, field.span)
            tags += [tag.strip() for tag in word.split("," if "," in word else ";") if tag.strip()]
            tags.spans = [field.span] * len(tags)
            self.put("tags", tags, field)

    def _pin(self, kind: WorkKind) -> None:
        """Add the number of a `shorthand` as the pin, and its series if the kind of the work has another series."""
        field = self.first(("shorthand",))
        computed = self.fields.get(COMPUTED_FIELD)
        if not field or (computed and "shorthand" in computed.tex):
            return
        text = self.word(field)
        label = self.numbering.parse_label(text) if text else None
        if text and not label:
            self.errors.report(UnreadableLabel.at(text=text, form=self.numbering.label), field.span)
        elif label:
            series, number = label
            self.put("pin", str(number), field)
            if series and series != self.numbering.default_series(kind, self.work.get("status")):
                self.put("series", series, field)

    def _own(self, name: str, field: BibField) -> None:
        try:
            put_extension_field(self.work, name, field, self.section)
        except UnreadableYamlError as error:
            self.errors.report(UnreadableExtension.at(name=name, reason=error.diagnostic.message), field.span)
