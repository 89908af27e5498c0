"""Choose the engine of a document: pdfLaTeX if its T1 fonts have every character, else XeLaTeX or LuaLaTeX."""

from __future__ import annotations

import re
from collections.abc import Collection

FASTEST_FIRST = ("pdflatex", "xelatex", "lualatex")
"""All engines."""

_ASCII = "".join(map(chr, range(0x20, 0x7F))) + "\n\r\t"
_LATIN_1 = "".join(map(chr, range(0xA0, 0x100)))
_T1 = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİĐăąćčďěęğĺľłńňŋőŕřśšşťţűůźžżĳıđŒœ"
_SYMBOLS = "–—‘’‚“”„†‡•…‰‹›€™№₩"
COVERED = frozenset(_ASCII + _LATIN_1 + _T1 + _SYMBOLS)
"""The characters of the T1 and TS1 encodings, as `fontenc` typesets them from UTF-8."""

_UNCOVERED = re.compile(f"[^{re.escape(''.join(sorted(COVERED)))}]")

_UNPRINTED = re.compile(
    r"(\\CVKread\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\})\{[^{}]*\}"
    r"|(\\CVKformula)\{(?:[^{}\\]|\\[^a-z]|\\[a-z]+\{\})*\}"
)
"""Finds arguments with characters for search and copy in the PDF, and for the words of a formula: they need no font."""


def uncovered(text: str) -> list[str]:
    """The characters of a text that pdfLaTeX has no font for, in order."""
    return _UNCOVERED.findall(without_unprinted(text))


def without_unprinted(text: str) -> str:
    """The same TeX without the characters that it does not print."""
    return _UNPRINTED.sub(r"\1\2", text)


def engine_for(text: str, engines: Collection[str] = FASTEST_FIRST) -> str:
    """The engine that can typeset a text: TeX source, or the text of a record.

    `engines` are those of the style. If only pdfLaTeX is among them, it is the answer for every text.
    """
    fitting = (name for name in FASTEST_FIRST if name in engines and (name != "pdflatex" or not uncovered(text)))
    return next(fitting, "pdflatex")
