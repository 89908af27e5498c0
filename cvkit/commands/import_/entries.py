"""Match the entries of sections without works: posts, degrees, honors. They have no ids, so their content decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cvkit.commands.import_.combine import ALSO, EntryDict, combine
from cvkit.commands.import_.stated_facts import variants, without_stated
from cvkit.commands.import_.three_way_merge import Merged, three_way_merge

_NAMES = ("title", "organization", "institution", "name", "text", "bullet", "label", "number", "role",
          "degree", "field", "url", "code")  # fmt: skip
"""The fields that identify an entry. Two entries are one if they agree in the first of them and contradict in none."""
_PERIOD = ("start", "date", "end", "expected")


@dataclass
class TrackedEntry:
    """One entry: its state at the last import, in the record, and in the sources, at most one for each file."""

    before: EntryDict | None = None
    current: EntryDict | None = None
    found: list[EntryDict] = field(default_factory=list)

    @property
    def now(self) -> EntryDict:
        """The combined fields of the sources, and the values that only earlier sources had. A period is one value."""
        if not self.found:
            return {}
        stated = {name for entry in self.found for name in entry}
        gone = set(_PERIOD) - stated if stated & set(_PERIOD) else set()
        return combine({k: v for k, v in (self.before or {}).items() if k not in gone}, self.found)

    @property
    def versions(self) -> list[EntryDict]:
        """The descriptions by which the entry can be matched."""
        known = [entry for entry in (self.before, self.current) if entry is not None]
        return known or [self.now]


def identify_entries(
    current: Sequence[EntryDict], before: Sequence[EntryDict], files: Sequence[Sequence[EntryDict]]
) -> list[TrackedEntry]:
    """The entries of a section of the record, of earlier imports and of the sources, each once."""
    tracked = [TrackedEntry(before=entry) for entry in before]
    for at, entry in _pairs(current, tracked):
        if at is None:
            tracked.append(TrackedEntry(current=entry))
        else:
            tracked[at].current = entry
    for entries in files:
        listed = [entry for entry in entries if not any(_is_post_of(entry, one) for one in current)]
        for at, entry in _pairs(listed, tracked):
            if at is None:
                tracked.append(TrackedEntry(found=[entry]))
            else:
                tracked[at].found.append(entry)
    return tracked


def merge_entries(current: Sequence[EntryDict], tracked: Sequence[TrackedEntry]) -> tuple[Merged, list[EntryDict]]:
    """The merged entries of a section, with names of entries for the summary, and the entries of `imported.yaml`."""
    ids = {id(one): f"{at}" for at, one in enumerate(tracked)}
    now = [_with_id(ids[id(one)], without_stated(one.now, one.current, one.before)) for one in tracked if one.found]
    base = [_with_id(ids[id(one)], one.before) for one in tracked if one.before is not None]
    of_current = {id(one.current): ids[id(one)] for one in tracked if one.current is not None}
    merged = three_way_merge([{"id": of_current[id(entry)]} | dict(entry) for entry in current], base, now)
    names = {ids[id(one)]: entry_title(one.current or one.now or one.before or {}) for one in tracked}
    merged.updated = {names[key]: fields for key, fields in merged.updated.items()}
    merged.kept = {names[key]: fields for key, fields in merged.kept.items()}
    merged.edited = {names[key]: fields for key, fields in merged.edited.items()}
    merged.deleted = [names[key] for key in merged.deleted]
    merged.gone = [names[key] for key in merged.gone]
    merged.entries = [_without_id(entry) for entry in merged.entries]
    merged.new = [_without_id(entry) for entry in merged.new]
    last = [one.now if one.found else one.before for one in tracked if one.found or one.before]
    return merged, [entry for entry in last if entry]


def entry_title(entry: Mapping[str, Any]) -> str:
    """The text by which the summary names an entry."""
    names = [str(entry[name]) for name in _NAMES[:8] if isinstance(entry.get(name), str)]
    role = [str(entry[name]) for name in ("role", "degree") if isinstance(entry.get(name), str) and names]
    return ", ".join([*role[:1], *names[:1]]) or "an entry"


def _with_id(name: str, entry: Mapping[str, Any]) -> EntryDict:
    return {"id": name} | {key: value for key, value in entry.items() if key != ALSO}


def _without_id(entry: EntryDict) -> EntryDict:
    return {key: value for key, value in entry.items() if key != "id"}


def _pairs(entries: Sequence[EntryDict], tracked: Sequence[TrackedEntry]) -> list[tuple[int | None, EntryDict]]:
    """Each entry, with the index of its tracked entry: first those that are equal, then those that agree."""
    known = [one.versions for one in tracked]
    used: set[int] = set()
    found: dict[int, int] = {}
    for fits in (_is_equal, _is_same):
        for number, entry in enumerate(entries):
            if number in found:
                continue
            others = (at for at, versions in enumerate(known) if at not in used)
            if (at := next((at for at in others if any(fits(entry, one) for one in known[at])), None)) is not None:
                used.add(at)
                found[number] = at
    return [(found.get(number), entry) for number, entry in enumerate(entries)]


def _is_equal(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return {**one, ALSO: 0} == {**other, ALSO: 0}


def _is_post_of(entry: Mapping[str, Any], employer: Mapping[str, Any]) -> bool:
    """Whether an entry is one of several posts that the record lists at one employer."""
    posts = employer.get("posts")
    if not isinstance(posts, list) or "posts" in entry:
        return False
    shared = {name: employer[name] for name in ("organization", "organizations") if name in employer}
    return any(_is_same({**shared, **post}, entry) for post in posts if isinstance(post, Mapping))


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if ("posts" in one) != ("posts" in other):
        return False
    one, other = _with_organization(one), _with_organization(other)
    shared = [name for name in _NAMES if name in one and name in other]
    if not shared or any(_forms(one, name).isdisjoint(_forms(other, name)) for name in shared):
        return False
    first = next((name for name in _NAMES if name in one or name in other), None)
    if first not in shared:
        return False
    years = [(str(one[name])[:4], str(other[name])[:4]) for name in _PERIOD if name in one and name in other]
    # A post that went on at the last import has ended since.
    return all(mine == others for mine, others in years if "pres" not in (mine, others))


def _forms(entry: Mapping[str, Any], name: str) -> set[str]:
    """The forms of a text that identifies an entry; a page prints the note behind a title, in parentheses."""
    forms = variants(entry[name])
    notes = variants(entry["note"]) if name == "title" and "note" in entry else set()
    return forms | {form + note for form in forms for note in notes}


def _with_organization(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry with a list of organizations as one text."""
    if "organizations" not in entry or "organization" in entry:
        return entry
    return {**entry, "organization": ", ".join(map(str, entry["organizations"]))}
