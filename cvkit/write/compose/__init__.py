"""Compose: a numbered record and a document's choices in, blocks out; what a part lacks takes its punctuation along."""

from __future__ import annotations

from cvkit.model.inline import Inlines
from cvkit.model.record import Document, Person
from cvkit.model.selection import Listing
from cvkit.number import Numbered
from cvkit.number.select import select
from cvkit.write.blocks import Block, Contact, GroupHeading, Head, Legend, Page, Section
from cvkit.write.compose.career import (
    education_block,
    experience_block,
    honor_block,
    research_block,
    review_blocks,
    service_block,
    supervision_block,
)
from cvkit.write.compose.phrase import phrase, said
from cvkit.write.compose.resolve import resolve
from cvkit.write.compose.works import WorkComposer
from cvkit.write.words import ENGLISH, Words

__all__ = ["compose"]


def compose(numbered: Numbered, document: Document, only: tuple[str, ...] = (), words: Words = ENGLISH) -> Page:
    """What a document of the record shows; `only` some of its sections where those are asked for."""
    composer = _Composer(numbered, document, words)
    person = numbered.record.person
    sections = [
        Section(name, _title(name, listing, words), tuple(composer.blocks(name, listing)))
        for name, listing in document.listings.items()
        if not only or name in only
    ]
    page = Page(
        language=words.language,
        name=person.name.parts.full,
        heading=words.curriculum_vitae,
        head=_head(person, words),
        sections=tuple(section for section in sections if section.blocks),
    )
    return resolve(page, numbered, words)


def _title(section: str, listing: Listing, words: Words) -> Inlines:
    return said(listing.title, words) or phrase(words.sections[section])


class _Composer:
    """Knows the blocks of each section."""

    def __init__(self, numbered: Numbered, document: Document, words: Words) -> None:
        self.numbered = numbered
        self.record = numbered.record
        self.words = words
        self.works = WorkComposer(numbered.record, document, words)

    def blocks(self, section: str, listing: Listing) -> list[Block]:
        match section:
            case "publications" | "patents":
                return self._list(section, listing)
            case "research":
                return [research_block(e, self.words) for e in self.record.research if not e.hidden]
            case "experience":
                return [experience_block(e, self.words) for e in self.record.experience if not e.hidden]
            case "education":
                return [education_block(e, self.words) for e in self.record.education if not e.hidden]
            case "honors":
                return [honor_block(e, self.words) for e in self.record.honors if not e.hidden]
            case "supervision":
                students = [e for e in self.record.supervision if not e.hidden]
                return _grouped(
                    self.words.supervision_groups,
                    [(e.status, supervision_block(e, self.words)) for e in students],
                )
            case _:
                return self._service()

    def _service(self) -> list[Block]:
        services = [entry for entry in self.record.service if not entry.hidden]
        reviews = [entry for entry in services if entry.is_review and entry.group == "reviewer"]
        others = [(e.group, service_block(e, self.words)) for e in services if e not in reviews]
        rows = [("reviewer", row) for row in review_blocks(reviews, self.words)]
        return _grouped(self.words.service_groups, [*others, *rows])

    def _list(self, section: str, listing: Listing) -> list[Block]:
        """A list of works, in groups if they are asked for, under the legend of the marks that occur in it."""
        groups = select(self.numbered, section, listing)
        blocks: list[Block] = []
        for group in groups:
            if listing.group_by:
                blocks.append(GroupHeading(self._heading(group.key, listing.group_by)))
            blocks += [self.works.block(listed.work, listed.label, listing) for listed in group.works]
        legend = self.works.legend([listed.work.authors for group in groups for listed in group.works])
        return [Legend(legend), *blocks] if legend else blocks

    def _heading(self, key: str, group_by: str) -> str:
        if group_by == "kind":
            return self.words.kinds[key]
        if group_by == "series" and key:
            kinds = self.record.numbering.series.get(key, ())
            return self.words.kinds[kinds[0]] if kinds else key
        return key or self.words.kinds["other"]


def _grouped(titles: dict[str, str], entries: list[tuple[str, Block]]) -> list[Block]:
    """The blocks of each group under its heading, groups in the order of their titles; no heading for one without."""
    blocks: list[Block] = []
    for group in sorted(titles, key=lambda group: (bool(titles[group]), list(titles).index(group))):
        members = [block for member_of, block in entries if member_of == group]
        if members and titles[group]:
            blocks.append(GroupHeading(titles[group]))
        blocks += members
    return blocks


def _head(person: Person, words: Words) -> Head:
    contacts: list[Contact] = []
    if person.email:
        contacts.append(Contact("email", phrase(person.email), f"mailto:{person.email}"))
    if person.phone:
        dialled = "".join(c for c in person.phone if c.isdigit() or c == "+")
        contacts.append(Contact("phone", phrase(person.phone), f"tel:{dialled}"))
    if person.orcid:
        contacts.append(Contact("orcid", phrase(f"ORCID {person.orcid}"), f"https://orcid.org/{person.orcid}"))
    contacts += [Contact("link", said(link.label, words), link.url) for link in person.links]

    return Head(
        name=person.name.parts.full,
        title=said(person.title, words),
        native=person.name.native or "",
        position=said(person.position, words),
        affiliation=said(person.affiliation, words),
        location=said(person.location, words),
        contacts=tuple(contacts),
    )
