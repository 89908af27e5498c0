"""The base of all parts of a page: its origins in the record, and the punctuation of its language."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TypeVar

from cvkit.model.diagnostic import KeyPath
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class Punctuation:
    """The text between parts of a line, and the quotes. Many languages have punctuation of their own."""

    comma: str = ", "
    colon: str = ": "
    semicolon: str = "; "
    stop: str = ". "
    """The text between two sentences."""
    quotes: str = "“ ” ‘ ’"


LATIN = Punctuation()


@dataclass(frozen=True, kw_only=True)
class PagePart:
    """A part of a page that prints values of the record."""

    origins: tuple[KeyPath, ...] = field(default=(), compare=False)
    """The key paths of the entries or values that it prints, for diagnostics about the output."""
    punctuation: Punctuation = field(default=LATIN, compare=False)
    """The punctuation of the language of the page."""


_AnyPart = TypeVar("_AnyPart", bound=PagePart)


def from_origins(part: _AnyPart, *origins: KeyPath) -> _AnyPart:
    """Return the part with the key paths of the entries that it prints."""
    return replace(part, origins=origins)
