"""Pages of a PDF as pictures, for a screen; by PDFium, since not every machine has a program for that."""

from __future__ import annotations

import struct
import threading
import zlib
from dataclasses import dataclass
from typing import Any

SHARPNESS = 2.0
"""How many dots of a picture a point of the page has."""

_LOCK = threading.Lock()
"""PDFium does one thing at a time."""


@dataclass(frozen=True)
class Size:
    """The size of a page in points."""

    width: float
    height: float


class Pictures:
    """The pages of one PDF."""

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument

        with _LOCK:
            self._document: Any = PdfDocument(content)
            self.sizes = [Size(*self._document.get_page_size(at)) for at in range(len(self._document))]
        self._drawn: dict[int, bytes] = {}

    def png(self, page: int) -> bytes:
        """A page as PNG; pages count from 0."""
        with _LOCK:
            if page not in self._drawn:
                drawn = self._document[page].render(scale=SHARPNESS, rev_byteorder=True)
                self._drawn[page] = _png(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)
            return self._drawn[page]


def _png(dots: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of dots, three bytes each, as PNG (ISO/IEC 15948), packed quickly rather than small."""
    rows = b"".join(b"\0" + dots[at : at + 3 * width] for at in range(0, stride * height, stride))
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
