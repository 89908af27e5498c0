"""The table of the blocks of each section, with one line for each section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cvkit.model.diagnostic import KeyPath
from cvkit.model.document import Document
from cvkit.model.selection import Listing
from cvkit.model.work import WORK_SECTIONS
from cvkit.number import Numbered
from cvkit.number.select import UNPUBLISHED, WorkGroup, select, select_entries
from cvkit.write.blocks import Block, GroupHeading, Legend, TextBlock, from_origins
from cvkit.write.compose.activity_blocks import (
    certification_block,
    grant_block,
    media_block,
    membership_block,
    news_block,
    teaching_blocks,
)
from cvkit.write.compose.career_blocks import (
    education_block,
    experience_block,
    honor_block,
    research_block,
    service_blocks,
    supervision_blocks,
)
from cvkit.write.compose.phrase import localized
from cvkit.write.compose.profile_blocks import language_block, own_block, referee_block, skill_block
from cvkit.write.compose.works import WorkComposer
from cvkit.write.locales import Locale

ENTRIES: dict[str, Callable[[Any, Locale], Block]] = {
    "summary": lambda text, locale: TextBlock(localized(text, locale)),
    "research": research_block,
    "experience": experience_block,
    "education": education_block,
    "grants": grant_block,
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
    "supervision": supervision_blocks,
    "teaching": teaching_blocks,
    "service": service_blocks,
}
"""Sections whose blocks depend on all their entries. Each block has the key paths of its entries."""


class SectionComposer:
    """Composes the blocks of each section of a record."""

    def __init__(self, numbered: Numbered, document: Document, locale: Locale) -> None:
        self.numbered = numbered
        self.record = numbered.record
        self.locale = locale
        self.works = WorkComposer(numbered.record, document, locale)

    def blocks(self, section: str, listing: Listing, path: KeyPath) -> list[Block]:
        """Return the blocks of a section, below the text that the document gives it; none if nothing is selected.

        `path` is the key path of the listing in the document.
        """
        blocks = self._blocks(section, listing)
        if not listing.text or not blocks:
            return blocks
        return [TextBlock(localized(listing.text, self.locale), origins=((*path, "text"),)), *blocks]

    def _blocks(self, section: str, listing: Listing) -> list[Block]:
        if section in WORK_SECTIONS:
            return self._list(section, listing)
        is_own = section in self.record.sections
        typed = self.record.sections[section] if is_own else getattr(self.record, section)
        entries = select_entries(self.path(section), typed, listing)
        if section in WHOLES:
            return list(WHOLES[section](entries, self.locale))
        block = own_block if is_own else ENTRIES[section]
        return [from_origins(block(entry, self.locale), path) for path, entry in entries]

    def path(self, section: str) -> KeyPath:
        """Return the key path of a section."""
        return ("sections", section) if section in self.record.sections else (section,)

    def _list(self, section: str, listing: Listing) -> list[Block]:
        """Return a list of works, in groups if the document asks for them, under the legend of its markers."""
        groups = select(self.numbered, section, listing)
        blocks: list[Block] = []
        for group in groups:
            if heading := self._heading(group, groups, listing):
                blocks.append(GroupHeading(heading, origins=(group.works[0].path,)))
            for listed in group.works:
                block = self.works.block(listed.work, listed.label, listing)
                blocks.append(from_origins(block, listed.path, *(("tags", tag) for tag in listed.work.tags)))
        legend = self.works.legend(listed.work for group in groups for listed in group.works)
        return [Legend(legend, origins=((section,),)), *blocks] if legend else blocks

    def _heading(self, group: WorkGroup, groups: Sequence[WorkGroup], listing: Listing) -> str:
        """Return the heading of a group.

        It is empty if the document asks for no groups, or if unpublished works are the whole list.
        """
        if group.key == UNPUBLISHED:
            return self.locale.unpublished if len(groups) > 1 else ""
        if listing.group_by == "kind":
            return self.locale.kinds[group.key]
        if listing.group_by == "series" and group.key:
            kinds = self.record.numbering.series.get(group.key, ())
            return self.locale.kinds[kinds[0]] if kinds else group.key
        return (group.key or self.locale.kinds["other"]) if listing.group_by else ""
