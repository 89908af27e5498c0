"""Rules that span entries, one function each; they look at the record as typed, so that all are told in one run."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.problem import Path, Problem
from cvkit.model.source import Mapping, Sequence

IDENTIFIED = ("publications", "patents")
"""Sections whose entries are numbered and referred to."""


def check_rules(root: Mapping) -> list[Problem]:
    """What breaks a rule that spans entries."""
    return [*ids_are_unique(root)]


def ids_are_unique(root: Mapping) -> Iterator[Problem]:
    """One id names one entry, whatever its section."""
    first: dict[str, tuple[str, int]] = {}
    for section in IDENTIFIED:
        entries = root.get(section)
        for index, entry in enumerate(entries if isinstance(entries, Sequence) else ()):
            name = entry.get("id") if isinstance(entry, Mapping) else None
            if not isinstance(name, str):
                continue
            path: Path = (section, index, "id")
            if name in first:
                where, at = first[name]
                other = root[where][at]
                line = other.value_marks["id"].line + 1
                message = f"the id `{name}` is given twice (first in {other.file}, line {line})"
                yield Problem("V107", message, "give one of the two another id", path)
            first.setdefault(name, (section, index))
