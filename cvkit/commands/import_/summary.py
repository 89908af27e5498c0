"""Summarize an import: the entries that were added, updated, kept or deleted, and the conflicts between sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cvkit.commands.import_.combine import DATES, KEY, EntryDict, flat, stated_values
from cvkit.commands.import_.evidence import is_one_number
from cvkit.commands.import_.identify import TrackedWork
from cvkit.commands.import_.people_lists import is_part
from cvkit.commands.import_.three_way_merge import Merged
from cvkit.model.letters import fold
from cvkit.model.plural import counted
from cvkit.model.work import WORK_SECTIONS

WIDEST_VALUE = 90
"""The largest number of characters of a value in a line about a conflict."""
FEW = 8
"""How many works or entries a line names if the user does not ask for all."""


class _Files(Protocol):
    def file(self, entry: EntryDict) -> str: ...


@dataclass(frozen=True)
class SummaryLine:
    """A line of the summary: a text, the works or entries that it names, and a text behind them."""

    text: str
    names: tuple[str, ...] = ()
    end: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the line has more names than it shows at first."""
        return len(self.names) > FEW

    def shown(self, *, with_all: bool = False) -> str:
        """The line, with the first names and the count of the others, or `with_all` names."""
        if not self.names:
            return self.text
        shown = self.names if with_all else self.names[:FEW]
        separator = "; " if any(" " in name for name in shown) else ", "
        more = f"{separator}and {len(self.names) - len(shown)} more" if len(shown) < len(self.names) else ""
        return f"{self.text}: {separator.join(shown)}{more}{self.end}"


def summary(merged: Mapping[str, Merged], works: Mapping[str, Sequence[TrackedWork]]) -> Iterator[SummaryLine]:
    """The lines of the summary: first the counts, then the works by their ids, then the entries of other sections."""
    of_works = [merged[name] for name in merged if name in WORK_SECTIONS]
    all_works = [work for tracked in works.values() for work in tracked]
    if of_works or not merged:
        yield _counts(of_works, "work")
    keys = {work.id: str(work.now[KEY]) for work in all_works if work.is_new}
    yield from _line("added", keys)
    renamed = (f"{name} (`{key}`)" for name, key in keys.items() if name != key)
    yield from _line("ids that differ from the key in the source", renamed)
    yield from changes(of_works)
    if others := {name: one for name, one in merged.items() if name not in WORK_SECTIONS}:
        yield _counts(list(others.values()), "other entrie")
        added = (f"{name.removeprefix('sections/')} {len(one.new)}" for name, one in others.items() if one.new)
        if text := ", ".join(added):
            yield SummaryLine(f"added: {text}")
        yield from changes(others.values())
    disputed = {work.id: names for work in all_works if (names := _differing(work.found, trivial=True))}
    yield from _line(
        "the sources write these values differently (capitals, punctuation, precision), and the record has one form",
        _with_fields(disputed),
    )


def _counts(found: Sequence[Merged], noun: str) -> SummaryLine:
    new, updated, gone = (sum(len(getattr(one, part)) for one in found) for part in ("new", "updated", "gone"))
    unchanged = sum(one.unchanged for one in found)
    missing = f", {gone} no longer in the source" if gone else ""
    number = f"{new} other entr{'y' if new == 1 else 'ies'}" if noun != "work" else counted(new, noun)
    return SummaryLine(f"{number} added, {updated} updated, {unchanged} unchanged{missing}")


def changes(merged: Iterable[Merged]) -> Iterator[SummaryLine]:
    """The lines about changes of the entries of some sections, and about edits by hand that were kept."""
    sections = list(merged)
    for text, part in (
        ("updated", "updated"),
        ("the source also changed these, and your edits were kept", "kept"),
        ("your edits were kept", "edited"),
    ):
        yield from _line(text, (name for one in sections for name in _with_fields(getattr(one, part))))
    yield from _line("no longer in the source, and kept", (name for one in sections for name in one.gone))
    yield from _line("not added again, because you deleted it", (name for one in sections for name in one.deleted))


def conflicts(works: Iterable[TrackedWork], files: _Files) -> Iterator[SummaryLine]:
    """A line for each field whose values in the sources contradict each other, with all values and their files."""
    of_field: dict[str, list[str]] = {}
    for work in works:
        for key in _differing(work.found, trivial=False):
            values: dict[str, str] = {}
            for entry in work.found:
                if key in (values_of := flat(entry)):
                    values.setdefault(_shown(values_of[key]), files.file(entry))
            shown = ", ".join(f"{value} ({file})" for value, file in values.items())
            of_field.setdefault(key, []).append(f"{work.id} has {shown}")
    for key, shown_works in of_field.items():
        yield SummaryLine(f"the sources contradict each other in {key}", tuple(shown_works))


def owner_stated(ids: Iterable[str]) -> Iterator[SummaryLine]:
    """A line about the works in which two authors match the owner."""
    yield from _line("two authors match the owner, and the first has `owner: true`", ids, "; if not, move it")


def _line(text: str, names: Iterable[str], end: str = "") -> Iterator[SummaryLine]:
    """A line that names works or entries, if there are any."""
    if listed := tuple(names):
        yield SummaryLine(text, listed, end)


def _with_fields(fields: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Works by their ids, each with some of its fields: `a (title, date)`."""
    return (f"{name} ({', '.join(names)})" for name, names in fields.items())


def _differing(found: Sequence[EntryDict], *, trivial: bool) -> list[str]:
    """The fields with different values: those that differ only in form, or those that contradict each other."""
    if len(found) < 2:
        return []
    entries = [flat(entry) for entry in found]
    names = dict.fromkeys(name for entry in entries for name in entry if name not in (KEY, "abstract"))
    differing = []
    for name in names:
        values = stated_values(name, entries)
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
    if name.rpartition(".")[2] in DATES:
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
        value = f"{counted(len(value), 'item')}: {'; '.join(map(_shown, value[:3]))}"
    elif isinstance(value, Mapping):
        value = str(value.get("name") or ", ".join(map(str, value.values())))
    text = str(value)
    return text if len(text) <= WIDEST_VALUE else f"{text[: WIDEST_VALUE - 1]}…"
