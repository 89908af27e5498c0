"""Make ids of works: from a key, or from author, year and title. An id that another work already has gets a letter."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Container

from cvkit.model.letters import SPECIAL, fold
from cvkit.model.name import Name

_FORBIDDEN = re.compile(r"[\s,;@\[\]{}\"'#%\\]+")
_SMALL_WORDS = frozenset(
    "the and for with from into onto that this over under about their its are was how why what".split()
)
_PLAIN = str.maketrans({letter: plain for letter, (_, plain) in SPECIAL.items()})


def legal_id(key: str) -> str:
    """Turn a key of a bibliography into the id of a work. Characters that an id must not have become hyphens.

    >>> legal_id("O'Neil 2020")
    'O-Neil-2020'
    """
    return _FORBIDDEN.sub("-", key).strip("-") or "work"


def derived_id(author: Name, year: str, title: str) -> str:
    """An id from the family name of an author, the year and a word of the title.

    >>> derived_id(Name(given="Ada", family="Miller"), "2024", "The sorting of $n$ things")
    'miller2024sorting'
    >>> derived_id(Name(given="Joel", family="Coen"), "2024", "Queues"), derived_id(Name(family="Müller"), "2024", "Öl")
    ('coen2024queues', 'muller2024ol')
    """
    words = re.findall(r"[^\W\d_]+", re.sub(r"\$[^$]*\$", " ", title))
    word = next((word for word in words if len(word) > 2 and word.lower() not in _SMALL_WORDS), "".join(words[:1]))
    family = author.family or author.literal.partition(" ")[0]
    return legal_id("".join(fold(part).translate(_PLAIN) for part in (family, year, word)))


def free_id(wanted: str, taken: Container[str]) -> str:
    """The wanted id if no other work has it, else the id with the first letters that make it unique.

    >>> free_id("Miller2017", {"Miller2017", "Miller2017b"})
    'Miller2017c'
    >>> free_id("sorting", {"sorting"})
    'sorting-b'
    """
    if wanted not in taken:
        return wanted
    stem = wanted if wanted[-1:].isdigit() else f"{wanted}-"
    return next(found for letters in _letters() if (found := f"{stem}{letters}") not in taken)


def _letters() -> itertools.chain[str]:
    """`b` to `z`, then `aa`, `ab` and so on."""
    longer = (
        "".join(letters)
        for length in itertools.count(2)
        for letters in itertools.product(string.ascii_lowercase, repeat=length)
    )
    return itertools.chain(string.ascii_lowercase[1:], longer)
