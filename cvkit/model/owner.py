"""Decide who is the owner of a record. Every command that asks for the owner in an author list asks here."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cvkit.model.author import Author
from cvkit.model.letters import skeleton
from cvkit.model.name import Name, parse_name
from cvkit.model.scripts import HAN, HANGUL, has_letters
from cvkit.model.spelling import Form, Likeness, Reading, Spelling
from cvkit.model.value_class import dataclass

if TYPE_CHECKING:
    from cvkit.model.person import Known, Person, PersonName


@dataclass(frozen=True)
class NearSpelling:
    """A spelling that may be the owner's, and the indexes of the author lists in which it may be the owner."""

    text: str
    lists: tuple[int, ...]


class Owner:
    """The owner in the author lists of one record.

    All lists are needed, because the loose forms of a name in a record must fit each other: `Carla Dorsey Holm` and
    `Carla Diana Holm` cannot both be `Carla D. Holm`. Each spelling is compared once.
    """

    def __init__(self, person: Person, people: Iterable[Known], lists: Iterable[Sequence[Author]]) -> None:
        self.person = person
        self.people = tuple(people)
        self.lists = tuple(lists)
        native = _native_names(person.name)
        may_be_loose = not any(has_letters(name, HANGUL) or has_letters(name, HAN) for name in native)
        names = [person.name.parts, *map(parse_name, (*person.aliases, *native))]
        self._forms = [Form(name, may_be_loose=may_be_loose) for name in names]
        families = {part for form in self._forms for part in (form.bare_family, *form.family_parts)}
        families |= {form.unspaced or form.letters for form in self._forms if not form.bare_family}
        first_names = {form.declared.given[0] for form in self._forms if form.declared.given}
        families |= {first for first in first_names if len(first) > 2}
        self._fragments = tuple(filter(None, map(skeleton, families)))
        self._spellings: dict[tuple[Name, bool], Spelling] = {}
        self._likeness: dict[tuple[Name, bool], Likeness] = {}
        self._candidates: dict[int, tuple[Sequence[Author], list[int]]] = {}
        """The candidates of each list, by its identity. Several checks ask for those of one list."""

    def likeness(self, author: Author) -> Likeness:
        """How well an author agrees with the owner. `EXACT` and `LOOSE` are the owner, unless another author is."""
        if author.owner is not None:
            return Likeness.EXACT if author.owner else Likeness.OTHER
        if author.orcid and self._orcid_says(author.orcid) is not None:
            return Likeness.EXACT if self._orcid_says(author.orcid) else Likeness.OTHER
        return self._of_name(author.parts)

    def candidates(self, authors: Sequence[Author]) -> list[int]:
        """The indexes of the authors of one work who agree best with the owner, those that state it first.

        More than one is a mistake in the record, unless it states who is not the owner.
        """
        found = self._candidates.get(id(authors))
        if found is None:
            found = self._candidates[id(authors)] = authors, self._compared_list(authors)
        return found[1]

    def _compared_list(self, authors: Sequence[Author]) -> list[int]:
        for wanted in (Likeness.EXACT, Likeness.LOOSE):
            found = [at for at, author in enumerate(authors) if self.likeness(author) is wanted]
            stated = [at for at in found if authors[at].owner]
            if stated or found:
                return stated or sorted(found, key=lambda at: not self._has_orcid(authors[at]))
        return []

    def index(self, authors: Sequence[Author]) -> int | None:
        """The index of the owner in an author list; None if the owner is not in it."""
        return next(iter(self.candidates(authors)), None)

    def namesake(self, author: Author) -> bool:
        """Whether only the name says that an author is the owner, and `people` has a person of the same name."""
        is_stated = author.owner is not None or (author.orcid and self._orcid_says(author.orcid) is not None)
        return not is_stated and self._of_name(author.parts) is Likeness.EXACT and self._is_known(author.parts)

    def known_as(self, name: Name) -> int:
        """The number of people in `people` with a name."""
        spelling = self._spelling(name)
        return sum(any(form.is_same(spelling) for form in forms) for forms in self._known)

    def identity(self, name: Name) -> str:
        """A text that is equal for two spellings of one name."""
        return self._spelling(name).identity

    @functools.cached_property
    def spellings(self) -> Counter[str]:
        """The spellings under which the author lists name the owner, with their counts, the most frequent first."""
        found = (authors[at].parts.full for authors in self.lists if (at := self.index(authors)) is not None)
        return Counter(dict(Counter(found).most_common()))

    @functools.cached_property
    def near_spellings(self) -> list[NearSpelling]:
        """The spellings that may be the owner's, in lists that do not name the owner, the most frequent first."""
        texts: dict[str, str] = {}
        lists: dict[str, list[int]] = {}
        for number, authors in enumerate(self.lists):
            if self.index(authors) is not None:
                continue
            for author in authors:
                if self.likeness(author) is Likeness.NEAR:
                    reading = self._near_reading(author.parts)
                    suffix = author.parts.suffix
                    key = skeleton("|".join(reading.key)) + suffix
                    texts.setdefault(key, " ".join(filter(None, (reading.text, suffix))))
                    found = lists.setdefault(key, [])
                    if number not in found:
                        found.append(number)
        ranked = sorted(lists, key=lambda key: (-len(lists[key]), texts[key]))
        return [NearSpelling(texts[key], tuple(lists[key])) for key in ranked]

    def may_be_in(self, authors: Sequence[Author]) -> bool:
        """Whether an author list names somebody who may be the owner."""
        return any(self.likeness(author) is Likeness.NEAR for author in authors)

    def _orcid_says(self, orcid: str) -> bool | None:
        """Whether an ORCID iD is the owner's; None if the record does not show whose it is."""
        if self.person.orcid:
            return orcid == self.person.orcid
        return False if any(known.orcid == orcid for known in self.people) else None

    def _has_orcid(self, author: Author) -> bool:
        return bool(author.orcid and author.orcid == self.person.orcid)

    @functools.cached_property
    def _known(self) -> list[list[Form]]:
        """The forms of the name of each person in `people`."""
        return [
            [Form(name) for name in (k.name.parts, *map(parse_name, (*k.aliases, *_native_names(k.name))))]
            for k in self.people
        ]

    def _is_known(self, name: Name) -> bool:
        return bool(self.people) and self.known_as(name) > 0

    def _spelling(self, name: Name) -> Spelling:
        key = (name, name.order_is_stated)
        if key not in self._spellings:
            self._spellings[key] = Spelling(name)
        return self._spellings[key]

    def _of_name(self, name: Name) -> Likeness:
        key = (name, name.order_is_stated)
        found = self._likeness.get(key)
        if found is None:
            found = self._likeness[key] = self._compared(name)
        return found

    def _compared(self, name: Name) -> Likeness:
        spelling = self._spelling(name)
        if any(form.name.full == name.full for form in self._forms):
            return Likeness.EXACT  # also a name without letters
        if not self._may_agree(spelling):
            return Likeness.OTHER
        if any(form.is_same(spelling) for form in self._forms):
            return Likeness.EXACT
        if self._is_known(name):
            return Likeness.OTHER
        if any(form.loose_middle(spelling) is not None for form in self._consistent_forms):
            return Likeness.LOOSE
        return Likeness.NEAR if any(form.near_reading(spelling) for form in self._forms) else Likeness.OTHER

    def _may_agree(self, spelling: Spelling) -> bool:
        """Whether a spelling has a first name of the owner or a part of a family name. Most need no comparison."""
        return any(fragment in spelling.letters for fragment in self._fragments)

    def _near_reading(self, name: Name) -> Reading:
        spelling = self._spelling(name)
        return next(reading for form in self._forms if (reading := form.near_reading(spelling)))

    @functools.cached_property
    def _consistent_forms(self) -> list[Form]:
        """The forms of which all loose matches in the record fit each other.

        This depends on the form and on the author lists alone, so a further alias never removes a match.
        """
        names = {
            (author.parts, author.parts.order_is_stated): author.parts
            for authors in self.lists
            for author in authors
            if author.owner is None and not (author.orcid and self._orcid_says(author.orcid) is not None)
        }
        spellings = [spelling for name in names.values() if self._may_agree(spelling := self._spelling(name))]
        spellings = [spelling for spelling in spellings if not self._is_known(spelling.name)]
        return [form for form in self._forms if _is_consistent(form, spellings)]


def _native_names(name: PersonName) -> list[str]:
    """The name in the person's own script, in each language that the record gives."""
    return [text for _, text in name.native.versions] if name.native else []


def _is_consistent(form: Form, spellings: Iterable[Spelling]) -> bool:
    """Whether the middle names of all loose matches of a form fit each other."""
    spelled_out: dict[int, str] = {}
    for spelling in spellings:
        for at, part in form.loose_middle(spelling) or ():
            if len(part) > 1 and skeleton(spelled_out.setdefault(at, part)) != skeleton(part):
                return False
    return True
