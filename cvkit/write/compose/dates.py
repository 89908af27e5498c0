"""Format dates in a language; U+00A0 (no-break space) prevents line breaks within them."""

from __future__ import annotations

from collections.abc import Iterable

from cvkit.model.career import DatedCount, Education, Spanning
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
    month = locale.months[moment.month - 1]
    if moment.day and with_day:
        return _tied(dates.day, day=moment.day, month=month, year=moment.year)
    return _tied(dates.month, month=month, year=moment.year)


def date_text(date: Date, locale: Locale, with_day: bool = True) -> str:
    """Return a date or a range as text: `23–27 Oct. 2022`, `30 Sept. – 2 Oct. 2025`, `2022–2024`."""
    start, end = date.start, date.end
    if not with_day:
        start = PartialDate(start.year, start.month, season=start.season)
        end = end and PartialDate(end.year, end.month, season=end.season)
    if end is None or start == end:
        return partial_date_text(start, locale)
    if start.month is None and end.month is None and not (start.season or end.season):
        return _tied(locale.dates.year, year=f"{start.year}–{end.year}")
    if start.day and end.day and start.year == end.year:
        assert start.month is not None and end.month is not None
        if start.month == end.month:
            month = locale.months[start.month - 1]
            return _tied(locale.dates.days, day=start.day, last=end.day, month=month, year=start.year)
        if locale.dates.year_first:
            return f"{partial_date_text(start, locale)}{TO}{_day_alone(end, locale)}"
        return f"{_day_alone(start, locale)}{TO}{partial_date_text(end, locale)}"
    return f"{partial_date_text(start, locale)}{TO}{partial_date_text(end, locale)}"


def date_in_year_text(date: Date, locale: Locale, with_day: bool = True) -> str:
    """Return a date or a range without its year: `23–27 Oct.`, empty for `2022`; a range over two years has both."""
    text = date_text(date, locale, with_day)
    if date.end and date.start.year != date.end.year:
        return text
    year = _tied(locale.dates.year, year=date.year)
    if date.end and date.start.day and date.end.day and with_day:
        return text.removesuffix(f"{TIE}{year}").removeprefix(year).lstrip(TIE)
    moments = [_in_year(moment, locale, with_day) for moment in (date.start, date.end) if moment]
    return TO.join(dict.fromkeys(filter(None, moments)))


def _in_year(moment: PartialDate, locale: Locale, with_day: bool) -> str:
    """Return one date without its year; empty if it is only a year."""
    if moment.season:
        return locale.seasons[moment.season]
    if moment.month is None:
        return ""
    return _day_alone(moment, locale) if with_day else locale.months[moment.month - 1]


def _day_alone(moment: PartialDate, locale: Locale) -> str:
    """Return a day without its year, or only the month if there is no day."""
    month = locale.months[(moment.month or 1) - 1]
    return _tied(locale.dates.day_alone, day=moment.day, month=month) if moment.day else month


def _tied(pattern: str, **parts: object) -> str:
    return pattern.format(**parts).replace(" ", TIE)


def span_text(entry: Spanning, locale: Locale) -> str:
    """Return the period of an entry as text: `Dec. 2018 – Present`, `2022 – 2025`; or its one date, if it has one."""
    if entry.date:
        return date_text(entry.date, locale)
    start = date_text(entry.start, locale) if entry.start else ""
    match entry.end:
        case Present():
            end = locale.present
        case Date():
            end = date_text(entry.end, locale)
        case None:
            end = ""
    return f"{start}{TO}{end}" if start and end and start != end else start or end


def degree_text(entry: Education, locale: Locale) -> str:
    """Return the period of a degree, with the day on which it is expected: `2022 – expected June 2026`."""
    period = span_text(entry, locale)
    if not entry.expected:
        return period
    expected = locale.expected.format(date=date_text(entry.expected, locale)).replace(" ", TIE)
    is_open = entry.start and not (entry.end or entry.date)
    return f"{period}{TO}{expected}" if is_open else ", ".join(filter(None, [period, expected]))


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
        start = dated.date.start
        if dated.date.end:
            year = _tied(locale.dates.year, year=dated.date.year)
            text = date_text(dated.date, locale).removesuffix(f"{TIE}{year}").removeprefix(f"{year}{TIE}")
        elif start.season:
            text = locale.seasons[start.season]
        else:
            text = _day_alone(start, locale) if start.month else ""
        count = f"({dated.count})" if dated.count > 1 else ""
        texts.append(TIE.join(filter(None, [text, count])))
    return ", ".join(filter(None, texts))


def dates_text(dates: Iterable[DatedCount], locale: Locale) -> str:
    """Return several dates, with each year named once: `Feb., Mar., Apr. (2) 2022`, `2021, 2024`."""
    texts = []
    for year, members in reversed(years_of(dates).items()):
        within = within_year_text(members, locale)
        named = _tied(locale.dates.year, year=year)
        parts = [named, within] if locale.dates.year_first else [within, named]
        texts.append(TIE.join(filter(None, parts)))
    return ("; " if any("," in text for text in texts) else ", ").join(texts)
