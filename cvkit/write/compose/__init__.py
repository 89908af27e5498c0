"""Compose the blocks of a page from a numbered record and a document.

A missing part is omitted together with its punctuation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cvkit.model.diagnostic import KeyPath
from cvkit.model.document import Document
from cvkit.model.inline import Inlines, plain_text
from cvkit.model.record import SECTIONS, Record
from cvkit.model.selection import Listing
from cvkit.model.style import Style
from cvkit.number import Numbered
from cvkit.number.select_entries import section_entries, section_path
from cvkit.write.blocks import Block, Page, Section, WorkBlock
from cvkit.write.compose.head import head_block
from cvkit.write.compose.phrase import in_words, localized, phrase
from cvkit.write.compose.resolve import resolve
from cvkit.write.compose.running_texts import running_texts
from cvkit.write.compose.sections import SectionComposer
from cvkit.write.locales import Locale, load_locale
from cvkit.write.page_part import LATIN, Punctuation

__all__ = ["compose"]


def compose(
    numbered: Numbered, document: Document, style: Style, only: tuple[str, ...] = (), document_name: str = ""
) -> Page:
    """Return the page that a document of the record prints in a style; if `only` names sections, just those.

    `document_name` is the name of the document in the record, for diagnostics about the output.
    """
    locale = load_locale(document)
    composer = SectionComposer(numbered, document, style, locale)
    person = numbered.record.person
    head = head_block(person, document, locale)
    ids = _ids(numbered.record.sections, [name for name, _ in document.listings])
    sections = []
    for index, (section_id, (name, listing)) in enumerate(zip(ids, document.listings, strict=True)):
        if not only or name in only:
            path: KeyPath = ("documents", document_name, "sections", index, name)
            origin = (*path, "title") if listing.title else section_path(numbered.record, name)
            blocks = tuple(composer.blocks(name, listing, path))
            title = _title([part for part, _ in document.parts(name, listing)], listing, locale)
            sections.append(Section(section_id, title, blocks, origins=(origin,)))
    page = Page(
        language=locale.language,
        name=head.name_alone,
        heading=_heading(numbered.record, document, only, locale),
        head=head,
        sections=tuple(section for section in sections if section.blocks),
        running=running_texts(document, ("documents", document_name), head.name_alone, person, locale),
    )
    return resolve(_punctuated(_anchored_once(page), locale), numbered, locale)


def _punctuated(page: Page, locale: Locale) -> Page:
    """Return the page, each of whose parts has the punctuation of the language."""
    marks = Punctuation(locale.comma, locale.colon, locale.semicolon, locale.stop, locale.quotes)
    if marks == LATIN:
        return page
    sections = [
        replace(section, blocks=tuple(replace(block, punctuation=marks) for block in section.blocks))
        for section in page.sections
    ]
    return replace(page, head=replace(page.head, punctuation=marks), sections=tuple(sections))


def _anchored_once(page: Page) -> Page:
    """Return the page with each anchor of a work only once: at the first block of that work."""
    seen: set[str] = set()

    def once(block: Block) -> Block:
        if not isinstance(block, WorkBlock) or block.anchor not in seen:
            seen.update([block.anchor] if isinstance(block, WorkBlock) and block.anchor else [])
            return block
        return replace(block, anchor="")

    sections = tuple(replace(section, blocks=tuple(map(once, section.blocks))) for section in page.sections)
    return replace(page, sections=sections)


def _heading(record: Record, document: Document, only: Sequence[str], locale: Locale) -> str:
    """Return the title of a document: that of its section, if it prints only one of several sections of the record.

    A section that is asked for by its name counts as one of several, too.
    """
    printed = [(name, listing) for name, listing in document.listings if not only or name in only]
    (name, listing), *others = printed or (("", Listing()),)
    filled = [section for section in (*SECTIONS, *record.sections) if section_entries(record, section)]
    is_part = not others and (bool(only) or any(section not in (name, *listing.of) for section in filled))
    if name and is_part and "curriculum_vitae" not in document.terms:
        return plain_text(_title([part for part, _ in document.parts(name, listing)], listing, locale))
    return locale.curriculum_vitae


def _title(sections: Sequence[str], listing: Listing, locale: Locale) -> Inlines:
    named = [phrase(locale.sections.get(section) or locale.with_apostrophes(section)) for section in sections]
    return localized(listing.title, locale) or in_words(named, locale)


def _ids(own: Iterable[str], names: Sequence[str]) -> list[str]:
    """Return a unique ASCII identifier for each section of a page."""
    seen: Counter[str] = Counter()
    ids = []
    for name in names:
        section_id = f"own-{list(own).index(name) + 1}" if name in own else name
        seen[section_id] += 1
        ids.append(section_id if seen[section_id] == 1 else f"{section_id}-{seen[section_id]}")
    return ids
