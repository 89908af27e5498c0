"""One macro of the vocabulary for each kind of block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from pylatex.base_classes import LatexObject

from cvkit.model.inline import (
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    InternalLink,
    Link,
    Math,
    Placeholder,
    PrintedFigure,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
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
    TextBlock,
    WorkBlock,
)
from cvkit.write.latex.objects import (
    Address,
    Braced,
    Characters,
    CodeCharacters,
    InlineMacro,
    Macro,
    Mathematics,
    ObjectRun,
    PlainWord,
)
from cvkit.write.page_part import LATIN
from cvkit.write.smart_quotes import is_cjk, within_quotes
from cvkit.write.text_lines import (
    MarkedInlines,
    OwnerName,
    TextMarker,
    authors_line,
    before_addon,
    entry_notes,
    legend_line,
)

_PAGE_NUMBERS = {"page": "CVKpagenumber", "pages": "CVKpagecount"}
"""The placeholders that only TeX can replace → the macros."""


def block_macro(block: Block) -> LatexObject:
    """Return the macro of a block, with a key for each of its parts."""
    match block:
        case WorkBlock():
            return _work(block)
        case EntryBlock():
            values = {
                "title": _run(block.title),
                "role": _run(block.role),
                "place": _run(block.place),
                "date": Characters(block.date),
                "notes": ObjectRun(InlineMacro("CVKnote", _marked(note)) for note in entry_notes(block, Legend(()))),
                "items": _items(block.items),
                "links": _separated(block.punctuation.comma, [_reference(link) for link in block.links]),
            }
            return Macro("entry", values, inline=False)
        case PersonBlock():
            values = {
                "name": _run(block.name),
                "role": _run(block.role),
                "date": Characters(block.date),
                "topic": _run(block.topic),
                "ownsentence": PlainWord("true" if block.has_own_sentence else ""),
                "now": _run(block.now),
                "nowlabel": Characters(block.now_label),
            }
            return Macro("person", values, inline=False)
        case RowBlock():
            return Macro("row", {"text": _run(block.text), "date": Characters(block.date)})
        case DatedBlock():
            values = {
                "date": Characters(block.date),
                "title": _run(block.title),
                "detail": _run(block.detail),
            }
            return Macro("dated", values, inline=False)
        case TextBlock():
            return Macro("text", {"text": _run(block.text)})
        case BulletBlock():
            return Macro("bullet", {"text": _run(block.text), "items": _items(block.items)})
        case PairBlock():
            return Macro("pair", {"key": _run(block.key), "text": _run(block.text)})
        case GroupHeading():
            return Macro("group", {"title": Characters(block.title)})
        case Legend():
            return Macro("legend", {"text": _marked(legend_line(block))})


def head_macro(head: Head) -> Macro:
    """Return the macro of the name block."""
    values = {
        "name": Characters(head.name),
        "title": _run(head.title),
        "native": Characters(head.native),
        "position": _run(head.position),
        "affiliation": _run(head.affiliation),
        "location": _run(head.location),
        "contacts": ObjectRun(_contact(contact) for contact in head.contacts),
        "figures": _listed("metric", head.figures),
        "photo": PlainWord(photo_file(head)),
        "alt": Characters(head.photo_alt),
        "updated": Characters(head.updated),
    }
    return Macro("head", values, inline=False)


def running_line(texts: Sequence[Inlines]) -> ObjectRun:
    """Return the texts of a header or footer, each in braces."""
    return ObjectRun(Braced(_run(text)) for text in texts)


def photo_file(head: Head) -> str:
    """Return the name of the photo next to the document; it keeps only the suffix of the file in the record."""
    return f"photo{PurePosixPath(head.photo).suffix.lower()}" if head.photo else ""


def _contact(contact: Contact) -> Macro:
    values = {
        "kind": PlainWord(contact.kind),
        "text": Characters(plain_text(contact.text)),
        "url": Address(contact.url),
    }
    return Macro("contact", values)


def _work(block: WorkBlock) -> Macro:
    values = {
        "anchor": Characters(block.anchor),
        "label": Characters(block.label),
        "year": Characters(block.year),
        "title": _run(block.title),
        "quotedtitle": _run(_quoted_title(block)),
        "url": Address(block.url),
        "titleaddon": _run(block.title_addon),
        "joinaddon": PlainWord("" if before_addon(block) else "true"),
        "authors": _marked(authors_line(block, Legend(()))),
        "venue": _run(block.venue),
        "volume": _run(block.volume),
        "details": _run(block.details),
        "place": _run(block.place),
        "date": Characters(block.date_beside_label),
        "day": Characters(block.day_beside_label),
        "when": Characters(block.when),
        "exact": Characters(block.exact),
        "note": _run(block.note),
        "metrics": _listed("metric", (*block.versions, *block.metrics)),
        "issn": Characters(block.issn),
        "links": _separated(block.punctuation.comma, [_reference(link) for link in block.all_links]),
        "items": _items(block.items),
    }
    return Macro("work", values, inline=False)


def _quoted_title(block: WorkBlock) -> Inlines:
    """The title for styles that print it in quotes, if it has quotes of its own."""
    is_latin = block.punctuation.comma in ("、", "，") and not is_cjk(plain_text(block.title))
    quoted = within_quotes(block.title, (LATIN if is_latin else block.punctuation).quotes)
    return () if quoted is block.title else quoted


def _run(inlines: Inlines) -> ObjectRun:
    return ObjectRun(map(_inline, inlines))


def _inline(inline: Inline) -> LatexObject:
    match inline:
        case Str(text):
            return Characters(text)
        case Emphasis(children):
            return InlineMacro("emph", _run(children))
        case Strong(children):
            return InlineMacro("textbf", _run(children))
        case Superscript(children):
            return InlineMacro("textsuperscript", _run(children))
        case Subscript(children):
            return InlineMacro("textsubscript", _run(children))
        case Code(text):
            return InlineMacro("texttt", CodeCharacters(text))
        case Math():
            return Mathematics(inline.formula)
        case Link(url, children):
            return Macro("link", {"url": Address(url), "text": _run(children)})
        case InternalLink(anchor, text):
            return Macro("ref", {"anchor": PlainWord(anchor), "text": Characters(text)})
        case Placeholder((name,)):
            return InlineMacro(_PAGE_NUMBERS[name], PlainWord(""))
        case CrossRef() | PrintedFigure():
            raise TypeError(f"{inline} has not been resolved")


def _reference(link: LabelledLink) -> Macro:
    return Macro("link", {"url": Address(link.url), "text": Characters(plain_text(link.text))})


def _marked(inlines: MarkedInlines) -> ObjectRun:
    r"""Return an author line or a legend, with `\CVKmark` for its markers and `\CVKowner` for the owner."""
    return ObjectRun(map(_marked_inline, inlines))


def _marked_inline(inline: Inline | TextMarker) -> LatexObject:
    match inline:
        case TextMarker(sign):
            return InlineMacro("CVKmark", Characters(sign))
        case OwnerName(children):
            return InlineMacro("CVKowner", _run(children))
        case _:
            return _inline(inline)


def _listed(name: str, parts: Iterable[Inlines]) -> ObjectRun:
    r"""`\CVKitem{…}` for each part."""
    return ObjectRun(InlineMacro(f"CVK{name}", _run(part)) for part in parts)


def _items(items: Iterable[BulletBlock]) -> ObjectRun:
    r"""`\CVKitem{…}` for each bullet; `\CVKlist{…}{…}` for one with bullets below it, its second argument."""
    return ObjectRun(
        InlineMacro("CVKlist", _run(item.text), _items(item.items))
        if item.items
        else InlineMacro("CVKitem", _run(item.text))
        for item in items
    )


def _separated(separator: str, objects: Sequence[LatexObject]) -> ObjectRun:
    pieces = [piece for item in objects for piece in (Characters(separator), item)]
    return ObjectRun(pieces[1:])
