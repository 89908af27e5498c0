"""Rules about `funding` and `erratum_of`: they name a grant, and another work."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.check.rules import work_entries
from cvkit.check.version_links import circle_of
from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import YamlMap, YamlSeq


class UnknownGrant(Rule):
    """`funding` names a grant that does not exist.

    `funding` of a work names the ids of the grants that paid for it. No grant has this id, so lists by grant would lack
    the work. Use the id in the hint, or write an `id` into the grant.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, funding: sae}]
    grants: [{id: sea, title: The Sea}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, funding: sea}]
    grants: [{id: sea, title: The Sea}]
    ```
    """

    code = "V245"
    depends_on = DependsOn.IDS
    message = "there is no grant `{id}`"
    hint = "write `id: {id}` into the grant, or delete it here"
    fix = "use the id in the hint"


class UnknownCorrectedWork(Rule):
    """`erratum_of` names an entry that does not exist.

    `erratum_of` of an erratum names the id of the work that it corrects. No other work has this id, so neither of the
    two would name the other. Use the id in the hint, or write the id of the work.
    ```yaml
    publications: [{id: two, kind: journal, title: "Erratum: T", date: 2021, authors: Ada Miller, erratum_of: oen}]
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: "Erratum: T", date: 2021, authors: Ada Miller, erratum_of: one}
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
    ```
    """

    code = "V246"
    depends_on = DependsOn.IDS
    message = "there is no other entry `{id}`"
    hint = "write the id of the work that this erratum corrects"
    fix = "use the id in the hint"


class ErratumCircle(Rule):
    """Works that are errata of each other in a circle.

    `erratum_of` of an erratum names the work that it corrects. Here each work corrects another one, so none is the
    original. Delete `erratum_of` from the original work.
    ```yaml
    publications:
      - {id: two, kind: journal, title: "Erratum: T", date: 2021, authors: Ada Miller, erratum_of: one}
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, erratum_of: two}
    ```
    ```yaml
    publications:
      - {id: two, kind: journal, title: "Erratum: T", date: 2021, authors: Ada Miller, erratum_of: one}
      - {id: one, kind: journal, title: T, date: 2020, authors: Ada Miller}
    ```
    """

    code = "V247"
    depends_on = DependsOn.ENTRY
    message = "these works are errata of each other in a circle: {circle}"
    hint = "delete `erratum_of` from the original work"
    fix = "delete `erratum_of` from the original work"


def check_work_links(root: YamlMap) -> Iterator[Diagnostic]:
    """Report grants and corrected works that do not exist, and errata that lead in a circle."""
    grants = root.get("grants")
    listed = [grant for grant in grants if isinstance(grant, YamlMap)] if isinstance(grants, YamlSeq) else []
    known = [str(grant["id"]) for grant in listed if "id" in grant]
    entries = list(work_entries(root))
    for section, index, entry in entries:
        yield from _funding(entry.get("funding"), known, (section, index, "funding"))
    yield from _errata(entries)


def _funding(value: object, known: list[str], path: KeyPath) -> Iterator[Diagnostic]:
    if isinstance(value, YamlSeq):
        for at, name in enumerate(value):
            yield from _funding(name, known, (*path, at))
    elif isinstance(value, str) and value not in known:
        hint = did_you_mean(value, known, UnknownGrant.hint.format(id=value))
        yield UnknownGrant.at(path, id=value, hint=hint)


def _errata(entries: list[tuple[str, int, YamlMap]]) -> Iterator[Diagnostic]:
    ids = [entry["id"] for _, _, entry in entries if isinstance(entry.get("id"), str)]
    corrected: dict[str, str] = {}
    for section, index, entry in entries:
        name = entry.get("erratum_of")
        if not isinstance(name, str):
            continue
        if name not in ids or name == entry.get("id"):
            others = [] if name in ids else ids  # the work itself is no misspelt other one
            hint = did_you_mean(name, others, UnknownCorrectedWork.hint)
            yield UnknownCorrectedWork.at((section, index, "erratum_of"), id=name, hint=hint)
        elif isinstance(entry.get("id"), str):
            corrected[entry["id"]] = name
    reported: set[str] = set()
    for section, index, entry in entries:
        circle = circle_of(str(entry.get("id")), corrected)
        if circle and not reported & {*circle}:
            reported |= {*circle}
            shown = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
            yield ErratumCircle.at((section, index, "erratum_of"), circle=shown)
