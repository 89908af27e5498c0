"""Decide whether two values state one fact in two spellings."""

from __future__ import annotations

import re

from cvkit.load.bibtex.parsed_tex import TexError
from cvkit.load.bibtex.tex_parser import plain_characters, read_tex
from cvkit.load.bibtex.values import read_doi
from cvkit.model.inline import plain_text
from cvkit.model.letters import fold

_LABELS = frozenset("no nr vol volume pp issue number".split())
"""Words before a number that other fields write without them."""


def repeats(text: str, other: str) -> bool:
    """Whether a text says no more than another one: its words, or abbreviations of them, are in it in the same order.

    >>> repeats("J. Phys. A", "Journal of Physics: A"), repeats("Oslo", "Bergen")
    (True, False)
    """
    others = iter(_words(other))
    return all(
        any(one == word or (word.isalpha() and one.startswith(word)) for one in others)
        for word in _words(text)
        if word not in _LABELS
    )


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W_]+", text)]


def characters_of(tex: str) -> str:
    """The characters of a value. Nothing is reported."""
    text = plain_characters(tex)
    try:
        return plain_text(read_tex(tex).inlines) if text is None else text
    except TexError:
        return tex


def is_repeated(name: str, tex: str, first: str) -> bool:
    """Whether the second value of a field says no more than the first. A name can be in another order."""
    if name == "doi":
        return read_doi(tex) == read_doi(first)
    one, other = characters_of(tex), characters_of(first)
    return sorted(_words(one)) == sorted(_words(other)) if name in ("author", "editor") else repeats(one, other)
