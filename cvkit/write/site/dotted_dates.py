"""Dates in the short forms of home pages: `2025.09`, `2019.09 - 2023.06`, `[May]`."""

from __future__ import annotations

from typing import Any

from cvkit.model.date import Date, PartialDate, Present
from cvkit.write.locales import Locale


def dotted(moment: PartialDate, locale: Locale) -> str:
    """Return one date: `2025`, `2025.09`, `2025.09.03`, `Spring 2024`."""
    if moment.season:
        return f"{locale.seasons[moment.season]} {moment.year}"
    return str(moment).replace("-", ".")


def dotted_period(entry: Any, locale: Locale) -> str:
    """Return the date or the period of an entry, with the day on which a degree is expected; empty if it has none.

    A period without an end ends with `(now)`.
    """
    date, start, end = (getattr(entry, name, None) for name in ("date", "start", "end"))
    last = "(now)" if isinstance(end, Present) else dotted(end.end or end.start, locale) if end else ""
    if expected := getattr(entry, "expected", None):
        expects = locale.expected.format(date=dotted_range(expected, locale))
        last = ", ".join(filter(None, [last if not date else dotted_range(date, locale), expects]))
    elif isinstance(date, Date):
        return dotted_range(date, locale)
    first = dotted(start.start, locale) if isinstance(start, Date) and not date else ""
    return f"{first} - {last}" if first and last and first != last else first or last


def dotted_range(date: Date, locale: Locale) -> str:
    """Return a date or a range."""
    first = dotted(date.start, locale)
    return f"{first} - {dotted(date.end, locale)}" if date.end and date.end != date.start else first


def is_period(entry: Any) -> bool:
    """Whether an entry has a period rather than one date."""
    return getattr(entry, "date", None) is None


def month_alone(date: Date, locale: Locale) -> str:
    """Return the month of a date without the year: `May`, `Sep`; empty if the date has none."""
    month = date.start.month
    if month is None:
        return ""
    name = locale.months[month - 1].strip(".")
    return name[:3] if locale.language == "en" else name
