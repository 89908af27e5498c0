"""A value that is already a tree: the text of a foreign format, which the reader of this format parsed."""

from __future__ import annotations

from unicodedata import normalize

from cvkit.model.diagnostic import Range
from cvkit.model.inline import Inlines, plain_offsets, plain_text


class ParsedText(str):
    """The plain characters of a text, with the tree that a reader made of it.

    A value of a YAML file is Markdown, which the model parses. The model takes this tree as it is. Everything that is
    no text in the model, such as a name or a number, takes the characters. The offsets in the tree count from the
    beginning of the file.
    """

    __slots__ = ("inlines",)
    inlines: Inlines

    def __new__(cls, inlines: Inlines) -> ParsedText:
        text = super().__new__(cls, plain_text(inlines))
        text.inlines = inlines
        return text

    def __getnewargs__(self) -> tuple[Inlines]:  # type: ignore[override]
        """The argument with which a copy is made."""
        return (self.inlines,)


def range_of(value: str, character: str) -> Range | None:
    """The range of the text in a value that TeX gets as `character`, because TeX gets the Unicode normal form NFC."""
    typed = (c for c in value if character in normalize("NFC", c))
    spellings = (character, normalize("NFD", character), *typed)
    found = ((value.find(spelling), len(spelling)) for spelling in spellings)
    part = min((Range(at, at + length) for at, length in found if at >= 0), default=None)
    if part and isinstance(value, ParsedText):
        offsets = list(plain_offsets(value.inlines))
        return Range(offsets[part.start], offsets[part.end - 1] + 1)
    return part
