"""The forms of dates in a language: short, long, in numbers, or ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping

from cvkit.model.document import DateStyle
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class DateForms:
    """Patterns of dates.

    `{month}` is the name of the month as a date with a day has it, `{month_alone}` as a date without one has it;
    `{day}` is the day in words of the language (`1er`), `{d}` and `{m}` are the numbers, `{dd}` and `{mm}` those with
    two digits.
    """

    year: str
    month: str
    day: str
    day_alone: str
    """A day without its year; empty if this form never omits the year."""
    day_in_range: str
    """The same for a range of days in one year; empty if each of them has the year."""
    season: str
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    first_day: str
    """The first day of a month: `1er`."""

    @property
    def month_names(self) -> tuple[str, ...]:
        """The names of the months as they are printed without a day."""
        return self.months_alone if "{month_alone}" in self.month else self.months

    @property
    def joins_days(self) -> bool:
        """Whether two days of one month, or of one year, are one date: `23–27 Sept. 2025`."""
        return "{day}" in self.day and "{day}" in self.day_in_range

    @property
    def is_year_first(self) -> bool:
        """Whether a range of two dates in one year has the year at its first date."""
        return self.day.startswith("{year}")


_ISO = {"year": "{year}", "month": "{year}-{mm}", "day": "{year}-{mm}-{dd}", "day_alone": ""}


def date_forms(terms: Mapping[str, str], style: DateStyle) -> DateForms:
    """Return the forms of dates that a language has in a style."""
    patterns = _ISO if style == "iso" else {name: terms[f"date.{style}.{name}"] for name in ("month", "day")}
    names = "months" if style == "long" else "months_short"
    return DateForms(
        year=patterns.get("year", terms["date.year"]),
        month=patterns["month"],
        day=patterns["day"],
        day_alone=terms[f"date.{style}.day_alone"] if style in ("short", "long") else "",
        day_in_range=terms[f"date.{style}.day_alone"] if style != "iso" else "",
        season=terms["date.season"],
        months=tuple(terms[names].split(", ")),
        months_alone=tuple(terms[f"{names}_alone"].split(", ")),
        first_day=terms["date.first_day"],
    )
