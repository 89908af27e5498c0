"""Which works of a list a document shows, in which order and groups; numbers stay those of the whole record."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from cvkit.model.problem import Path, Problem, Severity
from cvkit.model.record import Document, Record
from cvkit.model.selection import LEADS, Listing, Where
from cvkit.model.work import Kind, Patent, Work
from cvkit.number.numbered import LISTS, Label, Numbered
from cvkit.number.roles import role_of

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Listed:
    """One work as a list shows it."""

    path: Path
    work: Work
    label: Label | None


@dataclass(frozen=True)
class Group:
    """Works under one heading; `key` is a kind, a year or a series, and nothing where a list has one group."""

    key: str
    works: tuple[Listed, ...]


def select(numbered: Numbered, section: str, listing: Listing) -> list[Group]:
    """The works of a section that a listing asks for, in its groups."""
    chosen = _chosen(numbered, section, listing)
    if listing.renumber:
        chosen = _renumbered(numbered, chosen)
    works = [Listed(path, numbered.work(path), label) for path, label in chosen]
    if listing.group_by is None:
        return [Group("", tuple(works))] if works else []
    keys = {work.path: _key(work, listing.group_by) for work in works}
    order = dict.fromkeys(keys.values())
    if listing.group_by == "kind":
        order = dict.fromkeys(sorted(order, key=lambda key: KINDS.index(key)))
    elif listing.group_by == "series":
        names = list(numbered.record.numbering.series)
        order = dict.fromkeys(
            sorted(order, key=lambda key: (not key, names.index(key) if key in names else len(names)))
        )
    return [Group(key, tuple(work for work in works if keys[work.path] == key)) for key in order]


def _chosen(numbered: Numbered, section: str, listing: Listing) -> list[tuple[Path, Label | None]]:
    paths = numbered.listed(section, listing.order or "newest-first")
    where = listing.where
    if where:
        paths = [path for path in paths if _applies(where, numbered, path)]
        if where.ids:
            rank = {name: at for at, name in enumerate(where.ids)}
            paths.sort(key=lambda path: rank[str(numbered.work(path).id)])
    return [(path, numbered.labels.get(path)) for path in paths[: listing.limit]]


def _applies(where: Where, numbered: Numbered, path: Path) -> bool:
    """Whether a work has what each key asks."""
    work, label = numbered.work(path), numbered.labels.get(path)
    date = work.date
    role = role_of(work, numbered.record) if where.owner_role else None
    return (
        (not where.kind or work.kind in where.kind)
        and (not where.series or (label is not None and label.series in where.series))
        and (not where.tags or any(tag in where.tags for tag in work.tags))
        and (not where.status or (work.status or _usual_status(work)) in where.status)
        and (not where.ids or work.id in where.ids)
        and (where.since is None or date is None or date.last_day >= where.since.first_day)
        and (where.until is None or date is None or date.first_day <= where.until.last_day)
        and (not where.owner_role or role in where.owner_role or ("lead" in where.owner_role and role in LEADS))
    )


def _usual_status(work: Work) -> str:
    """What a work is that does not say: a publication is published, of a patent nothing is known."""
    return "" if isinstance(work, Patent) else "published"


def _renumbered(numbered: Numbered, chosen: Sequence[tuple[Path, Label | None]]) -> list[tuple[Path, Label | None]]:
    """The same works, counted as if there were no others."""
    there = {path for path, label in chosen if label}
    labels: dict[Path, Label] = {}
    counts: dict[str, int] = {}
    for path in reversed(numbered.newest_first):
        if path in there:
            series = numbered.labels[path].series
            counts[series] = counts.get(series, 0) + 1
            text = numbered.record.numbering.label_of(series, counts[series])
            labels[path] = Label(series, counts[series], text)
    return [(path, labels.get(path)) for path, _ in chosen]


def _key(listed: Listed, group_by: str) -> str:
    match group_by:
        case "kind":
            return listed.work.kind
        case "year":
            return str(listed.work.date.year) if listed.work.date else ""
        case _:
            return listed.label.series if listed.label else ""


def check_selections(numbered: Numbered, documents: Sequence[str]) -> list[Problem]:
    """Hand-picked ids that are not there, and selections that select nothing; `documents` are those that were typed."""
    problems: list[Problem] = []
    for name in documents:
        document = numbered.record.documents[name]
        for section, listing in document.listings.items():
            if section not in LISTS or listing.where is None:
                continue
            path = _where_path(numbered.record, name, section)
            sections = (section,) if len(path) > 3 else LISTS  # ids of the document's own may be of any list
            unknown = _unknown_ids(numbered, sections, listing.where, path)
            problems += unknown
            is_empty = not unknown and not _chosen(numbered, section, listing)
            if is_empty and getattr(numbered.record, section) and len(path) > 3:
                message = f"the document `{name}` selects none of the {section}"
                hint = "look at the keys of `where`: a work must have what each of them asks"
                problems.append(Problem("N301", message, hint, path, severity=Severity.WARNING))
        is_known = not any(problem.is_error and problem.path[1] == name for problem in problems)
        if is_known and _is_empty_by_itself(numbered, document):
            message = f"the document `{name}` selects no work"
            hint = "look at the keys of `where`: a work must have what each of them asks"
            problems.append(Problem("N301", message, hint, ("documents", name, "where"), severity=Severity.WARNING))
    return list(dict.fromkeys(problems))


def _is_empty_by_itself(numbered: Numbered, document: Document) -> bool:
    """Whether the document's own `where` leaves nothing of any list that it shows."""
    lists = [(name, listing) for name, listing in document.listings.items() if name in LISTS]
    there = any(getattr(numbered.record, name) for name, _ in lists)
    return document.where is not None and there and not any(_chosen(numbered, *item) for item in lists)


def _where_path(record: Record, name: str, section: str) -> Path:
    """Where the selection of a section stands: with the section, else with the document."""
    for index, item in enumerate(record.documents[name].sections):
        if any(chosen == section and listing.where for chosen, listing in item.items()):
            return "documents", name, "sections", index, section, "where"
    return "documents", name, "where"


def _unknown_ids(numbered: Numbered, sections: Sequence[str], where: Where, path: Path) -> list[Problem]:
    known = [work.id for section in sections for work in getattr(numbered.record, section) if work.id]
    problems = []
    for index, name in enumerate(where.ids):
        if name not in known:
            nearest = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean `{nearest[0]}`?" if nearest else f"no entry of {' or '.join(sections)} has this id"
            problems.append(Problem("N302", f"there is no entry `{name}`", hint, (*path, "ids", index)))
    return problems
