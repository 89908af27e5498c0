"""Number: a `Record` in, the same record with a label for each counted work out, and each author's marks."""

from __future__ import annotations

from dataclasses import dataclass

from cvkit.model.problem import Path, Problem
from cvkit.model.record import Record
from cvkit.model.work import Work
from cvkit.number.order import Dated, day_by_day

__all__ = ["Label", "Numbered", "number"]

LISTS = ("publications", "patents")
"""Sections whose entries are works, in the order in which they count where the dates do not say."""


@dataclass(frozen=True)
class Label:
    """What a work is cited by."""

    series: str
    number: int
    text: str

    @property
    def anchor(self) -> str:
        """The name of the place in a document where the work stands, whatever the label's format."""
        return f"cvk.{self.series}.{self.number}"


@dataclass(frozen=True)
class Numbered:
    """A record whose works are counted; works are told by where they stand: `("publications", 3)`."""

    record: Record
    labels: dict[Path, Label]
    newest_first: tuple[Path, ...]
    """All works in the order of their age."""

    sections = LISTS

    def works(self, section: str, order: str) -> list[tuple[Work, Label | None]]:
        """The works of a section in the order that a document prints them, each with its label if it has one."""
        entries = getattr(self.record, section)
        if order == "as-listed":
            paths: list[Path] = [(section, index) for index in range(len(entries))]
        else:
            paths = [path for path in self.newest_first if path[0] == section]
            if order == "oldest-first":
                paths.reverse()
        return [(entries[path[1]], self.labels.get(path)) for path in paths if not entries[path[1]].hidden]


def number(record: Record) -> tuple[Numbered, list[Problem]]:
    """Count the works of a record, the oldest of each series as 1, and find what makes counting impossible."""
    works: list[tuple[Path, Work]] = [
        ((section, index), work) for section in LISTS for index, work in enumerate(getattr(record, section))
    ]
    if record.numbering.listed == "oldest-first":
        works.reverse()
    series = {path: record.numbering.series_of(work) for path, work in works}
    dated = [Dated(path, series[path], work.date) for path, work in works]
    oldest_first = day_by_day(dated)
    labels: dict[Path, Label] = {}
    counts: dict[str, int] = {}
    for path in oldest_first:
        if (name := series[path]) is not None:
            counts[name] = counts.get(name, 0) + 1
            labels[path] = Label(name, counts[name], record.numbering.label_of(name, counts[name]))
    problems = [
        Problem("N101", "`id` is missing", "a numbered work needs one: add a line `id: …`", path, "entry")
        for path, work in works
        if path in labels and work.id is None
    ]
    problems += _equal_labels(labels, record)
    return Numbered(record, labels, tuple(reversed(oldest_first))), problems


def _equal_labels(labels: dict[Path, Label], record: Record) -> list[Problem]:
    """Two works under one label, which a format without `{series}` may mean, and any other may not."""
    if "{series}" not in record.numbering.label:
        return []
    first: dict[str, Path] = {}
    problems = []
    for path, label in labels.items():
        if label.text in first:
            message = f"two works have the label {label.text}"
            problems.append(Problem("N102", message, "name the series so that no two labels read alike", path))
        first.setdefault(label.text, path)
    return problems
