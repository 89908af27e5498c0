"""Assign descriptions to known works, one to one, the strongest evidence first.

The result does not depend on the order of the descriptions. Evidence is computed only for pairs from an index: they
share an identifier, or the beginning, the end or a long word of a title. So the time is linear in the number of works.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from cvkit.commands.import_.evidence import Described, Evidence
from cvkit.model.identity import fold_title

Weigh = Callable[[Described, Described], Evidence | None]
Versions = Sequence[Described]
"""The descriptions of one work: by a source, by the record, or by both."""

BROADEST = 50
"""The beginning, the end or a word of a title is ignored if more works share it."""


def assign(found: Sequence[Described], known: Sequence[Versions], weigh: Weigh) -> dict[int, int]:
    """Index of a description → index of its known work. Each description and each work is assigned at most once.

    If the evidence is equal, the first known work gets the description that sorts first.
    """
    taken: dict[int, int] = {}
    if not known:
        return taken
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(found)), key=lambda at: _order(found[at])))}
    for keys, broadest in ((_sharp, None), (_blunt, BROADEST)):
        used = set(taken.values())
        free = [at for at in range(len(found)) if at not in taken]
        left = [at for at in range(len(known)) if at not in used]
        pairs = [
            (strongest, -ranks[one], -other, one, other)
            for one, other in _candidates(found, free, known, left, keys, broadest)
            if (strongest := max(filter(None, (weigh(found[one], seen) for seen in known[other])), default=None))
        ]
        for *_, one, other in sorted(pairs, reverse=True):
            if one not in taken and other not in used:
                taken[one] = other
                used.add(other)
    return taken


def _order(description: Described) -> tuple[str, str]:
    return description.key, repr(sorted((key, repr(value)) for key, value in description.fields.items()))


def _candidates(
    found: Sequence[Described],
    free: Sequence[int],
    known: Sequence[Versions],
    left: Sequence[int],
    keys: Callable[[Described], Iterator[str]],
    broadest: int | None,
) -> set[tuple[int, int]]:
    """The pairs of a description and a work that share a key."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    for at in left:
        for key in {key for seen in known[at] for key in keys(seen)}:
            index[key].add(at)
    pairs: set[tuple[int, int]] = set()
    for one in free:
        for key in set(keys(found[one])):
            others = index.get(key, ())
            if broadest is None or len(others) <= broadest:
                pairs.update(zip(itertools.repeat(one), others, strict=False))
    return pairs


def _sharp(description: Described) -> Iterator[str]:
    """Keys that descriptions of the same work share: identifiers, titles or, without a title, all fields."""
    yield from description.identifiers
    for title in description.titles:
        yield f"={fold_title(title)}"
    if not description.titles:
        yield f"?{_order(description)[1]}"


def _blunt(description: Described) -> Iterator[str]:
    """Keys that similar titles share, even after small edits."""
    yield f"@{description.key}"
    for title in description.titles:
        text = fold_title(title)
        for length in (4, 10) if len(text) < 24 else (10,):
            yield f"{text[:length]}…"
            yield f"…{text[-length:]}"
        yield from sorted(set(re.findall(r"[^\W_]{5,}", title.casefold())), key=lambda word: (-len(word), word))[:3]
