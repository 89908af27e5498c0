"""The table of the blocks of each section, with one line for each section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cvkit.model.document import Document
from cvkit.model.selection import Listing
from cvkit.model.work import WORK_SECTIONS
from cvkit.number import Numbered
from cvkit.number.select import UNPUBLISHED, WorkGroup, select, select_entries
from cvkit.write.blocks import Block, GroupHeading, Legend, TextBlock
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

WHOLES: dict[str, Callable[[Sequence[Any], Locale], Sequence[Block]]] = {
    "summary": lambda texts, locale: [TextBlock(localized(text, locale)) for text in texts],
    "supervision": supervision_blocks,
    "teaching": teaching_blocks,
    "service": service_blocks,
}
"""Sections whose blocks depend on all their entries."""


class SectionComposer:
    """Composes the blocks of each section of a record."""

    def __init__(self, numbered: Numbered, document: Document, locale: Locale) -> None:
        self.numbered = numbered
        self.record = numbered.record
        self.locale = locale
        self.works = WorkComposer(numbered.record, document, locale)

    def blocks(self, section: str, listing: Listing) -> list[Block]:
        """Return the blocks of a section, below the text that the document gives it; none if nothing is selected."""
        blocks = self._blocks(section, listing)
        return [TextBlock(localized(listing.text, self.locale)), *blocks] if listing.text and blocks else blocks

    def _blocks(self, section: str, listing: Listing) -> list[Block]:
        if section in WORK_SECTIONS:
            return self._list(section, listing)
        if section in self.record.sections:
            return [own_block(entry, self.locale) for entry in select_entries(self.record.sections[section], listing)]
        entries = select_entries(getattr(self.record, section), listing)
        if section in WHOLES:
            return list(WHOLES[section](entries, self.locale))
        return [ENTRIES[section](entry, self.locale) for entry in entries]

    def _list(self, section: str, listing: Listing) -> list[Block]:
        """Return a list of works, in groups if the document asks for them, under the legend of its markers."""
        groups = select(self.numbered, section, listing)
        blocks: list[Block] = []
        for group in groups:
            if heading := self._heading(group, groups, listing):
                blocks.append(GroupHeading(heading))
            blocks += [self.works.block(listed.work, listed.label, listing) for listed in group.works]
        legend = self.works.legend(listed.work for group in groups for listed in group.works)
        return [Legend(legend), *blocks] if legend else blocks

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
