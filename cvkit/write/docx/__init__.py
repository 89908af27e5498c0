"""DOCX: a document for Word, with styles for easy changes by hand; the same record gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import docx
from docx.document import Document
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from cvkit.model.display_width import display_width
from cvkit.model.inline import Inlines, Placeholder, plain_text
from cvkit.write.blocks import Contact, Head, Page
from cvkit.write.compose.phrase import join_phrases, phrase
from cvkit.write.docx.block_writer import BlockWriter
from cvkit.write.docx.paragraph_styles import set_styles
from cvkit.write.docx.paragraphs import Paragraph, Writer
from cvkit.write.formats import WriterInput
from cvkit.write.text_lines import contact_link, place_line

PAPER = {"a4": (210, 297), "letter": (215.9, 279.4)}
MARGIN = 24
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the earliest that the ZIP format allows (APPNOTE 4.4.6)."""


def write(inputs: WriterInput) -> bytes:
    """Return the document as DOCX (ECMA-376)."""
    page = inputs.reading
    document = docx.Document()
    paper = inputs.document.paper or inputs.document.options.get("paper", "a4")
    _set_up(document, page, PAPER.get(paper, PAPER["a4"]))
    widest = max((display_width(work.label or work.year) for work in page.works), default=4)
    set_styles(document, page.language, Mm(2.1 * widest + 3), document.sections[0])
    writer = Writer(document, page.language)
    _running(document.sections[0], page, writer)
    _head(page.shown_head, writer, inputs.photo)
    for section in page.sections:
        BlockWriter(section, writer).write()
    stream = io.BytesIO()
    document.save(stream)
    return _without_times(stream)


def _set_up(document: Document, page: Page, paper: tuple[float, float]) -> None:
    """Set the paper, the margins, the page numbers and the metadata of the file."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper[0]), Mm(paper[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    about = document.core_properties
    about.title, about.author, about.language = page.title, page.name, page.language
    about.last_modified_by, about.comments, about.revision = page.name, "", 1
    for time in about._element.xpath("./dcterms:created | ./dcterms:modified"):  # those of the template
        about._element.remove(time)


def _running(section: Section, page: Page, writer: Writer) -> None:
    """Write the header, which begins on the second page, and the footer."""
    section.different_first_page_header_footer = True
    nothing: Inlines = ()
    own = (phrase(f"{page.name}  {page.heading}"), nothing, (Placeholder(("page",)),))
    _in_places(section.header.paragraphs[0], page.running.header or own, writer)
    if page.running.footer:
        for footer in (section.first_page_footer, section.footer):
            _in_places(footer.paragraphs[0], page.running.footer, writer)


def _in_places(place: DocxParagraph, texts: Sequence[Inlines], writer: Writer) -> None:
    """Write texts at the left, in the middle and at the right."""
    paragraph = Paragraph(writer, place)
    left, middle, right = texts
    paragraph.text(left)
    paragraph.tab()
    paragraph.text(middle)
    paragraph.tab()
    paragraph.text(right)


def _head(head: Head, writer: Writer, photo: bytes) -> None:
    name = writer.paragraph("Title")
    if head.photo and not head.photo.lower().endswith(".pdf"):
        name.picture(photo, head.photo_alt)
    name.text(phrase(head.name))
    name.text(phrase(head.punctuation.comma, head.title) if head.title else (), style="Beside Name")
    native = phrase("  ", head.native) if head.native else ()
    name.text(native, style="Beside Name", language=head.native_language)
    for line in (place_line(head), join_phrases("   ", map(_contact, head.contacts))):
        if line:
            writer.paragraph("Normal").text(line)
    for line in (join_phrases(" · ", head.figures), phrase(head.updated)):
        if line:
            writer.paragraph("Small").text(line)


def _contact(contact: Contact) -> Inlines:
    """A contact as a link without line breaks."""
    return contact_link(replace(contact, text=phrase(plain_text(contact.text).replace(" ", "\u00a0"))))


def _without_times(stream: io.BytesIO) -> bytes:
    """Return the archive with one fixed time for all of its files."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, source.read(name))
    return fixed.getvalue()
