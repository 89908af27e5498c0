"""Separate the names of an author list that is typed as one text.

`;` separates names if there is one. Otherwise `and` or `&` do so alone if every piece reads `Family, Given`. Otherwise
commas do so too. Text in braces is never separated.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.name import (
    COLLABORATION,
    SEPARATORS,
    Name,
    hide_braces,
    is_collaboration,
    is_east_asian,
    is_family,
    is_group,
    is_initials,
    is_unspaced_script,
    parse_name,
    split_outside_braces,
)
from cvkit.model.open_list import split_open_end
from cvkit.model.typed_name import TypedName, is_whole_name, parse_typed_name

FOR_GROUP = rf"(?<=\s)(?:for|on behalf of)(?:\s+the)?(?=\s[^,;&]*\s{COLLABORATION}\s*$)"
"""The words between authors and the group for which they write, as a pattern."""
_AND = rf"{FOR_GROUP}|(?:(?<=\s)|^)and(?=[\s,]|$)|(?<=\s)[&＆](?=\s|$)|(?<=\S)&(?=[^\W\d_])"
_CONJUNCTION = lazy_pattern(rf"\s*({_AND})\s*", re.IGNORECASE)
_BEHIND_COMMA = lazy_pattern(rf",\s*(?:{_AND})", re.IGNORECASE)
_ANY = lazy_pattern(rf"\s*(,|{_AND})\s*", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*(;)\s*")
_LEADING_AND = re.compile(r"(?:and|[&＆])\s+", re.IGNORECASE)
_NEXT_NAME = lazy_pattern(rf"\s(and|[&＆])\s|\S\s+({FOR_GROUP})|[;；、](?=\s*[^\s;；、])", re.IGNORECASE)
COMMAS = (",", "，")
"""The separators that can also be between a family name and a given name."""

_LONG_NAME = 4
"""The number of Han or Kana characters that only a family name and a given name together have."""

_CHINESE_FAMILIES = frozenset(
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾肖田董袁潘于蔣蒋"
    "蔡余杜葉叶程蘇苏魏呂吕丁任沈姚盧卢姜崔鍾钟譚谭陸陆汪范金石廖賈贾夏韋韦付方白鄒邹孟熊秦邱江尹薛閆闫段雷侯龍龙史陶黎賀贺"
    "顧顾毛郝龔龚邵萬万錢钱嚴严賴赖覃洪武莫孔湯汤向常溫温康施文牛樊葛邢安齊齐易喬乔伍龐庞顏颜倪莊庄聶聂章魯鲁岳"
)


@dataclass
class ListedName:
    """One name of a list, and the separator behind it, in lower case."""

    typed: TypedName
    separator: str = ""

    @property
    def text(self) -> str:
        """The name without markers and degrees."""
        return self.typed.text

    def add(self, other: ListedName, joint: str) -> None:
        """Add a piece that belongs to this name: a given name, a suffix, or markers."""
        text = f"{self.text}{joint}{other.text}" if other.text else self.text
        markers = self.typed.markers + other.typed.markers
        self.typed = self.typed._replace(text=text, markers=markers, degree=self.typed.degree or other.typed.degree)
        self.separator = other.separator


def split_list(text: str) -> list[ListedName]:
    """The pieces of an author list, each read as a name. A piece may be a suffix, a degree, or markers alone."""
    hidden = hide_braces(text).translate(SEPARATORS)
    if ";" in hidden:
        return _split(_SEMICOLON, text, hidden)
    names = _split(_CONJUNCTION, text, hidden)
    if (
        len(names) > 1
        and not _BEHIND_COMMA.search(hidden)
        and all(is_family_first(name.text) or is_collaboration(name.text) for name in names)
    ):
        return names
    return _with_initials(_split(_ANY, text, hidden))


def is_family_first(text: str) -> bool:
    """Whether a name reads `Family, Given`: exactly one comma, and before it a word, a particle and a word, or braces.

    >>> is_family_first("van der Berg, Jan"), is_family_first("Ada Miller, Bo Larsen"), is_family_first("{A}, {B}")
    (True, False, False)
    """
    parts = [part.strip() for part in split_outside_braces(text, ",")]
    return len(parts) == 2 and is_family(parts[0]) and bool(parts[1]) and not is_group(parts[1])


@functools.lru_cache(maxsize=1 << 14)
def next_name(item: str) -> int | None:
    """The offset of the separator if one item of a list contains two names; None if not."""
    found = _NEXT_NAME.search(hide_braces(item))
    return found.start(found.lastindex or 0) if found else None


@functools.lru_cache(maxsize=1 << 14)
def only_name(item: str) -> Name | None:
    """The name in one item of a list that has nothing else, as most items have: no marker, no degree, no `et al.`."""
    is_only = parse_typed_name(item) == TypedName(item, 0) and item[:1].isalpha()
    return parse_name(item) if is_only and next_name(item) is None and not split_open_end(item).words else None


def family_given_pairs(names: list[ListedName]) -> list[tuple[ListedName, ListedName]]:
    """Neighbours in a list separated by commas that can also be read as one person: `Lee, Jemin`."""
    pairs = []
    starts = names[::2]
    is_all_pairs = len(names) % 2 == 0 and all(_can_be_family(name) for name in starts)
    has_inverted = any("," in name.text for name in names) or _is_paired(names)
    at = 0
    while at < len(names) - 1:
        name, following = names[at], names[at + 1]
        if (_can_be_family(name) and _can_be_given(name, following, is_all_pairs)) or (
            has_inverted and _is_free(name) and has_one_word(following)
        ):
            pairs.append((name, following))
            at += 1
        at += 1
    if pairs and _has_one_comma_each(names) and all(map(_is_free, starts)):
        return list(zip(starts, names[1::2], strict=True))
    return pairs


def is_whole_east_asian(text: str) -> bool:
    """Whether a text in Hangul, Han or Kana has a family name and a given name: `김철수`, `山田 太郎`."""
    if " " in text or not is_east_asian(text) or len(text) >= _LONG_NAME:
        return True
    return len(text) > 2 if re.search("[가-힣]", text) else len(text) > 1 and text[0] in _CHINESE_FAMILIES


def is_certainly_whole(text: str) -> bool:
    """Whether a text can only be a whole name: `Ada Miller`, `Miller A.`, `김철수`."""
    if is_unspaced_script(text):
        return is_whole_east_asian(text)
    return is_whole_name(text) and not is_family(text)


def ends_in_initials(text: str) -> bool:
    """Whether a text is a family name with initials behind it: `Miller A.`."""
    words = text.split()
    return bool(words) and is_initials(words[-1]) and is_whole_name(text) and parse_name(text).order_is_stated


def has_one_word(name: ListedName) -> bool:
    """Whether a name is one word in a script with spaces between the parts of a name."""
    return " " not in name.text and not is_group(name.text) and not is_unspaced_script(name.text)


def _split(separator: re.Pattern[str], text: str, hidden: str) -> list[ListedName]:
    names: list[ListedName] = []
    start = 0
    for found in separator.finditer(hidden):
        names.append(
            ListedName(_piece(text[start : found.start()], start), text[found.start(1) : found.end(1)].lower())
        )
        start = found.end()
    return [*names, ListedName(_piece(text[start:], start))]


def _piece(text: str, at: int) -> TypedName:
    lead = _LEADING_AND.match(text)
    return parse_typed_name(text[lead.end() :], at + lead.end()) if lead else parse_typed_name(text, at)


def _with_initials(names: list[ListedName]) -> list[ListedName]:
    """The names of a list separated by commas, with initials joined to the family name before them: `Miller, A.`."""
    named = [name for name in names if name.text]
    is_all_pairs = len(named) % 2 == 0 and all(map(_takes_initials, named[::2], named[1::2]))
    joined: list[ListedName] = []
    for name in names:
        before = joined[-1] if joined else None
        if (
            before
            and before.separator in COMMAS
            and not before.typed.markers
            and _takes_initials(before, name)
            and (is_all_pairs or is_family(before.text))
        ):
            before.add(name, ", ")
        else:
            joined.append(name)
    return joined


def _takes_initials(name: ListedName, following: ListedName) -> bool:
    """Whether two pieces read `Family, A.`, because the second can only be initials."""
    return is_initials(following.text) and ends_in_initials(f"{name.text} {following.text}")


def _is_paired(names: list[ListedName]) -> bool:
    """Whether a list has the form `A B, C and D E, F`: one comma in each piece, and one word behind it."""
    return len(names) > 2 and _has_one_comma_each(names) and all(map(has_one_word, names[1::2]))


def _has_one_comma_each(names: list[ListedName]) -> bool:
    """Whether each piece between `and` or `&` has one comma: `García Márquez, Ana María and Larsen, Bo`."""
    are_behind_comma = all(name.separator in COMMAS for name in names[::2])
    return are_behind_comma and len(names) % 2 == 0 and all(name.separator not in COMMAS for name in names[1::2])


def _is_free(name: ListedName) -> bool:
    """Whether a comma and no marker follows a name that is not in braces and has no comma of its own."""
    has_comma_behind = name.separator in COMMAS and not name.typed.markers
    return has_comma_behind and not is_group(name.text) and "," not in name.text


def _can_be_family(name: ListedName) -> bool:
    if not _is_free(name):
        return False
    if is_unspaced_script(name.text):
        return is_east_asian(name.text) and len(name.text) <= 2
    return is_family(name.text) and (" " not in name.text or not name.text[0].isupper())


def _can_be_given(name: ListedName, following: ListedName, is_all_pairs: bool) -> bool:
    family, given = name.text, following.text
    if not given or is_group(given) or "," in given or is_unspaced_script(family) != is_unspaced_script(given):
        return False
    if not is_unspaced_script(family):
        return " " not in given or " " in family or is_all_pairs
    is_one_character = 1 in (len(family), len(given))
    return (
        is_east_asian(given)
        and " " not in given
        and (is_one_character or (is_all_pairs and _is_japanese(family, given)))
    )


def _is_japanese(family: str, given: str) -> bool:
    """Whether two texts of Han and Kana are more likely one Japanese name than two Chinese names."""
    is_hangul = re.search("[가-힣]", family + given)
    return not is_hangul and not (family[0] in _CHINESE_FAMILIES and given[0] in _CHINESE_FAMILIES)
