"""Blocks of grants, courses, memberships, certificates, news and the like."""

from __future__ import annotations

from collections.abc import Sequence

from cvkit.model.activity import Certification, Grant, Media, Membership, News, Teaching
from cvkit.model.inline import Emphasis, Inlines, Link
from cvkit.write.blocks import DatedBlock, EntryBlock, RowBlock
from cvkit.write.compose.career import hosts_of
from cvkit.write.compose.dates import date_text, span_text
from cvkit.write.compose.phrase import enclosed, joined, phrase, said
from cvkit.write.words import Words


def grant_block(entry: Grant, words: Words) -> EntryBlock:
    """A grant: what for, in what role, from whom, how much, when."""
    money = ""
    if entry.amount:
        whole, point, part = entry.amount.partition(".")
        amount = words.number(int(whole)) + (f"{words.decimal}{part}" if point else "")
        money = words.money.format(amount=amount, currency=entry.currency or "").strip()
    number = words.grant_number.format(number=entry.number) if entry.number else ""
    status = words.grant_status[entry.status] if entry.status else ""
    details = joined(", ", [money, number, status, said(entry.note, words)])
    return EntryBlock(
        title=linked(said(entry.title, words), entry.url),
        role=said(entry.role, words),
        place=said(entry.funder, words),
        date=span_text(entry, words),
        notes=(details,) if details else (),
        items=tuple(said(text, words) for text in entry.highlights),
    )


def teaching_blocks(entries: Sequence[Teaching], words: Words) -> list[EntryBlock | RowBlock]:
    """Courses: a line each, or an entry each where any has more to say."""
    block = _course_entry if any(entry.highlights for entry in entries) else _course_row
    return [block(entry, words) for entry in entries]


def _course_entry(entry: Teaching, words: Words) -> EntryBlock:
    return EntryBlock(
        title=linked(said(entry.title, words), entry.url),
        role=joined(", ", [said(entry.role, words), said(entry.level, words)]),
        place=_school(entry, words),
        date=_terms(entry, words),
        notes=(said(entry.note, words),) if entry.note else (),
        items=tuple(said(text, words) for text in entry.highlights),
    )


def _course_row(entry: Teaching, words: Words) -> RowBlock:
    title = (Emphasis(linked(said(entry.title, words), entry.url)),)
    parts = [title, said(entry.role, words), said(entry.level, words), _school(entry, words)]
    return RowBlock(phrase(joined(", ", parts), enclosed(said(entry.note, words))), _terms(entry, words))


def _school(entry: Teaching, words: Words) -> Inlines:
    return joined(", ", [said(entry.department, words), hosts_of(entry, words), said(entry.location, words)])


def _terms(entry: Teaching, words: Words) -> str:
    return ", ".join(date_text(date, words) for date in entry.dates) or span_text(entry, words)


def membership_block(entry: Membership, words: Words) -> RowBlock:
    """A membership: where, as what, since when."""
    text = joined(", ", [hosts_of(entry, words), said(entry.role, words)])
    return RowBlock(phrase(text, enclosed(said(entry.note, words))), span_text(entry, words))


def certification_block(entry: Certification, words: Words) -> DatedBlock:
    """A certificate: its year, its name, by whom."""
    expires = words.expires.format(date=date_text(entry.expires, words)) if entry.expires else ""
    return DatedBlock(
        title=linked(said(entry.title, words), entry.url),
        date=str(entry.date.year) if entry.date else "",
        detail=joined(", ", [said(entry.by, words), entry.number, expires, said(entry.note, words)]),
    )


def news_block(entry: News, words: Words) -> RowBlock:
    """A piece of news with its date."""
    text = phrase(said(entry.text, words), enclosed(said(entry.note, words)))
    return RowBlock(text, date_text(entry.date, words) if entry.date else "")


def media_block(entry: Media, words: Words) -> RowBlock:
    """What was published about the work, and where."""
    outlet = said(entry.outlet, words)
    title = linked(said(entry.title, words), entry.url)
    parts = [
        title,
        (Emphasis(outlet),) if outlet else None,
        *(linked(said(link.label, words), link.url) for link in entry.links),
    ]
    text = phrase(joined(", ", parts), enclosed(said(entry.note, words)))
    return RowBlock(text, date_text(entry.date, words) if entry.date else "")


def linked(text: Inlines, url: str | None) -> Inlines:
    """A text that leads to an address, if there is one; links do not nest."""
    return (Link(url, text),) if url and not any(isinstance(inline, Link) for inline in text) else text
