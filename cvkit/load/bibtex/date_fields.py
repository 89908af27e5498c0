"""Convert the dates of bibliographies to the dates of a record."""

from __future__ import annotations

import calendar
import functools
import re
from typing import NamedTuple

from cvkit.load.bibtex.values import ascii_digits
from cvkit.model.date import SEASON_CODES, parse_date
from cvkit.model.month_names import month_of
from cvkit.model.status_words import status_of
from cvkit.model.work import Status

NO_DATE_WORDS = re.compile(
    r"n\.? ?d\.?|no (?:date|year)|s\.? ?[daf]\.?|o\.? ?j\.?|z\.? ?j\.?|u\. ?å\.?|b\. ?[dr]\.?|б\. ?[гд]\.?|undated"
    r"|not dated|ohne jahr|sans date|sin fecha|sem data|senza data|без даты|年不明|日期不详|연도 ?미상|n/?a|unknown"
    r"|none|tba|\?+|-+|0{1,4}",
    re.I,
)
"""Words for a date that nobody knows."""

_SEASONS = {str(code): season for season, code in SEASON_CODES.items()}
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter)", re.IGNORECASE)
_SHORT_SEASONS = {"spr": "spring", "sum": "summer", "aut": "autumn", "fal": "fall", "win": "winter"}
"""The seasons of Web of Science."""
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""Era of Japan and of Taiwan → the year before its first."""
_OUTSIDE = re.compile(
    r"(?:-\d{1,4}|Y-?\d{5,})(?:-\d\d){0,2}[~?%]?(?:/.*)?"
    r"|(?:c(?:a|irca)?\.? ?)?\d{1,4} ?(?:B\.?C\.?(?:E\.?)?|v\. ?Chr\.|av\. J\.-C\.)"
)
"""A date of EDTF, or in words, that a record cannot have: before the year 0, or after the year 9999."""
_YEAR = re.compile(r"(?<![\d-])(?:1\d{3}|2[01]\d\d)(?!\d)")
_DECORATION = re.compile(
    r"[\s\[\](){}.,;:~?%©]|\b(?:circa|ca?|about|approx|around|um|etwa|vers|copyright|cop|year|jahr)\b\.?", re.IGNORECASE
)


class DateReading(NamedTuple):
    """The meaning of a text as a date."""

    date: str = ""
    """The record's form of the date; empty if there is none."""
    status: Status | None = None
    is_whole: bool = True
    """Whether the whole text was read. A text without date and status that was read says that there is no date."""


@functools.lru_cache(maxsize=1 << 12)
def read_date(text: str) -> DateReading:
    """Read biblatex's `date`, or a `year`, which can be any text.

    >>> read_date("2020a").date, read_date("[2021] © 2021").date, read_date("2024, in press").status
    ('2020', '2021', 'in-press')
    """
    text = _western(" ".join(text.replace("\u00a0", " ").split()))
    text = re.sub(r"^(\d{4})-(?=\d{4}$)", r"\1/", text)
    if _OUTSIDE.fullmatch(text):
        return DateReading()
    if date := _standard_date(text):
        return DateReading(date)
    if NO_DATE_WORDS.fullmatch(text.strip(" ()[]{}")):
        return DateReading()
    if status := status_of(text):
        return DateReading(status=status)
    years = list(dict.fromkeys(_YEAR.findall(text)))
    if not years:
        return DateReading(is_whole=False)
    rest = " ".join(re.sub(rf"\b(?:{'|'.join(years)})[a-z]?\b", " ", text).split())
    if status := status_of(rest.strip(" ,;()[]")):
        return DateReading(years[0], status)
    if len(years) == 2 and re.search(rf"{years[0]}\s*(?:[-–—]+|/|to|bis)\s*{years[1]}", text):
        is_whole = not _DECORATION.sub("", re.sub(r"[-–—/]|\b(?:to|bis)\b", "", rest))
        date = _valid(f"{years[0]}/{years[1]}")
        return DateReading(date, is_whole=is_whole) if date else DateReading(is_whole=False)
    if date := _in_words(rest, years[0]):
        return DateReading(date)
    return DateReading(years[0], is_whole=not _DECORATION.sub("", rest) and len(years) == 1)


def _western(text: str) -> str:
    """A text with the dates of East Asia in numbers: `2020年12月3日` becomes `2020-12-3`."""
    if not text.isascii():
        text = ascii_digits(text)
        text = re.sub(
            r"(令和|平成|昭和|民[國国])\s*(\d+)(?=\s*年)", lambda found: str(_ERAS[found[1]] + int(found[2])), text
        )
        text = re.sub(r"令和元年|平成元年|昭和元年", lambda found: f"{_ERAS[found[0][:2]] + 1}年", text)
        text = re.sub(r"(\d{4})\s*[年년]\s*(?=\d)|(\d{1,2})\s*[月월]\s*(?=\d)", lambda f: f"{f[1] or f[2]}-", text)
        text = re.sub(r"(?<=\d)\s*[年月日년월일]", "", text)
    # RIS ends a date with a slash: `2010/05/06/`, `2010///`.
    ris = re.fullmatch(r"(\d{4})/(\d{0,2})/(\d{0,2})/?", text)
    return "-".join(filter(None, ris.groups())) if ris else text


def _standard_date(text: str) -> str:
    """A date of ISO 8601 or EDTF in the record's form; empty for any other text. Uncertainty is not kept."""
    if re.fullmatch(r"\d{4}/\d{1,2}/\d{1,2}", text):
        return _valid(_partial_date(text))
    if korean := re.fullmatch(r"(\d{4})\. ?(\d{1,2})\.(?: ?(\d{1,2})\.)?", text):
        return _valid(_partial_date(".".join(filter(None, korean.groups()))))
    winter = re.fullmatch(r"(\d\d)(\d\d)\s*(?:/|--|–)\s*(\d\d)", text)
    if winter and int(winter[3]) == int(winter[2]) + 1:  # 2021/22
        return _valid(f"{winter[1]}{winter[2]}/{winter[1]}{winter[3]}")
    first, slash, last = (part.strip().rstrip("~?%") for part in text.partition("/"))
    dates = [_partial_date(part) for part in (first, last) if part and part != ".."]
    if not dates or "" in dates:
        return ""
    if slash and len(dates) > 1 and "/" not in "".join(dates):
        return _valid("/".join(dates))
    return _valid(dates[0]) if len(dates) == 1 else ""


def _partial_date(text: str) -> str:
    if decade := re.fullmatch(r"(\d{2,3})([XuU]{1,2})(?:-[XuU]{2})?", text):
        missing = 4 - len(decade[1])
        return f"{decade[1]}{'0' * missing}/{decade[1]}{'9' * missing}" if len(decade[2]) == missing else ""
    found = re.fullmatch(r"(\d{4})(?:[-./](\d{1,2}|[XuU]{2}|00)(?:[-./](\d{1,2}|[XuU]{2}|00))?)?(?:[T ]\d\d:.*)?", text)
    if not found:
        season = re.fullmatch(r"(\d{4})-(\w+)", text)
        return text if season and _SEASON.fullmatch(season[2]) else ""
    year, month, day = found[1], found[2] or "", found[3] or ""
    if month in _SEASONS:
        return f"{year}-{_SEASONS[month]}"
    if not month.isdigit() or not int(month) >= 1:
        return year
    if int(month) > 12:
        return ""
    return _with_day(f"{year}-{int(month):02}", int(day) if day.isdigit() else 0) or ""


def _with_day(month: str, day: int) -> str:
    """A month with a day, if it has that day; empty if it has not."""
    if not day:
        return month
    return f"{month}-{day:02}" if day <= calendar.monthrange(int(month[:4]), int(month[5:7]))[1] else ""


def _in_words(rest: str, year: str) -> str:
    """The date of a text such as `12 March 2020`, without its year; empty if the text has other words."""
    if number := re.fullmatch(r"(\d{1,2})[/.]", rest):  # 03/2020
        return _valid(f"{year}-{int(number[1]):02}") if 1 <= int(number[1]) <= 12 else ""
    words = re.findall(r"[^\W_]+", rest)
    if not words or not all(word.isdigit() or month_of(word) or _SEASON.fullmatch(word) for word in words):
        return ""
    date = read_parts(year, rest, "")
    return date.date if date.is_whole and len(date.date) > 4 else ""


@functools.lru_cache(maxsize=1 << 12)
def read_parts(year: str, month: str, day: str) -> DateReading:
    """Read BibTeX's `year`, a year of four digits, with `month` and `day`.

    >>> read_parts("2024", "10~nov", "").date
    '2024-11-10'
    """
    if found := re.fullmatch(r"\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]\s*", month):
        return read_parts(year, found[1], found[2])
    text = re.sub(r"\(.*\)", "", _western(month.lower().replace("\u00a0", " "))).strip(" .")
    if (whole := _standard_date(text)).startswith(year):
        return DateReading(whole)
    if not text or re.fullmatch(r"0{1,2}|n/?a|none|-+", text):
        return DateReading(year)
    if season := _SEASON.fullmatch(_SHORT_SEASONS.get(text, text)):
        return DateReading(f"{year}-{season[1]}")
    pair = re.fullmatch(r"(0?[1-9]|1[0-2])\s*[-–/]+\s*(0?[1-9]|1[0-2])", text)
    if pair and int(pair[1]) < int(pair[2]):
        return DateReading(f"{year}-{int(pair[1]):02}/{year}-{int(pair[2]):02}")
    months = [int(text)] if text.isdigit() else [number for word in _words(text) if (number := month_of(word))]
    if text.isdigit() and not 1 <= months[0] <= 12:
        return DateReading(year, is_whole=False)
    if not months:
        return DateReading(year, is_whole=False)
    if len(months) > 1 and not re.search(r"\d", text):
        first, last = f"{year}-{months[0]:02}", f"{year}-{months[-1]:02}"
        return DateReading(first if months[0] > months[-1] else f"{first}/{last}")
    numbers = re.findall(r"\d+", day) or ([] if text.isdigit() else re.findall(r"\d+", text))
    days = [int(number) for number in numbers if 0 < int(number) < 32 or number not in ("0", "00", year)]
    of_days = months if len(months) == len(days) else months[:1] * len(days)
    dates = [_with_day(f"{year}-{number:02}", one) for number, one in zip(of_days, days, strict=True) if one < 100]
    month_only = f"{year}-{months[0]:02}"
    if not days:
        return DateReading(month_only)
    if len(dates) != len(days) or len(days) > 2 or "" in dates:
        return DateReading(month_only, is_whole=False)
    date = _valid("/".join(dates))
    return DateReading(date or dates[0], is_whole=bool(date))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _valid(date: str) -> str:
    """The date if it exists in the calendar, else an empty text."""
    try:
        parse_date(date)
    except ValueError:
        return ""
    return date
