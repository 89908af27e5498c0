"""Apply the lockfile to the record: a work keeps its number when its date, title or position changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cvkit.model.diagnostic import LOCKFILE, Diagnostic, KeyPath
from cvkit.model.lockfile import LockedWork, Lockfile, SeriesNumber
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.work import UNCOUNTED, Work
from cvkit.number.agreement import NO_AGREEMENT, Agreement
from cvkit.number.counted_work import CountedWork


class RepeatedLine(Rule):
    """The lockfile contains an id or a number twice.

    The lockfile gives each number once. Two copies of a record may have given one number to different works before they
    were merged. cvkit cannot know which work keeps the number. Delete one of the two lines, or restore the file from
    version control.
    """

    code = "N202"
    depends_on = DependsOn.ENTRY
    message = "{label} is locked twice: for `{one}` and for `{other}`"
    hint = "delete one of the two lines, or restore the file from version control"
    fix = "restore it from version control"
    no_example = "it takes a lockfile"


class _RepeatedLineOfId(RepeatedLine):
    message = "`{id}` is locked twice: as {one} and as {other}"


class RenamedWork(Rule):
    """A new id whose title, DOI or arXiv id is that of a locked work that is gone.

    A locked work is gone from the record, and a work with a new id agrees with its line by title, DOI or arXiv id. Most
    often the id was changed, and the work would lose its number. Give it the old id, or run
    `cvkit numbers --lock --follow`, which gives the line the new id. If it is another work, write `retired: true` into
    the line.
    """

    code = "N203"
    depends_on = DependsOn.LOCKFILE
    message = "`{id}` looks like `{old}`, which is locked as {label} but is no longer in the record"
    hint = (
        "write `id: {old}`{follow} to keep {label}; "
        "if it is another work, add `retired: true` to the line of `{old}` in the lockfile"
    )
    fix = "give it the old id, or run `cvkit numbers --lock --follow`"
    no_example = "it takes a lockfile"


class MovedWork(Rule):
    """A locked work that now counts in another series, or in none.

    A work keeps its locked number only while it counts in the same series. Its label would change, and readers would
    not find the work by the old one. Write the old series as `series:` to keep the number.
    `cvkit numbers --lock --move ID` retires the number permanently, and gives the work a new one. Repeat `--move ID`
    for each work of a series.
    """

    code = "N204"
    depends_on = DependsOn.ENTRY
    message = "`{id}` is locked as {label}, but now belongs to {series}"
    fix = "write `series:`, or run `cvkit numbers --lock --move ID`"
    no_example = "it takes a lockfile"


class PinAgainstLock(Rule):
    """A pin that contradicts the lockfile.

    The lockfile gives this work another number, or it gives this number to another work. A locked number does not
    change, so cvkit refuses the pin. Delete the pin. To give the work a new number, run
    `cvkit numbers --lock --move ID`.
    """

    code = "N205"
    depends_on = DependsOn.ENTRY
    message = "`{id}` is locked as {label}, but its pin is {pin}"
    hint = "delete the pin; or run `cvkit numbers --lock --move {id}` to retire {label}"
    fix = "delete the pin, or move the work"
    no_example = "it takes a lockfile"


class _PinOfAnother(PinAgainstLock):
    message = "the pin is {pin}, which is locked for `{id}`"
    hint = "delete the pin, or change its number"


class _PinGivenUp(PinAgainstLock):
    message = "the pin is {pin}, a number that was given up and that no work can get"
    hint = "delete the pin, or change its number"


class AnotherWork(Rule):
    """A locked id that another work has now.

    A line of the lockfile keeps a number for one work. Now another work has the id of the line, and the number would go
    to the wrong work. This work does not have the title of the line, apart from small edits, and it does not have a DOI
    or arXiv id that only this line has. Or it agrees better with another line. Most often a reference manager has
    swapped two keys, or an id was used again for a new paper. There are three cases. If ids were swapped or renamed,
    run `cvkit numbers --lock --follow`, which gives each number to the new id of its work. If it is the same work with
    a new title, run `cvkit numbers --lock --accept ID`, which rewrites the line. If it is a new work, give it an id of
    its own.
    """

    code = "N207"
    depends_on = DependsOn.LOCKFILE
    message = "`{id}` is locked as {label} for `{title}`, but another work has this id now{better}"
    hint = (
        "if it is the same work with a new title, run `cvkit numbers --lock --accept {id}`; "
        "if it is a new work, give it a new id, and {label} stays unused"
    )
    fix = "run `cvkit numbers --lock --follow` if ids changed, `--lock --accept ID` if it is the same work"
    no_example = "it takes a lockfile"


class _ExchangedIds(AnotherWork):
    hint = (
        "run `cvkit numbers --lock --follow`, which gives each number to the new id of its work; "
        "or give each work its old id again"
    )


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
    for index, line in enumerate(lock):
        label = record.numbering.label_of(*line.slot)
        if not line.retired:
            other = by_id.setdefault(line.id, line)
            if other is not line:
                first = record.numbering.label_of(*other.slot)
                path: KeyPath = (LOCKFILE, index, "id")
                diagnostics.append(_RepeatedLineOfId.at(path, id=line.id, one=first, other=label))
        other = by_slot.setdefault(line.slot, line)
        if other is not line:
            path = (LOCKFILE, index, "number")
            diagnostics.append(RepeatedLine.at(path, label=label, one=other.id, other=line.id))
    return diagnostics


def _renamed(path: KeyPath, agreement: Agreement, record: Record) -> list[Diagnostic]:
    """Report a new id if its work agrees with the line of a work that is gone."""
    gone = [found for found in agreement.agreeing(path) if found[1].id not in agreement.path_of]
    if not gone:
        return []
    line = max(gone, key=lambda found: found[0])[1]
    label = record.numbering.label_of(line.series, line.number)
    name = agreement.works[path].id
    follow = ", or run `cvkit numbers --lock --follow`," if line.id in agreement.following else ""
    return [RenamedWork.at((*path, "id"), id=name, old=line.id, label=label, follow=follow)]


def _is_another(path: KeyPath, line: LockedWork, agreement: Agreement, record: Record) -> list[Diagnostic]:
    """Report an id that another work has now: ids were exchanged, or an id was used again."""
    own = agreement.score(path, line)
    better = agreement.better(path, own)
    if own != NO_AGREEMENT and better is None:
        return []
    label = record.numbering.label_of(line.series, line.number)
    name = line.id
    of_better = ""
    if better:
        other = record.numbering.label_of(better.series, better.number)
        of_better = f": the work of `{better.id}`, which is locked as {other}"
    helps = not agreement.following.keys().isdisjoint({name, better.id if better else name})
    rule = _ExchangedIds if helps else AnotherWork
    title = _short(line.titles[0])
    return [rule.at((*path, "id"), id=name, label=label, title=title, better=of_better)]


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:57]}…"


def _moved(counted: CountedWork, line: LockedWork, record: Record) -> Diagnostic:
    """Report a locked work that now counts in another series, or in none."""
    work, path, now = counted.work, counted.path, counted.series
    label = record.numbering.label_of(line.series, line.number)
    field = _reason(work)
    keep = f"write `series: {line.series}` to keep it" if work.numbered else "delete `numbered: false` to keep it"
    new = f"; or run `cvkit numbers --lock --move {work.id}`: it retires {label} and gives a new number" if now else ""
    at = (*path, field) if field else path
    where = f"the series {now}" if now else "no series"
    return MovedWork.at(at, id=work.id, label=label, series=where, hint=keep + new)


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
    at = (*counted.path, "pin")
    if locked is not None:
        label = record.numbering.label_of(series, locked)
        yield PinAgainstLock.at(at, id=name, label=label, pin=wanted)
    elif line is not None:
        yield _PinOfAnother.at(at, pin=wanted, id=line.id)
    elif (series, pin) in given_up:
        yield _PinGivenUp.at(at, pin=wanted)
