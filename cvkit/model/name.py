"""Names of people: their parts are those of CSL, and they are parsed as in BibTeX and printed as typed.

`typed_name` parses a name with the markers and degrees behind it, and `name_list` separates the names of a list.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass, field

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.scripts import HAN, HANGUL, KANA, script_language

SUFFIXES = frozenset({"jr", "sr", "2nd", "3rd", "ii", "iii", "iv"})
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
SEPARATORS = str.maketrans("，、；", ",,;")
"""The separators of Chinese and Japanese texts, and their counterparts."""

APOSTROPHES = "'’‘ʼ"
"""Characters that can begin a name, as in `'t Hooft`."""

_KANA = lazy_pattern(f"[{KANA}]")
_TWO_HAN = f"[{HAN}].*[{HAN}]"
"""Compiled only for a name with such letters, because that takes milliseconds."""
COLLABORATION = r"(?:Collaborations?|Consortium)"
"""The last word of the name of a group, as a pattern."""
_COLLABORATION = lazy_pattern(rf"(?-i:(?:(?:for|on behalf of) )?(?:the )?)(.*\S {COLLABORATION})", re.IGNORECASE)
_BRACES = re.compile(r"\{([^{}]*)\}")
_INITIALS = lazy_pattern(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]-?[^\W\d_]?")
_PARTICLES = frozenset(
    "da de degli dei del della den der des di dos du e el la le ter und van vom von zu zum zur 't st. san santa".split()
)
"""Particles that are also written with a capital."""

_SMALL_PARTICLES = _PARTICLES | frozenset(
    "abu af al am auf aus av ben bin bint d das do ibn las les lo los na op 's te ten tot y z".split()
)
"""Particles in small letters. With a capital, some of them are given names."""


NAME_PARTS = ("given", "family", "particle", "suffix", "literal")
"""The parts of a name."""


@dataclass(frozen=True)
class Name:
    """The name of a person, or of a group in `literal`.

    The parts are those of CSL: `particle` is `van der`, `suffix` is `Jr.`. A name in a script without spaces has only
    `literal` if the source does not separate its parts.
    """

    given: str = ""
    family: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    order_is_stated: bool = field(default=True, compare=False)
    """Whether the source states which part is the family name: `Huang, Wei` does, and `Huang Wei` does not."""

    @property
    def full(self) -> str:
        """The name in its natural order: `Jan van der Berg Jr.`. In Hangul, Han and Kana the family name is first."""
        if self.literal:
            return self.literal
        if not self.family.isascii() and is_east_asian(self.family + self.given):
            return " ".join(filter(None, (_east_asian(self.particle + self.family, self.given), self.suffix)))
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    @property
    def as_typed(self) -> dict[str, str]:
        """The keys and values with which a user types this name: the whole name if it is read as these parts."""
        whole = parse_name(self.full)
        if whole == self and not self.order_is_stated:
            return {"name": self.full}
        return {part: text for part in NAME_PARTS if (text := getattr(self, part))}


def _east_asian(family: str, given: str) -> str:
    """`김철수`, `王小明`, `山田 太郎`: a space separates the parts of a Japanese name."""
    is_spaced = _KANA.search(family + given) or (re.search(_TWO_HAN, family) and re.search(_TWO_HAN, given))
    return f"{family} {given}".strip() if is_spaced else family + given


def format_name(name: Name, form: str) -> str:
    """Format a name in the form `full`, `initials` or `family-first`. A literal name is not changed.

    >>> format_name(parse_name("Jan Erik van der Berg"), "initials")
    'J. E. van der Berg'
    >>> format_name(parse_name("Jan van der Berg Jr."), "family-first")
    'van der Berg Jr., Jan'
    """
    if name.literal or form == "full" or is_east_asian(name.family + name.given):
        return name.full
    if form == "family-first":
        family = " ".join(filter(None, (name.particle, name.family, name.suffix)))
        return f"{family}, {name.given}" if name.given else family
    initials = " ".join(map(_initials_of, name.given.split()))
    return " ".join(filter(None, (initials, name.particle, name.family, name.suffix)))


def _initials_of(word: str) -> str:
    """`Ada` is `A.`, `Je-Min` is `J.-M.`, `W.A.` and `WA` are `W. A.`."""
    parts = (
        re.findall(r"[^\W\d_]-?", word) if is_initials(word) else [f"{part[0]}-" for part in word.split("-") if part]
    )
    return " ".join(f"{part[0]}." for part in parts) if "-" not in word else "-".join(f"{part[0]}." for part in parts)


def is_suffix(word: str) -> bool:
    """Whether a word belongs to the name before it: Jr., Sr., II, III, IV."""
    return word.rstrip(".").lower() in SUFFIXES


def is_initials(text: str) -> bool:
    """Whether a text is initials as they are typed after a family name: `A.`, `A.-B.`, `A. B.`, `L`, `LK`."""
    words = text.split()
    return bool(words) and all(
        _INITIALS.fullmatch(word) and word.upper() == word and not is_suffix(word) for word in words
    )


def is_unspaced_script(text: str) -> bool:
    """Whether a name contains letters of a script without spaces between the parts of a name: Hangul, Han, Kana."""
    return bool(script_language(text))


def is_east_asian(text: str) -> bool:
    """Whether all letters of a name are Hangul, Han or Kana."""
    return is_unspaced_script(text) and all(script_language(letter) for letter in text if letter.isalpha())


def is_family(text: str) -> bool:
    """Whether a text is certainly a family name if a given name follows: one word, a particle and a word, or braces."""
    words = text.split()
    is_short = len(words) == 1 or (len(words) > 1 and all(map(_is_particle, words[:-1])))
    return bool(_BRACES.fullmatch(text)) or (is_short and "{" not in text)


def is_collaboration(text: str) -> bool:
    """Whether a text names a group of people, by its last word: `ATLAS Collaboration`."""
    return bool(_COLLABORATION.fullmatch(text))


def is_group(text: str) -> bool:
    """Whether a text is in braces, so that it is one name as it is: `{The Norse, Inc.}`."""
    return bool(_BRACES.fullmatch(text))


_NATIVE_BEHIND = lazy_pattern(rf"([^()（）]*\S)\s*([(（][^()（）]*[{HAN}{HANGUL}{KANA}][^()（）]*[)）])")
"""The given name of `Wang, Xiaoming (王小明)`, and the whole name in another script behind it."""


@functools.lru_cache(maxsize=1 << 16)
def parse_name(text: str) -> Name:
    """Parse a name that is typed as `Given Family`, `Family, Given`, `Family G.` or `{A Group}` into its parts.

    >>> parse_name("van der Berg, Jan").full
    'Jan van der Berg'
    >>> parse_name("Miller LK").full
    'L. K. Miller'
    """
    text = " ".join(text.split())
    if found := _BRACES.fullmatch(text):
        return Name(literal=found[1].strip(), order_is_stated=False)
    parts = [part for part in map(str.strip, split_outside_braces(text, ",")) if part]
    if len(parts) == 2 and (native := _NATIVE_BEHIND.fullmatch(parts[1])) and not is_unspaced_script(parts[0]):
        return Name(literal=f"{native[1]} {parts[0]} {native[2]}", order_is_stated=False)
    if len(parts) > 1:
        return _family_first(parts)
    text = parts[0] if parts else ""
    if found := _COLLABORATION.fullmatch(text):
        return Name(literal=found[1], order_is_stated=False)
    words = text.split(" ")
    if len(words) == 1 or is_unspaced_script(text):
        return Name(literal=text, order_is_stated=False)
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if before := _words_before_initials(words):
        initials = " ".join(map(_with_stops, words[before:]))
        return _with_particle(initials, words[:before], suffix, order_is_stated=True)
    if _is_lower(words[0]) and _is_particle(words[0]):
        return _with_particle("", words, suffix, order_is_stated=True)
    family_at = len(words) - 1
    particle_at = next((at for at in range(1, family_at) if _is_lower(words[at])), family_at)
    while particle_at < family_at and not _is_lower(words[family_at - 1]):
        family_at -= 1
    return Name(
        given=" ".join(words[:particle_at]),
        particle=" ".join(words[particle_at:family_at]),
        family=" ".join(words[family_at:]),
        suffix=suffix,
        order_is_stated=particle_at < family_at,
    )


def split_outside_braces(text: str, separator: str) -> list[str]:
    """The pieces of a text between separators. Braces protect separators; full-width separators count too.

    >>> split_outside_braces("{A, B}, C", ",")
    ['{A, B}', ' C']
    """
    hidden = hide_braces(text).translate(SEPARATORS)
    if separator not in hidden:
        return [text]
    ends = [at for at, character in enumerate(hidden) if character == separator]
    return [text[start:end] for start, end in zip([0, *(at + 1 for at in ends)], [*ends, len(text)], strict=True)]


def hide_braces(text: str) -> str:
    """The text with each group in braces replaced by as many `x`, so that no separator is found within braces."""
    return re.sub(r"\{[^{}]*\}", lambda found: "x" * len(found[0]), text) if "{" in text else text


def _words_before_initials(words: list[str]) -> int:
    """The number of words before the initials at the end of a name, as in `Miller A.` and `Miller LK`; 0 if none are.

    Two capitals without full stops are initials only behind small letters, because `ADA NG` is a whole name.
    """
    at = len(words)
    while at > 0 and is_initials(words[at - 1]):
        at -= 1
    if at == 0 and len(words) > 1 and re.fullmatch(r"[^\W\d_]{2}", words[0]) and all(len(w) == 1 for w in words[1:]):
        return 1  # `LI H`, `XU Y Z`
    family = words[:at]
    has_two_capitals = any(len(word) > 1 and "." not in word for word in words[at:])
    if at == len(words) or any(map(is_initials, family)) or (has_two_capitals and " ".join(family).isupper()):
        return 0
    return at


def _with_stops(initials: str) -> str:
    return initials if "." in initials else _initials_of(initials)


def _is_lower(word: str) -> bool:
    """Whether a word is a particle by its first letter: `van`, `'t`."""
    return word.lstrip(APOSTROPHES)[:1].islower()


def _is_particle(word: str) -> bool:
    return word.lower().replace("’", "'") in (_SMALL_PARTICLES if _is_lower(word) else _PARTICLES)


def _with_particle(given: str, family_words: list[str], suffix: str, *, order_is_stated: bool) -> Name:
    """A name whose family name is typed with its particle: the particle is the words in small letters at its start."""
    at = 0
    while at < len(family_words) - 1 and _is_lower(family_words[at]):
        at += 1
    particle, family = " ".join(family_words[:at]), " ".join(family_words[at:])
    return Name(given, family, particle, suffix, order_is_stated=order_is_stated)


def _family_first(parts: list[str]) -> Name:
    suffix = next((part for part in parts[1:] if is_suffix(part)), "")
    given = " ".join(" ".join(part.strip("{}") for part in parts[1:] if part != suffix).split())
    if is_initials(given) and given.isupper() and not (len(given) > 1 and parts[0].isupper()):  # `MILLER, JO`
        given = " ".join(map(_with_stops, given.split()))
    if found := _BRACES.fullmatch(parts[0]):
        return Name(given, found[1].strip(), "", suffix)
    if not given and " " in parts[0]:  # `Ada Miller, Jr.`
        return dataclasses.replace(parse_name(parts[0]), suffix=suffix)
    return _with_particle(given, parts[0].split(" "), suffix, order_is_stated=True)
