"""What the owner of a record was in one work, and the signs that say what each author was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvkit.model.author import UNNAMED_GROUP, Author, Role
from cvkit.model.person import Person
from cvkit.model.record import Record
from cvkit.model.selection import OwnerRole
from cvkit.model.work import Work

Meaning = str
"""What a mark says: `corresponding`, `equal_contributor`, `senior`, or the name of another group."""

GROUP_MARKERS = ("†", "‡", "§", "¶", "‖", "#")
"""The signs of groups of equal contributors, in order."""


def owner_index(authors: Sequence[Author], owner: Person) -> int | None:
    """Where the owner stands in an author list; an ORCID decides before a name does."""
    named = [at for at, author in enumerate(authors) if owner.is_named(author.parts)]
    by_orcid = [at for at, author in enumerate(authors) if owner.orcid and author.orcid == owner.orcid]
    return next(iter(by_orcid or [at for at in named if not (owner.orcid and authors[at].orcid)]), None)


def role_of(work: Work, record: Record) -> OwnerRole | None:
    """What the owner was in a work; none where they are not among its authors."""
    order = work.author_order or record.author_order
    return owner_role(work.authors, record.person, alphabetical=order == "alphabetical")


def owner_role(authors: Sequence[Author], owner: Person, *, alphabetical: bool = False) -> OwnerRole | None:
    """What the owner was, by an author list; none where they are not in it.

    The owner leads a work whose list begins with them, or with a member of their group of equal contributors. Where
    the order is alphabetical, it says nothing.
    """
    at = owner_index(authors, owner)
    if at is None:
        return None
    if len(authors) == 1:
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
    """The group of equal contributors; the unnamed one is the first."""
    return "first" if author.equal_contributor == UNNAMED_GROUP else author.equal_contributor


class AuthorMarkers:
    """The signs of a record: which sign stands for what, behind whom."""

    def __init__(self, record: Record, markers: Mapping[str, Role] | None = None) -> None:
        declared = {role: sign for sign, role in reversed(list((markers or record.markers).items()))}
        self.signs: dict[Meaning, str] = {
            "equal_contributor": declared.get("equal_contributor", declared.get("first", "†")),
            "corresponding": declared.get("corresponding", "*"),
        }
        if "senior" in declared:
            self.signs["senior"] = declared["senior"]
        free = [sign for sign in GROUP_MARKERS[1:] if sign not in self.signs.values()]
        groups = [group for group in dict.fromkeys(["senior", *_groups(record)]) if group not in self.signs]
        # Of more groups than there are signs, each further one has its sign twice or more, as † and ††.
        self.signs |= {group: free[at % len(free)] * (1 + at // len(free)) for at, group in enumerate(groups)}

    def of(self, author: Author) -> list[Meaning]:
        """What the marks behind an author mean: equal contribution before correspondence."""
        group = group_of(author)
        meanings = [] if not group else ["equal_contributor"] if group == "first" else [group]
        return [*meanings, "corresponding"] if author.corresponding else meanings

    def legend(self, lists: Sequence[Sequence[Author]]) -> list[Meaning]:
        """The meanings that occur in author lists, in the order of a legend."""
        found = {meaning for authors in lists for author in authors for meaning in self.of(author)}
        order = ["equal_contributor", *(m for m in self.signs if m not in ("equal_contributor", "corresponding"))]
        return [meaning for meaning in (*order, "corresponding") if meaning in found]


def _groups(record: Record) -> list[str]:
    """The groups of equal contributors that a record names beside `first` and `senior`, in order."""
    groups = [group_of(author) for _, _, work in record.works() for author in work.authors]
    return [group for group in dict.fromkeys(groups) if group not in ("", "first", "senior")]
