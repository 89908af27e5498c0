"""Guess the owner of a bibliography: the person in most of its author lists, with all spellings of the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cvkit.model.name import Name, parse_name
from cvkit.model.spelling import Form, Spelling, may_be_one_person

MOST_TRIED = 8
"""The number of spellings, the most frequent ones, whose person may be the owner."""


@dataclass(frozen=True)
class OwnerGuess:
    """The guessed owner: name, other spellings, and how many of the `of` author lists name that person: `lists`."""

    name: str
    aliases: tuple[str, ...]
    lists: int
    of: int
    is_doubtful: bool = False
    """Whether another person is in as many author lists."""


@dataclass(frozen=True)
class _Person:
    """Spellings that fit each other, by their identity, and the lists that have one of them."""

    identities: tuple[str, ...]
    lists: frozenset[int]


class _Bibliography:
    """The spellings of all names in author lists."""

    def __init__(self, lists: Sequence[Sequence[Name]]) -> None:
        known: dict[tuple[Name, bool], Spelling] = {}
        self.lists: dict[str, set[int]] = {}
        typed: dict[str, Counter[str]] = {}
        self.spellings: dict[str, Spelling] = {}
        for number, names in enumerate(lists):
            for name in filter(lambda name: name.full, names):
                key = (name, name.order_is_stated)
                spelling = known.setdefault(key, Spelling(name)) if key not in known else known[key]
                self.spellings.setdefault(spelling.identity, spelling)
                self.lists.setdefault(spelling.identity, set()).add(number)
                typed.setdefault(spelling.identity, Counter())[name.full] += 1
        self.typed = {
            identity: max(found, key=lambda text: _rank(text, found[text])) for identity, found in typed.items()
        }

    @property
    def ranked(self) -> list[str]:
        """The identities, the most frequent first, whole names before names with initials."""
        return sorted(self.lists, key=lambda name: (-len(self.lists[name]), _is_short(self.spellings[name]), name))

    def person(self, spelling: Spelling) -> _Person:
        """The spellings of one person: those that fit the given one and each other, the most frequent first.

        Two spellings in one list are two people.
        """
        chosen = [spelling]
        identities = [spelling.identity] if spelling.identity in self.lists else []
        found = set(self.lists.get(spelling.identity, ()))
        for identity in self.ranked_of_family(spelling):
            other = self.spellings[identity]
            if identity in identities or not all(may_be_one_person(other, one) for one in chosen):
                continue
            if spelling.is_same(other) or found.isdisjoint(self.lists[identity]):
                chosen.append(other)
                identities.append(identity)
                found |= self.lists[identity]
        return _Person(tuple(identities), frozenset(found))

    def ranked_of_family(self, spelling: Spelling) -> list[str]:
        """The identities that have the letters of a spelling's family name, the most frequent first."""
        family = Form(spelling.name).declared.family or spelling.letters
        letters = Spelling(Name(literal=family)).letters
        found = [identity for identity in self.lists if letters in self.spellings[identity].letters]
        return sorted(found, key=lambda name: (-len(self.lists[name]), _is_short(self.spellings[name])))

    def fullest(self, person: _Person) -> str:
        """The longest spelling of a person; the most frequent one if all have only initials, which match no other."""
        whole = [identity for identity in person.identities if not _is_short(self.spellings[identity])]
        if whole:
            return max(whole, key=lambda identity: len(self.spellings[identity].letters))
        return max(person.identities, key=lambda identity: len(self.lists[identity]))


def guess_owner(
    lists: Sequence[Sequence[Name]], named: str | None = None, known: Sequence[str] = ()
) -> OwnerGuess | None:
    """The person in the most author lists, or None if the lists name nobody.

    The name is the longest of the spellings that fit each other; if all have only initials, the most frequent one. The
    others are aliases if a record with this name takes them for the owner. Near spellings are none: the check of the
    record asks about each. If `named` gives the owner's name, only the other spellings are guessed. `known` are aliases
    that a source states.
    """
    found = _Bibliography(lists)
    if named is None and not found.lists:
        return None
    people = [found.person(found.spellings[identity]) for identity in found.ranked[:MOST_TRIED]]
    given = [found.person(Spelling(parse_name(named)))] if named else people
    owner = max(given, key=lambda person: len(person.lists))
    rival = max((len(p.lists) for p in people if not set(p.identities) & set(owner.identities)), default=0)
    spellings = {identity: found.spellings[identity] for identity in owner.identities}
    name = named or found.typed[found.fullest(owner)]
    stated = [Form(parse_name(alias)) for alias in known]
    spellings |= {
        identity: spelling
        for identity, spelling in found.spellings.items()
        if any(form.is_same(spelling) for form in stated)
    }
    declared, aliases, own_lists = [Form(parse_name(name)), *stated], [], set[int]()
    for identity, spelling in spellings.items():
        is_same = any(form.is_same(spelling) for form in declared)
        if not is_same and any(form.loose_middle(spelling) is not None for form in declared):
            aliases.append(found.typed[identity])
            declared.append(Form(parse_name(aliases[-1])))
            is_same = True
        if is_same:
            own_lists |= found.lists[identity]
    is_doubtful = named is None and rival >= len(owner.lists)
    return OwnerGuess(name, tuple(aliases), len(own_lists), len(lists), is_doubtful)


def _rank(text: str, count: int) -> tuple[bool, bool, int]:
    """A rank by which the best way to type a spelling is chosen: not in capitals, with accents, often."""
    return not text.isupper(), not text.isascii(), count


def _is_short(spelling: Spelling) -> bool:
    """Whether the given name is only initials, or missing."""
    return all(len(part) == 1 for part in Form(spelling.name).declared.given)
