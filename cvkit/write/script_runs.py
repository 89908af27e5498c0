"""Find the runs of a text in a script that needs a font of its own, such as Cyrillic or Arabic, and their languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cvkit.model.fallback_scripts import LANGUAGES_OF, LETTERS, RARE_LATIN, RIGHT_TO_LEFT
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.math_symbols import MATH_SYMBOLS
from cvkit.model.scripts import script_runs
from cvkit.model.value_class import dataclass

_SPACES = r" \u00a0\u200b"
"""Spaces, also the one without a width, which is a place where a line may break."""
ACCENTS = r"\u0300-\u036f"
_MARKS = ACCENTS + r"\u200c\u200d"
_LATIN_LETTERS = r"A-Za-z\u00aa\u00ba\u00c0-\u02ff\u0300-\u036f\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6b"
_RIGHT_TO_LEFT_LETTERS = "".join(LETTERS[code] for code in RIGHT_TO_LEFT)
_STRONG = rf"[^\W\d_]|[{_RIGHT_TO_LEFT_LETTERS}]"
_BESIDE_NUMBERS = "%‰°$€£₪"
"""Characters that have the direction of the number beside them."""
_ISSUE = r"\([0-9]+(?:[–-][0-9]+)?\)"
_NUMBER = rf"[{_BESIDE_NUMBERS}]?[0-9](?:[0-9.,:/–-]*[0-9])?(?:[{_BESIDE_NUMBERS}]|{_ISSUE})?"
"""A number, also that of a volume with its issue: `12(3)`."""
_LEFT_TO_RIGHT = (
    rf"[(\[{{](?:[^\W_](?<![{_RIGHT_TO_LEFT_LETTERS}]))(?:[^{_RIGHT_TO_LEFT_LETTERS}()\[\]{{}}]*)[)\]}}]"
    rf"|(?:[{_BESIDE_NUMBERS}](?=[0-9]))?"
    rf"[^\W_](?<![{_RIGHT_TO_LEFT_LETTERS}])(?:[^{_RIGHT_TO_LEFT_LETTERS}()\[\]{{}}]*[^\W_](?<![{_RIGHT_TO_LEFT_LETTERS}]))?"
    rf"[{_MARKS}]*(?:(?<=[0-9])(?:[{_BESIDE_NUMBERS}]|{_ISSUE}))?"
    rf"|[^\s~{_RIGHT_TO_LEFT_LETTERS}{_MARKS}]"
)
"""Latin words and numbers within text from right to left, with brackets around them; any other punctuation."""

_MATH_LETTERS = frozenset(form.text for form in MATH_SYMBOLS.values() if form.text)
_GREEK_WORD = lazy_pattern(rf"(?:[{LETTERS['Grek']}]\u200b*){{3}}")


def script_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into pieces, each with the ISO 15924 code of its script, or `""` for the fonts of the style.

    Spaces within a run belong to it. Greek letters that can be symbols of a formula need no font of their own, unless
    the text has a Greek word.

    >>> list(script_pieces("Li Анна Ц. (2)"))
    [('', 'Li '), ('Cyrl', 'Анна Ц'), ('', '. (2)')]
    >>> list(script_pieces("ΔG of αβ"))
    [('', 'ΔG of αβ')]
    >>> list(script_pieces("5 μ και"))
    [('', '5 '), ('Grek', 'μ και'), ('', '')]
    """
    if text.isascii() or not any(map(_may_need_font, text)):
        yield "", text
        return
    end, has_greek_words = 0, bool(_GREEK_WORD.search(text))
    for code, start, stop in _spans(text):
        is_formula = code == "Grek" and _MATH_LETTERS.issuperset(re.sub(rf"[{_SPACES}]", "", text[start:stop]))
        if is_formula and not has_greek_words:
            continue
        yield "", text[end:start]
        yield code, text[start:stop]
        end = stop
    yield "", text[end:]


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Return the script, the start and the end of each run of a text."""
    is_right_to_left, stop = _is_right_to_left(text), 0
    runs = _runs(is_right_to_left)
    while run := runs.search(text, stop):
        code, start, stop = run.lastgroup or "", *run.span()
        if code in RIGHT_TO_LEFT:
            start, stop = _with_brackets(text, start, stop, is_right_to_left)
            if stop < run.end() and (cut := runs.search(text, run.start(), stop)):
                stop = cut.end()
        yield code, start, stop


def _with_brackets(text: str, start: int, stop: int, is_right_to_left: bool) -> tuple[int, int]:
    """Return the limits of a run from right to left that has both brackets of a pair, or none (UAX #9, rule N0).

    A pair around letters of the run belongs to it, unless it is around letters from left to right, too.
    """
    for opening, closing in _pairs(text):
        if opening < start <= closing < stop:
            if not is_right_to_left:
                return start, closing
            start = opening
        elif start <= opening < stop <= closing:
            if re.search(r"[^\W\d_]", text[stop:closing]):
                return start, opening
            stop = closing + 1
    return start, stop


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return the places of the brackets of each pair, in the order of the opening ones."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if character in "([{":
            opened.append(at)
        elif character in ")]}" and opened and text[opened[-1]] + character in ("()", "[]", "{}"):
            pairs.append((opened.pop(), at))
    return sorted(pairs)


def left_to_right_pieces(run: str) -> Iterator[tuple[bool, str]]:
    """Split a run from right to left into pieces. Each says whether it is Latin words, a number or punctuation."""
    end = 0
    for piece in re.finditer(_LEFT_TO_RIGHT, run):
        yield False, run[end : piece.start()]
        yield True, piece[0]
        end = piece.end()
    yield False, run[end:]


@dataclass(frozen=True)
class LanguageRun:
    """A piece of a text in one script."""

    text: str
    language: str = ""
    """Its language, or `""` for that of the page. That of a script without one begins with `und-`."""
    script: str = ""
    """The ISO 15924 code of its script; empty for Latin and East Asian ones."""

    @property
    def is_right_to_left(self) -> bool:
        """Whether it runs from right to left."""
        return self.script in RIGHT_TO_LEFT


def language_runs(text: str, language: str) -> Iterator[LanguageRun]:
    """Split a text on a page in a language into pieces with one script each.

    A script has no language of its own, but readers choose a voice for it.

    >>> [(run.text, run.language) for run in language_runs("Li 黄, Анна", "en")]
    [('Li ', ''), ('黄', 'zh'), (', ', ''), ('Анна', 'und-Cyrl')]
    """
    for code, piece in script_pieces(text):
        if code in LANGUAGES_OF:
            is_own = language.partition("-")[0] in LANGUAGES_OF[code]
            yield LanguageRun(piece, "" if is_own else f"und-{code}", code)
        else:
            yield from (LanguageRun(part, tag) for part, tag in script_runs(piece, language) if part)


def is_right_to_left_language(tag: str) -> bool:
    """Whether a language, by its tag, is written from right to left."""
    return any(tag.partition("-")[0] in LANGUAGES_OF[code] for code in RIGHT_TO_LEFT)


def _may_need_font(c: str) -> bool:
    """Whether a character can be in one of the scripts, by its code: the patterns take milliseconds to compile."""
    is_letter = "\u0138" <= c < "\u2000" or "\u2c60" <= c < "\u2e00" or "\ua640" <= c < "\uac00"
    return is_letter or "\ufb13" <= c < "\uff00" or ("\u20a0" <= c < "\u20d0" and c != "€")


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
            run = rf"[{letters}](?:[{_SPACES}]*[{letters}{_MARKS}])*"
        elif is_right_to_left:
            run = rf"(?:^{_NUMBER}[ \u00a0]+)?[{letters}](?:.*[{letters}])?[{_MARKS}]*(?:[\W_]*{_NUMBER})?"
        else:
            run = rf"[{letters}](?:[\W\d_]*[{letters}])*(?:[ \u00a0]*{_NUMBER})?"
        patterns.append(f"(?P<{code}>{run})")
    patterns.append(rf"(?P<Latn>[{_LATIN_LETTERS}\u200b]*[{RARE_LATIN}][{_LATIN_LETTERS}{RARE_LATIN}\u200b]*)")
    return re.compile("|".join(patterns))
