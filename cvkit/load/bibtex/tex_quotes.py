"""The quotes that fonts of TeX and babel make of other characters."""

from __future__ import annotations

import re

_LOW_QUOTE = re.compile(r"(?<![^\s({\[]),,(?=[\w{\\])")
_PAIRED_QUOTES = re.compile(r"<<([^\s<>$](?:[^<>$]*[^\s<>$])?)>>")
_GERMAN_QUOTES = re.compile(r'"[`\']([^"`]+)"\'')


def with_quotes(tex: str) -> str:
    """A value with the quotes that fonts and babel make of `,,`, `<<…>>` and "`…"' as characters.

    >>> with_quotes("On ,,signs'' and <<words>>")
    "On „signs'' and «words»"
    """
    return _LOW_QUOTE.sub("„", _PAIRED_QUOTES.sub(r"«\1»", _GERMAN_QUOTES.sub(r"„\1“", tex)))
