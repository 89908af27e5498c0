"""What a document shows of a record, and in what form."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from cvkit.model.author import Marker, Role
from cvkit.model.fields import Flag, Positive, Word
from cvkit.model.selection import Listing, Several

PersonField = Literal[
    "title", "position", "affiliation", "location", "email", "phone", "orcid", "links", "metrics", "photo", "updated",
    "native",
]  # fmt: skip
"""What a document can leave out of the name block: all but the name."""

Citation = Literal["house", "apa", "ieee", "vancouver"]
LanguageTag = Literal["en", "ko", "zh", "ja", "de", "fr", "es"]


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
    language: LanguageTag = "en"
    paper: Literal["a4", "letter"] | None = None
    """The style's option of this name, for short."""
    citation: Citation = "house"
    """How a work's venue, volume, pages and date are written."""
    hide: Several[PersonField] = ()
    """What the name block leaves out."""
    max_pages: Positive | None = None
    fit: Flag = False
    """Whether the style may tighten, within the bounds that it states, to keep to `max_pages`."""
    markers: dict[Marker, Role] = {}
    """The signs that are printed here, where they are not those of the record."""
    sections: tuple[
        Annotated[
            dict[Word, Listing],
            BeforeValidator(with_listing, json_schema_input_type=Word | dict[Word, Listing]),
        ],
        ...,
    ] = ()
    """Which sections, in this order; none named: all, in the record's order."""

    @property
    def listings(self) -> tuple[tuple[str, Listing], ...]:
        """The sections in order, each with how it is shown; one may stand twice, shown in two ways."""
        return tuple((name, listing.within(self)) for item in self.sections for name, listing in item.items())
