"""Read a record: load, check and number it. Every command begins with this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus

if TYPE_CHECKING:
    from cvkit.model.lockfile import Lockfile
    from cvkit.model.record import Record
    from cvkit.model.source import Source
    from cvkit.number import Numbered


@dataclass(frozen=True)
class Read:
    """The result of reading a record: its source, its numbers if it has no errors, its lockfile and its diagnostics."""

    source: Source
    numbered: Numbered | None
    lock: Lockfile | None
    diagnostics: tuple[Diagnostic, ...]


def read(
    record: Path, relock: Callable[[Lockfile, Record], Lockfile] | None = None, settings: Sequence[str] = ()
) -> Read:
    """Load, check and number a record, and collect all its diagnostics.

    `relock` gets the lockfile and the record, and returns a changed lockfile, by which the record is numbered.

    Raises:
        CvkitError: the record does not exist, or the system refuses to read it.
    """
    from cvkit.check import check_record
    from cvkit.check.lockfile_lines import check_lockfile, check_lockfile_presence, check_lost
    from cvkit.commands.styles import check_styles
    from cvkit.load import load
    from cvkit.load.clock import today
    from cvkit.model.lockfile import Lockfile
    from cvkit.model.rule import DependsOn
    from cvkit.number import number
    from cvkit.number.references import check_references
    from cvkit.number.select import check_selections
    from cvkit.number.stated_counts import check_stated_counts

    source = load(record, settings)
    if not source.root:
        return Read(source, None, None, source.diagnostics)
    checked = check_record(source, today())
    documents = list(typed) if isinstance(typed := source.root.get("documents"), dict) else []
    lock, diagnostics = check_lockfile(source)
    numbered, recovered = None, checked.recovered
    if checked.record is not None:
        is_sound = not diagnostics and not any(
            diagnostic.is_error and diagnostic.place and diagnostic.place.file == source.lock_file
            for diagnostic in source.diagnostics
        )
        if relock and is_sound:
            lock = relock(lock or Lockfile(), checked.record)
        numbered, found = number(checked.record, lock)
        if not is_sound:
            recovered = replace(recovered, hidden=recovered.hidden | {DependsOn.LOCKFILE})
        found += check_lost(source, lock, checked.record) if is_sound else []
        found += check_references(numbered) if source.has_references else []
        found += check_stated_counts(numbered)
        found += check_selections(numbered, [name for name in documents if name in checked.record.documents])
        found += check_styles(checked.record, record)
        found += check_lockfile_presence(source, checked.record) if is_sound and not relock else []
        diagnostics += [diagnostic for diagnostic in found if recovered.is_reliable(diagnostic)]
    located = source.located([*source.diagnostics, *checked.diagnostics, *diagnostics])
    return Read(source, numbered if recovered.is_whole else None, lock, located)


def read_without_errors(
    record: Path, settings: Sequence[str] = (), output: Path | None = None, ending: str = ".pdf"
) -> tuple[Source, Numbered, tuple[Diagnostic, ...]]:
    """Read a record that must have no errors: its source, its numbers, and its warnings.

    `output` is a folder, or a file with the given ending.

    Raises:
        CvkitError: `output` is a file of the record, or the record has errors.
    """
    found = read(record, settings=settings)
    if output is not None:
        from cvkit.deliver.protect import other_file, record_sources

        record_sources(found.source).refuse([output], other_file(output, ending))
    if found.numbered is None or any(diagnostic.is_error for diagnostic in found.diagnostics):
        from cvkit.check.style_options import UnknownStyle

        is_absent = all(diagnostic.code == UnknownStyle.code for diagnostic in found.diagnostics if diagnostic.is_error)
        status = ExitStatus.USAGE if is_absent else ExitStatus.PROBLEMS
        raise CvkitError("the record has errors", status, diagnostics=found.diagnostics)
    return found.source, found.numbered, found.diagnostics
