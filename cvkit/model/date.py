"""Dates of a record: a year, a season, a month, a day, or a range. Each keeps the precision that was typed.

The typed forms are those of ISO 8601 and EDTF: `2025`, `2025-01`, `2025-01-13`, `2022-10-23/2022-10-27`;
a season is `2024-spring`.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic_core import PydanticCustomError

from cvkit.model.date_readings import readings_of_date
from cvkit.model.diagnostic import Replacement
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.rule import ValueRule

Precision = Literal["year", "season", "month", "day"]

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (1, 12)}
"""Season → first and last month. Winter belongs to two years, so `2024-winter` can mean any day of 2024."""

SEASON_CODES = {season: 21 + at for at, season in enumerate(SEASONS)}
"""Season → the number that replaces the month in EDTF (ISO 8601-2), which biblatex uses."""

GOING_ON = frozenset(
    {
        "present",
        "now",
        "today",
        "ongoing",
        "current",
        "currently",
        "to date",
        "heute",
        "aujourd'hui",
        "actualidad",
        "presente",
        "현재",
        "现在",
        "至今",
        "現在",
    }
)
"""Words that people write for `present`, in lower case."""

_FORMS = "2025, 2025-01, 2025-01-13, 2024-spring or 2022-10-23/2022-10-27"
_FORM = lazy_pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?|-(spring|summer|autumn|fall|winter))?")


class InvalidDate(ValueRule):
    """A date in the wrong format, or one that is in no calendar.

    A date has the digits of ISO 8601, as in `2025-01-13`. It is only as exact as you type it: `2025`, `2025-01` and
    `2024-spring` are dates too. A range has a slash between its two dates, as in `2022-10-23/2022-10-27`. cvkit sorts
    and numbers works by their dates, so it does not guess a date. Write the date in one of these formats, and check
    that the month has this day.
    ```yaml
    honors: [{title: A Prize, date: 2023-02-29}]
    ```
    ```yaml
    honors: [{title: A Prize, date: 2023-02-28}]
    ```
    """

    code = "V105"
    message = "`{text}` is not a date"
    hint = "write {form}"
    fix = "write it as 2025, 2025-01, 2025-01-13 or 2024-spring"


class _NoSuchDay(InvalidDate):
    message = "`{text}` is not a date: {reason}"
    hint = ""


class _HalfRange(InvalidDate):
    message = "`{text}` is only half of a range"
    hint = "write both ends, as in 2022-10-23/2022-10-27"


class BackwardsPeriod(ValueRule):
    """A period or range that ends before it starts.

    The second date is earlier than the first, so at least one of them is wrong. Swap the two dates, or fix the wrong
    one. If the activity continues today, write `present` as its end.
    ```yaml
    experience: [{organization: A College, start: 2021, end: 2019}]
    ```
    ```yaml
    experience: [{organization: A College, start: 2019, end: 2021}]
    ```
    """

    code = "V204"
    message = "the range ends ({end}) before it starts ({start})"
    hint = "swap the two dates"
    fix = "swap the two dates"


@dataclass(frozen=True)
class PartialDate:
    """One date, with the precision that was typed: a year, a season, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None

    @property
    def first_day(self) -> dt.date:
        """The earliest day that the date can mean."""
        month = SEASONS[self.season][0] if self.season else self.month or 1
        return dt.date(self.year, month, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day that the date can mean."""
        month = SEASONS[self.season][1] if self.season else self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.season:
            return f"{self.year:04}-{self.season}"
        parts = (f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}")
        return "-".join(part for part in parts if part)


@dataclass(frozen=True)
class Date:
    """One partial date, or a range of two."""

    start: PartialDate
    end: PartialDate | None = None

    @property
    def first_day(self) -> dt.date:
        """The first day of the period."""
        return self.start.first_day

    @property
    def last_day(self) -> dt.date:
        """The last day of the period."""
        return (self.end or self.start).last_day

    @property
    def has_days(self) -> bool:
        """Whether it names a day."""
        return bool(self.start.day or (self.end and self.end.day))

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return (self.end or self.start).year

    @property
    def years(self) -> str:
        """The year, or the first and the last year of a range: `2018–2020`."""
        return f"{self.start.year}–{self.year}" if self.is_over_years else str(self.year)

    @property
    def is_over_years(self) -> bool:
        """Whether it is a range that ends in a later year."""
        return self.start.year != self.year

    @property
    def has_only_years(self) -> bool:
        """Whether neither the date nor the end of its range has a month or a season."""
        return all(not (moment.month or moment.season) for moment in (self.start, self.end or self.start))

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end else str(self.start)


@dataclass(frozen=True)
class Present:
    """The end of a period that still goes on: `present`."""

    def __str__(self) -> str:
        return "present"


def parse_partial_date(text: str) -> PartialDate:
    """Parse one date; a range is refused.

    >>> str(parse_partial_date("2024-11"))
    '2024-11'

    Raises:
        PydanticCustomError: the text does not have the form of a date, or the date does not exist.
    """
    found = _FORM.fullmatch(text)
    if not found:
        raise _not_a_date(text)
    year, month, day, season = found.groups()
    if season:
        return PartialDate(int(year), season="autumn" if season == "fall" else season)
    parsed = PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    if parsed.year == 0:
        raise _NoSuchDay.error(text=text, reason="there is no year 0")
    if parsed.month is not None and not 1 <= parsed.month <= 12:
        years = readings_of_date(text)  # `2011-14`
        new = [Replacement(years[0])] if len(years) == 1 else []
        hint = f"write {years[0]}" if new else None
        raise _NoSuchDay.error(text=text, reason=f"there is no month {month}", hint=hint, corrections=new)
    if parsed.month is not None and parsed.day is not None:
        days = calendar.monthrange(parsed.year, parsed.month)[1]
        if not 1 <= parsed.day <= days:
            raise _NoSuchDay.error(text=text, reason=f"{calendar.month_name[parsed.month]} {year} has {days} days")
    return parsed


_SINCE = lazy_pattern(
    r"(?:since|from|seit|depuis|desde)\s+(.+)|(.+?)\s*(?:-|–|—|to|/)\s*(?:present|now|today|ongoing|current|\.\.)?",
    re.IGNORECASE,
)
_EXPECTED = lazy_pattern(
    r"\(?(?:expected|exp\.?|anticipated)\)?:?\s*(?:in\s+)?(.+?)|(.+?),?\s*\(?(?:expected|exp\.?|anticipated)\)?",
    re.IGNORECASE,
)
_BETWEEN_DATES = lazy_pattern(r"\s*(?:[,;&]|\band\b|\bund\b|\bet\b)\s*")
_ABOUT = lazy_pattern(r"(?:ca?\.?|circa|about|approx\.?|around|~)\s*(.+)|(.+?)\s*[?~]", re.IGNORECASE)


def expected_date(text: str) -> str:
    """The date of a text such as `expected 2027`; empty for any other text."""
    return _date_within(_EXPECTED, text)


def several_dates(value: Any) -> list[str]:
    """The dates of a list, or of a text such as `2023, 2024`; none if one is unclear, or if there is only one."""
    parts = _BETWEEN_DATES.split(value) if isinstance(value, str) else value
    if not isinstance(parts, list) or len(parts) < 2 or not all(isinstance(part, str) for part in parts):
        return []
    found = [[part] if _FORM.fullmatch(part) else readings_of_date(part) for part in parts]
    return [dates[0] for dates in found] if all(len(dates) == 1 for dates in found) else []


def _date_within(pattern: re.Pattern[str], text: str) -> str:
    """The date that a text has besides the words of a pattern, if it has one reading; else empty."""
    words = pattern.fullmatch(text)
    found = readings_of_date(words[1] or words[2]) if words else []
    return found[0] if len(found) == 1 else ""


def _not_a_date(text: str) -> PydanticCustomError:
    """The error for a text that is no date, with the forms of a record that it can mean."""
    found = readings_of_date(text)
    if len(found) == 1:
        return InvalidDate.error(text=text, form=found[0], corrections=[Replacement(found[0])])
    if found:
        return InvalidDate.error(text=text, form=" or ".join(found))
    if text.lower() in GOING_ON:
        return InvalidDate.error(text=text, form="a date; only `end` can be `present`")
    for pattern, form in (
        (_SINCE, "`start: {}` and `end: present` instead"),
        (_EXPECTED, "{}; of a degree, write `expected: {}` instead of this line"),
        (_ABOUT, "{}"),
    ):
        if date := _date_within(pattern, text):
            return InvalidDate.error(text=text, form=form.format(date, date))
    return InvalidDate.error(text=text, form=_FORMS)


def parse_date(value: Any) -> Date:
    """Parse a value of the record that is a date or a range.

    Raises:
        PydanticCustomError: the value is neither, or the range ends before it starts.
    """
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise InvalidDate.error(message="a date must be one text", form=_FORMS)
    first, slash, last = (part.strip() for part in value.strip().partition("/"))
    if slash and _FORM.fullmatch(first or last) and not (first and last):
        raise _HalfRange.error(text=value.strip())
    if not all(_FORM.fullmatch(part) for part in ((first, last) if slash else (first,))):
        raise _not_a_date(value.strip())
    if not slash:
        return Date(parse_partial_date(first))
    date = Date(parse_partial_date(first), parse_partial_date(last))
    if date.last_day < date.first_day:
        raise BackwardsPeriod.error(start=first, end=last)
    return date


def parse_end(value: Any) -> Date | Present:
    """Parse the end of a period: a date, or `present`.

    Raises:
        PydanticCustomError: the value is neither.
    """
    if isinstance(value, Present) or value == "present":
        return Present()
    if isinstance(value, str) and value.strip().lower() in GOING_ON:
        raise InvalidDate.error(text=value, form="present", corrections=[Replacement("present")])
    return parse_date(value)


DATE_SCHEMA = {
    "type": "string",
    "description": "2025, 2025-01, 2025-01-13, 2024-spring or 2022-10-23/2022-10-27",
    "pattern": rf"^{_FORM.pattern}(\s*/\s*{_FORM.pattern})?$",
}
DateField = Annotated[Date, ParsedBy(parse_date, DATE_SCHEMA)]
EndField = Annotated[
    Date | Present,
    ParsedBy(parse_end, {"anyOf": [{"const": "present"}, DATE_SCHEMA]}),
]
