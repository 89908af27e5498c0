"""Count works for texts that print a count. So a count always agrees with the lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from cvkit.model.diagnostic import KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.selection import LEADS, OwnerRole
from cvkit.model.work import UNCOUNTED, Work, WorkKind
from cvkit.number.numbered import Numbered
from cvkit.number.roles import role_of

COUNTED_KINDS: tuple[str, ...] = get_args(WorkKind)
COUNTED_ROLES: tuple[str, ...] = (*get_args(OwnerRole), "lead")


def count_works(numbered: Numbered, terms: Sequence[str]) -> int:
    """The number of works that match the terms. A term is a series, a kind, a role of the owner or a tag.

    A work must match one term of each sort that occurs: `journal,conference,lead` counts the journal and conference
    papers that the owner led. All versions of a work count as one. A work that is submitted or in preparation is
    counted only if it has a number, or if a term is one of its tags.
    """
    works = {work.id: work for _, _, work in numbered.record.works() if work.id}

    def original(path: KeyPath) -> KeyPath | str:
        work, seen = numbered.work(path), set[str]()
        while (name := str(getattr(work, "version_of", None))) in works and name not in seen:
            seen.add(name)
            work = works[name]
        return work.id or path

    return len({original(path) for path in numbered.newest_first if _all_apply(numbered, path, terms)})


def unknown_count_term(numbered: Numbered, terms: Sequence[str]) -> tuple[int, str] | None:
    """The index of the first term that has no meaning in this record, with a hint; None if all have one."""
    known = [*_series(numbered), *COUNTED_KINDS, *COUNTED_ROLES, *_tags(numbered)]
    for index, term in enumerate(terms):
        if term not in known:
            return index, did_you_mean(term, known, "write a series, a kind, one of your roles or a tag")
    return None


def _all_apply(numbered: Numbered, path: KeyPath, terms: Sequence[str]) -> bool:
    work, label = numbered.work(path), numbered.labels.get(path)
    sorts: list[tuple[Sequence[str], Callable[[str], bool]]] = [
        (_series(numbered), lambda term: label is not None and label.series == term),
        (COUNTED_KINDS, lambda term: work.kind == term),
        (COUNTED_ROLES, lambda term: _has_role(numbered, work, term)),
        (_tags(numbered), lambda term: term in work.tags),
    ]
    asked = [(names, applies, [term for term in terms if term in names]) for names, applies in sorts]
    is_asked = all(any(map(applies, mine)) for _, applies, mine in asked if mine)
    is_ahead = label is None and work.status in UNCOUNTED and not {*work.tags} & {*terms}
    return is_asked and not work.hidden and not is_ahead


def _has_role(numbered: Numbered, work: Work, term: str) -> bool:
    role = role_of(work, numbered.record)
    return role in LEADS if term == "lead" else role == term


def _series(numbered: Numbered) -> list[str]:
    return sorted({*numbered.record.numbering.series, *(label.series for label in numbered.labels.values())})


def _tags(numbered: Numbered) -> list[str]:
    record = numbered.record
    return sorted({*record.tags, *(tag for _, _, work in record.works() for tag in work.tags)})
