"""Keys that a bibliography gives twice: every entry is a work, and the later ones get ids of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cvkit.model.ids import free_id
from cvkit.model.problem import Place, Problem, Severity
from cvkit.model.source import Mapping, Sequence
from cvkit.model.work import LISTS

SHOWN = 5
"""A warning names no more works than these."""


def separate_keys(root: Mapping) -> list[Problem]:
    """Give each work of a record's `.bib` files whose key another has an id of its own, with a warning a key."""
    sections = [root[name] for name in root if name in LISTS and isinstance(root[name], Sequence)]
    entries = [entry for section in sections for entry in section if isinstance(entry, Mapping)]
    taken = {entry["id"] for entry in entries if isinstance(entry.get("id"), str)}
    seen: set[str] = set()
    ids = []
    for work in entries:
        if not work.file.endswith(".bib"):
            continue
        key = work["id"]
        if key in seen:
            work["id"] = free_id(key, taken)
            taken.add(work["id"])
        seen.add(key)
        ids.append((key, work, work["id"]))
    return list(repeated_keys(ids))


def repeated_keys(works: Iterable[tuple[str, Mapping, str]]) -> Iterator[Problem]:
    """A warning for each key that several works have, at the second of them; each comes with its key and its id."""
    by_key: defaultdict[str, list[tuple[Mapping, str]]] = defaultdict(list)
    for key, work, name in works:
        by_key[key].append((work, name))
    for key, group in by_key.items():
        if len(group) > 1:
            (first, _), (second, _), *_ = group
            lines = [
                f"{'' if work.file == second.file else f'{work.file}:'}{work.key_marks['id'].line + 1}"
                for work, _ in group
            ]
            ids = [f"`{name}`" for _, name in group]
            places = "lines" if first.file == second.file else "in"
            message = f"the key `{key}` is given to {len(group)} works ({places} {_listed(lines)})"
            message = f"{message}: their ids are {_listed(ids)}"
            hint = "give each of them a key of its own"
            mark = second.key_marks["id"]
            place = Place(second.file, mark.line + 1, mark.column + 1, mark.end_column + 1)
            yield Problem("L113", message, hint, place=place, severity=Severity.WARNING)


def _listed(words: list[str]) -> str:
    """Some words with commas; the first few of many."""
    return ", ".join(words[:SHOWN]) + (", …" if len(words) > SHOWN else "")
