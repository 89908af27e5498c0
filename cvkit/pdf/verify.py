"""Verify a PDF before it is delivered: the exit status of an engine says little about its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.plural import counted

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


OF_CVKIT = "the PDF was not written; run cvkit doctor, and if nothing is missing there, report a bug in cvkit"
OF_OWN_STYLE = (
    "the PDF was not written; the class of the style must use fonts with outlines, load hyperref, and print the key"
    " `anchor` by \\CVKtarget"
)
"""The hint for a defect, if the style is cvkit's or the user's own."""


def verify_pdf(content: bytes, pages: int, anchors: Sequence[str], hint: str = OF_CVKIT) -> None:
    """Refuse a PDF that does not match TeX's log and the record.

    `pages` is the number of pages in the log. `anchors` are the destinations that the PDF must have.

    Raises:
        CvkitError: it cannot be read, has another number of pages, has a font that is not embedded or is a bitmap, or
            lacks a destination.
    """
    if defect := _defect(content, pages, anchors):
        raise CvkitError(f"the PDF is defective: {defect}", ExitStatus.TYPESETTING, hint)


def _defect(content: bytes, pages: int, anchors: Sequence[str]) -> str:
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) != pages:
            return f"it has {counted(len(reader.pages), 'page')}, and TeX's log says {pages}"
        for font in _fonts(reader):
            if defect := _font_defect(font):
                return defect
        destinations = reader.named_destinations
    except Exception as error:  # pypdf raises many exceptions on damaged files
        return f"it cannot be read ({error})"
    missing = [anchor for anchor in anchors if anchor not in destinations]
    return f"links to {', '.join(missing)} have no target" if missing else ""


def _fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every font of all pages, each once."""
    seen: set[int] = set()
    for page in reader.pages:
        resources: Any = page.get("/Resources", {})
        fonts: Any = resources.get_object().get("/Font", {}) if resources else {}
        for reference in fonts.get_object().values() if fonts else ():
            font = reference.get_object()
            if id(font) not in seen:
                seen.add(id(font))
                yield font


def _font_defect(font: DictionaryObject) -> str:
    name = str(font.get("/BaseFont", "a font")).lstrip("/")
    if font.get("/Subtype") == "/Type3":
        return f"{name} is a bitmap font (Type 3)"
    descendants: Any = font.get("/DescendantFonts")
    described: Any = descendants.get_object()[0].get_object() if descendants else font
    descriptor: Any = described.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor.get_object() for key in FONT_FILES):
        return f"the font {name} is not embedded"
    return ""
