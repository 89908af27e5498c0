"""A document: the sections of a record that it prints, and their form."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cvkit.model.author import Marker
from cvkit.model.fields import Flag, Positive, Several, Word
from cvkit.model.language_tag import LANGUAGES
from cvkit.model.running_text import RunningTexts
from cvkit.model.selection import MERGED, Listing
from cvkit.model.site import Site
from cvkit.model.work import WORK_SECTIONS

PersonField = Literal[
    "title", "position", "affiliation", "location", "email", "phone", "orcid", "profiles", "links", "metrics", "photo",
    "updated", "native",
]  # fmt: skip
"""The fields that a document can omit from the name block: all but the name."""

Citation = Literal["house", "apa", "ieee", "vancouver"]
_TAG = {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"}
LanguageTag = Annotated[Word, WithJsonSchema({"anyOf": [{"enum": [*LANGUAGES]}, _TAG]})]
"""A language by its tag (BCP 47), such as `de` or `pt-BR`. `cvkit.check.languages` decides whether cvkit knows it."""
DateStyle = Literal["short", "long", "numeric", "iso"]


def with_listing(value: Any) -> Any:
    """Turn the name of a section into a mapping without list keys.

    Raises:
        PydanticCustomError: the value is a mapping with more than one section, or with none.
    """
    if isinstance(value, dict) and len(value) != 1:
        hint = "begin each section with `- `"
        raise PydanticCustomError("one_section", "this must be one section", {"hint": hint})
    return {value: {}} if isinstance(value, str) else value


class Document(Listing):
    """A named selection of the record, with a style. Its list keys apply to each section that does not set them."""

    style: Word = "classic"
    options: dict[str, Word] = {}
    language: LanguageTag = "en"
    terms: dict[Word, str] = {}
    """Words that replace those of the language, or the words of a language that cvkit does not know."""
    smart: Flag = True
    """Whether straight quotes and apostrophes are printed as those of the language."""
    dates: DateStyle | None = None
    """The form of dates, if it is not the usual one of the language."""
    paper: Literal["a4", "letter"] | None = None
    """A short form for the option `paper` of the style."""
    citation: Citation = "house"
    """The citation style for the venue, volume, pages and date of works."""
    hide: Several[PersonField] = ()
    """The fields that the name block omits."""
    max_pages: Positive | None = None
    fit: Flag = False
    """Whether the style may tighten the layout, within its own limits, to keep to `max_pages`."""
    header: RunningTexts = ()
    """The texts at the top of each page but the first: in the middle, or at the left, the right and in the middle."""
    footer: RunningTexts = ()
    """The same at the foot of each page."""
    markers: dict[Marker, Word] = {}
    """The markers that this document prints, if they differ from those of the record."""
    site: Site | None = None
    """The settings of a home page that is made from this document."""
    sections: tuple[
        Annotated[
            dict[Word, Listing],
            BeforeValidator(with_listing, json_schema_input_type=Word | dict[Word, Listing]),
        ],
        ...,
    ] = ()
    """The sections to print, in order. If it is empty, all sections are printed in the order of the record."""

    @property
    def listings(self) -> tuple[tuple[str, Listing], ...]:
        """The sections in order, each with its list keys. A section can appear twice, with different list keys.

        Sections that are printed as one have the name `merged`.
        """
        return tuple((name, self._completed(name, listing)) for item in self.sections for name, listing in item.items())

    def single_listings(self, only: Sequence[str] = ()) -> tuple[tuple[str, Listing], ...]:
        """The same, with each of the merged sections by itself. If `only` names sections, just those."""
        shown = [(name, listing) for name, listing in self.listings if not only or name in only]
        return tuple(single for name, listing in shown for single in self.parts(name, listing))

    def parts(self, name: str, listing: Listing) -> tuple[tuple[str, Listing], ...]:
        """The sections that a listing prints, each with its list keys: several of `merged`, otherwise one."""
        if name != MERGED:
            return ((name, listing),)
        return tuple((section, self._completed(section, listing)) for section in listing.of)

    def _completed(self, name: str, listing: Listing) -> Listing:
        return listing.within(self, is_works=name in WORK_SECTIONS)
