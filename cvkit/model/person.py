"""The person whom a record is about, and others who are named in it."""

import functools
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from cvkit.model.date import DateField
from cvkit.model.fields import Model, Orcid, Word, missing_field
from cvkit.model.identifiers import Email
from cvkit.model.name import Name, name_keys, parse_name
from cvkit.model.text import TextField
from cvkit.model.work import NamedLink


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
            raise missing_field("family", "write name: Given Family, or given: and family:")
        return self

    @property
    def parts(self) -> Name:
        """The name in its parts, without the native form."""
        return Name(self.given or "", self.family or "", self.particle or "", self.suffix or "", self.literal or "")


def name_in_parts(value: Any) -> Any:
    """A name typed as one text, in its parts."""
    if not isinstance(value, str):
        return value
    name = parse_name(value)
    return {
        part: text for part in ("given", "particle", "family", "suffix", "literal") if (text := getattr(name, part))
    }


class PersonMetric(Model):
    """A count typed in, such as of citations, with where it was read and when."""

    label: TextField
    value: Word
    source: TextField | None = None
    as_of: DateField | None = None


class Person(Model):
    """Whom the record is about."""

    name: Annotated[PersonName, BeforeValidator(name_in_parts, json_schema_input_type=Word | PersonName)]
    aliases: tuple[Word, ...] = ()
    title: TextField | None = None
    position: TextField | None = None
    affiliation: TextField | None = None
    location: TextField | None = None
    email: Email | None = None
    phone: Word | None = None
    orcid: Orcid | None = None
    links: tuple[NamedLink, ...] = ()
    metrics: tuple[PersonMetric, ...] = ()
    photo: Word | None = None
    """A file of the record, for styles that have a place for it."""
    updated: DateField | None = None
    """The day that the record states for itself; no clock is asked, so that the same record gives the same page."""

    def is_named(self, name: Name) -> bool:
        """Whether a name in an author list is this person's, under any spelling that the record declares."""
        return bool(name_keys(name) & self._keys)

    @functools.cached_property
    def _keys(self) -> frozenset[str]:
        return keys_of(self.name, self.aliases)


def keys_of(name: PersonName, aliases: tuple[str, ...]) -> frozenset[str]:
    """What a person may be found under: name, native name and aliases."""
    names = [name.parts, *map(parse_name, aliases), *([parse_name(name.native)] if name.native else [])]
    return frozenset().union(*map(name_keys, names))


class Known(Model):
    """Somebody who is not the owner: what tells them from others of the same name."""

    name: Annotated[PersonName, BeforeValidator(name_in_parts, json_schema_input_type=Word | PersonName)]
    aliases: tuple[Word, ...] = ()
    orcid: Orcid | None = None

    def is_named(self, name: Name) -> bool:
        """Whether a name in an author list is this person's."""
        return bool(name_keys(name) & keys_of(self.name, self.aliases))


def named(value: Any) -> Any:
    """What is typed as one text, as somebody of that name."""
    return {"name": value} if isinstance(value, str) else value
