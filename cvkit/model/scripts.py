"""East Asian scripts: their characters, their runs in a text, and their languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

HANGUL = r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
KANA = r"\u3040-\u30ff\u31f0-\u31ff"
HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of each script, for use within the brackets of a regular expression."""

UNSPACED = r"\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
"""Chinese and Japanese, with their punctuation: a line may break between any two (UAX #14, class ID)."""

CJK_FONT = (
    r"\u1100-\u11ff\u2e80-\u31ff\u3200-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
"""Characters that only an East Asian font has: letters, punctuation, full-width forms."""

_RUN = rf"(?:[{HANGUL}{KANA}{HAN}] *)+(?<! )"
"""East Asian letters with spaces between them; compiled only if a text has some, because that takes milliseconds.

Each class of so many characters takes a millisecond, or three at the beginning of a pattern.
"""
_FONT_RUN = rf"(?:[{CJK_FONT}][ \u00a0]*)+(?<![ \u00a0])"
_QUOTED_RUN = rf"[“‘]*[{CJK_FONT}](?:[ \u00a0“”‘’…—·]*[{CJK_FONT}])*(?:[…—]*[”’]+(?![^\W_])|[…—]+)?"
"""The same with the quotes and dashes that Chinese has in common with other languages."""
EAST_ASIAN = ("ko", "ja", "zh")


def is_east_asian_language(tag: str) -> bool:
    """Whether a language, by its tag, is Chinese, Japanese or Korean."""
    return tag.partition("-")[0] in EAST_ASIAN


def has_letters(text: str, letters: str) -> bool:
    """Whether a text has a character of one of the classes above.

    They are compiled only for a text that may have one, because that takes milliseconds.
    """
    return may_be_east_asian(text) and bool(re.search(f"[{letters}]", text))


def may_be_east_asian(text: str) -> bool:
    """Whether a text has a character with the code of an East Asian one; few others have such a code."""
    return not text.isascii() and any(c >= "\u2e80" or "\u1100" <= c <= "\u11ff" for c in text)


def is_one_of(character: str, letters: str) -> bool:
    """Whether a character is in one of the classes above, for few characters: no pattern is compiled."""
    return any(first <= character <= last for first, last in _limits(letters))


@functools.cache
def _limits(letters: str) -> list[tuple[str, str]]:
    return re.findall("(.)-(.)", letters.encode("ascii").decode("unicode_escape"))


def script_language(text: str) -> str:
    """The language of a text with East Asian letters; empty if it has none."""
    for letters, language in ((HANGUL, "ko"), (KANA, "ja"), (HAN, "zh")):
        if has_letters(text, letters):
            return language
    return ""


def script_runs(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Split a text into pieces by script. Each has the language of its script, or `""` for the language of the page.

    >>> list(script_runs("Lee 이제민", "en"))
    [('Lee ', ''), ('이제민', 'ko'), ('', '')]
    """
    if not may_be_east_asian(text) or is_east_asian_language(language):
        yield text, ""
        return
    end = 0
    for run in re.finditer(_RUN, text):
        yield text[end : run.start()], ""
        yield run[0], script_language(run[0])
        end = run.end()
    yield text[end:], ""


def font_runs(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """Split a text on a page in a language into pieces. Each says whether it has an East Asian font.

    Chinese and Japanese set quotes around their own characters in that font, where they are wide.

    >>> list(font_runs("“看” isn’t 2020年", "zh"))
    [('“看”', True), (' isn’t 2020', False), ('年', True)]
    """
    end = 0
    if may_be_east_asian(text):
        for run in re.finditer(_FONT_RUN if language.partition("-")[0] == "ko" else _QUOTED_RUN, text):
            yield from ((part, False) for part in [text[end : run.start()]] if part)
            yield run[0], True
            end = run.end()
    if end < len(text) or not text:
        yield text[end:], False
