"""Parse one name as typed: the name in its parts, and the markers and degrees behind it."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.name import APOSTROPHES, Name, is_group, is_initials, parse_name

DEGREES = frozenset(
    "phd ph.d dphil d.phil md m.d mbbs mph m.p.h mba m.b.a msc m.sc m.s m.a m.eng bsc b.sc b.a b.s dsc d.sc sc.d "
    "dds d.d.s dvm d.v.m ed.d j.d pharmd pharm.d dr.-ing dr.-ing. rn frcp facs".split()
)
SPELLED = frozenset("MS MA MEng EdD JD".split())
"""Degrees that are names in other capitals: `Zi Meng`, `ZI MENG`."""
TITLES = frozenset("dr prof dr.-ing dr-ing dipl.-ing dipl-ing".split())
_TITLE_BEFORE = lazy_pattern(
    r"(\S+?)\.?\s+(?:(?:rer|nat|med|phil|jur|iur|oec|pol|soc|techn|theol|habil|dent|vet|sc|agr|math|h|c)\.\s*)*"
)
"""A word before a name, with the faculty of a German doctor: `Dr. rer. nat.`"""

_NO_MARKERS = frozenset(',:;(-/"“”«»，、；：（' + APOSTROPHES + ".…)[]{}\ufffc\ufffd")
"""Characters that no marker can be: they separate names, or belong to one."""

_STRAY = ",:;(，、；：（ \t\n\u3000"
"""Characters that other programs leave around a name. They are no part of it."""

_ONLY_WORDS = lazy_pattern(r"[^\W\d_]+\.?(?:(?:,? |-)[^\W\d_]+\.?)*")
"""The usual form of a name: words and initials. It needs no further look, unless it has a degree."""
EMAIL_ADDRESS = r"(?:mailto:|e-?mail:?\s*)?[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
"""A pattern for an e-mail address in an author list."""
_ADDRESS_BEHIND = lazy_pattern(
    rf"[\s,]*(?:<\s*{EMAIL_ADDRESS}\s*>|\(\s*{EMAIL_ADDRESS}\s*\)|\[\s*{EMAIL_ADDRESS}\s*\]|(?<=[\s,]){EMAIL_ADDRESS})$",
    re.IGNORECASE,
)
_TYPED_MARKER = lazy_pattern(r"\[([^\[\]\s])\]|\^([^\s^])\^|\\(\S)|(\S)")


class Part(NamedTuple):
    """A part of a text, and its offset."""

    text: str
    at: int


class TypedName(NamedTuple):
    """A name as typed."""

    text: str
    """The name without markers and degrees."""
    at: int
    """The offset of the name."""
    markers: tuple[Part, ...] = ()
    """The characters behind the name that can state a role."""
    degree: Part | None = None
    """The first degree or title that is left out."""
    address: Part | None = None
    """The e-mail address behind the name, which is left out."""

    @property
    def name(self) -> Name:
        """The name in its parts."""
        return parse_name(self.text)

    @property
    def is_whole(self) -> bool:
        """Whether the text has a given name and a family name, or is in braces, so that a degree can follow it."""
        return is_whole_name(self.text)


def is_marker(character: str) -> bool:
    """Whether a character behind a name is a marker: no letter, no accent, and no character that separates names."""
    return unicodedata.category(character)[0] not in "LM" and character not in _NO_MARKERS


def is_symbol(character: str) -> bool:
    """Whether a character behind a name is a marker and no digit."""
    return is_marker(character) and not character.isalnum()


def is_degree(text: str) -> bool:
    """Whether a word can be a degree behind a name: Ph.D., MD, M.Sc.; `Md` is a name."""
    word = text.rstrip(".")
    return ((word.lower() in DEGREES or word.lower() in TITLES) and word != "Md") or text in SPELLED


def is_email(text: str) -> bool:
    """Whether a text is an e-mail address."""
    return "@" in text and bool(re.fullmatch(EMAIL_ADDRESS, text.strip("<>"), re.IGNORECASE))


def is_whole_name(text: str) -> bool:
    """Whether a text has a given name and a family name, or is in braces.

    >>> is_whole_name("Ada Miller"), is_whole_name("Miller"), is_whole_name("van der Berg")
    (True, False, False)
    """
    name = parse_name(text)
    return is_group(text) or bool(name.family and name.given) or bool(name.literal and len(text.split()) > 1)


@functools.lru_cache(maxsize=1 << 14)
def parse_typed_name(text: str, at: int = 0, *, allow_digits: bool = True) -> TypedName:
    r"""Parse one name. `[†]`, `^†^` and `\*` are other ways to type a marker.

    `at` is the offset of the text. With `allow_digits` false, a digit behind a name is a part of it.
    Markers can also be behind the family name before a comma.

    >>> parse_typed_name("Ada Miller, Ph.D.†*").text, parse_typed_name("Miller*, Ada").text
    ('Ada Miller', 'Miller, Ada')
    """
    if _ONLY_WORDS.fullmatch(text) and text[-1].isalpha() and not _has_degree(text):
        return TypedName(text, at)
    start = len(text) - len(text.lstrip(_STRAY))
    end, markers, address = _parts_behind(text, start, at, allow_digits)
    name, degree = _without_degrees(text[start:end])
    left_out = Part(degree[0], at + start + degree[1]) if degree else None
    family, comma, given = name.partition(",")
    if comma and not is_group(name):
        family_end, before, _ = _parts_behind(family, 0, at + text.index(family), allow_digits)
        name, markers = f"{family[:family_end]}{comma}{given}", before + markers
    return TypedName(name, at + start, markers, left_out, address)


def _parts_behind(text: str, start: int, at: int, allow_digits: bool) -> tuple[int, tuple[Part, ...], Part | None]:
    """The end of the name that begins at `start`, the markers behind it, and the e-mail address behind it."""
    end = len(text)
    markers: list[Part] = []
    address: Part | None = None
    while True:
        end = len(text[:end].rstrip(_STRAY))
        if "@" in text[start:end] and (mail := _ADDRESS_BEHIND.search(text, start, end)) and mail.start() > start:
            typed = mail[0].lstrip(" \t\n,")
            address = Part(typed, at + mail.end() - len(typed))
            end = mail.start()
            continue
        found = _last_marker(text[start:end], allow_digits)
        if not found:
            return end, tuple(markers), address
        width, marker, marker_at = found
        end -= width
        markers.insert(0, Part(marker, at + start + marker_at))


def _has_degree(text: str) -> bool:
    first, *others = text.split(" ")
    return first.rstrip(".").lower() in TITLES or bool(others and is_degree(others[-1]))


def _last_marker(text: str, allow_digits: bool) -> tuple[int, str, int] | None:
    """The last marker of a text: its width with its brackets or escape, the marker, and its offset."""
    for width in (3, 2, 1):
        found = _TYPED_MARKER.fullmatch(text[-width:]) if width <= len(text) else None
        is_allowed = is_marker if allow_digits else is_symbol
        if found and found.lastindex and is_allowed(marker := found[found.lastindex]):
            return width, marker, len(text) - width + found.start(found.lastindex)
    return None


def _without_degrees(text: str) -> tuple[str, tuple[str, int] | None]:
    """A name without the degrees behind it and the titles before it; and the first of those, with its offset.

    Only a whole name can have them: `Stone, M.D.` and `Md Rahim` are names.
    """
    if is_group(text):
        return text, None
    first: tuple[str, int] | None = None
    while found := re.search(r"(,\s*|\s)([^\s,]+)$", text):
        before, word = text[: found.start()], found[2]
        is_behind_comma = found[1].startswith(",")
        if not is_degree(word) or not (is_whole_name(before) and (is_behind_comma or _is_written_degree(before, word))):
            break
        first, text = (word, found.start(2)), before.rstrip(" ,")
    titles = ""
    while (found := _TITLE_BEFORE.match(text)) and found[1].lower() in TITLES and " " in text[found.end() :]:
        titles += found[0]
        text = text[found.end() :]
    return text, first or ((titles.rstrip(), 0) if titles else None)


def _is_written_degree(before: str, word: str) -> bool:
    """Whether a word without a comma before it is a degree: `Ada Miller MD` has one, `Miller A MD` does not.

    Behind initials it is part of the given name, as is `MA`, which can be initials.
    """
    could_be_initials = is_initials(word) and word.replace(".", "") != "MD"
    return not could_be_initials and not is_initials(before.split()[-1])
