"""A work that a researcher has made: a paper, a poster, a preprint, a patent."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from cvkit.model.author import Author
from cvkit.model.career import Hosted
from cvkit.model.date import Date, DateField
from cvkit.model.fields import Count, DecimalText, Flag, Identifier, Model, Positive, Word
from cvkit.model.identifiers import Arxiv, Doi, Isbn, Issn
from cvkit.model.text import TextField
from cvkit.model.url import UrlField

WorkKind = Literal[
    "journal",
    "conference",
    "workshop",
    "poster",
    "wip",
    "demo",
    "preprint",
    "book",
    "chapter",
    "thesis",
    "report",
    "patent",
    "software",
    "dataset",
    "talk",
    "other",
]
AuthorOrder = Literal["contribution", "alphabetical"]
Status = Literal["in-preparation", "submitted", "accepted", "in-press", "online-first", "published"]
PatentStatus = Literal["filed", "published", "granted", "abandoned", "expired"]
UNDATED: frozenset[Status] = frozenset({"in-preparation", "submitted", "accepted", "in-press"})
UNCOUNTED: frozenset[Status] = frozenset({"in-preparation", "submitted"})


class Venue(Model):
    """Where a work appeared: a journal, or the proceedings of a conference."""

    name: TextField
    short: TextField | None = None
    publisher: TextField | None = None
    issn: Issn | None = None
    eissn: Issn | None = None
    isbn: Isbn | None = None


class Event(Model):
    """The meeting at which a work was presented."""

    name: TextField | None = None
    date: DateField | None = None
    place: TextField | None = None


class Metric(Model):
    """A figure of the venue, such as its journal impact factor, in the edition of a year."""

    type: Literal["jif"]
    value: DecimalText | None = None
    year: Count | None = None
    top_percent: DecimalText | None = None
    quartile: Literal["1", "2", "3", "4"] | None = None


class Rating(Model):
    """What a national scheme counts the venue as."""

    scheme: TextField
    value: Word
    year: Count | None = None


class Acceptance(Model):
    """How selective a venue was."""

    accepted: Count | None = None
    submitted: Positive | None = None
    rate: DecimalText | None = None
    """In percent, printed as typed; where it is left out it is computed from the counts."""


class Award(Model):
    """A prize for one work."""

    title: TextField
    date: DateField | None = None
    by: TextField | None = None


def titled(value: Any) -> Any:
    """What is typed as one text, as something with that title."""
    return {"title": value} if isinstance(value, str) else value


class NamedLink(Model):
    """A link with the word that it is shown as."""

    label: TextField
    url: UrlField


Authors = Annotated[
    tuple[Author, ...],
    BeforeValidator(lambda value: value, json_schema_input_type=Word | tuple[Word | Author, ...]),
    Field(min_length=1),
]
"""The author list; in the file it may be one text, which the check takes apart first."""


class Counted(Model):
    """What every work has that the numbering needs."""

    id: Identifier | None = None
    title: TextField
    series: Word | None = None
    numbered: Flag = True
    author_order: AuthorOrder | None = None
    """Where it is alphabetical, to be listed first says nothing."""
    pin: Positive | None = None
    """Fixes the number."""
    tags: tuple[Word, ...] = ()
    hidden: Flag = False
    url: UrlField | None = None
    links: tuple[NamedLink, ...] = ()
    note: TextField | None = None


class Published(Counted):
    """What can be said of everything that appeared: where, when, and under which numbers."""

    authors: Authors = ()
    venue: Venue | None = None
    date: DateField | None = None
    volume: Word | None = None
    issue: Word | None = None
    pages: Word | None = None
    page_count: Count | None = None
    article_number: Word | None = None
    number: Word | None = None
    """A report's own number."""
    event: Event | None = None
    doi: Doi | None = None
    arxiv: Arxiv | None = None
    status: Status | None = None
    metrics: tuple[Metric, ...] = ()
    ratings: tuple[Rating, ...] = ()
    acceptance: Acceptance | None = None
    awards: tuple[Annotated[Award, BeforeValidator(titled, json_schema_input_type=Word | Award)], ...] = ()
    also_in: tuple[Venue, ...] = ()
    version_of: Identifier | None = None
    badges: tuple[TextField, ...] = ()
    repository: UrlField | None = None
    """Where its code is kept."""
    picture: Word | None = None
    """A file of the record, or an address, for pages that show one."""
    abstract: TextField | None = None
    highlights: tuple[TextField, ...] = ()


class Publication(Published):
    """A paper, a book, a poster, a preprint."""

    kind: WorkKind
    authors: Authors


class Talk(Published, Hosted):
    """A talk given; an organization had it given where no event did."""

    role: TextField | None = None
    """What it was: keynote, invited talk, tutorial."""

    @property
    def kind(self) -> WorkKind:
        """What the numbering counts it as."""
        return "talk"


class Software(Published):
    """A program that others use."""

    version: Word | None = None
    license: Word | None = None
    description: TextField | None = None

    @property
    def kind(self) -> WorkKind:
        """What the numbering counts it as."""
        return "software"


class Dataset(Published):
    """Data that others use."""

    version: Word | None = None
    license: Word | None = None
    description: TextField | None = None

    @property
    def kind(self) -> WorkKind:
        """What the numbering counts it as."""
        return "dataset"


class Patent(Counted):
    """A patent or an application for one."""

    inventors: Authors
    status: PatentStatus | None = None
    country: Word | None = None
    """Two letters of WIPO ST.3 (`KR`), or any name."""
    number: Word | None = None
    filed: DateField | None = None
    published: DateField | None = None
    granted: DateField | None = None

    @property
    def kind(self) -> WorkKind:
        """What the numbering counts it as."""
        return "patent"

    @property
    def authors(self) -> tuple[Author, ...]:
        """Its inventors."""
        return self.inventors

    @property
    def date(self) -> Date | None:
        """The day that counts: of the grant, else of the publication, else of the filing."""
        return self.granted or self.published or self.filed


Appeared = Publication | Talk | Software | Dataset
Work = Appeared | Patent

AUTHOR_FIELDS = {
    "publications": "authors",
    "patents": "inventors",
    "talks": "authors",
    "software": "authors",
    "datasets": "authors",
}
"""Sections whose entries are works, in the order in which they count where the dates do not say, with who made them."""

WORK_SECTIONS = tuple(AUTHOR_FIELDS)
