"""Select the works that a document prints, in order and in groups. Numbers stay those of the whole record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.document import Document
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.selection import LEADS, Listing, Where
from cvkit.model.text import Text
from cvkit.model.value_class import dataclass
from cvkit.model.work import UNCOUNTED, UNDATED, WORK_SECTIONS, Patent, Publication, Work, WorkKind, is_refereed
from cvkit.number.numbered import Label, Numbered
from cvkit.number.roles import role_of
from cvkit.number.select_entries import section_entries
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
    chosen = _chosen(numbered, section, listing)
    if listing.renumber:
        chosen = _renumbered(numbered, chosen)
    works = [Listed(path, numbered.work(path), label) for path, label in chosen]
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


def _chosen(numbered: Numbered, section: str, listing: Listing) -> list[tuple[KeyPath, Label | None]]:
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


class EmptySelection(Rule):
    """A selection that selects nothing.

    A work must match every key of `where`. No work of the section does, so the document shows none. Change or delete a
    key of `where`.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {sections: [{publications: {where: {since: 2021}}}]}}
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {sections: [{publications: {where: {since: 2020}}}]}}
    ```
    """

    code = "N301"
    severity = Severity.WARNING
    message = "the document `{document}` selects no work"
    hint = "check the keys of `where`: a work must match each of them"
    fix = "check the keys of `where`"


class _EmptyList(EmptySelection):
    message = "the document `{document}` selects none of the {section}"


class UnknownSelectedId(Rule):
    """An id in `where` that does not exist.

    `ids` selects works by their ids. No work has this id, so the document would not show the work that you mean. Use
    the id in the hint, or delete it.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {where: {ids: [oen]}}}
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    documents: {full: {where: {ids: [one]}}}
    ```
    """

    code = "N302"
    depends_on = DependsOn.IDS
    message = "there is no entry `{id}`"
    fix = "use the id in the hint"


class _UnknownGrant(UnknownSelectedId):
    message = "there is no grant `{id}`"


def check_selections(numbered: Numbered) -> list[Diagnostic]:
    """Report ids in `where` that do not exist, and selections without works."""
    diagnostics: list[Diagnostic] = []
    for name, document in numbered.record.documents.items():
        found = _empty_listings(numbered, name, document)
        if document.where:  # these ids may be in any list
            found += _unknown_ids(numbered, WORK_SECTIONS, document.where, ("documents", name, "where"))
        if not any(diagnostic.is_error for diagnostic in found) and _is_empty_by_itself(numbered, document):
            found.append(EmptySelection.at(("documents", name, "where"), document=name))
        diagnostics += found
    return diagnostics


def _empty_listings(numbered: Numbered, name: str, document: Document) -> list[Diagnostic]:
    """Report mistakes in the selections of single sections of a document."""
    diagnostics: list[Diagnostic] = []
    for index, item in enumerate(document.sections):
        for section, listing in item.items():
            if listing.where is None:
                continue
            path = ("documents", name, "sections", index, section, "where")
            parts = [part for part, _ in document.parts(section, listing)]
            unknown = _unknown_ids(numbered, parts, listing.where, path)
            diagnostics += unknown
            is_list = section in WORK_SECTIONS and getattr(numbered.record, section)
            if not unknown and is_list and not _chosen(numbered, section, listing):
                diagnostics.append(_EmptyList.at(path, document=name, section=section))
    return diagnostics


def _is_empty_by_itself(numbered: Numbered, document: Document) -> bool:
    """Whether the `where` of the document selects no work of any list that it prints."""
    lists = [(name, listing) for name, listing in document.single_listings() if name in WORK_SECTIONS]
    has_works = any(getattr(numbered.record, name) for name, _ in lists)
    return document.where is not None and has_works and not any(_chosen(numbered, *item) for item in lists)


def _unknown_ids(numbered: Numbered, sections: Sequence[str], where: Where, path: KeyPath) -> list[Diagnostic]:
    entries = [entry for section in sections for entry in section_entries(numbered.record, section)]
    known = [entry.id for entry in entries if getattr(entry, "id", None)]
    diagnostics = []
    for index, name in enumerate(where.ids):
        if name not in known:
            hint = did_you_mean(name, known, f"write the id of an entry of {' or '.join(sections)}")
            diagnostics.append(UnknownSelectedId.at((*path, "ids", index), id=name, hint=hint))
    grants = [grant.id for grant in numbered.record.grants if grant.id]
    for index, name in enumerate(where.funding):
        if name not in grants:
            hint = did_you_mean(name, grants, "write the id of one of your grants")
            diagnostics.append(_UnknownGrant.at((*path, "funding", index), id=name, hint=hint))
    return diagnostics
