"""Make a record from the files of other programs and services, or update it. Edits by hand are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus

if TYPE_CHECKING:
    from cvkit.commands.import_.combine import EntryDict
    from cvkit.commands.import_.known_record import KnownRecord
    from cvkit.commands.import_.merged_sections import MergedSections
    from cvkit.commands.import_.summary import SummaryLine
    from cvkit.load.foreign import SourceContent
    from cvkit.load.services import Services

LAST_HEAD = "# The entries as of the last `cvkit import`. The next import needs them to find your edits.\n\n"


@dataclass(frozen=True)
class ImportRequest:
    """The arguments of an import."""

    sources: Sequence[str]
    """Files, `-` for the standard input, or records of services, such as `orcid:0000-0002-1825-0097`."""
    folder: Path
    owner: str | None = None
    form: str | None = None
    """The format of all sources, if the content must not decide."""
    takes_private: bool = False
    read_stdin: Callable[[], bytes] = bytes
    services: Services | None = None
    """The services for sources such as `orcid:…`; those of the internet, if None."""


@dataclass(frozen=True)
class Imported:
    """The result of an import: the files, the summary, and the diagnostics of the sources and then of the record."""

    files: tuple[Path, ...]
    summary: tuple[SummaryLine, ...]
    diagnostics: tuple[Diagnostic, ...]


def import_sources(request: ImportRequest) -> Imported:
    """Make a record from files of other programs in a folder, or update the record that an earlier import made there.

    Raises:
        CvkitError: a source does not exist or is in no known format, the record cannot be updated, the owner cannot be
            guessed, a file to write is a source, or the system refuses to write; nothing was written.
    """
    from cvkit.check.bib_markers import check_bib_markers
    from cvkit.check.bib_severity import of_import
    from cvkit.commands.import_.found_entries import FoundEntries
    from cvkit.commands.import_.known_record import read_known_record, read_last_import
    from cvkit.commands.import_.merged_sections import merge_sections
    from cvkit.commands.import_.one_section import unite_sections
    from cvkit.commands.import_.owner_facts import combine_people, different_facts, near_spellings
    from cvkit.commands.import_.state_owner import state_owner
    from cvkit.commands.import_.summary import SummaryLine, conflicts, owner_stated, summary
    from cvkit.commands.read import read as check_record
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import Protected
    from cvkit.load.services import PUBLIC_SERVICES
    from cvkit.load.sources import load_sources
    from cvkit.model.author import typed_markers
    from cvkit.model.source import YamlMap
    from cvkit.model.work import WORK_SECTIONS

    folder = request.folder
    sources = _distinct(request.sources)
    record = read_known_record(folder)
    services = request.services or PUBLIC_SERVICES
    loaded = load_sources(sources, record.root, request.form, request.takes_private, request.read_stdin, services)
    root = YamlMap(loaded.source.root.file, loaded.source.root.span)
    root.update({**(record.root or {}), **loaded.source.root})
    found = FoundEntries(loaded.contents, typed_markers(root.get("markers"), root.get("roles")))
    before = {} if record.source is None else read_last_import(folder)
    known = {name: [*record.entries(name), *before.get(name, ())] for name in WORK_SECTIONS}
    unite_sections(found, known)
    entries = [entry for section in WORK_SECTIONS for entry in found.entries(section)]
    stated = state_owner(entries, record.person, root.get("people")) if record.person else []
    result = merge_sections(record, before, found)
    person = combine_people(loaded.contents, next(iter(before.get("person", [])), None))
    lines = [
        *summary(result.merged, result.works),
        *result.renamed,
        *conflicts(result.all_works, found),
        *owner_stated(result.new_ids(stated)),
        *map(SummaryLine, different_facts(loaded.contents, person)),
    ]
    found_in_sources = of_import(root, [*loaded.source.diagnostics, *check_bib_markers(root), *result.doubts])
    of_sources = loaded.source.located(found_in_sources)
    if record.source is None:
        files, more = _new_files(request, result, person, loaded.contents, of_sources)
    else:
        files, more = _edited_files(record, result, before, person, loaded.contents)
    protected = {**record.protected(files), **dict.fromkeys(filter(_is_path, sources), "a source of the import")}
    made = deliver(files, Protected(protected), new_folder=None if folder.is_dir() else folder)
    checked = check_record(folder)
    if record.source is None:
        lines += [*more, *near_spellings(checked, folder)]
    else:
        lines += more
    return Imported(tuple(made), tuple(lines), (*of_sources, *checked.all_diagnostics))


def _distinct(sources: Sequence[str]) -> list[str]:
    """The sources without those that lead to the same file as an earlier one. A site is read as its home page.

    Raises:
        CvkitError: a file does not exist.
    """
    pages = {source: Path(source, "_pages", "about.md") for source in filter(_is_path, sources)}
    sources = [str(pages[one]) if one in pages and pages[one].is_file() else one for one in sources]
    for source in filter(_is_path, sources):
        if Path(source).is_dir():
            raise CvkitError(f"{source} is a folder", ExitStatus.USAGE, "name a file in it")
        if not Path(source).is_file():
            raise CvkitError(f"there is no file {source}", ExitStatus.USAGE, "correct the name, or create the file")
    return list({str(Path(one).resolve()) if _is_path(one) else one: one for one in sources}.values())


def _is_path(source: str) -> bool:
    from cvkit.load.services import is_fetched

    return source != "-" and not is_fetched(source)


def _new_files(
    request: ImportRequest,
    result: MergedSections,
    person: dict[str, Any],
    contents: Sequence[SourceContent],
    of_sources: Sequence[Diagnostic],
) -> tuple[dict[Path, bytes], list[SummaryLine]]:
    """The files of a new record, and lines about its owner."""
    from cvkit.commands.import_.known_record import MAIN, WORKS
    from cvkit.commands.import_.owner_facts import guess_from, newest_affiliation, owner_lines, person_of
    from cvkit.commands.import_.people_lists import LISTS_OF_PEOPLE
    from cvkit.commands.import_.record_edit import new_record_text
    from cvkit.commands.import_.state_owner import state_owner
    from cvkit.commands.import_.summary import SummaryLine, owner_stated
    from cvkit.commands.yaml_edit import edit_section

    works = [work.now for work in result.all_works]
    guess = guess_from(works, person, request.owner, of_sources)
    lines = list(owner_lines(guess, person, request.owner)) if works else []
    shown = person_of(guess, person, request.owner)
    lines += owner_stated(str(entry["id"]) for entry in state_owner(result.new_works, shown))
    for new, last in zip(result.new_works, result.last_works, strict=True):  # every work of a new record is new
        last.update({key: new[key] for key in LISTS_OF_PEOPLE & new.keys()})
    if "affiliation" not in shown and (affiliation := newest_affiliation(contents, guess)):
        shown["affiliation"] = affiliation
        moved = "; correct it if you have moved"
        lines.append(SummaryLine("the affiliation is that of your newest work", (affiliation,), moved))
    sections: dict[str, Any] = {name: merged.new for name, merged in result.merged.items() if merged.new}
    files: dict[Path, bytes] = {}
    publications = sections.pop("publications", [])
    works_text = edit_section("", [], [], publications)
    if publications or not sections:
        sections["publications"] = WORKS
        files[request.folder / WORKS] = works_text.encode()
    if texts := _summary(contents):
        sections["summary"] = texts[0] if len(texts) == 1 else texts
    names = [Path(one).name if _is_path(one) else "standard input" if one == "-" else one for one in request.sources]
    head = (
        f"This record was made by `cvkit import` from {', '.join(dict.fromkeys(names))}.",
        "Edit it as you like. The next import keeps your edits: it finds them with imported.yaml, so keep that file.",
        "",
        "  cvkit check      all errors and warnings, each with its line",
        "  cvkit pdf        the CV",
    )
    document = next((content.document for content in contents if content.document), {})
    main = new_record_text(head, shown, sections, document)
    files = {request.folder / MAIN: main.encode(), **files}
    entries = list(_last_entries(result, person, contents))
    # Most often, the sources have only these works. Then their text is not made twice.
    is_same = [list(entry.items()) for entry in entries] == [list(entry.items()) for entry in publications]
    files[request.folder / _last_name()] = (LAST_HEAD + works_text if is_same else _last_text(entries)).encode()
    return files, lines


def _edited_files(
    record: KnownRecord,
    result: MergedSections,
    before: Mapping[str, list[EntryDict]],
    person: dict[str, Any],
    contents: Sequence[SourceContent],
) -> tuple[dict[Path, bytes], list[SummaryLine]]:
    """The changed files of a record, and lines about the person."""
    from cvkit.commands.import_.combine import ALSO
    from cvkit.commands.import_.known_record import MAIN, WORKS, KnownSection
    from cvkit.commands.import_.record_edit import RecordEdit
    from cvkit.commands.import_.summary import SummaryLine, changes
    from cvkit.commands.import_.three_way_merge import three_way_merge
    from cvkit.load.foreign.content import without_nothing

    edit = RecordEdit(record.folder / MAIN, record.texts)
    lines: list[SummaryLine] = []
    for name, merged in result.merged.items():
        if name in record.sections:
            edit.edit_entries(record.sections[name], merged.entries, merged.new)
        elif merged.new and name == "publications":
            edit.add_section(name, WORKS)
            edit.edit_entries(KnownSection(record.folder / WORKS), [], merged.new)
        elif merged.new:
            edit.add_section(name, merged.new)
    if person and record.person is not None:
        now, *old = [
            {"id": "person"} | {key: value for key, value in one.items() if key != ALSO}
            for one in (person, *before.get("person", ()))
        ]
        merged = three_way_merge([{"id": "person"} | without_nothing(record.person)], old, [now])
        edit.edit_mapping("person", {key: value for key, value in merged.entries[0].items() if key != "id"})
        lines += changes([merged])
    texts = _summary(contents)
    if texts and record.root is not None and "summary" not in record.root and "summary" not in before:
        edit.add_section("summary", texts[0] if len(texts) == 1 else texts)
    elif texts and [one["text"] for one in before.get("summary", [])] != texts:
        lines.append(SummaryLine("the source has another summary; the one of the record was kept"))
    known = person or next(iter(before.get("person", [])), {})
    last = _last_text(list(_last_entries(result, known, contents, before.get("summary", ()))))
    return {**edit.changed, record.folder / _last_name(): last.encode()}, lines


def _summary(contents: Sequence[SourceContent]) -> list[str]:
    """The texts about the person of the first source that has some."""
    return next((content.summary for content in contents if content.summary), [])


def _last_name() -> str:
    from cvkit.load.named import LAST_IMPORT

    return LAST_IMPORT


def _last_text(entries: Sequence[EntryDict]) -> str:
    """The text of `imported.yaml`."""
    from cvkit.commands.yaml_edit import edit_section

    return edit_section(LAST_HEAD, [], [], entries)


def _last_entries(
    result: MergedSections,
    person: Mapping[str, Any],
    contents: Sequence[SourceContent],
    summary: Sequence[EntryDict] = (),
) -> Iterator[EntryDict]:
    """The entries of `imported.yaml`."""
    from cvkit.commands.import_.known_record import SECTION
    from cvkit.model.record import SECTIONS

    if person:
        yield {SECTION: "person"} | dict(person)
    texts = [{"text": text} for text in _summary(contents)] or list(summary)
    yield from ({SECTION: "summary"} | entry for entry in texts)
    rank: dict[str, int] = {name: at for at, name in enumerate(SECTIONS)}
    for name in sorted(result.last, key=lambda name: (rank.get(name, len(rank)), name)):
        first = {} if name == "publications" else {SECTION: name}
        yield from (first | entry for entry in result.last[name])
