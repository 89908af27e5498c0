"""Find the runs of a text in a script that needs a font of its own, such as Cyrillic or Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cvkit.model.fallback_scripts import LETTERS, RARE_LATIN, RIGHT_TO_LEFT
from cvkit.model.math_symbols import MATH_SYMBOLS
from cvkit.write.latex.long_words import SPLIT

_MARKS = r"\u0300-\u036f\u200c\u200d"
_LATIN_LETTERS = r"A-Za-z\u00aa\u00ba\u00c0-\u02ff\u0300-\u036f\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"
_RIGHT_TO_LEFT_LETTERS = "".join(LETTERS[code] for code in RIGHT_TO_LEFT)
_STRONG = rf"[^\W\d_]|[{_RIGHT_TO_LEFT_LETTERS}]"
_NUMBER = r"[0-9](?:[0-9.,:/–-]*[0-9])?"
_LEFT_TO_RIGHT = (
    rf"[(\[](?:[^\W_](?<![{_RIGHT_TO_LEFT_LETTERS}]))(?:[^{_RIGHT_TO_LEFT_LETTERS}()\[\]]*)[)\]]"
    rf"|[^\W_](?<![{_RIGHT_TO_LEFT_LETTERS}])(?:[^{_RIGHT_TO_LEFT_LETTERS}()\[\]]*[^\W_](?<![{_RIGHT_TO_LEFT_LETTERS}]))?"
    rf"|[^\s~{_RIGHT_TO_LEFT_LETTERS}{_MARKS}]"
)
"""Latin words and numbers within text from right to left, with brackets around them; any other punctuation."""

_MATH_LETTERS = frozenset(form.text for form in MATH_SYMBOLS.values() if form.text)


def script_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into pieces, each with the ISO 15924 code of its script, or `""` for the fonts of the style.

    Spaces within a run belong to it. Greek letters that can be symbols of a formula need no font of their own.

    >>> list(script_pieces("Li Анна Ц. (2)"))
    [('', 'Li '), ('Cyrl', 'Анна Ц'), ('', '. (2)')]
    """
    if max(text, default="") < "\u0138":
        yield "", text
        return
    end = 0
    for run in _runs(_is_right_to_left(text)).finditer(text):
        code = run.lastgroup or ""
        if code == "Grek" and _MATH_LETTERS.issuperset(re.sub(rf"[ \u00a0{SPLIT}]", "", run[0])):
            continue
        yield "", text[end : run.start()]
        yield code, run[0]
        end = run.end()
    yield "", text[end:]


def left_to_right_pieces(run: str) -> Iterator[tuple[bool, str]]:
    """Split a run from right to left into pieces. Each says whether it is Latin words, a number or punctuation."""
    end = 0
    for piece in re.finditer(_LEFT_TO_RIGHT, run):
        yield False, run[end : piece.start()]
        yield True, piece[0]
        end = piece.end()
    yield False, run[end:]


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter is Hebrew or Arabic: then the whole text is in that direction (UAX #9, rule P2)."""
    first = re.search(_STRONG, text)
    return bool(first and re.match(f"[{_RIGHT_TO_LEFT_LETTERS}]", first[0]))


@cache
def _runs(is_right_to_left: bool) -> re.Pattern[str]:
    """The pattern of all runs, with a group for each script; compiled only for a text that may have one."""
    patterns = []
    for code, letters in LETTERS.items():
        if code not in RIGHT_TO_LEFT:
            run = rf"[{letters}](?:[ \u00a0{SPLIT}]*[{letters}{_MARKS}])*"
        elif is_right_to_left:
            run = rf"[^\w\s]*[{letters}](?:.*[{letters}])?(?:[\W_]*{_NUMBER})?[^\w\s]*"
        else:
            run = rf"[{letters}](?:[\W\d_]*[{letters}])*(?:[ \u00a0]*{_NUMBER})?"
        patterns.append(f"(?P<{code}>{run})")
    patterns.append(rf"(?P<Latn>[{_LATIN_LETTERS}{SPLIT}]*[{RARE_LATIN}][{_LATIN_LETTERS}{RARE_LATIN}{SPLIT}]*)")
    return re.compile("|".join(patterns))
