"""Words that cvkit prints before a value, such as `pp.`, and that people type too."""

from __future__ import annotations

import re

from cvkit.model.lazy_pattern import lazy_pattern

_BEHIND = r"(?=[\d(]|[ivxlcIVXLC]+\b)"
_BEFORE = {
    "volume": r"(?:vol(?:ume)?\.?|v\.|band|bd\.)\s*",
    "issue": r"(?:no\.|no\s|nr\.?|issue|number|num\.?|heft|iss\.)\s*",
    "pages": r"(?:pp?\.|pp|pages?|p\s|s\.\s|seiten?)\s*",
    "chapter": r"(?:ch(?:ap(?:ter)?)?\.?|kapitel|kap\.)\s*",
    "article_number": r"(?:art(?:icle)?\.?\s*(?:no\.?|number)?)\s*",
}
"""Field → the word before its value."""
_PATTERNS = {field: lazy_pattern(word + _BEHIND, re.IGNORECASE) for field, word in _BEFORE.items()}


def without_printed_word(field: str, text: str) -> str:
    """The value of a field of a work without the word that cvkit prints with it.

    >>> without_printed_word("pages", "pp. 1-10"), without_printed_word("volume", "vol. 2")
    ('1-10', '2')
    """
    found = _PATTERNS[field].match(text.strip()) if field in _PATTERNS else None
    return text.strip()[found.end() :] if found else text


WITH_WORD = tuple(_BEFORE)
"""The fields of works before whose value cvkit prints a word."""
