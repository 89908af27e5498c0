"""Select the entries that a document prints of a section without works, in order and in groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from cvkit.model.bullet import Bullet
from cvkit.model.date import Date, Present
from cvkit.model.diagnostic import KeyPath
from cvkit.model.fields import Model
from cvkit.model.record import Record
from cvkit.model.selection import Listing, Where
from cvkit.model.text import Text

E = TypeVar("E")

Period = tuple[dt.date, dt.date]
"""The first and the last day that a date can mean."""


def section_entries(record: Record, section: str) -> Sequence[Any]:
    """The entries of a section, which cvkit or the record defines."""
    return record.sections[section] if section in record.sections else getattr(record, section, ())


def section_path(record: Record, section: str) -> KeyPath:
    """The key path of a section."""
    return ("sections", section) if section in record.sections else (section,)


def select_entries(path: KeyPath, entries: Sequence[E], listing: Listing) -> list[tuple[KeyPath, E]]:
    """The entries that a listing selects from a section without works, in its order, each with its key path.

    Hidden entries are left out. `path` is the path of the section.
    """
    shown = [((*path, at), entry) for at, entry in enumerate(entries) if not getattr(entry, "hidden", False)]
    where = listing.where
    if where:
        shown = [(at, entry) for at, entry in shown if _applies(where, entry)]
    if listing.order in ("newest-first", "oldest-first"):
        shown = in_time(shown, listing.order, [period_of(entry) for _, entry in shown])
    if where and where.ids:
        name, rank = "id", {known: at for at, known in enumerate(where.ids)}
        shown.sort(key=lambda item: rank[str(getattr(item[1], name))])
    return [(at, with_bullets(entry, where)) for at, entry in shown[: listing.limit]]


def with_bullets(entry: E, where: Where | None) -> E:
    """The entry with the bullets that a selection prints: those with a selected tag, and those without tags."""
    if where is None or not where.tags or not isinstance(entry, Model):
        return entry
    changed: dict[str, Any] = {}
    bullets = getattr(entry, "highlights", ())
    if any(isinstance(bullet, Bullet) for bullet in bullets):
        changed["highlights"] = _selected(bullets, where.tags)
    if posts := getattr(entry, "posts", ()):
        changed["posts"] = tuple(with_bullets(post, where) for post in posts)
    return entry.model_copy(update=changed) if changed else entry


def _selected(bullets: Sequence[Text], tags: Sequence[str]) -> tuple[Text, ...]:
    kept: list[Text] = []
    for one in bullets:
        if not isinstance(one, Bullet):
            kept.append(one)
        elif not one.tags or any(tag in tags for tag in one.tags):
            kept.append(replace(one, items=_selected(one.items, tags)))
    return tuple(kept)


def in_time(items: Sequence[E], order: str, periods: Sequence[Period | None]) -> list[E]:
    """Items by their periods, which are given in the same order. Those without a period are last.

    Items of one period keep their order, or are reversed if the oldest is first: the newest is typed at the top.
    """
    undated = [item for item, period in zip(items, periods, strict=True) if period is None]
    dated = [(period[::-1], item) for item, period in zip(items, periods, strict=True) if period is not None]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    if order == "oldest-first":
        dated.reverse()
    return [*(item for _, item in dated), *undated]


def period_of(entry: object) -> Period | None:
    """The days from the first to the last date of an entry; None if it has no date.

    The last day of a period without an end is the last of all days.
    """
    dates = list(_dates(entry))
    if not dates:
        return None
    first = min(date.first_day for date in dates if isinstance(date, Date)) if _has_start(dates) else dt.date.min
    last = max(dt.date.max if isinstance(date, Present) else date.last_day for date in dates)
    return first, last


def _has_start(dates: Sequence[Date | Present]) -> bool:
    return any(isinstance(date, Date) for date in dates)


def _dates(entry: object) -> Iterator[Date | Present]:
    """Every date of an entry, also of its posts and of the periods of a supervised person."""
    for name in ("date", "start", "end", "expected"):
        if isinstance(date := getattr(entry, name, None), Date | Present):
            yield date
    for dated in getattr(entry, "dates", ()):
        yield dated if isinstance(dated, Date) else dated.date
    for part in (*getattr(entry, "periods", ()), *getattr(entry, "posts", ())):
        yield from _dates(part)


def _applies(where: Where, entry: object) -> bool:
    """Whether an entry matches each key. An entry without a date matches every date."""
    period = period_of(entry) if where.since or where.until else None
    return (
        (not where.tags or any(tag in where.tags for tag in getattr(entry, "tags", ())))
        and (not where.status or standing_of(entry) in where.status)
        and (not where.ids or getattr(entry, "id", None) in where.ids)
        and (where.since is None or period is None or period[1] >= where.since.first_day)
        and (where.until is None or period is None or period[0] <= where.until.last_day)
    )


def standing_of(entry: object) -> str | None:
    """The status of an entry. A grant that states none is awarded."""
    status: str | None = getattr(entry, "standing", None) or getattr(entry, "status", None)
    return status
