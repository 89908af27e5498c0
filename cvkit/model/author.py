"""An author of one work: the person, and the roles in this work."""

import functools
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from cvkit.model.fields import Flag, Model, Orcid, Word, missing_field
from cvkit.model.name import NAME_PARTS, Name, parse_name
from cvkit.model.open_list import OPEN_END
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.text import TextField
from cvkit.model.typed_name import is_marker

Role = Literal[
    "equal_contributor", "first", "senior", "corresponding",
    "advisee", "graduate", "undergraduate", "postdoc", "presenter", "supervisor",
]  # fmt: skip
"""The roles that cvkit knows. `first` and `senior` are groups of equal contributors."""
UNNAMED_GROUP = "true"


class RoleField(NamedTuple):
    """The field of an author that states a role, and its value."""

    field: str
    value: str


ROLE_FIELDS: Mapping[str, RoleField] = {
    "equal_contributor": RoleField("equal_contributor", UNNAMED_GROUP),
    "first": RoleField("equal_contributor", "first"),
    "senior": RoleField("equal_contributor", "senior"),
    "corresponding": RoleField("corresponding", "true"),
    "advisee": RoleField("advisee", "true"),
    "graduate": RoleField("advisee", "graduate"),
    "undergraduate": RoleField("advisee", "undergraduate"),
    "postdoc": RoleField("advisee", "postdoc"),
    "presenter": RoleField("presenter", "true"),
    "supervisor": RoleField("supervisor", "true"),
}
"""Each role that cvkit knows, and the field that states it."""

DEFAULT_MARKERS: dict[str, str] = {"†": "equal_contributor", "*": "corresponding"}


def all_markers(markers: Mapping[str, str], signs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The role of each marker: those of `markers`, and those of declared roles.

    `signs` are the pairs of marker and name of the declared roles. The default markers are added if `markers` states
    only further roles.
    """
    whole = dict(markers)
    if not {"equal_contributor", "first", "senior", "corresponding"} & set(markers.values()):
        whole |= {marker: role for marker, role in DEFAULT_MARKERS.items() if marker not in markers}
    for marker, role in signs:
        whole.setdefault(marker, role)
    return whole


def typed_markers(markers: Any, roles: Any) -> dict[str, str]:
    """The role of each marker, from the values of `markers` and `roles` as typed. Invalid values are left out."""
    typed = {m: role for m, role in markers.items() if isinstance(role, str)} if isinstance(markers, dict) else {}
    declared = roles.items() if isinstance(roles, dict) else ()
    signs = [(role["sign"], name) for name, role in declared if isinstance(role, dict) and "sign" in role]
    return all_markers(typed, [(sign, name) for sign, name in signs if isinstance(sign, str)])


def parse_marker(value: Any) -> str:
    """Return a character that can be a marker behind a name.

    Raises:
        PydanticCustomError: the value is not one character, or the character can be part of a name or separates names.
    """
    text = str(value).strip()
    if len(text) != 1 or not is_marker(text):
        hint = "use one character that is not a letter and does not separate names, such as † ‡ § * 1"
        raise PydanticCustomError("sign", "`{sign}` cannot be a marker", {"sign": text, "hint": hint})
    return text


Marker = Annotated[str, ParsedBy(parse_marker, {"type": "string"})]
"""The character behind a name that states a role."""


def parse_group(value: Any) -> str:
    """The group of equal contributors of an author: `true` for the unnamed group, or a name; empty for `false`."""
    if isinstance(value, str) and value:
        return "" if value == "false" else value
    raise PydanticCustomError(
        "group", "this must be `true` or the name of a group", {"hint": "write true, first or senior"}
    )


ADVISEE_LEVELS = ("graduate", "undergraduate", "postdoc")


def parse_advisee(value: Any) -> str:
    """The level of an advisee: `true` if none is stated; empty for `false`."""
    if value in ("true", *ADVISEE_LEVELS):
        return str(value)
    if value == "false":
        return ""
    levels = ", ".join(ADVISEE_LEVELS)
    raise PydanticCustomError(
        "advisee", "`advisee` must be `true` or a level", {"hint": f"write true, or one of: {levels}"}
    )


class DeclaredRole(Model):
    """A role that the record declares for authors, or the marker and the legend of a role that cvkit knows."""

    sign: Marker | None = None
    legend: TextField | None = None


class _TypedName:
    """An annotation for pydantic: a name, which is typed as one text."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._parse, handler.generate_schema(Word))

    @staticmethod
    def _parse(value: Any, validate: ValidatorFunctionWrapHandler) -> Name:
        return value if isinstance(value, Name) else parse_name(validate(value))


class Author(Model):
    """One person, or one group of people, in the author list of a work."""

    name: Annotated[Name, _TypedName()] | None = None
    """The whole name, as `Given Family` or `Family, Given`. The fields below are an alternative."""
    given: Word | None = None
    family: Word | None = None
    particle: Word | None = None
    suffix: Word | None = None
    literal: Word | None = None
    orcid: Orcid | None = None
    owner: Flag | None = None
    """Whether this author is the owner of the record. Only for a spelling that leaves it open."""
    equal_contributor: Annotated[str, ParsedBy(parse_group, {"anyOf": [{"type": "boolean"}, {"type": "string"}]})] = ""
    corresponding: Flag = False
    advisee: Annotated[
        str, ParsedBy(parse_advisee, {"anyOf": [{"type": "boolean"}, {"enum": list(ADVISEE_LEVELS)}]})
    ] = ""
    """Whether the author was advised by the owner, with the level."""
    presenter: Flag = False
    supervisor: Flag = False
    roles: tuple[Word, ...] = ()
    """Roles that the record declares."""
    affiliations: tuple[TextField, ...] = ()
    markers: Word | None = None
    """The characters behind the name that the record does not declare. They are kept, and not printed."""

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not (self.name or self.family or self.literal):
            raise missing_field("name", "write `name: Given Family`, or `given: …` and `family: …`")
        stated = [part for part in NAME_PARTS if getattr(self, part)]
        if self.name and any(getattr(self, part) != getattr(self.name, part) for part in stated):
            parts = " and ".join(f"`{part}`" for part in stated)
            hint = f"keep `name`, or {parts}: an author has one name"
            raise PydanticCustomError(
                "two_names", "`name` and {parts} are different names", {"parts": parts, "hint": hint}
            )
        return self

    @functools.cached_property
    def parts(self) -> Name:
        """The name in its parts."""
        if self.name:
            return self.name
        return Name(self.given or "", self.family or "", self.particle or "", self.suffix or "", self.literal or "")


class AuthorList(tuple[Author, ...]):
    """The authors of a work, in order. An open list names only some of them."""

    is_open = False

    @classmethod
    def parse(cls, value: Any, validate: ValidatorFunctionWrapHandler) -> Self:
        """The author list of a list of items, which is open if its last item is `et al.`.

        Raises:
            PydanticKnownError: the list names nobody.
        """
        is_open = isinstance(value, list) and value[-1:] == [OPEN_END]
        authors = cls(validate(value[:-1] if is_open else value))
        authors.is_open = is_open
        if not authors:
            raise PydanticKnownError("too_short", {"field_type": "List", "min_length": 1, "actual_length": 0})
        return authors

    def has_group(self, group: str) -> bool:
        """Whether a collaboration is one of the authors, as services write it."""
        return any(group.casefold() in author.parts.literal.casefold() for author in self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(cls.parse, handler.generate_schema(tuple[Author, ...]))
