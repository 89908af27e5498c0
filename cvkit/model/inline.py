"""Text as a tree of inline elements, which each writer turns into its own markup."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from cvkit.model.value_class import dataclass

if TYPE_CHECKING:
    from cvkit.model.math import MathRow


@dataclass(frozen=True)
class Spanned:
    """An element and its range of characters in the value that it was parsed from; equal elements can differ in it."""

    start: int = field(default=0, compare=False, repr=False, kw_only=True)
    end: int = field(default=0, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Str(Spanned):
    """Literal characters."""

    text: str
    offsets: Sequence[int] = field(default=(), compare=False, repr=False, kw_only=True)
    """The offset of each character in the value; empty if the text was not parsed from a value."""

    if not TYPE_CHECKING:  # a record has thousands, so they need the fastest way

        def __init__(self, text: str, *, start: int = 0, end: int = 0, offsets: Sequence[int] = ()) -> None:
            self.__dict__.update(text=text, start=start, end=end, offsets=offsets)


@dataclass(frozen=True)
class Emphasis(Spanned):
    """`*emphasis*`."""

    children: Inlines


@dataclass(frozen=True)
class Strong(Spanned):
    """`**strong**`."""

    children: Inlines


@dataclass(frozen=True)
class Superscript(Spanned):
    """`^sup^`."""

    children: Inlines


@dataclass(frozen=True)
class Subscript(Spanned):
    """`~sub~`."""

    children: Inlines


@dataclass(frozen=True)
class Code(Spanned):
    """`` `code` ``: literal characters."""

    text: str


@dataclass(frozen=True)
class Math(Spanned):
    """`$math$`, as typed."""

    source: str

    @functools.cached_property
    def formula(self) -> MathRow:
        """The tree of the math.

        Raises:
            MathError: the math is not allowed. The check stage reports it.
        """
        from cvkit.model.math import parse_math

        return parse_math(self.source)

    @classmethod
    def parsed(cls, source: str, formula: MathRow, start: int, end: int) -> Math:
        """The math of a source that is parsed already, with its range."""
        math = cls(source, start=start, end=end)
        math.__dict__["formula"] = formula
        return math


@dataclass(frozen=True)
class Link(Spanned):
    """`[text](url)`."""

    url: str
    children: Inlines


@dataclass(frozen=True)
class CrossRef(Spanned):
    """`[@id]` or `[@id; @id]`: the labels of other entries, each linked to its entry."""

    ids: tuple[str, ...]
    offsets: Sequence[int] = field(default=(), compare=False, repr=False, kw_only=True)
    """The offset of each id in the value."""


@dataclass(frozen=True)
class PrintedFigure(Spanned):
    """A figure that cvkit computes from the entries to which the terms apply."""

    terms: tuple[str, ...]
    offsets: Sequence[int] = field(default=(), compare=False, repr=False, kw_only=True)
    """The offset of each term in the value."""


class PrintedCount(PrintedFigure):
    """`{{count:J}}`: the number of works."""


class PrintedSum(PrintedFigure):
    """`{{sum:grants,awarded}}`: the amounts of grants, added for each currency."""


class Placeholder(PrintedFigure):
    """`{page}` in the header or footer of a document; its term is the word in the braces."""


FIGURES: dict[str, type[PrintedFigure]] = {"count": PrintedCount, "sum": PrintedSum}
"""The word before the colon → the figure."""


@dataclass(frozen=True)
class InternalLink(Spanned):
    """A link to a place in the same document. `cvkit.write.compose` makes it from a reference."""

    anchor: str
    text: str


Inline = (
    Str | Emphasis | Strong | Superscript | Subscript | Code | Math | Link | CrossRef | PrintedFigure | InternalLink
)
Inlines = tuple[Inline, ...]


def plain_text(inlines: Iterable[Inline]) -> str:
    """The characters of a text without its markup, for example for a PDF title or a message."""
    parts = []
    for inline in inlines:
        match inline:
            case Str(text) | Code(text):
                parts.append(text)
            case Math(source):
                parts.append(source)
            case InternalLink(_, text):
                parts.append(text)
            case CrossRef(ids):
                parts.append("; ".join(ids))
            case PrintedFigure(terms):
                parts.append(", ".join(terms))
            case _:
                parts.append(plain_text(inline.children))
    return "".join(parts)


def character_offsets(text: Str) -> Sequence[int]:
    """The offset of each character; that of the whole text, if the characters have none."""
    return text.offsets or (text.start,) * len(text.text)


def plain_offsets(inlines: Iterable[Inline]) -> Iterator[int]:
    """The offset, in the value that a tree was parsed from, of each character of its `plain_text`."""
    for inline in inlines:
        match inline:
            case Str():
                yield from character_offsets(inline)
            case Code(text) | Math(text):
                inside = inline.start + max(0, inline.end - inline.start - len(text)) // 2
                yield from range(inside, inside + len(text))
            case CrossRef() | PrintedFigure():
                yield from (inline.start for _ in plain_text([inline]))
            case InternalLink():
                raise TypeError(f"{inline} was not parsed from a value")
            case _:
                yield from plain_offsets(inline.children)
