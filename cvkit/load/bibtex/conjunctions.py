"""Separate names at the `and` of other languages: `Ada Miller und Bo Larsen`. The word can also be a part of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cvkit.load.bibtex.names import hide_groups
from cvkit.model.name_list import FOR_GROUP, is_certainly_whole

_CONJUNCTION = re.compile(rf"(?<=\S)\s+(?:und|et|y|e|i|och|og|en|és|ja|oraz|ve|и|та|{FOR_GROUP})(?=\s+\S)")
_PARTICLE = re.compile(r"(?<!\S)[a-z]")
"""A word in lower case. Beside one, `y` and `e` can join two family names: `Primo de Rivera y Sáenz de Heredia`."""
_COMMA = re.compile(r"(?<!\\),")


def split_at_conjunctions(tex: str, text_of: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """The pieces of TeX between conjunctions with whole names on both sides, each with its offset.

    `text_of` gives the characters of a name.

    >>> list(split_at_conjunctions("Ada Miller und Bo Larsen", str))
    [('Ada Miller', 0), ('Bo Larsen', 15)]
    >>> list(split_at_conjunctions("Ortega y Gasset, Ana", str))
    [('Ortega y Gasset, Ana', 0)]
    """
    hidden = hide_groups(tex)
    found = list(_CONJUNCTION.finditer(hidden))
    start = 0
    for at, conjunction in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(tex)
        sides = (tex[start : conjunction.start()], tex[conjunction.end() : end])
        is_particle = len(conjunction[0].strip()) == 1 and any(map(_PARTICLE.search, sides))
        is_inverted = all(len(_COMMA.split(side)) == 2 for side in sides)
        if _separates(*sides, text_of) and (is_inverted or not is_particle):
            yield tex[start : conjunction.start()], start
            start = conjunction.end() + len(hidden[conjunction.end() :]) - len(hidden[conjunction.end() :].lstrip())
    yield tex[start:], start


def _separates(before: str, behind: str, text_of: Callable[[str], str]) -> bool:
    """Whether a conjunction between two texts has whole names on both sides.

    `Miller, Ada` is one, if both sides write the family name first.
    """
    left = [text_of(part) for part in _COMMA.split(before.rstrip(" ,"))]
    right = [text_of(part) for part in _COMMA.split(behind)]
    if len(right) > 1:
        return len(left) % 2 == 0 and "" not in (left[-1], right[0], right[1])
    return is_certainly_whole(right[0]) and (len(left) == 2 or is_certainly_whole(left[-1]))
