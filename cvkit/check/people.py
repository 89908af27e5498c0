"""Rules about the people of one author list: two owners, people with the same name, groups of equal contributors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cvkit.check.bib_severity import is_in_bib, of_author_list
from cvkit.check.owner_spellings import check_owner
from cvkit.model.author import UNNAMED_GROUP, Author, AuthorList
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.owner import Owner
from cvkit.model.record import Record
from cvkit.model.rule import DependsOn, Ignorable, Rule
from cvkit.model.source import YamlMap
from cvkit.model.spelling import Likeness
from cvkit.model.work import AUTHOR_FIELDS


class TwoOwners(Rule):
    """Two authors of one work match the owner of the record.

    cvkit finds the owner by name, by `aliases` and by ORCID iD. Only one author of a work can be the owner. If the
    other person has your name, write `owner: false` on that author. If a spelling in `aliases` is not yours, delete it.
    If you are listed twice, delete one of the two. In a `.bib` file this is a warning, and cvkit takes the first one.
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: "Ada Miller, A. Miller"}]
    ```
    ```yaml
    person: {name: Ada Miller, aliases: [A. Miller]}
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: [Ada Miller, {name: A. Miller, owner: false}]
    ```
    """

    code = "V120"
    depends_on = DependsOn.ENTRY
    ignorable = Ignorable.ON_ENTRY
    message = "two authors of this work match the owner of the record: {names}"
    hint = "write `owner: false` on the other author, or an `orcid` for each, or check `aliases`"
    fix = "write `owner: false` on the other author"


class _TwoOwnersInBib(TwoOwners):
    message = "two authors of this work match the owner of the record: {names}; cvkit takes the first"
    hint = "if that is right, write `author+an = {{{other}=not-owner}}`"


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
    iD from the wrong author, or delete the author who is listed twice. In a `.bib` file this is a warning.
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
    `equal_contributor: first`. In a `.bib` file this is a warning.
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
    hint = "give the marker to the others too, or delete it; `markers` decides which character means this"
    fix = "give the marker to the others too"


def check_people(record: Record, root: YamlMap) -> list[Diagnostic]:
    """Report mistakes, and likely mistakes, about the people in the author lists of a record with the typed values.

    No label depends on them, so in a `.bib` file they are warnings.
    """
    diagnostics: list[Diagnostic] = []
    for path, people, is_open in _lists(record):
        section, index = str(path[0]), int(path[1])
        of_list = [
            *_owners(path, people, record.owner, is_in_bib(root, section, index)),
            *_namesakes(path, people, record.owner),
            *_one_orcid(path, people, record),
            *_groups(path, people, is_open),
        ]
        diagnostics += of_author_list(root, section, index, of_list)
    return [*diagnostics, *check_owner(record)]


def _lists(record: Record) -> Iterator[tuple[KeyPath, AuthorList, bool]]:
    """Every author list, with its key path, and whether it names only some of the people."""
    for section, index, work in record.works():
        if work.authors:
            yield (section, index, AUTHOR_FIELDS[section]), work.authors, work.is_open
        if editors := getattr(work, "editors", None):
            yield (section, index, "editors"), editors, editors.is_open
    for index, grant in enumerate(record.grants):
        if grant.investigators:
            yield ("grants", index, "investigators"), grant.investigators, grant.investigators.is_open


def _owners(path: KeyPath, authors: Sequence[Author], owner: Owner, in_bib: bool) -> Iterator[Diagnostic]:
    """Report a work in which two authors match the owner equally well."""
    found = owner.candidates(authors)
    if len(found) > 1:
        names = " and ".join(authors[at].parts.full for at in found)
        if in_bib:
            yield _TwoOwnersInBib.at(path, names=names, other=found[1] + 1)
        else:
            yield TwoOwners.at(path, names=names)


def _namesakes(path: KeyPath, authors: Sequence[Author], owner: Owner) -> Iterator[Diagnostic]:
    """Warn about authors with the same name in one work: they may be different people, or one typed twice."""
    of_name: dict[str, list[Author]] = {}
    for author in authors:
        if owner.likeness(author) < Likeness.LOOSE:
            of_name.setdefault(owner.identity(author.parts), []).append(author)
    for namesakes in of_name.values():
        count, name = len(namesakes), namesakes[0].parts.full
        if count < 2:
            continue
        orcids = [author.orcid for author in namesakes if author.orcid]
        if len(orcids) > len(set(orcids)):
            continue  # `_one_orcid` reports this
        if owner.known_as(namesakes[0].parts) < count and len(orcids) < count:
            yield Namesakes.at(path, name=name, count=count)


def _one_orcid(path: KeyPath, authors: Sequence[Author], record: Record) -> Iterator[Diagnostic]:
    """Report one ORCID iD for two authors, because it belongs to one person. `_owners` reports the owner's iD."""
    first: dict[str, Author] = {}
    for index, author in enumerate(authors):
        if author.orcid and author.orcid != record.person.orcid:
            other = first.setdefault(author.orcid, author)
            if other is not author:
                yield SharedOrcid.at((*path, index, "orcid"), one=other.parts.full, other=author.parts.full)


def _groups(path: KeyPath, authors: Sequence[Author], is_open: bool) -> Iterator[Diagnostic]:
    """Report a group with a single equal contributor, and an unnamed group in a list that has a named one.

    In an open list, the other equal contributors can be among the authors that it does not name.
    """
    groups = Counter(author.equal_contributor for author in authors if author.equal_contributor)
    if UNNAMED_GROUP in groups and len(groups) > 1:
        other = next(group for group in groups if group != UNNAMED_GROUP)
        yield GroupWithoutName.at(path, group=other)
    for group, count in groups.items():
        if count == 1 and not is_open:
            alone = next(author.parts.full for author in authors if author.equal_contributor == group)
            yield SingleEqualContributor.at(path, name=alone)
