"""Summarize an import: the entries that were added, updated, kept or deleted, and the conflicts between sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from cvkit.commands.import_.evidence import is_one_number
from cvkit.commands.import_.identify import KEY, EntryDict, TrackedWork
from cvkit.commands.import_.people_lists import is_part
from cvkit.commands.import_.three_way_merge import Merged
from cvkit.model.letters import fold
from cvkit.model.plural import counted
from cvkit.model.work import WORK_SECTIONS

_DATES = frozenset({"date", "filed", "published", "granted"})
WIDEST_VALUE = 90
"""The largest number of characters of a value in a line about a conflict."""


class _Files(Protocol):
    def file(self, entry: EntryDict) -> str: ...


def summary(merged: Mapping[str, Merged], works: Mapping[str, Sequence[TrackedWork]]) -> Iterator[str]:
    """The lines of the summary: first the counts, then the works by their ids, then the entries of other sections."""
    of_works = [merged[name] for name in merged if name in WORK_SECTIONS]
    all_works = [work for tracked in works.values() for work in tracked]
    if of_works:
        yield _counts(of_works, "work")
    keys = {work.id: str(work.now[KEY]) for work in all_works if work.is_new}
    if keys:
        added = (name if name == key else f"{name} (in the source `{key}`)" for name, key in keys.items())
        yield f"added: {', '.join(added)}"
    for one in of_works:
        yield from changes(one)
    if others := {name: one for name, one in merged.items() if name not in WORK_SECTIONS}:
        yield _counts(list(others.values()), "other entrie")
        added = (f"{name.removeprefix('sections/')} {len(one.new)}" for name, one in others.items() if one.new)
        if text := ", ".join(added):
            yield f"added: {text}"
        for one in others.values():
            yield from changes(one)
    if disputed := {work.id: names for work in all_works if (names := _differing(work.found, trivial=True))}:
        yield (
            "the sources write these values differently (capitals, punctuation, precision), and the record has one"
            f" form: {_listed(disputed)}"
        )


def _counts(found: Sequence[Merged], noun: str) -> str:
    new, updated, gone = (sum(len(getattr(one, part)) for one in found) for part in ("new", "updated", "gone"))
    unchanged = sum(one.unchanged for one in found)
    missing = f", {gone} no longer in the source" if gone else ""
    number = f"{new} other entr{'y' if new == 1 else 'ies'}" if noun != "work" else counted(new, noun)
    return f"{number} added, {updated} updated, {unchanged} unchanged{missing}"


def changes(merged: Merged) -> Iterator[str]:
    """A line for each change of the entries of a section, and for each edit by hand that was kept."""
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


def conflicts(entries: Iterable[tuple[str, Sequence[EntryDict]]], files: _Files) -> Iterator[str]:
    """A line for each field whose values in the sources contradict each other, with all values and their files."""
    for name, found in entries:
        for key in _differing(found, trivial=False):
            values: dict[str, str] = {}
            for entry in found:
                if key in entry:
                    values.setdefault(_shown(entry[key]), files.file(entry))
            shown = "; ".join(f"{value} ({file})" for value, file in values.items())
            yield f"{name}: the sources contradict each other in {key}: {shown}"


def owner_stated(ids: Iterable[str]) -> Iterator[str]:
    """A line about the works in which two authors match the owner."""
    if names := ", ".join(ids):
        yield f"two authors match the owner, and the first has `owner: true`: {names}; if not, move it"


def _listed(fields: Mapping[str, Sequence[str]]) -> str:
    """Works by their ids, each with some of its fields: `a (title, date); b (volume)`."""
    return "; ".join(f"{name} ({', '.join(names)})" for name, names in fields.items())


def _differing(found: Sequence[EntryDict], *, trivial: bool) -> list[str]:
    """The fields with different values: those that differ only in form, or those that contradict each other."""
    if len(found) < 2:
        return []
    names = dict.fromkeys(name for entry in found for name in entry if name not in (KEY, "abstract"))
    differing = []
    for name in names:
        values = [entry[name] for entry in found if name in entry]
        if any(value != values[0] for value in values) and not (name == "doi" and _is_one_doi(values)):
            is_trivial = all(_is_same_fact(name, value, values[0]) for value in values)
            if is_trivial == trivial:
                differing.append(name)
    return differing


def _is_one_doi(values: Sequence[Any]) -> bool:
    """Whether DOIs are equal. Case does not matter in a DOI, so it is no difference in form either."""
    return len({str(value).casefold() for value in values}) == 1


def _is_same_fact(name: str, one: Any, other: Any) -> bool:
    """Whether two values differ only in case, punctuation or precision."""
    if name in _DATES:
        return str(one).startswith(str(other)) or str(other).startswith(str(one))
    if name == "number" and is_one_number(one, other):
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(_is_same_fact(key, one[key], other[key]) for key in one if key in other)
    if isinstance(one, list) and isinstance(other, list):
        return is_part(*sorted((one, other), key=len))
    return fold(str(one)) == fold(str(other))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        value = f"{len(value)} items, {', '.join(map(_shown, value[:3]))}"
    elif isinstance(value, Mapping):
        value = str(value.get("name") or ", ".join(map(str, value.values())))
    text = str(value)
    return text if len(text) <= WIDEST_VALUE else f"{text[: WIDEST_VALUE - 1]}…"
