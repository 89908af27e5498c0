"""Rules about the people of an author list: the owner, people with the same name, groups of equal contributors."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from cvkit.model.author import UNNAMED_GROUP, Author
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.name import name_keys
from cvkit.model.record import Record
from cvkit.model.work import AUTHOR_FIELDS


def check_people(record: Record) -> list[Diagnostic]:
    """Report mistakes, and likely mistakes, about the people in a record's author lists."""
    lists = [
        ((section, index, field), work.authors)
        for section, field in AUTHOR_FIELDS.items()
        for index, work in enumerate(getattr(record, section))
    ]
    diagnostics: list[Diagnostic] = []
    for path, authors in lists:
        diagnostics += _owners(path, authors, record)
        diagnostics += _namesakes(path, authors, record)
        diagnostics += _one_orcid(path, authors, record)
        diagnostics += _groups(path, authors)
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
        message = f"two authors of this work match the owner of the record: {names}"
        hint = "write an `orcid` for the other author and in `person`, or check `aliases`"
        yield Diagnostic("V120", message, hint, path)


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
            hint = f"if they are {count} people, give each an `orcid`, or list {count} people of this name in `people`"
            yield Diagnostic(
                "V121", f"{name} is the name of {count} authors of this work", hint, path, severity=Severity.WARNING
            )


def _one_orcid(path: KeyPath, authors: Sequence[Author], record: Record) -> Iterator[Diagnostic]:
    """Report one ORCID iD for two authors, because it belongs to one person. `_owners` reports the owner's iD."""
    first: dict[str, Author] = {}
    for index, author in enumerate(authors):
        if author.orcid and author.orcid != record.person.orcid:
            other = first.setdefault(author.orcid, author)
            if other is not author:
                message = f"{other.parts.full} and {author.parts.full} have the same ORCID iD"
                yield Diagnostic(
                    "V116", message, "an iD belongs to one person: fix one of the two", (*path, index, "orcid")
                )


def _groups(path: KeyPath, authors: Sequence[Author]) -> Iterator[Diagnostic]:
    """Report a group with a single equal contributor, and an unnamed group in a list that has a named one."""
    groups = Counter(author.equal_contributor for author in authors if author.equal_contributor)
    if UNNAMED_GROUP in groups and len(groups) > 1:
        other = next(group for group in groups if group != UNNAMED_GROUP)
        message = f"some equal contributors have no group, and others are in the group `{other}`"
        yield Diagnostic("V122", message, "name the group of each, as in `equal_contributor: first`", path)
    for group, count in groups.items():
        if count == 1:
            alone = next(author.parts.full for author in authors if author.equal_contributor == group)
            message = f"no other author contributed equally with {alone}"
            hint = "give the marker to the others too, or delete it"
            yield Diagnostic("V123", message, hint, path, severity=Severity.WARNING)


def _absent_owner(lists: Sequence[tuple[KeyPath, Sequence[Author]]], record: Record) -> Iterator[Diagnostic]:
    """Warn if the owner is in no author list: then no name is bold, and every owner role is missing."""
    authors_of_all = [author for _, authors in lists for author in authors]
    if not lists or any(record.person.is_named(a.parts) or _has_orcid(a, record) for a in authors_of_all):
        return
    found = {key: author.parts.full for _, authors in lists for author in authors for key in name_keys(author.parts)}
    own = name_keys(record.person.name.parts)
    near = next((match for key in own for match in difflib.get_close_matches(key, found, n=1, cutoff=0.5)), None)
    hint = "write your other spellings in `aliases`"
    if near:
        hint = f"if `{found[near]}` is the same person, write this name in `aliases`"
    message = f"{record.person.name.parts.full} is in no author list"
    yield Diagnostic("V124", message, hint, ("person", "name"), severity=Severity.WARNING)


def _has_orcid(author: Author, record: Record) -> bool:
    return bool(author.orcid and author.orcid == record.person.orcid)
