"""The blocks of a page. Every format prints the same blocks in the same order; a missing part of a block is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cvkit.model.inline import Inlines
from cvkit.model.value_class import dataclass
from cvkit.write.page_part import PagePart

NO_INLINES: Inlines = ()


@dataclass(frozen=True)
class Byline:
    """One printed author."""

    name: str
    is_owner: bool = False
    markers: tuple[str, ...] = ()
    """The markers, in their order."""
    before: str = ""
    """The text between the previous author and this one; `, …, ` if authors are omitted there."""
    after: str = ""
    """The text behind the markers: the position of the owner in a shortened list."""


@dataclass(frozen=True)
class Contact:
    """A way to reach the person, with the address of its link in `url`."""

    kind: str
    text: Inlines
    url: str


@dataclass(frozen=True)
class LabelledLink:
    """A link with its printed words."""

    text: Inlines
    url: str


@dataclass(frozen=True)
class Head(PagePart):
    """The name block."""

    name: str
    """The name as it is printed there, with `prefix` before it."""
    name_alone: str = ""
    """The name without titles, for metadata and the heads of pages."""
    prefix: str = ""
    """The titles before the name: `Prof. Dr.`."""
    title: Inlines = NO_INLINES
    """The titles and degrees behind the name."""
    native: str = ""
    native_language: str = ""
    position: Inlines = NO_INLINES
    affiliation: Inlines = NO_INLINES
    location: Inlines = NO_INLINES
    contacts: tuple[Contact, ...] = ()
    figures: tuple[Inlines, ...] = ()
    """Citation counts and similar figures, each with its source and date."""
    photo: str = ""
    """The path of the photo file, relative to the folder of the record."""
    photo_alt: str = ""
    """The words for readers who do not see the photo."""
    updated: str = ""
    """The date of the last update that the record states, in words."""


@dataclass(frozen=True)
class Legend(PagePart):
    """The meanings of the markers in a list, in order: (marker, meaning)."""

    markers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BulletBlock(PagePart):
    """One item of a bulleted list, with the items below it; adjacent items form one list."""

    text: Inlines
    items: tuple[BulletBlock, ...] = ()


@dataclass(frozen=True)
class WorkBlock(PagePart):
    """A work in a list."""

    title: Inlines
    id: str = ""
    """The id by which the record refers to this work."""
    anchor: str = ""
    label: str = ""
    year: str = ""
    """It replaces a missing label. A work in a citation style has none, because its details contain the year."""
    url: str = ""
    title_addon: Inlines = NO_INLINES
    authors: tuple[Byline, ...] = ()
    after_authors: Inlines = NO_INLINES
    """The text behind the last author: the number of omitted authors, `et al.`, the collaboration."""
    venue: Inlines = NO_INLINES
    volume: Inlines = NO_INLINES
    """Follows the venue without punctuation."""
    details: Inlines = NO_INLINES
    status: str = ""
    """The status of a work that has not appeared, for pages that print it without the other details."""
    place: Inlines = NO_INLINES
    date: str = ""
    """Year and month for a publication that appears in a month, such as an article; with the day for an event."""
    date_in_year: str = ""
    """The same without the year."""
    day: str = ""
    """The date with its days, if `date` omits them; for documents with the option `days`."""
    day_in_year: str = ""
    """The same without the year."""
    when: str = ""
    """The date with year and month, without words: for a column of dates."""
    exact: str = ""
    """The whole date, if it has days: for a document with the option `days` that prints `when` in a column."""
    note: Inlines = NO_INLINES
    """The sentence behind the venue and the date."""
    versions: tuple[Inlines, ...] = ()
    """The later or the earlier versions of the work."""
    metrics: tuple[Inlines, ...] = ()
    issn: str = ""
    doi: tuple[LabelledLink, ...] = ()
    """The DOI, if it is printed as a link of its own."""
    links: tuple[LabelledLink, ...] = ()
    items: tuple[BulletBlock, ...] = ()
    """Further texts about the work, one line each."""
    abstract: Inlines = NO_INLINES
    """For formats that can fold it, under the word `abstract_label`."""
    abstract_label: str = ""

    @property
    def all_links(self) -> tuple[LabelledLink, ...]:
        """The links behind the citation: the DOI and the named links."""
        return (*self.doi, *self.links)

    @property
    def date_beside_label(self) -> str:
        """The date to print beside the label, or beside the year that replaces a missing label."""
        return self.date if self.label or not self.year else self.date_in_year

    @property
    def day_beside_label(self) -> str:
        """The same with the days that it omits."""
        return self.day if self.label or not self.year else self.day_in_year


@dataclass(frozen=True)
class EntryBlock(PagePart):
    """An entry with a period: a post, a degree, a research topic."""

    title: Inlines
    role: Inlines = NO_INLINES
    place: Inlines = NO_INLINES
    date: str = ""
    authors: tuple[Byline, ...] = ()
    """The investigators of a grant."""
    after_authors: Inlines = NO_INLINES
    notes: tuple[Inlines, ...] = ()
    items: tuple[BulletBlock, ...] = ()
    links: tuple[LabelledLink, ...] = ()


@dataclass(frozen=True)
class PersonBlock(PagePart):
    """A supervised person."""

    name: Inlines
    role: Inlines = NO_INLINES
    date: str = ""
    topic: Inlines = NO_INLINES
    has_own_sentence: bool = False
    """Whether `topic` begins with a sentence of its own, such as `Thesis: …`, so that no colon can be before it."""
    now: Inlines = NO_INLINES
    """The present position, behind the word `now_label`."""
    now_label: str = ""


@dataclass(frozen=True)
class RowBlock(PagePart):
    """One line, with or without a date."""

    text: Inlines
    date: str = ""


@dataclass(frozen=True)
class DatedBlock(PagePart):
    """An entry that begins with its year."""

    title: Inlines
    date: str = ""
    detail: Inlines = NO_INLINES


@dataclass(frozen=True)
class TextBlock(PagePart):
    """A paragraph."""

    text: Inlines


@dataclass(frozen=True)
class PairBlock(PagePart):
    """A key and its text: a language and its level, a field and the skills in it."""

    key: Inlines
    text: Inlines


@dataclass(frozen=True)
class GroupHeading(PagePart):
    """The heading of a part of a section."""

    title: str


Block = (
    Legend
    | WorkBlock
    | EntryBlock
    | PersonBlock
    | RowBlock
    | DatedBlock
    | TextBlock
    | BulletBlock
    | PairBlock
    | GroupHeading
)


@dataclass(frozen=True)
class Section(PagePart):
    """One section with its heading."""

    id: str
    """The name of the section; the second one of that name has a number behind it: `publications-2`."""
    title: Inlines
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Running(PagePart):
    """The texts at the top and at the foot of the pages, each of them at the left, in the middle and at the right."""

    header: tuple[Inlines, ...] = ()
    """Without them, the style has a running head of its own."""
    footer: tuple[Inlines, ...] = ()
    has_updated: bool = False
    """Whether they print the date of the last update."""


@dataclass(frozen=True)
class Page:
    """A whole document in reading order."""

    language: str
    name: str
    """The name of the owner."""
    heading: str
    """The title of the document: Curriculum Vitae."""
    head: Head
    sections: tuple[Section, ...]
    running: Running = Running()

    @property
    def title(self) -> str:
        """The title of the file, in the windows of programs: `Ada Miller: Curriculum Vitae`."""
        return f"{self.name}{self.head.punctuation.colon}{self.heading}"

    @property
    def shown_head(self) -> Head:
        """The name block of a format with a header and a footer: they may have the date of the last update instead."""
        return replace(self.head, updated="") if self.running.has_updated else self.head

    @property
    def works(self) -> tuple[WorkBlock, ...]:
        """Every work on the page, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, WorkBlock))


def parts_of(part: Any) -> Iterator[Any]:
    """Yield a part of the page and, at every depth, the parts within it."""
    yield part
    inner: Iterable[Any] = ()
    if isinstance(part, tuple):
        inner = part
    elif is_dataclass(part):
        inner = (getattr(part, one.name) for one in fields(part))
    for piece in inner:
        yield from parts_of(piece)
