"""Make a record from bibliographies, or update it. Edits by hand are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvkit.load.named import LAST_IMPORT
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Place, Severity
from cvkit.model.markdown_source import to_markdown
from cvkit.model.parsed_text import ParsedText
from cvkit.model.plural import counted
from cvkit.model.rule import Rule

if TYPE_CHECKING:
    from cvkit.check.owner_guess import OwnerGuess
    from cvkit.commands.import_bib.identify import TrackedWork
    from cvkit.model.source import Source, YamlMap

WORKS = "publications.yaml"
LAST = LAST_IMPORT
LAST_HEAD = "# The works as of the last `cvkit import`. The next import needs them to find your edits.\n\n"

_Entry = dict[str, Any]


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


@dataclass(frozen=True)
class Imported:
    """The result of an import: the files, the notes, and the diagnostics of the sources and then of the record."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Record:
    """The record that an import updates. It is empty if the import makes a new record."""

    is_new: bool = True
    works: Sequence[YamlMap] = ()
    typed: str = ""
    """The text of the file with its works."""
    taken: frozenset[str] = frozenset()
    """Ids of the entries of other sections."""
    locked: Mapping[str, _Entry] = field(default_factory=dict)
    """Id → the work that the lockfile has for this id."""
    protected: Mapping[str, str] = field(default_factory=dict)
    """The files of the record that an import does not edit, each with a description."""
    settings: YamlMap | None = None
    """The root of the record: its `bibtex` and `numbering` decide how the sources are read."""


class _Found:
    """The entries of the sources as plain values, file by file, with the position of each."""

    def __init__(self, read: Source, declared: Collection[str]) -> None:
        from cvkit.commands.import_bib.identify import KEY

        self.places: dict[int, YamlMap] = {}
        by_file: defaultdict[str, list[_Entry]] = defaultdict(list)
        for typed in read.root["publications"]:
            entry = _plain(typed)
            entry[KEY] = entry.pop("id")
            for key in ("authors", "editors"):
                if key in entry:
                    entry[key] = [_with_markers(author, declared) for author in entry[key]]
            by_file[typed.file].append(entry)
            self.places[id(entry)] = typed
        self.files = list(by_file.values())

    def doubts(self, works: Sequence[TrackedWork]) -> Iterator[Diagnostic]:
        """Warnings about keys that two works share, and about entries that may describe the same work."""
        from cvkit.commands.import_bib.identify import KEY, find_duplicates
        from cvkit.load.bibtex.keys import repeated_keys

        work_of = {id(entry): work for work in works for entry in work.found}
        for entries in self.files:
            yield from repeated_keys((e[KEY], self.places[id(e)], work_of[id(e)].id) for e in entries)
        for one, other in find_duplicates(works, self.files):
            typed = self.places[id(other)]
            line = self.places[id(one)].key_spans["id"].line + 1
            span = typed.key_spans["id"]
            place = Place(typed.file, span.line + 1, span.column + 1, span.end_column + 1)
            yield PossibleDuplicate.at(place=place, line=line, id=work_of[id(other)].id)


def import_works(sources: Sequence[Path], folder: Path, owner: str | None) -> Imported:
    """Make a record from bibliographies in a folder, or update the record that an earlier import made there.

    Raises:
        CvkitError: a source does not exist or is not a `.bib` file, the record cannot be updated, the owner cannot be
            guessed, a file to write is a source, or the system refuses to write; nothing was written.
    """
    from cvkit.check.bib_markers import check_bib_markers
    from cvkit.commands.import_bib.identify import identify
    from cvkit.commands.import_bib.summary import summary
    from cvkit.commands.import_bib.update import update
    from cvkit.commands.import_bib.yaml_edit import edit_section
    from cvkit.commands.read import read as check_record
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import Protected
    from cvkit.load import load_bibliography
    from cvkit.model.author import typed_markers
    from cvkit.model.source import YamlMap

    for source in sources:
        if source.suffix != ".bib":
            raise CvkitError(f"{source} is not a .bib file", ExitStatus.USAGE, "name files that end in .bib")
        if not source.is_file():
            raise CvkitError(f"there is no file {source}", ExitStatus.USAGE, "correct the name, or create the file")
    record = _record(folder)
    read = load_bibliography(list({source.resolve(): source for source in sources}.values()), record.settings)
    root = YamlMap(read.root.file, read.root.span)
    root.update({**(record.settings or {}), **read.root})
    found = _Found(read, typed_markers(root.get("markers"), root.get("roles")))
    before = [] if record.is_new else _last(folder)
    works = identify(record.works, before, found.files, record.taken, record.locked)
    files: dict[Path, bytes] = {}
    notes: list[str] = []
    if record.is_new:
        guess = _owner(works, owner)
        files[folder / "cv.yaml"] = _head(guess).encode()
        notes += _owner_notes(guess, owner)
    merged, last = update(record.works, works)
    text = edit_section(record.typed, record.works, merged.entries, merged.new)
    _read_back(text, [*merged.new, *merged.entries], folder / WORKS)
    if record.is_new or text != record.typed:
        files[folder / WORKS] = text.encode()
    files[folder / LAST] = edit_section(LAST_HEAD, [], [], last).encode()
    protected = Protected({**record.protected, **dict.fromkeys(map(str, sources), "a source of the import")})
    made = deliver(files, protected, new_folder=None if folder.is_dir() else folder)
    of_sources = read.located([*read.diagnostics, *check_bib_markers(root), *found.doubts(works)])
    diagnostics = (*of_sources, *check_record(folder).all_diagnostics)
    return Imported(tuple(made), (*summary(merged, works), *notes), diagnostics)


def _plain(value: Any) -> Any:
    """A value as YAML has it, without its spans: a tree becomes Markdown.

    Empty values, left by fields that could not be parsed, are omitted from a mapping.
    """
    if isinstance(value, ParsedText):
        return to_markdown(value.inlines)
    if isinstance(value, Mapping):
        return {key: plain for key, item in value.items() if (plain := _plain(item)) not in ({}, [])}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _with_markers(author: Any, declared: Collection[str]) -> Any:
    """An author as a user types it in YAML: the name with the markers behind it, if the record declares all of them."""
    if not isinstance(author, dict) or "name" not in author or not set(author.get("markers", "")) <= set(declared):
        return author
    marked = {key: value for key, value in author.items() if key != "markers"}
    marked["name"] += author.get("markers", "")
    return marked["name"] if list(marked) == ["name"] else marked


def _record(folder: Path) -> _Record:
    """The record in a folder, or an empty one if the folder has none."""
    from cvkit.deliver.protect import record_sources
    from cvkit.load import load
    from cvkit.model.work import WORK_SECTIONS

    hint = "import into another folder"
    links = [name for name in ("cv.yaml", WORKS, LAST) if (folder / name).is_symlink()]
    if links:
        raise CvkitError(
            f"{folder / links[0]} is a symbolic link, and an import does not write to its target",
            ExitStatus.USAGE,
            hint,
        )
    if not (folder / "cv.yaml").exists():
        taken = [name for name in (WORKS, LAST) if (folder / name).exists()]
        if taken:
            raise CvkitError(f"{folder} has {taken[0]} and no cv.yaml", ExitStatus.USAGE, hint)
        return _Record()
    source = load(folder)
    works = source.root.get("publications")
    file = str(folder / WORKS)
    if not isinstance(works, list) or any(getattr(entry, "file", "") != file for entry in works):
        hint = f"an import updates only a record with `publications: {WORKS}`"
        raise CvkitError(f"the works of {folder} are not all in {WORKS}", ExitStatus.USAGE, hint)
    if any(diagnostic.is_error for diagnostic in source.diagnostics):
        raise CvkitError("the record has errors", ExitStatus.PROBLEMS, diagnostics=source.diagnostics)
    ids = [entry["id"] for entry in works if "id" in entry]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        hint = "give one of the two another id"
        raise CvkitError(f"the id `{twice}` is given twice in {file}", ExitStatus.PROBLEMS, hint)
    others = [source.root.get(section) for section in WORK_SECTIONS if section != "publications"]
    taken = [entry["id"] for part in others if isinstance(part, list) for entry in part if _has_id(entry)]
    locked = {line["id"]: {**line, "date": line.get("year", "")} for line in source.lock or () if _has_id(line)}
    edits = [folder / name for name in (WORKS, LAST) if name == WORKS or str(folder / name) not in source.named]
    protected = record_sources(source, edits=edits).files
    return _Record(False, works, source.texts.get(file, ""), frozenset(taken), locked, protected, source.root)


def _has_id(entry: Any) -> bool:
    return isinstance(entry, Mapping) and isinstance(entry.get("id"), str)


def _last(folder: Path) -> list[_Entry]:
    """The entries that earlier imports read, each with its key in the source."""
    from cvkit.commands.import_bib.identify import KEY
    from cvkit.load import load_list

    file = folder / LAST
    entries = load_list(file)
    if not all(map(_has_id, entries)):
        raise CvkitError(f"an entry of {file} has no id", ExitStatus.PROBLEMS, "restore the file from version control")
    return [{KEY: entry["id"]} | _plain(entry) for entry in entries]


def _read_back(text: str, wanted: Sequence[Any], file: Path) -> None:
    """Make sure that the text of a file parses to the expected entries, or raise an error."""
    from cvkit.load.yaml_file import parse_yaml

    found, _, diagnostics = parse_yaml(text, str(file))
    entries = [_plain(entry) for entry in found] if isinstance(found, list) else []
    if diagnostics or sorted(map(str, entries)) != sorted(map(str, wanted)):
        hint = "begin each of its entries on a new line, as in `- id: …`"
        raise CvkitError(f"cvkit cannot edit {file} as it is written", ExitStatus.PROBLEMS, hint)


def _owner(works: Sequence[TrackedWork], named: str | None) -> OwnerGuess:
    """Guess the owner of the works, or use the given name."""
    from cvkit.check.author_list import typed_names
    from cvkit.check.owner_guess import guess_owner

    guess = guess_owner([typed_names(work.now.get("authors")) for work in works], named)
    if guess is None:
        hint = "check that it is the right file, or add --owner NAME, the person the record is about"
        raise CvkitError("there is no author in the sources", ExitStatus.PROBLEMS, hint)
    return guess


def _head(guess: OwnerGuess) -> str:
    from cvkit.write.yaml_text import flow, scalar

    aliases = f"\n  aliases: {flow(guess.aliases)}" if guess.aliases else ""
    return f"cvkit: 1\n\nperson:\n  name: {scalar(guess.name)}{aliases}\n\npublications: {WORKS}\n"


def _owner_notes(guess: OwnerGuess, named: str | None) -> Iterator[str]:
    who = f"{guess.name}, in {guess.lists} of {counted(guess.of, 'author list')}"
    if named is None:
        others = "; another person is in as many" if guess.is_doubtful else ""
        yield f"the owner is guessed to be {who}{others}; if it is another person, add --owner NAME"
    else:
        yield f"the owner is {who}"
    if guess.aliases:
        yield f"these spellings are taken as the same person: {', '.join(guess.aliases)}; check `aliases`"
    if guess.near:
        yield f"these spellings may be the same person: {', '.join(guess.near)}; `cvkit check` gives a line for each"
