"""Guess the owner of a bibliography: the person in most of its author lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cvkit.model.name import Name, format_name, name_keys, parse_name


@dataclass(frozen=True)
class OwnerGuess:
    """The guessed owner: name, other spellings, and how many of the `of` author lists name that person: `lists`."""

    name: str
    aliases: tuple[str, ...]
    lists: int
    of: int
    is_doubtful: bool = False
    """Whether another person is in as many author lists."""


def guess_owner(lists: Sequence[Sequence[Name]], named: str | None = None) -> OwnerGuess | None:
    """The person in the most author lists, or None if the lists name nobody.

    If `named` gives the owner's name, only the other spellings are guessed.
    """
    people = [{min(name_keys(name)): name for name in names if name.full} for names in lists]
    counts = Counter(key for names in people for key in names)
    if named is None and not counts:
        return None
    whole = _whole_names(people)
    ranked = sorted(counts, key=lambda key: (-counts[key], key not in whole, key))
    owner = parse_name(named) if named else next(names[ranked[0]] for names in people if ranked[0] in names)
    aliases = tuple(dict.fromkeys(name.full for name in _spellings(owner, people)))
    keys = {key for name in (owner, *_spellings(owner, people)) for key in name_keys(name)}
    found = sum(bool(keys & set(names)) for names in people)
    rival = max((counts[key] for key in ranked if key not in keys), default=0)
    is_doubtful = named is None and rival >= found
    return OwnerGuess(named or owner.full, aliases, found, len(lists), is_doubtful)


def _whole_names(people: Iterable[dict[str, Name]]) -> set[str]:
    """The keys of names whose given name is written out."""
    return {key for names in people for key, name in names.items() if not _is_short(name)}


def _is_short(name: Name) -> bool:
    return all(len(word.rstrip(".")) == 1 for word in name.given.replace("-", " ").split())


def _spellings(owner: Name, people: Sequence[dict[str, Name]]) -> list[Name]:
    """Other spellings of the owner: the same family name with the same initials.

    The given name of the spelling, or that of the owner, must be initials only. A spelling counts only in lists
    without the owner's name and without a second person of these initials.
    """
    initials = format_name(owner, "initials").casefold()
    own = name_keys(owner)
    found: list[Name] = []
    for names in people:
        here = [
            name
            for key, name in names.items()
            if key not in own
            and name.given
            and (_is_short(name) or _is_short(owner))
            and _fits(format_name(name, "initials").casefold(), initials)
        ]
        if len(here) == 1 and not own & set(names):
            found += here
    return found


def _fits(one: str, other: str) -> bool:
    """Whether two names with initials can be one name. One may have fewer initials: `A. Miller`, `A. B. Miller`."""
    (*first, family), (*second, other_family) = one.split(), other.split()
    shorter = min(len(first), len(second))
    return family == other_family and first[:shorter] == second[:shorter]
