"""How many columns a text takes in a terminal."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes: Hangul takes two a character, an accent none (UAX #11)."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
