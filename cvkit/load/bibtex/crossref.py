"""Inheritance of fields: by `crossref` from the volume of an entry, by `xdata` from entries that contain only data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cvkit.load.bibtex.entry_reader import CONTAINER, BibEntry, BibField
from cvkit.load.bibtex.line_index import LineIndex
from cvkit.model.biblatex_names import KIND_OF_TYPE
from cvkit.model.diagnostic import Diagnostic, Place

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


class CrossrefResolver:
    """Adds the inherited fields to the entries of a file."""

    def __init__(self, entries: Sequence[BibEntry], lines: LineIndex) -> None:
        self.by_key = {entry.key: entry for entry in reversed(entries)}
        self.lines = lines
        self.diagnostics: list[Diagnostic] = []
        self.known: dict[str, dict[str, BibField]] = {}
        """Key → the fields of that entry with its inherited ones. Many entries may inherit from it."""

    def works(self, entries: Sequence[BibEntry]) -> list[BibEntry]:
        """The entries that are works, with inherited fields. A volume that other entries inherit from is omitted."""
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
            is_part = (
                parent is not None
                and KIND_OF_TYPE.get(parent.type) == "book"
                and KIND_OF_TYPE.get(entry.type) != "book"
            )
            for name, field in self._parent(entry, "crossref", key, trail).items():
                if name not in NOT_INHERITED:
                    fields.setdefault(RENAMED_FIELDS.get(name, name) if is_part else name, field)
        return fields

    def _parent(self, entry: BibEntry, field: str, key: str, trail: tuple[str, ...]) -> Mapping[str, BibField]:
        parent = self.by_key.get(key)
        if key in self.known and key not in trail:
            return self.known[key]
        if parent is None or key in trail or len(trail) > MAX_CROSSREF_DEPTH:
            message = f"there is no entry `{key}`" if parent is None else f"`{key}` inherits from itself"
            hint = "write the key of another entry in this file" if parent is None else "delete one of the two fields"
            if parent and key not in trail:
                message, hint = (
                    f"`{key}` is inherited through more than {MAX_CROSSREF_DEPTH} entries",
                    "look for a typo",
                )
            span = entry.fields[field].span
            place = Place(self.lines.file, span.line + 1, span.column + 1, span.end_column + 1)
            diagnostic = Diagnostic("L106", message, hint, place=place)
            if diagnostic not in self.diagnostics:
                self.diagnostics.append(diagnostic)
            return {}
        self.known[key] = self._with_inherited(parent, (*trail, key))
        return self.known[key]


def _keys(entry: BibEntry, field: str) -> Iterator[str]:
    """The keys that a field names, separated by commas."""
    if field in entry.fields:
        yield from filter(None, (key.strip() for key in entry.fields[field].tex.split(",")))


def _is_volume(entry: BibEntry) -> bool:
    return KIND_OF_TYPE.get(entry.type) == "book" and "author" not in entry.fields
