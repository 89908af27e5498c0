"""A one-to-one assignment between descriptions and the works that they may be of, the strongest evidence first.

The result does not depend on the order of what is assigned. Evidence is weighed only where a cheap index finds an
identifier or the beginning, the end or a long word of a title in common, so that the time grows with the number of
works alone.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from cvkit.commands.import_bib.evidence import Described, Evidence
from cvkit.model.identity import fold_title

Weigh = Callable[[Described, Described], Evidence | None]
Versions = Sequence[Described]
"""A work as it is described: by a source, by the record, or by both."""

BROADEST = 50
"""A beginning, an end or a word of a title that more works have says nothing."""


def assign(found: Sequence[Described], known: Sequence[Versions], weigh: Weigh) -> dict[int, int]:
    """Index of a description → index of the known work that it is of; each is assigned once at most.

    Between equals the work that is known first goes to the description that sorts first.
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
    """The pairs that have something in common."""
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
    """What works have in common that are one: an identifier, a title, or, without a title, all there is."""
    yield from description.identifiers
    for title in description.titles:
        yield f"={fold_title(title)}"
    if not description.titles:
        yield f"?{_order(description)[1]}"


def _blunt(description: Described) -> Iterator[str]:
    """What titles have in common that differ by small edits."""
    yield f"@{description.key}"
    for title in description.titles:
        text = fold_title(title)
        for length in (4, 10) if len(text) < 24 else (10,):
            yield f"{text[:length]}…"
            yield f"…{text[-length:]}"
        yield from sorted(set(re.findall(r"[^\W_]{5,}", title.casefold())), key=lambda word: (-len(word), word))[:3]
