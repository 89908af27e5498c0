"""What the owner of a record was in one work, and the signs that say what each author was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cvkit.model.author import UNNAMED_GROUP, Author
from cvkit.model.record import Person, Record

OwnerRole = Literal["sole", "first+corresponding", "equal-first", "first", "corresponding", "co-author"]
Meaning = Literal["equal_contributor", "senior", "corresponding"]

SIGNS = ("†", "‡", "§", "¶", "‖", "#")
"""The signs of groups of equal contributors, in order."""

MEANINGS: tuple[Meaning, ...] = ("equal_contributor", "senior", "corresponding")
"""What marks can mean, in the order in which they stand behind a name."""


def owner_index(authors: Sequence[Author], owner: Person) -> int | None:
    """Where the owner stands in an author list."""
    return next((i for i, author in enumerate(authors) if _is_owner(author, owner)), None)


def _is_owner(author: Author, owner: Person) -> bool:
    if author.orcid and owner.orcid:
        return author.orcid == owner.orcid
    return owner.is_named(author.parts)


def owner_role(authors: Sequence[Author], owner: Person) -> OwnerRole | None:
    """What the owner was in a work; none where they are not among its authors.

    The owner leads a work whose list begins with them, or with a member of their group of equal contributors.
    """
    at = owner_index(authors, owner)
    if at is None:
        return None
    if len(authors) == 1:
        return "sole"
    me, first = authors[at], authors[0]
    group = _group(me)
    shares_lead = bool(group) and group != "senior" and group == _group(first)
    if at == 0 or shares_lead:
        if me.corresponding:
            return "first+corresponding"
        has_peers = any(_group(author) == group for i, author in enumerate(authors) if i != at)
        return "equal-first" if shares_lead and has_peers else "first"
    return "corresponding" if me.corresponding else "co-author"


def _group(author: Author) -> str:
    """The group of equal contributors; the unnamed one is the first."""
    return "first" if author.equal_contributor == UNNAMED_GROUP else author.equal_contributor


class Marks:
    """The signs of a record: which sign stands for what, behind whom."""

    def __init__(self, record: Record) -> None:
        declared = {role: sign for sign, role in reversed(record.markers.items())}
        equal = declared.get("equal_contributor", "†")
        taken = {equal, declared.get("corresponding", "*")}
        self.signs: dict[Meaning, str] = {
            "equal_contributor": equal,
            "senior": next(sign for sign in SIGNS if sign != "†" and sign not in taken),
            "corresponding": declared.get("corresponding", "*"),
        }

    def of(self, author: Author) -> list[Meaning]:
        """What the marks behind an author mean, in their order."""
        group = _group(author)
        meanings: list[Meaning] = []
        if group:
            meanings.append("senior" if group == "senior" else "equal_contributor")
        if author.corresponding:
            meanings.append("corresponding")
        return meanings

    def legend(self, lists: Sequence[Sequence[Author]]) -> list[Meaning]:
        """The meanings that occur in author lists, in the order of a legend."""
        found = {meaning for authors in lists for author in authors for meaning in self.of(author)}
        return [meaning for meaning in MEANINGS if meaning in found]
