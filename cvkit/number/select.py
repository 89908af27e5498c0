"""Select the works that a document prints, in order and in groups. Numbers stay those of the whole record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from cvkit.model.diagnostic import KeyPath
from cvkit.model.selection import LEADS, Listing, Where
from cvkit.model.text import Text
from cvkit.model.value_class import dataclass
from cvkit.model.work import UNCOUNTED, UNDATED, Patent, Publication, Work, WorkKind, is_refereed
from cvkit.number.numbered import Label, Numbered
from cvkit.number.roles import role_of
from cvkit.number.version_chains import VersionChains

KIND_ORDER: tuple[WorkKind, ...] = get_args(WorkKind)

UNPUBLISHED = "unpublished"
"""The group of works that are under review or in preparation, and therefore have no number."""


@dataclass(frozen=True)
class Listed:
    """One work of a printed list."""

    path: KeyPath
    work: Work
    label: Label | None


@dataclass(frozen=True)
class WorkGroup:
    """Works under one heading. `key` is the value that they share, or `unpublished`; empty in a list without groups."""

    key: str
    works: tuple[Listed, ...]


def select(numbered: Numbered, section: str, listing: Listing) -> list[WorkGroup]:
    """The works of a section that a listing selects, in its groups."""
    pairs = chosen(numbered, section, listing)
    if listing.renumber:
        pairs = _renumbered(numbered, pairs)
    works = [Listed(path, numbered.work(path), label) for path, label in pairs]
    is_picked = listing.where is not None and listing.where.ids
    unpublished = () if is_picked else tuple(w for w in works if w.label is None and w.work.status in UNCOUNTED)
    separate = [WorkGroup(UNPUBLISHED, unpublished)] if unpublished else []
    works = [work for work in works if work not in unpublished]
    if listing.groups is None:
        return [*([WorkGroup("", tuple(works))] if works else []), *separate]
    keys = {work.path: _key(work, listing.groups) for work in works}
    order = dict.fromkeys(keys.values())
    if listing.group_by == "kind":
        order = dict.fromkeys(sorted(order, key=lambda key: KIND_ORDER.index(key)))
    elif listing.group_by == "series":
        names = list(numbered.record.numbering.series)
        order = dict.fromkeys(
            sorted(order, key=lambda key: (not key, names.index(key) if key in names else len(names)))
        )
    elif listing.group_by in ("refereed", "open_access"):
        order = dict.fromkeys(sorted(order, reverse=True))
    return [*(WorkGroup(key, tuple(work for work in works if keys[work.path] == key)) for key in order), *separate]


def chosen(numbered: Numbered, section: str, listing: Listing) -> list[tuple[KeyPath, Label | None]]:
    """The paths of the works that a listing selects, in its order, each with its label in the whole record."""
    paths = sorted(numbered.listed(section, listing.order or "newest-first"), key=lambda p: _is_undated(numbered, p))
    where = listing.where
    if where:
        chains = VersionChains(numbered.record)
        paths = [path for path in paths if _applies(where, numbered, path, chains)]
        if where.ids:
            rank = {name: at for at, name in enumerate(where.ids)}
            paths.sort(key=lambda path: rank[str(numbered.work(path).id)])
    return [(path, numbered.labels.get(path)) for path in paths[: listing.limit]]


def _is_undated(numbered: Numbered, path: KeyPath) -> bool:
    """Whether a publication has no number and the date `n.d.`. Such works are last in a list."""
    work = numbered.work(path)
    is_known = work.date is not None or work.status in UNDATED or path in numbered.labels
    return isinstance(work, Publication) and not is_known


def _applies(where: Where, numbered: Numbered, path: KeyPath, chains: VersionChains) -> bool:
    """Whether a work matches each key."""
    work, label = numbered.work(path), numbered.labels.get(path)
    date = work.date
    role = role_of(work, numbered.record) if where.owner_role else None
    return (
        (not where.kind or work.kind in where.kind)
        and (not where.series or (label is not None and label.series in where.series))
        and (not where.tags or any(tag in where.tags for tag in work.tags))
        and (not where.status or (work.status or _usual_status(work)) in where.status)
        and (not where.ids or work.id in where.ids)
        and (where.refereed is None or where.refereed == is_refereed(work))
        and (where.retracted is None or where.retracted == is_retracted(work))
        and (not where.funding or any(grant in where.funding for grant in work.funding))
        and (where.superseded is None or where.superseded == bool(chains.last(work)))
        and (where.since is None or date is None or date.last_day >= where.since.first_day)
        and (where.until is None or date is None or date.first_day <= where.until.last_day)
        and (not where.owner_role or role in where.owner_role or ("lead" in where.owner_role and role in LEADS))
    )


def _usual_status(work: Work) -> str:
    """The status of a work that does not state one: `published`, but unknown (empty) for a patent."""
    return "" if isinstance(work, Patent) else "published"


def _renumbered(
    numbered: Numbered, chosen: Sequence[tuple[KeyPath, Label | None]]
) -> list[tuple[KeyPath, Label | None]]:
    """The same works, numbered as if the record had no others."""
    numbered_paths = {path for path, label in chosen if label}
    labels: dict[KeyPath, Label] = {}
    counts: dict[str, int] = {}
    for path in reversed(numbered.newest_first):
        if path in numbered_paths:
            series = numbered.labels[path].series
            counts[series] = counts.get(series, 0) + 1
            text = numbered.record.numbering.label_of(series, counts[series])
            labels[path] = Label(series, counts[series], text)
    return [(path, labels.get(path)) for path, _ in chosen]


def _key(listed: Listed, group_by: str) -> str:
    """The value by which a work is grouped; empty if it has none. That of a flag is `true` or empty."""
    work = listed.work
    match group_by:
        case "year":
            return str(work.date.year) if work.date else ""
        case "series":
            return listed.label.series if listed.label else ""
        case "status":
            return work.status or _usual_status(work)
        case "refereed":
            return "true" if is_refereed(work) else ""
    value = getattr(work, group_by, None)
    if isinstance(value, bool):
        return "true" if value else ""
    return value.plain() if isinstance(value, Text) else str(value or "")


def is_retracted(work: Work) -> bool:
    """Whether a work was retracted."""
    return bool(getattr(work, "retracted", False))
