"""Update a record and its `imported.yaml` after the works are identified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvkit.commands.import_.combine import ALSO, KEY, EntryDict
from cvkit.commands.import_.identify import TrackedWork
from cvkit.commands.import_.stated_facts import without_stated
from cvkit.commands.import_.three_way_merge import Merged, three_way_merge
from cvkit.commands.import_.versions import VERSION_FIELD, links


def update(current: Sequence[Mapping[str, object]], works: Sequence[TrackedWork]) -> tuple[Merged, list[EntryDict]]:
    """The merged entries of the record, and the entries of `imported.yaml`: all works that sources have or had."""
    id_of = {id(work.current): work.id for work in works}
    papers = links(works)
    before = {work.id: _fields(work.before) for work in works if work.before}
    now: dict[str, EntryDict] = {}
    for work in works:
        link = {VERSION_FIELD: papers[work.id]} if work.id in papers else {}
        is_linked_now = link and link[VERSION_FIELD] != before.get(work.id, {}).get(VERSION_FIELD)
        if work.found or (work.before and is_linked_now):
            now[work.id] = _fields(work.now if work.found else work.before or {}) | link
    compared = {
        work.id: without_stated(now[work.id], work.current, before.get(work.id)) for work in works if work.id in now
    }
    merged = three_way_merge(
        [dict(entry) | ({"id": name} if (name := id_of[id(entry)]) else {}) for entry in current],
        _entries(before),
        _entries(compared),
        absent={work.id for work in works if not work.found},
    )
    merged.entries = [
        entry if "id" in typed or str(entry.get("id")) in merged.updated else _fields(entry)
        for typed, entry in zip(current, merged.entries, strict=True)
    ]
    known = before | now
    last = [_with_key(work) | known[work.id] | _also(work) for work in works if work.id in known]
    return merged, last


def _fields(entry: Mapping[str, object]) -> EntryDict:
    """An entry without its id, key and the values that lost."""
    return {name: value for name, value in entry.items() if name not in ("id", KEY, ALSO)}


def _entries(fields: Mapping[str, EntryDict]) -> list[EntryDict]:
    return [{"id": name} | entry for name, entry in fields.items()]


def _with_key(work: TrackedWork) -> EntryDict:
    """The id of a work, and its key in the source if the key is different."""
    key = (work.now if work.found else work.before or {})[KEY]
    return {"id": work.id} | ({KEY: key} if key != work.id else {})


def _also(work: TrackedWork) -> EntryDict:
    """The values of sources that the record has not."""
    lost = (work.now if work.found else work.before or {}).get(ALSO)
    return {ALSO: lost} if lost else {}
