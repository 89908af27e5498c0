"""Dates as people type them: the forms of a record that such a text can mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.month_names import month_of

_SEASON_WORDS = {
    **dict.fromkeys(("spring", "frühling", "frühjahr", "printemps", "primavera", "봄", "春"), "spring"),
    **dict.fromkeys(
        ("summer", "sommer", "été", "verano", "여름", "夏", "ss", "sose", "sommersemester"),
        "summer",
    ),
    **dict.fromkeys(("autumn", "fall", "herbst", "automne", "otoño", "가을", "秋"), "autumn"),
    **dict.fromkeys(
        ("winter", "hiver", "invierno", "겨울", "冬", "ws", "wise", "wintersemester"),
        "winter",
    ),
}
"""Words for a season or a term, in small letters → the season."""

_PARTS = lazy_pattern(r"\s*(?:–|—|-{1,3}|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bbis\b|~)\s*", re.IGNORECASE)
_DAYS_IN_NUMBERS = lazy_pattern(
    r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})\s*[-–~]\s*(?:([0-9]{1,2})\2)?([0-9]{1,2})\.?"
)
"""Two days of one year, of which the second has no year: `2024.07.01-05`, `2024.07.30-08.02`."""
_KOREAN_TERM = lazy_pattern(r"([0-9]{4})\s*(?:학년도|년도?)?\s*[-/.]?\s*제?\s*([12])\s*학기")
"""A term of Korea: the first one is in spring."""
_YEARS = lazy_pattern(r"([0-9]{2})([0-9]{2})\s*[/–—-]\s*([0-9]{2})")
"""Two years, of which the second has only two digits."""


def readings_of_date(text: str) -> list[str]:
    """The dates and ranges of a record that a text can mean; none if it cannot be understood.

    >>> readings_of_date("Fall 2021"), readings_of_date("12.03.2021"), readings_of_date("03/04/2025")
    (['2021-autumn'], ['2021-03-12'], ['2025-04-03', '2025-03-04'])
    """
    text = " ".join(text.split())
    if term := _KOREAN_TERM.fullmatch(text):
        return [f"{term[1]}-{'spring' if term[2] == '1' else 'autumn'}"]
    text = _western(text)
    found = [*_single(text), *_of_two_years(text)] or _days(text)
    for separator in () if found else _PARTS.finditer(text):
        first, last = text[: separator.start()], text[separator.end() :]
        if not re.search("[0-9]{4}", first) and (year := re.search("[0-9]{4}", last)):
            first = f"{first} {year[0]}"
        found += [f"{one}/{other}" for one in _single(first) for other in _single(last)]
    if not found and text.count("/") == 1:
        first, last = text.split("/")
        found += [f"{one}/{other}" for one in _single(first) for other in _single(last)]
    return list(dict.fromkeys(found))


def _days(text: str) -> list[str]:
    """The reading of two days of one month: `Oct 5-8, 2024`, `5.–8. Oktober 2024`, `5-8 October 2024`."""
    if found := _DAYS_IN_NUMBERS.fullmatch(text):
        year, month, day, last_day = (int(found[at]) for at in (1, 3, 4, 6))
        first, last = _iso(year, month, day), _iso(year, int(found[5] or month), last_day)
        return [f"{first}/{last}"] if first and last else []
    days = re.search(r"(?<![0-9])([0-9]{1,2})\.?\s*[-–—]\s*([0-9]{1,2})\.?(?![0-9])", text)
    if not days:
        return []
    rest = f"{text[: days.start()]} {{}} {text[days.end() :]}"
    one, other = (_in_words(rest.format(day)) for day in days.groups())
    return [f"{one[0]}/{other[0]}"] if one and other else []


def _western(text: str) -> str:
    """A text with the years, months and days of East Asia in numbers."""
    text = re.sub(
        r"([0-9]{4})\s*[年년]\s*(?=[0-9])|([0-9]{1,2})\s*[月월]\s*(?=[0-9])", lambda f: f"{f[1] or f[2]}-", text
    )
    return re.sub(r"(?<=[0-9])\s*[年月日년월일]", "", text)


def _of_two_years(text: str) -> Iterator[str]:
    if (found := _YEARS.fullmatch(text)) and int(found[3]) > int(found[2]):
        yield f"{found[1]}{found[2]}/{found[1]}{found[3]}"


def _single(text: str) -> list[str]:
    """The readings of one date."""
    text = text.strip(" .,")
    if re.fullmatch(r"[0-9]{4}", text):
        return [text]
    if season := _season(text):
        return [season]
    for pattern, orders in _NUMBERS:
        if found := re.fullmatch(pattern, text):
            dates = [_iso(*(int(found[at]) if at else 0 for at in order)) for order in orders]
            return list(dict.fromkeys(filter(None, dates)))
    return _in_words(text)


_NUMBERS = (
    (r"([0-9]{4})\s*[-/.]\s*([0-9]{1,2})", ((1, 2, 0),)),
    (r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})", ((1, 3, 4),)),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", ((1, 2, 3),)),
    (r"([0-9]{1,2})\s*[-/.]\s*([0-9]{4})", ((2, 1, 0),)),
    (r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})", ((3, 2, 1),)),
    (r"([0-9]{1,2})\s*([-/])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})", ((4, 3, 1), (4, 1, 3))),
)
"""Forms in numbers → the groups of year, month and day, in each order that they can have."""


def _in_words(text: str) -> list[str]:
    """The reading of a month in words, with a year and perhaps a day: `March 5, 2021`, `5. März 2021`, `2021 May`."""
    words = re.findall(r"[0-9]+|[^\W\d_]+", text)
    rest = re.sub(r"[0-9]+(?:st|nd|rd|th)?\b|[^\W\d_]+|[\s.,]", "", text)
    months = [number for word in words if (number := month_of(word))]
    years = [int(word) for word in words if re.fullmatch(r"[0-9]{4}", word)]
    days = [int(word) for word in words if re.fullmatch(r"[0-9]{1,2}", word)]
    others = [w for w in words if not (w.isdigit() or month_of(w) or w.lower() in ("st", "nd", "rd", "th", "de", "of"))]
    if rest or others or len(months) != 1 or len(years) != 1 or len(days) > 1:
        return []
    date = _iso(years[0], months[0], days[0] if days else 0)
    return [date] if date else []


def _season(text: str) -> str:
    """The form of a season with its year; a winter or autumn of two years, `2021/22`, has the first."""
    words = re.findall(r"[0-9]+|[^\W\d_]+", text.lower())
    seasons = [_SEASON_WORDS[word] for word in words if word in _SEASON_WORDS]
    years = [word for word in words if word.isdigit()]
    others = [word for word in words if not word.isdigit() and word not in (*_SEASON_WORDS, "semester", "term")]
    is_pair = (
        seasons in (["winter"], ["autumn"])
        and len(years) == 2
        and years[1] in (str(int(years[0]) + 1), f"{(int(years[0]) + 1) % 100:02}")
        and bool(re.search(r"[0-9]\s*[/–—-]\s*[0-9]", text))
    )
    if others or len(seasons) != 1 or not years or len(years[0]) != 4 or not (len(years) == 1 or is_pair):
        return ""
    return f"{years[0]}-{seasons[0]}"


def _iso(year: int, month: int, day: int) -> str:
    """A date in digits; empty if it is in no calendar."""
    if not 1 <= month <= 12 or not year or day > calendar.monthrange(year, month)[1]:
        return ""
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
