"""Names of people: their parts are those of CSL, and they are parsed as in BibTeX and printed as typed."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from cvkit.model.scripts import HAN, HANGUL, KANA

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})

_EAST_ASIAN = re.compile(f"[{HANGUL}{KANA}{HAN}]")


@dataclass(frozen=True)
class Name:
    """The name of a person, or of a group in `literal`.

    The parts are those of CSL: `particle` is `van der`, `suffix` is `Jr.`. A name in a script without spaces has only
    `literal`, so the order of its parts never changes.
    """

    given: str = ""
    family: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def full(self) -> str:
        """The name in its natural order: `Jan van der Berg Jr.`."""
        return self.literal or " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))


def format_name(name: Name, form: str) -> str:
    """Format a name in the form `full`, `initials` or `family-first`. A literal name is not changed.

    >>> format_name(parse_name("Jan Erik van der Berg"), "initials")
    'J. E. van der Berg'
    >>> format_name(parse_name("Jan van der Berg Jr."), "family-first")
    'van der Berg Jr., Jan'
    """
    if name.literal or form == "full":
        return name.full
    if form == "family-first":
        family = " ".join(filter(None, (name.particle, name.family, name.suffix)))
        return f"{family}, {name.given}" if name.given else family
    initials = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split())
    return " ".join(filter(None, (initials, name.particle, name.family, name.suffix)))


def is_suffix(word: str) -> bool:
    """Whether a word belongs to the name before it: Jr., Sr., II, III, IV."""
    return word.rstrip(".").lower() in SUFFIXES


def is_unspaced_script(text: str) -> bool:
    """Whether a name contains letters of a script without spaces between the parts of a name: Hangul, Han, Kana."""
    return bool(_EAST_ASIAN.search(text))


@functools.lru_cache(maxsize=1 << 16)
def parse_name(text: str) -> Name:
    """Parse a name that is typed as `Given Family`, `Family, Given` or `{A Group}` into its parts.

    >>> parse_name("van der Berg, Jan").full
    'Jan van der Berg'
    """
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1].strip())
    if "," in text:
        return _family_first([part.strip() for part in text.split(",")])
    words = text.split(" ")
    if len(words) == 1 or is_unspaced_script(text):
        return Name(literal=text)
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    family_at = len(words) - 1
    particle_at = next((at for at in range(1, family_at) if words[at][:1].islower()), family_at)
    while particle_at < family_at and not words[family_at - 1][:1].islower():
        family_at -= 1
    return Name(
        given=" ".join(words[:particle_at]),
        particle=" ".join(words[particle_at:family_at]),
        family=" ".join(words[family_at:]),
        suffix=suffix,
    )


def _family_first(parts: list[str]) -> Name:
    family_words = parts[0].split(" ")
    at = 0
    while at < len(family_words) - 1 and family_words[at][:1].islower():
        at += 1
    suffix = next((part for part in parts[1:] if is_suffix(part)), "")
    given = " ".join(part for part in parts[1:] if part and part != suffix)
    return Name(given, " ".join(family_words[at:]), " ".join(family_words[:at]), suffix)


@functools.lru_cache(maxsize=1 << 16)
def name_keys(name: Name) -> frozenset[str]:
    """The keys for comparing a name with others. Case, accents, hyphens and the order of the parts do not matter.

    >>> bool(name_keys(parse_name("MILLER, Áda")) & name_keys(parse_name("Ada Miller")))
    True
    """
    orders = [name.full]
    if name.family and name.given:
        family = f"{name.particle} {name.family}"
        orders += [f"{family} {name.given} {name.suffix}"]
    return frozenset(_folded(order) for order in orders)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(HYPHENS).casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", kept).split())
