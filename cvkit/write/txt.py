"""Plain text: no markup, 78 columns wide, labels in a left column, dates at the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from cvkit.model.display_width import display_width
from cvkit.model.inline import Code, CrossRef, InternalLink, Link, Math, PrintedFigure, Str, Subscript, Superscript
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.write.blocks import (
    Block,
    BulletBlock,
    Contact,
    DatedBlock,
    EntryBlock,
    GroupHeading,
    Head,
    LabelledLink,
    Legend,
    PairBlock,
    PersonBlock,
    RowBlock,
    Section,
    TextBlock,
    WorkBlock,
)
from cvkit.write.compose.phrase import join_phrases
from cvkit.write.formats import WriterInput
from cvkit.write.math_text import lowered, math_text, raised
from cvkit.write.page_part import PagePart
from cvkit.write.text_lines import (
    MarkedInlines,
    TextMarker,
    authors_line,
    before_addon,
    before_facts,
    block_lists,
    entry_notes,
    legend_line,
    legend_of,
    name_line,
    now_line,
    place_line,
    venue_line,
)
from cvkit.write.wrap import wrapped

WIDTH = 78
TIGHT = (RowBlock, DatedBlock, BulletBlock, PairBlock)
"""Blocks of one line each, without an empty line between them."""


def write(inputs: WriterInput) -> str:
    """Return the document as plain text; if sections are requested, only those."""
    page = inputs.reading
    head = [] if inputs.sections else [_head(page.head)]
    label_width = max((display_width(_label(block)) for block in page.works), default=0)
    parts = [*head, *(_section(section, label_width, page.language) for section in page.sections)]
    return "\n\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _head(head: Head) -> list[str]:
    name = "  ".join(filter(None, [readable(name_line(head)), head.native]))
    contacts = [
        _address(contact, head) if contact.kind == "link" else readable(contact.text) for contact in head.contacts
    ]
    lines = [name, readable(place_line(head)), *contacts, *map(readable, head.figures), head.updated]
    return [line for text in lines for line in wrapped(text, WIDTH)]


def _capitals(text: str, language: str) -> str:
    """Return a heading in capitals: those of Turkish keep their dots (`İ`), and those of Greek have no accents."""
    match language.partition("-")[0]:
        case "tr":
            text = text.replace("i", "İ")
        case "el":
            text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", ""))
    return text.upper()


def _section(section: Section, label_width: int, language: str) -> list[str]:
    lines = wrapped(_capitals(plain(section.title), language), WIDTH)
    legend = legend_of(section)
    for kind, blocks in block_lists(section.blocks):
        if issubclass(kind, TIGHT):
            lines.append("")
        for block in blocks:
            lines += [] if kind in TIGHT else [""]
            lines += _block(block, legend, label_width)
    return lines


def _block(block: Block, legend: Legend, label_width: int) -> list[str]:
    match block:
        case WorkBlock():
            return _work(block, legend, label_width)
        case EntryBlock():
            role = join_phrases(block.punctuation.comma, [block.role, block.place])
            links = [_address(link, block) for link in block.links]
            lines = [readable(role), *map(readable, entry_notes(block, legend)), *links]
            return [
                *_dated(readable(block.title), block.date),
                *(line for text in lines for line in wrapped(text, WIDTH)),
                *_items(block.items),
            ]
        case PersonBlock():
            first = _dated(readable(join_phrases(block.punctuation.comma, [block.name, block.role])), block.date)
            return [*first, *wrapped(readable(now_line(block)), WIDTH)]
        case RowBlock():
            return _dated(readable(block.text), block.date, indent=2)
        case DatedBlock():
            fact = join_phrases(block.punctuation.comma, [block.title, block.detail])
            return _hanging(block.date, [readable(fact)], display_width(f"{block.date or '2000'}  "))
        case TextBlock():
            return wrapped(readable(block.text), WIDTH)
        case BulletBlock():
            return _items([block])
        case PairBlock():
            return _hanging("", [readable(join_phrases(" – ", [block.key, block.text]))], 2, outdent=2)
        case GroupHeading():
            return wrapped(block.title, WIDTH)
        case Legend():
            return wrapped(readable(legend_line(block)), WIDTH)


def _work(work: WorkBlock, legend: Legend, label_width: int) -> list[str]:
    """Label, title, authors and venue; then the other facts, with full addresses."""
    links = [*(link.url for link in work.doi), *(_address(link, work) for link in work.links)]
    address = "" if work.url in {link.url for link in work.links} else work.url
    facts = [*map(readable, (*work.versions, *work.metrics)), work.issn, *links, address]
    semicolon = work.punctuation.semicolon
    behind = semicolon.join(dict.fromkeys(filter(None, facts)))
    source = readable(join_phrases(before_facts(work, semicolon), [venue_line(work), behind]))
    title = join_phrases(before_addon(work), [work.title, work.title_addon])
    texts = [readable(title), readable(authors_line(work, legend)), source]
    indent = label_width + 2
    return [
        *_hanging(_label(work), texts, indent),
        *(" " * indent + line for line in _items(work.items, WIDTH - indent)),
    ]


def _label(work: WorkBlock) -> str:
    return work.label or work.year


def _hanging(label: str, texts: Iterable[str], indent: int, outdent: int = 0) -> list[str]:
    """A label, with the lines of the texts in the column at its right."""
    lines = [line for text in texts for line in wrapped(text, WIDTH - indent)]
    first = label + " " * (indent - display_width(label) - outdent)
    return [(first if at == 0 else " " * indent) + line for at, line in enumerate(lines)]


def _items(items: Iterable[BulletBlock], width: int = WIDTH) -> list[str]:
    lines = []
    for item in items:
        texts = [*wrapped(readable(item.text), width - 2), *_items(item.items, width - 2)]
        lines += [("- " if at == 0 else "  ") + line for at, line in enumerate(texts)]
    return lines


def _dated(text: str, date: str, indent: int = 0) -> list[str]:
    """A text with a date at the right of its first line; no line of the text goes into the column of the date."""
    date = date.replace("\u00a0", " ")
    text_width = WIDTH - display_width(date) - 2
    lines = wrapped(text, text_width if date else WIDTH)
    if indent and len(lines) > 1:
        lines = [lines[0], *(" " * indent + line for line in wrapped(" ".join(lines[1:]), text_width - indent))]
    if not date:
        return lines
    first = lines[0] if lines else ""
    return [first + " " * (WIDTH - display_width(first) - display_width(date)) + date, *lines[1:]]


def _address(link: LabelledLink | Contact, part: PagePart) -> str:
    """The words of a link, followed by its address unless the words already contain it."""
    text = readable(link.text)
    return text if _is_said(text, link.url) else f"{text}{part.punctuation.colon}{link.url}"


def _is_said(text: str, url: str) -> bool:
    """Whether a text contains an address, perhaps without the part that all addresses of its kind have."""
    return url.startswith("tel:") or _PREFIX.sub("", url).rstrip("/") in text.replace("\u00a0", " ")


_PREFIX = lazy_pattern(r"https?://(?:www\.)?(?:(?:dx\.)?doi\.org/|orcid\.org/|arxiv\.org/abs/)?|mailto:")


def readable(text: MarkedInlines) -> str:
    """Return the characters of a text, with the address of each link behind its words."""
    return "".join(_with_address(part) if isinstance(part, Link) else _characters(part, readable) for part in text)


def _with_address(link: Link) -> str:
    words = readable(link.children)
    return words if _is_said(words, link.url) else f"{words} <{link.url}>"


def plain(text: MarkedInlines) -> str:
    """Return the characters of a text, including its math and markers."""
    return "".join(map(_characters, text))


def _characters(part: object, inner: Callable[[MarkedInlines], str] = plain) -> str:
    """Return the characters of a part; `inner` gives those of the texts in it."""
    match part:
        case Str(text) | Code(text) | InternalLink(_, text):
            return text
        case Math():
            return math_text(part.formula).replace(" ", "\u00a0")
        case TextMarker(sign):
            return sign
        case Link(_, children):
            return inner(children)
        case Superscript(children):
            return raised(inner(children))
        case Subscript(children):
            return lowered(inner(children))
        case CrossRef() | PrintedFigure():
            raise TypeError(f"{part} has not been resolved")
        case _:
            return inner(part.children)  # type: ignore[attr-defined]
