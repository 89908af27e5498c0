"""Convert the dates of bibliographies to the dates of a record."""

from __future__ import annotations

import re

from cvkit.model.biblatex_names import MONTHS, STATUSES
from cvkit.model.date import SEASON_CODES

_SEASONS = {str(code): season for season, code in SEASON_CODES.items()}

_WORDS = re.compile(r"([a-z]{3})[a-z]*\.?")


def date_of(text: str) -> str:
    """The record's form of biblatex's `date`: seasons become words, and `~` and `?` (uncertain) are deleted."""
    first, slash, last = (part.strip().rstrip("~?%") for part in text.strip().partition("/"))
    dates = [_partial_date(part) for part in (first, last) if part and part != ".."]
    return "/".join(dates) if slash and len(dates) > 1 else (dates or [text])[0]


def _partial_date(text: str) -> str:
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:T.*)?", text) or re.fullmatch(r"(\d{4}-\d\d-\d\d)T.*", text)
    if found and found.lastindex == 1:
        return found[1]
    return f"{found[1]}-{_SEASONS[found[2]]}" if found and found[2] in _SEASONS else text


def date_of_parts(year: str, month: str, day: str) -> str:
    """The record's form of BibTeX's `year`, `month` and `day`; a `year` that is no year is returned unchanged.

    >>> date_of_parts("2024", "10~nov", "")
    '2024-11-10'
    """
    year = year.strip()
    if not re.fullmatch(r"\d{4}", year):
        return year
    months = _months(month)
    if not months:
        return year
    text = month.lower().replace("\u00a0", " ").strip()
    if season := re.fullmatch(r"(spring|summer|autumn|fall|winter)", text):
        return f"{year}-{season[1]}"
    if len(months) > 1 and not re.search(r"\d", text):
        return f"{year}-{months[0]:02}/{year}-{months[-1]:02}"
    days = re.findall(r"\d{1,2}", day) or (re.findall(r"\d{1,2}", text) if not text.isdigit() else [])
    dates = [f"{year}-{number:02}" for number in (months if len(months) == len(days) else months[:1] * len(days))]
    if not days or len(days) > 2:
        return f"{year}-{months[0]:02}"
    return "/".join(f"{date}-{int(number):02}" for date, number in zip(dates, days, strict=True))


def _months(text: str) -> list[int]:
    """The months that a text names, by number, name or abbreviation; [0] for a season."""
    text = text.lower()
    if text.strip().isdigit():
        return [int(text)]
    if re.fullmatch(r"\s*(spring|summer|autumn|fall|winter)\s*", text):
        return [0]
    return [MONTHS.index(name) + 1 for name in _WORDS.findall(text) if name in MONTHS]


def status_of(text: str) -> str | None:
    """The status that words such as `in press` mean in a `year` or `pubstate`; None if they mean none."""
    return STATUSES.get(" ".join(text.lower().strip(" .").split()))
