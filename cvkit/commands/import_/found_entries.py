"""The entries of the sources as plain values, section by section and file by file, with the position of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from cvkit.commands.import_.combine import KEY, EntryDict
from cvkit.commands.import_.identify import TrackedWork, find_duplicates
from cvkit.commands.import_.known_record import OWN
from cvkit.load.bibtex.keys import repeated_keys
from cvkit.load.foreign import SourceContent
from cvkit.load.foreign.content import without_nothing
from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.rule import Rule
from cvkit.model.source import YamlMap
from cvkit.model.work import WORK_SECTIONS


class PossibleDuplicate(Rule):
    """An imported entry that looks like the same work as an entry above it; the record keeps both.

    An import joins two entries of one work if they come from different files or from different runs. It does not join
    entries of one file, because three editorials of one journal look like one work that is given three times. So the
    record may now have one work twice. Compare the two entries. If they are one work, delete one from the record: no
    import adds it again.
    """

    code = "L114"
    severity = Severity.WARNING
    message = "this looks like the work of line {line}: the record has both"
    hint = "if they are one work, delete `{id}` from the record; it is not added again"
    fix = "if they are one work, delete one from the record: no import adds it again"
    no_example = "it takes an import"


class FoundEntries:
    """The entries of all sources."""

    def __init__(self, contents: Sequence[SourceContent], declared: Collection[str] = ()) -> None:
        self.declared = declared
        """The markers that the record declares."""
        self.files = [content.file for content in contents]
        self.places: dict[int, YamlMap] = {}
        self.sections: defaultdict[str, list[list[EntryDict]]] = defaultdict(list)
        """Section → the entries of each file that has the section."""
        for content in contents:
            for section, entries in content.sections.items():
                if entries:
                    self.sections[section].append([self._plain(entry, section) for entry in entries])
            for title, entries in content.own.items():
                self.sections[OWN + title].append([self._plain(entry, OWN) for entry in entries])

    def _plain(self, typed: YamlMap, section: str) -> EntryDict:
        entry: EntryDict = without_nothing(typed)
        if section in WORK_SECTIONS:
            entry[KEY] = entry.pop("id")
            for key in ("authors", "inventors", "editors"):
                if isinstance(entry.get(key), list):
                    entry[key] = [_with_markers(author, self.declared) for author in entry[key]]
        self.places[id(entry)] = typed
        return entry

    def entries(self, section: str) -> list[EntryDict]:
        """The entries of all files in a section."""
        return [entry for entries in self.sections.get(section, ()) for entry in entries]

    def put_into(self, entry: EntryDict, section: str, to: str, values: EntryDict) -> None:
        """Move an entry to another section, with the values that it has there."""
        file = self.file(entry)
        for entries in self.sections[section]:
            entries[:] = [one for one in entries if one is not entry]
        self.sections[section] = [entries for entries in self.sections[section] if entries]
        entry.clear()
        entry.update(values)
        into = next((entries for entries in self.sections[to] if self.file(entries[0]) == file), None)
        if into is None:
            into = []
            self.sections[to].append(into)
        into.append(entry)
        self.sections[to].sort(key=lambda entries: self.files.index(self.file(entries[0])))

    def file(self, entry: EntryDict) -> str:
        """The name of the file of an entry."""
        return self.places[id(entry)].file

    def doubts(self, section: str, works: Sequence[TrackedWork]) -> Iterator[Diagnostic]:
        """Warnings about keys that two works share, and about entries that may describe the same work."""
        work_of = {id(entry): work for work in works for entry in work.found}
        for entries in self.sections[section]:
            yield from repeated_keys((e[KEY], self.places[id(e)], work_of[id(e)].id) for e in entries)
        for one, other in find_duplicates(works, self.sections[section]):
            typed = self.places[id(other)]
            line = self.places[id(one)].key_spans["id"].line + 1
            span = typed.key_spans["id"]
            place = Place(typed.file, span.line + 1, span.column + 1, span.end_column + 1)
            yield PossibleDuplicate.at(place=place, line=line, id=work_of[id(other)].id)


def _with_markers(author: Any, declared: Collection[str]) -> Any:
    """An author as a user types it in YAML: the name with the markers behind it, if the record declares all of them."""
    if not isinstance(author, dict) or "name" not in author or not set(author.get("markers", "")) <= set(declared):
        return author
    marked = {key: value for key, value in author.items() if key != "markers"}
    marked["name"] += author.get("markers", "")
    return marked["name"] if list(marked) == ["name"] else marked
