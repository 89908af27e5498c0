"""Render blocks as paragraphs of a DOCX."""

from __future__ import annotations

from collections.abc import Iterable

from cvkit.model.inline import Emphasis, Inlines, Strong
from cvkit.write.blocks import (
    Block,
    BulletBlock,
    DatedBlock,
    EntryBlock,
    GroupHeading,
    Legend,
    PairBlock,
    PersonBlock,
    RowBlock,
    Section,
    TextBlock,
    WorkBlock,
)
from cvkit.write.compose.dates import TIE
from cvkit.write.compose.phrase import join_phrases, phrase
from cvkit.write.docx.paragraphs import Paragraph, Writer
from cvkit.write.text_lines import (
    MarkedInlines,
    authors_line,
    before_facts,
    entry_notes,
    legend_line,
    legend_of,
    named_link,
    now_line,
    tail_parts,
    title_line,
    venue_line,
)

_GAP = f"{TIE}{TIE}"
"""The least space before a text at the right end of a line."""
_UNBROKEN_DATE = 40
"""The number of characters up to which a date stays on one line."""


class BlockWriter:
    """Writes one section."""

    def __init__(self, section: Section, writer: Writer) -> None:
        self.section = section
        self.writer = writer
        self.legend = legend_of(section)
        self.has_groups = any(isinstance(block, GroupHeading) for block in section.blocks)

    def write(self) -> None:
        """Write the heading and the blocks."""
        self._paragraph("Heading 1", self.section.title)
        for block in self.section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case WorkBlock():
                self._work(block)
            case EntryBlock():
                self._entry(block)
            case PersonBlock():
                person = self._dated(
                    "Person", join_phrases(block.punctuation.comma, [(Strong(block.name),), block.role]), block.date
                )
                _lines(person, [now_line(block)])
            case RowBlock():
                self._dated("Line", block.text, block.date)
            case DatedBlock():
                dated = self._paragraph("Dated", phrase(block.date))
                dated.tab()
                dated.text(block.title)
                if block.title and block.detail:  # a text from right to left ends before the comma
                    dated.text(phrase(block.punctuation.comma))
                dated.text(block.detail)
            case TextBlock(text):
                self._paragraph("Normal", text)
            case BulletBlock():
                self._bullets([block], 1)
            case PairBlock(key, text):
                self._paragraph("Line", join_phrases(" ", [(Strong(key),), text]))
            case GroupHeading(title):
                self._paragraph("Heading 2", phrase(title))
            case Legend():
                self._paragraph("Legend", legend_line(block))

    def _work(self, work: WorkBlock) -> None:
        paragraph = self.writer.paragraph("Work")
        if work.anchor:
            paragraph.bookmark(work.anchor, work.label)
        else:
            paragraph.text(phrase(work.label or work.year))
        paragraph.tab()
        paragraph.text(title_line(work))
        venue, facts = venue_line(work), _dotted(tail_parts(work))
        _lines(paragraph, [authors_line(work, self.legend), venue])
        if facts and not venue:
            paragraph.line()
        paragraph.text(phrase(before_facts(work)) if facts else ())
        paragraph.text(facts, style="Facts")
        self._bullets(work.items, 2)

    def _entry(self, entry: EntryBlock) -> None:
        self._dated("Heading 3" if self.has_groups else "Heading 2", entry.title, entry.date)
        if entry.role or entry.place:
            line = self.writer.paragraph("Line")
            line.text((Emphasis(entry.role),) if entry.role else ())
            if entry.role and entry.place:
                line.tab()
            line.text(phrase(_GAP, entry.place) if entry.role and entry.place else entry.place, style="Place")
        for note in (*entry_notes(entry, self.legend), _dotted(map(named_link, entry.links))):
            if note:
                self._paragraph("Line", note)
        self._bullets(entry.items, 1)

    def _bullets(self, bullets: Iterable[BulletBlock], level: int) -> None:
        for bullet in bullets:
            self._paragraph("List Bullet" if level == 1 else f"List Bullet {level}", bullet.text)
            self._bullets(bullet.items, level + 1)

    def _paragraph(self, style: str, text: MarkedInlines) -> Paragraph:
        paragraph = self.writer.paragraph(style)
        paragraph.text(text)
        return paragraph

    def _dated(self, style: str, text: MarkedInlines, date: str) -> Paragraph:
        """A paragraph with a date at its right, which never touches the text, and goes to the next line as a whole."""
        paragraph = self._paragraph(style, text)
        if date:
            paragraph.tab()
            whole = date.replace(" ", TIE) if len(date) <= _UNBROKEN_DATE else date
            paragraph.text(phrase(_GAP + whole), style="Date")
        return paragraph


def _dotted(parts: Iterable[Inlines]) -> Inlines:
    """Facts with a point between them, which no line begins with."""
    return join_phrases("\u00a0· ", parts)


def _lines(paragraph: Paragraph, texts: list[MarkedInlines]) -> None:
    for text in texts:
        if text:
            paragraph.line()
            paragraph.text(text)
