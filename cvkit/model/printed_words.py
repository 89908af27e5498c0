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
_BEHIND_EDITORS = lazy_pattern(r"\s*[(\[](?:eds?|editors?|hg|hgg|hrsg|éds?|dir|편|編|主编)\.?[)\]]\s*$", re.IGNORECASE)
"""The word behind the editors of a volume."""
_PATTERNS = {field: lazy_pattern(word + _BEHIND, re.IGNORECASE) for field, word in _BEFORE.items()}


def without_printed_word(field: str, text: str) -> str:
    """The value of a field of a work without the word that cvkit prints with it.

    >>> without_printed_word("pages", "pp. 1-10"), without_printed_word("volume", "vol. 2")
    ('1-10', '2')
    """
    if field == "editors":
        return re.sub(_BEHIND_EDITORS.pattern, "", text, flags=re.IGNORECASE)
    found = _PATTERNS[field].match(text.strip()) if field in _PATTERNS else None
    if not found:
        return text
    word = found[0].strip()
    return re.sub(rf"([-–—]\s*){re.escape(word)}\s*(?=\d)", r"\1", text.strip()[found.end() :], flags=re.IGNORECASE)


WITH_WORD = (*_BEFORE, "editors")
"""The fields of works before or behind whose value cvkit prints a word."""
