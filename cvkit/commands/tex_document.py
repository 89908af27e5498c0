"""Prepare the page of a document for typesetting: its TeX, its engine, and the files that TeX needs."""

from __future__ import annotations

from cvkit.commands.fit_pages import preamble_to_pull_in, tighter_preambles
from cvkit.commands.styles import load_style
from cvkit.load.style_folder import is_own, style_files
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.document import Document
from cvkit.model.record import Record
from cvkit.model.source import Source
from cvkit.model.style import Style
from cvkit.typeset.coverage import engine_for
from cvkit.typeset.run import Job
from cvkit.typeset.tex_input import TexDocument
from cvkit.write.blocks import Page
from cvkit.write.latex import write_latex
from cvkit.write.latex.block_macros import photo_file
from cvkit.write.latex.claim import obstacle


def tex_document(
    page: Page, document: Document, source: Source, record: Record, engine: str | None = None
) -> TexDocument:
    """The page of a document as TeX. Without `engine`, it is an engine of the style that has all characters.

    Raises:
        CvkitError: the style is not made for `engine`.
    """
    style = load_style(document.style)
    if engine and engine not in style.engines:
        raise _wrong_engine(engine, document.style, style)
    claims = not obstacle(page, document, style, record, source.photo)
    manuscript = write_latex(page, style, document.options, claims=claims)
    return TexDocument(
        job=Job(
            engine or engine_for(manuscript.body, style.engines),
            manuscript.preamble,
            style_files(document.style),
            is_trusted=not is_own(document.style),
        ),
        fragment=manuscript.fragment,
        source=source,
        record=record,
        pictures={photo_file(page.head): source.photo} if page.head.photo else {},
        anchors=manuscript.anchors,
        max_pages=document.max_pages,
        tighter=tighter_preambles(document, style),
        pull_in=preamble_to_pull_in(document, style),
        prints_page_count=manuscript.prints_page_count,
        requires=style.requires if is_own(document.style) else None,
    )


def _wrong_engine(engine: str, name: str, style: Style) -> CvkitError:
    """The error for an engine that the style does not list."""
    engines = " or ".join(style.engines)
    message = f"the style `{name}` is for {engines}, not for {engine}"
    return CvkitError(message, ExitStatus.USAGE, f"omit --engine, or write --engine {style.engines[0]}")
