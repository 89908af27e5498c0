"""The words at the end of an open author list: `et al.`, `and others`, `等`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from cvkit.model.scripts import HAN, HANGUL, KANA

OPEN_END = "et al."
"""The item that ends an open author list in a record."""

_AND = r"and|und|et(?!\.?\s+al)|y|e|och|og"
_BEFORE = r"[\s,;、，；]"
_OTHERS = "others otros otras outros outras autres altri andere anderer anderen andra andre cols".split()
_LAST_LETTERS = ("al", *_OTHERS, "外", "외", "他", "等", "等人", "ほか")
"""The endings of an open list that ends in a letter. Few names have one of them."""
_ENDING = re.compile(
    rf"""(?:
        (?:^|{_BEFORE}) (?: et\.?\s+al\.? | u\.\s?a\. | 外 | 외 | 他 )
      | (?:^|[,;、，；&]\s* | (?:^|{_BEFORE})(?:{_AND})\s+)
            (?: {"|".join(_OTHERS)} | cols\. )
      | \[ (?: … | \.\.\. ) \] | … | \.\.\.
      | (?:^|{_BEFORE} | (?<=(?-i:[{HAN}{HANGUL}{KANA}]){{2}})) (?: 等人? | ほか )
    )[\s,;、，；]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATOR = re.compile(rf"(?:{_BEFORE}|&|(?:(?<=\s)|(?<=[,;])|^)(?:{_AND})$)+$", re.IGNORECASE)
_LEAD = re.compile(rf"[ \t\n,;、，；&]*(?:(?:{_AND})\s+)?", re.IGNORECASE)


class OpenEnd(NamedTuple):
    """An author list, or its last item, without the words that make it open; these words, and their offset."""

    named: str
    words: str = ""
    at: int = 0


@functools.lru_cache(maxsize=1 << 14)
def split_open_end(text: str) -> OpenEnd:
    """Split an author list, or its last item, before the words that make it open. They are empty if none do.

    >>> split_open_end("Ada Miller, Bo Larsen, and others")
    OpenEnd(named='Ada Miller, Bo Larsen', words='others', at=27)
    >>> split_open_end("王小明等")
    OpenEnd(named='王小明', words='等', at=3)
    """
    bare = text.rstrip(" ,;、，；")
    is_name = bare[-1:].isalpha() and not bare.casefold().endswith(_LAST_LETTERS)
    found = None if is_name else _ENDING.search(text)
    if not found:
        return OpenEnd(text)
    lead = _LEAD.match(text, found.start())
    assert lead
    words = text[lead.end() : found.end()].rstrip(" \t\n,;、，；&")
    before = text[: found.start()]
    while (shorter := _SEPARATOR.sub("", before)) != before:
        before = shorter
    return OpenEnd(before, words, lead.end())


def is_open_end(text: str) -> bool:
    """Whether a text has only the words that make a list open."""
    end = split_open_end(text.strip())
    return bool(end.words) and not end.named
