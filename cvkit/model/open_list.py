"""The words at the end of an open author list: `et al.`, `and others`, `and 37 others`, `(40 authors)`, `等`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.scripts import HAN, HANGUL, KANA

OPEN_END = "et al."
"""The item that ends an open author list in a record."""

_AND = r"and|und|et(?!\.?\s+(?:al|coll))|y|e|och|og"
_BEFORE = r"[\s,;、，；]"
_OTHERS = "others otros otras outros outras autres altri andere anderer anderen andra andre cols".split()
_LAST = (
    "al",
    "al.",
    "a.",
    *_OTHERS,
    "cols.",
    "др",
    "др.",
    "другие",
    "in.",
    "inni",
    "fl.",
    "coll.",
    "kol.",
    "…",
    "...",
    "]",
    "外",
    "외",
    "他",
    "等",
    "等人",
    "ほか",
)
"""The endings of open lists, in small letters. Few names have one of them."""
_TRAILING = lazy_pattern(rf"{_BEFORE}+$")
_ENDING = lazy_pattern(
    rf"""(?:
        (?:^|{_BEFORE}) (?: et\.?\s+(?: al\.? | coll\. ) | (?-i: u\.\s?a\. | m\.\s?fl\. | i\s+in(?:\.|ni) | a\s+kol\. )
                            | и\s+(?:др\.?|другие) | 外 | 외 | 他 )
      | (?:^|[,;、，；&]\s* | (?:^|{_BEFORE})(?:{_AND})\s+)
            (?: {"|".join(_OTHERS)} | cols\. )
      | \[ (?: … | \.\.\. ) \] | … | \.\.\.
      | (?:^|{_BEFORE} | (?<=(?-i:[{HAN}{HANGUL}{KANA}]){{2}})) (?: 等人? | ほか )
    )[\s,;、，；]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_PEOPLE = r"(?:co-?)?authors?|people|colleagues|collaborators|Autoren|auteurs|autores|autori"
_FURTHER = r"more|further|additional|others?|weitere[nr]?|andere[nr]?|autres|otros|outros|más|mais|altri"
_NUMBER = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,7}"
_COUNT = lazy_pattern(
    rf"""(?:^|{_BEFORE} | (?<=[…&+(\[]) | (?<=(?-i:[{HAN}{HANGUL}{KANA}]))) (?:
        [(\[]? \s* (?:(?:{_AND}|plus|with|[&+])\s*)?
            (?: (?P<more>{_NUMBER}) \s+ (?: (?:{_FURTHER}) (?:\s+(?:{_PEOPLE}))? | co-?authors? )
              | (?P<total>{_NUMBER}) \s+ (?:{_PEOPLE}) (?:\s+(?:in\s+)?total)?
            ) \s* [)\]]?
      | \+\s?(?P<plus>{_NUMBER})
      | (?:외|外|他|ほか)\s*(?P<behind>\d+)\s*[명인人名]
      | (?P<unclear>[(\[][^()\[\]]*\d[^()\[\]]*[)\]])
      | 等\s*(?P<of>\d+)\s*[人位名](?:作者)?
    )[\s,.;、，；]*$""",
    re.VERBOSE | re.IGNORECASE,
)
"""The number of authors at the end of an open list: of all, or of those that it does not name. `et al. (40)` does not
say which."""
_WIDEST_COUNT = 40
_SEPARATOR = lazy_pattern(rf"(?:{_BEFORE}|&|(?:(?<=\s)|(?<=[,;])|^)(?:{_AND})$)+$", re.IGNORECASE)
_LEAD = lazy_pattern(rf"[ \t\n,;、，；&]*(?:(?:{_AND})\s+)?", re.IGNORECASE)


class OpenEnd(NamedTuple):
    """An author list, or its last item, without the words that make it open; these words, and their offset."""

    named: str
    words: str = ""
    at: int = 0
    more: int = 0
    """The number of authors that the list does not name, if the words state it."""
    total: int = 0
    """The number of all authors, if the words state it."""
    is_unclear: bool = False
    """Whether the words have a number and do not say which."""

    def author_count(self, named: int) -> int:
        """The number of all authors of a list that names some; 0 if the words do not state it."""
        return self.total or (named + self.more if self.more else 0)


@functools.lru_cache(maxsize=1 << 14)
def split_open_end(text: str) -> OpenEnd:
    """Split an author list, or its last item, before the words that make it open. They are empty if none do.

    >>> split_open_end("Ada Miller, Bo Larsen, and others")
    OpenEnd(named='Ada Miller, Bo Larsen', words='others', at=27)
    >>> split_open_end("Ada Miller et al. (40 authors)").author_count(1)
    40
    """
    if any(map(str.isdecimal, text[-_WIDEST_COUNT:])) and (found := _COUNT.search(text)):
        return _counted(text, found)
    may_be_open = _TRAILING.sub("", text).casefold().endswith(_LAST)
    found = _ENDING.search(text) if may_be_open else None
    return _split(text, found) if found else OpenEnd(text)


def _counted(text: str, found: re.Match[str]) -> OpenEnd:
    """The end of a list that states a number. Words such as `et al.` can be before the number."""
    end = _split(text, found)
    if (before := split_open_end(end.named)).words:
        words = text[before.at : end.at + len(end.words)]
        end = OpenEnd(before.named, words, before.at)
    if found["unclear"]:
        return end._replace(is_unclear=True) if before.words else OpenEnd(text)
    numbers = {name: int(number.replace(",", "")) for name, number in found.groupdict().items() if number}
    more = numbers.get("more") or numbers.get("plus") or numbers.get("behind") or 0
    return end._replace(more=more, total=numbers.get("total") or numbers.get("of") or 0)


def _split(text: str, found: re.Match[str]) -> OpenEnd:
    """Split a text before its end that a pattern found."""
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
