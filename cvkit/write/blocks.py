"""What stands on the page, in an order and in parts that no format decides; a part without a value is empty."""

from __future__ import annotations

from dataclasses import dataclass

from cvkit.model.inline import Inlines

NO_INLINES: Inlines = ()


@dataclass(frozen=True)
class Byline:
    """One author as they are printed."""

    name: str
    is_owner: bool = False
    markers: tuple[str, ...] = ()
    """Signs, in their order."""
    before: str = ""
    """What stands between this author and the one before; `, …, ` where some are left out."""


@dataclass(frozen=True)
class Contact:
    """A way to reach the person; `url` leads there."""

    kind: str
    text: Inlines
    url: str


@dataclass(frozen=True)
class LabelledLink:
    """A link with the words that it is shown as."""

    text: Inlines
    url: str


@dataclass(frozen=True)
class Head:
    """The name block."""

    name: str
    title: Inlines = NO_INLINES
    native: str = ""
    position: Inlines = NO_INLINES
    affiliation: Inlines = NO_INLINES
    location: Inlines = NO_INLINES
    contacts: tuple[Contact, ...] = ()
    figures: tuple[Inlines, ...] = ()
    """Counts of citations and the like, each with its source and day."""
    photo: str = ""
    """The file of a picture, by its path in the record's folder."""
    updated: str = ""
    """The day that the record states for itself, in words."""


@dataclass(frozen=True)
class Legend:
    """What the signs of a list mean, in their order: (sign, meaning)."""

    markers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WorkBlock:
    """A work in a list."""

    title: Inlines
    id: str = ""
    """What the record refers to it by."""
    anchor: str = ""
    label: str = ""
    year: str = ""
    url: str = ""
    note: Inlines = NO_INLINES
    authors: tuple[Byline, ...] = ()
    more_authors: str = ""
    """How many authors are left out, in words that follow the last one."""
    venue: Inlines = NO_INLINES
    volume: Inlines = NO_INLINES
    """Follows the venue with nothing between."""
    details: Inlines = NO_INLINES
    place: Inlines = NO_INLINES
    date: str = ""
    """To the month for what is printed in a month, such as an article; to the day for an event."""
    day: str = ""
    """The day of the month that `date` leaves out."""
    when: str = ""
    """When it was, to the month and without words: for a column of dates."""
    metrics: tuple[Inlines, ...] = ()
    issn: str = ""
    links: tuple[LabelledLink, ...] = ()
    items: tuple[Inlines, ...] = ()
    """What is to be said of the work, a line each."""
    abstract: Inlines = NO_INLINES
    """For formats that can fold it away, under the word `abstract_label`."""
    abstract_label: str = ""


@dataclass(frozen=True)
class EntryBlock:
    """Something done over a time: a post, a degree, a line of research."""

    title: Inlines
    role: Inlines = NO_INLINES
    place: Inlines = NO_INLINES
    date: str = ""
    notes: tuple[Inlines, ...] = ()
    items: tuple[Inlines, ...] = ()
    links: tuple[LabelledLink, ...] = ()


@dataclass(frozen=True)
class PersonBlock:
    """Somebody supervised."""

    name: Inlines
    role: Inlines = NO_INLINES
    date: str = ""
    topic: Inlines = NO_INLINES
    now: Inlines = NO_INLINES
    """What they are today, behind the word `now_label`."""
    now_label: str = ""


@dataclass(frozen=True)
class RowBlock:
    """One line, with a date or without."""

    text: Inlines
    date: str = ""


@dataclass(frozen=True)
class DatedBlock:
    """What is told by its year first."""

    title: Inlines
    date: str = ""
    detail: Inlines = NO_INLINES


@dataclass(frozen=True)
class TextBlock:
    """A paragraph."""

    text: Inlines


@dataclass(frozen=True)
class BulletBlock:
    """One item of a bulleted list; those that follow one another are one list."""

    text: Inlines


@dataclass(frozen=True)
class PairBlock:
    """A word and what is said under it: a language and its level, a field and the skills in it."""

    key: Inlines
    text: Inlines


@dataclass(frozen=True)
class GroupHeading:
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
class Section:
    """One section with its heading."""

    id: str
    """Its name; what stands a second time on the page has a number behind: `publications-2`."""
    title: Inlines
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """A whole document as it is to be read."""

    language: str
    name: str
    """Whose it is."""
    heading: str
    """What it is: Curriculum Vitae."""
    head: Head
    sections: tuple[Section, ...]

    @property
    def works(self) -> tuple[WorkBlock, ...]:
        """Every work that it lists, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, WorkBlock))
