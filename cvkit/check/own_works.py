"""Leave out the works of others: `publications: {files: [group.bib], mine: true}` takes those that name the owner."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cvkit.model.author import AuthorList
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.owner import Owner
from cvkit.model.plural import counted
from cvkit.model.rule import RULES, DependsOn, Ignorable, Rule
from cvkit.model.source import Source, Span, YamlMap, YamlSeq
from cvkit.model.work import AUTHOR_FIELDS

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MAX_SHOWN_WORKS = 20
"""The number of works that the warning names, unless more may be the owner's."""


class LeftOut(Rule):
    """Works that do not name you, in a section with `mine: true`.

    A file that several people share has the works of all of them, and `mine: true` takes only yours. cvkit reports the
    others once for each section, so that no work of yours is missing silently. Those that may be yours come first: a
    work with a spelling that may be yours, or with an open author list. If a spelling is yours, write it in `aliases`.
    If it is not, write the person in `people`. If an open list is short of your name, add it.
    """

    code = "V153"
    severity = Severity.WARNING
    ignorable = Ignorable.NEVER
    no_example = "it takes a second file"
    message = "left out: {works}{names}"
    hint = "write your other spellings in `aliases`{spellings}; delete `mine: true` to take all works"
    fix = "write your other spellings in `aliases`, and other people in `people`"


@dataclass(frozen=True)
class _Work:
    """An entry of the source, with the people whose names it begins with; None if they cannot be read."""

    section: str
    index: int
    people: AuthorList | None
    is_open: bool


def leave_out_others(
    source: Source, values: dict[str, Any], diagnostics: Sequence[Diagnostic]
) -> tuple[Source, dict[str, Any], list[Diagnostic]]:
    """The source, its normalized values and their diagnostics, without the works of others.

    Only the sections with `mine: true` lose works, and one warning for each reports them. A work whose author list
    cannot be read is kept, so that its diagnostic is reported. If `person` or `people` has an error, all works are
    kept.
    """
    misread = {found.path[:3] for found in diagnostics if RULES[found.code].hides is DependsOn.AUTHORS}
    works = list(_works(source.root, values, misread))
    owner = _owner(values, [work.people or AuthorList() for work in works])
    if owner is None:
        return source, values, list(diagnostics)
    others = [w for w in works if w.section in source.mine and w.people is not None and owner.index(w.people) is None]
    root = YamlMap(source.root.file, source.root.span, source.root.is_flow)
    root.update(source.root)
    root.key_spans, root.value_spans = source.root.key_spans, source.root.value_spans
    kept_values = dict(values)
    indexes: dict[tuple[str, int], int] = {}
    warnings = []
    for section in sorted(source.mine):
        left_out = {work.index: work for work in others if work.section == section}
        if not left_out:
            continue
        kept = [index for index in range(len(values[section])) if index not in left_out]
        indexes |= {(section, index): at for at, index in enumerate(kept)}
        root[section] = _kept_entries(source.root[section], kept)
        kept_values[section] = [values[section][index] for index in kept]
        warnings.append(_warning(source.root[section], list(left_out.values()), owner, works))

    def moved(path: KeyPath) -> KeyPath | None:
        """The path of a value after works before it are left out; None if its own work is left out."""
        if len(path) < 2 or path[0] not in {work.section for work in others}:
            return path
        index = indexes.get((str(path[0]), int(path[1])))
        return None if index is None else (path[0], index, *path[2:])

    overrides = {path: place for old, place in source.overrides.items() if (path := moved(old)) is not None}
    of_values = [replace(one, path=path) for one in diagnostics if (path := moved(one.path)) is not None]
    located = _without_diagnostics(source, root, others)
    changed = replace(source, root=root, overrides=overrides)
    return replace(changed, diagnostics=changed.located([*located, *warnings])), kept_values, of_values


def _works(root: YamlMap, values: Mapping[str, Any], misread: set[tuple[str | int, ...]]) -> Iterator[_Work]:
    """Every work of a record, from its typed and its normalized values."""
    for section, field in AUTHOR_FIELDS.items():
        entries = values.get(section)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            typed, people = root[section][index], None
            if isinstance(entry, dict) and isinstance(typed, YamlMap):
                has_group = section == "patents" or "collaboration" in entry
                key = "editors" if field not in typed.value_spans and not has_group else field
                if (section, index, key) not in misread and (key in entry or key not in typed.value_spans):
                    people = _people(entry.get(key, []))
                count = str(entry.get("author_count", ""))
                is_short = count.isdecimal() and people is not None and int(count) > len(people)
                is_open = "collaboration" in entry or is_short or (people is not None and people.is_open)
                yield _Work(section, index, people, is_open)


def _people(value: Any) -> AuthorList | None:
    """A normalized author list; None if the model refuses it."""
    from pydantic import ValidationError

    try:
        return _list_type().validate_python(value) if value else AuthorList()
    except ValidationError:
        return None


@functools.cache
def _list_type() -> TypeAdapter[AuthorList]:
    from pydantic import TypeAdapter

    return TypeAdapter(AuthorList)


def _owner(values: Mapping[str, Any], lists: Sequence[AuthorList]) -> Owner | None:
    """The owner in some author lists; None if `person` or `people` has an error."""
    from pydantic import ValidationError

    from cvkit.model.person import Known, Person, named

    people = values.get("people", {})
    try:
        known = [Known.model_validate(named(value)) for value in people.values()]
        return Owner(Person.model_validate(values.get("person")), known, lists)
    except (AttributeError, ValidationError):
        return None


def _kept_entries(entries: YamlSeq, indexes: Sequence[int]) -> YamlSeq:
    """The entries at some indexes."""
    kept = YamlSeq(entries.file, entries.span)
    kept.extend(entries[index] for index in indexes)
    kept.spans.extend(entries.spans[index] for index in indexes)
    return kept


def _warning(entries: YamlSeq, left_out: Sequence[_Work], owner: Owner, works: Sequence[_Work]) -> Diagnostic:
    """The warning about the works of one section that are left out, those first that may be the owner's."""
    section = left_out[0].section
    may_be_own = [work for work in left_out if work.is_open or owner.may_be_in(work.people or ())]
    others = [work for work in left_out if work not in may_be_own]
    near_ids, other_ids = ([_name(entries[work.index]) for work in group] for group in (may_be_own, others))
    shown = max(MAX_SHOWN_WORKS - len(near_ids), 1)
    more = f" and {len(other_ids) - shown} more" if len(other_ids) > shown else ""
    names = f"; {len(near_ids)} may be yours: {', '.join(near_ids)}" if near_ids else ""
    if others:
        names += ("; others: " if near_ids else " of others: ") + ", ".join(other_ids[:shown]) + more
    indexes = {at for at, work in enumerate(works) if work in may_be_own}
    near = [f"`{found.text}`" for found in owner.near_spellings if indexes & set(found.lists)]
    spellings = f", if they are yours: {', '.join(near)}" if near else ""
    count = counted(len(left_out), "work")
    return LeftOut.at((section,), "key", works=count, names=names, spellings=spellings)


def _name(entry: YamlMap) -> str:
    return str(entry.get("id") or entry.get("title") or "…")


def _without_diagnostics(source: Source, root: YamlMap, others: Sequence[_Work]) -> list[Diagnostic]:
    """The diagnostics of a source without those within works that are left out.

    A work that is kept may inherit a value from one that is left out. Then the diagnostics of the value are kept.
    """
    left_out = _lines(source.root[work.section][work.index] for work in others)
    lines = left_out - _lines(entry for section in source.mine for entry in root[section])
    return [found for found in source.diagnostics if not found.place or not lines.issuperset(_lines_of(found))]


def _lines(entries: Iterable[Any]) -> set[tuple[str, int]]:
    """The lines of entries and of the values that they inherit, with their files. They count from 0."""
    spans = ((file, span) for entry in entries for file, span in _spans(entry))
    return {(file, line) for file, span in spans for line in range(span.line, span.end_line + 1)}


def _lines_of(diagnostic: Diagnostic) -> Iterator[tuple[str, int]]:
    """The lines of the mistakes that a diagnostic reports, with their file. They count from 0."""
    if diagnostic.place:
        for line in diagnostic.lines or (diagnostic.place.line,):
            yield diagnostic.place.file, line - 1


def _spans(value: Any) -> Iterator[tuple[str, Span]]:
    """The spans of a value and of all values within it, with their files."""
    if isinstance(value, YamlMap):
        yield value.file, value.span
        yield from ((value.file, span) for span in value.value_spans.values())
        for child in value.values():
            yield from _spans(child)
    elif isinstance(value, YamlSeq):
        for child in value:
            yield from _spans(child)
