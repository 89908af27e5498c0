"""Words that cvkit prints with a value, such as `pp.`, and that people type too."""

from __future__ import annotations

import re

from cvkit.model.lazy_pattern import lazy_pattern

_BEHIND = r"(?=[\d(]|[A-Z]\d|[ivxlc]+\b)"
_BEFORE = {
    "volume": r"vol(?:ume)?\.?|v\.|band|bd\.|jg\.|jahrgang|tom[eo]?\.?|t\.|том|т\.",
    "issue": r"no\.|no\s|nr\.?|n[º°]\.?|n[úu]m\.?|issue|number|num\.?|heft|h\.|iss\.|№|вып\.",
    "pages": r"pp?\.|pp|pages?|p\s|ss?\.|seiten?|p[áa]gs?\.?|str\.|стр\.|с\.",
    "chapter": r"ch(?:ap(?:ter|\.)?)?\.?|kapitel|kap\.|chapitre|cap[íi]tulo|cap\.|глава|гл\.",
    "article_number": r"art(?:icle)?\.?\s*(?:no\.?|number)?",
}
"""Field → the words before its value."""
_NUMBER = r"(\d+(?:\s*[-–—]\s*\d+)?)"
_AROUND = {
    "volume": rf"[第제]?\s*{_NUMBER}\s*[巻卷권집]",
    "issue": rf"[第제]?\s*{_NUMBER}\s*[号期호]",
    "pages": rf"{_NUMBER}\s*(?:[쪽页頁]|페이지|ページ|p[áa]gs?\.|с\.|стр\.)",
}
"""Field → its value with the words behind it."""
_BEHIND_EDITORS = lazy_pattern(r"\s*[(\[](?:eds?|editors?|hg|hgg|hrsg|éds?|dir|편|編|主编)\.?[)\]]\s*$", re.IGNORECASE)
"""The word behind the editors of a volume."""
_PATTERNS = {field: lazy_pattern(rf"(?:{word})\s*{_BEHIND}", re.IGNORECASE) for field, word in _BEFORE.items()}
_WITH_WORDS_BEHIND = {field: lazy_pattern(pattern, re.IGNORECASE) for field, pattern in _AROUND.items()}


_PARTS_OF_VOLUME = lazy_pattern(
    rf"""(?P<volume> (?:{_BEFORE["volume"]})? \s* (?: [A-Z]? \d+ [a-z]? | [IVXLC]+ ) )
        (?: \s* \( \s* (?:{_BEFORE["issue"]})? \s* (?P<issue> (?!(?:19|20)\d\d\)) \d+ (?:\s?[/–-]+\s?\d+)? ) \s* \)
          | \s* , \s* (?: {_BEFORE["issue"]} ) \s* (?P<named> \d+ .*?) )?
        (?: \s* [,:;] \s* (?: {_BEFORE["pages"]} )? \s* (?P<pages> \d+ \s? [–-]+ \s? \d+) )?""",
    re.IGNORECASE | re.VERBOSE,
)


def without_printed_word(field: str, text: str) -> str:
    """The value of a field of a work without the word that cvkit prints with it.

    >>> without_printed_word("pages", "pp. 1-10"), without_printed_word("volume", "第3巻")
    ('1-10', '3')
    """
    if not any(map(str.isalpha, text)) and text.isascii():
        return text
    if field == "editors":
        return re.sub(_BEHIND_EDITORS.pattern, "", text, flags=re.IGNORECASE)
    if field in _AROUND and (around := _WITH_WORDS_BEHIND[field].fullmatch(text.strip())):
        return around[1]
    found = _PATTERNS[field].match(text.strip()) if field in _PATTERNS else None
    if not found:
        return text
    word = found[0].strip()
    return re.sub(rf"([-–—]\s*){re.escape(word)}\s*(?=\d)", r"\1", text.strip()[found.end() :], flags=re.IGNORECASE)


def parts_of_volume(text: str) -> dict[str, str]:
    """The volume, and the issue and the pages behind it, as fields of a work; empty if it is only a volume.

    >>> parts_of_volume("vol. 66, no. 2"), parts_of_volume("30 (12): 44-55")
    ({'volume': '66', 'issue': '2'}, {'volume': '30', 'issue': '12', 'pages': '44-55'})
    """
    found = None if text.isdecimal() else _PARTS_OF_VOLUME.fullmatch(text.strip())
    parts = (
        {"volume": found["volume"], "issue": found["issue"] or found["named"], "pages": found["pages"]} if found else {}
    )
    named = {field: without_printed_word(field, part.strip()) for field, part in parts.items() if part}
    return named if len(named) > 1 else {}


WITH_WORD = (*_BEFORE, "editors")
"""The fields of works before or behind whose value cvkit prints a word."""
