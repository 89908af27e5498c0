"""Number: take a `Record` and its lockfile, and return the record with a label for each work of a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement, Severity
from cvkit.model.ids import derived_id, free_id
from cvkit.model.lockfile import Lockfile
from cvkit.model.name import Name
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.work import WORK_SECTIONS
from cvkit.number.apply_lock import apply_lock
from cvkit.number.chronology import chronological
from cvkit.number.counted_work import CountedWork
from cvkit.number.numbered import Label, Numbered

__all__ = ["Label", "Numbered", "number"]


class MissingId(Rule):
    """A numbered work without an id.

    cvkit keeps the number of a work by its id, even if the title changes. Without an id, the number could go to another
    work. Add a line `id: …` to the work.
    ```yaml
    publications: [{kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    """

    code = "N101"
    depends_on = DependsOn.ENTRY
    message = "`id` is missing"
    hint = "a numbered work needs an id: add a line such as `id: {suggested}`"
    fix = "add one"


class EqualLabels(Rule):
    """Two works with the same label.

    Readers cannot see which of the two works a label means. For example, the format `{series}{number}` gives the label
    A11 to number 11 of a series A, and also to number 1 of a series A1. Rename one series, or put a separator into the
    format, as in `{series}.{number}`.
    """

    code = "N102"
    message = "two works have the label {label}"
    hint = "rename a series so that all labels differ"
    fix = "rename a series so that all labels differ"
    no_example = "it takes eleven works"


class PinWithoutSeries(Rule):
    """A pin on a work that counts in no series.

    A pin fixes the number of a work in its series. This work counts in no series, so it has no number to fix. Write
    `series:` to name one, or delete the pin.
    ```yaml
    publications: [{id: one, kind: report, title: T, date: 2020, authors: Ada Miller, pin: 1}]
    ```
    ```yaml
    publications: [{id: one, kind: report, title: T, date: 2020, authors: Ada Miller, pin: 1, series: R}]
    ```
    """

    code = "N103"
    depends_on = DependsOn.ENTRY
    message = "a pin needs a series, but this {kind} has none"
    hint = "write `series: …`, or delete the pin"
    fix = "write `series:`, or delete the pin"


class EqualNumbers(Rule):
    """Two works of a series with the same number.

    Two pins, or a pin and the lockfile, ask for the same number. Readers could not see which work the label means. Give
    one of the two works another pin, or delete its pin.
    ```yaml
    publications:
      - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller, pin: 1}
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pin: 1}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: U, date: 2021, authors: Ada Miller, pin: 2}
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pin: 1}
    ```
    """

    code = "N104"
    depends_on = DependsOn.ENTRY
    message = "two works have the number {series} {number}: `{one}` and `{other}`"
    hint = "give one of the two another pin, or delete a pin"
    fix = "give one of the two another pin"


class NumberGap(Rule):
    """A number that no work of a series has.

    A number below the highest one of its series belongs to no work. Readers ask what happened to the missing work.
    Check the pins, and fix the one that is wrong. If the number must stay free, change nothing.
    `numbering: {gaps: error}` makes the gap an error.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pin: 2}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, pin: 1}]
    ```
    """

    code = "N105"
    severity = Severity.WARNING
    message = "the highest number of the series {series} is {highest}, but no work has {missing}"
    hint = "check the pins; if a number must stay free, change nothing"
    fix = "check the pins"


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
    """Report numbered works without an id, each with an id that no other work has."""
    taken = {work.work.id for work in works if work.work.id}
    for work in works:
        if work.series and work.work.id is None:
            group = getattr(work.work, "collaboration", None)
            author = work.work.authors[0].parts if work.work.authors else Name(literal=group.plain() if group else "")
            year = str(work.date.first_day.year) if work.date else ""
            suggested = free_id(derived_id(author, year, work.work.title.plain()), taken)
            taken.add(suggested)
            new = [Replacement(f"id: {suggested}", "entry")]
            yield MissingId.at(work.path, "entry", suggested=suggested, corrections=new)


def _useless_pins(works: Sequence[CountedWork]) -> Iterator[Diagnostic]:
    """Report pins of works without a series."""
    for work in works:
        if work.work.pin is not None and not work.series:
            yield PinWithoutSeries.at((*work.path, "pin"), kind=work.work.kind)


def _conflicts(members: Sequence[CountedWork], numbers: dict[KeyPath, int]) -> Iterator[Diagnostic]:
    """Report works of one series with the same number, which pins or the lockfile fix."""
    first: dict[int, CountedWork] = {}
    for work in sorted(members, key=lambda work: work.path):
        number = numbers[work.path]
        other = first.setdefault(number, work)
        if other is not work:
            at = (*work.path, "pin") if work.pin is not None else work.path
            yield EqualNumbers.at(at, series=work.series, number=number, one=other.work.id, other=work.work.id)


def _gaps(series: str, numbers: dict[KeyPath, int], ever: set[int], record: Record) -> Iterator[Diagnostic]:
    """Report numbers below the highest that no work has or ever had."""
    top = max(numbers, key=lambda path: numbers[path])
    taken = {*numbers.values(), *ever}
    gaps = [str(number) for number in range(1, numbers[top] + 1) if number not in taken]
    if gaps:
        missing = ", ".join(gaps[:5]) + (", …" if len(gaps) > 5 else "")
        severity = Severity.ERROR if record.numbering.gaps == "error" else None
        yield NumberGap.at(top, "entry", severity=severity, series=series, highest=numbers[top], missing=missing)


def _equal_labels(labels: dict[KeyPath, Label], record: Record) -> Iterator[Diagnostic]:
    """Report works of two series with the same label. A label format without `{series}` allows that."""
    if "{series}" not in record.numbering.label:
        return
    first: dict[str, Label] = {}
    for path in sorted(labels, key=lambda path: (WORK_SECTIONS.index(str(path[0])), path[1])):
        label = labels[path]
        other = first.setdefault(label.text, label)
        if other.series != label.series:
            yield EqualLabels.at(path, label=label.text)
