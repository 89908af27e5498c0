"""The fixed words of a language: section titles, months, and the words between the parts of an entry."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DateForms:
    """The forms of dates in a language; `{month}` is the name of the month."""

    year: str = "{year}"
    month: str = "{month} {year}"
    day: str = "{day} {month} {year}"
    days: str = "{day}–{last} {month} {year}"
    """Several days of one month."""
    day_alone: str = "{day} {month}"
    """A day without its year."""
    season: str = "{season} {year}"
    year_first: bool = False
    """Whether a range of two dates in one year has the year at its first date."""


@dataclass(frozen=True)
class Locale:
    """The words of one language; a placeholder `{…}` in a value is replaced when the value is printed."""

    language: str
    curriculum_vitae: str
    sections: dict[str, str]
    kinds: dict[str, str]
    """Headings of groups of works, by kind."""
    service_groups: dict[str, str]
    supervision_groups: dict[str, str]
    months: tuple[str, ...]
    seasons: dict[str, str]
    dates: DateForms
    present: str
    conjunction: str
    """The words between two names, or two organizations."""
    last_conjunction: str
    """The words before the last of more than two."""
    status: dict[str, str]
    markers: dict[str, str]
    patents: dict[str, str]
    patent: str
    patent_events: dict[str, str]
    genres: dict[str, str]
    """The types of theses and reports, by the names that biblatex has for them."""
    preprint: str
    pages: str
    page: str
    page_count: str
    volume: str
    """The volume of a book; that of a journal has no word."""
    chapter: str
    numbered_edition: str
    """An edition that is a number; `{ordinal}` is its ordinal number."""
    named_edition: str
    """An edition that is named in words: `revised`."""
    article: str
    thousands: str
    impact_factor: str
    citations: str
    """The number of citations of a work."""
    edition: str
    """The edition of the Journal Citation Reports."""
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
    """The words after a shortened author list, with the separator that follows its last printed author."""
    more_unnamed: str
    """The words after an author list that names only some authors, with the number of the others."""
    et_al: str
    """The words after the only named author of an open list, with the separator before them."""
    several_et_al: str
    """The same after several authors."""
    position_of: str
    """The position of the owner in an author list of known length, in parentheses."""
    position_alone: str
    """The same in a list of unknown length."""
    editor: str
    """The words after the name of an editor who is named before the title, with the separator before them."""
    editors: str
    """The same after several editors."""
    abstract: str
    unpublished: str
    updated: str
    money: str
    grant_number: str
    grant_status: dict[str, str]
    own_share: str
    """The owner's part of a grant."""
    percent: str
    investigators: str
    """The words before the people of a grant."""
    open_access: str
    retracted: str
    """The words for a work that was retracted on an unknown day."""
    retracted_on: str
    erratum_to: str
    """The words before the work that an erratum corrects."""
    erratum: str
    """The words before the erratum of a work."""
    significance: str
    contribution: str
    refereed_groups: dict[str, str]
    """Headings of works that are refereed (`true`) and of the others."""
    status_groups: dict[str, str]
    """Headings of groups by a status for which an entry prints no words."""
    level_groups: dict[str, str]
    """Headings of groups of students, by level."""
    levels: dict[str, str]
    """The words for one student, by level."""
    co_advised: str
    """The words before the other advisors of a student."""
    committee: str
    expected: str
    """The day on which a degree is expected."""
    grade: str
    minor: str
    courses: str
    students: str
    """The number of students in a course."""
    evaluation: str
    version: str
    published_as: str
    """The later version of a work."""
    earlier_version: str
    earlier_preprint: str
    code: str
    """The text of the link to the repository of a work."""
    expires: str
    singular: dict[str, str] = field(default_factory=dict)
    """Field with the number `{count}` → its form for 1, if that differs."""
    decimal: str = "."
    ordinal: Callable[[int], str] = str
    """A function that returns an ordinal number: `97th`."""
    is_unspaced: bool = False
    """Whether words follow a name in the script of the language without a space."""
    own_name_first: bool = False
    """Whether the owner's name in the native script is printed before the name in Latin letters."""

    def position(self, place: int, total: int | None) -> str:
        """Return the position of the owner in an author list: ` (97th of 189)`."""
        form = self.position_of if total else self.position_alone
        return form.format(place=self.ordinal(place), count=self.number(total or 0))

    def counted(self, name: str, count: int) -> str:
        """Return a field of the locale with its `{count}`: `1 page`, `2 pages` for `page_count`."""
        form = self.singular.get(name, "") if count == 1 else ""
        return (form or str(getattr(self, name))).format(count=self.number(count), ordinal=self.ordinal(count))

    def number(self, value: int) -> str:
        """Return a whole number with the thousands separator of the language."""
        return f"{value:,}".replace(",", self.thousands)

    def decimals(self, value: str) -> str:
        """Return a number with the decimal separator of the language instead of its point; its zeros are kept."""
        return value.replace(".", self.decimal)


@functools.cache
def load_locale(language: str) -> Locale:
    """Return the words of a language by its code (`en`, `ko`, …)."""
    locale: Locale = importlib.import_module(f"cvkit.write.locales.{language}").LOCALE
    return locale
