"""Find the places in a long word where a line may break, if the word is wider than a line."""

from __future__ import annotations

import re
import unicodedata

from cvkit.model.display_width import display_width
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.scripts import CJK_FONT

SPLIT = "\u200b"
"""A place where a line may break, until the text is escaped."""

_LONG = 22
"""The ems of a word that can be wider than a line. The shortest line of the styles, in large text, has 29."""
_NARROW = frozenset(".,:;/-_()'")
"""Punctuation as narrow as small letters and digits: three fifths of an em or less."""
_PIECE = 3
"""The characters of a long word between two places."""
_WORD = re.compile(rf"[^ ]{{{_LONG},}}")
_PART = lazy_pattern(rf"[{CJK_FONT}]+|\u00a0+|[^\u00a0{CJK_FONT}]+")
"""A part of a word: East Asian characters, spaces that do not break, or other characters."""

_JOINED = lazy_pattern("[\u1160-\u11ff\ud7b0-\ud7ff\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""Vowels and finals of Hangul, and the parts of an emoji: they belong to the character before."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]$")
"""Half of a flag."""

_CLOSING = "、。，．：；！？）］｝〉》」』】〕…"
_OPENING = "（［｛〈《「『【〔"
_FORBIDDEN = lazy_pattern(f"(?<![{_CLOSING}]){SPLIT}(?=[{_CLOSING}])|(?<=[{_OPENING}]){SPLIT}(?![{_OPENING}])")
"""Places where East Asian text does not break."""


def split_long_words(text: str) -> str:
    """Put `SPLIT` into each word that can be wider than a line. Spaces in the text are plain spaces.

    A long word of letters is split after every third letter. In a word of East Asian and other characters, a shorter
    word of letters stays whole.

    >>> split_long_words("a" * 39).split(SPLIT) == ["aaa"] * 13
    True
    """
    return _WORD.sub(_with_splits, text)


def _with_splits(word: re.Match[str]) -> str:
    if _ems(word[0]) < _LONG:
        return word[0]
    pieces: list[str] = []
    for part in _PART.findall(word[0]):
        if re.match(f"[{CJK_FONT}]", part) or _ems(part) >= _LONG:
            clusters = _clusters(part)
            pieces += ["".join(clusters[at : at + _PIECE]) for at in range(0, len(clusters), _PIECE)]
        else:
            pieces.append(part)
    return _FORBIDDEN.sub("", SPLIT.join(pieces))


def _ems(word: str) -> float:
    return sum(
        0.6 if character.islower() or character.isdecimal() or character in _NARROW else 1
        for character in word
        if display_width(character)
    )


def _clusters(text: str) -> list[str]:
    """The characters of a text, each with its accents and with all that is joined to it."""
    found: list[str] = []
    for character in text:
        if found and _is_joined(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _is_joined(before: str, character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M"
        or bool(_JOINED.match(character))
        or before.endswith("\u200d")
        or (len(before) == 1 and bool(_FLAG.match(before) and _FLAG.match(character)))
    )
