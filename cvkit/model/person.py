"""The owner of a record, and other people in it."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.date import DateField
from cvkit.model.fields import Model, Orcid, Several, Word, missing_field, parse_orcid
from cvkit.model.identifiers import Email
from cvkit.model.language_tag import closest_tag
from cvkit.model.links import NamedLink
from cvkit.model.name import Name, parse_name
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.phone import Phone
from cvkit.model.picture import Picture, with_file
from cvkit.model.profiles import Profiles
from cvkit.model.scripts import script_language
from cvkit.model.text import BY_LANGUAGE, TextField, versions_of
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class NativeName:
    """A name in the person's own script, in one version for each language. A plain text has the language `""`."""

    versions: tuple[tuple[str, str], ...]

    def version(self, language: str) -> tuple[str, str]:
        """The language and the text for a document: those of its language, or the first."""
        versions = dict(self.versions)
        tag = closest_tag(language, versions) or self.versions[0][0]
        return tag or script_language(versions[tag]), versions[tag]


def parse_native(value: Any) -> NativeName:
    """Parse a native name: one text, or a mapping of languages (`{zh: …, ja: …}`)."""
    return value if isinstance(value, NativeName) else NativeName(versions_of(value))


class PersonName(Model):
    """A name in its parts, and in the person's own script."""

    given: Word | None = None
    family: Word | None = None
    particle: Word | None = None
    suffix: Word | None = None
    literal: Word | None = None
    native: Annotated[NativeName, ParsedBy(parse_native, BY_LANGUAGE)] | None = None

    @model_validator(mode="after")
    def _says_a_name(self) -> Self:
        if not self.parts.full:
            raise missing_field("family", "write `name: Given Family`, or `given: …` and `family: …`")
        return self

    @property
    def parts(self) -> Name:
        """The name in its parts, without the native form."""
        return Name(self.given or "", self.family or "", self.particle or "", self.suffix or "", self.literal or "")


def name_in_parts(value: Any) -> Any:
    """Split a name that is typed as one text into its parts."""
    if not isinstance(value, str):
        return value
    name = parse_name(value)
    return {
        part: text for part in ("given", "particle", "family", "suffix", "literal") if (text := getattr(name, part))
    }


class PersonMetric(Model):
    """A figure that the user typed, such as the number of citations, with its source and date."""

    label: TextField
    value: Word
    source: TextField | None = None
    as_of: DateField | None = None


class Person(Model):
    """The owner: the person the record is about."""

    name: Annotated[PersonName, BeforeValidator(name_in_parts, json_schema_input_type=Word | PersonName)]
    aliases: tuple[Word, ...] = ()
    title: TextField | None = None
    position: Several[TextField] = ()
    affiliation: Several[TextField] = ()
    location: TextField | None = None
    email: Several[Email] = ()
    phone: Several[Phone] = ()
    orcid: Orcid | None = None
    profiles: Profiles = Profiles.model_construct()
    """Ids at services, whose addresses follow from them."""
    links: tuple[NamedLink, ...] = ()
    metrics: tuple[PersonMetric, ...] = ()
    photo: Annotated[Picture, BeforeValidator(with_file, json_schema_input_type=Word | Picture)] | None = None
    """A file of the record, for styles that print a photo."""
    updated: DateField | None = None
    """The date of the last update, for printing. No clock is read, so a record always gives the same page."""

    @model_validator(mode="before")
    @classmethod
    def _orcid_of_profiles(cls, value: Any) -> Any:
        """An ORCID iD can be typed beside the other profiles."""
        profiles = value.get("profiles") if isinstance(value, dict) else None
        if isinstance(profiles, dict) and "orcid" in profiles and "orcid" not in value:
            try:
                parse_orcid(profiles["orcid"])
            except PydanticCustomError as error:
                context = {**(error.context or {}), "steps": ("profiles", "orcid")}
                raise PydanticCustomError(error.type, error.message_template, context) from None
            return {**value, "orcid": profiles["orcid"]}
        return value


class Known(Model):
    """A person other than the owner, with spellings and an ORCID iD to distinguish people with the same name."""

    name: Annotated[PersonName, BeforeValidator(name_in_parts, json_schema_input_type=Word | PersonName)]
    aliases: tuple[Word, ...] = ()
    orcid: Orcid | None = None


def named(value: Any) -> Any:
    """Turn a person who is typed as one text into a mapping with that name."""
    return {"name": value} if isinstance(value, str) else value
