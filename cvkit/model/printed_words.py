"""Words that cvkit prints with a value, such as `pp.`, and that people type too."""

from __future__ import annotations

import re

from cvkit.model.lazy_pattern import lazy_pattern

_BEHIND = r"(?=[\d(]|[A-Z]\d|[ivxlc]+\b|{words}\b)"
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
    "pages": rf"{_NUMBER}\s*(?:[쪽页頁]|페이지|ページ|p[áa]gs?\.|с\.|стр\.)|(\d+\s*[-–—]\s*\d+)\s?(?:pp?\.?|S\.|pages)",
}
"""Field → its value with the words behind it."""
_EDITOR = r"eds?|editors?|hgg?|hrsgg?|herausgeber(?:in)?|éds?|dir|coords?|red|편|編|主编"
_OF_EDITORS = lazy_pattern(
    rf"\s*[(\[]\s*(?:{_EDITOR})\.?\s*[)\]]|\s*,\s*(?:(?:{_EDITOR})\.|editors?|herausgeber)\s*$"
    r"|^\s*(?:(?:eds?|hrsgg?|hgg?|éds?|coords?)\.(?:\s*(?:by|von|v\.|par|por))?|hrsg\s+(?:von|v\.)|edited by"
    r"|herausgegeben von|sous la direction de|dirigé par|editado por|a cura di|editors?:|herausgeber:)\s*"
    r"(?=[^\s,]+\s+\S)",
    re.IGNORECASE,
)
"""The words before or behind the editors of a volume."""
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
)
_NUMBERS = {word: str(at) for words in _WORDS for at, word in enumerate(words.split(), start=1)}
"""Words of numbers, as people write those of chapters and volumes."""
_BEFORE_NUMBER = _BEHIND.format(words=f"(?:{'|'.join(_NUMBERS)})")
_PATTERNS = {field: lazy_pattern(rf"(?:{word})\s*{_BEFORE_NUMBER}", re.IGNORECASE) for field, word in _BEFORE.items()}
_WITH_WORDS_BEHIND = {field: lazy_pattern(pattern, re.IGNORECASE) for field, pattern in _AROUND.items()}


_PARTS_OF_VOLUME = lazy_pattern(
    rf"""(?P<volume> (?:{_BEFORE["volume"]})? \s* (?: [A-Z]? \d+ [a-z]? | [IVXLC]+ ) )
        (?: \s* \( \s* (?:{_BEFORE["issue"]})? \s* (?P<issue> (?!(?:19|20)\d\d\)) \d+ (?:\s?[/–-]+\s?\d+)? ) \s* \)
          | \s* , \s* (?: {_BEFORE["issue"]} ) \s* (?P<named> \d+ .*?) )?
        (?: \s* [,:;] \s* (?: {_BEFORE["pages"]} )? \s* (?P<pages> \d+ \s? [–-]+ \s? \d+) )?""",
    re.IGNORECASE | re.VERBOSE,
)


_CODE_OF_KIND = lazy_pattern(
    r"\s*[\[［]((?:J|C|D|M|N|R|S|P|A|G|Z|EB|DB|CP|DS|CM)(?:/(?:OL|CD|MT|DK))?)[\]］]\s*(?://)?\s*\.?\s*$"
)


def code_of_kind(title: str) -> re.Match[str] | None:
    """The code of a kind behind a title, as the Chinese standard GB/T 7714 has it: `[J]`, `[C]//`."""
    return _CODE_OF_KIND.search(title)


def without_printed_word(field: str, text: str) -> str:
    """The value of a field of a work without the word that cvkit prints with it.

    >>> without_printed_word("pages", "pp. 1-10"), without_printed_word("volume", "第3巻")
    ('1-10', '3')
    >>> without_printed_word("chapter", "Chapter One"), without_printed_word("editors", "Hrsg. Bo Larsen, Cy Rao (Hg.)")
    ('1', 'Bo Larsen, Cy Rao')
    """
    if not any(map(str.isalpha, text)) and "№" not in text:
        return text
    if field == "editors":
        return _OF_EDITORS.sub("", text)
    if field in _AROUND and (around := _WITH_WORDS_BEHIND[field].fullmatch(text.strip())):
        return around[around.lastindex or 1]
    found = _PATTERNS[field].match(text.strip()) if field in _PATTERNS else None
    if not found:
        return text
    word, rest = found[0].strip(), text.strip()[found.end() :]
    if number := _NUMBERS.get(rest.lower()):
        return number
    return re.sub(rf"([-–—]\s*){re.escape(word)}\s*(?=\d)", r"\1", rest, flags=re.IGNORECASE)


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
