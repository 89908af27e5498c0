"""Fit a document to its `max_pages`: use tighter options of the style, and report an error if it is still too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvkit.commands.styles import load_style
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.plural import counted
from cvkit.model.rule import Rule
from cvkit.typeset.short_end import LEAST_LINES

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.record import Record
    from cvkit.model.style import Style
    from cvkit.number.numbered import Numbered
    from cvkit.typeset.typesetter import Pdf
    from cvkit.write.blocks import Page

MOST_NAMED = 8
"""The largest number of entries beyond the limit that the hint names."""
LEAST_FILL = 0.25
"""The part of the last page that has text, at least, in a document whose pages are limited."""


class TooManyPages(Rule):
    """A document with more pages than its `max_pages`.

    The document does not fit on the pages that you allow, so cvkit writes no PDF. The hint names the entries that do
    not fit. Shorten the lists with `limit` or `where`. Or write `fit: true`: the style then uses less space.
    """

    code = "T105"
    message = "the document `{document}`{tightest} has {pages}, {excess}"
    fix = "shorten its lists, or write `fit: true`"


def tighter_preambles(document: Document, style: Style) -> tuple[str, ...]:
    """The preambles that need less space, if the document may `fit`. Options that the document sets are kept."""
    from cvkit.write.latex import preamble_of

    if document.max_pages is None or not document.fit:
        return ()
    return tuple(preamble_of(style, {**options, **document.options}) for options in style.fit)


def preamble_to_pull_in(document: Document, style: Style) -> str:
    """The preamble that needs a little less space, for a document whose last page is nearly empty; empty for none."""
    from cvkit.write.latex import preamble_of

    first = style.fit[0] if style.fit else {}
    return "" if not first or document.options.keys() & first else preamble_of(style, {**first, **document.options})


def note_on_last_page(pdf: Pdf, name: str, document: Document, record: Record) -> tuple[str, ...]:
    """A note on a last page that is nearly empty, with the lines that change that.

    A document with a limit of pages has a note if three quarters of its last page are empty: its lists can be longer.
    """
    if not pdf.has_short_end:
        has_space = pdf.pages == document.max_pages != 1 and pdf.fill_of_last_page < LEAST_FILL
        space = "is mostly empty: it has space for longer lists or more sections"
        return (f"page {pdf.pages} of `{name}`, the last, {space}",) if has_space else ()
    most = f"max_pages: {pdf.pages - 1}"
    has_document = name in record.documents
    where = f"`{most}` and `fit: true` in the document `{name}`" if has_document else ""
    where = where or f"`documents: {{{name}: {{{most}, fit: true}}}}`"
    fit = f"write {where}, which uses smaller text until it fits, or " if load_style(document.style).fit else ""
    ways = f"{fit}shorten a list, as with `limit: 10`"
    return (f"page {pdf.pages} of `{name}`, the last, has fewer than {LEAST_LINES} lines: {ways}",)


def note_on_references(page: Page, name: str, numbered: Numbered) -> tuple[str, ...]:
    """A note on labels in the texts of a document whose works its lists leave out, as `limit` does."""
    from cvkit.model.inline import CrossRef
    from cvkit.model.record_texts import references_and_figures

    shown = {work.id for work in page.works}
    entries = {origin[:2] for section in page.sections for block in section.blocks for origin in block.origins}
    named = {
        one: None
        for path, inline in references_and_figures(numbered.record)
        if shown and isinstance(inline, CrossRef) and path[:2] in entries
        for one in inline.ids
    }
    labels = {numbered.work(path).id: label.text for path, label in numbered.labels.items()}
    absent = [labels[one] for one in named if one in labels and one not in shown]
    if not absent:
        return ()
    more = f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
    listed = ", ".join(absent[:MOST_NAMED]) + more
    return (f"texts of `{name}` name {listed}, which its lists leave out: change `limit` or `where`, or the texts",)


def check_page_limit(pdf: Pdf, name: str, document: Document, page: Page) -> tuple[str, ...]:
    """A note with the options that made a document fit its `max_pages`, if it needed any.

    Raises:
        CvkitError: the document has too many pages, even with the tightest options of the style.
    """
    most = document.max_pages
    if most is not None and pdf.pages > most:
        diagnostic = _too_long(pdf, most, name, document, page)
        raise CvkitError("a document is too long", ExitStatus.PROBLEMS, diagnostics=(diagnostic,))
    if most is None or not pdf.layout:
        return ()
    settings = load_style(document.style).fit[pdf.layout - 1]
    chosen = {key: value for key, value in settings.items() if key not in document.options}
    options = ", ".join(f"{key}: {value}" for key, value in chosen.items())
    return (f"the document `{name}` fits {counted(pdf.pages, 'page')} with {{{options}}}",)


def _too_long(pdf: Pdf, most: int, name: str, document: Document, page: Page) -> Diagnostic:
    from cvkit.model.inline import plain_text
    from cvkit.pdf.overflow import overflow

    over = overflow(pdf.content, most)
    names = {f"cvk.{section.id}": plain_text(section.title) for section in page.sections}
    names |= {work.anchor: work.label for work in page.works}
    cut = [names[anchor] for anchor in over.anchors if anchor in names]
    more = f" and {len(cut) - MOST_NAMED} more" if len(cut) > MOST_NAMED else ""
    tightest = ", with the tightest options of its style," if document.fit else ""
    excess = f"{counted(over.lines, 'line')} more than fit on {counted(most, 'page')}"
    pages = counted(pdf.pages, "page")
    settings = ["`fit: true`"] * (not document.fit) + ["`style: compact`"] * (document.style != "compact")
    ways = "shorten lists with `limit` or `where`" + (f", or write {' or '.join(settings)}" if settings else "")
    hint = f"these do not fit: {', '.join(cut[:MOST_NAMED])}{more}; {ways}" if cut else ways
    path = ("documents", name, "max_pages")
    return TooManyPages.at(path, document=name, tightest=tightest, pages=pages, excess=excess, hint=hint)
