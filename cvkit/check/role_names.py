"""Rules about the names of roles: each is a role that cvkit knows, one that the record declares, or a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cvkit.check.pydantic_errors import InvalidValue
from cvkit.model.author import DEFAULT_MARKERS, ROLE_FIELDS, all_markers
from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap
from cvkit.model.work import PEOPLE_FIELDS

GROUP_FIELD = "equal_contributor"
"""The field with the group of an author."""


class MarkerOfTwoRoles(Rule):
    """A marker that states two roles.

    A marker behind a name states one role. Here two roles have the same one, so nobody could see the difference. Choose
    another character for one of them.
    ```yaml
    markers: {"#": advisee}
    roles: {clinical: {sign: "#"}}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    ```yaml
    markers: {"#": advisee}
    roles: {clinical: {sign: "¶"}}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}]
    ```
    """

    code = "V224"
    depends_on = DependsOn.VALUE
    message = "the marker `{marker}` states two roles: `{one}` and `{other}`"
    hint = "choose another character for one of the two"
    fix = "choose another character for one of the two"


class _UndeclaredRole(InvalidValue):
    message = "the record declares no role `{role}`"


def check_role_names(root: YamlMap) -> Iterator[Diagnostic]:
    """Report markers of unknown roles, authors with undeclared roles, and markers with two meanings."""
    declared = _mapping(root.get("roles"))
    known = [*ROLE_FIELDS, *declared, *equal_groups(root)]
    documents = _mapping(root.get("documents"))
    places: list[tuple[KeyPath, Any]] = [(("markers",), root.get("markers"))]
    places += [(("documents", name, "markers"), _mapping(one).get("markers")) for name, one in documents.items()]
    for path, markers in places:
        for marker, role in _mapping(markers).items():
            if isinstance(role, str) and role not in known:
                if marker in known:
                    hint = f'write the character first: `"{role}": {marker}`'
                elif meant := _role_of_word(role):
                    hint = f"did you mean `{meant}`?"
                else:
                    hint = did_you_mean(role, known, _declare(role, marker))
                yield InvalidValue.at((*path, marker), value=role, name="markers", hint=hint)
    typed = {m: role for m, role in _mapping(root.get("markers", DEFAULT_MARKERS)).items() if isinstance(role, str)}
    role_of = all_markers(typed, [])
    for name, one in declared.items():
        sign = _mapping(one).get("sign")
        if isinstance(sign, str) and (other := role_of.setdefault(sign, name)) != name:
            yield MarkerOfTwoRoles.at(("roles", name, "sign"), marker=sign, one=other, other=name)
    for path, author in typed_authors(root):
        roles = author.get("roles")
        for index, name in enumerate(roles if isinstance(roles, list) else ()):
            if isinstance(name, str) and name not in declared:
                hint = _declare(name, "#")
                if name in ROLE_FIELDS:
                    field, value = ROLE_FIELDS[name]
                    hint = f"write `{field}: {value}`"
                hint = did_you_mean(name, declared, hint)
                yield _UndeclaredRole.at((*path, "roles", index), role=name, hint=hint)


def _role_of_word(word: str) -> str | None:
    """The role that a word states in an annotation of a `.bib` file: `advisee` for `student`."""
    from cvkit.load.bibtex.annotations import ROLE_ANNOTATIONS

    stated = ROLE_ANNOTATIONS.get(word.lower().replace("_", "-").replace(" ", "-"))
    return next((role for role, field in ROLE_FIELDS.items() if field == stated), None)


def _declare(role: str, sign: str) -> str:
    return f'declare it at the top of the record: `roles: {{{role}: {{sign: "{sign}"}}}}`'


def equal_groups(root: Mapping[str, Any]) -> list[str]:
    """The groups of equal contributors that authors of a record have, as typed."""
    groups = [author.get(GROUP_FIELD) for _, author in typed_authors(root)]
    return [group for group in groups if isinstance(group, str) and group not in ("true", "false")]


def typed_authors(root: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """The authors that are typed as mappings, each with its key path."""
    for section, fields in PEOPLE_FIELDS.items():
        entries = root.get(section)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            for key in fields:
                authors = _mapping(entry).get(key)
                for at, author in enumerate(authors if isinstance(authors, list) else ()):
                    if isinstance(author, dict):
                        yield (section, index, key, at), author


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
