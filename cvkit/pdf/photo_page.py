"""Check that a PDF file has a page which can be used as a photo."""

from __future__ import annotations


def photo_page_error(content: bytes) -> str:
    """The reason why a PDF file cannot be a photo, in words; empty if it can."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        size = PdfDocument(content)[0].get_size()
    except (PdfiumError, IndexError):
        return "it is not a PDF with a page, or it needs a password"
    return "" if min(size) > 0 else "its page has no size"
