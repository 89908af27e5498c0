"""Blocks of service: one row an entry; one row for the reviews of each year, if most of them are of one year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvkit.model.career import DatedCount, Service
from cvkit.model.diagnostic import KeyPath
from cvkit.model.inline import Inlines, Str
from cvkit.write.blocks import Block, RowBlock
from cvkit.write.compose.career_blocks import grouped, hosts_of
from cvkit.write.compose.dates import TIE, dates_text, span_text, within_year_text, year_text, years_of
from cvkit.write.compose.phrase import join_phrases, localized, parenthesized, phrase
from cvkit.write.locales import Locale
from cvkit.write.page_part import from_origins


def service_block(entry: Service, locale: Locale) -> RowBlock:
    """Return the row of a service: role, organization and dates."""
    role = () if entry.is_review else localized(entry.role, locale)
    text = join_phrases(locale.comma, [role, hosts_of(entry, locale)]) or localized(entry.role, locale)
    return RowBlock(
        text=phrase(text, _times(entry), parenthesized(localized(entry.note, locale), locale)),
        date=dates_text(entry.dates, locale) if entry.dates else span_text(entry, locale),
    )


def single_service_block(entry: Service, locale: Locale) -> RowBlock:
    """Return the row of a service in a list without the groups of services: a review has its role too."""
    row = service_block(entry, locale)
    return (
        replace(row, text=join_phrases(locale.comma, [_sentence_case(localized(entry.role, locale)), row.text]))
        if (entry.is_review and entry.hosts)
        else row
    )


def _sentence_case(text: Inlines) -> Inlines:
    """Return a text with a capital at its start."""
    match text:
        case (Str(first), *rest):
            return (Str(first[:1].upper() + first[1:]), *rest)
        case _:
            return text


def review_blocks(entries: Sequence[tuple[KeyPath, Service]], locale: Locale) -> list[RowBlock]:
    """Return one row for the reviews of each year, newest first, after the entries with a period or without a date.

    A range over several years is a period, also among single dates. Unless most entries are of one year, each has a
    row.
    """
    if _have_several_years([entry for _, entry in entries]):
        newest = sorted(entries, key=lambda item: max(_years(item[1]), default=9999), reverse=True)
        return [from_origins(service_block(entry, locale), path) for path, entry in newest]
    rows: list[RowBlock] = []
    years: dict[int, list[Inlines]] = {}
    origins: dict[int, list[KeyPath]] = {}
    for path, entry in entries:
        single = [dated for dated in entry.single_dates if not dated.date.is_over_years]
        if len(single) < len(entry.single_dates) or not entry.single_dates:
            rows.append(from_origins(service_block(_without_dates(entry, single), locale), path))
        for year, dates in years_of(single).items():
            text = phrase(hosts_of(entry, locale), _times(entry), parenthesized(localized(entry.note, locale), locale))
            within = within_year_text(dates, locale)
            separator = TIE if within.startswith("(") else locale.comma.replace(" ", TIE)
            years.setdefault(year, []).append(join_phrases(separator, [text, within]))
            origins.setdefault(year, []).append(path)
    for year in sorted(years, reverse=True):
        rows.append(
            RowBlock(join_phrases(locale.semicolon, years[year]), year_text(year, locale), origins=tuple(origins[year]))
        )
    return rows


def _years(entry: Service) -> set[int]:
    """Return the years of the single dates of a service."""
    return set(years_of(dated for dated in entry.single_dates if not dated.date.is_over_years))


def _have_several_years(entries: Sequence[Service]) -> bool:
    """Whether at least half of the entries with single dates have several years."""
    counts = [len(years) for entry in entries if (years := _years(entry))]
    return 2 * sum(count > 1 for count in counts) >= len(counts) > 0


def _without_dates(entry: Service, single: Sequence[DatedCount]) -> Service:
    """Return a service without some of its dates."""
    return entry.model_copy(update={"dates": tuple(d for d in entry.dates if d not in single)}) if single else entry


def _times(entry: Service) -> str:
    return f" ({entry.count})" if entry.count and entry.count > 1 else ""


def service_blocks(entries: Sequence[tuple[KeyPath, Service]], locale: Locale) -> list[Block]:
    """Return the rows of services in their groups."""
    reviews, rows = [], []
    for path, entry in entries:
        if entry.is_review and entry.group == "reviewer":
            reviews.append((path, entry))
        else:
            rows.append((entry.group, from_origins(service_block(entry, locale), path)))
    return grouped(locale.service_groups, [*rows, *(("reviewer", row) for row in review_blocks(reviews, locale))])
