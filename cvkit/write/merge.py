"""What a source says now, what it said at the last import, and what was edited since, as one: nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Entry = dict[str, Any]


@dataclass
class Merged:
    """The entries of a section after an import, and what became of each."""

    entries: list[Entry]
    """Those that were there, in their order, with what changed."""
    new: list[Entry] = field(default_factory=list)
    updated: dict[str, list[str]] = field(default_factory=dict)
    """Id → the fields that the source has changed."""
    kept: dict[str, list[str]] = field(default_factory=dict)
    """Id → the fields that were edited by hand, and that the source says otherwise."""
    deleted: list[str] = field(default_factory=list)
    """Ids that were imported once and deleted by hand: they stay away."""
    gone: list[str] = field(default_factory=list)
    """Ids that the source had and has no more: they stay."""
    unchanged: int = 0


def merge(current: Sequence[Entry], base: Sequence[Entry], source: Sequence[Entry]) -> Merged:
    """Merge by id: where only the source has changed, it counts; where a hand has, that stays."""
    before = {entry["id"]: entry for entry in base if "id" in entry}
    now = {entry["id"]: entry for entry in source if "id" in entry}
    there = {entry.get("id") for entry in current}
    merged = Merged([])
    for entry in current:
        name = entry.get("id")
        if name not in now:
            merged.entries.append(entry)
            if name in before:
                merged.gone.append(str(name))
            continue
        merged.entries.append(_merged(entry, before.get(name, {}), now[name], merged))
    for name, entry in now.items():
        if name in there:
            continue
        if name in before:
            merged.deleted.append(name)
        else:
            merged.new.append(entry)
    return merged


def _merged(ours: Entry, before: Mapping[str, Any], now: Entry, merged: Merged) -> Entry:
    result, name = dict(ours), str(ours["id"])
    changed, kept = [], []
    for key in dict.fromkeys([*now, *before]):
        mine, old, new = ours.get(key), before.get(key), now.get(key)
        if mine == new or old == new:
            continue  # the two agree, or the source says what it always said
        if mine == old:
            changed.append(key)
            if new is None:
                del result[key]
            else:
                result[key] = new
        else:
            kept.append(key)
    if changed:
        merged.updated[name] = changed
    if kept:
        merged.kept[name] = kept
    merged.unchanged += not changed
    return result
