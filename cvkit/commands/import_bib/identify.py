"""Which work is which: the entries of sources, what was imported before, and the record as it is now.

Each work of the sources is one that is known, by the evidence of `evidence.py`, or a new one with an id of its own. An
id in the record never passes from one work to another.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cvkit.commands.import_bib.assign import Weigh, assign
from cvkit.commands.import_bib.evidence import (
    UNSETTLED,
    Described,
    are_alike,
    describe,
    evidence,
    may_be_edited,
    recognition,
    succession,
)
from cvkit.model.fields import OWN_KEYS
from cvkit.model.identity import fold_title
from cvkit.model.ids import free_id, legal_id

EntryDict = dict[str, Any]
KEY = "key"
"""Where `imported.yaml` keeps the key that a source gives a work, if it is not the work's id."""

_NAMES = frozenset({"id", KEY, "version_of"})
"""Fields that name works, and do not describe them."""

ROUNDS = 3
"""How often the entries of new works are compared with what several of them say together."""

_over_time = functools.partial(evidence, over_time=True)
_between_files = functools.partial(evidence, over_time=False)


@dataclass
class TrackedWork:
    """One work: as it was imported before, as the record has it, and its entries in the sources, one a file at most."""

    before: EntryDict | None = None
    current: EntryDict | None = None
    found: list[EntryDict] = field(default_factory=list)
    id: str = ""

    @property
    def is_new(self) -> bool:
        """Whether neither an import nor the record has had it."""
        return self.before is None and self.current is None

    @property
    def is_shown(self) -> bool:
        """Whether the record has it after the import: what was deleted by hand stays away."""
        return self.current is not None or self.before is None

    @property
    def now(self) -> EntryDict:
        """What the sources say of it, their keys among it; what stood before stays while one of them says it."""
        return combine(self.before or {}, self.found)

    @functools.cached_property
    def versions(self) -> tuple[Described, ...]:
        """The descriptions that it is known by."""
        known = [described(entry) for entry in (self.before, self.current) if entry is not None]
        return tuple(known or [described(self.now)])


def identify(
    current: Sequence[EntryDict],
    before: Sequence[EntryDict],
    files: Sequence[Sequence[EntryDict]],
    taken: Collection[str] = (),
    locked: Mapping[str, EntryDict] | None = None,
) -> list[TrackedWork]:
    """The works of a record, of its last imports and of its sources, each once, with their ids.

    Every entry of `before` and of `files` has a `key`; `taken` are ids that entries of other sections have, and
    `locked` has the works of the lockfile by their ids. Those that were known come first, in their order.
    """
    known = _known(current, before)
    left: list[list[EntryDict]] = []
    versions = [work.versions for work in known]
    for entries in files:
        pairs = assign([described(entry) for entry in entries], versions, _over_time) if known else {}
        for at, other in sorted(pairs.items()):
            known[other].found.append(entries[at])
        left.append([entry for at, entry in enumerate(entries) if at not in pairs])
    new = _new(left)
    old = [work for work in known if work.before and work.current and not work.found]
    old = [work for work in old if work.versions[0].kind in UNSETTLED] if new else []
    successors = (
        assign([work.versions[0] for work in new], [work.versions[:1] for work in old], succession) if old else {}
    )
    for at, other in successors.items():
        old[other].found = new[at].found
    new = [work for at, work in enumerate(new) if at not in successors]
    _name(known, new, taken, locked or {})
    _translate_references([*known, *new], files)
    return [*known, *new]


def described(entry: Mapping[str, Any]) -> Described:
    """The description of an entry of a source, of the record or of an import; fields of the user's own are no part."""
    fields = {name: value for name, value in entry.items() if name not in _NAMES and not name.startswith(OWN_KEYS)}
    return describe(fields, str(entry.get(KEY, "")))


def combine(before: Mapping[str, Any], found: Sequence[EntryDict]) -> EntryDict:
    """What several sources say of one work: their fields, each as it stood before or as the first of them has it."""
    if not before and len(found) == 1:
        return dict(found[0])
    combined: EntryDict = {}
    for name in dict.fromkeys([*before, *(name for entry in found for name in entry)]):
        said = [entry[name] for entry in found if name in entry]
        if name == "status" and len(said) < len(found):  # one of them says that it has appeared
            said = said if before.get(name) in said else []
        if said:
            combined[name] = before[name] if before.get(name) in said else said[0]
    return combined


def _known(current: Sequence[EntryDict], before: Sequence[EntryDict]) -> list[TrackedWork]:
    """The works that the record or an import has had; a renamed one is found by what it is."""
    now, then = [described(entry) for entry in current], [described(entry) for entry in before]
    at_id = {entry["id"]: at for at, entry in enumerate(current) if "id" in entry}
    pairs: dict[int, int] = {}
    same = [(at, at_id[entry["id"]]) for at, entry in enumerate(before) if entry.get("id") in at_id]

    def pair(found: Iterable[tuple[int, int]]) -> None:
        used = set(pairs.values())
        for one, other in found:
            if one not in pairs and other not in used:
                pairs[one] = other
                used.add(other)

    pair((one, other) for one, other in same if recognition(now[other], then[one]))
    lost = [at for at in range(len(before)) if at not in pairs]
    spare = sorted(set(range(len(current))) - set(pairs.values()))
    moved = assign([now[at] for at in spare], [then[at : at + 1] for at in lost], _over_time)
    pair((lost[other], spare[one]) for one, other in sorted(moved.items()))
    pair((one, other) for one, other in same if may_be_edited(now[other], then[one]))
    works = [TrackedWork(entry, current[pairs[at]] if at in pairs else None) for at, entry in enumerate(before)]
    used = set(pairs.values())
    return works + [TrackedWork(None, entry) for at, entry in enumerate(current) if at not in used]


def _new(left: Sequence[Sequence[EntryDict]]) -> list[TrackedWork]:
    """The works of the entries that are of none that is known: entries of one file are never one work."""
    new: list[TrackedWork] = []
    for entries in left:
        pairs = _assigned(entries, new, _between_files)
        for at, entry in enumerate(entries):
            if at in pairs:
                new[pairs[at]].found.append(entry)
            else:
                new.append(TrackedWork(found=[entry]))
    return _settled(new, left) if sum(map(bool, left)) > 1 else new


def _settled(new: list[TrackedWork], left: Sequence[Sequence[EntryDict]]) -> list[TrackedWork]:
    """The same works, each with the entries that the next import of these files would find to be of it."""
    for _ in range(ROUNDS):
        again = [TrackedWork() for _ in new]
        for entries in left:
            pairs = _assigned(entries, new, _over_time)
            if len(pairs) < len(entries):
                return new
            for at, other in sorted(pairs.items()):
                again[other].found.append(entries[at])
        if [list(map(id, work.found)) for work in again] == [list(map(id, work.found)) for work in new]:
            break
        new = [work for work in again if work.found]
    return new


def _assigned(entries: Sequence[EntryDict], works: Sequence[TrackedWork], weigh: Weigh) -> dict[int, int]:
    """The new works that the entries of one file are of."""
    there = [(described(work.now),) for work in works]
    return assign([described(entry) for entry in entries], there, weigh) if there else {}


def _name(
    known: Sequence[TrackedWork], new: Sequence[TrackedWork], taken: Collection[str], locked: Mapping[str, EntryDict]
) -> None:
    """Give every work its id: the record's own, else one that no other work has or had."""
    used = {str(work.current["id"]) for work in known if work.current and "id" in work.current} | set(taken)
    for work in known:
        if work.current and "id" in work.current:
            work.id = str(work.current["id"])
    nameless = [work for work in known if not work.id and work.before]
    for work in nameless:
        assert work.before
        work.id = free_id(str(work.before["id"]), used)
        used.add(work.id)
    unnamed = [*(work for work in known if not work.id and work.found), *new]
    names = [name for name in locked if name not in used]
    lines = [(described(locked[name]),) for name in names]
    again = assign([work.versions[0] for work in unnamed], lines, recognition) if lines else {}
    for at, line in again.items():
        unnamed[at].id = names[line]
    used |= {*names, *(legal_id(str(work.before[KEY])) for work in known if work.before)}
    unnamed = [work for work in unnamed if not work.id]
    wanted = [legal_id(str(work.now[KEY])) for work in unnamed]
    reserved = {*used, *wanted}
    for work, name in zip(unnamed, wanted, strict=True):
        work.id = name if name not in used else free_id(name, reserved)
        used.add(work.id)
        reserved.add(work.id)


def _translate_references(works: Iterable[TrackedWork], files: Sequence[Sequence[EntryDict]]) -> None:
    """Let `version_of` in the entries of a file name the id of the work whose key it names."""
    id_of = {id(entry): work.id for work in works for entry in work.found}
    for entries in files:
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        for entry in entries:
            by_key[entry[KEY]].append(id_of[id(entry)])
        for entry in entries:
            others = (name for name in by_key.get(str(entry.get("version_of")), ()) if name != id_of[id(entry)])
            if name := next(others, None):
                entry["version_of"] = name


def find_duplicates(
    works: Iterable[TrackedWork], files: Sequence[Sequence[EntryDict]]
) -> Iterator[tuple[EntryDict, EntryDict]]:
    """Pairs of entries of one file that read as one work; the second of them is new."""
    is_new = {id(entry) for work in works if work.is_new for entry in work.found}
    for entries in files:
        groups: defaultdict[tuple[str, ...], list[tuple[EntryDict, Described]]] = defaultdict(list)
        for entry in entries:
            description = described(entry)
            group = groups[tuple(map(fold_title, description.titles))]
            others = (one for one, other in group if are_alike(description, other))
            if id(entry) in is_new and (other := next(others, None)):
                yield other, entry
            group.append((entry, description))
