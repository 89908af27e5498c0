"""Compare the author lists that several sources have for one work. Some have only the owner, or the first authors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cvkit.model.letters import fold
from cvkit.model.open_list import is_open_end

LISTS_OF_PEOPLE = frozenset({"authors", "inventors", "editors"})
"""The fields that are lists of people."""


def fullest(first: Any, lists: Sequence[Any]) -> Any:
    """The list of people that has all of the first list and most others; the first list if none has more."""
    wider = [one for one in lists if isinstance(one, list) and isinstance(first, list) and is_part(first, one)]
    return max([first, *wider], key=lambda one: len(_closed(one))) if wider else first


def is_part(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether the family names of one list are in the other, in the same order."""
    names = iter([_family(person) for person in _closed(other)])
    return all(_family(person) in names for person in _closed(one))


def _closed(people: Sequence[Any]) -> Sequence[Any]:
    """A list without `et al.` at its end."""
    return people[:-1] if people and isinstance(people[-1], str) and is_open_end(people[-1]) else people


def _family(person: Any) -> str:
    if isinstance(person, dict):
        person = person.get("name") or person.get("family") or person.get("literal") or ""
    return fold(person.partition(",")[0] if "," in person else str(person).rpartition(" ")[2])
