"""A document is held to its pages: the style tightens as far as it allows, and what is still too long is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus
from cvkit.model.plural import counted

if TYPE_CHECKING:
    from cvkit.model.document import Document
    from cvkit.model.source import Source
    from cvkit.model.style import Style
    from cvkit.typeset import Pdf
    from cvkit.write.blocks import Page

MOST_NAMED = 8
"""How many of the entries that do not fit are named."""

StyleOptions = Mapping[str, str]


def fit_to_pages(
    pdf: Pdf,
    name: str,
    document: Document,
    style: Style,
    source: Source,
    page: Page,
    retypeset: Callable[[StyleOptions], Pdf],
) -> tuple[Pdf, tuple[str, ...]]:
    """The PDF of a document within its `max_pages`, and a note on what the style did for that.

    `again` typesets the document once more with other options of the style; what the document chose itself stays.

    Raises:
        CvkitError: it has too many pages, also where the style is at its tightest.
    """
    most = document.max_pages
    if most is None or pdf.pages <= most:
        return pdf, ()
    for settings in style.fit if document.fit else ():
        pdf = retypeset({**settings, **document.options})
        if pdf.pages <= most:
            chosen = {key: value for key, value in settings.items() if key not in document.options}
            said = ", ".join(f"{key}: {value}" for key, value in chosen.items())
            return pdf, (f"the document `{name}` fits {counted(most, 'page')} with {{{said}}}",)
    diagnostic = _too_long(pdf, most, name, document, page)
    raise CvkitError("a document is too long", ExitStatus.PROBLEMS, diagnostics=source.located([diagnostic]))


def _too_long(pdf: Pdf, most: int, name: str, document: Document, page: Page) -> Diagnostic:
    from cvkit.model.inline import plain_text
    from cvkit.pdf.overflow import overflow

    over = overflow(pdf.content, most)
    names = {f"cvk.{section.id}": plain_text(section.title) for section in page.sections}
    names |= {work.anchor: work.label for work in page.works}
    there = [names[anchor] for anchor in over.anchors if anchor in names]
    more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    tightest = ", at the tightest that its style allows," if document.fit else ""
    excess = f"{counted(over.lines, 'line')} more than {counted(most, 'page')} hold"
    message = f"the document `{name}`{tightest} has {counted(pdf.pages, 'page')}, {excess}"
    ways = "shorten lists with `limit` or `where`" + ("" if document.fit else ", or write `fit: true`")
    hint = f"what does not fit: {', '.join(there[:MOST_NAMED])}{more}; {ways}" if there else ways
    return Diagnostic("T105", message, hint, ("documents", name, "max_pages"))
