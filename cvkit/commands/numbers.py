"""List the labels of a record, and write its lockfile."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.commands.read import read, read_without_errors
from cvkit.commands.request import Made, Request
from cvkit.commands.select_document import select_document
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.inline import Inlines, Math, Str, plain_text
from cvkit.model.shell import with_record

if TYPE_CHECKING:
    from cvkit.model.lockfile import Lockfile
    from cvkit.model.record import Record


def label_rows(record: Path) -> tuple[list[dict[str, object]], tuple[Diagnostic, ...]]:
    """The labels of a record in printed order, each with facts about its work, and the diagnostics of the record."""
    from cvkit.model.selection import Listing
    from cvkit.model.work import WORK_SECTIONS
    from cvkit.number.roles import role_of
    from cvkit.number.select import select

    _, numbered, diagnostics = read_without_errors(record, needs_fonts=False)
    _, document = select_document(numbered, Request(record))
    shown: dict[str, Listing] = {}
    for section, listing in [*document.single_listings(), *((section, document) for section in WORK_SECTIONS)]:
        if section in WORK_SECTIONS:
            shown.setdefault(section, listing)
    whole = {name: Listing(order=listing.order, group_by=listing.group_by) for name, listing in shown.items()}
    rows: list[dict[str, object]] = [
        {
            "id": listed.work.id,
            "series": listed.label.series,
            "number": listed.label.number,
            "label": listed.label.text,
            "title": _readable(listed.work.title.inlines()),
            "pinned": listed.path in numbered.pinned,
            "locked": listed.path in numbered.locked,
            "owner_role": role_of(listed.work, numbered.record),
            "year": listed.work.date.year if listed.work.date else None,
            "kind": listed.work.kind,
        }
        for section, listing in whole.items()
        for group in select(numbered, section, listing)
        for listed in group.works
        if listed.label
    ]
    return rows, diagnostics


def _readable(title: Inlines) -> str:
    """A title as text, with math as characters."""
    from cvkit.write.math_text import math_text

    return plain_text(Str(math_text(part.formula)) if isinstance(part, Math) else part for part in title)


def owner_names(record: Path) -> tuple[Mapping[str, int], tuple[Diagnostic, ...]]:
    """The spellings under which works name the owner, with their counts, and the diagnostics of the record."""
    _, numbered, diagnostics = read_without_errors(record, needs_fonts=False)
    return numbered.record.owner.spellings, diagnostics


@dataclass(frozen=True)
class Relock:
    """The changes to the lockfile that the options of `cvkit numbers --lock` request, before new lines are added."""

    moves: Sequence[str] = ()
    """Ids of works whose number is retired. They get new numbers."""
    accepts: Sequence[str] = ()
    """Ids of works whose lines get the present title and identifiers."""
    follows: bool = False
    """Whether lines get the new ids of their works."""
    give_up: Callable[[Sequence[str]], None] | None = None
    """For `--recount`: called with the labels whose lines are lost. It raises an error if they must be kept."""

    def __call__(self, lock: Lockfile, record: Record) -> Lockfile:
        """The changed lockfile. Lost lines are settled first, because the other changes need a valid lockfile."""
        from cvkit.number.lockfile_edits import accept_work, follow_ids, recount, retire_line

        if self.give_up:
            self.give_up([record.numbering.label_of(*slot) for slot in lock.lost])
            lock = recount(lock)
        if self.follows:
            lock = follow_ids(lock, record)
        for name in self.accepts:
            lock = accept_work(lock, record, name)
        return functools.reduce(retire_line, dict.fromkeys(self.moves), lock)


def lock_numbers(record: Path, relock: Relock | None = None) -> Made:
    """Write the lockfile of a record: make the requested changes, then add a line for each number that has none.

    A complete lockfile is not written again. Simultaneous calls run one after the other.

    Raises:
        CvkitError: the record or its lockfile has errors, a change cannot be made, or the lockfile is also another file
            of the record; nothing was written.
    """
    from cvkit.check.lockfile_lines import lockfile_lines
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import record_sources
    from cvkit.deliver.target_lock import target_lock
    from cvkit.load import lock_path
    from cvkit.number.lockfile_edits import add_new_lines
    from cvkit.number.lockfile_text import lockfile_text

    lock_file = lock_path(record)
    with target_lock(lock_file.parent.resolve() / lock_file.name):
        before: list[Lockfile] = []

        def remembered(lock: Lockfile, typed: Record) -> Lockfile:
            before.append(lock)
            try:
                return (relock or Relock())(lock, typed)
            except CvkitError as error:
                error.hint = with_record(error.hint, record)
                raise

        found = read(record, remembered)
        if found.numbered is None or found.lock is None or any(diagnostic.is_error for diagnostic in found.diagnostics):
            raise CvkitError("the record has errors", ExitStatus.PROBLEMS, diagnostics=found.diagnostics)
        source, after = found.source, add_new_lines(found.lock, found.numbered)
        typed = source.texts.get(source.lock_file, "")
        text = lockfile_text(typed, source.lock or (), before[0], after)
        if sorted(lockfile_lines(text), key=str) != sorted(after.lines, key=str):
            hint = "write each of its entries on one line, as in `- {id: …, series: …, number: …, title: …}`"
            raise CvkitError(
                f"cvkit cannot add lines to {source.lock_file} as it is written", ExitStatus.PROBLEMS, hint
            )
        if source.lock is not None and text == typed:
            return Made((), found.diagnostics)
        protected = record_sources(source, edits=[source.lock_file])
        return Made(tuple(deliver({Path(source.lock_file): text.encode()}, protected)), found.diagnostics)
