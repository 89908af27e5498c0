"""Render the pages of a PDF as images, with PDFium: not every machine has a program for that."""

from __future__ import annotations

import contextlib
import io
import threading
from dataclasses import dataclass
from typing import Any

SHARPNESS = 2.0
"""Pixels per point on a screen."""
DOTS_PER_INCH = 150
"""The resolution of a picture file."""
PICTURE_MARK = b"Software\0cvkit"
"""The bytes in the head of a picture file by which cvkit recognizes it."""

PDFIUM_LOCK = threading.Lock()
"""PDFium cannot run in two threads at the same time."""


@dataclass(frozen=True)
class PageSize:
    """The size of a page in points."""

    width: float
    height: float


class PageImages:
    """The pages of one PDF."""

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument

        with PDFIUM_LOCK:
            self._document: Any = PdfDocument(content)
            self.sizes = [PageSize(*self._document.get_page_size(at)) for at in range(len(self._document))]
        self._drawn: dict[int, bytes] = {}

    def png(self, page: int) -> bytes:
        """A page as PNG; pages count from 0."""
        with PDFIUM_LOCK:
            if page not in self._drawn:
                drawn = self._document[page].render(scale=SHARPNESS, rev_byteorder=True)
                packed = io.BytesIO()
                drawn.to_pil().save(packed, "PNG", compress_level=1)  # fast rather than small
                self._drawn[page] = packed.getvalue()
            return self._drawn[page]


def picture_files(content: bytes) -> list[bytes]:
    """Each page of a PDF as a PNG file. Equal PDFs give equal files."""
    from PIL.PngImagePlugin import PngInfo
    from pypdfium2 import PdfDocument

    about = PngInfo()
    key, _, program = PICTURE_MARK.decode().partition("\0")
    about.add_text(key, program)
    files = []
    with PDFIUM_LOCK, contextlib.closing(PdfDocument(content)) as document:
        for page in document:
            packed = io.BytesIO()
            image = page.render(scale=DOTS_PER_INCH / 72, rev_byteorder=True).to_pil()
            image.save(packed, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), pnginfo=about)
            files.append(packed.getvalue())
    return files
