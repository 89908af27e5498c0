"""Keys that several entries of a bibliography have: each entry is a work, and the later ones get new ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvkit.model.diagnostic import Diagnostic, Place, Severity
from cvkit.model.ids import free_id, legal_id
from cvkit.model.rule import Ignorable, Rule
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import WORK_SECTIONS

MAX_SHOWN_KEYS = 5
"""The largest number of works that a warning lists."""


class SharedKey(Rule):
    """Two entries of `.bib` files with the same key; cvkit keeps both works, and changes the id of the later one.

    The key of an entry becomes the id of the work. The lockfile and `[@id]` name a work by its id, so two works cannot
    have the same id. cvkit adds a letter to the id of the later one. If the file changes, the other work may become the
    later one, and then the ids change too. Give one of the two entries another key.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    @article{one, title = {Another One}, author = {Miller, Ada}, journal = {J}, date = {2021}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    @article{two, title = {Another One}, author = {Miller, Ada}, journal = {J}, date = {2021}}
    ```
    """

    code = "L113"
    severity = Severity.WARNING
    ignorable = Ignorable.ON_ENTRY
    message = "{count} works have the key `{key}` ({where}): their ids are {ids}"
    hint = "give each work its own key"
    fix = "give one of the two another key"


def separate_keys(root: YamlMap) -> list[Diagnostic]:
    """Make an id from the key of each work in the `.bib` files. Return a warning for each key of several works.

    Any key serves: characters that an id cannot have become hyphens, and a later work with the same key gets a letter.
    """
    sections = [root[name] for name in root if name in WORK_SECTIONS and isinstance(root[name], YamlSeq)]
    entries = [entry for section in sections for entry in section if isinstance(entry, YamlMap)]
    taken = {entry["id"] for entry in entries if isinstance(entry.get("id"), str)}
    seen: set[str] = set()
    ids = []
    for work in entries:
        if not work.file.endswith(".bib"):
            continue
        key = work["id"]
        name = legal_id(key)
        if name in seen:
            name = free_id(name, taken)
        work["id"] = name
        taken.add(name)
        seen.add(name)
        ids.append((key, work, name))
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
            span = second.key_spans["id"]
            place = Place(second.file, span.line + 1, span.column + 1, span.end_column + 1)
            where = f"{places} {_listed(lines)}"
            diagnostic = SharedKey.at(place=place, count=len(group), key=key, where=where, ids=_listed(ids))
            in_file = [work.key_spans["id"].line + 1 for work, _ in group if work.file == second.file]
            yield replace(diagnostic, lines=tuple(in_file))


def _listed(words: list[str]) -> str:
    """The words separated by commas, shortened with `…` if there are many."""
    return ", ".join(words[:MAX_SHOWN_KEYS]) + (", …" if len(words) > MAX_SHOWN_KEYS else "")
