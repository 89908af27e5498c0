"""Combine the fields that several sources have for one work, entry or person. The values that lost are remembered.

A later import may read only one of the sources. Its values that lost before must not replace the others then, so
`imported.yaml` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cvkit.commands.import_.people_lists import LISTS_OF_PEOPLE, fuller_names, fullest
from cvkit.model.letters import fold
from cvkit.model.work_date import NO_DATE

EntryDict = dict[str, Any]
KEY = "key"
"""The field of `imported.yaml` for the key of a work in its source, if the key is not the id of the work."""
ALSO = "also"
"""The field of `imported.yaml` for the values that sources have or had and the record has not."""
DATES = frozenset({"date", "filed", "published", "granted", "start", "end", "expected"})
"""The fields that are dates."""
_JOINED = ("venue", "event", "collection", "ids")
"""The fields whose value is a mapping that is combined key by key."""


def combine(before: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> EntryDict:
    """Combine the fields of one work from several sources.

    A field keeps its earlier value if a source still has it, if none has the field, or if the sources have only values
    that lost before. Otherwise it gets the value of the first source with it. A date with more precision replaces it,
    and an author list with more of each name.
    """
    if not before and len(found) == 1:
        return dict(found[0])
    entries, was = [flat(entry) for entry in found], flat(before)
    known: Mapping[str, list[Any]] = was.pop(ALSO, None) or {}
    is_of_another = KEY in was and all(entry.get(KEY) != was[KEY] for entry in entries)
    combined: EntryDict = {}
    also: dict[str, list[Any]] = {}
    for name in dict.fromkeys([*was, *(name for entry in entries for name in entry)]):
        values, lost = stated_values(name, entries), known.get(name, [])
        if name == "status" and len(values) < len(entries):  # without a status, the work has appeared
            values = values if was.get(name) in values else []
        if values:
            chosen = _chosen(values, was.get(name), lost)
            combined[name] = _refined(name, chosen, [was.get(name), *values], entries)
        elif name in was and name not in ("status", "version_of"):
            combined[name] = was[name]  # of another source, which is not imported now
        if name in combined and name != KEY:
            old = [was[name]] if name in was and (is_of_another or _is_finer(combined[name], was[name])) else []
            if others := [one for one in _distinct([*lost, *values, *old]) if one != combined[name]]:
                also[name] = others
    return _nested(combined) | ({ALSO: also} if also else {})


def stated_values(name: str, found: Iterable[Mapping[str, Any]]) -> list[Any]:
    """The values of a field in the sources. A source with `n.d.` does not know the date, so any date replaces it."""
    values = [entry[name] for entry in found if name in entry]
    return [value for value in values if name != "date" or value != NO_DATE] or values


def flat(entry: Mapping[str, Any]) -> EntryDict:
    """An entry with the keys of its venue and event beside its own: `venue.name`."""
    found: EntryDict = {}
    for name, value in entry.items():
        if name in _JOINED and isinstance(value, Mapping):
            found |= {f"{name}.{key}": one for key, one in value.items()}
        else:
            found[name] = value
    return found


def _nested(entry: EntryDict) -> EntryDict:
    found: EntryDict = {}
    for name, value in entry.items():
        outer, dot, inner = name.partition(".")
        if not dot or outer not in _JOINED:
            found[name] = value
        elif isinstance(whole := found.setdefault(outer, {}), dict):
            whole[inner] = value
    return found


def _chosen(values: Sequence[Any], old: Any, lost: Sequence[Any]) -> Any:
    """The earlier value, or the first value of a source that is new."""
    if old is None:
        return values[0]
    new = [value for value in values if value not in lost]
    agree = len(values) > 1 and all(value == values[0] for value in values)
    return old if old in values or not (new or agree) else (new or values)[0]


def _refined(name: str, value: Any, others: Sequence[Any], entries: Sequence[Mapping[str, Any]]) -> Any:
    """The value of the sources that has all of a value, and more."""
    if name in LISTS_OF_PEOPLE:
        return fuller_names(fullest(value, others), others)
    if name.rpartition(".")[2] in DATES:
        while (finer := next((one for one in others[1:] if _is_finer(one, value)), None)) is not None:
            value = finer
    if name == "venue.name":  # one source writes the short name where another has both
        same = fold(str(value))
        long = (entry[name] for entry in entries if name in entry and fold(str(entry.get("venue.short"))) == same)
        return next(long, value)
    return value


def _is_finer(one: Any, other: Any) -> bool:
    """Whether a date is within another and more precise."""
    return isinstance(one, str) and isinstance(other, str) and one.startswith((f"{other}-", f"{other}/"))


def _distinct(values: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
