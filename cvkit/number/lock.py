"""The lock: numbers that were given stay given, whatever happens to dates, titles and order."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from cvkit.model.lock import Locked
from cvkit.model.problem import LOCK, CvkitError, ExitStatus, Path, Problem
from cvkit.model.record import Record
from cvkit.model.work import UNCOUNTED, Publication, Work
from cvkit.number.numbered import Numbered

Slot = tuple[str, int]


def hold_to_lock(
    lock: Sequence[Locked] | None,
    counted: Sequence[Path],
    work_at: dict[Path, Work],
    series: dict[Path, str | None],
    pins: dict[Path, int],
    record: Record,
) -> tuple[dict[Path, int], set[Slot], list[Problem]]:
    """The numbers that the lock holds, by work; those that it has retired; and where the record breaks it."""
    if lock is None:
        return {}, set(), []
    problems = _lock_against_itself(lock, record)
    lines = {line.id: line for line in reversed(lock) if not line.retired}
    retired = {line.slot for line in lock if line.retired}
    there = {work.id for work in work_at.values() if work.id}
    gone = [line for line in lines.values() if line.id not in there]
    held: dict[Path, int] = {}
    for path, work in work_at.items():
        line = lines.get(work.id or "")
        if line is None:
            if path in counted:
                problems += _renamed(work, path, gone, record)
        elif series[path] != line.series:
            problems.append(_moved(work, path, line, series[path], record))
        else:
            held[path] = line.number
    slots = {line.slot: line for line in lock}
    for path, pin in pins.items():
        problems += _pin_against_lock(path, pin, work_at[path], str(series[path]), held, slots, record)
    return held, retired, problems


def _lock_against_itself(lock: Sequence[Locked], record: Record) -> list[Problem]:
    """One id twice, or one number twice in a series."""
    problems = []
    by_id: dict[str, Locked] = {}
    by_slot: dict[Slot, Locked] = {}
    hint = "delete one of the two lines, or take the file back from version control"
    for index, line in enumerate(lock):
        label = record.numbering.label_of(*line.slot)
        if not line.retired:
            other = by_id.setdefault(line.id, line)
            if other is not line:
                message = f"`{line.id}` is locked twice: as {record.numbering.label_of(*other.slot)} and as {label}"
                problems.append(Problem("N202", message, hint, (LOCK, index, "id")))
        other = by_slot.setdefault(line.slot, line)
        if other is not line:
            message = f"{label} is locked twice: for `{other.id}` and for `{line.id}`"
            problems.append(Problem("N202", message, hint, (LOCK, index, "number")))
    return problems


def _renamed(work: Work, path: Path, gone: Iterable[Locked], record: Record) -> list[Problem]:
    """A new id with the title or DOI of a locked work that is gone."""
    doi = work.doi if isinstance(work, Publication) else None
    line = next((line for line in gone if line.is_of(work.title.plain(), doi)), None)
    if line is None:
        return []
    label = record.numbering.label_of(line.series, line.number)
    message = f"`{work.id}` looks like `{line.id}`, which is locked as {label} and is gone"
    keep = f"write `id: {line.id}` to keep {label}"
    hint = f"{keep}; if it is another work, write `retired: true` into the line of `{line.id}` in the lock"
    return [Problem("N203", message, hint, (*path, "id"))]


def _moved(work: Work, path: Path, line: Locked, now: str | None, record: Record) -> Problem:
    """A locked work that counts in another series now, or in none."""
    label = record.numbering.label_of(line.series, line.number)
    where = f"counts in the series {now}" if now else "counts in no series"
    message = f"`{work.id}` is locked as {label}, and now {where}"
    field = _reason(work)
    keep = f"write `series: {line.series}` to keep it" if work.numbered else "delete `numbered: false` to keep it"
    new = f"; or run `cvkit numbers --lock --move {work.id}`: it retires {label} and gives a new number" if now else ""
    return Problem("N204", message, keep + new, (*path, field) if field else path)


def _reason(work: Work) -> str | None:
    """The field that says where a work counts."""
    if not work.numbered:
        return "numbered"
    if work.series:
        return "series"
    if work.status in UNCOUNTED:
        return "status"
    return "kind" if "kind" in work.model_fields_set else None


def _pin_against_lock(
    path: Path,
    pin: int,
    work: Work,
    series: str,
    held: dict[Path, int],
    slots: dict[Slot, Locked],
    record: Record,
) -> list[Problem]:
    """A pin that the lock forbids: another number for a locked work, or a number that another work has or had."""
    wanted = record.numbering.label_of(series, pin)
    if path in held and held[path] != pin:
        label = record.numbering.label_of(series, held[path])
        message = f"`{work.id}` is locked as {label}, and the pin wants {wanted}"
        hint = f"delete the pin; or run `cvkit numbers --lock --move {work.id}` to retire {label}"
        return [Problem("N205", message, hint, (*path, "pin"))]
    line = slots.get((series, pin))
    if path not in held and line is not None:
        message = f"the pin wants {wanted}, which is locked for `{line.id}`"
        return [Problem("N205", message, "delete the pin, or give another number", (*path, "pin"))]
    return []


def retired(lock: Sequence[Locked], name: str) -> tuple[Locked, ...]:
    """The lock with the number of one work retired, so that the work can be given another.

    Raises:
        CvkitError: no number of that id is locked.
    """
    if not any(line.id == name and not line.retired for line in lock):
        nearest = difflib.get_close_matches(name, [line.id for line in lock], n=1)
        hint = f"did you mean `{nearest[0]}`?" if nearest else "`cvkit numbers` shows what is locked"
        raise CvkitError(f"no number of `{name}` is locked", ExitStatus.USAGE, hint)
    return tuple(line.model_copy(update={"retired": True}) if line.id == name else line for line in lock)


def new_lines(lock: Sequence[Locked], numbered: Numbered) -> list[Locked]:
    """A line for each number that has none, in the order of series and number."""
    slots = {line.slot for line in lock}
    lines = []
    for path, label in numbered.labels.items():
        if (label.series, label.number) not in slots:
            work = numbered.work(path)
            doi = work.doi if isinstance(work, Publication) else None
            title = work.title.plain()
            lines.append(Locked(id=str(work.id), series=label.series, number=label.number, title=title, doi=doi))
    return sorted(lines, key=lambda line: line.slot)
