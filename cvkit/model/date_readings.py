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
    **dict.fromkeys(("autumn", "fall", "herbst", "automne", "otoño", "가을", "秋", "michaelmas"), "autumn"),
    **dict.fromkeys(
        ("winter", "hiver", "invierno", "겨울", "冬", "ws", "wise", "wintersemester"),
        "winter",
    ),
}
"""Words for a season or a term, in small letters → the season."""

LAST_SHORT_YEAR = 60
"""From this year of two digits on, the century is the 20th."""
_PARTS = lazy_pattern(r"\s*(?:–|—|-{1,3}|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bbis\b|~)\s*", re.IGNORECASE)
_DAYS_IN_NUMBERS = lazy_pattern(
    r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})\s*[-–~]\s*(?:([0-9]{1,2})\2)?([0-9]{1,2})\.?"
)
"""Two days of one year, of which the second has no year: `2024.07.01-05`, `2024.07.30-08.02`."""
_KOREAN_TERM = lazy_pattern(r"([0-9]{4})\s*(?:학년도|년도?)?\s*[-/.]?\s*제?\s*([12])\s*학기")
"""A term of Korea: the first one is in spring."""
_YEARS = lazy_pattern(r"([0-9]{2})([0-9]{2})\s*[/–—-]\s*([0-9]{2})")
"""Two years, of which the second has only two digits."""
_AROUND = lazy_pattern(
    r"(?:(?:(?:first|available|published|publ\.?|released|online|ahead|of|print|epub|e-pub|in|on|the|early|mid|late"
    r"|defended|presented|awarded|received|conferred|dated|date|ay|fy|c|©|academic|year|fiscal"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[\s:,.;-]*)|©\s*)+",
    re.IGNORECASE,
)
"""Words before a date that do not change it, as databases and invitations have them."""
_BEHIND = lazy_pattern(
    r"[\s,;]*(?:[\[(]?(?:epub(?:\s+ahead\s+of\s+print)?|online(?:\s+first)?|ahead\s+of\s+print|print|academic\s+year)[\])]?"
    r"|T?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?\s*(?:Z|UTC|[+-][0-9:]+)?)",
    re.IGNORECASE,
)
"""Words and times behind a date that do not change it."""
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""Era of Japan or Taiwan → the year before its first."""
_ERA = lazy_pattern(rf"({'|'.join(_ERAS)})\s*([0-9]{{1,3}}|元)(?=\s*年)")
_SHORT_YEAR = lazy_pattern(
    r"(?<![0-9])['’]([0-9]{2})(?![0-9])"  # Mar '21
    r"|(?<=[^\W\d_])([0-9]{2})$"  # sep21, SS21
    r"|(?<=[^\W\d_][-./])([0-9]{2})$"  # 12-Mar-21
    r"|(?<=\b(?:SS|WS) )([0-9]{2})(?=/[0-9]{2}$|$)|(?<=\b(?:SoSe|WiSe) )([0-9]{2})(?=/[0-9]{2}$|$)",
    re.IGNORECASE,
)
"""The last two digits of a year, in a text where they can be nothing else."""
_QUARTER = lazy_pattern(
    r"(?:Q([1-4])|([1-4])(?:st|nd|rd|th) quarter(?: of)?|H([12])|([12])(?:st|nd) half(?: of)?)\s*([0-9]{4})"
)
_QUARTER_BEHIND = lazy_pattern(r"([0-9]{4})[\s-]*(?:Q([1-4])|H([12]))")
_DAYS_OF_MONTH = lazy_pattern(
    r"([0-9]{1,2})\.(?:\s*([0-9]{1,2})\.)?\s*[-–—/]\s*([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})"
)
"""Two days in the German form: `1.-3.5.2021`, `28.4.-3.5.2021`."""


def readings_of_date(text: str) -> list[str]:
    """The dates and ranges of a record that a text can mean; none if it cannot be understood.

    >>> readings_of_date("Fall 2021"), readings_of_date("12.03.2021"), readings_of_date("03/04/2025")
    (['2021-autumn'], ['2021-03-12'], ['2025-04-03', '2025-03-04'])
    """
    text = _without_words(" ".join(text.split()))
    if term := _KOREAN_TERM.fullmatch(text):
        return [f"{term[1]}-{'spring' if term[2] == '1' else 'autumn'}"]
    text = _western(text)
    found = [*_single(text), *_of_two_years(text)] or _quarter(text) or _days(text)
    separators = [(one.start(), one.end()) for one in _PARTS.finditer(text)] if not found else []
    if not found and text.count("/") == 1:
        separators.append((text.index("/"), text.index("/") + 1))
    for start, end in separators:
        first, last = text[:start].strip(), text[end:].strip()
        years = [re.search("[0-9]{4}", part) for part in (first, last)]
        if first and not years[0] and years[1]:
            first = f"{first} {years[1][0]}"
        if last and years[0] and not years[1] and not re.search("[0-9]", last):
            last = f"{last} {years[0][0]}"
        found += [f"{one}/{other}" for one in _single(first) for other in _single(last)]
    return list(dict.fromkeys(found))


def _without_words(text: str) -> str:
    """A date without the words around it that do not change it, and with all digits of its years."""
    text = _ERA.sub(lambda era: str(_ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))), text)
    if (before := _AROUND.match(text)) and re.match(r"['’]?[0-9]|[^\W\d_]+\.?[\s-]*['’]?[0-9]", text[before.end() :]):
        text = text[before.end() :]
    while behind := re.search(rf"(?:{_BEHIND.pattern})$", text, re.IGNORECASE):
        if not behind.start():
            break
        text = text[: behind.start()]
    return _SHORT_YEAR.sub(lambda found: _century(next(filter(None, found.groups()))), text)


def _century(year: str) -> str:
    """A year of two digits with its century: `21` is 2021, `98` is 1998."""
    return f"{'20' if int(year) < LAST_SHORT_YEAR else '19'}{year}"


def _quarter(text: str) -> list[str]:
    """The months of a quarter or a half of a year: `Q1 2021`, `2nd half of 2021`."""
    if found := _QUARTER.fullmatch(text):
        year, quarter, half = found[5], found[1] or found[2], found[3] or found[4]
    elif found := _QUARTER_BEHIND.fullmatch(text):
        year, quarter, half = found[1], found[2], found[3]
    else:
        return []
    length, number = (3, int(quarter)) if quarter else (6, int(half))
    return [f"{year}-{length * (number - 1) + 1:02}/{year}-{length * number:02}"]


def _days(text: str) -> list[str]:
    """The reading of two days of one month: `Oct 5-8, 2024`, `5.–8. Oktober 2024`, `5-8 October 2024`."""
    if found := _DAYS_IN_NUMBERS.fullmatch(text):
        year, month, day, last_day = (int(found[at]) for at in (1, 3, 4, 6))
        first, last = _iso(year, month, day), _iso(year, int(found[5] or month), last_day)
        return [f"{first}/{last}"] if first and last else []
    if found := _DAYS_OF_MONTH.fullmatch(text):
        day, month, last_day, last_month, year = (int(found[at] or 0) for at in range(1, 6))
        first, last = _iso(year, month or last_month, day), _iso(year, last_month, last_day)
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
    (r"(1[3-9]|[2-9][0-9])\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{2})", ((1, 3, 4), (4, 3, 1))),
    (r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{2})", ((4, 3, 1), (4, 1, 3))),
    (r"((?:19|20)[0-9]{2}) ?(0[1-9]|1[0-2])", ((1, 2, 0),)),
    (r"([0-9]{4}) ([0-9]{1,2}) ([0-9]{1,2})", ((1, 2, 3),)),
    (r"([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{4})", ((3, 2, 1), (3, 1, 2))),
)
"""Forms in numbers → the groups of year, month and day, in each order that they can have."""


def _in_words(text: str) -> list[str]:
    """The reading of a month in words, with a year and perhaps a day: `March 5, 2021`, `5. März 2021`, `2021 May`."""
    words = re.findall(r"[0-9]+|[^\W\d_]+", text)
    rest = re.sub(r"[0-9]+(?:st|nd|rd|th)?\b|[^\W\d_]+|[\s.,/-]", "", text)
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
    year = int(_century(f"{year:02}")) if 0 < year < 100 else year
    if not 1 <= month <= 12 or not year or day > calendar.monthrange(year, month)[1]:
        return ""
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
