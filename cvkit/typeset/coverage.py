"""Which engine a document needs: pdfLaTeX where its T1 fonts have every character, else XeLaTeX."""

from __future__ import annotations

import re

_ASCII = "".join(map(chr, range(0x20, 0x7F))) + "\n\r\t"
_LATIN_1 = "".join(map(chr, range(0xA0, 0x100)))
_T1 = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİĐăąćčďěęğĺľłńňŋőŕřśšşťţűůźžżĳıđŒœ"
_SYMBOLS = "–—‘’‚“”„†‡•…‰‹›€™№₩"
COVERED = frozenset(_ASCII + _LATIN_1 + _T1 + _SYMBOLS)
"""The characters of the T1 and TS1 encodings, as `fontenc` sets them from UTF-8."""

_UNCOVERED = re.compile(f"[^{re.escape(''.join(sorted(COVERED)))}]")


def uncovered(text: str) -> list[str]:
    """The characters of a text that pdfLaTeX has no font for, in order."""
    return _UNCOVERED.findall(text)


def engine_for(text: str) -> str:
    """The engine that can set a text, which is TeX or the record that it comes from."""
    return "xelatex" if _UNCOVERED.search(text) else "pdflatex"
