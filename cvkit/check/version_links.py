"""Rules about `version_of`: it names another work, and the versions of a work have a last one."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.check.rules import work_entries
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap


class UnknownVersion(Rule):
    """`version_of` names an entry that does not exist.

    `version_of` names the id of another work of the record, and this other work counts instead. If the id does not
    exist, the work would count twice. Use the id in the hint, or write the id of the other version.
    ```yaml
    publications: [{id: one, kind: preprint, title: T, date: 2020, authors: Ada Miller, version_of: tow}]
    ```
    ```yaml
    publications:
      - {id: one, kind: preprint, title: T, date: 2020, authors: Ada Miller, version_of: two}
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller}
    ```
    """

    code = "V125"
    depends_on = DependsOn.IDS
    message = "there is no other entry `{id}`"
    hint = "write the id of the other version"
    fix = "use the id in the hint"


class VersionCircle(Rule):
    """Works that are versions of each other in a circle.

    `version_of` of a work names its later version, and so on until the last version, which names none. Here each work
    names another one, so none is the last: cvkit cannot say which of them counts. Delete `version_of` from the last
    version.
    ```yaml
    publications:
      - {id: one, kind: preprint, title: T, date: 2020, authors: Ada Miller, version_of: two}
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller, version_of: one}
    ```
    ```yaml
    publications:
      - {id: one, kind: preprint, title: T, date: 2020, authors: Ada Miller, version_of: two}
      - {id: two, kind: journal, title: T, date: 2021, authors: Ada Miller}
    ```
    """

    code = "V129"
    depends_on = DependsOn.ENTRY
    message = "these works are versions of each other in a circle: {circle}"
    hint = "delete `version_of` from the last version"
    fix = "delete `version_of` from the last version"


def check_versions(root: YamlMap) -> Iterator[Diagnostic]:
    """The id in `version_of` belongs to another entry of the record, and no work is a later version of itself."""
    entries = list(work_entries(root))
    ids = [entry["id"] for _, _, entry in entries if isinstance(entry.get("id"), str)]
    later: dict[str, str] = {}
    for section, index, entry in entries:
        name = entry.get("version_of")
        if not isinstance(name, str):
            continue
        if name not in ids or name == entry.get("id"):
            hint = did_you_mean(name, [other for other in ids if other != entry.get("id")], UnknownVersion.hint)
            yield UnknownVersion.at((section, index, "version_of"), id=name, hint=hint)
        elif isinstance(entry.get("id"), str):
            later[entry["id"]] = name
    reported: set[str] = set()
    for section, index, entry in entries:
        circle = circle_of(str(entry.get("id")), later)
        if circle and not reported & set(circle):
            reported |= set(circle)
            shown = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
            yield VersionCircle.at((section, index, "version_of"), circle=shown)


def circle_of(first: str, later: dict[str, str]) -> list[str]:
    """The ids from a work through its later versions back to it; empty if they do not lead back to it."""
    circle = [first]
    while (name := later.get(circle[-1])) and name not in circle:
        circle.append(name)
    return circle if name == first else []
