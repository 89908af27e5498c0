"""Apply the lockfile to the record: a work keeps its number when its date, title or position changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cvkit.model.diagnostic import LOCKFILE, Diagnostic, KeyPath
from cvkit.model.lockfile import LockedWork, Lockfile, SeriesNumber
from cvkit.model.record import Record
from cvkit.model.work import UNCOUNTED, Work
from cvkit.number.agreement import NO_AGREEMENT, Agreement
from cvkit.number.counted_work import CountedWork

OF_SOUND_LINES = frozenset({"N203", "N207"})
"""Codes that a damaged line may cause. They are reported only if all lines of the lockfile can be read."""


def apply_lock(
    lock: Lockfile | None, works: Sequence[CountedWork], record: Record
) -> tuple[dict[KeyPath, int], list[Diagnostic]]:
    """The numbers of the works in the lockfile, and diagnostics if the record contradicts the lockfile."""
    if lock is None:
        return {}, []
    diagnostics = _repeated_lines(lock.lines, record)
    agreement = Agreement(lock.lines, {work.path: work.work for work in works})
    locked: dict[KeyPath, int] = {}
    first = {line.slot: line for line in reversed(lock.lines)}
    for work in works:
        line = agreement.active.get(work.work.id or "")
        if line is None:
            diagnostics += _renamed(work.path, agreement, record) if work.series else []
            continue
        another = _is_another(work.path, line, agreement, record)
        diagnostics += another
        if work.series == line.series:
            if first[line.slot] is line:  # another line with this number is reported separately
                locked[work.path] = line.number
        elif not another:
            diagnostics.append(_moved(work, line, record))
    for work in works:
        diagnostics += _pin_against_lock(work, locked.get(work.path), first, lock.given_up, record)
    return locked, diagnostics


def _repeated_lines(lock: Sequence[LockedWork], record: Record) -> list[Diagnostic]:
    """Report an id that is in two lines, or a number that is in two lines of a series."""
    diagnostics = []
    by_id: dict[str, LockedWork] = {}
    by_slot: dict[SeriesNumber, LockedWork] = {}
    hint = "delete one of the two lines, or restore the file from version control"
    for index, line in enumerate(lock):
        label = record.numbering.label_of(*line.slot)
        if not line.retired:
            other = by_id.setdefault(line.id, line)
            if other is not line:
                message = f"`{line.id}` is locked twice: as {record.numbering.label_of(*other.slot)} and as {label}"
                diagnostics.append(Diagnostic("N202", message, hint, (LOCKFILE, index, "id")))
        other = by_slot.setdefault(line.slot, line)
        if other is not line:
            message = f"{label} is locked twice: for `{other.id}` and for `{line.id}`"
            diagnostics.append(Diagnostic("N202", message, hint, (LOCKFILE, index, "number")))
    return diagnostics


def _renamed(path: KeyPath, agreement: Agreement, record: Record) -> list[Diagnostic]:
    """Report a new id if its work agrees with the line of a work that is gone."""
    gone = [found for found in agreement.agreeing(path) if found[1].id not in agreement.path_of]
    if not gone:
        return []
    line = max(gone, key=lambda found: found[0])[1]
    label = record.numbering.label_of(line.series, line.number)
    name = agreement.works[path].id
    message = f"`{name}` looks like `{line.id}`, which is locked as {label} but is gone"
    follow = ", or run `cvkit numbers --lock --follow`," if line.id in agreement.following else ""
    keep = f"write `id: {line.id}`{follow} to keep {label}"
    hint = f"{keep}; if it is another work, add `retired: true` to the line of `{line.id}` in the lockfile"
    return [Diagnostic("N203", message, hint, (*path, "id"))]


def _is_another(path: KeyPath, line: LockedWork, agreement: Agreement, record: Record) -> list[Diagnostic]:
    """Report an id that another work has now: ids were exchanged, or an id was used again."""
    own = agreement.score(path, line)
    better = agreement.better(path, own)
    if own != NO_AGREEMENT and better is None:
        return []
    label = record.numbering.label_of(line.series, line.number)
    name = line.id
    message = f"`{name}` is locked as {label} for `{_short(line.titles[0])}`, but another work has this id now"
    if better:
        message += (
            f": the work of `{better.id}`, which is locked as {record.numbering.label_of(better.series, better.number)}"
        )
    follow = "run `cvkit numbers --lock --follow`, which gives each number to the new id of its work"
    accept = f"if it is the same work with a new title, run `cvkit numbers --lock --accept {name}`"
    new = f"if it is a new work, give it a new id, and {label} stays unused"
    helps = not agreement.following.keys().isdisjoint({name, better.id if better else name})
    hint = f"{follow}; or write each id at its old work again" if helps else f"{accept}; {new}"
    return [Diagnostic("N207", message, hint, (*path, "id"))]


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:57]}…"


def _moved(counted: CountedWork, line: LockedWork, record: Record) -> Diagnostic:
    """Report a locked work that now counts in another series, or in none."""
    work, path, now = counted.work, counted.path, counted.series
    label = record.numbering.label_of(line.series, line.number)
    where = f"counts in the series {now}" if now else "counts in no series"
    message = f"`{work.id}` is locked as {label}, but now {where}"
    field = _reason(work)
    keep = f"write `series: {line.series}` to keep it" if work.numbered else "delete `numbered: false` to keep it"
    new = f"; or run `cvkit numbers --lock --move {work.id}`: it retires {label} and gives a new number" if now else ""
    return Diagnostic("N204", message, keep + new, (*path, field) if field else path)


def _reason(work: Work) -> str | None:
    """The field that decides the series of a work; None if the default kind decides it."""
    if not work.numbered:
        return "numbered"
    if work.series:
        return "series"
    if work.status in UNCOUNTED:
        return "status"
    return "kind" if "kind" in work.model_fields_set else None


def _pin_against_lock(
    counted: CountedWork,
    locked: int | None,
    lines: Mapping[SeriesNumber, LockedWork],
    given_up: frozenset[SeriesNumber],
    record: Record,
) -> Iterator[Diagnostic]:
    """Report a pin that contradicts the lockfile: its work has another number, or another work has or had this one."""
    name, pin, series = counted.work.id, counted.pin, counted.series
    if pin is None or series is None or pin == locked:
        return
    wanted = record.numbering.label_of(series, pin)
    line = lines.get((series, pin))
    hint = "delete the pin, or change its number"
    if locked is not None:
        label = record.numbering.label_of(series, locked)
        message = f"`{name}` is locked as {label}, but its pin is {wanted}"
        hint = f"delete the pin; or run `cvkit numbers --lock --move {name}` to retire {label}"
    elif line is not None:
        message = f"the pin is {wanted}, which is locked for `{line.id}`"
    elif (series, pin) in given_up:
        message = f"the pin is {wanted}, which was given up: no other work gets it"
    else:
        return
    yield Diagnostic("N205", message, hint, (*counted.path, "pin"))
