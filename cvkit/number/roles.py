"""The role of the owner in a work, and the markers for the roles of all authors."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from cvkit.model.author import UNNAMED_GROUP, Author
from cvkit.model.owner import Owner
from cvkit.model.record import Record
from cvkit.model.selection import OwnerRole
from cvkit.model.work import Work, people_of

Meaning = str
"""The meaning of a marker: `corresponding`, `equal_contributor`, `senior`, or the name of another group."""

GROUP_MARKERS = ("†", "‡", "§", "¶", "‖", "#")
"""The markers of groups of equal contributors, in order."""


def role_of(work: Work, record: Record) -> OwnerRole | None:
    """The role of the owner in a work; None if the owner is not among its authors.

    The owner is an editor if the work has no authors and no collaboration, and the owner is among its editors.
    """
    if not work.authors:
        return "editor" if record.owner.index(people_of(work)) is not None else None
    order = work.author_order or record.author_order
    return owner_role(work.authors, record.owner, alphabetical=order == "alphabetical", is_open=work.is_open)


def owner_role(
    authors: Sequence[Author], owner: Owner, *, alphabetical: bool = False, is_open: bool = False
) -> OwnerRole | None:
    """The role of the owner in an author list; None if the owner is not in it.

    The owner leads a work if the list begins with the owner, or with a member of the owner's group of equal
    contributors. In an alphabetical list, the first position has no meaning. An open list has no sole author.
    """
    at = owner.index(authors)
    if at is None:
        return None
    if len(authors) == 1 and not is_open:
        return "sole"
    me, group = authors[at], group_of(authors[at])
    shares_lead = bool(group) and group == group_of(authors[0])
    if not alphabetical and (at == 0 or (shares_lead and group != "senior")):
        has_peers = any(group_of(author) == group for i, author in enumerate(authors) if i != at)
        if me.corresponding:
            return "first+corresponding"
        return "equal-first" if shares_lead and has_peers and group != "senior" else "first"
    return "corresponding" if me.corresponding else "co-author"


def group_of(author: Author) -> str:
    """The group of equal contributors of an author. The unnamed group is `first`."""
    return "first" if author.equal_contributor == UNNAMED_GROUP else author.equal_contributor


def roles_of(author: Author) -> set[str]:
    """The roles of an author besides equal contribution and corresponding author."""
    named = ("presenter", "supervisor", "advisee")
    return {*author.roles, *(role for role in named if getattr(author, role))}


class AuthorMarkers:
    """The markers of a record, and their meanings."""

    def __init__(self, record: Record, markers: Mapping[str, str] | None = None) -> None:
        declared: dict[Meaning, str] = {}
        for sign, role in (markers or {}).items():
            declared.setdefault(role, sign)
        taken = {*declared.values(), *record.all_markers}
        # If there are more meanings than markers, the further ones repeat a marker, as in ‡‡.
        free = (sign * n for n in itertools.count(1) for sign in GROUP_MARKERS[1:] if sign * n not in taken)
        for sign, role in record.all_markers.items():
            if role not in declared:  # a document can give the marker of a role to another one
                declared[role] = next(free) if sign in declared.values() else sign
        first = declared.get("equal_contributor") or declared.get("first")
        self.signs: dict[Meaning, str] = {"equal_contributor": first or ("†" if "†" not in taken else next(free))}
        for group in dict.fromkeys(["senior", *_groups(record)]):
            self.signs[group] = declared.get(group) or next(free)
        corresponding = declared.get("corresponding")
        self.signs["corresponding"] = corresponding or ("*" if "*" not in taken else next(free))
        self.further = [role for role in declared if role not in self.signs and role != "first"]
        """The roles with a marker besides the groups and `corresponding`, in the order of their declaration."""
        self.signs |= {role: declared[role] for role in self.further}

    def of(self, author: Author) -> list[Meaning]:
        """The meanings of the markers after an author: equal contribution, corresponding, then the further roles."""
        group = group_of(author)
        meanings = [] if not group else ["equal_contributor"] if group == "first" else [group]
        meanings += ["corresponding"] if author.corresponding else []
        own = roles_of(author)
        if author.advisee in self.further:
            own.add(author.advisee)
            own.discard("advisee")
        return [*meanings, *(role for role in self.further if role in own)]

    def legend(self, lists: Sequence[Sequence[Author]]) -> list[Meaning]:
        """The meanings that occur in author lists, in the order of a legend."""
        found = {meaning for authors in lists for author in authors for meaning in self.of(author)}
        return [meaning for meaning in self.signs if meaning in found]


def _groups(record: Record) -> list[str]:
    """The other groups of equal contributors in a record, without `first` and `senior`, in order."""
    groups = [group_of(author) for _, _, people in record.author_lists() for author in people]
    return [group for group in dict.fromkeys(groups) if group not in ("", "first", "senior")]
