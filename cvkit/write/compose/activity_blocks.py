"""Blocks of grants, courses, memberships, certificates, news and media reports."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.activity import Certification, Grant, Media, Membership, News, Project, Teaching
from cvkit.model.diagnostic import KeyPath
from cvkit.model.inline import Emphasis, Inlines
from cvkit.write.blocks import DatedBlock, EntryBlock, LabelledLink, RowBlock
from cvkit.write.compose.bullets import bullets
from cvkit.write.compose.career_blocks import hosts_of
from cvkit.write.compose.dates import TIE, date_text, span_text
from cvkit.write.compose.money import money_text, own_share_text
from cvkit.write.compose.phrase import PhrasePart, join_phrases, linked, localized, parenthesized, phrase
from cvkit.write.locales import Locale
from cvkit.write.page_part import from_origins


def grant_block(entry: Grant, locale: Locale) -> EntryBlock:
    """Return the block of a grant: title, role, funder, period, and a line with amount, number and status.

    Its investigators are no part of it, because their markers depend on the record.
    """
    money = money_text(entry.amount, entry.currency, locale) if entry.amount else ""
    number = locale.grant_number.format(number=entry.number) if entry.number else ""
    status = locale.grant_status[entry.status] if entry.status else ""
    details = join_phrases(
        locale.comma, [money, own_share_text(entry, locale), number, status, localized(entry.note, locale)]
    )
    return EntryBlock(
        title=linked(localized(entry.title, locale), entry.url),
        role=localized(entry.role, locale),
        place=localized(entry.funder, locale),
        date=span_text(entry, locale),
        notes=(details,) if details else (),
        items=bullets(entry.highlights, locale),
    )


def project_block(entry: Project, locale: Locale) -> EntryBlock:
    """Return the block of a project: title, role, place, period, description and links."""
    notes = (localized(entry.description, locale), localized(entry.note, locale))
    return EntryBlock(
        title=linked(localized(entry.title, locale), entry.url),
        role=localized(entry.role, locale),
        place=join_phrases(locale.comma, [hosts_of(entry, locale), localized(entry.location, locale)]),
        date=span_text(entry, locale),
        notes=tuple(note for note in notes if note),
        items=bullets(entry.highlights, locale),
        links=tuple(LabelledLink(localized(link.label, locale), link.url) for link in entry.links),
    )


def teaching_blocks(entries: Sequence[tuple[KeyPath, Teaching]], locale: Locale) -> list[EntryBlock | RowBlock]:
    """Return one row for each course, or one entry for each course if any of them has highlights."""
    block = _course_entry if any(entry.highlights for _, entry in entries) else _course_row
    return [from_origins(block(entry, locale), path) for path, entry in entries]


def _course_entry(entry: Teaching, locale: Locale) -> EntryBlock:
    figures = join_phrases(locale.comma, course_figures(entry, locale))
    return EntryBlock(
        title=join_phrases(" ", [entry.code, linked(localized(entry.title, locale), entry.url)]),
        role=join_phrases(locale.comma, [localized(entry.role, locale), localized(entry.level, locale)]),
        place=_school(entry, locale),
        date=_terms(entry, locale),
        notes=tuple(note for note in (figures, localized(entry.note, locale)) if note),
        items=bullets(entry.highlights, locale),
    )


def _course_row(entry: Teaching, locale: Locale) -> RowBlock:
    title = join_phrases(" ", [entry.code, (Emphasis(linked(localized(entry.title, locale), entry.url)),)])
    role, level = localized(entry.role, locale), localized(entry.level, locale)
    parts: list[PhrasePart] = [title, role, level, _school(entry, locale), *course_figures(entry, locale)]
    return RowBlock(
        phrase(join_phrases(locale.comma, parts), parenthesized(localized(entry.note, locale), locale)),
        _terms(entry, locale),
    )


def _school(entry: Teaching, locale: Locale) -> Inlines:
    return join_phrases(
        locale.comma, [localized(entry.department, locale), hosts_of(entry, locale), localized(entry.location, locale)]
    )


def course_figures(entry: Teaching, locale: Locale) -> list[str]:
    """Return the figures of a course: `30 h`, `6 ECTS`, `120 students`, `evaluation 4.6/5`."""
    units = ((entry.hours, "h"), (entry.ects, "ECTS"))
    found = [f"{locale.decimals(number)}{TIE}{unit}" for number, unit in units if number]
    found += [locale.counted("students", entry.enrolment)] if entry.enrolment else []
    if score := entry.evaluation:
        value = "/".join(locale.decimals(part) for part in (score.value, score.scale) if part)
        found.append(locale.evaluation.format(value=value))
    return found


def _terms(entry: Teaching, locale: Locale) -> str:
    return locale.comma.join(date_text(date, locale) for date in entry.dates) or span_text(entry, locale)


def membership_block(entry: Membership, locale: Locale) -> RowBlock:
    """Return the row of a membership: organization, role and period."""
    text = join_phrases(locale.comma, [hosts_of(entry, locale), localized(entry.role, locale)])
    return RowBlock(phrase(text, parenthesized(localized(entry.note, locale), locale)), span_text(entry, locale))


def certification_block(entry: Certification, locale: Locale) -> DatedBlock:
    """Return the block of a certificate: year, title and issuer."""
    expires = locale.expires.format(date=date_text(entry.expires, locale)) if entry.expires else ""
    return DatedBlock(
        title=linked(localized(entry.title, locale), entry.url),
        date=entry.date.years if entry.date else "",
        detail=join_phrases(
            locale.comma, [localized(entry.by, locale), entry.number, expires, localized(entry.note, locale)]
        ),
    )


def news_block(entry: News, locale: Locale) -> RowBlock:
    """Return the row of a piece of news: text and date."""
    text = phrase(localized(entry.text, locale), parenthesized(localized(entry.note, locale), locale))
    return RowBlock(text, date_text(entry.date, locale) if entry.date else "")


def media_block(entry: Media, locale: Locale) -> RowBlock:
    """Return the row of a media report about the owner: title, outlet, links and date."""
    outlet = localized(entry.outlet, locale)
    title = linked(localized(entry.title, locale), entry.url)
    parts = [
        title,
        (Emphasis(outlet),) if outlet else None,
        *(linked(localized(link.label, locale), link.url) for link in entry.links),
    ]
    text = phrase(join_phrases(locale.comma, parts), parenthesized(localized(entry.note, locale), locale))
    return RowBlock(text, date_text(entry.date, locale) if entry.date else "")
