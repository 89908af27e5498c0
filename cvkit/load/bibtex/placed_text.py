"""A text that knows its offset in a file, and whose parts know theirs."""

from __future__ import annotations

from typing import Any, SupportsIndex


class PlacedText(str):
    """A part of a file. Its slices, and the text that `strip` returns, are parts of the file too."""

    __slots__ = ("at",)
    at: int
    """The offset of its first character."""

    def __new__(cls, text: str, at: int) -> PlacedText:
        placed = str.__new__(cls, text)
        placed.at = at
        return placed

    def __getitem__(self, key: SupportsIndex | slice[Any, Any, Any]) -> str:
        """One character as a plain text, or a part from one offset to another."""
        part = str.__getitem__(self, key)
        return PlacedText(part, self.at + (key.start or 0)) if isinstance(key, slice) else part

    def strip(self, characters: str | None = None, /) -> PlacedText:
        """The part without white space, or without other characters, at both ends."""
        part = str.lstrip(self, characters)
        return PlacedText(str.rstrip(part, characters), self.at + len(self) - len(part))
