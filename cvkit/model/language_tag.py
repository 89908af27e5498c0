"""Language tags (BCP 47): the languages that cvkit knows, and which of several tags fits another best."""

from __future__ import annotations

from collections.abc import Iterable

LANGUAGES = (
    "en", "en-US", "en-GB", "ko", "zh", "zh-Hant", "ja", "de", "fr", "es", "it", "pt", "pt-BR", "nl", "pl", "cs",
    "sv", "da", "nb", "fi", "tr", "ru", "uk", "el", "vi",
)  # fmt: skip
"""The languages that cvkit knows. `zh` is Chinese in simplified characters, and `pt` that of Portugal."""

ALIASES = {"zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant", "no": "nb"}
"""Tags that mean another known language."""


def longest_match(tag: str, known: Iterable[str]) -> str | None:
    """The longest known tag that is equal to a tag or to its beginning, whatever the case; None if there is none.

    This is the lookup of RFC 4647.

    >>> longest_match("de-AT", ["de", "en"])
    'de'
    >>> longest_match("zh-hant-HK", ["zh", "zh-Hant"])
    'zh-Hant'
    """
    spelt = {one.lower(): one for one in known}
    parts = tag.lower().split("-")
    for length in range(len(parts), 0, -1):
        if found := spelt.get("-".join(parts[:length])):
            return found
    return None


def closest_tag(tag: str, known: Iterable[str]) -> str | None:
    """The longest match of a tag, else the first known tag of the same language; None if there is none.

    >>> closest_tag("zh-Hant", ["en", "zh-Hans"])
    'zh-Hans'
    """
    known = list(known)
    related = (one for one in known if one.lower().partition("-")[0] == tag.lower().partition("-")[0])
    return longest_match(tag, known) or next(related, None)


def known_language(tag: str) -> str | None:
    """Return the known language that a tag means: the longest match decides. None if cvkit does not know it."""
    found = longest_match(tag, (*LANGUAGES, *ALIASES))
    return ALIASES.get(found, found) if found else None
