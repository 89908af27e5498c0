"""The home page of a site with the template academicpages: the whole CV as lists of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.inline import Inlines, Str, Strong
from cvkit.model.work import Patent
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
from cvkit.write.compose.phrase import join_phrases, phrase, sentences
from cvkit.write.formats import WriterInput
from cvkit.write.site.dotted_dates import month_alone
from cvkit.write.site.home_page import (
    BREAK,
    Home,
    Region,
    broken,
    bullet_lines,
    details,
    entry_line,
    front_matter,
    id_comment,
    is_archived,
    item,
    labelled,
    paper_links,
    runs_of,
    with_section,
)
from cvkit.write.site.kramdown import (
    BoldItalicOwner,
    destination,
    kramdown_line,
    kramdown_text,
)
from cvkit.write.text_lines import (
    MarkedInlines,
    OwnerName,
    authors_line,
    before_addon,
    inner_lines,
    legend_line,
    legend_of,
    now_line,
)


def write(inputs: WriterInput) -> str:
    """Return the home page; if sections are requested, only those."""
    home = Home(inputs)
    return home.whole(front_matter(home.title or home.page.name), home_regions(home))


def home_regions(home: Home) -> list[Region]:
    """Return the sections of the page."""
    return home.regions((section, list(_section(section, home))) for section in home.page.sections)


def _section(section: Section, home: Home) -> Iterator[str]:
    """Yield the paragraphs of a section; a summary has no heading."""
    if not section.id.startswith("summary"):
        yield f"## {kramdown_text(section.title)}"
    legend = legend_of(section)
    group = ""
    for blocks in runs_of(section.blocks):
        match blocks:
            case [GroupHeading(title)]:
                group = title
                yield f"### {kramdown_text((Str(title),))}"
            case [Legend()]:
                yield kramdown_line(kramdown_text(legend_line(legend)))
            case [TextBlock(text)]:
                yield kramdown_line(kramdown_text(text))
            case _:
                items = [
                    _spaced(block, with_section(_item(block, section, legend, group, home), block, section))
                    for block in blocks
                ]
                yield "\n".join(items).strip("\n")


def _spaced(block: Block, text: str) -> str:
    """Return the item of a work between blank lines."""
    return f"{text}\n" if isinstance(block, WorkBlock) else text


def _item(block: Block, section: Section, legend: Legend, group: str, home: Home) -> str:
    match block:
        case WorkBlock():
            return work_item(block, legend, home)
        case RowBlock():
            return _row(block, section, group, home)
        case EntryBlock():
            inner = inner_lines(block, legend)
            return item(join_phrases(", ", [entry_line(block), block.date]), inner=inner, items=block.items)
        case PersonBlock():
            name = join_phrases(", ", [(Strong(block.name),), block.role, block.date])
            return item(sentences([name, now_line(block)]))
        case DatedBlock():
            return item(join_phrases(", ", [block.title, block.detail, block.date]))
        case PairBlock():
            return item(join_phrases(": ", [(Strong(block.key),), block.text]))
        case BulletBlock():
            return item(block.text, items=block.items)
        case _:
            raise TypeError(f"{block} is not a list item")


def _row(block: RowBlock, section: Section, group: str, home: Home) -> str:
    """Return a row: news begin with their month in brackets, other rows end with their date."""
    date = getattr(home.entry(block), "date", None)
    if not section.id.startswith("news") or date is None:
        return item(join_phrases(", ", [block.text, block.date]))
    month = month_alone(date, home.locale)
    shown = month if group == str(date.year) else " ".join(filter(None, [month, str(date.year)]))
    return item(phrase(f"[{shown}] " if shown else "", block.text))


def work_item(block: WorkBlock, legend: Legend, home: Home) -> str:
    """Return a work: title, authors, venue with year, links, one line each."""
    work = home.work(block)
    title = labelled(block, (Strong(join_phrases(before_addon(block), [block.title, block.title_addon])),))
    authors: MarkedInlines = tuple(
        BoldItalicOwner(part.children) if isinstance(part, OwnerName) else part for part in authors_line(block, legend)
    )
    venue: Inlines = (Strong(block.venue),) if block.venue and not is_archived(work) else ()
    source = [join_phrases(" " if block.volume else ", ", [venue, details(block, work)]), block.place]
    # The address of a preprint on arXiv has its year and month.
    is_dated = not isinstance(work, Patent) and not (is_archived(work) and work.arxiv)
    facts = sentences(
        [
            join_phrases(", ", [*source, (block.date or block.year) if is_dated else ""]),
            join_phrases(" · ", [block.note, *block.versions, *block.metrics, block.issn]),
        ]
    )
    links = " ".join(f"[[{kramdown_text(link.text)}]({destination(link.url)})]" for link in paper_links(work, block))
    lines = [broken(line) for line in (title, authors, facts)]
    text = f"{BREAK.join(filter(None, [*lines, links]))} {id_comment(block)}".rstrip()
    return "\n".join([f"- {text}", *bullet_lines(block.items, "  ")])
