r"""Put Hangul, Hanja and Kana of escaped text in `\CVKcjk`, with the places where lines may break and the gaps."""

from __future__ import annotations

import re

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.scripts import CJK_FONT, HAN, HANGUL, KANA, is_one_of
from cvkit.write.latex.long_words import SPLIT

_VARIANTS = r"\ufe00-\ufe0d\U000e0100-\U000e01ef"
"""Characters that choose the shape of the East Asian character before them."""
_CJK_CHARACTER = f"[{CJK_FONT}][{_VARIANTS}]?"
CJK = rf"(?:{_CJK_CHARACTER}[ \u00a0\u2015{SPLIT}]*)+(?<![ \u00a0\u2015{SPLIT}])"
"""A run of East Asian text. Its long dash, U+2015, is missing in most Latin fonts.

The class of characters, which takes a millisecond to compile, is in it only once.
"""

_SHARED = (
    r"[\u2e80-\u2ef3\u2f3e\u301c\u3588\u363d\u3ada\u3b35\u3b3a\u3b3b\u3ba3\u3d1d\u3db7\u4ca4\u58ab\u665a\u670c\u6710"
    r"\u6713\u6af8\u7468\u9038\u90de\ufa23\U00020984\U000233cc\U000270f0\U00029fce]"
)
"""Characters that the fonts of Adobe's character collections (Noto, Source Han) set with another character's glyph."""

_OTHER_SHAPE = rf"({_SHARED}|.(?=[{_VARIANTS}]))[{_VARIANTS}]?"
"""A character that is set with another glyph than the typed one."""

_IDEOGRAPHS = KANA + HAN
_IDEOGRAPH = f"[{_IDEOGRAPHS}]"
_GAP = rf"(?<={_IDEOGRAPH}){SPLIT}?(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]){SPLIT}?(?={_IDEOGRAPH})"
"""A place between a Chinese or Japanese letter and a Latin one, or a digit."""
_QUOTED = ("“([^“”]*)”", "‘([^‘’]*)’")
"""Text in quotes that Chinese has in common with other languages."""
_CLOSING_PUNCTUATION = "、。，．：；！？）」』】〕〉》"
"""Punctuation after which a line may break."""

UNBROKEN = 6
"""The number of characters up to which a run of Hanja or Kana stays on one line."""

_LONG_DASH = r"(\\CVKcjk(?:\[\w+\])?\{(?:[^{}]|\\CVKread\{.\}\{..?\})*\})|\u2015"
"""A long dash, or a run that can have one."""

_HANGUL = lazy_pattern(f"[{HANGUL}]")
_KANA = lazy_pattern(f"[{KANA}]")


def without_stray_variants(text: str) -> str:
    """A text without the characters that choose a shape, where no East Asian character is before them."""
    if not text.isascii() and any("\ufe00" <= c <= "\ufe0d" or c >= "\U000e0100" for c in text):
        return re.sub(rf"(?<![{CJK_FONT}])[{_VARIANTS}]", "", text)
    return text


def in_east_asian_fonts(escaped: str) -> str:
    """Escaped text with its East Asian runs in their fonts."""
    if any(is_one_of(character, _IDEOGRAPHS) for character in set(escaped)):
        escaped = re.sub(_GAP, _gap, escaped)
    for quoted in _QUOTED:
        escaped = re.sub(quoted, _quoted, escaped)
    return re.sub(_LONG_DASH, _long_dash, re.sub(CJK, _cjk, escaped))


def _gap(place: re.Match[str]) -> str:
    """The space between a Chinese or Japanese letter and a Latin one. A line may break there, but not at a digit."""
    beside = place.string[place.start() - 1] + place.string[place.end()]
    return r"\CVKgap{}" if any(character.isdecimal() for character in beside) else r"\CVKgap[0]{}"


def _quoted(found: re.Match[str]) -> str:
    """Text in quotes; if it is Chinese or Japanese, its quotes can be in the font of the language."""
    if not re.search(_IDEOGRAPH, found[1]):
        return found[0]
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    breaks = [r"\CVKbreak{}" if re.match(_IDEOGRAPH, beside) else "" for beside in (before, after)]
    opening, closing = (rf"\CVKcjkquote{{{quote}}}" for quote in (found[0][0], found[0][-1]))
    return f"{breaks[0]}{opening}{found[1]}{closing}{breaks[1]}"


def _cjk(run: re.Match[str]) -> str:
    plain = run[0].replace(SPLIT, "")
    breaking, after = _breaking(plain), r"\CVKbreak{}" if plain[-1] in _CLOSING_PUNCTUATION else ""
    shapes = re.sub(_OTHER_SHAPE, _one_shape, plain if breaking else run[0])
    return rf"\CVKcjk{breaking}{{{shapes}}}{after}"


def _one_shape(found: re.Match[str]) -> str:
    """An East Asian character without the choice of its shape, which TeX cannot make."""
    return rf"\CVKread{{{found[1]}}}{{{found[0]}}}"


def _breaking(run: str) -> str:
    """The option that allows line breaks: anywhere in Chinese and Japanese text, which has no spaces.

    Korean has spaces. A short run without punctuation, such as a name or a single word, stays on one
    line. Both have no option.
    """
    is_short = len(run) <= UNBROKEN and not any(sign in run[1:-1] for sign in _CLOSING_PUNCTUATION)
    if is_short or _HANGUL.search(run):
        return ""
    return "[ja]" if _KANA.search(run) else "[zh]"


def _long_dash(found: re.Match[str]) -> str:
    return found[1] or r"\CVKsymbol{―}"
