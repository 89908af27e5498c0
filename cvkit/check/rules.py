"""Rules that span entries, one function each; they look at the record as typed, so that all are told in one run."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.problem import Path, Problem
from cvkit.model.source import Mapping, Sequence
from cvkit.model.work import UNDATED

IDENTIFIED = ("publications", "patents")
"""Sections whose entries are numbered and referred to."""


def check_rules(root: Mapping) -> list[Problem]:
    """What breaks a rule that spans entries."""
    return [*ids_are_unique(root), *entries_have_what_they_need(root)]


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


NEEDED = {
    "publications": (("date",), "write date: 2025-01, or status: in-preparation, submitted, accepted or in-press"),
    "experience": (("organization", "organizations"), "write organization: and the name of the employer"),
    "service": (("role", "organization", "organizations"), "write role: reviewer, or organization: and its name"),
}
"""Section → the fields of which an entry needs one, and what to write. What each entry needs, the model says."""


def entries_have_what_they_need(root: Mapping) -> Iterator[Problem]:
    """A work has a date unless it is still to appear; a post has an employer; a service says what it was."""
    for section, (fields, hint) in NEEDED.items():
        entries = root.get(section)
        for index, entry in enumerate(entries if isinstance(entries, Sequence) else ()):
            if not isinstance(entry, Mapping) or any(field in entry.key_marks for field in fields):
                continue
            if section != "publications" or entry.get("status") not in UNDATED:
                yield Problem("V102", f"`{fields[0]}` is missing", hint, (section, index), "entry")
