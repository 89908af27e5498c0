"""Rules about the people of an author list: the owner, people with the same name, groups of equal contributors."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from cvkit.model.author import UNNAMED_GROUP, Author
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.name import name_keys
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.work import AUTHOR_FIELDS


class TwoOwners(Rule):
    """Two authors of one work match the owner of the record.

    cvkit finds the owner by name, by `aliases` and by ORCID iD. Only one author of a work can be the owner, so the
    document would show your name in bold twice. If the other person has your name, write an `orcid` for that author and
    in `person`. If a spelling in `aliases` is not yours, delete it. If you are listed twice, delete one of the two.
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, A. Miller"}]
    ```
    ```yaml
    person: {name: Ada Miller, orcid: 0000-0002-1825-0097}
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: [Ada Miller, {name: Ada Miller, orcid: 0000-0001-5109-3700}]
    ```
    """

    code = "V120"
    depends_on = DependsOn.ENTRY
    message = "two authors of this work match the owner of the record: {names}"
    hint = "write an `orcid` for the other author and in `person`, or check `aliases`"
    fix = "give the other author an `orcid`, or check `aliases`"


class Namesakes(Rule):
    """Two authors of one work have the same name.

    The authors may be two people, but a name that was pasted twice looks the same. If they are two people, list both in
    `people`, or give each an `orcid`. Otherwise, delete one of the two.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Bo Fictive, Ada Miller, Bo Fictive"}]
    ```
    ```yaml
    people: {elder: Bo Fictive, younger: Bo Fictive}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Bo Fictive, Ada Miller, Bo Fictive"}]
    ```
    """

    code = "V121"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "{name} is the name of {count} authors of this work"
    hint = "if they are {count} people, give each an `orcid`, or list {count} people of this name in `people`"
    fix = "list both in `people`, or give each an `orcid`"


class SharedOrcid(Rule):
    """Two authors of one work with the same ORCID iD.

    An ORCID iD belongs to one person. The iD was copied to the wrong author, or one person is listed twice. Delete the
    iD from the wrong author, or delete the author who is listed twice.
    ```yaml
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors:
          - Ada Miller
          - {name: Bo Fictive, orcid: 0000-0002-1825-0097}
          - {name: Cy Fictive, orcid: 0000-0002-1825-0097}
    ```
    ```yaml
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors:
          - Ada Miller
          - {name: Bo Fictive, orcid: 0000-0002-1825-0097}
          - Cy Fictive
    ```
    """

    code = "V116"
    depends_on = DependsOn.ENTRY
    message = "{one} and {other} have the same ORCID iD"
    hint = "an ORCID iD belongs to one person: correct one of the two"
    fix = "delete the iD from the wrong author"


class GroupWithoutName(Rule):
    """Equal contributors without a group beside those of a named group.

    If a work has several groups of equal contributors, each group has a name: `first`, `senior`, or a word of your own.
    Without the name, readers cannot see who contributed equally with whom. Write the group of each author, as in
    `equal_contributor: first`.
    ```yaml
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors:
          - {name: Ada Miller, equal_contributor: true}
          - {name: Bo Fictive, equal_contributor: true}
          - {name: Cy Fictive, equal_contributor: senior}
          - {name: Di Fictive, equal_contributor: senior}
    ```
    ```yaml
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors:
          - {name: Ada Miller, equal_contributor: first}
          - {name: Bo Fictive, equal_contributor: first}
          - {name: Cy Fictive, equal_contributor: senior}
          - {name: Di Fictive, equal_contributor: senior}
    ```
    """

    code = "V122"
    depends_on = DependsOn.ENTRY
    message = "some equal contributors have no group, and others are in the group `{group}`"
    hint = "name the group of each, as in `equal_contributor: first`"
    fix = "name the group of each"


class SingleEqualContributor(Rule):
    """Only one author is marked as an equal contributor.

    Equal contribution needs at least two authors. A single marker says nothing to readers. Give the marker to the other
    authors too, or delete it.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller†, Bo Fictive"}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller†, Bo Fictive†"}]
    ```
    """

    code = "V123"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "no other author contributed equally with {name}"
    hint = "give the marker to the others too, or delete it"
    fix = "give the marker to the others too"


class AbsentOwner(Rule):
    """The owner is in no author list.

    cvkit did not find your name in any author list. So no name is bold, and no work has a role of yours. Write the
    other spellings of your name in `aliases`, those with initials too.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "A. Miller, Bo Fictive"}]
    ```
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "A. Miller, Bo Fictive"}]
    ```
    """

    code = "V124"
    severity = Severity.WARNING
    depends_on = DependsOn.AUTHORS
    message = "{name} is in no author list"
    hint = "write your other spellings in `aliases`"
    fix = "write your other spellings in `aliases`"


class _AbsentOwnerWithNearName(AbsentOwner):
    hint = "if `{near}` is the same person, write this name in `aliases`"


def check_people(record: Record) -> list[Diagnostic]:
    """Report mistakes, and likely mistakes, about the people in a record's author lists."""
    lists = [
        ((section, index, key), people)
        for section, field in AUTHOR_FIELDS.items()
        for index, work in enumerate(getattr(record, section))
        for key, people in ((field, work.authors), ("editors", getattr(work, "editors", ())))
        if people
    ]
    diagnostics: list[Diagnostic] = []
    for path, authors in lists:
        diagnostics += _owners(path, authors, record)
        diagnostics += _namesakes(path, authors, record)
        diagnostics += _one_orcid(path, authors, record)
        diagnostics += _groups(path, authors)
    if any(work.authors and not work.is_open for _, _, work in record.works()):
        diagnostics += _absent_owner(lists, record)
    return diagnostics


def _owners(path: KeyPath, authors: Sequence[Author], record: Record) -> Iterator[Diagnostic]:
    """Report a work in which two authors match the owner, unless an ORCID iD distinguishes them."""
    owner = record.person
    by_orcid = [author for author in authors if owner.orcid and author.orcid == owner.orcid]
    by_name = [a for a in authors if owner.is_named(a.parts) and not (owner.orcid and a.orcid)]
    mine = [*by_orcid, *by_name]
    if len(mine) > 1:
        names = " and ".join(author.parts.full for author in mine)
        yield TwoOwners.at(path, names=names)


def _namesakes(path: KeyPath, authors: Sequence[Author], record: Record) -> Iterator[Diagnostic]:
    """Warn about authors with the same name in one work: they may be different people, or one typed twice."""
    owner = record.person
    of_name: dict[str, list[Author]] = {}
    for author in authors:
        if not owner.is_named(author.parts):
            of_name.setdefault(min(name_keys(author.parts)), []).append(author)
    for namesakes in of_name.values():
        count, name = len(namesakes), namesakes[0].parts.full
        if count < 2:
            continue
        orcids = [author.orcid for author in namesakes if author.orcid]
        if len(orcids) > len(set(orcids)):
            continue  # `_one_orcid` reports this
        known = sum(person.is_named(namesakes[0].parts) for person in record.people.values())
        if known < count and len(orcids) < count:
            yield Namesakes.at(path, name=name, count=count)


def _one_orcid(path: KeyPath, authors: Sequence[Author], record: Record) -> Iterator[Diagnostic]:
    """Report one ORCID iD for two authors, because it belongs to one person. `_owners` reports the owner's iD."""
    first: dict[str, Author] = {}
    for index, author in enumerate(authors):
        if author.orcid and author.orcid != record.person.orcid:
            other = first.setdefault(author.orcid, author)
            if other is not author:
                yield SharedOrcid.at((*path, index, "orcid"), one=other.parts.full, other=author.parts.full)


def _groups(path: KeyPath, authors: Sequence[Author]) -> Iterator[Diagnostic]:
    """Report a group with a single equal contributor, and an unnamed group in a list that has a named one."""
    groups = Counter(author.equal_contributor for author in authors if author.equal_contributor)
    if UNNAMED_GROUP in groups and len(groups) > 1:
        other = next(group for group in groups if group != UNNAMED_GROUP)
        yield GroupWithoutName.at(path, group=other)
    for group, count in groups.items():
        if count == 1:
            alone = next(author.parts.full for author in authors if author.equal_contributor == group)
            yield SingleEqualContributor.at(path, name=alone)


def _absent_owner(lists: Sequence[tuple[KeyPath, Sequence[Author]]], record: Record) -> Iterator[Diagnostic]:
    """Warn if the owner is in no author list: then no name is bold, and every owner role is missing."""
    authors_of_all = [author for _, authors in lists for author in authors]
    if not lists or any(record.person.is_named(a.parts) or _has_orcid(a, record) for a in authors_of_all):
        return
    found = {key: author.parts.full for _, authors in lists for author in authors for key in name_keys(author.parts)}
    own = name_keys(record.person.name.parts)
    near = next((match for key in own for match in difflib.get_close_matches(key, found, n=1, cutoff=0.5)), None)
    name = record.person.name.parts.full
    if near:
        yield _AbsentOwnerWithNearName.at(("person", "name"), name=name, near=found[near])
    else:
        yield AbsentOwner.at(("person", "name"), name=name)


def _has_orcid(author: Author, record: Record) -> bool:
    return bool(author.orcid and author.orcid == record.person.orcid)
