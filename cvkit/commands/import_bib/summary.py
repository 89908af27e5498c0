"""Summarize an import: the works that were added, updated, kept or deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cvkit.commands.import_bib.identify import KEY, TrackedWork
from cvkit.commands.import_bib.three_way_merge import Merged
from cvkit.model.plural import counted


def summary(merged: Merged, works: Sequence[TrackedWork]) -> Iterator[str]:
    """The lines of the summary: first the counts, then the works by their ids."""
    gone = f", {len(merged.gone)} no longer in the source" if merged.gone else ""
    yield f"{counted(len(merged.new), 'work')} added, {len(merged.updated)} updated, {merged.unchanged} unchanged{gone}"
    keys = {work.id: str(work.now[KEY]) for work in works if work.is_new}
    if keys:
        added = (name if name == key else f"{name} (in the source `{key}`)" for name, key in keys.items())
        yield f"added: {', '.join(added)}"
    for name, fields in merged.updated.items():
        yield f"{name}: updated {', '.join(fields)}"
    for name, fields in merged.kept.items():
        yield f"{name}: the source also changed {', '.join(fields)}; your edits were kept"
    if merged.edited:
        yield f"your edits were kept: {_listed(merged.edited)}"
    if merged.gone:
        yield f"no longer in the source, and kept: {', '.join(merged.gone)}"
    for name in merged.deleted:
        yield f"{name}: not added again, because you deleted it"
    if disputed := {work.id: names for work in works if (names := _disputed(work))}:
        yield f"the sources have different values, and the record has one of them: {_listed(disputed)}"


def _listed(fields: Mapping[str, Sequence[str]]) -> str:
    """Works by their ids, each with some of its fields: `a (title, date); b (volume)`."""
    return "; ".join(f"{name} ({', '.join(names)})" for name, names in fields.items())


def _disputed(work: TrackedWork) -> list[str]:
    """The fields for which the sources have different values."""
    found = {name: {repr(entry[name]) for entry in work.found if name in entry} for name in work.now if name != KEY}
    return [name for name, values in found.items() if len(values) > 1]
