"""Render blocks as HTML, with headings of the right level and real lists."""

from __future__ import annotations

from collections.abc import Iterable

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
from cvkit.write.html.elements import NO_HTML, Html, element, escaped, join_html, lines
from cvkit.write.html.inline_markup import TextWriter
from cvkit.write.text_lines import (
    MarkedInlines,
    authors_line,
    before_facts,
    block_lists,
    entry_notes,
    legend_line,
    legend_of,
    named_link,
    now_line,
    tail_parts,
    title_line,
    venue_line,
)

LIST_CLASSES = {PersonBlock: "people", RowBlock: "rows", DatedBlock: "dated", BulletBlock: "items", PairBlock: "pairs"}
"""The blocks that are list items, with the class of their list."""


def section_markup(section: Section, texts: TextWriter) -> Html:
    """Return a section with its heading, which is also its accessible name."""
    anchor = f"cvk.{section.id}"
    writer = _BlockWriter(section, texts)
    heading = element("h2", texts.markup(section.title), id=f"{anchor}.title")
    pieces = [writer.run(kind, blocks) for kind, blocks in block_lists(section.blocks)]
    return element("section", lines(heading, *pieces), id=anchor, aria_labelledby=f"{anchor}.title")


class _BlockWriter:
    """Writes the blocks of one section."""

    def __init__(self, section: Section, texts: TextWriter) -> None:
        self.texts = texts
        self.legend = legend_of(section)
        self.has_groups = any(isinstance(block, GroupHeading) for block in section.blocks)

    def run(self, kind: type[Block], blocks: list[Block]) -> Html:
        """Render adjacent blocks of one type."""
        inner = lines(*map(self._block, blocks))
        if kind is WorkBlock:
            is_counted = any(isinstance(block, WorkBlock) and block.label for block in blocks)
            return element("ol" if is_counted else "ul", inner, class_="works")
        if kind in LIST_CLASSES:
            return element("ul", inner, class_=LIST_CLASSES[kind])
        return Html(inner.strip("\n"))

    def _block(self, block: Block) -> Html:
        match block:
            case WorkBlock():
                return self._work(block)
            case EntryBlock():
                return self._entry(block)
            case PersonBlock():
                name = join_html(
                    block.punctuation.comma, [element("strong", self._text(block.name)), self._text(block.role)]
                )
                return element("li", self._line("div", name, block.date), self._div("now", now_line(block)))
            case RowBlock():
                return self._line("li", self._text(block.text), block.date)
            case DatedBlock():
                date = element("span", self._date(block.date))
                detail = element("span", self._text(block.detail), class_="detail")
                return element(
                    "li", date, element("div", join_html(block.punctuation.comma, [self._text(block.title), detail]))
                )
            case TextBlock():
                return element("p", self._text(block.text), class_="text")
            case BulletBlock():
                return self._item(block)
            case PairBlock():
                return element("li", join_html(" ", [element("strong", self._text(block.key)), self._text(block.text)]))
            case GroupHeading():
                return element("h3", self.texts.characters(block.title), class_="group")
            case Legend():
                return element("p", self._text(legend_line(block)), class_="legend")

    def _work(self, work: WorkBlock) -> Html:
        venue = venue_line(work)
        facts = self._dotted(tail_parts(work))
        stop = before_facts(work) if facts else ""
        body = [
            self._div("title", title_line(work)),
            self._div("authors", authors_line(work, self.legend)),
            element("div", self._text(venue), escaped(stop), element("span", facts, class_="facts"), class_="venue"),
            self._items(work.items),
            self._abstract(work),
        ]
        label = element("span", escaped(work.label or work.year), class_="label")
        return element("li", label, element("div", *body), id=work.anchor)

    def _abstract(self, work: WorkBlock) -> Html:
        text = element("p", self._text(work.abstract))
        return element("details", element("summary", escaped(work.abstract_label)), text) if text else NO_HTML

    def _entry(self, entry: EntryBlock) -> Html:
        role = element("span", self._text(entry.role), class_="role")
        place = element("span", self._text(entry.place), class_="place")
        return element(
            "article",
            self._line("div", element("h4" if self.has_groups else "h3", self._text(entry.title)), entry.date),
            element("div", role, place, class_="line"),
            *(element("p", self._text(note)) for note in entry_notes(entry, self.legend)),
            element("p", self._dotted(map(named_link, entry.links)), class_="facts"),
            self._items(entry.items),
            class_="entry",
        )

    def _line(self, name: str, text: Html, date: str) -> Html:
        """A text at the left, with a date at its right."""
        left = text if text.startswith("<h") else element("span", text)
        return element(name, left, element("span", self._date(date)), class_="line")

    def _date(self, date: str) -> Html:
        return self.texts.characters(date)

    def _text(self, text: MarkedInlines) -> Html:
        return self.texts.markup(text)

    def _div(self, class_: str, text: MarkedInlines) -> Html:
        return element("div", self._text(text), class_=class_)

    def _dotted(self, parts: Iterable[MarkedInlines]) -> Html:
        return join_html("\u00a0· ", [self._text(part) for part in parts])

    def _items(self, items: Iterable[BulletBlock]) -> Html:
        return element("ul", *map(self._item, items), class_="items")

    def _item(self, item: BulletBlock) -> Html:
        return element("li", self._text(item.text), self._items(item.items))
