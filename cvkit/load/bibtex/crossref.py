"""Inherit fields: with `crossref` from the volume that an entry is part of, with `xdata` from entries of data only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cvkit.load.bibtex.entry_reader import CONTAINER, BibEntry, BibField
from cvkit.load.bibtex.file_report import FileReport, GroupedRule
from cvkit.model.biblatex_names import KIND_OF_TYPE
from cvkit.model.diagnostic import Severity

NOT_INHERITED = frozenset(
    """
    crossref xref xdata ids entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey keywords author author+an x-computed
    """.split()
)
"""Fields that a part does not inherit (biblatex manual, §2.4.1 and appendix B). A part has its own authors."""

MAX_CROSSREF_DEPTH = 20
"""The largest number of entries in a chain of inheritance."""

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


class CrossrefResolver:
    """Adds the inherited fields to the entries of a file."""

    def __init__(self, entries: Sequence[BibEntry], report: FileReport) -> None:
        self.by_key = {entry.key: entry for entry in reversed(entries)}
        self.report = report
        self.known: dict[str, dict[str, BibField]] = {}
        """Key → the fields of that entry with its inherited ones. Many entries may inherit from it."""

    def works(self, entries: Sequence[BibEntry]) -> list[BibEntry]:
        """The entries that are works, with inherited fields. Proceedings that others inherit from are omitted."""
        # An edited book is a work of its editors, but proceedings are in a file for the sake of their papers.
        parents = {key for entry in entries for key in _keys(entry, "crossref")}
        works = [e for e in entries if e.type != CONTAINER and not (e.key in parents and self._is_parent_volume(e))]
        return [
            replace(entry, fields=self._with_inherited(entry, (entry.key,)))
            if "crossref" in entry.fields or "xdata" in entry.fields
            else entry
            for entry in works
        ]

    def _is_parent_volume(self, entry: BibEntry) -> bool:
        """Whether an entry is a volume from which others inherit. If several have its key, only the first one is."""
        return entry is self.by_key[entry.key] and _is_volume(entry)

    def _with_inherited(self, entry: BibEntry, trail: tuple[str, ...]) -> dict[str, BibField]:
        fields = dict(entry.fields)
        for key in _keys(entry, "xdata"):
            for name, field in self._parent(entry, "xdata", key, trail).items():
                fields.setdefault(name, field)
        for key in _keys(entry, "crossref"):
            parent = self.by_key.get(key)
            is_from_book = parent is not None and KIND_OF_TYPE.get(parent.type) == "book"
            is_part = is_from_book and KIND_OF_TYPE.get(entry.type) != "book"
            is_volume = is_from_book and not is_part and parent is not None and parent.type.startswith("mv")
            renamed = RENAMED_FIELDS if is_part else RENAMED_IN_VOLUMES if is_volume else {}
            for name, field in self._parent(entry, "crossref", key, trail).items():
                if name not in NOT_INHERITED or (is_volume and name == "author"):
                    fields.setdefault(renamed.get(name, name), field)
        return fields

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


def _keys(entry: BibEntry, field: str) -> Iterator[str]:
    """The keys that a field names, separated by commas."""
    if field in entry.fields:
        yield from filter(None, (key.strip() for key in entry.fields[field].tex.split(",")))


def _is_volume(entry: BibEntry) -> bool:
    return entry.type in ("proceedings", "mvproceedings") and "author" not in entry.fields
