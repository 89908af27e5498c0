"""Make unique ids: an id that another work already has gets a letter."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Container

_FORBIDDEN = re.compile(r"[\s,;@\[\]{}\"'#%\\]+")


def legal_id(key: str) -> str:
    """Turn a key of a bibliography into the id of a work. Characters that an id must not have become hyphens.

    >>> legal_id("O'Neil 2020")
    'O-Neil-2020'
    """
    return _FORBIDDEN.sub("-", key).strip("-") or "work"


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
