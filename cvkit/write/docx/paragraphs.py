"""The paragraphs of a DOCX and their runs of text."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.fallback_scripts import LANGUAGES_OF, UNSHAPED
from cvkit.model.inline import (
    Code,
    CrossRef,
    Emphasis,
    Inline,
    InternalLink,
    Link,
    Math,
    Placeholder,
    PrintedFigure,
    Str,
    Strong,
    Subscript,
    Superscript,
)
from cvkit.model.scripts import font_runs, is_east_asian_language
from cvkit.write.address import ascii_address, is_allowed
from cvkit.write.docx.paragraph_styles import east_asian_font
from cvkit.write.math_text import math_text
from cvkit.write.script_runs import LanguageRun, is_right_to_left_language, language_runs
from cvkit.write.text_lines import MarkedInlines, TextMarker, without_links

ANCHOR = f"""\
<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="144000" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
 <wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
 <wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>
 <wp:wrapSquare wrapText="bothSides"/></wp:anchor>"""
"""The position of a picture outside the lines of text: in the upper right corner, within the margins."""

LEFT_TO_RIGHT = "\u200e"
"""A letter that nobody sees. Behind a run from right to left, it keeps numbers and punctuation to the right of it."""
_PAGE_NUMBERS = {"page": "PAGE", "pages": "NUMPAGES"}
"""The placeholders that only Word can replace → the codes of fields."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML does not allow."""


@dataclass(frozen=True)
class Look:
    """The appearance of a run of text."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False
    mono: bool = False


class Writer:
    """Adds paragraphs to a document."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language
        self.styles = {style.name: style.style_id for style in document.styles}
        self._bookmarks = 0

    def paragraph(self, style: str) -> Paragraph:
        """Add a paragraph at the end of the document."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        return Paragraph(self, paragraph)

    def next_bookmark(self) -> str:
        """Return a number that no other bookmark has."""
        self._bookmarks += 1
        return str(self._bookmarks)


class Paragraph:
    """One paragraph; each method adds to its end."""

    def __init__(self, writer: Writer, paragraph: DocxParagraph) -> None:
        self.writer = writer
        self.docx = paragraph

    def text(self, text: MarkedInlines, style: str = "", language: str = "") -> None:
        """Add a text in a language; without `language`, each run has the language of its script."""
        self._all(text, Look(style), self.docx._p, language)

    def tab(self) -> None:
        """Continue at the next tab stop."""
        self.docx.add_run().add_tab()

    def line(self) -> None:
        """Continue on the next line."""
        self.docx.add_run().add_break()

    def picture(self, content: bytes, name: str) -> None:
        """Add a picture at the right of the page; `name` is its alternative text, and the text wraps around it.

        Raises:
            CvkitError: python-docx does not support the picture.
        """
        try:
            inline = self.docx.add_run().add_picture(io.BytesIO(content), height=Mm(32))._inline
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError) as error:
            hint = "save the photo as PNG or JPEG, or write `hide: photo` in the document"
            raise CvkitError("Word cannot use this photo", ExitStatus.PROBLEMS, hint) from error
        inline.docPr.set("descr", name)
        anchor = parse_xml(ANCHOR)
        around = anchor.find(qn("wp:wrapSquare"))
        around.addprevious(inline.extent)
        for part in list(inline):
            anchor.append(part)
        inline.getparent().replace(inline, anchor)

    def bookmark(self, anchor: str, text: str) -> None:
        """Add a text that is the target of links within the document."""
        number = self.writer.next_bookmark()
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), _bookmark_name(anchor))
        end.set(qn("w:id"), number)
        self.docx._p.append(start)
        self.text((Str(text),))
        self.docx._p.append(end)

    def _all(self, text: MarkedInlines, look: Look, parent: Any, language: str = "") -> None:
        for inline in text:
            self._inline(inline, look, parent, language)

    def _inline(self, inline: Inline | TextMarker, look: Look, parent: Any, language: str) -> None:
        match inline:
            case Str(text):
                self._characters(text, look, parent, language)
            case TextMarker(sign):
                self._characters(sign, replace(look, raised=sign != "*"), parent, "")
            case Emphasis(children):
                self._all(children, replace(look, italic=not look.italic), parent)
            case Strong(children):
                self._all(children, replace(look, bold=True), parent)
            case Superscript(children):
                self._all(children, replace(look, raised=True), parent)
            case Subscript(children):
                self._all(children, replace(look, lowered=True), parent)
            case Code(text):
                self._characters(text, replace(look, mono=True), parent, "")
            case Math():
                self._characters(math_text(inline.formula), look, parent, "")
            case Link(url, children) if is_allowed(url):
                self._all(without_links(children), replace(look, style="Hyperlink"), self._link(url))
            case Link(_, children):
                self._all(without_links(children), look, parent)
            case InternalLink(anchor, text):
                link = OxmlElement("w:hyperlink")
                link.set(qn("w:anchor"), _bookmark_name(anchor))
                self.docx._p.append(link)
                self._characters(text, replace(look, style="Hyperlink"), link, "")
            case Placeholder((name,)):
                self._field(_PAGE_NUMBERS[name], look, parent)
            case CrossRef() | PrintedFigure():
                raise TypeError(f"{inline} has not been resolved")

    def _field(self, code: str, look: Look, parent: Any) -> None:
        """Add a field: a value that Word fills in."""
        for kind in ("begin", "", "end"):
            run = self._run("", look, parent)._r
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = code
            run.append(part)

    def _link(self, url: str) -> Any:
        link = OxmlElement("w:hyperlink")
        target = self.docx.part.relate_to(ascii_address(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
        self.docx._p.append(link)
        return link

    def _characters(self, text: str, look: Look, parent: Any, language: str) -> None:
        page_language = self.writer.language
        for piece in language_runs(text, page_language):
            own = language or piece.language
            for part, is_east_asian in font_runs(_CONTROL.sub(" ", piece.text), own or page_language):
                run = self._run(part, look, parent)
                if is_east_asian:
                    _set_east_asian(run, own if is_east_asian_language(own) else page_language)
                elif piece.script:
                    _set_script(run, piece, language)
            if piece.is_right_to_left and not is_right_to_left_language(page_language):
                self._run(LEFT_TO_RIGHT, look, parent)

    def _run(self, text: str, look: Look, parent: Any) -> Run:
        run = self.docx.add_run(text)
        parent.append(run._r)
        if look.style:
            run._r.style = self.writer.styles[look.style]
        font = run.font
        if look.bold:
            font.bold = True
        if look.italic:
            font.italic = True
        if look.raised:
            font.superscript = True
        if look.lowered:
            font.subscript = True
        if look.mono:
            font.name = "Consolas"
        return run


def _set_east_asian(run: Run, language: str) -> None:
    """Set the language and the font of a run of East Asian characters, which are never slanted."""
    run.font.italic = False
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    fonts.set(qn("w:eastAsia"), east_asian_font(language))
    _set_language(run, "eastAsia", language)


def _set_script(run: Run, piece: LanguageRun, language: str) -> None:
    """Set the language of a run in another script, if only one is usual in it, and that it is a complex script.

    Word has a font, a size, bold, italics and a language of their own for scripts whose letters change their shapes.
    """
    usual = LANGUAGES_OF[piece.script]
    tag = language or (usual[0] if len(usual) == 1 else "")
    if piece.script in UNSHAPED:
        _set_language(run, "val", tag)
        return
    font = run.font
    font.cs_bold, font.cs_italic = font.bold, font.italic
    font.rtl, font.complex_script = piece.is_right_to_left or None, True
    _set_language(run, "bidi", tag)


def _set_language(run: Run, attribute: str, language: str) -> None:
    if language:
        tag = OxmlElement("w:lang")
        tag.set(qn(f"w:{attribute}"), language)
        run._r.get_or_add_rPr().append(tag)


def _bookmark_name(anchor: str) -> str:
    """An anchor in the characters and the length that Word allows for a bookmark."""
    return re.sub(r"\W", "_", anchor)[:40]
