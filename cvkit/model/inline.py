"""Text as a tree of inline elements, which each writer turns into its own markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Str:
    """Literal characters."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """`*emphasis*`."""

    children: Inlines


@dataclass(frozen=True)
class Strong:
    """`**strong**`."""

    children: Inlines


@dataclass(frozen=True)
class Superscript:
    """`^sup^`."""

    children: Inlines


@dataclass(frozen=True)
class Subscript:
    """`~sub~`."""

    children: Inlines


@dataclass(frozen=True)
class Code:
    """`` `code` ``: literal characters."""

    text: str


@dataclass(frozen=True)
class Math:
    """`$math$`: TeX with only the commands that `cvkit.model.math_syntax` allows."""

    source: str


@dataclass(frozen=True)
class Link:
    """`[text](url)`."""

    url: str
    children: Inlines


@dataclass(frozen=True)
class CrossRef:
    """`[@id]` or `[@id; @id]`: the labels of other entries, each linked to its entry."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class PrintedCount:
    """`{{count:J}}`: the number of works to which the terms apply."""

    terms: tuple[str, ...]


@dataclass(frozen=True)
class InternalLink:
    """A link to a place in the same document. `cvkit.write.compose` makes it from a reference."""

    anchor: str
    text: str


Inline = Str | Emphasis | Strong | Superscript | Subscript | Code | Math | Link | CrossRef | PrintedCount | InternalLink
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
            case PrintedCount(terms):
                parts.append(", ".join(terms))
            case _:
                parts.append(plain_text(inline.children))
    return "".join(parts)
