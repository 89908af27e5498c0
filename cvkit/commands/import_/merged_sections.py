"""Merge the entries of the sources of an import with those of the record, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cvkit.commands.import_.combine import EntryDict
from cvkit.commands.import_.entries import identify_entries, merge_entries
from cvkit.commands.import_.found_entries import FoundEntries
from cvkit.commands.import_.identify import TrackedWork, identify
from cvkit.commands.import_.known_record import KnownRecord
from cvkit.commands.import_.renamed import renamed
from cvkit.commands.import_.summary import SummaryLine
from cvkit.commands.import_.three_way_merge import Merged
from cvkit.commands.import_.update import update
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.work import WORK_SECTIONS


@dataclass
class MergedSections:
    """The merged sections of a record."""

    merged: dict[str, Merged] = field(default_factory=dict)
    last: dict[str, list[EntryDict]] = field(default_factory=dict)
    works: dict[str, list[TrackedWork]] = field(default_factory=dict)
    doubts: list[Diagnostic] = field(default_factory=list)
    renamed: list[SummaryLine] = field(default_factory=list)

    @property
    def all_works(self) -> list[TrackedWork]:
        """The works of all sections."""
        return [work for tracked in self.works.values() for work in tracked]

    @property
    def new_works(self) -> list[EntryDict]:
        """The works that the import adds to the record."""
        return [entry for section in self.works for entry in self.merged[section].new]

    @property
    def last_works(self) -> list[EntryDict]:
        """The works of `imported.yaml`."""
        return [entry for section in self.works for entry in self.last[section]]

    def new_ids(self, entries: Sequence[EntryDict]) -> list[str]:
        """The ids of the works that the import adds to the record and that have one of these entries in a source."""
        found = {id(entry) for entry in entries}
        return [work.id for work in self.all_works if work.is_new and any(id(entry) in found for entry in work.found)]


def merge_sections(record: KnownRecord, before: Mapping[str, list[EntryDict]], found: FoundEntries) -> MergedSections:
    """Merge the entries of the sources with those of the record, section by section."""
    result = MergedSections()
    ids = {
        section: {str(entry["id"]) for entry in record.entries(section) if "id" in entry} for section in WORK_SECTIONS
    }
    for section in dict.fromkeys([*WORK_SECTIONS, *record.sections, *found.sections, *before]):
        current, known, files = record.entries(section), before.get(section, []), found.sections.get(section, [])
        if section in ("person", "summary") or not (files or known):
            continue
        if section in WORK_SECTIONS:
            taken = {name for other, names in ids.items() if other != section for name in names}
            works = identify(current, known, files, taken, record.locked)
            ids[section] |= {work.id for work in works}
            result.works[section] = works
            result.doubts += found.doubts(section, works)
            result.renamed += renamed(works, section)
            result.merged[section], result.last[section] = update(current, works)
        else:
            tracked = identify_entries(current, known, files)
            result.merged[section], result.last[section] = merge_entries(current, tracked)
    return result
