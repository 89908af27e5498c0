"""Link a published preprint with its paper by `version_of`. Both are kept as works of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cvkit.commands.import_.combine import EntryDict
from cvkit.commands.import_.evidence import Described, publication
from cvkit.commands.import_.identify import TrackedWork, described
from cvkit.model.identity import fold_title

VERSION_FIELD = "version_of"


def links(works: Sequence[TrackedWork], *, of_typed: bool = False) -> dict[str, str]:
    """Id of a preprint → id of its paper, for preprints that sources have or had and do not link themselves.

    A link of an earlier import is kept while its paper exists. If two papers match equally well, there is no link.
    With `of_typed`, preprints that only the record has are linked too.
    """
    shown = {work.id: work for work in works if work.is_shown}
    papers: defaultdict[str, list[TrackedWork]] = defaultdict(list)
    for work in shown.values() if any(_kind(work) == "preprint" for work in works) else ():
        for key in {key for seen in _seen(work) for key in _keys(seen)}:
            papers[key].append(work)
    found: dict[str, str] = {}
    for work in shown.values():
        if work.before is None and not work.found and not of_typed:
            continue  # typed by hand
        was = (work.before or {}).get(VERSION_FIELD)
        if any(VERSION_FIELD in entry for entry in work.found) or (
            was is None and VERSION_FIELD in (work.current or {})
        ):
            continue
        if was in shown:
            found[work.id] = str(was)
            continue
        fitting: dict[str, int] = {}
        for seen in _seen(work) if _kind(work) == "preprint" else ():
            for other in {other.id: other for key in _keys(seen) for other in papers.get(key, ())}.values():
                grades = [grade for one in _seen(other) if (grade := publication(seen, one))]
                if grades and other is not work and _target(other) != work.id:
                    fitting[other.id] = max(fitting.get(other.id, 0), *grades)
        best = [name for name, grade in fitting.items() if grade == max(fitting.values())]
        if len(best) == 1:
            found[work.id] = best[0]
    return found


def _seen(work: TrackedWork) -> Iterator[Described]:
    if work.found:
        yield described(work.now)
    yield from work.versions


def _kind(work: TrackedWork) -> str:
    return str(_latest(work).get("kind"))


def _target(work: TrackedWork) -> str:
    return str((work.current or {}).get(VERSION_FIELD) or _latest(work).get(VERSION_FIELD))


def _latest(work: TrackedWork) -> EntryDict:
    """The latest fields of a work in a source, or else in the record."""
    return work.now if work.found else work.before or work.current or {}


def _keys(description: Described) -> Iterator[str]:
    yield from description.identifiers
    yield from map(fold_title, description.titles)
