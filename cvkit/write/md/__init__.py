"""Markdown: CommonMark that is readable as source; each work is one list item and begins with its label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvkit.model.inline import Emphasis, Inlines, InternalLink, Strong
from cvkit.write.blocks import (
    Block,
    BulletBlock,
    DatedBlock,
    EntryBlock,
    GroupHeading,
    Head,
    Legend,
    PairBlock,
    PersonBlock,
    RowBlock,
    Section,
    TextBlock,
    WorkBlock,
    parts_of,
)
from cvkit.write.compose.phrase import join_phrases, phrase
from cvkit.write.formats import WriterInput
from cvkit.write.md.inline_markdown import line_markup
from cvkit.write.text_lines import (
    MarkedInlines,
    authors_line,
    before_facts,
    block_lists,
    contact_link,
    entry_notes,
    legend_line,
    legend_of,
    name_line,
    named_link,
    now_line,
    place_line,
    tail_parts,
    title_line,
    venue_line,
)

DOT = " · "
LIST_BLOCKS = (WorkBlock, PersonBlock, RowBlock, DatedBlock, BulletBlock, PairBlock)
"""The blocks that are list items."""


def write(inputs: WriterInput) -> str:
    """Return the document as Markdown; if sections are requested, only those."""
    page = inputs.reading
    targets = frozenset(part.anchor for part in parts_of(page) if isinstance(part, InternalLink))
    paragraphs = [] if inputs.sections else list(_head(page.head))
    for section in page.sections:
        paragraphs += _section(section, targets)
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _head(head: Head) -> Iterator[str]:
    yield f"# {line_markup(join_phrases('  ', [name_line(head), head.native]))}"
    yield _line(place_line(head))
    yield _line(join_phrases(DOT, map(contact_link, head.contacts)))
    yield _line(join_phrases(DOT, head.figures))
    yield _line(phrase(head.updated))


def _section(section: Section, targets: frozenset[str]) -> Iterator[str]:
    """Yield a section in paragraphs; a run of list items is one paragraph."""
    yield f"## {line_markup(section.title)}"
    legend = legend_of(section)
    level = "####" if any(isinstance(block, GroupHeading) for block in section.blocks) else "###"
    for kind, blocks in block_lists(section.blocks):
        if issubclass(kind, LIST_BLOCKS):
            items = [_item(block, legend, targets) for block in blocks]
            yield ("\n\n" if any("\n" in item for item in items) else "\n").join(items)
        else:
            for block in blocks:
                yield from _paragraphs(block, level, legend)


def _paragraphs(block: Block, level: str, legend: Legend) -> Iterator[str]:
    match block:
        case EntryBlock():
            yield f"{level} {line_markup(block.title)}"
            role: Inlines = (Emphasis(block.role),) if block.role else ()
            first = join_phrases(DOT, [block.date, role, block.place])
            yield _broken([first, *entry_notes(block, legend), join_phrases(DOT, map(named_link, block.links))])
            yield "\n".join(map(_bullet, block.items))
        case TextBlock():
            yield _line(block.text)
        case GroupHeading():
            yield f"### {line_markup(phrase(block.title))}"
        case Legend():
            yield _line(legend_line(block))


def _item(block: Block, legend: Legend, targets: frozenset[str]) -> str:
    match block:
        case WorkBlock():
            return _work(block, legend, targets)
        case PersonBlock():
            name = join_phrases(block.punctuation.comma, [(Strong(block.name),), block.role])
            return _listed([join_phrases(DOT, [name, block.date]), now_line(block)])
        case RowBlock():
            return _listed([join_phrases(DOT, [block.text, block.date])])
        case DatedBlock():
            fact = join_phrases(block.punctuation.comma, [block.title, block.detail])
            return _listed([join_phrases(block.punctuation.colon, [block.date, fact])])
        case BulletBlock():
            return _bullet(block)
        case PairBlock():
            return _listed([join_phrases(" ", [(Strong(block.key),), block.text])])
        case _:
            raise TypeError(f"{block} is not a list item")


def _work(work: WorkBlock, legend: Legend, targets: frozenset[str]) -> str:
    facts = join_phrases(before_facts(work), [venue_line(work), join_phrases(DOT, tail_parts(work))])
    text = _broken([title_line(work), authors_line(work, legend), facts])
    anchor = f'<a id="{work.anchor}"></a>' if work.anchor in targets else ""
    label = f"**{line_markup(phrase(shown))}** " if (shown := work.label or work.year) else ""
    more = "\n".join(map(_bullet, work.items))
    abstract = f"> {_line(work.abstract)}" if work.abstract else ""
    return _indented("\n\n".join(filter(None, [f"{anchor}{label}{text}", more, abstract])))


def _bullet(bullet: BulletBlock) -> str:
    return _indented("\n".join([_line(bullet.text), *map(_bullet, bullet.items)]))


def _listed(lines: Iterable[MarkedInlines]) -> str:
    return _indented(_broken(lines))


def _indented(text: str) -> str:
    """Indent lines as one list item."""
    return "- " + "\n".join(f"  {line}" if line else "" for line in text.split("\n"))[2:]


def _broken(lines: Iterable[MarkedInlines]) -> str:
    """Join the lines of one paragraph with hard line breaks."""
    return "\\\n".join(filter(None, map(_line, lines)))


def _line(text: MarkedInlines) -> str:
    return line_markup(text)
