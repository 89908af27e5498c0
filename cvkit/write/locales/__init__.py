"""The fixed words of a language: section titles, months, what stands between the parts of an entry."""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass


@dataclass(frozen=True)
class DateForms:
    """How a language writes a date; `{month}` is the month's name."""

    year: str = "{year}"
    month: str = "{month} {year}"
    day: str = "{day} {month} {year}"
    days: str = "{day}–{last} {month} {year}"
    """Several days of one month."""
    day_alone: str = "{day} {month}"
    """Without its year."""
    season: str = "{season} {year}"
    year_first: bool = False
    """Whether, of two dates of one year, the first has the year."""


@dataclass(frozen=True)
class Locale:
    """One language's words; `{…}` in a value is filled in where it is printed."""

    language: str
    curriculum_vitae: str
    sections: dict[str, str]
    kinds: dict[str, str]
    """Headings of works of one kind."""
    service_groups: dict[str, str]
    supervision_groups: dict[str, str]
    months: tuple[str, ...]
    seasons: dict[str, str]
    dates: DateForms
    present: str
    conjunction: str
    """What stands between two names, or two organizations."""
    last_conjunction: str
    """What stands before the last of more than two."""
    status: dict[str, str]
    markers: dict[str, str]
    patents: dict[str, str]
    patent: str
    patent_events: dict[str, str]
    preprint: str
    pages: str
    page: str
    page_count: str
    article: str
    thousands: str
    impact_factor: str
    edition: str
    top_percent: str
    acceptance: str
    acceptance_counts: str
    degree: str
    student: str
    thesis: str
    advisor: str
    supervisor: str
    now: str
    more_authors: str
    """Behind a list that is cut, with what parts it from the last author shown."""
    abstract: str
    unpublished: str
    updated: str
    money: str
    grant_number: str
    grant_status: dict[str, str]
    version: str
    code: str
    """What the link to a work's program is called."""
    expires: str
    decimal: str = "."
    own_name_first: bool = False
    """Whether a name in the person's own script comes before the one in Latin letters."""

    def number(self, value: int) -> str:
        """A whole number with the language's thousands separator."""
        return f"{value:,}".replace(",", self.thousands)

    def decimals(self, value: str) -> str:
        """A number typed with a decimal point, as the language writes it; its zeros stay."""
        return value.replace(".", self.decimal)


@functools.cache
def load_locale(language: str) -> Locale:
    """The words of a language, by its code (`en`, `ko`, …)."""
    locale: Locale = importlib.import_module(f"cvkit.write.locales.{language}").LOCALE
    return locale
