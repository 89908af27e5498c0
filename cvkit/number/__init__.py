"""Number: a `Record` and its lock in, the same record with a label for each counted work out."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.lock import Lockfile
from cvkit.model.problem import Path, Problem, Severity
from cvkit.model.record import Record
from cvkit.model.work import LISTS, Work
from cvkit.number.lock import hold_to_lock
from cvkit.number.numbered import Label, Numbered
from cvkit.number.order import Dated, day_by_day

__all__ = ["Label", "Numbered", "number"]


def number(record: Record, lock: Lockfile | None = None) -> tuple[Numbered, list[Problem]]:
    """Count the works of a record, the oldest of each series as 1, and find what makes counting impossible.

    A pin and a lock hold a work's number; a work without takes the lowest above those of all older works of its
    series that no pin holds, or under a lock the one after the highest that its series ever had.
    """
    works: list[tuple[Path, Work]] = [((section, index), work) for section, index, work in record.works()]
    if record.numbering.listed == "oldest-first":
        works.reverse()
    work_at = dict(works)
    series = {path: record.numbering.series_of(work) for path, work in works}
    oldest_first = day_by_day([Dated(path, series[path], work.date) for path, work in works])
    counted = [path for path in oldest_first if series[path] is not None]

    pins = {path: work.pin for path, work in works if work.pin is not None and series[path] is not None}
    problems = [*_without_id(counted, work_at), *_useless_pins(works, series)]
    locks, found = hold_to_lock(lock, counted, work_at, series, pins, record)
    problems += found
    ever_given = lock.slots | lock.given | lock.given_up if lock else frozenset()
    numbers: dict[Path, int] = {}
    for name in dict.fromkeys(series[path] for path in counted):
        members = [path for path in counted if series[path] == name]
        held = {path: locks.get(path) or pins.get(path) for path in members}
        ever = [number for series_name, number in ever_given if series_name == name]
        numbers |= _counted(members, {p: n for p, n in held.items() if n}, max(ever, default=0))
        problems += _conflicts(members, numbers, pins, work_at, str(name))
        taken = {*(numbers[path] for path in members), *ever}
        problems += _gaps(members, numbers, taken, str(name), record)
    labels = {}
    for path in counted:
        name = str(series[path])
        labels[path] = Label(name, numbers[path], record.numbering.label_of(name, numbers[path]))
    problems += _equal_labels(labels, record)
    numbered = Numbered(record, labels, tuple(reversed(oldest_first)), frozenset(pins), frozenset(locks))
    return numbered, problems


def _counted(oldest_first: Sequence[Path], held: dict[Path, int], ever_highest: int) -> dict[Path, int]:
    """The number of each work of one series, given those that are held."""
    numbers: dict[Path, int] = {}
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


def _without_id(counted: Sequence[Path], work_at: dict[Path, Work]) -> list[Problem]:
    hint = "a numbered work needs one: add a line `id: …`"
    return [Problem("N101", "`id` is missing", hint, path, "entry") for path in counted if work_at[path].id is None]


def _useless_pins(works: Sequence[tuple[Path, Work]], series: dict[Path, str | None]) -> list[Problem]:
    """Pins of works that count in no series."""
    hint = "say `series: …`, or delete the pin"
    return [
        Problem("N103", f"a pin without a series: a {work.kind} has no number here", hint, (*path, "pin"))
        for path, work in works
        if work.pin is not None and series[path] is None
    ]


def _conflicts(
    members: Sequence[Path],
    numbers: dict[Path, int],
    pins: dict[Path, int],
    work_at: dict[Path, Work],
    series: str,
) -> list[Problem]:
    """Two works of one series that are held to one number."""
    problems = []
    first: dict[int, Path] = {}
    for path in sorted(members):
        other = first.setdefault(numbers[path], path)
        if other != path:
            message = (
                f"{series} {numbers[path]} is the number of two works: `{work_at[other].id}` and `{work_at[path].id}`"
            )
            at = (*path, "pin") if path in pins else path
            problems.append(Problem("N104", message, "give one of the two another pin, or none", at))
    return problems


def _gaps(
    members: Sequence[Path], numbers: dict[Path, int], taken: set[int], series: str, record: Record
) -> list[Problem]:
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
        Problem(
            "N105",
            message,
            "look at the pins; a number once given may be meant to stay free",
            top,
            "entry",
            severity=severity,
        )
    ]


def _equal_labels(labels: dict[Path, Label], record: Record) -> list[Problem]:
    """Two works under one label, which a format without `{series}` may mean, and any other may not."""
    if "{series}" not in record.numbering.label:
        return []
    first: dict[str, Label] = {}
    problems = []
    for path in sorted(labels, key=lambda path: (LISTS.index(str(path[0])), path[1])):
        label = labels[path]
        other = first.setdefault(label.text, label)
        if other.series != label.series:
            message = f"two works have the label {label.text}"
            problems.append(Problem("N102", message, "name the series so that no two labels read alike", path))
    return problems
