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


def fuller_names(first: Any, lists: Sequence[Any]) -> Any:
    """The first list with the same people whose given names are longer. The first list if it has more than names."""
    if not isinstance(first, list) or not all(isinstance(person, str) for person in first):
        return first
    for other in lists:
        if isinstance(other, list) and len(other) == len(first) and other != first and _are_fuller(other, first):
            return other
    return first


def _are_fuller(long: Sequence[Any], short: Sequence[Any]) -> bool:
    """Whether each given name of one list is that of the other, or begins with its initials, and one is longer."""
    pairs = [(_given(one), _given(other)) for one, other in zip(long, short, strict=True)]
    is_same = all(map(_is_one_family, long, short))
    fits = all(len(a) >= len(b) and all(map(str.startswith, a, b)) for a, b in pairs)
    return is_same and fits and any(list(map(len, a)) != list(map(len, b)) for a, b in pairs)


def _is_one_family(one: Any, other: Any) -> bool:
    return _family(one) == _family(other)


def _given(person: Any) -> list[str]:
    """The words of a given name, without the full stops of initials."""
    name = _name(person)
    given = name.partition(",")[2] if "," in name else name.rpartition(" ")[0]
    return [fold(word) for word in given.replace(".", " ").replace("-", " ").split()]


def is_part(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether the family names of one list are in the other, in the same order."""
    names = iter([_family(person) for person in _closed(other)])
    return all(_family(person) in names for person in _closed(one))


def _closed(people: Sequence[Any]) -> Sequence[Any]:
    """A list without `et al.` at its end."""
    return people[:-1] if people and isinstance(people[-1], str) and is_open_end(people[-1]) else people


def _family(person: Any) -> str:
    name = _name(person)
    return fold(name.partition(",")[0] if "," in name else name.rpartition(" ")[2])


def _name(person: Any) -> str:
    if isinstance(person, dict):
        if "family" in person and "given" in person:
            return f"{person['family']}, {person['given']}"
        person = person.get("name") or person.get("family") or person.get("literal") or ""
    return str(person)
