"""Choose the engine of a document: pdfLaTeX if its T1 fonts have every character, else XeLaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cvkit.model.diagnostic import Diagnostic
from cvkit.model.rule import Rule
from cvkit.model.source import Source

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
    return _UNCOVERED.findall(_UNPRINTED.sub(r"\1", text))


def engine_for(text: str) -> str:
    """The engine that can typeset a text: TeX source, or the text of a record."""
    return "xelatex" if uncovered(text) else "pdflatex"


def check_coverage(text: str, source: Source, sections: Iterable[str]) -> list[Diagnostic]:
    """A diagnostic for each value of some sections with a character that T1 fonts lack; `text` is their TeX source."""
    lacking = dict.fromkeys(uncovered(text))
    diagnostics = []
    reported: set[str] = set()
    for path, value in source.values_of(sections):
        typed = unicodedata.normalize("NFC", value)
        if found := "".join(dict.fromkeys(character for character in typed if character in lacking)):
            reported.update(found)
            diagnostics.append(NotInT1Fonts.at(path, at=value.find(found[0]), characters=_named(found)))
    if rest := "".join(character for character in lacking if character not in reported):
        diagnostics.append(NotInT1Fonts.at(characters=_named(rest)))
    return diagnostics


def _named(characters: str) -> str:
    codes = [f"U+{ord(character):04X}" for character in characters[:4]] + ["…"] * (len(characters) > 4)
    return f"{characters} ({', '.join(codes)})"
