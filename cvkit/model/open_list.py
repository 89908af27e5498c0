"""The words at the end of an open author list: `et al.`, `and others`, `等`."""

from __future__ import annotations

import re

from cvkit.model.scripts import HAN, HANGUL, KANA

OPEN_END = "et al."
"""The item that ends an open author list in a record."""

_BEFORE = r"[\s,;、，；]"
_ENDING = re.compile(
    rf"""(?:
        (?:^|{_BEFORE}) (?: et\.?\s+al\.? | u\.\s?a\. | 外 | 외 | 他 )
      | (?:^|[,;、，；&]\s* | (?:^|{_BEFORE})and\s+) others
      | \[ (?: … | \.\.\. ) \] | … | \.\.\.
      | (?:^|{_BEFORE} | (?<=[{HAN}{HANGUL}{KANA}]{{2}})) (?: 等人? | ほか )
    )[\s,;、，；]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATOR = re.compile(rf"(?:{_BEFORE}|&|(?:(?<=\s)|(?<=[,;])|^)and$)+$", re.IGNORECASE)


def split_open_end(text: str) -> tuple[str, str]:
    """Split an author list, or its last item, before the words that make it open. The second part is empty if none do.

    >>> split_open_end("Ada Miller, Bo Larsen, and others")
    ('Ada Miller, Bo Larsen', 'others')
    >>> split_open_end("王小明等")
    ('王小明', '等')
    """
    found = _ENDING.search(text)
    if not found:
        return text, ""
    words = found[0].strip(" \t\n,;、，；&")
    words = re.sub(r"^and\s+", "", words, flags=re.IGNORECASE)
    before = text[: found.start()]
    while (shorter := _SEPARATOR.sub("", before)) != before:
        before = shorter
    return before, words


def is_open_end(text: str) -> bool:
    """Whether a text has only the words that make a list open."""
    rest, words = split_open_end(text.strip())
    return bool(words) and not rest
