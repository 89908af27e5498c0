"""Read a record: load, check and number it. Every command begins with this."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.shell import with_record
from cvkit.model.value_class import dataclass

if TYPE_CHECKING:
    from cvkit.model.lockfile import Lockfile
    from cvkit.model.record import Record
    from cvkit.model.source import Source
    from cvkit.number import Numbered


@dataclass(frozen=True)
class Read:
    """The result of reading a record: its source, its numbers if it has no errors, its lockfile and its diagnostics."""

    path: Path
    """The path of the record, as the user typed it."""
    source: Source
    numbered: Numbered | None
    lock: Lockfile | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """The notes on a record without errors, for people."""
        from cvkit.check.lockfile_lines import note_missing_lockfile

        if self.numbered is None:
            return ()
        return _named(self.path, self.source.located(note_missing_lockfile(self.source, self.numbered.record)))

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics, and the notes if `cvkit check` prints others too. Alone they are not worth a line a run."""
        return (*self.diagnostics, *(self.notes if any(one.record for one in self.diagnostics) else ()))


def read(
    record: Path,
    relock: Callable[[Lockfile, Record], Lockfile] | None = None,
    settings: Sequence[str] = (),
    needs_fonts: bool = True,
) -> Read:
    """Load, check and number a record, and collect all its diagnostics.

    `relock` gets the lockfile and the record, and returns a changed lockfile, by which the record is numbered.
    `needs_fonts` is false for an output that cvkit does not give to TeX, and that may be used on another machine: then
    no missing font is reported.

    Raises:
        CvkitError: the record does not exist, or the system refuses to read it.
    """
    from cvkit.check import check_record
    from cvkit.check.career_facts import with_standing
    from cvkit.check.lockfile_lines import check_lockfile
    from cvkit.commands.checks import CheckInput, run_checks
    from cvkit.commands.ignored import check_ignored, drop_ignored
    from cvkit.load import load
    from cvkit.load.clock import today
    from cvkit.model.lockfile import Lockfile
    from cvkit.model.rule import DependsOn
    from cvkit.number import number

    source = load(record, settings)
    if not source.root:
        return Read(record, source, None, None, _of_record(record, source.diagnostics, settings))
    checked = check_record(source)
    source = checked.source
    recovered, numbered = checked.recovered, None
    lock, lock_diagnostics = check_lockfile(source)
    given = CheckInput(record, source, source.root, today(), source if needs_fonts else None)
    if checked.record is not None:
        known = with_standing(checked.record, given.today)
        is_sound = not lock_diagnostics and not _is_misread(source.lock_file, source)
        if relock and is_sound:
            lock = relock(lock or Lockfile(), known)
        if not is_sound:
            recovered = replace(recovered, hidden=recovered.hidden | {DependsOn.LOCKFILE})
        numbered, found = number(known, lock)
        sound_lock = (lock or Lockfile()) if is_sound else None
        given = replace(
            given,
            record=known,
            numbered=numbered,
            numbering_diagnostics=tuple(found),
            sound_lock=sound_lock,
            kept_lock=None if relock else sound_lock,
        )
    diagnostics = [*source.diagnostics, *checked.diagnostics, *lock_diagnostics, *run_checks(given, recovered)]
    found_all = source.located(diagnostics)
    reported = source.located([*drop_ignored(source, found_all), *check_ignored(source, found_all)])
    located = _of_record(record, reported, settings)
    return Read(record, source, numbered if recovered.is_whole else None, lock, located)


def _of_record(record: Path, diagnostics: tuple[Diagnostic, ...], settings: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The same diagnostics, each with its record, unless it exists only because of the settings."""
    named = _named(record, diagnostics)
    if not settings or all(diagnostic.is_error for diagnostic in diagnostics):
        return named
    checked = set(read(record).diagnostics)
    return tuple(one if one in checked else replace(one, record="") for one in named)


def _named(record: Path, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics with the path of the record, also in the commands of their hints."""
    return tuple(replace(one, record=str(record), hint=with_record(one.hint, record)) for one in diagnostics)


def _is_misread(file: str, source: Source) -> bool:
    """Whether a file of the record has an error that was found while it was read."""
    return any(found.is_error and found.place and found.place.file == file for found in source.diagnostics)


@contextlib.contextmanager
def locate_errors(source: Source) -> Iterator[None]:
    """Add the places in the files of a record to the diagnostics of an error that a later stage raises."""
    try:
        yield
    except CvkitError as error:
        error.diagnostics = source.located(error.diagnostics)
        raise


def read_without_errors(
    record: Path,
    settings: Sequence[str] = (),
    output: Path | None = None,
    ending: str = ".pdf",
    needs_fonts: bool = True,
) -> tuple[Source, Numbered, tuple[Diagnostic, ...]]:
    """Read a record that must have no errors: its source, its numbers, and its warnings.

    `output` is a folder, or a file with the given ending. `needs_fonts` is as for `read`.

    Raises:
        CvkitError: `output` is a file of the record, or the record has errors.
    """
    found = read(record, settings=settings, needs_fonts=needs_fonts)
    if output is not None:
        from cvkit.deliver.protect import other_file, record_sources

        record_sources(found.source).refuse([output], other_file(output, ending))
    if found.numbered is None or any(diagnostic.is_error for diagnostic in found.diagnostics):
        from cvkit.check.style_options import UnknownStyle

        is_absent = all(diagnostic.code == UnknownStyle.code for diagnostic in found.diagnostics if diagnostic.is_error)
        status = ExitStatus.USAGE if is_absent else ExitStatus.PROBLEMS
        raise CvkitError("the record has errors", status, diagnostics=found.diagnostics)
    return found.source, found.numbered, found.all_diagnostics
