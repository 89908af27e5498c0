"""Fit a document to its `max_pages`: use tighter options of the style, and report an error if it is still too long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.plural import counted
from cvkit.model.rule import Rule

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.source import Source
    from cvkit.model.style import Style
    from cvkit.typeset import Pdf
    from cvkit.write.blocks import Page

MOST_NAMED = 8
"""The largest number of entries beyond the limit that the hint names."""

StyleOptions = Mapping[str, str]


class TooManyPages(Rule):
    """A document with more pages than its `max_pages`.

    The document does not fit on the pages that you allow, so cvkit writes no PDF. The hint names the entries that do
    not fit. Shorten the lists with `limit` or `where`. Or write `fit: true`: the style then uses less space.
    """

    code = "T105"
    message = "the document `{document}`{tightest} has {pages}, {excess}"
    fix = "shorten its lists, or write `fit: true`"


def fit_to_pages(
    pdf: Pdf,
    name: str,
    document: Document,
    style: Style,
    source: Source,
    page: Page,
    retypeset: Callable[[StyleOptions], Pdf],
) -> tuple[Pdf, tuple[str, ...]]:
    """The PDF of a document within its `max_pages`, and a note with the options that made it fit.

    `retypeset` typesets the document again with other options of the style. Options that the document sets are kept.

    Raises:
        CvkitError: the document has too many pages, even with the tightest options of the style.
    """
    most = document.max_pages
    if most is None or pdf.pages <= most:
        return pdf, ()
    for settings in style.fit if document.fit else ():
        pdf = retypeset({**settings, **document.options})
        if pdf.pages <= most:
            chosen = {key: value for key, value in settings.items() if key not in document.options}
            options = ", ".join(f"{key}: {value}" for key, value in chosen.items())
            return pdf, (f"the document `{name}` fits {counted(most, 'page')} with {{{options}}}",)
    diagnostic = _too_long(pdf, most, name, document, page)
    raise CvkitError("a document is too long", ExitStatus.PROBLEMS, diagnostics=source.located([diagnostic]))


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
    ways = "shorten lists with `limit` or `where`" + ("" if document.fit else ", or write `fit: true`")
    hint = f"these do not fit: {', '.join(cut[:MOST_NAMED])}{more}; {ways}" if cut else ways
    path = ("documents", name, "max_pages")
    return TooManyPages.at(path, document=name, tightest=tightest, pages=pages, excess=excess, hint=hint)
