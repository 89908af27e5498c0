"""The columns of a text in a terminal: two for a wide East Asian character, none for a combining character."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """The number of columns.

    >>> display_width("Lee 이제민")
    10
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
