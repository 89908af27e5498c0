"""Convert an entry of a `.bib` file to a work as typed in YAML. Each value has the span of its BibTeX field."""

from __future__ import annotations

import copy

from cvkit.load.bibtex.authors import put_author_list
from cvkit.load.bibtex.database_ids import put_ids
from cvkit.load.bibtex.entry_reader import BibEntry, BibField, UnknownField, WrongEntryType
from cvkit.load.bibtex.extension_fields import (
    UnreadableExtension,
    extended_field,
    is_valid_extension,
    put_extension_field,
)
from cvkit.load.bibtex.file_report import FileReport, GroupedRule, LeftOutFields
from cvkit.load.bibtex.kinds import kind_of
from cvkit.load.bibtex.name_doubts import NameDoubts
from cvkit.load.bibtex.notes import put_note
from cvkit.load.bibtex.patents import put_country, put_patent
from cvkit.load.bibtex.same_value import characters_of, repeats
from cvkit.load.bibtex.site_fields import put_site_fields, put_tags
from cvkit.load.bibtex.tidy_tree import first_characters, tidy
from cvkit.load.bibtex.venue import put_venue, whole_title
from cvkit.load.bibtex.work_builder import WorkBuilder
from cvkit.load.bibtex.work_dates import leave_out_patent_status, put_date, put_status, settle
from cvkit.load.bibtex.work_words import put_words
from cvkit.load.yaml_file import UnreadableYamlError
from cvkit.model.biblatex_names import GENRE_OF_TYPE, KIND_OF_TYPE, TYPED
from cvkit.model.diagnostic import Severity
from cvkit.model.extension_names import ABSENT_FIELD, COMPUTED_FIELD, SHORT_FIELDS
from cvkit.model.inline import Str, plain_text
from cvkit.model.numbering import Numbering
from cvkit.model.parsed_text import ParsedText
from cvkit.model.printed_words import code_of_kind
from cvkit.model.source import YamlMap
from cvkit.model.work import KIND_OF_SECTION, SECTION_OF_KIND, WorkKind

KEPT_OF_PATENTS = ("holder", "assignee", "doi", "abstract", "publisher", "venue", "volume", "pages", "eprint")
"""Fields of a patent that an import keeps under keys of the user's own."""

STRUCTURE = frozenset(
    "crossref xdata entrysubtype eprinttype archiveprefix eprintclass primaryclass archive execute".split()
)
"""Fields that are read, or reported, although no value of the work has their place."""


class UnreadableLabel(GroupedRule):
    """A `shorthand` does not match the format `label` in `numbering`; cvkit leaves it out.

    In a `.bib` file, `shorthand` can fix the label of a work. cvkit reads the series and the number from it, in the
    format that `numbering` sets for labels. This text does not match the format, so it fixes no number. If it should,
    write it in that format, such as `J.1`.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, shorthand = {first}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, shorthand = {J.1}}
    ```
    """

    code = "L107"
    severity = Severity.NOTE
    noun = "shorthand"
    message = "left out: {count} that the format of labels `{field}` cannot read: {names} ({lines})"
    hint = "to fix a number, write the label in that format, or change `label` in `numbering`"
    fix = "write it in that format, or delete it"


class WorkReader:
    """Converts the entries of one file to works, and collects their diagnostics."""

    def __init__(
        self,
        report: FileReport,
        section: str | None,
        numbering: Numbering,
        roles: frozenset[str],
    ) -> None:
        """`section` is that of all works; if None, each work is in the section of its kind."""
        self.report = report
        self.doubts = NameDoubts(report.lines)
        self.section = section
        self.numbering = numbering
        self.roles = roles

    def read(self, entry: BibEntry) -> tuple[str, YamlMap]:
        """The section of an entry, and its work."""
        work = _Work(self, entry)
        return work.section, work.whole()


def _section_of(entry: BibEntry) -> str:
    """The section of the kind of an entry. A patent without inventors is a publication: the section needs them."""
    kind, author = kind_of(entry), entry.fields.get("author")
    is_nameless = author is None or not (author.tex.strip() or author.is_unread)
    return "publications" if kind == "patent" and is_nameless else SECTION_OF_KIND.get(kind, "publications")


def _own_rank(name: str) -> int:
    """The rank of an `x-…` field: a whole value comes before a part of it, and the names of absent fields come last."""
    return 2 if name == ABSENT_FIELD else int(name in SHORT_FIELDS)


class _Work(WorkBuilder):
    """Converts one entry to a work."""

    def __init__(self, reader: WorkReader, entry: BibEntry) -> None:
        super().__init__(entry, reader.report)
        self.is_sorted = reader.section is None
        """Whether the entry chooses its section by its kind."""
        self.section = reader.section or _section_of(entry)
        self.numbering = reader.numbering
        self.roles = reader.roles
        self.doubts = reader.doubts

    def whole(self) -> YamlMap:
        self.put("id", self.entry.key, BibField("", self.entry.key_span, self.entry.key_span, None))
        section = self.section
        kind = KIND_OF_SECTION.get(section) or kind_of(self.entry)
        is_patent = section == "patents"
        if is_patent and self.entry.type != "patent" and kind_of(self.entry) != "patent":
            self.report.report(WrongEntryType.at(type=self.entry.type), self.report.place(self.entry.key_span))
        if section == "publications":
            subtype = self.first(("entrysubtype",))
            named_kind = subtype.tex.strip().lower() if subtype else ""
            type_span = self.entry.span._replace(end_line=self.entry.span.line, end_column=self.entry.span.column + 1)
            type_field = BibField("", type_span, type_span, None)
            self.put("kind", kind, subtype if subtype and named_kind == kind else type_field)
        self._title(kind)
        put_author_list(self, "inventors" if is_patent else "authors", "author", self.roles, self.doubts)
        if is_patent:
            put_patent(self)
        else:
            put_author_list(self, "editors", "editor", self.roles, self.doubts)
            self._collaboration()
            put_status(self, kind)
            put_venue(self, kind)
            put_date(self, "date")
            put_words(self, kind)
            put_site_fields(self)
            put_ids(self)
            if kind in TYPED or (kind == "talk" and section == "publications"):
                self._genre(kind)
            if kind == "patent":
                put_country(self, is_sorted=self.is_sorted)
            self.put_text("abstract", ("abstract",))
        if section == "talks":
            self.put_text("role", ("type",))
        if section in ("software", "datasets"):
            self.put_word("version", ("version",))
        put_note(self, is_patent=is_patent)
        self._tags()
        self._pin(kind)
        for name in sorted((name for name in self.fields if name.startswith("x-")), key=_own_rank):
            if (field := self.fields[name]).tex.strip():
                is_left_out = section != "patents" and name == "x-status"
                if not (is_left_out and leave_out_patent_status(self, kind, field.tex, field)):
                    self._own(name, field)
        if is_patent and self.is_sorted:
            self._keep_rest()
        settle(self, is_numbered=self._is_numbered(kind), needs_date=section == "publications")
        self._left_out()
        return self.work

    def _is_numbered(self, kind: WorkKind) -> bool:
        """Whether the work has a label, by its kind and status."""
        series = self.work.get("series") or self.numbering.default_series(kind, self.work.get("status"))
        return series is not None and self.work.get("numbered") != "false"

    def _keep_rest(self) -> None:
        """Keep the fields of a patent that the section `patents` has no place for, under keys that begin with `x-`."""
        for name in filter(lambda name: name not in self.used, KEPT_OF_PATENTS):
            if (field := self.first((name,))) and (word := self.word(field)):
                self.put(f"x-{name}", word, field)

    def _left_out(self) -> None:
        """List the fields that have no place in a record."""
        for name, field in self.fields.items():
            is_read = name in self.used or name in STRUCTURE or name.startswith("x-") or "+an" in name
            if is_read or self.report.has(UnknownField, f"`{name}`") or not self.says_something(name):
                continue
            if not (found := self.beside.get(name)):
                self.report.add(LeftOutFields, name, self.report.place(field.key_span))
            elif not repeats(characters_of(field.tex), characters_of(found.tex)):
                self.leave_out(field, found)

    def _title(self, kind: WorkKind) -> None:
        field = self.first(("title",))
        if not field and kind == "book":
            field = self.first(("booktitle", "maintitle"))
        if not field:
            return
        title, subtitle = self.inlines(field), self.first(("subtitle",))
        if title is not None and (code := code_of_kind(plain_text(title))):
            title = first_characters(title, code.start())
        rest = self.inlines(subtitle) if subtitle else None
        if title is not None and rest:
            between = Str(" " if plain_text(title).endswith(("?", "!", ":")) else ": ", start=rest[0].start)
            title = tidy((*title, between, *rest))
        text = None if title is None else ParsedText(title)
        if text and kind == "book" and field.name == "title":  # a volume is named behind the work that it is part of
            text = whole_title(self, text)
        self.put("title", text, field)
        self.put_text("title_addon", ("titleaddon",))

    def _collaboration(self) -> None:
        """Add the group, unless the author list has it, as Web of Science writes it in both."""
        self.put_text("collaboration", ("collaboration", "group-author"))
        if self.work.get("collaboration", "").lower() in [str(name).lower() for name in self.work.get("authors", ())]:
            self.remove("collaboration")

    def _genre(self, kind: WorkKind) -> None:
        """Add the type of a work, which can be in the type of the entry. `type = {dataset}` says no more than that."""
        typed = self.first(("type",))
        is_repeated = kind in ("software", "dataset") and typed and typed.tex.strip("{} \t\n").lower() in KIND_OF_TYPE
        if not is_repeated:
            self.put_text("genre", ("type",))
        if self.work.get("genre") == "Theses":  # HAL
            self.work["genre"] = "phdthesis"
        if (
            "genre" not in self.work and kind == "report" and self.entry.type == "article"
        ):  # `journal = {Working paper}`
            self.put_text("genre", ("journaltitle", "journal"))
        is_named = "report" in self.work.get("number", "").lower()  # `number = {Technical Report 12}`
        if "genre" not in self.work and not is_named and (genre := GENRE_OF_TYPE.get(self.entry.type)):
            self.put("genre", genre, BibField("", self.entry.key_span, self.entry.key_span, None))

    def _tags(self) -> None:
        for name in ("keywords", "keyword"):
            if (field := self.first((name,))) and (word := self.word(field)):
                tags = [tag.strip() for tag in word.split("," if "," in word else ";")]
                put_tags(self, [tag for tag in tags if tag and tag not in self.work.get("tags", ())], field)

    def _pin(self, kind: WorkKind) -> None:
        """Add the number of a `shorthand` as the pin, and its series if the kind of the work has another series."""
        field = self.first(("shorthand",))
        computed = self.fields.get(COMPUTED_FIELD)
        if not field or (computed and "shorthand" in computed.tex):
            return
        text = self.word(field)
        label = self.numbering.parse_label(text) if text else None
        if text and not label:
            self.report.add(UnreadableLabel, f"`{text}`", self.place(field), self.numbering.label)
        elif label:
            series, number = label
            self.put("pin", str(number), field)
            if series and series != self.numbering.default_series(kind, self.work.get("status")):
                self.put("series", series, field)

    def _own(self, name: str, field: BibField) -> None:
        key = extended_field(name, self.section)
        before = copy.deepcopy(self.work.get(key)) if key else None
        try:
            put_extension_field(self.work, name, field, self.section)
        except UnreadableYamlError as error:
            self.report.report(UnreadableExtension.at(name=name, reason=error.diagnostic.message), self.place(field))
            return
        if key and not is_valid_extension(self.work, key, self.section):
            self.unread(field)
            if before is None:
                self.remove(key)
            else:
                self.work[key] = before
