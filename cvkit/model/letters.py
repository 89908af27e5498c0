"""The letters of names, folded for comparing: `MÜLLER`, `Müller`, `Mueller` and `Muller`."""

from __future__ import annotations

import functools
import unicodedata

from cvkit.model.lazy_pattern import lazy_pattern

SPECIAL = {"ä": ("ae", "a"), "ö": ("oe", "o"), "ü": ("ue", "u"), "å": ("aa", "a")}
"""Letter → how it is written without its dots or its ring. `ø` is read as `ö`."""

_LETTERS = str.maketrans(
    {"ø": "ö", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
)
_MARKS = {"\u0308": {"a": "ä", "o": "ö", "u": "ü"}, "\u030a": {"a": "å"}}
_PLAIN = lazy_pattern("ae|oe|ue|aa|ä|ö|ü|å")


@functools.lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The letters and digits of a text in small letters without accents. The letters ä, ö, ü and å are kept.

    >>> fold("O’Neil-Núñez"), fold("Sørensen")
    ('oneilnunez', 'sörensen')
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    kept: list[str] = []
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    for character in unicodedata.normalize("NFD", folded):
        if unicodedata.combining(character):
            if kept and character in _MARKS:
                kept[-1] = _MARKS[character].get(kept[-1], kept[-1])
        elif character.isalnum() or unicodedata.category(character) == "Mc":
            kept.append(character)
    return "".join(kept)


def skeleton(text: str) -> str:
    """A folded text in which `ü`, `ue` and `u` are equal, and likewise the other letters of `SPECIAL`."""
    return _PLAIN.sub(lambda found: SPECIAL[found[0]][1] if found[0] in SPECIAL else found[0][0], text)


@functools.lru_cache(maxsize=1 << 14)
def alike(one: str, other: str) -> bool:
    """Whether two folded texts are equal, if a letter such as `ü` in one may be `ue` or `u` in the other.

    >>> alike("müller", "mueller"), alike("muller", "mueller")
    (True, False)
    """
    if one == other:
        return True
    if not one or not other:
        return False
    if one[0] == other[0] and alike(one[1:], other[1:]):
        return True
    return any(
        b.startswith(plain) and alike(a[1:], b[len(plain) :])
        for a, b in ((one, other), (other, one))
        for plain in SPECIAL.get(a[0], ())
    )
