"""Merge the source now, the source at the last import, and the record. Edits by hand are never lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_Entry = dict[str, Any]


@dataclass
class Merged:
    """The entries of a section after an import, and the changes."""

    entries: list[_Entry]
    """The entries that the record had, in their order, with their changes."""
    new: list[_Entry] = field(default_factory=list)
    updated: dict[str, list[str]] = field(default_factory=dict)
    """Id → the fields that were updated because the source changed them."""
    kept: dict[str, list[str]] = field(default_factory=dict)
    """Id → the fields that were edited by hand and also changed by the source. The edit is kept."""
    edited: dict[str, list[str]] = field(default_factory=dict)
    """Id → the fields that were edited by hand and not changed by the source."""
    deleted: list[str] = field(default_factory=list)
    """Ids that were imported before and deleted by hand. They are not added again."""
    gone: list[str] = field(default_factory=list)
    """Ids that the source no longer has. Their entries are kept."""
    unchanged: int = 0


def three_way_merge(
    current: Sequence[_Entry], base: Sequence[_Entry], source: Sequence[_Entry], absent: Collection[str] = ()
) -> Merged:
    """Merge by id. A field is updated if only the source has changed it, and kept if it was edited by hand.

    `absent` are ids that no source has now. Their entries are in `source` only for a field that cvkit derives.
    """
    before = {entry["id"]: entry for entry in base if "id" in entry}
    now = {entry["id"]: entry for entry in source if "id" in entry}
    there = {entry.get("id") for entry in current}
    merged = Merged([])
    for entry in current:
        name = entry.get("id")
        if name in before and (name not in now or name in absent):
            merged.gone.append(str(name))
        merged.entries.append(_merged(entry, before.get(name, {}), now[name], merged) if name in now else entry)
    for name, entry in now.items():
        if name in there:
            continue
        if name in before:
            merged.deleted.append(name)
        else:
            merged.new.append(entry)
    touched = {*merged.updated, *merged.gone}
    merged.unchanged = sum(entry.get("id") in now and entry.get("id") not in touched for entry in current)
    return merged


def _merged(ours: _Entry, before: Mapping[str, Any], now: _Entry, merged: Merged) -> _Entry:
    result, name = dict(ours), str(ours["id"])
    fields: dict[str, list[str]] = {"updated": [], "kept": [], "edited": []}
    for key in dict.fromkeys([*now, *before]):
        mine, old, new = ours.get(key), before.get(key), now.get(key)
        if mine == new:
            continue
        if old == new:
            fields["edited"].append(key)
        elif mine == old:
            fields["updated"].append(key)
            if new is None:
                del result[key]
            else:
                result[key] = new
        else:
            fields["kept"].append(key)
    for change, names in fields.items():
        if names:
            getattr(merged, change)[name] = names
    return result
