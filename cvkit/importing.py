"""A bibliography becomes a record, or brings one up to date: what was edited by hand stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvkit.model.problem import CvkitError, ExitStatus, Problem

if TYPE_CHECKING:
    from cvkit.check.owner import Guess
    from cvkit.model.source import Source
    from cvkit.write.merge import Merged

WORKS = "publications.yaml"
LAST = "imported.yaml"
LAST_HEAD = "# What `cvkit import` read last. It compares with this to tell your edits from those of the source.\n\n"


@dataclass(frozen=True)
class Imported:
    """What was written, what there is to say about it, and the problems of the sources and then of the record."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def import_works(sources: Sequence[Path], folder: Path, owner: str | None) -> Imported:
    """Make a record of bibliographies in a folder, or add to the one that an import has made there.

    Raises:
        CvkitError: a source is not there or is no `.bib` file, the record there cannot be added to, nobody can be
            guessed to be its owner, or the system refuses to write; nothing was written.
    """
    from cvkit.build import read as check_record
    from cvkit.check.owner import guess_owner
    from cvkit.deliver import deliver
    from cvkit.load import load_bibliography
    from cvkit.write.merge import merge
    from cvkit.write.section_file import section_text

    for source in sources:
        if source.suffix != ".bib":
            raise CvkitError(f"{source} is no .bib file", ExitStatus.USAGE, "name files that end in .bib")
        if not source.is_file():
            raise CvkitError(f"there is no file {source}", ExitStatus.USAGE, "mend the name, or make the file")
    read = load_bibliography(sources)
    works, notes = _works(read)
    main, current, typed = _record(folder)
    files: dict[Path, bytes] = {}
    if main is None:
        guess = guess_owner(list(_names(works)), owner)
        if guess is None:
            hint = "is it the right file? --owner NAME says who the record is about"
            raise CvkitError("there is no author in the sources", ExitStatus.PROBLEMS, hint)
        files[folder / "cv.yaml"] = _head(guess).encode()
        notes = [*_owner_notes(guess, owner), *notes]
    last = _last(folder)
    merged = merge([dict(entry) for entry in current], last, works)
    text = section_text(typed, current, merged.entries, merged.new)
    _read_back(text, [*merged.new, *merged.entries], folder / WORKS)
    files[folder / WORKS] = text.encode()
    read_now = {work["id"] for work in works}
    known = [*works, *(work for work in last if work.get("id") not in read_now)]  # sources may come one by one
    files[folder / LAST] = section_text(LAST_HEAD, [], [], known).encode()
    made = deliver(files, new_folder=None if folder.is_dir() else folder)
    problems = (*read.problems, *check_record(folder).problems)
    return Imported(tuple(made), (*_summary(merged), *notes), problems)


def _works(read: Source) -> tuple[list[dict[str, Any]], list[str]]:
    """The works of the sources as plain values, each id once; authors that name nobody left out."""
    notes: list[str] = []
    works: dict[str, dict[str, Any]] = {}
    for entry in read.root["publications"]:
        work = _plain(entry)
        name = work["id"]
        if isinstance(authors := work.get("authors"), list) and authors[-1:] == ["others"]:
            work["authors"] = authors[:-1]
            notes.append(f"{name}: the source breaks its author list off with `and others`: write the rest of it")
        if name in works:
            same = "as it was" if works[name] == work else "otherwise"
            notes.append(f"{name}: stands twice in the sources, the second time {same}: the first counts")
            continue
        works[name] = work
    return list(works.values()), notes


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _record(folder: Path) -> tuple[Path | None, Sequence[Any], str]:
    """The record's main file, its works as they stand in their file, and that file's text; none of these yet."""
    from cvkit.load import load

    if not (folder / "cv.yaml").exists():
        if (folder / WORKS).exists():
            hint = "import into a folder of its own"
            raise CvkitError(f"{folder} has {WORKS} and no cv.yaml", ExitStatus.USAGE, hint)
        return None, [], ""
    source = load(folder)
    works = source.root.get("publications")
    file = str(folder / WORKS)
    if not isinstance(works, list) or any(getattr(entry, "file", "") != file for entry in works):
        hint = f"an import adds to a record with `publications: {WORKS}`"
        raise CvkitError(f"the works of {folder} are not all in {WORKS}", ExitStatus.USAGE, hint)
    if any(problem.is_error for problem in source.problems):
        raise CvkitError("the record has errors", ExitStatus.PROBLEMS, problems=source.problems)
    return folder / "cv.yaml", works, source.texts.get(file, "")


def _last(folder: Path) -> list[dict[str, Any]]:
    """What the last import has read."""
    from cvkit.load import load_list

    return [_plain(entry) for entry in load_list(folder / LAST)]


def _read_back(text: str, wanted: Sequence[Any], file: Path) -> None:
    """Refuse a file that would not read as what it is to hold."""
    from cvkit.load.yaml_file import read_yaml

    found, _, problems = read_yaml(text, str(file))
    entries = [_plain(entry) for entry in found] if isinstance(found, list) else []
    if problems or sorted(map(str, entries)) != sorted(map(str, wanted)):
        hint = "write each of its entries on lines of their own, as in `- id: …`"
        raise CvkitError(f"{file} cannot be added to as it is written", ExitStatus.PROBLEMS, hint)


def _names(works: Sequence[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """The author lists of the works, as names."""
    from cvkit.model.author import Author
    from cvkit.model.name import read_name

    for work in works:
        names = []
        for author in work.get("authors", ()):
            if isinstance(author, str):
                names.append(read_name(author.rstrip("*†‡§¶‖# ")))
            else:
                names.append(Author(**{k: v for k, v in author.items() if k in _NAME_KEYS}).parts)
        yield [name for name in names if not name.literal or name.literal == name.full]


_NAME_KEYS = frozenset({"name", "given", "family", "particle", "suffix", "literal"})


def _head(guess: Guess) -> str:
    from cvkit.write.yaml_text import flow, scalar

    aliases = f"\n  aliases: {flow(guess.aliases)}" if guess.aliases else ""
    return f"cvkit: 1\n\nperson:\n  name: {scalar(guess.name)}{aliases}\n\npublications: {WORKS}\n"


def _owner_notes(guess: Guess, named: str | None) -> Iterator[str]:
    who = f"{guess.name}, in {guess.lists} of {guess.of} author lists"
    if named is None:
        others = "; others are in as many" if guess.is_doubtful else ""
        yield f"the owner is guessed to be {who}{others}: --owner NAME says another"
    else:
        yield f"the owner is {who}"
    if guess.aliases:
        yield f"spellings taken for the same person: {', '.join(guess.aliases)}: look at `aliases`"


def _summary(merged: Merged) -> Iterator[str]:
    """What became of the works."""
    yield (
        f"{len(merged.new)} works added, {len(merged.updated)} updated, {merged.unchanged} unchanged"
        + (f", {len(merged.gone)} no longer in the source" if merged.gone else "")
    )
    for name, fields in merged.updated.items():
        yield f"{name}: updated {', '.join(fields)}"
    for name, fields in merged.kept.items():
        yield f"{name}: your {', '.join(fields)} stayed; the source says otherwise now"
    for name in merged.deleted:
        yield f"{name}: stays away, as you deleted it"
