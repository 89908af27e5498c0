"""The contrast between a colour of text and white paper, as WCAG defines it."""

from __future__ import annotations

LEAST_FOR_TEXT = 4.5
"""The least contrast of text: success criterion 1.4.3 of WCAG."""


def contrast_to_white(color: str) -> float:
    """The contrast ratio, from 1 to 21, of a colour of six hexadecimal digits."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def darkened(color: str) -> str:
    """The lightest darker form of a colour that has enough contrast for text."""
    channels = [int(color[at : at + 2], 16) for at in (0, 2, 4)]
    for percent in range(100, 0, -1):
        darker = "".join(f"{channel * percent // 100:02X}" for channel in channels)
        if contrast_to_white(darker) >= LEAST_FOR_TEXT:
            return darker
    return "000000"


def _linear(channel: float) -> float:
    """The light of a channel of sRGB: both are from 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
