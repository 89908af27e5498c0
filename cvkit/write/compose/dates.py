"""Format dates in a language; U+00A0 (no-break space) prevents line breaks within them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvkit.model.career import DatedCount, Spanning
from cvkit.model.date import Date, PartialDate, Present
from cvkit.write.locales import Locale

TIE = "\u00a0"
TO = f"{TIE}– "
"""The dash between two dates of several words; a range of plain numbers has no spaces: `2022–2024`."""


def partial_date_text(moment: PartialDate, locale: Locale, with_day: bool = True) -> str:
    """Return one date as text: `13 Jan. 2012`, `Jan. 2012`, `Spring 2024` or `2012`."""
    dates = locale.dates
    if moment.season:
        return _tied(dates.season, season=locale.seasons[moment.season], year=moment.year)
    if moment.month is None:
        return _tied(dates.year, year=moment.year)
    return _filled(dates.day if moment.day and with_day else dates.month, moment, locale)


def _filled(pattern: str, moment: PartialDate, locale: Locale) -> str:
    """Return a date that has a month in a pattern of `DateForms`."""
    month, day, dates = moment.month or 1, moment.day or 1, locale.dates
    return _tied(
        pattern,
        year=moment.year,
        month=dates.months[month - 1],
        month_alone=dates.months_alone[month - 1],
        m=month,
        mm=f"{month:02}",
        day=dates.first_day if day == 1 else day,
        d=day,
        dd=f"{day:02}",
    )


def date_text(date: Date, locale: Locale, with_day: bool = True) -> str:
    """Return a date or a range as text: `23–27 Oct. 2022`, `30 Sept. – 2 Oct. 2025`, `2022–2024`."""
    start, end, dates = date.start, date.end, locale.dates
    if not with_day:
        start, end = _month_of(start), end and _month_of(end)
    if end is None or start == end:
        return partial_date_text(start, locale)
    if start.month is None and end.month is None and not (start.season or end.season):
        return _tied(dates.year, year=f"{start.year}–{end.year}")
    if dates.joins_days and start.day and end.day and start.year == end.year:
        if start.month == end.month:
            return _filled(_several_days(dates.day, end.day), start, locale)
        if dates.is_year_first:
            return f"{partial_date_text(start, locale)}{TO}{_filled(dates.day_in_range, end, locale)}"
        return f"{_filled(dates.day_in_range, start, locale)}{TO}{partial_date_text(end, locale)}"
    return f"{partial_date_text(start, locale)}{TO}{partial_date_text(end, locale)}"


def _several_days(pattern: str, last: int) -> str:
    """Return the pattern of a day for several days of one month: `{day}.–27. {month} {year}`."""
    return re.sub(r"\{day\}(\.?)", rf"{{day}}\1–{last}\1", pattern)


def _month_of(moment: PartialDate) -> PartialDate:
    return PartialDate(moment.year, moment.month, season=moment.season)


def date_in_year_text(date: Date, locale: Locale, with_day: bool = True) -> str:
    """Return a date or a range without its year: `23–27 Oct.`, empty for `2022`.

    A range over two years has both, and so has each date in a form that never omits the year.
    """
    start, end = date.start, date.end
    if end and start.year != end.year:
        return date_text(date, locale, with_day)
    if not with_day:
        start, end = _month_of(start), end and _month_of(end)
    alone = locale.dates.day_alone if locale.dates.joins_days else ""
    if alone and end and start.day and end.day and start.month == end.month and start != end:
        return _filled(_several_days(alone, end.day), start, locale)
    moments = [_in_year(moment, locale) for moment in (start, end) if moment]
    return TO.join(dict.fromkeys(filter(None, moments)))


def _in_year(moment: PartialDate, locale: Locale) -> str:
    """Return one date without its year, if the form of dates allows that; empty if it is only a year."""
    if moment.season:
        return locale.seasons[moment.season]
    if moment.month is None:
        return ""
    if not locale.dates.day_alone:
        return partial_date_text(moment, locale)
    return _filled(locale.dates.day_alone, moment, locale) if moment.day else locale.months[moment.month - 1]


def _tied(pattern: str, **parts: object) -> str:
    return pattern.format(**parts).replace(" ", TIE)


def span_text(entry: Spanning, locale: Locale) -> str:
    """Return the period of an entry as text: `Dec. 2018 – Present`, `2022 – 2025`; or its one date, if it has one.

    Without an end, it is open: `Sept. 2020 –`.
    """
    text = start_to_end(entry, locale)
    return f"{text}{TIE}–" if entry.is_open else text


def start_to_end(entry: Spanning, locale: Locale) -> str:
    """Return what an entry states of its period as text: its start, its end or both, or its one date.

    A range in `date` is printed as a start and an end are. Two days are one date: `23–27 Oct. 2022`.
    """
    first, last = entry.start, entry.end
    if entry.date:
        first, last = Date(entry.date.start), Date(entry.date.end) if entry.date.end else None
    if first and isinstance(last, Date) and first.start.day and last.start.day and not (first.end or last.end):
        return date_text(Date(first.start, last.start), locale)
    start = date_text(first, locale) if first else ""
    match last:
        case Present():
            end = locale.present
        case Date():
            end = date_text(last, locale)
        case None:
            end = ""
    return f"{start}{TO}{end}" if start and end and start != end else start or end


def degree_text(entry: Spanning, expects: Date | None, locale: Locale) -> str:
    """Return the period of a degree, with the day on which it is expected: `2022 – expected June 2026`."""
    if not expects:
        return span_text(entry, locale)
    period = start_to_end(entry, locale)
    expected = locale.expected.format(date=date_text(expects, locale))
    is_open = entry.start and not (entry.end or entry.date)
    return f"{period}{TO}{expected}" if is_open else locale.comma.join(filter(None, [period, expected]))


def year_text(year: int, locale: Locale) -> str:
    """Return a year as it is printed: `2025`, `2025年`."""
    return _tied(locale.dates.year, year=year)


def years_of(dates: Iterable[DatedCount]) -> dict[int, list[DatedCount]]:
    """Group single dates by year: the newest year first, and within a year the oldest date first."""
    years: dict[int, list[DatedCount]] = {}
    for dated in sorted(dates, key=lambda dated: dated.date.first_day):
        years.setdefault(dated.date.year, []).append(dated)
    return dict(sorted(years.items(), reverse=True))


def within_year_text(dates: Iterable[DatedCount], locale: Locale) -> str:
    """Return the dates of one year without the year, each with its count: `Feb., Mar., Apr. (2)`.

    A date that is only a year, with a count of 1, adds nothing.
    """
    texts = []
    for dated in dates:
        count = f"({dated.count})" if dated.count > 1 else ""
        is_whole = count and not locale.dates.day_alone
        text = date_text(dated.date, locale) if is_whole else date_in_year_text(dated.date, locale)
        texts.append(TIE.join(filter(None, [text, count])))
    return locale.list_comma.join(filter(None, texts))


def dates_text(dates: Iterable[DatedCount], locale: Locale) -> str:
    """Return several dates, with each year named once: `Feb., Mar., Apr. (2) 2022`, `2021, 2024 (2)`."""
    texts = []
    for year, members in reversed(years_of(dates).items()):
        within = within_year_text(members, locale)
        named = "" if str(year) in within else year_text(year, locale)
        is_count = within.startswith("(")
        parts = [named, within] if is_count or locale.dates.is_year_first else [within, named]
        texts.append(TIE.join(filter(None, parts)))
    has_lists = any(locale.list_comma in text for text in texts)
    return (locale.semicolon if has_lists else locale.list_comma).join(texts)
