"""The lockfile against the record: a number that was given stays with its work, whatever its date, title or place."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.diagnostic import LOCKFILE, Diagnostic, KeyPath
from cvkit.model.lockfile import LockedWork, Lockfile, SeriesNumber
from cvkit.model.record import Record
from cvkit.model.work import UNCOUNTED, Work
from cvkit.number.agreement import NO_AGREEMENT, Agreement

OF_SOUND_LINES = frozenset({"N203", "N207"})
"""Problems that a damaged line may cause: they are reported when the lockfile can be read."""


def apply_lock(
    lock: Lockfile | None,
    counted: Sequence[KeyPath],
    work_at: dict[KeyPath, Work],
    series: dict[KeyPath, str | None],
    pins: dict[KeyPath, int],
    record: Record,
) -> tuple[dict[KeyPath, int], list[Diagnostic]]:
    """The numbers that the lockfile keeps, by work, and where the record breaks it."""
    if lock is None:
        return {}, []
    diagnostics = _lock_against_itself(lock.lines, record)
    agreement = Agreement(lock.lines, work_at)
    held: dict[KeyPath, int] = {}
    first = {line.slot: line for line in reversed(lock.lines)}
    for path, work in work_at.items():
        line = agreement.active.get(work.id or "")
        if line is None:
            diagnostics += _renamed(path, agreement, record) if path in counted else []
            continue
        another = _is_another(path, line, agreement, record)
        diagnostics += another
        if series[path] == line.series:
            if first[line.slot] is line:  # the other line with this number is an error of its own
                held[path] = line.number
        elif not another:
            diagnostics.append(_moved(work, path, line, series[path], record))
    for path, pin in pins.items():
        diagnostics += _pin_against_lock(
            path, pin, work_at[path], str(series[path]), held, first, lock.given_up, record
        )
    return held, diagnostics


def _lock_against_itself(lock: Sequence[LockedWork], record: Record) -> list[Diagnostic]:
    """One id twice, or one number twice in a series."""
    diagnostics = []
    by_id: dict[str, LockedWork] = {}
    by_slot: dict[SeriesNumber, LockedWork] = {}
    hint = "delete one of the two lines, or take the file back from version control"
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
    """A new id whose work agrees with the line of a work that is gone."""
    gone = [found for found in agreement.agreeing(path) if found[1].id not in agreement.path_of]
    if not gone:
        return []
    line = max(gone, key=lambda found: found[0])[1]
    label = record.numbering.label_of(line.series, line.number)
    name = agreement.works[path].id
    message = f"`{name}` looks like `{line.id}`, which is locked as {label} and is gone"
    follow = ", or run `cvkit numbers --lock --follow`," if line.id in agreement.following else ""
    keep = f"write `id: {line.id}`{follow} to keep {label}"
    hint = f"{keep}; if it is another work, write `retired: true` into the line of `{line.id}` in the lockfile"
    return [Diagnostic("N203", message, hint, (*path, "id"))]


def _is_another(path: KeyPath, line: LockedWork, agreement: Agreement, record: Record) -> list[Diagnostic]:
    """A work that is not the one its line was written for: ids were exchanged, or an id was used again."""
    own = agreement.score(path, line)
    better = agreement.better(path, own)
    if own != NO_AGREEMENT and better is None:
        return []
    label = record.numbering.label_of(line.series, line.number)
    name = line.id
    message = f"`{name}` is locked as {label} for `{_short(line.titles[0])}`, and is another work now"
    if better:
        message += f": that of `{better.id}`, locked as {record.numbering.label_of(better.series, better.number)}"
    follow = "run `cvkit numbers --lock --follow`, which gives each number to the new id of its work"
    accept = f"if it is the same work with a new title, run `cvkit numbers --lock --accept {name}`"
    new = f"if it is a new work, give it an id of its own, and {label} stays free"
    helps = not agreement.following.keys().isdisjoint({name, better.id if better else name})
    hint = f"{follow}; or exchange the ids back" if helps else f"{accept}; {new}"
    return [Diagnostic("N207", message, hint, (*path, "id"))]


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:57]}…"


def _moved(work: Work, path: KeyPath, line: LockedWork, now: str | None, record: Record) -> Diagnostic:
    """A locked work that counts in another series now, or in none."""
    label = record.numbering.label_of(line.series, line.number)
    where = f"counts in the series {now}" if now else "counts in no series"
    message = f"`{work.id}` is locked as {label}, and now {where}"
    field = _reason(work)
    keep = f"write `series: {line.series}` to keep it" if work.numbered else "delete `numbered: false` to keep it"
    new = f"; or run `cvkit numbers --lock --move {work.id}`: it retires {label} and gives a new number" if now else ""
    return Diagnostic("N204", message, keep + new, (*path, field) if field else path)


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
    path: KeyPath,
    pin: int,
    work: Work,
    series: str,
    held: dict[KeyPath, int],
    slots: dict[SeriesNumber, LockedWork],
    given_up: frozenset[SeriesNumber],
    record: Record,
) -> list[Diagnostic]:
    """A pin that the lock forbids: another number for a locked work, or a number that another work has or had."""
    wanted = record.numbering.label_of(series, pin)
    if path in held and held[path] != pin:
        label = record.numbering.label_of(series, held[path])
        message = f"`{work.id}` is locked as {label}, and the pin wants {wanted}"
        hint = f"delete the pin; or run `cvkit numbers --lock --move {work.id}` to retire {label}"
        return [Diagnostic("N205", message, hint, (*path, "pin"))]
    line = slots.get((series, pin))
    if path not in held and line is None and (series, pin) in given_up:
        message = f"the pin wants {wanted}, which was given up, so that no other work gets it"
        return [Diagnostic("N205", message, "delete the pin, or write another number", (*path, "pin"))]
    if path not in held and line is not None:
        message = f"the pin wants {wanted}, which is locked for `{line.id}`"
        return [Diagnostic("N205", message, "delete the pin, or give another number", (*path, "pin"))]
    return []
