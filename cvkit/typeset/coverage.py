"""Choose the engine of a document: pdfLaTeX if its T1 fonts have every character, else XeLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.rule import Rule

if TYPE_CHECKING:
    from cvkit.typeset.trace import Spot, Trace

_ASCII = "".join(map(chr, range(0x20, 0x7F))) + "\n\r\t"
_LATIN_1 = "".join(map(chr, range(0xA0, 0x100)))
_T1 = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİĐăąćčďěęğĺľłńňŋőŕřśšşťţűůźžżĳıđŒœ"
_SYMBOLS = "–—‘’‚“”„†‡•…‰‹›€™№₩"
COVERED = frozenset(_ASCII + _LATIN_1 + _T1 + _SYMBOLS)
"""The characters of the T1 and TS1 encodings, as `fontenc` typesets them from UTF-8."""

_UNCOVERED = re.compile(f"[^{re.escape(''.join(sorted(COVERED)))}]")

_UNPRINTED = re.compile(r"(\\CVKread\{(?:[^{}]|\{[^{}]*\})*\})\{[^{}]*\}")
"""Finds the second argument of a macro: characters for search and copy in the PDF, which need no font."""


class NotInT1Fonts(Rule):
    r"""A character that T1 fonts do not have, in an appendix for a thesis under pdfLaTeX.

    pdfLaTeX prints with T1 fonts, which do not have this character. Build the thesis with XeLaTeX or LuaLaTeX, or write
    the text with other characters. If the thesis prints such characters in its own way (`\CVKcjk`), leave out
    `--engine`.
    """

    code = "T111"
    message = "pdfLaTeX's fonts lack {characters}"
    hint = "build the thesis with XeLaTeX or LuaLaTeX; if the thesis defines \\CVKcjk itself, omit --engine"
    fix = "build the thesis with another engine, or write it with other characters"


def uncovered(text: str) -> list[str]:
    """The characters of a text that pdfLaTeX has no font for, in order."""
    return _UNCOVERED.findall(without_unprinted(text))


def without_unprinted(text: str) -> str:
    """The same TeX without the characters that it does not print."""
    return _UNPRINTED.sub(r"\1", text)


def engine_for(text: str) -> str:
    """The engine that can typeset a text: TeX source, or the text of a record."""
    return "xelatex" if uncovered(text) else "pdflatex"


def check_coverage(traces: Iterable[Trace]) -> list[Diagnostic]:
    """A diagnostic for each value with a character that T1 fonts lack."""
    found: dict[KeyPath, tuple[Spot, dict[str, None]]] = {}
    for trace in traces:
        for number, line in enumerate(trace.lines, 1):
            for character in _UNCOVERED.findall(line):
                spot = trace.of_character_in(character, number)
                found.setdefault(spot.path, (spot, {}))[1][character] = None
    return [spot.place(NotInT1Fonts.at(characters=_named("".join(lacking)))) for spot, lacking in found.values()]


def _named(characters: str) -> str:
    codes = [f"U+{ord(character):04X}" for character in characters[:4]] + ["…"] * (len(characters) > 4)
    return f"{characters} ({', '.join(codes)})"
