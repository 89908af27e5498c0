"""Number: take a `Record` and its lockfile, and return the record with a label for each work of a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.lockfile import Lockfile
from cvkit.model.record import Record
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.apply_lock import apply_lock
from cvkit.number.chronology import chronological
from cvkit.number.counted_work import CountedWork
from cvkit.number.numbered import Label, Numbered

__all__ = ["Label", "Numbered", "number"]


def number(record: Record, lock: Lockfile | None = None) -> tuple[Numbered, list[Diagnostic]]:
    """Number the works of a record, from 1 for the oldest of each series. Return the diagnostics too.

    The lockfile, or else a pin, fixes the number of a work. Any other work gets the lowest free number above those of
    all older works of its series. With a lockfile, the number is also above all numbers that the series ever had.
    """
    series_of = record.numbering.series_of
    works = [CountedWork((section, index), work, series_of(work)) for section, index, work in record.works()]
    if record.numbering.listed == "oldest-first":
        works.reverse()
    oldest_first = chronological(works)
    diagnostics = [*_without_id(oldest_first), *_useless_pins(works)]
    locked, found = apply_lock(lock, works, record)
    diagnostics += found
    ever_given = lock.slots | lock.given | lock.given_up if lock else frozenset()
    by_series: dict[str, list[CountedWork]] = {}
    for work in oldest_first:
        if work.series:
            by_series.setdefault(work.series, []).append(replace(work, locked=locked.get(work.path)))
    labels: dict[KeyPath, Label] = {}
    for series, members in by_series.items():
        ever = {number for series_name, number in ever_given if series_name == series}
        numbers = _assign(members, max(ever, default=0))
        labels |= {p: Label(series, n, record.numbering.label_of(series, n)) for p, n in numbers.items()}
        diagnostics += _conflicts(members, numbers)
        diagnostics += _gaps(series, numbers, ever, record)
    diagnostics += _equal_labels(labels, record)
    pinned = frozenset(work.path for work in works if work.pin is not None)
    newest_first = tuple(work.path for work in reversed(oldest_first))
    return Numbered(record, labels, newest_first, pinned, frozenset(locked)), diagnostics


def _assign(oldest_first: Sequence[CountedWork], ever_highest: int) -> dict[KeyPath, int]:
    """The number of each work of one series. `ever_highest` is the highest number that the series ever had."""
    numbers: dict[KeyPath, int] = {}
    taken = {work.fixed for work in oldest_first}
    highest = ever_highest
    for work in oldest_first:
        number = work.fixed or highest + 1
        while not work.fixed and number in taken:
            number += 1
        numbers[work.path] = number
        highest = max(highest, number)
    return numbers


def _without_id(works: Sequence[CountedWork]) -> Iterator[Diagnostic]:
    hint = "a numbered work needs an id: add a line `id: …`"
    for work in works:
        if work.series and work.work.id is None:
            yield Diagnostic("N101", "`id` is missing", hint, work.path, "entry")


def _useless_pins(works: Sequence[CountedWork]) -> Iterator[Diagnostic]:
    """Report pins of works without a series."""
    hint = "write `series: …`, or delete the pin"
    for work in works:
        if work.work.pin is not None and not work.series:
            message = f"a pin needs a series, but a {work.work.kind} has none here"
            yield Diagnostic("N103", message, hint, (*work.path, "pin"))


def _conflicts(members: Sequence[CountedWork], numbers: dict[KeyPath, int]) -> Iterator[Diagnostic]:
    """Report works of one series with the same number, which pins or the lockfile fix."""
    first: dict[int, CountedWork] = {}
    for work in sorted(members, key=lambda work: work.path):
        number = numbers[work.path]
        other = first.setdefault(number, work)
        if other is not work:
            names = f"`{other.work.id}` and `{work.work.id}`"
            message = f"two works have the number {work.series} {number}: {names}"
            at = (*work.path, "pin") if work.pin is not None else work.path
            yield Diagnostic("N104", message, "give one of the two another pin, or delete a pin", at)


def _gaps(series: str, numbers: dict[KeyPath, int], ever: set[int], record: Record) -> Iterator[Diagnostic]:
    """Report numbers below the highest that no work has or ever had."""
    top = max(numbers, key=lambda path: numbers[path])
    taken = {*numbers.values(), *ever}
    gaps = [str(number) for number in range(1, numbers[top] + 1) if number not in taken]
    if gaps:
        missing = ", ".join(gaps[:5]) + (", …" if len(gaps) > 5 else "")
        message = f"the highest number of the series {series} is {numbers[top]}, but no work has {missing}"
        hint = "check the pins; if a number must stay free, change nothing"
        severity = Severity.ERROR if record.numbering.gaps == "error" else Severity.WARNING
        yield Diagnostic("N105", message, hint, top, "entry", severity=severity)


def _equal_labels(labels: dict[KeyPath, Label], record: Record) -> Iterator[Diagnostic]:
    """Report works of two series with the same label. A label format without `{series}` allows that."""
    if "{series}" not in record.numbering.label:
        return
    first: dict[str, Label] = {}
    for path in sorted(labels, key=lambda path: (WORK_SECTIONS.index(str(path[0])), path[1])):
        label = labels[path]
        other = first.setdefault(label.text, label)
        if other.series != label.series:
            message = f"two works have the label {label.text}"
            yield Diagnostic("N102", message, "rename a series so that all labels differ", path)
