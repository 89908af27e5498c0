"""Add works to a record: by DOI or arXiv id, from a file, or from the standard input."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus

if TYPE_CHECKING:
    from cvkit.commands.import_.identify import TrackedWork
    from cvkit.commands.import_.record_edit import RecordEdit
    from cvkit.load.services import Services
    from cvkit.model.source import Source

_FIRST_ENTRY = re.compile(r"^[ \t]*@(?!\s*(?:string|preamble|comment)\b)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class AddRequest:
    """The arguments of `add`."""

    sources: Sequence[str]
    """DOIs, arXiv ids, files, or `-` for the standard input."""
    record: Path
    form: str | None = None
    """The format of all sources, if the content must not decide."""
    read_stdin: Callable[[], bytes] = bytes
    services: Services | None = None
    """The services for DOIs and arXiv ids; those of the internet, if None."""


@dataclass(frozen=True)
class Added:
    """The changed files, the notes, and the diagnostics of the sources and then of the record."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def add_works(request: AddRequest) -> Added:
    """Add works to a record, each to the first file of its section and in the form of that file.

    A work that the record has already is not added.

    Raises:
        CvkitError: a source cannot be read or fetched, or has no work, the record has errors in its YAML, or a file
            cannot be edited; nothing was written.
    """
    from cvkit.commands.import_.found_entries import FoundEntries
    from cvkit.commands.import_.known_record import lockfile_works
    from cvkit.commands.import_.record_edit import RecordEdit
    from cvkit.commands.import_.state_owner import state_owner
    from cvkit.commands.import_.versions import links
    from cvkit.commands.read import read as check_record
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import record_sources
    from cvkit.load import load
    from cvkit.load.services import PUBLIC_SERVICES, name_of_service
    from cvkit.load.sources import load_sources
    from cvkit.model.author import typed_markers
    from cvkit.model.work import WORK_SECTIONS

    source = load(request.record)
    if any(diagnostic.is_error for diagnostic in source.diagnostics):
        raise CvkitError("the record has errors", ExitStatus.PROBLEMS, diagnostics=source.diagnostics)
    sources = [one if Path(one).is_file() else name_of_service(one) for one in request.sources]
    services = request.services or PUBLIC_SERVICES
    loaded = load_sources(sources, source.root, request.form, False, request.read_stdin, services)
    declared = typed_markers(source.root.get("markers"), source.root.get("roles"))
    found = FoundEntries(loaded.contents, declared)
    if not any(section in WORK_SECTIONS for section in found.sections):
        raise CvkitError("there is no work in the sources", ExitStatus.PROBLEMS, "compare the source with your work")
    entries = [entry for section in WORK_SECTIONS for file in found.sections.get(section, ()) for entry in file]
    if isinstance(person := source.root.get("person"), Mapping):
        state_owner(entries, person, source.root.get("people"))
    edit = RecordEdit(Path(source.root.file), {Path(file): text for file, text in source.texts.items()})
    notes: list[str] = []
    taken = {str(work["id"]) for section in WORK_SECTIONS for work in _works(source, section) if "id" in work}
    for section in WORK_SECTIONS:
        if section in found.sections:
            works = _identified(source, section, found, taken, lockfile_works(source))
            taken |= {work.id for work in works}
            new = [work for work in works if work.is_new]
            names = {work.id for work in new}
            papers = {
                one: paper for one, paper in links(works, of_typed=True).items() if paper and {one, paper} & names
            }
            notes += [f"in the record already: {work.id}" for work in works if work.found and not work.is_new]
            notes += [f"added: {work.id} ({section})" for work in new]
            linked = _add(edit, source, section, new, papers)
            notes += [f"linked: {name} is a version of {papers[name]}" for name in linked]
    others = sorted(name for name in found.sections if name not in WORK_SECTIONS)
    if others:
        notes.append(f"only works were added; `cvkit import` also reads {', '.join(others)}")
    files = edit.changed
    made = deliver(files, record_sources(source, edits=files))
    checked = check_record(request.record)
    return Added(tuple(made), tuple(notes), (*loaded.source.diagnostics, *checked.all_diagnostics))


def _works(source: Source, section: str) -> Sequence[Any]:
    works = source.root.get(section)
    return [work for work in works if isinstance(work, Mapping)] if isinstance(works, list) else []


def _identified(
    source: Source, section: str, found: Any, taken: set[str], locked: Mapping[str, dict[str, Any]]
) -> list[TrackedWork]:
    """The works of a section of the record and of the sources, each once, with its id."""
    from cvkit.commands.import_.identify import identify

    current = _works(source, section)
    others = taken - {str(work["id"]) for work in current if "id" in work}
    works = identify(current, [], found.sections[section], others, locked)
    return works


def _add(
    edit: RecordEdit, source: Source, section: str, new: Sequence[TrackedWork], papers: Mapping[str, str]
) -> list[str]:
    """Add works to the first file of a section, and link preprints with papers. The result has the linked preprints."""
    from cvkit.commands.import_.combine import ALSO, KEY
    from cvkit.commands.import_.known_record import KnownSection
    from cvkit.commands.import_.versions import VERSION_FIELD
    from cvkit.load.foreign.content import without_nothing

    entries = [
        {"id": work.id} | {key: value for key, value in work.now.items() if key not in (KEY, ALSO)} for work in new
    ]
    if not entries:
        return []
    for entry in entries:
        if entry["id"] in papers:
            entry[VERSION_FIELD] = papers[entry["id"]]
    linked = [entry["id"] for entry in entries if entry["id"] in papers]
    is_last = _grows_at_end(source)
    files = [Path(name) for name, part in source.named.items() if part == f"the record's `{section}`"]
    if files and files[0].suffix == ".bib":
        text = edit.texts.get(files[0], "")
        edit.texts[files[0]] = _with_entries(text, _bib_text(entries, section, source), is_last)
    elif files or section in source.root:
        file = files[0] if files else edit.main
        typed = [work for work in _works(source, section) if work.file == str(file)]
        known = KnownSection(file, () if files else (section,), typed)
        wanted = [without_nothing(work) for work in typed]
        for entry in wanted:
            if (paper := papers.get(str(entry.get("id")))) and VERSION_FIELD not in entry:
                entry[VERSION_FIELD] = paper
                linked.append(entry["id"])
        edit.edit_entries(known, wanted, entries, is_last=is_last)
    else:
        edit.add_section(section, entries)
    return linked


def _grows_at_end(source: Source) -> bool:
    numbering = source.root.get("numbering")
    return isinstance(numbering, Mapping) and numbering.get("listed") == "oldest-first"


def _with_entries(text: str, added: str, is_last: bool) -> str:
    """A `.bib` text with new entries before its first entry, or at its end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    added = added.strip().replace("\n", newline) + newline
    first = _FIRST_ENTRY.search(text)
    if is_last or first is None:
        return text.rstrip() + (newline * 2 if text.strip() else "") + added
    return f"{text[: first.start()]}{added}{newline}{text[first.start() :]}"


def _bib_text(entries: Sequence[dict[str, Any]], section: str, source: Source) -> str:
    """Works as entries for biblatex, without labels."""
    from cvkit.check import check_record
    from cvkit.commands.parse_back import parse_back
    from cvkit.commands.styles import load_style
    from cvkit.load.yaml_file import parse_yaml
    from cvkit.model.source import Source as TypedSource
    from cvkit.number import number
    from cvkit.write.bib.biblatex import write
    from cvkit.write.formats import WriterInput
    from cvkit.write.yaml_text import entry_lines

    lines = ["cvkit: 1", "person: {name: Nobody}", "numbering: none", f"{section}:"]
    text = "\n".join([*lines, *(f"  {line}" for entry in entries for line in entry_lines(entry))]) + "\n"
    root, _, _ = parse_yaml(text, "added")
    checked = check_record(TypedSource("added", root, {"added": text}))
    errors = tuple(one for one in checked.diagnostics if one.is_error)
    if errors or checked.record is None:
        hint = "import it into a record in YAML, and correct it there"
        raise CvkitError("a work of the source is not valid", ExitStatus.PROBLEMS, hint, diagnostics=errors)
    numbered, _ = number(checked.record, None)
    document = checked.record.documents["full"]
    read_bib = functools.partial(parse_back, checked.record.numbering, checked.record.roles)
    return write(WriterInput(numbered, document, load_style(document.style), parse_back=read_bib))
