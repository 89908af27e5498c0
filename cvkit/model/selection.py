"""List keys: the keys that decide which entries a list prints, and how."""

from typing import Annotated, Any, Literal, Self, TypeVar, cast

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from cvkit.model.date import DateField
from cvkit.model.fields import Count, Flag, Identifier, Model, Positive, Word
from cvkit.model.text import TextField
from cvkit.model.work import PatentStatus, Status, WorkKind

ListOrder = Literal["newest-first", "oldest-first", "as-listed"]
OwnerRole = Literal["sole", "first+corresponding", "equal-first", "first", "corresponding", "co-author", "editor"]
LEADS: frozenset[OwnerRole] = frozenset({"sole", "first", "equal-first", "first+corresponding"})
"""The roles that `lead` means."""

NameForm = Literal["full", "initials", "family-first"]
Grouping = Literal["kind", "year", "series"]

_T = TypeVar("_T")


class OneOrMore:
    """An annotation for a tuple that can be typed as a single item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str | dict) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        array = handler(schema)
        return {"anyOf": [array["items"], array]}


Several = Annotated[tuple[_T, ...], OneOrMore()]
"""One value, or a list of values; in a selection, any of them matches."""


class Where(Model):
    """The works that a list prints: those to which every key applies."""

    kind: Several[WorkKind] = ()
    series: Several[Word] = ()
    tags: Several[Word] = ()
    since: DateField | None = None
    until: DateField | None = None
    status: Several[Status | PatentStatus] = ()
    owner_role: Several[OwnerRole | Literal["lead"]] = ()
    ids: Several[Identifier] = ()
    """The ids of the works to print, in this order."""


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


class Listing(Model):
    """The list keys of one section. For a missing key, the value of the document applies, or else the default."""

    title: TextField | None = None
    text: TextField | None = None
    """A text above the entries."""
    where: Where | None = None
    limit: Positive | None = None
    order: ListOrder | None = None
    group_by: Grouping | None = None
    max_authors: (
        Annotated[AuthorLimit, WrapValidator(parse_limit, json_schema_input_type=Positive | AuthorLimit)] | None
    ) = None
    names: NameForm | None = None
    renumber: Flag | None = None

    def within(self, outer: Self) -> Self:
        """The same listing, with its missing keys taken from `outer`, except `title` and `text`."""
        open_keys = [key for key in Listing.model_fields if key not in ("title", "text") and getattr(self, key) is None]
        return self.model_copy(update={key: getattr(outer, key) for key in open_keys})
