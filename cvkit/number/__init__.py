"""Number: take a `Record` and its lockfile, and return the record with a label for each work of a series."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.lockfile import Lockfile
from cvkit.model.record import Record
from cvkit.model.work import WORK_SECTIONS, Work
from cvkit.number.apply_lock import apply_lock
from cvkit.number.chronology import Dated, chronological
from cvkit.number.numbered import Label, Numbered

__all__ = ["Label", "Numbered", "number"]


def number(record: Record, lock: Lockfile | None = None) -> tuple[Numbered, list[Diagnostic]]:
    """Number the works of a record, from 1 for the oldest of each series. Return the diagnostics too.

    The lockfile, or else a pin, fixes the number of a work. Any other work gets the lowest free number above those of
    all older works of its series. With a lockfile, the number is also above all numbers that the series ever had.
    """
    works: list[tuple[KeyPath, Work]] = [((section, index), work) for section, index, work in record.works()]
    if record.numbering.listed == "oldest-first":
        works.reverse()
    work_at = dict(works)
    series = {path: record.numbering.series_of(work) for path, work in works}
    oldest_first = chronological([Dated(path, series[path], work.date) for path, work in works])
    counted = [path for path in oldest_first if series[path] is not None]

    pins = {path: work.pin for path, work in works if work.pin is not None and series[path] is not None}
    diagnostics = [*_without_id(counted, work_at), *_useless_pins(works, series)]
    locks, found = apply_lock(lock, counted, work_at, series, pins, record)
    diagnostics += found
    ever_given = lock.slots | lock.given | lock.given_up if lock else frozenset()
    numbers: dict[KeyPath, int] = {}
    for name in dict.fromkeys(series[path] for path in counted):
        members = [path for path in counted if series[path] == name]
        fixed = {path: locks.get(path) or pins.get(path) for path in members}
        ever = [number for series_name, number in ever_given if series_name == name]
        numbers |= _counted(members, {p: n for p, n in fixed.items() if n}, max(ever, default=0))
        diagnostics += _conflicts(members, numbers, pins, work_at, str(name))
        taken = {*(numbers[path] for path in members), *ever}
        diagnostics += _gaps(members, numbers, taken, str(name), record)
    labels = {}
    for path in counted:
        name = str(series[path])
        labels[path] = Label(name, numbers[path], record.numbering.label_of(name, numbers[path]))
    diagnostics += _equal_labels(labels, record)
    numbered = Numbered(record, labels, tuple(reversed(oldest_first)), frozenset(pins), frozenset(locks))
    return numbered, diagnostics


def _counted(oldest_first: Sequence[KeyPath], fixed: dict[KeyPath, int], ever_highest: int) -> dict[KeyPath, int]:
    """The number of each work of one series. `fixed` has the numbers of pins and of the lockfile."""
    numbers: dict[KeyPath, int] = {}
    taken = set(fixed.values())
    highest = ever_highest
    for path in oldest_first:
        if path in fixed:
            number = fixed[path]
        else:
            number = highest + 1
            while number in taken:
                number += 1
        numbers[path] = number
        highest = max(highest, number)
    return numbers


def _without_id(counted: Sequence[KeyPath], work_at: dict[KeyPath, Work]) -> list[Diagnostic]:
    hint = "a numbered work needs an id: add a line `id: …`"
    return [Diagnostic("N101", "`id` is missing", hint, path, "entry") for path in counted if work_at[path].id is None]


def _useless_pins(works: Sequence[tuple[KeyPath, Work]], series: dict[KeyPath, str | None]) -> list[Diagnostic]:
    """Report pins of works without a series."""
    hint = "write `series: …`, or delete the pin"
    return [
        Diagnostic("N103", f"a pin needs a series, but a {work.kind} has none here", hint, (*path, "pin"))
        for path, work in works
        if work.pin is not None and series[path] is None
    ]


def _conflicts(
    members: Sequence[KeyPath],
    numbers: dict[KeyPath, int],
    pins: dict[KeyPath, int],
    work_at: dict[KeyPath, Work],
    series: str,
) -> list[Diagnostic]:
    """Report works of one series with the same number, which pins or the lockfile fix."""
    diagnostics = []
    first: dict[int, KeyPath] = {}
    for path in sorted(members):
        other = first.setdefault(numbers[path], path)
        if other != path:
            message = (
                f"two works have the number {series} {numbers[path]}: `{work_at[other].id}` and `{work_at[path].id}`"
            )
            at = (*path, "pin") if path in pins else path
            diagnostics.append(Diagnostic("N104", message, "give one of the two another pin, or delete a pin", at))
    return diagnostics


def _gaps(
    members: Sequence[KeyPath], numbers: dict[KeyPath, int], taken: set[int], series: str, record: Record
) -> list[Diagnostic]:
    """Report numbers below the highest that no work has or ever had."""
    highest = max((numbers[path] for path in members), default=0)
    gaps = [str(number) for number in range(1, highest + 1) if number not in taken]
    if not gaps:
        return []
    top = max(members, key=lambda path: numbers[path])
    missing = ", ".join(gaps[:5]) + (", …" if len(gaps) > 5 else "")
    severity = Severity.ERROR if record.numbering.gaps == "error" else Severity.WARNING
    message = f"the highest number of the series {series} is {highest}, but no work has {missing}"
    return [
        Diagnostic(
            "N105",
            message,
            "check the pins; if a number must stay free, change nothing",
            top,
            "entry",
            severity=severity,
        )
    ]


def _equal_labels(labels: dict[KeyPath, Label], record: Record) -> list[Diagnostic]:
    """Report works of two series with the same label. A label format without `{series}` allows that."""
    if "{series}" not in record.numbering.label:
        return []
    first: dict[str, Label] = {}
    diagnostics = []
    for path in sorted(labels, key=lambda path: (WORK_SECTIONS.index(str(path[0])), path[1])):
        label = labels[path]
        other = first.setdefault(label.text, label)
        if other.series != label.series:
            message = f"two works have the label {label.text}"
            diagnostics.append(Diagnostic("N102", message, "rename a series so that all labels differ", path))
    return diagnostics
