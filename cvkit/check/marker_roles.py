"""Turn the markers behind names into roles, as the record declares them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cvkit.check.role_names import GROUP_FIELD, equal_groups
from cvkit.model.author import DEFAULT_MARKERS, ROLE_FIELDS, UNNAMED_GROUP, RoleField, typed_markers
from cvkit.model.typed_name import Part

Markers = Mapping[str, str | RoleField]
"""Marker → the name of a role that cvkit knows, or the field that states another role; empty if it has no meaning."""


def declared_markers(record: dict[str, Any]) -> Markers:
    """The role of each marker, as `parse_authors` takes it.

    A marker with an invalid role is reported once, at its declaration. Behind a name it has no meaning.
    """
    markers, roles = record.get("markers", DEFAULT_MARKERS), record.get("roles", {})
    declared = roles if isinstance(roles, dict) else {}
    whole = typed_markers(markers, roles)
    groups = set(equal_groups(record))

    def meaning(role: str) -> str | RoleField:
        if role in ROLE_FIELDS:
            return role
        return RoleField(GROUP_FIELD, role) if role in groups else RoleField("roles", role) if role in declared else ""

    invalid = dict.fromkeys(markers if isinstance(markers, dict) else (), "")
    return {**invalid, **{marker: meaning(role) for marker, role in whole.items()}}


def with_roles(author: dict[str, Any], markers: Markers) -> dict[str, Any]:
    """An author with the roles that its field `markers` states. Only markers that are not declared stay there."""
    typed = [Part(marker, at) for at, marker in enumerate(author["markers"])]
    others = {key: value for key, value in author.items() if key != "markers"}
    found, undeclared = apply_markers({}, typed, markers)
    kept = {"markers": "".join(marker.text for marker in undeclared)} if undeclared else {}
    if "roles" in found and isinstance(others.get("roles"), list):
        others["roles"] = [*found["roles"], *others["roles"]]
    return found | others | kept


def apply_markers(author: dict[str, Any], typed: Sequence[Part], markers: Markers) -> tuple[dict[str, Any], list[Part]]:
    """An author with the roles that markers behind the name state, and the markers that are not declared."""
    undeclared = []
    for marker in typed:
        role = markers.get(marker.text)
        if role is None:
            undeclared.append(marker)
        elif role:
            key, value = ROLE_FIELDS[role] if isinstance(role, str) else role
            author[key] = [*author.get(key, []), value] if key == "roles" else value
    return author, undeclared


def with_first_group(authors: list[Any]) -> list[Any]:
    """The same authors. If a marker names a group, the marker without a group means the group `first`."""
    groups = {author.get(GROUP_FIELD) for author in authors if isinstance(author, dict)} - {None}
    if len(groups) < 2 or UNNAMED_GROUP not in groups:
        return authors
    return [
        author | {GROUP_FIELD: "first"}
        if isinstance(author, dict) and author.get(GROUP_FIELD) == UNNAMED_GROUP
        else author
        for author in authors
    ]
