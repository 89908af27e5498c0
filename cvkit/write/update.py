"""A record and its `imported.yaml` brought up to date, when it is known which work is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvkit.write.identify import KEY, Entry, Work
from cvkit.write.merge import Merged, merge
from cvkit.write.versions import LINK, links


def update(current: Sequence[Mapping[str, object]], works: Sequence[Work]) -> tuple[Merged, list[Entry]]:
    """What becomes of the entries of the record, and all that sources have said, as `imported.yaml` keeps it."""
    id_of = {id(work.current): work.id for work in works}
    papers = links(works)
    before = {work.id: _fields(work.before) for work in works if work.before}
    now: dict[str, Entry] = {}
    for work in works:
        link = {LINK: papers[work.id]} if work.id in papers else {}
        is_linked_now = link and link[LINK] != before.get(work.id, {}).get(LINK)
        if work.found or (work.before and is_linked_now):
            now[work.id] = _fields(work.now if work.found else work.before or {}) | link
    merged = merge(
        [dict(entry) | ({"id": name} if (name := id_of[id(entry)]) else {}) for entry in current],
        _entries(before),
        _entries(now),
        absent={work.id for work in works if not work.found},
    )
    known = before | now
    last = [_with_key(work) | known[work.id] for work in works if work.id in known]
    return merged, last


def _fields(entry: Mapping[str, object]) -> Entry:
    """An entry without what names it."""
    return {name: value for name, value in entry.items() if name not in ("id", KEY)}


def _entries(fields: Mapping[str, Entry]) -> list[Entry]:
    return [{"id": name} | entry for name, entry in fields.items()]


def _with_key(work: Work) -> Entry:
    """The id of a work, and its key in the source if that is another."""
    key = (work.now if work.found else work.before or {})[KEY]
    return {"id": work.id} | ({KEY: key} if key != work.id else {})
