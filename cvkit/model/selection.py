"""List keys: the keys that decide which entries a list prints, and how."""

from typing import Annotated, Any, Literal, Self, cast

from pydantic import TypeAdapter, ValidatorFunctionWrapHandler, WrapValidator

from cvkit.model.date import DateField
from cvkit.model.fields import Count, Flag, Identifier, Model, Positive, Several, Word
from cvkit.model.text import TextField
from cvkit.model.work import PatentStatus, Status, WorkKind

ListOrder = Literal["newest-first", "oldest-first", "as-listed"]
OwnerRole = Literal["sole", "first+corresponding", "equal-first", "first", "corresponding", "co-author", "editor"]
LEADS: frozenset[OwnerRole] = frozenset({"sole", "first", "equal-first", "first+corresponding"})
"""The roles that `lead` means."""

NameForm = Literal["full", "initials", "family-first"]
WorkGrouping = Literal[
    "kind", "year", "series", "status", "refereed", "open_access", "genre", "role", "country", "license"
]
"""The fields by which lists of works can be grouped, those that the works of a section have."""
NO_GROUPS = "none"
"""The value of `group_by` for a list without groups, also where the list has groups by itself."""
MERGED = "merged"
"""The name under which a document prints several sections as one."""

EntryStatus = Literal["pending", "awarded", "completed", "declined", "current", "alumni"]
"""The statuses of grants and of supervised people."""


class Where(Model):
    """The entries that a list prints: those to which every key applies. Some keys apply only to works."""

    kind: Several[WorkKind] = ()
    series: Several[Word] = ()
    tags: Several[Word] = ()
    since: DateField | None = None
    until: DateField | None = None
    status: Several[Status | PatentStatus | EntryStatus] = ()
    owner_role: Several[OwnerRole | Literal["lead"]] = ()
    superseded: Flag | None = None
    """Whether the works have a later version."""
    refereed: Flag | None = None
    retracted: Flag | None = None
    funding: Several[Identifier] = ()
    """The ids of grants, of which one paid for the work."""
    ids: Several[Identifier] = ()
    """The ids of the entries to print, in this order."""


class AuthorLimit(Model):
    """How many authors of a long list are printed: the first and the last ones. The owner is always printed."""

    first: Positive
    last: Count = 0
    position: Flag = False
    """Whether the position of the owner is printed, if the owner is between them."""


def parse_limit(value: Any, validate: ValidatorFunctionWrapHandler) -> AuthorLimit:
    """Parse a limit that is typed as a number or as a mapping."""
    if isinstance(value, dict):
        return cast(AuthorLimit, validate(value))
    return AuthorLimit.model_construct(first=_POSITIVE.validate_python(value))


_POSITIVE = TypeAdapter[int](Positive)


TEXTS = ("title", "subtitle", "text", "text_after")
"""The list keys that a section has only for itself."""


class Listing(Model):
    """The list keys of one section. For a missing key, the value of the document applies, or else the default."""

    title: TextField | None = None
    subtitle: TextField | None = None
    """A second heading, below the title."""
    text: TextField | None = None
    """A text above the entries."""
    text_after: TextField | None = None
    """A text below the entries."""
    where: Where | None = None
    limit: Positive | None = None
    order: ListOrder | None = None
    group_by: Word | None = None
    """A field of the entries, or `year`; or `none`."""
    max_authors: (
        Annotated[AuthorLimit, WrapValidator(parse_limit, json_schema_input_type=Positive | AuthorLimit)] | None
    ) = None
    names: NameForm | None = None
    renumber: Flag | None = None
    of: Several[Word] = ()
    """Of `merged`: the sections that are printed as one."""

    @property
    def groups(self) -> str | None:
        """The field that the entries are grouped by; None for the groups that the section has by itself."""
        return None if self.group_by == NO_GROUPS else self.group_by

    def within(self, outer: Self, *, is_works: bool) -> Self:
        """The same listing, with its missing keys taken from those of a document.

        A list without works takes only `limit`, `since` and `until`: the other keys of a document are about works.
        """
        own = (*TEXTS, "of")
        keys = [key for key in Listing.model_fields if key not in own] if is_works else ["limit", "where"]
        found = {key: getattr(outer, key) for key in keys if getattr(self, key) is None}
        if not is_works and (where := found.get("where")):
            found["where"] = Where(since=where.since, until=where.until)
        return self.model_copy(update=found)
