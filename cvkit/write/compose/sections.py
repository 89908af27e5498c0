"""The table of the blocks of each section, with one line for each section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cvkit.model.activity import Grant
from cvkit.model.author import AuthorList
from cvkit.model.diagnostic import KeyPath
from cvkit.model.document import Document
from cvkit.model.inline import plain_text
from cvkit.model.selection import MERGED, Listing
from cvkit.model.style import Style
from cvkit.model.work import WORK_SECTIONS, Work, people_of
from cvkit.number import Numbered
from cvkit.number.select import UNPUBLISHED, Listed, WorkGroup, select
from cvkit.number.select_entries import (
    in_time,
    period_of,
    section_entries,
    section_path,
    select_entries,
    with_bullets,
)
from cvkit.write.blocks import Block, EntryBlock, GroupHeading, Legend, TextBlock
from cvkit.write.compose.activity_blocks import (
    certification_block,
    grant_block,
    media_block,
    membership_block,
    news_block,
    project_block,
    teaching_blocks,
)
from cvkit.write.compose.career_blocks import (
    education_block,
    experience_blocks,
    honor_block,
    research_block,
    supervision_block,
    supervision_blocks,
)
from cvkit.write.compose.entry_groups import entry_groups, status_heading, work_heading
from cvkit.write.compose.phrase import localized
from cvkit.write.compose.profile_blocks import language_block, own_block, referee_block, skill_block
from cvkit.write.compose.service_blocks import service_blocks, single_service_block
from cvkit.write.compose.works import WorkComposer
from cvkit.write.locales import Locale
from cvkit.write.page_part import from_origins

ENTRIES: dict[str, Callable[[Any, Locale], Block]] = {
    "summary": lambda text, locale: TextBlock(localized(text, locale)),
    "research": research_block,
    "education": education_block,
    "grants": grant_block,
    "projects": project_block,
    "honors": honor_block,
    "memberships": membership_block,
    "certifications": certification_block,
    "languages": language_block,
    "skills": skill_block,
    "news": news_block,
    "media": media_block,
    "referees": referee_block,
}
"""Sections in which each entry makes one block, independent of the other entries."""

WHOLES: dict[str, Callable[[Sequence[tuple[KeyPath, Any]], Locale], Sequence[Block]]] = {
    "experience": experience_blocks,
    "supervision": supervision_blocks,
    "teaching": teaching_blocks,
    "service": service_blocks,
}
"""Sections whose blocks depend on all their entries. Each block has the key paths of its entries."""

UNGROUPED: dict[str, Callable[[Any, Locale], Block]] = {
    "supervision": supervision_block,
    "service": single_service_block,
}
"""Sections with groups of their own: the block of one entry, for a list in other groups or in none."""


def people_of_entry(entry: Any) -> AuthorList:
    """Return the people of an entry whose markers need a legend: of a work, or of a grant."""
    if isinstance(entry, Grant):
        return entry.investigators
    return people_of(entry) if isinstance(entry, Work) else AuthorList()


class SectionComposer:
    """Composes the blocks of each section of a record."""

    def __init__(self, numbered: Numbered, document: Document, style: Style, locale: Locale) -> None:
        self.numbered = numbered
        self.record = numbered.record
        self.document = document
        self.locale = locale
        self.works = WorkComposer(numbered, document, style, locale)

    def blocks(self, section: str, listing: Listing, path: KeyPath) -> list[Block]:
        """Return the blocks of a section, with the texts that the document gives it; none if nothing is selected.

        `path` is the key path of the listing in the document.
        """
        blocks = self._blocks(section, listing)
        if not blocks:
            return []
        subtitle, text, text_after = (
            localized(text, self.locale) for text in (listing.subtitle, listing.text, listing.text_after)
        )
        above: list[Block] = []
        if subtitle:
            above.append(GroupHeading(plain_text(subtitle), origins=((*path, "subtitle"),)))
        if text:
            above.append(TextBlock(text, origins=((*path, "text"),)))
        return [*above, *blocks, *([TextBlock(text_after, origins=((*path, "text_after"),))] if text_after else [])]

    def _blocks(self, section: str, listing: Listing) -> list[Block]:
        if section == MERGED:
            return self._merged(listing)
        if section in WORK_SECTIONS:
            return self._list(section, listing)
        entries = self._entries(section, listing)
        if listing.group_by is None:
            return self._with_legend(entries, section, list(self._blocks_of(section, entries, listing)))
        blocks: list[Block] = []
        for title, members in entry_groups(entries, listing.groups, self.locale):
            if title:
                blocks.append(GroupHeading(title, origins=(members[0][0],)))
            blocks += self._blocks_of(section, members, listing, is_grouped=True)
        return self._with_legend(entries, section, blocks)

    def _entries(self, section: str, listing: Listing) -> list[tuple[KeyPath, Any]]:
        return select_entries(section_path(self.record, section), section_entries(self.record, section), listing)

    def _blocks_of(
        self, section: str, entries: Sequence[tuple[KeyPath, Any]], listing: Listing, is_grouped: bool = False
    ) -> Sequence[Block]:
        """Return the blocks of entries that are no works, without the groups of the section if they are in others."""
        if section in WHOLES and not (is_grouped and section in UNGROUPED):
            return WHOLES[section](entries, self.locale)
        block = own_block if section in self.record.sections else ENTRIES.get(section) or UNGROUPED[section]
        return [
            from_origins(self._with_people(block(entry, self.locale), entry, listing), path) for path, entry in entries
        ]

    def _with_people(self, block: Block, entry: Any, listing: Listing) -> Block:
        """Return the block of a grant with its investigators, and any other block unchanged."""
        if not (isinstance(block, EntryBlock) and isinstance(entry, Grant) and entry.investigators):
            return block
        authors, after = self.works.bylines.investigators(entry.investigators, listing)
        return replace(block, authors=authors, after_authors=after)

    def _merged(self, listing: Listing) -> list[Block]:
        """Return the blocks of several sections in one list, by date, under the legend of their markers."""
        entries: list[tuple[KeyPath, Any]] = []
        blocks: dict[KeyPath, Sequence[Block]] = {}
        for section, part in self.document.parts(MERGED, listing):
            if section in WORK_SECTIONS:
                for listed in self._listed(section, part):
                    entries.append((listed.path, listed.work))
                    blocks[listed.path] = [self._work(listed, part)]
            else:
                for path, entry in self._entries(section, part):
                    entries.append((path, entry))
                    blocks[path] = self._blocks_of(section, [(path, entry)], part, is_grouped=True)
        entries = in_time(entries, listing.order or "newest-first", [period_of(entry) for _, entry in entries])
        found: list[Block] = []
        for title, members in entry_groups(entries[: listing.limit], listing.groups, self.locale):
            if title:
                found.append(GroupHeading(title, origins=(members[0][0],)))
            found += [block for path, _ in members for block in blocks[path]]
        return self._with_legend(entries[: listing.limit], MERGED, found)

    def _list(self, section: str, listing: Listing) -> list[Block]:
        """Return a list of works, in groups if the document asks for them, under the legend of its markers."""
        groups = select(self.numbered, section, listing)
        blocks: list[Block] = []
        for group in groups:
            has_one_kind = listing.groups == "kind" and section != "publications" and len(groups) == 1
            if not has_one_kind and (heading := self._heading(group, groups, listing)):
                blocks.append(GroupHeading(heading, origins=(group.works[0].path,)))
            blocks += [self._work(listed, listing) for listed in group.works]
        entries = [(listed.path, listed.work) for group in groups for listed in group.works]
        return self._with_legend(entries, section, blocks)

    def _listed(self, section: str, listing: Listing) -> list[Listed]:
        return [listed for group in select(self.numbered, section, listing) for listed in group.works]

    def _work(self, listed: Listed, listing: Listing) -> Block:
        block = self.works.block(with_bullets(listed.work, listing.where), listed.label, listing)
        return from_origins(block, listed.path, *(("tags", tag) for tag in listed.work.tags))

    def _with_legend(self, entries: Sequence[tuple[KeyPath, Any]], section: str, blocks: list[Block]) -> list[Block]:
        """Return the blocks of entries under the legend of the markers of their people."""
        legend = self.works.legend(map(people_of_entry, (entry for _, entry in entries)))
        return [Legend(legend, origins=((section,),)), *blocks] if legend else blocks

    def _heading(self, group: WorkGroup, groups: Sequence[WorkGroup], listing: Listing) -> str:
        """Return the heading of a group.

        It is empty if the document asks for no groups, or if unpublished works are the whole list.
        """
        if group.key == UNPUBLISHED:
            return self._unpublished_heading(group) if len(groups) > 1 else ""
        if listing.groups == "series" and group.key:
            kinds = self.record.numbering.series.get(group.key, ())
            return self.locale.kinds[kinds[0]] if kinds else group.key
        return work_heading(group, listing.groups, self.locale) if listing.groups else ""

    def _unpublished_heading(self, group: WorkGroup) -> str:
        """Return the heading of works under review or in preparation: that of their status if they have only one."""
        one, *others = {str(listed.work.status) for listed in group.works}
        has_own_heading = "unpublished" in self.document.terms
        return self.locale.unpublished if others or has_own_heading else status_heading(one, self.locale)
