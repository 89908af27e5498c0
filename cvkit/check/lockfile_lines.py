"""Check the lockfile: parse its lines and the comments that list given numbers, and report its mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from cvkit.check.pydantic_errors import diagnostic_of
from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import LOCKFILE, Diagnostic, Place, Severity
from cvkit.model.given_numbers import is_given_row, parse_given_row
from cvkit.model.lockfile import LockedWork, Lockfile, SeriesNumber
from cvkit.model.plural import counted
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Ignorable, Rule
from cvkit.model.source import Source, YamlMap


class NoLockfile(Rule):
    """The record says `lock: true` and has no lockfile, or the lockfile has no line (a warning).

    `lock: true` says that the lockfile keeps the numbers. Without the file, cvkit would count the works again, and
    their numbers could change. Restore the file from version control. If there never was one, run
    `cvkit numbers --lock`. If the numbers may change, write `lock: false`.
    ```yaml
    numbering: {lock: true}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    ```yaml
    numbering: {lock: false}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    """

    code = "N201"
    depends_on = DependsOn.ENTRY
    ignorable = Ignorable.NEVER
    message = "the record says `lock: true`, but {state}"
    hint = "restore {file} from version control; if there never was one, run `cvkit numbers --lock`"
    fix = "restore it from version control; if there never was one, run `cvkit numbers --lock`"


class _EmptyLockfile(NoLockfile):
    severity = Severity.WARNING
    message = "the lockfile has no line"
    hint = "restore {file} from version control; or delete the lockfile to number the works again"


class NumbersWithoutLockfile(Rule):
    """The numbers have no lockfile.

    cvkit counts the works again in each run. A new work with an older date then changes the numbers of the works after
    it. `cvkit numbers --lock` writes the numbers to a lockfile, which keeps them permanently. If the numbers may
    change, write `lock: false` in `numbering`.
    ```yaml
    publications: [{id: one, kind: journal, title: T, venue: {name: J}, date: 2020, authors: Ada Miller}]
    ```
    ```yaml
    numbering: {lock: false}
    publications: [{id: one, kind: journal, title: T, venue: {name: J}, date: 2020, authors: Ada Miller}]
    ```
    """

    code = "N209"
    severity = Severity.NOTE
    depends_on = DependsOn.RECORD
    ignorable = Ignorable.NEVER
    message = "no lockfile keeps the {count}"
    hint = "run `cvkit numbers --lock`; if the numbers may change, write `numbering: {{lock: false}}`"
    fix = "run `cvkit numbers --lock`, or write `numbering: {lock: false}`"


class InvalidLockfileLine(Rule):
    """A line of the lockfile that is not valid.

    Each line of the lockfile is `{id, series, number, title}`, and optionally `doi`, `arxiv`, `kind`, `year`,
    `retired`. Each comment `# given in J: 1-14, 16` lists the numbers of a series. cvkit writes these lines; you do not
    need to edit them. cvkit cannot read this line, so a number could be lost. Restore the file from version control.
    """

    code = "N206"
    depends_on = DependsOn.VALUE
    message = "a line of the lockfile must be `{{id, series, number, title}}`"
    hint = "restore the file from version control"
    fix = "restore the file from version control"
    no_example = "it takes a lockfile"


class _InvalidGivenNumbers(InvalidLockfileLine):
    message = "this comment does not list the numbers of a series"
    hint = "write it as in `# given in J: 1-14, 16`, or restore the file from version control"


class LostLine(Rule):
    """The lockfile has lost the line of a number.

    The comments `# given in J: 1-14, 16` of the lockfile list the numbers that a series has given. A listed number
    without a line was lost, for example in a merge. Its work would get another number. Restore the line from version
    control. If you cannot, run `cvkit numbers --lock --recount`. It lists such numbers, asks, and gives them up; no
    other work gets them.
    """

    code = "N208"
    depends_on = DependsOn.ENTRY
    message = "the lockfile has lost the line of {labels}"
    hint = "restore the line from version control, or run `cvkit numbers --lock --recount` to give up the number"
    fix = "restore the line, or run `cvkit numbers --lock --recount`"
    no_example = "it takes a lockfile"


def check_lockfile_presence(source: Source, record: Record, lock: Lockfile) -> list[Diagnostic]:
    """Report a lockfile that has no line, or that the record requires and that is missing."""
    has_works = bool(record.publications or record.patents)
    is_needed = record.numbering.lock or source.lock is not None
    if lock.lines or not is_needed or (source.lock is not None and not has_works):
        return []
    if source.lock is not None and source.lock_file not in source.texts:  # load refused the file and reported that
        return []
    name = Path(source.lock_file).name
    if not record.numbering.lock:
        if not any(record.numbering.series_of(work) for _, _, work in record.works()):
            return []
        place = Place(source.lock_file, 1, 1, 2)
        return [_EmptyLockfile.at(place=place, file=name)]
    state = "it has no lockfile" if source.lock is None else "the lockfile is empty"
    return [NoLockfile.at(("numbering", "lock"), state=state, file=name)]


def note_missing_lockfile(source: Source, record: Record) -> list[Diagnostic]:
    """The note that a record without errors numbers works without a lockfile, unless it says `lock: false`."""
    count = sum(record.numbering.series_of(work) is not None for _, _, work in record.works())
    if not count or source.lock is not None or "lock" in record.numbering.model_fields_set:
        return []
    return [NumbersWithoutLockfile.at(("person",), "key", count=counted(count, "number"))]


def check_lost(source: Source, record: Record, lock: Lockfile) -> list[Diagnostic]:
    """Report numbers that a comment of the lockfile lists as given and that have no line."""
    if not lock.lost:
        return []
    labels = [record.numbering.label_of(*slot) for slot in lock.lost]
    shown = ", ".join(labels[:10]) + (f" and {len(labels) - 10} more" if len(labels) > 10 else "")
    lost = set(lock.lost)
    row = next(at for at, row in _given_rows(source) if not lost.isdisjoint((parse_given_row(row) or (0, ()))[1]))
    return [LostLine.at((LOCKFILE,), place=_place(source, row), labels=shown)]


def check_lockfile(source: Source) -> tuple[Lockfile | None, list[Diagnostic]]:
    """The lockfile of a record, or None if it has none, and its diagnostics. Lines with errors are omitted."""
    if source.lock is None:
        return None, []
    lines: list[LockedWork] = []
    diagnostics: list[Diagnostic] = []
    for index, line in enumerate(source.lock):
        if not isinstance(line, YamlMap):
            diagnostics.append(InvalidLockfileLine.at((LOCKFILE, index)))
            continue
        try:
            lines.append(LockedWork.model_validate(dict(line)))
        except ValidationError as error:
            diagnostics += [
                diagnostic_of(details, (LOCKFILE, index), LockedWork).diagnostic for details in error.errors()
            ]
    given: dict[bool, set[SeriesNumber]] = {False: set(), True: set()}
    for at, row in _given_rows(source):
        if (found := parse_given_row(row)) is None:
            diagnostics.append(_InvalidGivenNumbers.at((LOCKFILE,), place=_place(source, at)))
        else:
            given[found[0]] |= found[1]
    # A line with an error is reported as such. Its number must not be reported as lost, too.
    reliable = frozenset() if diagnostics else frozenset(given[False])
    return Lockfile(tuple(lines), reliable, frozenset(given[True])), diagnostics


def _given_rows(source: Source) -> Iterator[tuple[int, str]]:
    """The comments of the lockfile that list given numbers, each with its row, counted from 0."""
    rows = source.texts.get(source.lock_file, "").splitlines()
    return ((at, row.rstrip()) for at, row in enumerate(rows) if is_given_row(row))


def _place(source: Source, row: int) -> Place:
    length = len(source.texts[source.lock_file].splitlines()[row])
    return Place(source.lock_file, row + 1, 1, length + 1)


def lockfile_lines(text: str) -> list[LockedWork]:
    """The lines of a lockfile's text as cvkit parses them; an empty list if the text is not a lockfile."""
    try:
        value, _, diagnostics = parse_yaml(text, "")
        is_unread = any(diagnostic.is_error for diagnostic in diagnostics)
        return [] if is_unread else [LockedWork.model_validate(dict(line)) for line in value]
    except (UnreadableYamlError, ValidationError, TypeError, ValueError):
        return []
