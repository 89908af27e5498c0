"""Number: a `Record` and its lock in, the same record with a label for each counted work out."""

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
    """Count the works of a record, the oldest of each series as 1, and find what makes counting impossible.

    A pin and a lock hold a work's number; a work without takes the lowest above those of all older works of its
    series that no pin holds, or under a lock the one after the highest that its series ever had.
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
        held = {path: locks.get(path) or pins.get(path) for path in members}
        ever = [number for series_name, number in ever_given if series_name == name]
        numbers |= _counted(members, {p: n for p, n in held.items() if n}, max(ever, default=0))
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


def _counted(oldest_first: Sequence[KeyPath], held: dict[KeyPath, int], ever_highest: int) -> dict[KeyPath, int]:
    """The number of each work of one series, given those that are held."""
    numbers: dict[KeyPath, int] = {}
    taken = set(held.values())
    highest = ever_highest
    for path in oldest_first:
        if path in held:
            number = held[path]
        else:
            number = highest + 1
            while number in taken:
                number += 1
        numbers[path] = number
        highest = max(highest, number)
    return numbers


def _without_id(counted: Sequence[KeyPath], work_at: dict[KeyPath, Work]) -> list[Diagnostic]:
    hint = "a numbered work needs one: add a line `id: …`"
    return [Diagnostic("N101", "`id` is missing", hint, path, "entry") for path in counted if work_at[path].id is None]


def _useless_pins(works: Sequence[tuple[KeyPath, Work]], series: dict[KeyPath, str | None]) -> list[Diagnostic]:
    """Pins of works that count in no series."""
    hint = "say `series: …`, or delete the pin"
    return [
        Diagnostic("N103", f"a pin without a series: a {work.kind} has no number here", hint, (*path, "pin"))
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
    """Two works of one series that are held to one number."""
    diagnostics = []
    first: dict[int, KeyPath] = {}
    for path in sorted(members):
        other = first.setdefault(numbers[path], path)
        if other != path:
            message = (
                f"{series} {numbers[path]} is the number of two works: `{work_at[other].id}` and `{work_at[path].id}`"
            )
            at = (*path, "pin") if path in pins else path
            diagnostics.append(Diagnostic("N104", message, "give one of the two another pin, or none", at))
    return diagnostics


def _gaps(
    members: Sequence[KeyPath], numbers: dict[KeyPath, int], taken: set[int], series: str, record: Record
) -> list[Diagnostic]:
    """Numbers that no work has, or ever had, below the highest."""
    highest = max((numbers[path] for path in members), default=0)
    gaps = [str(number) for number in range(1, highest + 1) if number not in taken]
    if not gaps:
        return []
    top = max(members, key=lambda path: numbers[path])
    missing = ", ".join(gaps[:5]) + (", …" if len(gaps) > 5 else "")
    severity = Severity.ERROR if record.numbering.gaps == "error" else Severity.WARNING
    message = f"the series {series} goes to {highest}, but no work has {missing}"
    return [
        Diagnostic(
            "N105",
            message,
            "look at the pins; a number once given may be meant to stay free",
            top,
            "entry",
            severity=severity,
        )
    ]


def _equal_labels(labels: dict[KeyPath, Label], record: Record) -> list[Diagnostic]:
    """Two works under one label, which a format without `{series}` may mean, and any other may not."""
    if "{series}" not in record.numbering.label:
        return []
    first: dict[str, Label] = {}
    diagnostics = []
    for path in sorted(labels, key=lambda path: (WORK_SECTIONS.index(str(path[0])), path[1])):
        label = labels[path]
        other = first.setdefault(label.text, label)
        if other.series != label.series:
            message = f"two works have the label {label.text}"
            diagnostics.append(Diagnostic("N102", message, "name the series so that no two labels read alike", path))
    return diagnostics
