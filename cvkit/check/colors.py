"""Colours as people type them, by name, with a hash or as numbers from 0 to 255, and the digits that a style reads."""

from __future__ import annotations

import re

from cvkit.check.contrast import darkened
from cvkit.model.lazy_pattern import lazy_pattern

COLOR_KEYS = frozenset(
    f"{before}{word}" for word in ("color", "colour") for before in ("", "accent_", "theme_", "main_", "primary_")
)
"""Keys that people write for the option `accent`."""

_NAMES = {
    "black": "000000", "blue": "0000FF", "navy": "000080", "darkblue": "00008B", "midnightblue": "191970",
    "royalblue": "4169E1", "steelblue": "4682B4", "skyblue": "87CEEB", "lightblue": "ADD8E6", "cyan": "00FFFF",
    "aqua": "00FFFF", "teal": "008080", "turquoise": "40E0D0", "green": "008000", "darkgreen": "006400",
    "forestgreen": "228B22", "lime": "00FF00", "olive": "808000", "red": "FF0000", "darkred": "8B0000",
    "crimson": "DC143C", "firebrick": "B22222", "maroon": "800000", "burgundy": "800020", "orange": "FFA500",
    "darkorange": "FF8C00", "yellow": "FFFF00", "gold": "FFD700", "brown": "A52A2A", "purple": "800080",
    "violet": "EE82EE", "indigo": "4B0082", "magenta": "FF00FF", "fuchsia": "FF00FF", "pink": "FFC0CB",
    "gray": "808080", "grey": "808080", "darkgray": "A9A9A9", "darkgrey": "A9A9A9", "silver": "C0C0C0",
    "slategray": "708090", "slategrey": "708090",
}  # fmt: skip
"""Names of colours in CSS, and `burgundy` → the digits."""
_DIGITS = lazy_pattern(r"(?:#|0x)?([0-9a-f]{6})|#([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_NUMBERS = lazy_pattern(r"(?:rgb\s*)?[(\[]?\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*[)\]]?", re.IGNORECASE)


def color_digits(text: str) -> str:
    """The six digits of a colour that a text means; empty if it means none. A name that is too light gets darker.

    >>> color_digits("blue"), color_digits("#1f3a5f"), color_digits("#00f"), color_digits("rgb(31, 58, 95)")
    ('0000FF', '1F3A5F', '0000FF', '1F3A5F')
    """
    word = re.sub(r"[\s_-]+", "", text.lower())
    if word in _NAMES:
        return darkened(_NAMES[word])
    if found := _DIGITS.fullmatch(text.strip()):
        return (found[1] or "".join(digit * 2 for digit in found.groups()[1:])).upper()
    numbers = _NUMBERS.fullmatch(text.strip())
    values = [int(one) for one in numbers.groups()] if numbers else []
    return "".join(f"{one:02X}" for one in values) if values and max(values) < 256 else ""
