"""The summary of an import: what became of every work that is not as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cvkit.commands.import_bib.identify import KEY, TrackedWork
from cvkit.commands.import_bib.three_way_merge import Merged


def summary(merged: Merged, works: Sequence[TrackedWork]) -> Iterator[str]:
    """The lines of the summary: the counts first, then the works by their ids."""
    gone = f", {len(merged.gone)} no longer in the source" if merged.gone else ""
    yield f"{len(merged.new)} works added, {len(merged.updated)} updated, {merged.unchanged} unchanged{gone}"
    keys = {work.id: str(work.now[KEY]) for work in works if work.is_new}
    if keys:
        added = (name if name == key else f"{name} (in the source `{key}`)" for name, key in keys.items())
        yield f"added: {', '.join(added)}"
    for name, fields in merged.updated.items():
        yield f"{name}: updated {', '.join(fields)}"
    for name, fields in merged.kept.items():
        yield f"{name}: your {', '.join(fields)} stayed; the source says otherwise now"
    if merged.edited:
        yield f"kept as you edited it: {_listed(merged.edited)}"
    if merged.gone:
        yield f"no longer in the source, and kept: {', '.join(merged.gone)}"
    for name in merged.deleted:
        yield f"{name}: stays away, as you deleted it"
    if disputed := {work.id: names for work in works if (names := _disputed(work))}:
        yield f"the sources differ, and the record keeps one of the values: {_listed(disputed)}"


def _listed(fields: Mapping[str, Sequence[str]]) -> str:
    """Works by their ids, each with some of its fields: `a (title, date); b (volume)`."""
    return "; ".join(f"{name} ({', '.join(names)})" for name, names in fields.items())


def _disputed(work: TrackedWork) -> list[str]:
    """The fields of which several sources say different things."""
    said = {name: {repr(entry[name]) for entry in work.found if name in entry} for name in work.now if name != KEY}
    return [name for name, values in said.items() if len(values) > 1]
