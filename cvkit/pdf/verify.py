"""A PDF is opened and looked at before it is put in place: an engine's exit status says little about its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cvkit.model.diagnostic import CvkitError, ExitStatus

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def verify_pdf(content: bytes, pages: int, anchors: Sequence[str]) -> None:
    """Refuse a PDF that is not what TeX's log and the record say.

    Raises:
        CvkitError: it cannot be read, has another number of pages, a font that is not embedded or is a bitmap, or
            lacks the place of a label.
    """
    if fault := _fault(content, pages, anchors):
        hint = "nothing was written; this is a fault of cvkit or of the TeX installation"
        raise CvkitError(f"the PDF is not good: {fault}", ExitStatus.TYPESETTING, hint)


def _fault(content: bytes, pages: int, anchors: Sequence[str]) -> str:
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) != pages:
            return f"it has {len(reader.pages)} pages, and TeX's log says {pages}"
        for font in _fonts(reader):
            if fault := _font_fault(font):
                return fault
        destinations = reader.named_destinations
    except Exception as error:  # pypdf raises many kinds at a broken file
        return f"it cannot be read ({error})"
    lost = [anchor for anchor in anchors if anchor not in destinations]
    return f"it has no place for {', '.join(lost)}" if lost else ""


def _fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every font of every page, once."""
    seen: set[int] = set()
    for page in reader.pages:
        resources: Any = page.get("/Resources", {})
        fonts: Any = resources.get_object().get("/Font", {}) if resources else {}
        for reference in fonts.get_object().values() if fonts else ():
            font = reference.get_object()
            if id(font) not in seen:
                seen.add(id(font))
                yield font


def _font_fault(font: DictionaryObject) -> str:
    name = str(font.get("/BaseFont", "a font")).lstrip("/")
    if font.get("/Subtype") == "/Type3":
        return f"{name} is a bitmap font (Type 3)"
    descendants: Any = font.get("/DescendantFonts")
    described: Any = descendants.get_object()[0].get_object() if descendants else font
    descriptor: Any = described.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor.get_object() for key in FONT_FILES):
        return f"the font {name} is not embedded"
    return ""
