"""The parts of a home page that do not depend on its template: front matter, sections between markers, entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import quote

from cvkit.model.fields import Model
from cvkit.model.inline import Inline, Inlines, Link, Str, plain_text
from cvkit.model.site import Site
from cvkit.model.work import Published, Work
from cvkit.write.blocks import (
    Block,
    BulletBlock,
    EntryBlock,
    GroupHeading,
    LabelledLink,
    Legend,
    Page,
    RowBlock,
    Section,
    TextBlock,
    WorkBlock,
)
from cvkit.write.compose.phrase import join_phrases, localized, phrase
from cvkit.write.formats import WriterInput
from cvkit.write.locales import Locale, load_locale
from cvkit.write.page_part import PagePart
from cvkit.write.site.kramdown import (
    KramdownText,
    PageText,
    front_matter_value,
    kramdown_line,
    kramdown_text,
    without_liquid,
)
from cvkit.write.text_lines import MarkedInlines

ABOUT_PAGE = "_pages/about.md"
"""The path of the home page in its site."""

BREAK = "\\\\\n"
"""The end of a line within a paragraph. Behind a blank, kramdown would print it."""

ARXIV = "https://arxiv.org/abs/"


@dataclass(frozen=True)
class Region:
    """A part of a page that cvkit writes again on each export, between two comments."""

    name: str
    text: PageText

    def __str__(self) -> str:
        return f"<!-- cvkit:begin {self.name} -->\n\n{self.text}\n\n<!-- cvkit:end -->"


class Home:
    """A document that becomes a home page, and the entries of the record behind its blocks."""

    def __init__(self, inputs: WriterInput) -> None:
        self.inputs = inputs = inputs.as_typed
        self.page = with_nested_posts(inputs.reading)
        self.record = inputs.numbered.record
        self.site = inputs.document.site or Site()
        self.locale: Locale = load_locale(inputs.document)

    def entry(self, block: PagePart) -> Any:
        """Return the entry that a block prints."""
        value: Any = self.record
        for step in block.origins[0]:
            value = getattr(value, str(step)) if isinstance(value, Model) else value[step]
        return value

    def work(self, block: WorkBlock) -> Work:
        """Return the work that a block prints."""
        work: Work = self.entry(block)
        return work

    @property
    def title(self) -> str:
        """The title that the document gives the page; empty if it gives none."""
        return plain_text(localized(self.site.title, self.locale))

    @property
    def scholar(self) -> str:
        """The id of the owner at Google Scholar."""
        return self.record.person.profiles.google_scholar or ""

    def regions(self, parts: Iterator[tuple[Section, Sequence[str]]]) -> list[Region]:
        """Return the sections of the page, each with its paragraphs, as regions."""
        return [
            Region(section.id, without_liquid("\n\n".join(filter(None, paragraphs)))) for section, paragraphs in parts
        ]

    def whole(self, head: str, regions: Sequence[Region]) -> str:
        """Return the page; if sections are requested, only those."""
        shown = [str(region) for region in regions]
        return "\n\n".join([*([] if self.inputs.sections else [head]), *shown]) + "\n"


def front_matter(title: str, *more: str) -> str:
    """Return the lines before the page that Jekyll reads: its address, title and former addresses.

    The templates read the title as Markdown.
    """
    markup = kramdown_line(kramdown_text((Str(title),)))
    lines = ["permalink: /", f"title: {front_matter_value(markup)}", *more, "author_profile: true"]
    return "\n".join(["---", *lines, "redirect_from:", "  - /about/", "  - /about.html", "---"])


def with_nested_posts(page: Page) -> Page:
    """Return the page with several posts at one employer in a list within the item of the employer."""

    def nested(blocks: Sequence[Block]) -> Iterator[Block]:
        employer: EntryBlock | None = None
        for block in blocks:
            if employer and block.origins[0][2:3] == ("posts",) and isinstance(block, RowBlock | BulletBlock):
                if isinstance(block, RowBlock):
                    block = BulletBlock(join_phrases(", ", [block.text, block.date]))
                employer = replace(employer, items=(*employer.items, block))
                continue
            yield from [employer] if employer else []
            employer = block if isinstance(block, EntryBlock) else None
            yield from [] if employer else [block]
        yield from [employer] if employer else []

    sections = (replace(section, blocks=tuple(nested(section.blocks))) for section in page.sections)
    return replace(page, sections=tuple(sections))


POSTS = ("experience", "education")
"""The sections whose entries begin with what the person did there, before the place."""


def entry_line(block: EntryBlock) -> Inlines:
    """Return the title, the role and the place of an entry; a post and a degree begin with the role."""
    is_post = block.origins[0][0] in POSTS
    return join_phrases(", ", [*([block.role, block.title] if is_post else [block.title, block.role]), block.place])


def labelled(block: WorkBlock, title: Inlines) -> Inlines:
    """Return the title of a work behind its label."""
    return join_phrases(" ", [block.label, title])


def runs_of(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the runs of adjacent blocks that are items of one list, and other blocks one by one."""
    for is_list, members in groupby(blocks, lambda block: not isinstance(block, GroupHeading | Legend | TextBlock)):
        if is_list:
            yield list(members)
        else:
            yield from ([block] for block in members)


def paper_address(work: Work, block: WorkBlock) -> str:
    """Return the address of the text of a work: that on arXiv if it has one, because anyone can read it there."""
    if isinstance(work, Published) and work.arxiv and "arxiv.org/" not in block.url:
        return f"{ARXIV}{work.arxiv}"
    return block.url


def name_of_link(url: str) -> str:
    """Return the word for the first link of a work: a repository is no paper."""
    hosts = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")
    host = url.partition("://")[2].partition("/")[0].removeprefix("www.")
    return "code" if host in hosts else "paper"


def paper_links(work: Work, block: WorkBlock) -> list[LabelledLink]:
    """Return the links of a work: the paper, its page on arXiv if the paper is elsewhere, and its other links."""
    name = name_of_link(block.url)
    links = [LabelledLink((Str(name),), block.url)] if block.url else []
    archive = paper_address(work, block)
    if archive != block.url:
        links.append(LabelledLink((Str("arXiv" if block.url and name == "paper" else "paper"),), archive))
    return [*links, *other_links(block, block.url, archive)]


def other_links(block: WorkBlock, *shown: str) -> list[LabelledLink]:
    """Return the named links of a work without those that are shown already; a DOI is named by one word."""
    return [
        LabelledLink((Str("doi"),), link.url) if plain_text(link.text).startswith("doi:") else link
        for link in block.all_links
        if link.url not in shown
    ]


def is_archived(work: object) -> bool:
    """Whether a work is only in an archive, to which its links lead."""
    return getattr(work, "kind", "") == "preprint" and getattr(work, "venue", None) is None


def details(block: WorkBlock, work: Work) -> Inlines:
    """Return the details behind the venue, without the address on arXiv, which the links have."""
    parts = (
        (*block.volume, Str(", "), *block.details) if block.volume and block.details else block.volume or block.details
    )
    kept: list[Inline] = []
    for part in parts:
        if isinstance(part, Link) and part.url.startswith(ARXIV):
            if kept and isinstance(kept[-1], Str):
                kept[-1] = Str(kept[-1].text.removesuffix(", "))
        else:
            kept.append(part)
    return phrase(*((part,) for part in kept))


def id_comment(block: WorkBlock) -> str:
    """Return a comment with the id of a work, by which an import finds the work again."""
    if not block.id:
        return ""
    return f"<!-- cvkit: id={quote(block.id, safe='').replace('--', '-%2D')} -->"


def with_section(text: str, block: PagePart, section: Section) -> str:
    """Return an item of a list; if the list merges sections, with a comment that names that of the entry."""
    name = str(block.origins[0][0]) if block.origins else ""
    if not section.id.startswith("merged") or name == "sections":
        return text
    first, nested, inner = text.partition("\n  - ")
    return f"{first} <!-- cvkit: in={name} -->{nested}{inner}"


def item(
    *lines: MarkedInlines | KramdownText, inner: Sequence[MarkedInlines] = (), items: Sequence[BulletBlock] = ()
) -> str:
    """Return an item of a list: lines with breaks between them, and a list within it, of lines and then of bullets."""
    below = [f"  - {kramdown_line(kramdown_text(text))}" for text in inner if text]
    return "\n".join([f"- {broken(*lines)}", *below, *bullet_lines(items, "  ")])


def bullet_lines(items: Iterable[BulletBlock], indent: str = "") -> Iterator[str]:
    """Yield the lines of a list, in which each bullet has those below it as a list within it."""
    for one in items:
        if one.text:
            yield f"{indent}- {kramdown_line(kramdown_text(one.text))}"
            yield from bullet_lines(one.items, indent + "  ")


def broken(*lines: MarkedInlines | KramdownText) -> str:
    """Return the lines of one paragraph, with a break behind each but the last."""
    texts = [line if isinstance(line, str) else kramdown_text(line) for line in lines]
    return BREAK.join(kramdown_line(KramdownText(text)) for text in texts if text)
