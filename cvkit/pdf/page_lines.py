"""Count the lines of text on a page, with PDFium: it knows the place of each letter."""

from __future__ import annotations

import contextlib

from cvkit.pdf.page_images import PDFIUM_LOCK


def lines_between(content: bytes, page: int, top: float, bottom: float, leading: float) -> int:
    """The number of lines of text between two heights of a page, which count from its top in points.

    Pages count from 0. Texts whose heights differ by less than half of `leading`, the distance of lines, are one line.
    """
    from pypdfium2 import PdfDocument

    with PDFIUM_LOCK, contextlib.closing(PdfDocument(content)) as document:
        height = document[page].get_height()
        text = document[page].get_textpage()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
    middles = sorted(height - (low + high) / 2 for _, low, _, high in boxes)
    lines: list[float] = []
    for middle in middles:
        if top < middle < bottom and (not lines or middle - lines[-1] > leading / 2):
            lines.append(middle)
    return len(lines)
