"""The record that an import updates, and the state of its entries at the last import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cvkit.commands.import_.combine import KEY, EntryDict
from cvkit.load.foreign.content import without_nothing
from cvkit.load.named import LAST_IMPORT
from cvkit.model.diagnostic import CvkitError, ExitStatus, KeyPath
from cvkit.model.source import Source, YamlMap, YamlSeq
from cvkit.model.work import WORK_SECTIONS

MAIN = "cv.yaml"
WORKS = "publications.yaml"
SECTION = "section"
"""The field of `imported.yaml` for the section of an entry that is no publication."""
OWN = "sections/"
"""The prefix of a section of the record's own: `sections/Outreach`."""


@dataclass(frozen=True)
class KnownSection:
    """The entries of a section, and their position in a file."""

    file: Path
    path: KeyPath = ()
    """The key path of the list in the file; empty if the file is the list."""
    entries: Sequence[YamlMap] = ()


@dataclass(frozen=True)
class KnownRecord:
    """The record that an import updates. It is empty if the import makes a new record."""

    folder: Path
    source: Source | None = None
    """The record as typed; None if the import makes it."""
    texts: Mapping[Path, str] = field(default_factory=dict)
    """The text of each file."""
    sections: Mapping[str, KnownSection] = field(default_factory=dict)
    locked: Mapping[str, EntryDict] = field(default_factory=dict)
    """Id → the work that the lockfile has for this id."""

    @property
    def root(self) -> YamlMap | None:
        """The root of the record: its `bibtex` and `numbering` decide how the sources are read."""
        return self.source.root if self.source else None

    def protected(self, changed: Iterable[Path]) -> Mapping[str, str]:
        """The files of the record that an import must not write, each with a description: all but the changed ones."""
        from cvkit.deliver.protect import record_sources

        if self.source is None:
            return {}
        last = self.folder / LAST_IMPORT
        edits = [file for file in changed if file != last or str(last) not in self.source.named]
        return record_sources(self.source, edits=edits).files

    @property
    def person(self) -> YamlMap | None:
        """The person of the record as typed."""
        person = self.root.get("person") if self.root else None
        return person if isinstance(person, YamlMap) else None

    def entries(self, section: str) -> Sequence[YamlMap]:
        """The entries of a section."""
        return self.sections[section].entries if section in self.sections else ()


def read_known_record(folder: Path) -> KnownRecord:
    """The record in a folder, or an empty one if the folder has none.

    Raises:
        CvkitError: the record has errors in its YAML, or an import cannot edit its files.
    """
    from cvkit.load import load

    hint = "import into another folder"
    links = [name for name in (MAIN, WORKS, LAST_IMPORT) if (folder / name).is_symlink()]
    if links:
        raise CvkitError(
            f"{folder / links[0]} is a symbolic link, and an import does not write to its target",
            ExitStatus.USAGE,
            hint,
        )
    if not (folder / MAIN).exists():
        taken = [name for name in (WORKS, LAST_IMPORT) if (folder / name).exists()]
        if taken:
            raise CvkitError(f"{folder} has {taken[0]} and no {MAIN}", ExitStatus.USAGE, hint)
        return KnownRecord(folder)
    source = load(folder)
    if any(diagnostic.is_error for diagnostic in source.diagnostics):
        raise CvkitError("the record has errors", ExitStatus.PROBLEMS, diagnostics=source.diagnostics)
    sections = dict(_sections(source.root, folder))
    files = {folder / MAIN, *(section.file for section in sections.values())}
    texts = {file: source.texts[str(file)] for file in files if str(file) in source.texts}
    return KnownRecord(folder, source, texts, sections, lockfile_works(source))


def lockfile_works(source: Source) -> dict[str, EntryDict]:
    """Id → the work that the lockfile has for this id."""
    return {line["id"]: {**line, "date": line.get("year", "")} for line in source.lock or () if has_id(line)}


def _sections(root: YamlMap, folder: Path) -> list[tuple[str, KnownSection]]:
    """The sections that are lists, by name."""
    found = []
    main = folder / MAIN
    for name, value in root.items():
        if name == "sections" and isinstance(value, YamlMap):
            found += [
                (
                    OWN + title,
                    KnownSection(main, ("sections", title), [one for one in part if isinstance(one, YamlMap)]),
                )
                for title, part in value.items()
                if isinstance(part, YamlSeq)
            ]
        elif isinstance(value, YamlSeq):
            entries = [entry for entry in value if isinstance(entry, YamlMap)]
            files = {entry.file for entry in entries} or {value.file}
            _verify(name, entries, files, folder)
            file = Path(files.pop())
            found.append((name, KnownSection(file, () if file != main else (name,), entries)))
    return found


def _verify(name: str, entries: Sequence[YamlMap], files: set[str], folder: Path) -> None:
    """Make sure that an import can edit a section with works.

    Raises:
        CvkitError: the works are in several files, in BibTeX, or no import made the record, or two works have one id.
    """
    if name not in WORK_SECTIONS:
        return
    if len(files) > 1:
        hint = "move them into one file, or import into another folder"
        raise CvkitError(f"the works of `{name}` are in several files", ExitStatus.USAGE, hint)
    is_moved = (folder / LAST_IMPORT).exists() and not min(files).endswith(".bib")
    if name == "publications" and files != {str(folder / WORKS)} and not is_moved:
        hint = "`cvkit add` adds works to it: write `add` for `import`, and `--to` for `-o`"
        raise CvkitError(f"the works of {folder} are not in {WORKS}", ExitStatus.USAGE, hint)
    ids = [entry["id"] for entry in entries if "id" in entry]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        hint = "give one of the two another id"
        raise CvkitError(f"the id `{twice}` is given twice in {min(files)}", ExitStatus.PROBLEMS, hint)


def has_id(entry: Any) -> bool:
    """Whether an entry is a mapping with an id."""
    return isinstance(entry, Mapping) and isinstance(entry.get("id"), str)


def read_last_import(folder: Path) -> dict[str, list[EntryDict]]:
    """Section → the entries that earlier imports read, each work with its key in the source.

    Raises:
        CvkitError: the file of the last import is damaged.
    """
    from cvkit.load import load_list

    file = folder / LAST_IMPORT
    sections: defaultdict[str, list[EntryDict]] = defaultdict(list)
    for typed in load_list(file):
        entry = without_nothing(typed) if isinstance(typed, Mapping) else {}
        section = str(entry.pop(SECTION, "publications"))
        if section in WORK_SECTIONS and not has_id(entry):
            hint = "restore the file from version control"
            raise CvkitError(f"an entry of {file} has no id", ExitStatus.PROBLEMS, hint)
        sections[section].append({KEY: entry["id"]} | entry if section in WORK_SECTIONS else entry)
    return sections
