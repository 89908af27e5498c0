"""Inherit fields: with `crossref` from the volume that an entry is part of, with `xdata` from entries of data only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cvkit.load.bibtex.entry_reader import CONTAINER, BibEntry, BibField
from cvkit.load.bibtex.file_report import FileReport, GroupedRule
from cvkit.model.biblatex_names import KIND_OF_TYPE
from cvkit.model.diagnostic import Severity

NOT_INHERITED = frozenset(
    """
    crossref xref xdata ids entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey keywords x-computed
    """.split()
)
"""Fields that a part does not inherit (biblatex manual, §2.4.1 and appendix B)."""

MAX_CROSSREF_DEPTH = 20
"""The largest number of entries in a chain of inheritance."""

OF_WORKS = (
    *("title", "booktitle", "maintitle", "author", "editor"),
    *("journal", "journaltitle", "shortjournal", "doi", "eprint", "pmid"),
)
"""An entry with one of these fields is a work. If it has no title, that is an error, because the work would be lost."""

RENAMED_FIELDS = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
"""Field of a volume → the field of a part that inherits it."""

RENAMED_IN_VOLUMES = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
"""Field of a work in several volumes → the field of one volume that inherits it."""


class UnknownParent(GroupedRule):
    """`crossref` or `xdata` names an entry that is not in the file, or names its own entry.

    `crossref` and `xdata` take fields from another entry. This entry must be in the same file, and no entry can take
    fields from itself. cvkit reads the entry without these fields, so the book title may be missing. Fix the key, add
    the other entry to the file, or write the fields into this entry.
    ```bibtex
    @inproceedings{one, title = {A Study}, author = {Miller, Ada}, crossref = {proc}, date = {2020}}
    ```
    ```bibtex
    @inproceedings{one, title = {A Study}, author = {Miller, Ada}, booktitle = {Proceedings}, date = {2020}}
    ```
    """

    code = "L106"
    severity = Severity.WARNING
    noun = "key"
    message = "{count} in `crossref` or `xdata` of no entry in this file: {names} ({lines})"
    hint = "write the key of another entry in this file"
    fix = "fix the key"


class _OwnParent(UnknownParent):
    message = "{count} in `crossref` or `xdata` of the entry itself: {names} ({lines})"
    hint = "delete one of the two fields"


class _TooManyParents(UnknownParent):
    message = f"{{count}} in `crossref` or `xdata` after more than {MAX_CROSSREF_DEPTH} others: {{names}} ({{lines}})"
    hint = "look for a typo"


class NoWork(GroupedRule):
    """An entry of a `.bib` file that has no title, no people, no journal and no identifier, so it describes no work.

    Programs write an entry without fields for a source that they could not read. Files that are a whole CV have entries
    for posts and degrees. cvkit leaves these entries out. If the entry is a work, add its title.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    @misc{two, date = {2021}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    @misc{two, title = {A Page}, author = {Miller, Ada}, date = {2021}}
    ```
    """

    code = "L115"
    severity = Severity.WARNING
    noun = "entry"
    message = (
        "{count} without title, people, journal and identifier: {names} ({lines}); cvkit leaves out what is no work"
    )
    hint = "if it is a work, add a field `title = {{…}}`; else delete the entry"
    fix = "add its title, or delete it"


class CrossrefResolver:
    """Adds the inherited fields to the entries of a file."""

    def __init__(self, entries: Sequence[BibEntry], report: FileReport) -> None:
        self.by_key = {entry.key: entry for entry in reversed(entries)}
        self.keys = {key.lower(): key for key in reversed(self.by_key)}
        """Key in lower case → key. For BibTeX, `crossref` may have other capitals than the key."""
        self.report = report
        self.known: dict[str, dict[str, BibField]] = {}
        """Key → the fields of that entry with its inherited ones. Many entries may inherit from it."""

    def works(self, entries: Sequence[BibEntry]) -> list[BibEntry]:
        """The entries that are works, with inherited fields. Proceedings that others inherit from are omitted."""
        # An edited book is a work of its editors, but proceedings are in a file for the sake of their papers.
        parents = {key for entry in entries for key in self._keys(entry, "crossref")}
        works = [e for e in entries if e.type != CONTAINER and not (e.key in parents and self._is_parent_volume(e))]
        inherited = [
            replace(entry, fields=self._with_inherited(entry, (entry.key,)))
            if "crossref" in entry.fields or "xdata" in entry.fields
            else entry
            for entry in works
        ]
        return [_as_volume(entry) for entry in inherited if self._is_work(entry)]

    def _is_work(self, entry: BibEntry) -> bool:
        """Whether an entry has a field that only works have."""
        is_one = any(_has(entry, name) for name in OF_WORKS)
        if not is_one:
            self.report.add(NoWork, f"`{entry.key}`", self.report.place(entry.span))
        return is_one

    def _is_parent_volume(self, entry: BibEntry) -> bool:
        """Whether an entry is a volume from which others inherit. If several have its key, only the first one is."""
        return entry is self.by_key[entry.key] and _is_volume(entry)

    def _with_inherited(self, entry: BibEntry, trail: tuple[str, ...]) -> dict[str, BibField]:
        fields = dict(entry.fields)
        if "crossref" in fields and self._is_doi(fields["crossref"]):  # SciELO writes the DOI of the work there
            fields.setdefault("doi", fields.pop("crossref")._replace(name="doi"))
            entry = replace(entry, fields=fields)
        for key in self._keys(entry, "xdata"):
            for name, field in self._parent(entry, "xdata", key, trail).items():
                fields.setdefault(name, field)
        for key in self._keys(entry, "crossref"):
            parent = self.by_key.get(key)
            is_from_book = parent is not None and KIND_OF_TYPE.get(parent.type) == "book"
            is_part = is_from_book and KIND_OF_TYPE.get(entry.type) != "book"
            is_volume = is_from_book and not is_part and parent is not None and parent.type.startswith("mv")
            renamed = RENAMED_FIELDS if is_part else RENAMED_IN_VOLUMES if is_volume else {}
            for name, field in self._parent(entry, "crossref", key, trail).items():
                if name not in NOT_INHERITED and not (name.startswith("author+an") and "author" in entry.fields):
                    own = renamed.get(name, name)
                    fields.setdefault(own, field._replace(name=own))
        return fields

    def _is_doi(self, field: BibField) -> bool:
        """Whether a field is a DOI, and not the key of an entry."""
        return field.tex.strip() not in self.by_key and bool(re.fullmatch(r"\s*10\.\d{4,9}/[^\s,]+\s*", field.tex))

    def _keys(self, entry: BibEntry, field: str) -> Iterator[str]:
        """The keys that a field names, separated by commas."""
        if field in entry.fields:
            for key in filter(None, (key.strip() for key in entry.fields[field].tex.split(","))):
                yield key if key in self.by_key else self.keys.get(key.lower(), key)

    def _parent(self, entry: BibEntry, field: str, key: str, trail: tuple[str, ...]) -> Mapping[str, BibField]:
        parent = self.by_key.get(key)
        if key in self.known and key not in trail:
            return self.known[key]
        if parent is None or key in trail or len(trail) > MAX_CROSSREF_DEPTH:
            rule = UnknownParent if parent is None else _OwnParent if key in trail else _TooManyParents
            self.report.add(rule, f"`{key}`", self.report.place(entry.fields[field].span))
            return {}
        self.known[key] = self._with_inherited(parent, (*trail, key))
        return self.known[key]


def _has(entry: BibEntry, name: str) -> bool:
    """Whether an entry has a field that is not empty. A value that could not be read counts."""
    return name in entry.fields and bool(entry.fields[name].tex.strip() or entry.fields[name].is_unread)


def _as_volume(entry: BibEntry) -> BibEntry:
    """An entry, as a book if it is a part of a book without a title of its own: it is a volume of that book."""
    is_volume = KIND_OF_TYPE.get(entry.type) == "chapter" and not _has(entry, "title") and _has(entry, "booktitle")
    if not is_volume:
        return entry
    own = {of_part: of_volume for of_volume, of_part in RENAMED_FIELDS.items()}
    fields = {
        (name := own.get(typed, typed)): field._replace(name=name)
        for typed, field in entry.fields.items()
        if typed not in RENAMED_FIELDS
    }
    return replace(entry, type="book", fields=fields)


def _is_volume(entry: BibEntry) -> bool:
    return entry.type in ("proceedings", "mvproceedings") and "author" not in entry.fields
