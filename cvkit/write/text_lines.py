"""The lines of a block in running text, with their punctuation; all text formats share them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from cvkit.model.inline import (
    Emphasis,
    Inline,
    Inlines,
    InternalLink,
    Link,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.model.value_class import dataclass
from cvkit.write.blocks import Block, Contact, EntryBlock, Head, LabelledLink, Legend, PersonBlock, Section, WorkBlock
from cvkit.write.compose.dates import TIE
from cvkit.write.compose.phrase import join_phrases, phrase, sentences, stop_after


@dataclass(frozen=True)
class TextMarker:
    """A marker behind a name, with its meaning."""

    sign: str
    meaning: str = ""


class OwnerName(Strong):
    """The name of the owner, in bold."""


MarkedInlines = tuple[Inline | TextMarker, ...]
"""Running text that can contain markers."""


def title_line(work: WorkBlock) -> Inlines:
    """The title, with a link to the work if it has an address, and its addon."""
    title: Inlines = (Link(work.url, without_links(work.title)),) if work.url else work.title
    return join_phrases(before_addon(work), [title, work.title_addon])


def before_addon(work: WorkBlock) -> str:
    """The text between a title and its addon: none before the parenthesis of Chinese and Japanese."""
    return "" if plain_text(work.title_addon).startswith("（") else " "


def authors_line(work: WorkBlock | EntryBlock, legend: Legend) -> MarkedInlines:
    """`A, B†, and C`, or `A, …, C, and 12 more`; the owner is bold, and markers follow the name directly.

    Every format prints this line.
    """
    meanings = dict(legend.markers)
    pieces: list[Inline | TextMarker] = []
    for author in work.authors:
        name: Inline = OwnerName((Str(author.name),)) if author.is_owner else Str(author.name)
        markers = [TextMarker(sign, meanings.get(sign, "")) for sign in author.markers]
        pieces += [Str(author.before), name, *markers, Str(author.after)]
    return (*pieces, *work.after_authors)


def entry_notes(entry: EntryBlock, legend: Legend) -> list[MarkedInlines]:
    """Return the lines below the role and the place of an entry: its people, and its notes."""
    people = authors_line(entry, legend)
    return [*([people] if people else []), *entry.notes]


def inner_lines(entry: EntryBlock, legend: Legend) -> list[MarkedInlines]:
    """Return the lines between the first one of an entry and its bullets, for pages that print them as a list."""
    return [*entry_notes(entry, legend), join_phrases(entry.punctuation.comma, map(named_link, entry.links))]


def venue_line(work: WorkBlock) -> Inlines:
    """The venue with its details, place, date and note: `*Venue* 11(2), pp. 3–4, Place, June 2023. Note`.

    The date has no year if the year replaces a missing label.
    """
    venue: Inlines = (Emphasis(work.venue),) if work.venue else ()
    comma, stop = work.punctuation.comma, work.punctuation.stop
    source = join_phrases(
        comma, [join_phrases(" ", [venue, work.volume]), work.details, work.place, work.date_beside_label]
    )
    return sentences([source, work.note], stop)


def before_facts(work: WorkBlock, dot: str = " · ") -> str:
    """The text between the venue and the facts behind it: a full stop, or a dot behind an abbreviation (`Sept.`)."""
    venue = venue_line(work)
    is_abbreviated = not work.note and plain_text(venue).endswith((".", "!", "?"))
    return dot if is_abbreviated else stop_after(venue, work.punctuation.stop) if venue else ""


def tail_parts(work: WorkBlock) -> tuple[Inlines, ...]:
    """The parts that follow the venue and date of a work: versions, metrics and awards, ISSN, links."""
    return (*work.versions, *work.metrics, *filter(None, [phrase(work.issn)]), *map(named_link, work.all_links))


def legend_line(legend: Legend) -> MarkedInlines:
    """`† equal contribution, * corresponding author`."""
    marked: list[MarkedInlines] = [(TextMarker(sign, text), Str(f"{TIE}{text}")) for sign, text in legend.markers]
    return _separated(legend.punctuation.comma, marked)


def legend_of(section: Section) -> Legend:
    """The meanings of the markers in a section; an empty legend if it has none."""
    return Legend(tuple(pair for block in section.blocks if isinstance(block, Legend) for pair in block.markers))


def now_line(person: PersonBlock) -> Inlines:
    """The topic of a supervised person, and their present position."""
    now = join_phrases("" if person.now_label.endswith("：") else " ", [person.now_label, person.now])
    return sentences([person.topic, now], person.punctuation.stop)


def name_line(head: Head) -> Inlines:
    """The name, followed by the title."""
    return join_phrases(head.punctuation.comma, [head.name, head.title])


def place_line(head: Head) -> Inlines:
    """The position, the affiliation and the location of the person."""
    return join_phrases(head.punctuation.comma, [head.position, head.affiliation, head.location])


def contact_link(contact: Contact) -> Inlines:
    """A way to reach the person, as a link."""
    return (Link(contact.url, without_links(contact.text)),)


def named_link(link: LabelledLink) -> Inlines:
    """A link with its words."""
    return (Link(link.url, without_links(link.text)),)


def block_lists(blocks: Iterable[Block]) -> Iterator[tuple[type[Block], list[Block]]]:
    """Yield the runs of adjacent blocks of one type, each with that type; a run is one list."""
    for kind, members in groupby(blocks, lambda block: type(block)):
        yield kind, list(members)


def without_links(inlines: Inlines) -> Inlines:
    """Return a text with the words of its links only, because a link cannot contain links."""
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(_, children):
                kept += without_links(children)
            case InternalLink(_, text):
                kept.append(Str(text))
            case Emphasis() | Strong() | Superscript() | Subscript():
                kept.append(replace(inline, children=without_links(inline.children)))
            case _:
                kept.append(inline)
    return tuple(kept)


def _separated(separator: str, entries: list[MarkedInlines]) -> MarkedInlines:
    pieces = [piece for entry in entries for piece in (Str(separator), *entry)]
    return tuple(pieces[1:])
