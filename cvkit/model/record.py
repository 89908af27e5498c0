"""The whole record of one researcher."""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.author import DEFAULT_MARKERS, Role
from cvkit.model.career import Education, Experience, Honor, Research, Service, Supervision
from cvkit.model.fields import Model, Orcid, Word, missing
from cvkit.model.name import Name, name_keys, read_name
from cvkit.model.numbering import Numbering
from cvkit.model.selection import Listing
from cvkit.model.text import TextField
from cvkit.model.work import AuthorOrder, NamedLink, Patent, Publication

SectionName = Literal[
    "research", "experience", "education", "publications", "patents", "supervision", "service", "honors"
]
SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
"""The sections that a record can have; it prints them in its own order."""


class PersonName(Model):
    """A name in its parts, and as it is written in the person's own script."""

    given: Word | None = None
    family: Word | None = None
    particle: Word | None = None
    suffix: Word | None = None
    literal: Word | None = None
    native: Word | None = None

    @model_validator(mode="after")
    def _says_a_name(self) -> Self:
        if not self.parts.full:
            raise missing("family", "write name: Given Family, or given: and family:")
        return self

    @property
    def parts(self) -> Name:
        """The name in its parts, without the native form."""
        return Name(self.given or "", self.family or "", self.particle or "", self.suffix or "", self.literal or "")


def name_in_parts(value: Any) -> Any:
    """A name typed as one text, in its parts."""
    if not isinstance(value, str):
        return value
    name = read_name(value)
    return {
        part: text for part in ("given", "particle", "family", "suffix", "literal") if (text := getattr(name, part))
    }


class Person(Model):
    """Whom the record is about."""

    name: Annotated[PersonName, BeforeValidator(name_in_parts, json_schema_input_type=Word | PersonName)]
    aliases: tuple[Word, ...] = ()
    title: TextField | None = None
    position: TextField | None = None
    affiliation: TextField | None = None
    location: TextField | None = None
    email: Word | None = None
    phone: Word | None = None
    orcid: Orcid | None = None
    links: tuple[NamedLink, ...] = ()

    def is_named(self, name: Name) -> bool:
        """Whether a name in an author list is this person's, under any spelling that the record declares."""
        return bool(name_keys(name) & self._keys)

    @functools.cached_property
    def _keys(self) -> frozenset[str]:
        return keys_of(self.name, self.aliases)


def keys_of(name: PersonName, aliases: tuple[str, ...]) -> frozenset[str]:
    """What a person may be found under: name, native name and aliases."""
    names = [name.parts, *map(read_name, aliases), *([read_name(name.native)] if name.native else [])]
    return frozenset().union(*map(name_keys, names))


class Known(Model):
    """Somebody who is not the owner: what tells them from others of the same name."""

    name: Annotated[PersonName, BeforeValidator(name_in_parts, json_schema_input_type=Word | PersonName)]
    aliases: tuple[Word, ...] = ()
    orcid: Orcid | None = None

    def is_named(self, name: Name) -> bool:
        """Whether a name in an author list is this person's."""
        return bool(name_keys(name) & keys_of(self.name, self.aliases))


def with_listing(value: Any) -> Any:
    """A section that is named alone, as one with nothing said about how it is shown."""
    if isinstance(value, dict) and len(value) != 1:
        hint = "begin each section with `- `"
        raise PydanticCustomError("one_section", "this must be one section", {"hint": hint})
    return {value: {}} if isinstance(value, str) else value


class Document(Listing):
    """A named selection of the record, with a style; what it says of lists holds for each that says nothing itself."""

    style: Word = "classic"
    options: dict[str, Word] = {}
    markers: dict[Word, Role] = {}
    """The signs that are printed here, where they are not those of the record."""
    sections: tuple[
        Annotated[
            dict[SectionName, Listing],
            BeforeValidator(with_listing, json_schema_input_type=SectionName | dict[SectionName, Listing]),
        ],
        ...,
    ] = ()
    """Which sections, in this order; none named: all, in the record's order."""

    @model_validator(mode="after")
    def _names_each_section_once(self) -> Self:
        names = [name for item in self.sections for name in item]
        if twice := next((name for name in names if names.count(name) > 1), None):
            hint = "a document shows a section once: group it, or make two documents"
            raise PydanticCustomError(
                "section_twice", "the section `{name}` stands twice", {"name": twice, "hint": hint}
            )
        return self

    @property
    def listings(self) -> dict[str, Listing]:
        """How each section is shown, by its name, in order."""
        return {str(name): listing.within(self) for item in self.sections for name, listing in item.items()}


def without_series(value: Any) -> Any:
    """`numbering: none` as what it means: no kind counts in any series."""
    return {"series": {}} if value == "none" else value


class Record(Model):
    """Everything about one researcher; what `cv.yaml` and the files that it names hold."""

    cvkit: Literal["1"]
    """The version of this format."""
    person: Person
    people: dict[Word, Known] = {}
    """Others who are in author lists, where they must be told apart."""
    author_order: AuthorOrder = "contribution"
    markers: dict[Word, Role] = DEFAULT_MARKERS
    numbering: Annotated[
        Numbering, BeforeValidator(without_series, json_schema_input_type=Numbering | Literal["none"])
    ] = Numbering()
    tags: dict[Word, TextField] = {}
    research: tuple[Research, ...] = ()
    experience: tuple[Experience, ...] = ()
    education: tuple[Education, ...] = ()
    publications: tuple[Publication, ...] = ()
    patents: tuple[Patent, ...] = ()
    supervision: tuple[Supervision, ...] = ()
    service: tuple[Service, ...] = ()
    honors: tuple[Honor, ...] = ()
    documents: dict[Word, Document] = Field(default={})
