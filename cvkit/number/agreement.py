"""Match works with the lines of a lockfile: by identifiers and titles, then by kind and year.

Titles are compared only if a cheap index finds them similar, so the time grows linearly with the number of works.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cvkit.model.diagnostic import KeyPath
from cvkit.model.identity import EQUAL, fold_title, identifiers, similarity
from cvkit.model.lockfile import LockedWork
from cvkit.model.work import Patent, Work


class Score(NamedTuple):
    """How well a work agrees with a line; a higher score is better. If `evidence` is 0, they do not agree."""

    evidence: float = 0
    """The similarity of the titles if they can be of one work, plus `IDENTIFIED` if only these two share an identifier.

    An equal title counts more than an identifier: users exchange DOIs by mistake, and readers know a work by its title.
    """
    details: int = 0
    """How many of kind and year are equal. They decide between lines with equal evidence."""


NO_AGREEMENT = Score()
IDENTIFIED = 0.9
MOST_YEARS = 2
SHARED_EVIDENCE = 0.5
"""The evidence of an identifier that others have too, such as a book's DOI on its chapters, if the titles agree."""


class Agreement:
    """The works of a record, compared with the lines of its lockfile."""

    def __init__(self, lines: Sequence[LockedWork], works: Mapping[KeyPath, Work]) -> None:
        self.works = works
        self.path_of = {work.id: path for path, work in reversed(list(works.items())) if work.id}
        """Id → the path of the work with that id."""
        self.active = {line.id: line for line in reversed(lines) if not line.retired}
        """Id → the line of that id, without retired lines."""
        self._ids = {path: identifiers_of(work) for path, work in works.items()}
        self._titles = {path: title_of(work) for path, work in works.items()}
        self._works_with: defaultdict[str, set[KeyPath]] = defaultdict(set)
        for path, found in self._ids.items():
            for identifier in found:
                self._works_with[identifier].add(path)
        self._lines_with: defaultdict[str, set[str]] = defaultdict(set)
        self._index: defaultdict[str, set[str]] = defaultdict(set)
        for line in lines:
            for identifier in line.identifiers:
                self._lines_with[identifier].add(line.id)
        for line in self.active.values():
            for key in _keys(line.titles, line.identifiers):
                self._index[key].add(line.id)

    def score(self, path: KeyPath, line: LockedWork) -> Score:
        """How well a work agrees with a line."""
        work = self.works[path]
        shared = self._ids[path] & line.identifiers
        alone = any(self._works_with[i] == {path} and self._lines_with[i] <= {line.id} for i in shared)
        alike = max(similarity(one, other) for one in self._titles[path] for other in line.titles)
        date = work.date
        if not alone and not shared and self._contradicts(path, line, is_equal=alike >= EQUAL):
            return NO_AGREEMENT
        if not (alone or alike):
            return NO_AGREEMENT
        details = (line.kind == work.kind) + (date is not None and line.year == date.year)
        return Score(alike + (IDENTIFIED if alone else SHARED_EVIDENCE if shared else 0), details)

    def _contradicts(self, path: KeyPath, line: LockedWork, *, is_equal: bool) -> bool:
        """Whether identifiers of one kind differ and the years too: similar titles are then those of two works.

        With an equal title, as of a preprint that appeared later, the years may differ by two.
        """
        date = self.works[path].date
        kinds = [
            {identifier.partition(":")[0] for identifier in found} for found in (self._ids[path], line.identifiers)
        ]
        if date is None or line.year is None or kinds[0].isdisjoint(kinds[1]):
            return False
        return abs(date.year - line.year) > (MOST_YEARS if is_equal else 0)

    def agreeing(self, path: KeyPath, *, only_equal: bool = False) -> Iterator[tuple[Score, LockedWork]]:
        """The lines with which a work agrees, except the line of its id; `only_equal` ignores similar titles."""
        keys = _keys(self._titles[path], self._ids[path], only_equal=only_equal)
        found = (self._index.get(key, ()) for key in keys)
        for name in sorted({name for names in found for name in names} - {self.works[path].id}):
            if (score := self.score(path, self.active[name])) > NO_AGREEMENT:
                yield score, self.active[name]

    def better(self, path: KeyPath, than: Score) -> LockedWork | None:
        """The line with which a work agrees best, above a score. The line's own work must agree less."""
        best: tuple[Score, LockedWork] | None = None
        own = self.active.get(str(self.works[path].id))
        only_equal = own is not None and not set(self._titles[path]).isdisjoint(own.titles)
        for score, line in self.agreeing(path, only_equal=only_equal):
            owner = self.path_of.get(line.id)
            is_taken = owner is not None and self.score(owner, line) >= score
            if score > than and not is_taken and (best is None or score > best[0]):
                best = score, line
        return best[1] if best else None

    def is_another(self, path: KeyPath) -> bool:
        """Whether the line with the id of a work was written for another work."""
        own = self.score(path, self.active[str(self.works[path].id)])
        return own == NO_AGREEMENT or self.better(path, own) is not None

    @functools.cached_property
    def following(self) -> dict[str, str]:
        """Old id → new id, for each line whose work now has another id. Only the best pairs of line and work count.

        If the id of a line goes to another line and its own work is gone, the line gets an unused id.
        """
        strays = {
            path
            for path, work in self.works.items()
            if work.id and (work.id not in self.active or self.is_another(path))
        }
        lost = {name for name in self.active if name not in self.path_of or self.path_of[name] in strays}
        pairs = ((score, path, line.id) for path in strays for score, line in self.agreeing(path) if line.id in lost)
        renamed = dict(_matched(pairs))
        new = {old: str(self.works[path].id) for old, path in renamed.items()}
        for name in set(new.values()) & (set(self.active) - set(new)):
            new[name] = _free(name, {*self.active, *self.path_of, *new.values()})
        return new


def title_of(work: Work) -> tuple[str, ...]:
    """The titles of a work, one for each language, without markup."""
    return tuple(work.title.plain(language) for language, _ in work.title.versions)


def identifiers_of(work: Work) -> frozenset[str]:
    """The DOI and the arXiv id of a work, normalized for comparison."""
    return frozenset() if isinstance(work, Patent) else identifiers(work.doi, work.arxiv)


def _matched(pairs: Iterable[tuple[Score, KeyPath, str]]) -> Iterator[tuple[str, KeyPath]]:
    """The best pairs of line and work. Each is in one pair at most; if pairs are equally good, neither is chosen."""
    taken: set[KeyPath | str] = set()
    for _, equals in itertools.groupby(sorted(pairs, reverse=True), key=lambda pair: pair[0]):
        free = [(path, name) for _, path, name in equals if path not in taken and name not in taken]
        uses = Counter(member for pair in free for member in pair)
        yield from ((name, path) for path, name in free if uses[path] == uses[name] == 1)
        taken |= set(uses)


def _keys(titles: Iterable[str], found: frozenset[str], *, only_equal: bool = False) -> Iterator[str]:
    """Index keys: works that agree share one, because a small edit keeps the beginning or the end of a title."""
    yield from found
    for title in titles:
        text = fold_title(title)
        yield f"={text}"
        if only_equal:
            continue
        for length in (3, 8) if len(text) < 20 else (8,):
            yield f"{text[:length]}…"
            yield f"…{text[-length:]}"


def _free(name: str, taken: set[str]) -> str:
    return next(free for at in range(1, len(taken) + 2) if (free := f"{name}-gone{'' if at == 1 else at}") not in taken)
