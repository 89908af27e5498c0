"""Symbols that need a font of their own, because some of the fonts of the styles do not have them."""

from __future__ import annotations

TEXT_SIGNS = frozenset("‐‑–—‖‘’‚“”„†‡•…‰‹›※‽‿⁀⁄⁅⁆⁒⁔₡₤₦₩₫€₱℃№℗℞℧℮←↑→↓−∕∗√∞∢⌀␢␣◦♪⚭⚮⟦⟧™")
"""The punctuation and symbols from U+2000 on that every font of the styles has."""

CODE_LACKS = "™Ĳĳﬀﬁﬂﬃﬄ"
"""The characters of all these fonts that the font for code lacks."""

RARE_MARKS = r"\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f"
"""Accents that are printed over or around any character."""

SYMBOL_BLOCKS = (
    r"\u2010-\u2bff\u2e00-\u2e7f\ua700-\ua71f\ufb05\ufb06\ufff9-\ufffd"
    r"\U00010100-\U000101ff\U0001cc00-\U0001d37f\U0001d400-\U0001d7ff\U0001fb00-\U0001fbff" + RARE_MARKS
)
"""The blocks of symbols, also those with letters for mathematics. Emoji are not among them, nor most currencies."""


def may_be_symbol(c: str) -> bool:
    """Whether a character can need a font for symbols, by its code."""
    return (
        ("\u2010" <= c < "\u2e80" and c not in TEXT_SIGNS)
        or "\u1ab0" <= c <= "\u1aff"
        or "\ua700" <= c <= "\ua71f"
        or c in "\ufb05\ufb06"
        or "\ufe20" <= c <= "\ufe2f"
        or c >= "\ufff9"
    )
