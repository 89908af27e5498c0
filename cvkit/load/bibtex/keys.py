"""Keys that several entries of a bibliography have: each entry is a work, and the later ones get new ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.ids import free_id
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import WORK_SECTIONS

MAX_SHOWN_KEYS = 5
"""The largest number of works that a warning lists."""


def separate_keys(root: YamlMap) -> list[Diagnostic]:
    """Give a new id to each work in the `.bib` files whose key an earlier work has. Return a warning for each key."""
    sections = [root[name] for name in root if name in WORK_SECTIONS and isinstance(root[name], YamlSeq)]
    entries = [entry for section in sections for entry in section if isinstance(entry, YamlMap)]
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


def repeated_keys(works: Iterable[tuple[str, YamlMap, str]]) -> Iterator[Diagnostic]:
    """A warning for each key that several works have, at the second work. `works` are triples: key, work, id."""
    by_key: defaultdict[str, list[tuple[YamlMap, str]]] = defaultdict(list)
    for key, work, name in works:
        by_key[key].append((work, name))
    for key, group in by_key.items():
        if len(group) > 1:
            (first, _), (second, _), *_ = group
            lines = [
                f"{'' if work.file == second.file else f'{work.file}:'}{work.key_spans['id'].line + 1}"
                for work, _ in group
            ]
            ids = [f"`{name}`" for _, name in group]
            places = "lines" if first.file == second.file else "in"
            message = f"{len(group)} works have the key `{key}` ({places} {_listed(lines)})"
            message = f"{message}: their ids are {_listed(ids)}"
            hint = "give each work its own key"
            span = second.key_spans["id"]
            place = Place(second.file, span.line + 1, span.column + 1, span.end_column + 1)
            yield Diagnostic("L113", message, hint, place=place, severity=Severity.WARNING)


def _listed(words: list[str]) -> str:
    """The words separated by commas, shortened with `…` if there are many."""
    return ", ".join(words[:MAX_SHOWN_KEYS]) + (", …" if len(words) > MAX_SHOWN_KEYS else "")
