"""Advice for a fact about an author that is typed in the work, such as `corresponding: Bo Cole`.

A role is a marker behind the name in the author list, or words there. The hint has the whole list to write, if the
value says whose role it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from cvkit.check.author_list import parse_authors, typed_names
from cvkit.check.marker_roles import Markers, declared_markers
from cvkit.check.name_advice import typed_at
from cvkit.check.pydantic_errors import UnknownKey
from cvkit.check.suggest import SYNONYMS, synonym_of
from cvkit.check.value_advice import WIDEST_HINT, Advice
from cvkit.check.value_shapes import is_plain
from cvkit.model.author import ROLE_FIELDS
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement
from cvkit.model.name import Name
from cvkit.model.source import Source
from cvkit.model.work import AUTHOR_FIELDS
from cvkit.model.yaml_flow import flow

_ROLES = {
    "corresponding": f"corresponding {SYNONYMS['corresponding']} corresponding_authors correspondence",
    "equal_contributor": f"equal_contributor {SYNONYMS['equal_contributor']} equal_contributors equal_contributions "
    "equal_authors equally co_first_authors joint_first_authors shared_first",
    "presenter": "presenter presenting presenting_author speaker presented_by",
}
"""Role of an author → the keys of a work that state it."""
_KEYS = {**_ROLES, "orcid": "orcid orcid_id orcidid", "owner": "owner", "affiliations": "affiliations affiliation"}
"""Field of an author → the keys of a work that mean it."""


def with_advice_for_roles(diagnostics: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """The diagnostics. Those of unknown keys that state a fact about authors have the author list to write."""
    found = list(diagnostics)
    works: dict[KeyPath, list[int]] = {}
    for at, one in enumerate(found):
        if one.code == UnknownKey.code and one.part == "key" and _key_of_author(one.path):
            works.setdefault(one.path[:-1], []).append(at)
    for path, places in works.items():
        for at, advice in zip(places, _advise(path, [str(found[at].path[-1]) for at in places], source), strict=True):
            found[at] = replace(found[at], hint=advice.hint, corrections=tuple(advice.corrections))
    return found


def _key_of_author(path: KeyPath) -> str | None:
    """The role, or the other field of an author, that a key of a work means; None if it means none."""
    match path:
        case (str(section), int(), str(key)) if section in AUTHOR_FIELDS:
            word = key.lower().replace("-", "_").replace(" ", "_")
            return next((field for field, words in _KEYS.items() if word in words.split()), None)
    return None


def _advise(path: KeyPath, keys: list[str], source: Source) -> Iterator[Advice]:
    """The advice for each key of a work. The first one that is clear has the author list with the roles of all."""
    work, field = typed_at(source, path), AUTHOR_FIELDS[str(path[0])]
    markers = declared_markers(source.root)
    typed = new = work.get(field)
    first: list[Replacement] = []
    are_clear: list[str] = []
    for key in keys:
        role = _key_of_author((*path, key)) or ""
        changed = _with_role(new, work[key], role, markers) if role in ROLE_FIELDS else None
        if changed is not None:
            first = first or [Replacement("", "entry"), *_differences(typed, changed, (*path, field))]
            new = changed
            are_clear.append(key)
    line = flow({field: new})[1:-1] if are_clear else ""
    for key in keys:
        role, value = _key_of_author((*path, key)) or "", work[key]
        if role not in ROLE_FIELDS:
            listed = [value] if role == "affiliations" and isinstance(value, str) else value
            author = f"{{name: …, {role}: {flow(listed) if is_plain(listed) else '…'}}}"
            yield Advice(f"it is a fact about one author: write this author as `{author}` in `{field}`, as a list")
        elif value == "false":
            yield Advice("delete this line: an author has a role only if you write it", [Replacement("", "entry")])
        elif key in are_clear and len(line) <= WIDEST_HINT:
            yield Advice(f"write `{line}`, and delete this line", first)
            first = []  # each round of `--fix` moves one role
        elif typed is None and isinstance(value, str) and not any(synonym_of(one, [field]) for one in work):
            named = flow({field: f"{value}{_mark(role, markers)}"})[1:-1]
            yield Advice(f"write all authors in `{field}`, as in `{named}`, and delete this line")
        else:
            hint = f"write `{_mark(role, markers).strip()}` behind each such name in `{field}`, and delete this line"
            yield Advice(hint, first if key in are_clear else [])
            first = [] if key in are_clear else first


def _differences(typed: Any, new: Any, path: KeyPath) -> list[Replacement]:
    """The replacements that make one author list of another."""
    if isinstance(typed, list):
        changed = [(at, one) for at, one in enumerate(new) if one != typed[at]]
        steps = {at: ("name",) if isinstance(one, dict) else () for at, one in changed}
        return [Replacement(_name_typed(one), "value", (*path, at, *steps[at])) for at, one in changed]
    return [Replacement(new, "value", path)] if new != typed else []


def _mark(role: str, markers: Markers) -> str:
    """The text behind a name that states a role: its marker, or a word in parentheses."""
    return next((marker for marker, meant in markers.items() if meant == role), f" ({role})")


def _with_role(authors: Any, value: Any, role: str, markers: Markers) -> Any:
    """The author list with the marker of a role behind the names that a value means; None if these are not clear."""
    items = authors if isinstance(authors, list) else [authors]
    if not all(isinstance(_name_typed(one), str) for one in items):
        return None
    before = _roles_in(authors, role, markers)
    if not before or (chosen := _chosen(value, [name for name, _ in before], role)) is None:
        return None
    mark = _mark(role, markers)
    wanted = [(name, has or at in chosen) for at, (name, has) in enumerate(before)]
    missing = [at for at in chosen if not before[at][1]]
    if isinstance(authors, list):
        new: Any = [_marked(one, mark) if at in missing else one for at, one in enumerate(authors)]
    else:
        new = authors
        for at in missing:
            name = before[at][0]
            places = [
                found.end()
                for form in (name.full, f"{name.family}, {name.given}")
                for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", new)
            ]
            if len(places) != 1:
                return None
            new = f"{new[: places[0]]}{mark}{new[places[0] :]}"
    return new if _roles_in(new, role, markers) == wanted else None


def _name_typed(item: Any) -> Any:
    """The name of an item of an author list, which is a text, or a mapping with a `name`."""
    return item.get("name") if isinstance(item, dict) else item


def _marked(item: Any, mark: str) -> Any:
    """An item of an author list with a marker behind the name."""
    return {**item, "name": f"{item['name']}{mark}"} if isinstance(item, dict) else f"{item}{mark}"


def _roles_in(authors: Any, role: str, markers: Markers) -> list[tuple[Name, bool]]:
    """The name of each author, and whether the author has a role; empty if the list has a mistake."""
    found, diagnostics = parse_authors(authors, markers, ())
    people = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    if any(one.is_error for one in diagnostics) or not all(isinstance(one.get("name"), Name) for one in people):
        return []
    return [(one["name"], ROLE_FIELDS[role].field in one) for one in people]


def _chosen(value: Any, names: list[Name], role: str) -> list[int] | None:
    """The offsets of the authors that a value means: by name, by number, or all of them."""
    if isinstance(value, str) and value.lower() in ("true", "yes", "all", "both"):
        is_clear = len(names) == (2 if role == "equal_contributor" else 1) or value.lower() == "all"
        return list(range(len(names))) if is_clear else None
    items = value if isinstance(value, list) else str(value).replace(" and ", ",").split(",")
    if items and all(isinstance(one, str) and one.strip().isdecimal() for one in items):
        numbers = [int(one) - 1 for one in items]
        return sorted({*numbers}) if all(0 <= one < len(names) for one in numbers) else None
    typed = typed_names(value)
    found = [[at for at, name in enumerate(names) if _is_same(name, one)] for one in typed]
    if not typed or any(len(one) != 1 for one in found):
        return None
    return sorted({at for (at,) in found})


def _is_same(name: Name, typed: Name) -> bool:
    """Whether a name of the list is the typed one: the same, or the family name with the same initial or none."""
    if name.full.casefold() == typed.full.casefold():
        return True
    family = typed.family or typed.literal
    return family.casefold() == name.family.casefold() and (
        not typed.given or not name.given or typed.given[0].casefold() == name.given[0].casefold()
    )
