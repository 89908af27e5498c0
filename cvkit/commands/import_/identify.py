"""Match the entries of the sources with the works of earlier imports and of the record.

`evidence.py` decides whether a work of the sources is a known one. A new work gets a new id. An id in the record is
never given to another work.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cvkit.commands.import_.assign import Weigh, assign
from cvkit.commands.import_.combine import ALSO, KEY, EntryDict, combine
from cvkit.commands.import_.evidence import (
    UNSETTLED,
    Described,
    are_alike,
    describe,
    evidence,
    may_be_edited,
    recognition,
    succession,
    titles_of,
)
from cvkit.model.fields import OWN_KEYS
from cvkit.model.identity import fold_title
from cvkit.model.ids import free_id, legal_id

_NAMES = frozenset({"id", KEY, ALSO, "version_of", "erratum_of"})
"""Fields that name works but do not describe them."""

ROUNDS = 3
"""The largest number of times that entries are compared again with the combined descriptions of new works."""

_over_time = functools.partial(evidence, over_time=True)
_between_files = functools.partial(evidence, over_time=False)


@dataclass
class TrackedWork:
    """One work: its state at the last import, in the record, and in the sources, at most one entry for each file."""

    before: EntryDict | None = None
    current: EntryDict | None = None
    found: list[EntryDict] = field(default_factory=list)
    id: str = ""

    @property
    def is_new(self) -> bool:
        """Whether neither an earlier import nor the record has the work."""
        return self.before is None and self.current is None

    @property
    def is_shown(self) -> bool:
        """Whether the record has the work after the import. A work that the user deleted is not added again."""
        return self.current is not None or self.before is None

    @property
    def now(self) -> EntryDict:
        """The combined fields of the sources, with the key. An earlier value is kept if a source still has it."""
        return combine(self.before or {}, self.found)

    @functools.cached_property
    def versions(self) -> tuple[Described, ...]:
        """The descriptions by which the work can be matched."""
        known = [described(entry) for entry in (self.before, self.current) if entry is not None]
        return tuple(known or [described(self.now)])


def identify(
    current: Sequence[EntryDict],
    before: Sequence[EntryDict],
    files: Sequence[Sequence[EntryDict]],
    taken: Collection[str] = (),
    locked: Mapping[str, EntryDict] | None = None,
) -> list[TrackedWork]:
    """The works of a record, of its earlier imports and of its sources, each once, with their ids.

    Every entry of `before` and of `files` has a `key`. `taken` are the ids of entries in other sections, and `locked`
    has the works of the lockfile by their ids. Known works come first, in their order.
    """
    known = _known(current, before)
    left: list[list[EntryDict]] = []
    versions = [work.versions for work in known]
    for entries in files:
        pairs = assign([described(entry) for entry in entries], versions, _over_time) if known else {}
        for at, other in sorted(pairs.items()):
            known[other].found.append(entries[at])
        left.append([entry for at, entry in enumerate(entries) if at not in pairs])
    _match_by_other_files(known, files, left)
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
    """The description of an entry of a source, the record or an import. User-defined fields are ignored."""
    fields = {name: value for name, value in entry.items() if name not in _NAMES and not name.startswith(OWN_KEYS)}
    return describe(fields, str(entry.get(KEY, "")))


def _known(current: Sequence[EntryDict], before: Sequence[EntryDict]) -> list[TrackedWork]:
    """The works of the record and of earlier imports. A work with a changed id is found by its description."""
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


def _match_by_other_files(
    known: Sequence[TrackedWork], files: Sequence[Sequence[EntryDict]], left: list[list[EntryDict]]
) -> None:
    """Match the entries left with known works as other files describe them now, for a fact that all files changed."""
    works = [work for work in known if work.found] if sum(map(bool, files)) > 1 and any(left) else []
    now = {id(work): (described(work.now),) for work in works}
    for at, entries in enumerate(files):
        own = {id(entry) for entry in entries}
        others = [work for work in works if not any(id(entry) in own for entry in work.found)]
        if not (others and left[at]):
            continue
        pairs = assign([described(entry) for entry in left[at]], [now[id(work)] for work in others], _between_files)
        for one, other in sorted(pairs.items()):
            others[other].found.append(left[at][one])
        left[at] = [entry for one, entry in enumerate(left[at]) if one not in pairs]


def _new(left: Sequence[Sequence[EntryDict]]) -> list[TrackedWork]:
    """The works of entries that match no known work. Two entries of one file are never one work."""
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
    """The same works, each with the entries that the next import of these files would match with it."""
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
    """Index of an entry of one file → index of its new work."""
    there = [(described(work.now),) for work in works]
    return assign([described(entry) for entry in entries], there, weigh) if there else {}


def _name(
    known: Sequence[TrackedWork], new: Sequence[TrackedWork], taken: Collection[str], locked: Mapping[str, EntryDict]
) -> None:
    """Give every work its id: the one in the record, or else one that no other work has or had."""
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
    """Replace the keys of other works in an entry by the ids of the works that have these keys in the same file."""
    id_of = {id(entry): work.id for work in works for entry in work.found}
    for entries in files:
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        for entry in entries:
            by_key[entry[KEY]].append(id_of[id(entry)])
        for entry, name_of in itertools.product(entries, ("version_of", "erratum_of")):
            others = (name for name in by_key.get(str(entry.get(name_of)), ()) if name != id_of[id(entry)])
            if name := next(others, None):
                entry[name_of] = name


def find_duplicates(
    works: Iterable[TrackedWork], files: Sequence[Sequence[EntryDict]]
) -> Iterator[tuple[EntryDict, EntryDict]]:
    """Pairs of entries of one file that look like one work. The second of each pair is new."""
    is_new = {id(entry) for work in works if work.is_new for entry in work.found}
    for entries in files:
        groups: defaultdict[tuple[str, ...], list[tuple[EntryDict, Described]]] = defaultdict(list)
        titles = [tuple(map(fold_title, titles_of(entry))) for entry in entries]
        times = Counter(titles)
        for entry, title in zip(entries, titles, strict=True):
            if times[title] == 1:  # as of most: it is like no other
                continue
            description, group = described(entry), groups[title]
            others = (one for one, other in group if are_alike(description, other))
            if id(entry) in is_new and (other := next(others, None)):
                yield other, entry
            group.append((entry, description))
