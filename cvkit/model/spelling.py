"""Compare two spellings of a name: the same name, a longer or shorter form of it, a form that may be it, or neither."""

from __future__ import annotations

import enum
import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cvkit.model.family_names import has_common_family
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.letters import alike, fold, skeleton
from cvkit.model.name import Name, is_unspaced_script

_VOWELS = lazy_pattern("[aeiouyäöüå]+")
_JOINTS = lazy_pattern("[.\u2010\u2011-]")
SHORTEST_MISSPELT = 7
"""The number of letters from which a family name with one wrong letter may be misspelt."""
_CAPITALS = lazy_pattern(r"[A-Z]{2,3}")


class Likeness(enum.IntEnum):
    """How well a spelling agrees with a name. A higher one is better."""

    OTHER = 0
    NEAR = 1
    """It may be the same person, which only the user knows."""
    LOOSE = 2
    """The same name with a middle part that is missing, abbreviated or spelled out."""
    EXACT = 3


@dataclass(frozen=True)
class Reading:
    """One way to divide a name into a given and a family name. The words are as typed."""

    given_words: tuple[str, ...]
    family_words: tuple[str, ...]
    is_turned: bool = False
    """Whether it takes the first words for the family name, in a source that does not state the order."""

    @functools.cached_property
    def given(self) -> tuple[str, ...]:
        """The folded given names: a single letter is an initial, and a name with a hyphen is one."""
        return tuple(part for word in self.given_words for part in _given_parts(word))

    @functools.cached_property
    def key(self) -> tuple[str, str]:
        """Given and family name as two texts for comparing. Spaces do not matter, but initials remain distinct."""
        return "".join(f".{part}." if len(part) == 1 else part for part in self.given), self.family

    @functools.cached_property
    def family(self) -> str:
        """The letters of the folded family name."""
        return "".join(map(fold, self.family_words))

    @property
    def text(self) -> str:
        """The name as it is typed in an author list, given name first."""
        return " ".join((*self.given_words, *self.family_words))


class Spelling:
    """One spelling of a name, with all its readings."""

    def __init__(self, name: Name) -> None:
        self.name = name
        self.suffix = fold(name.suffix)
        whole = " ".join(filter(None, (name.particle, name.family, name.given, name.literal)))
        self.unspaced = fold(whole) if is_unspaced_script(whole) else ""
        """The letters of a name in Hangul, Han or Kana; empty for any other name."""
        self.letters = skeleton(fold(whole))

    @functools.cached_property
    def readings(self) -> tuple[Reading, ...]:
        """All ways to divide the name that its source allows."""
        return () if self.unspaced else tuple(_readings(self.name))

    @functools.cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        """The keys of the readings."""
        return frozenset(reading.key for reading in self.readings)

    @functools.cached_property
    def skeletons(self) -> frozenset[str]:
        """The skeletons of the readings. Two spellings without a common one are different names."""
        return frozenset(skeleton("|".join(key)) for key in self.keys)

    @functools.cached_property
    def identity(self) -> str:
        """A text that is equal for two spellings of one name, in either order."""
        if self.unspaced or not (self.name.given and self.name.family):
            return self.letters
        given, family = as_declared(self.name).key
        return f"{min(given + family, family + given)} {self.suffix}"

    def is_same(self, other: Spelling) -> bool:
        """Whether both are the same name: case, accents, hyphens and spaces in the given name do not matter."""
        if self.unspaced or other.unspaced:
            return self.unspaced == other.unspaced
        if self.suffix != other.suffix or self.skeletons.isdisjoint(other.skeletons):
            return False
        if not self.keys.isdisjoint(other.keys):
            return True
        return any(_alike_names(one.key, another.key) for one in self.readings for another in other.readings)


class Form(Spelling):
    """One spelling that the record declares for a person: the name, the native name or an alias."""

    def __init__(self, name: Name, *, may_be_loose: bool = True) -> None:
        super().__init__(name)
        self.declared = as_declared(name)
        self.bare_family = fold(name.family)
        family_parts = [fold(part) for word in name.family.split() for part in word.split("-")]
        self.family_parts = tuple(part for part in family_parts if len(part) > 2) if len(family_parts) > 1 else ()
        self.may_be_loose = may_be_loose and not has_common_family(
            [fold(word) for word in (*name.given.split()[:1], *name.family.split()[-1:])]
        )

    @functools.cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to divide the name with the given name first, which is how a record declares it."""
        return () if self.unspaced else tuple(reading for reading in _readings(self.name) if not reading.is_turned)

    def loose_middle(self, other: Spelling) -> tuple[tuple[int, str], ...] | None:
        """The middle names of a loose match, each with its position in this form; None if it is no loose match."""
        if not self.may_be_loose or not self.bare_family or self.suffix != other.suffix:
            return None
        for reading in other.readings:
            if _alike_family(reading.family, self.declared.family):
                for first, middle in _heads(self.declared.given):
                    for other_first, other_middle in _heads(reading.given):
                        if middle and alike(first, other_first):
                            placed = _placed(other_middle, middle)
                            if placed is not None:
                                return placed
        return None

    def near_reading(self, other: Spelling) -> Reading | None:
        """The reading of a near form; None if it is none.

        It has the same family name and the same first letter, or the same first name and a wrong letter in the family
        name: `Adela Ginsmuor` for `Adela Ginsmoor`.
        """
        if not self.bare_family or not self.declared.given:
            return None
        bare = fold(other.name.family)
        for reading in other.readings:
            firsts = list(itertools.product(_first_names(reading.given), _first_names(self.declared.given)))
            if not any(skeleton(one)[0] == skeleton(another)[0] for one, another in firsts):
                continue
            fits = any(itertools.starmap(_fits, firsts))
            if reading.is_turned and not fits:
                continue
            family = reading.family
            if alike(family, self.declared.family) or alike(family, self.bare_family):
                return reading
            if not reading.is_turned and bare and family.endswith(bare) and alike(bare, self.declared.family):
                return reading
            parts = [fold(part) for word in reading.family_words for part in word.split("-")]
            if fits and (
                any(alike(family, part) for part in self.family_parts)
                or (len(parts) > 1 and any(alike(part, self.declared.family) for part in parts))
            ):
                return reading
            is_long = min(len(family), len(self.declared.family)) >= SHORTEST_MISSPELT
            has_first_name = any(one == another and len(one) > 2 for one, another in firsts)
            if is_long and has_first_name and _differ_in_one_letter(family, self.declared.family):
                return reading
        return None


def _differ_in_one_letter(one: str, other: str) -> bool:
    """Whether one letter is replaced, missing or added, or two neighbours are exchanged."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    is_exchanged = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or is_exchanged


def _alike_family(one: str, other: str) -> bool:
    """Whether two family names are alike. In a name of one syllable, `ü` is not `u`: `Lü` is not `Lu`."""
    return one == other or (min(_syllables(one), _syllables(other)) > 1 and alike(one, other))


def _alike_names(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (given, family), (other_given, other_family) = one, other
    is_strict = has_common_family([family])
    return (given == other_given if is_strict else alike(given, other_given)) and _alike_family(family, other_family)


def _syllables(text: str) -> int:
    return len(_VOWELS.findall(text))


def as_declared(name: Name) -> Reading:
    """The reading of a name by its parts."""
    return Reading(tuple(name.given.split()), tuple(f"{name.particle} {name.family}".split()))


def may_be_one_person(one: Spelling, other: Spelling) -> bool:
    """Whether two spellings can be forms of one name: the given names and initials of one fit those of the other.

    >>> from cvkit.model.name import parse_name
    >>> may_be_one_person(Spelling(parse_name("C. Holm")), Spelling(parse_name("Carla Dorsey Holm")))
    True
    """
    if one.is_same(other):
        return True
    first, second = as_declared(one.name), as_declared(other.name)
    if (
        not (first.given and second.given)
        or one.suffix != other.suffix
        or not _alike_family(first.family, second.family)
    ):
        return False
    are_whole = all(len(part) > 1 for part in (*first.given, *second.given))
    if are_whole and has_common_family([first.family]):
        return False
    shorter, longer = sorted((first.given, second.given), key=len)
    return _fits(shorter[0], longer[0]) and _placed(shorter[1:], longer[1:]) is not None


def _readings(name: Name) -> Iterator[Reading]:
    given, family = name.given.split(), f"{name.particle} {name.family}".split()
    words = tuple([*given, *family] or name.literal.split())
    if given and family:
        yield Reading(tuple(given), tuple(family))
        if clusters := [_spaced_capitals(word, words) for word in given]:
            yield Reading(tuple(part for cluster in clusters for part in cluster), tuple(family))
    for at in range(1, len(words)):
        yield Reading(words[:at], words[at:])
    if not name.order_is_stated:
        for at in range(len(words) - 1, 0, -1):
            yield Reading(words[len(words) - at :], words[: len(words) - at], is_turned=True)
    if len(words) == 1:
        yield Reading((), words)


def _spaced_capitals(word: str, words: Sequence[str]) -> Sequence[str]:
    """`CD` as `C` and `D`, unless the whole name is in capitals."""
    return tuple(word) if _CAPITALS.fullmatch(word) and not "".join(words).isupper() else (word,)


@functools.lru_cache(maxsize=1 << 14)
def _given_parts(word: str) -> tuple[str, ...]:
    """`Je-Min` is one given name; `C.D.` and `C.-D.` are two initials."""
    pieces = [piece for part in _JOINTS.split(word) if (piece := fold(part))]
    if pieces and all(len(piece) == 1 for piece in pieces):
        return tuple(pieces)
    return ("".join(pieces),) if pieces else ()


def _first_names(given: tuple[str, ...]) -> tuple[str, ...]:
    """The first given name, and the one after `Md`, a short form of Muhammad that is often omitted."""
    return given[:2] if given[:1] in (("md",), ("mohd",)) else given[:1]


def _heads(given: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The first given name and the middle names. Words may form the first name together, as in `Je Min`."""
    first = ""
    for at, part in enumerate(given):
        if len(part) == 1:
            return
        first += part
        yield first, given[at + 1 :]


def _placed(middle: Sequence[str], of: Sequence[str]) -> tuple[tuple[int, str], ...] | None:
    """Each middle name with its position among other middle names that it fits; None if one fits none in order."""
    found: list[tuple[int, str]] = []
    at = 0
    for part in middle:
        while at < len(of) and not _fits(part, of[at]):
            at += 1
        if at == len(of):
            return None
        found.append((at, part))
        at += 1
    return tuple(found)


def _fits(one: str, other: str) -> bool:
    """Whether two given names are alike, or one is the initial of the other."""
    if len(one) == 1 or len(other) == 1:
        return skeleton(one)[:1] == skeleton(other)[:1]
    return alike(one, other)
