"""The quotes that fonts of TeX and babel make of other characters, and apostrophes that look like accents."""

from __future__ import annotations

import re

_LOW_QUOTE = re.compile(r"(?<![^\s({\[]),,(?=[\w{\\])")
_PAIRED_QUOTES = re.compile(r"<<([^\s<>$](?:[^<>$]*[^\s<>$])?)>>")
_GERMAN_QUOTES = re.compile(r'"[`\']([^"`]+)"\'')
_GENITIVE = re.compile(r"(?<=[A-Za-z]\\')s(?![A-Za-z{}])")
_ENGLISH = re.compile(r"\b(?:the|of|and|for|with|from|is|what)\b", re.IGNORECASE)


def with_quotes(tex: str) -> str:
    """A value with the quotes that fonts and babel make of `,,`, `<<…>>` and "`…"' as characters.

    >>> with_quotes("On ,,stars'' and <<words>>")
    "On „stars'' and «words»"
    """
    return _LOW_QUOTE.sub("„", _PAIRED_QUOTES.sub(r"«\1»", _GERMAN_QUOTES.sub(r"„\1“", tex)))


def is_apostrophe(tex: str, at: int) -> bool:
    r"""Whether the accent before the offset `at` is an apostrophe: Google Scholar writes `the mind\'s eye`.

    Only words of Polish end in `ś`, so the value must have an English word.
    """
    return bool(_GENITIVE.match(tex, at) and _ENGLISH.search(tex))
