"""Works of a researcher: publications, patents, talks, software, datasets."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from cvkit.model.appearance import Collection, Event, Venue
from cvkit.model.author import Author, AuthorList
from cvkit.model.bullet import BulletField
from cvkit.model.career import Hosted
from cvkit.model.date import Date, DateField
from cvkit.model.distinction import Acceptance, Award, Metric, Rating, titled
from cvkit.model.fields import Codes, Count, Flag, Identifier, Model, Positive, Several, Word
from cvkit.model.identifiers import Arxiv, Doi
from cvkit.model.links import NamedLink, WorkIds
from cvkit.model.page_range import Pages
from cvkit.model.picture import Picture, with_file
from cvkit.model.text import TextField
from cvkit.model.url import UrlField
from cvkit.model.work_date import Retraction, WorkDate

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
REFEREED: frozenset[WorkKind] = frozenset({"journal", "conference", "workshop"})
"""The kinds of work that are refereed unless the work states the opposite."""

Authors = Annotated[
    AuthorList, BeforeValidator(lambda value: value, json_schema_input_type=Word | tuple[Word | Author, ...])
]
"""The author list. In the file it can be one text, which the check parses first."""


class Counted(Model):
    """The fields that every work has, among them those for numbering."""

    id: Identifier | None = None
    title: TextField
    title_addon: TextField | None = None
    """Follows the title: `(WIP)`."""
    series: Word | None = None
    numbered: Flag = True
    author_order: AuthorOrder | None = None
    """If it is alphabetical, the first position in the author list gives no owner role."""
    pin: Positive | None = None
    """Fixes the number."""
    tags: tuple[Word, ...] = ()
    hidden: Flag = False
    url: UrlField | None = None
    links: tuple[NamedLink, ...] = ()
    note: TextField | None = None
    """The last sentence of the citation."""
    funding: Several[Identifier] = ()
    """The ids of the grants that paid for the work."""
    significance: TextField | None = None
    """The reason why the work matters, for dossiers."""
    contribution: TextField | None = None
    """The owner's part in the work, for dossiers."""
    ignore: Codes = ()
    """The codes of warnings that are not reported for this work."""


class Published(Counted):
    """A work that appeared in a venue: its authors, venue, date, pages and identifiers."""

    authors: Authors = AuthorList()
    author_count: Positive | None = None
    """The number of all authors, if the list names only some of them."""
    collaboration: TextField | None = None
    """The group that published the work, behind the authors or without them."""
    editors: Authors = AuthorList()
    """The editors of the volume."""
    venue: Venue | None = None
    date: WorkDate = None
    collection: Collection | None = None
    edition: TextField | None = None
    """The edition of the book: `2`, or words such as `revised`."""
    volume: Word | None = None
    issue: Word | None = None
    chapter: Word | None = None
    """The number of the chapter in its book."""
    pages: Pages | None = None
    page_count: Count | None = None
    article_number: Word | None = None
    number: Word | None = None
    """The number of the work itself, not of its venue: the number of a report."""
    genre: TextField | None = None
    """The type of a thesis or report: `PhD thesis`, `Working Paper`, or a name of biblatex, such as `phdthesis`."""
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
    erratum_of: Identifier | None = None
    """The work that this one corrects."""
    retracted: Retraction = False
    refereed: Flag | None = None
    """Whether the work was refereed, if its kind does not say it."""
    open_access: Flag = False
    badges: tuple[TextField, ...] = ()
    repository: UrlField | None = None
    """The address of its code."""
    ids: WorkIds | None = None
    """The ids of the work in databases."""
    picture: Annotated[Picture, BeforeValidator(with_file, json_schema_input_type=Word | Picture)] | None = None
    """A file of the record, or an address, for web pages that show a picture of each work."""
    abstract: TextField | None = None
    highlights: tuple[BulletField, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the author list names only some of the authors."""
        return self.has_others or bool(self.collaboration)

    @property
    def has_others(self) -> bool:
        """Whether the author list ends with `et al.`, or is shorter than `author_count`."""
        return self.authors.is_open or (self.author_count or 0) > len(self.authors)


class Publication(Published):
    """A paper, a book, a poster, a preprint."""

    kind: WorkKind


class Talk(Published, Hosted):
    """A talk. The host is the organization if there is no event."""

    role: TextField | None = None
    """The kind of talk: keynote, invited talk, tutorial."""

    @property
    def kind(self) -> WorkKind:
        """The kind of work, for numbering."""
        return "talk"


class Software(Published):
    """A program that others use."""

    version: Word | None = None
    license: Word | None = None
    description: TextField | None = None

    @property
    def kind(self) -> WorkKind:
        """The kind of work, for numbering."""
        return "software"


class Dataset(Published):
    """Data that others use."""

    version: Word | None = None
    license: Word | None = None
    description: TextField | None = None

    @property
    def kind(self) -> WorkKind:
        """The kind of work, for numbering."""
        return "dataset"


class Patent(Counted):
    """A patent or an application for one."""

    inventors: Authors
    status: PatentStatus | None = None
    country: Word | None = None
    """The two-letter code of WIPO ST.3 (`KR`), or any name."""
    number: Word | None = None
    filed: DateField | None = None
    published: DateField | None = None
    granted: DateField | None = None

    @property
    def kind(self) -> WorkKind:
        """The kind of work, for numbering."""
        return "patent"

    @property
    def authors(self) -> AuthorList:
        """The inventors of the patent."""
        return self.inventors

    @property
    def is_open(self) -> bool:
        """Whether the list names only some of the inventors."""
        return self.has_others

    @property
    def has_others(self) -> bool:
        """Whether the list ends with `et al.`."""
        return self.inventors.is_open

    @property
    def date(self) -> Date | None:
        """The date of the grant, else of the publication, else of the filing."""
        return self.granted or self.published or self.filed

    @property
    def is_application(self) -> bool:
        """Whether the patent was never granted, as its status says, or else its dates."""
        last = self.status or ("published" if self.published else "filed" if self.filed else "")
        return last in ("filed", "published", "abandoned") and not self.granted


Appeared = Publication | Talk | Software | Dataset
Work = Appeared | Patent

AUTHOR_FIELDS = {
    "publications": "authors",
    "patents": "inventors",
    "talks": "authors",
    "software": "authors",
    "datasets": "authors",
}
"""Section with works → the field of its author list. This order decides the numbers if dates do not."""

WORK_SECTIONS = tuple(AUTHOR_FIELDS)

PEOPLE_FIELDS: dict[str, tuple[str, ...]] = {
    **{section: (field, "editors") for section, field in AUTHOR_FIELDS.items()},
    "grants": ("investigators",),
}
"""Section → the fields that are author lists."""

KIND_OF_SECTION: dict[str, WorkKind] = {
    "patents": "patent",
    "talks": "talk",
    "software": "software",
    "datasets": "dataset",
}
"""Sections whose works all have one kind."""

SECTION_OF_KIND: dict[str, str] = {kind: section for section, kind in KIND_OF_SECTION.items()}
"""Kind → the section of its works, if that is not `publications`."""


def people_of(work: Work) -> AuthorList:
    """The people whose names a work begins with: its authors, or its editors if it has neither authors nor group."""
    if work.authors or isinstance(work, Patent) or work.collaboration:
        return work.authors
    return work.editors


def is_refereed(work: Work) -> bool:
    """Whether a work was refereed. If it does not state that, its kind decides, once it is accepted. No patent is."""
    if isinstance(work, Patent) or work.refereed is not None:
        return bool(getattr(work, "refereed", False))
    return work.kind in REFEREED and work.status not in UNCOUNTED
