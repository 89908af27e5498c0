"""Rewrite a PDF with PDFium, which opens files that pypdf does not: encrypted ones, and ones with a wrong syntax.

The objects stay equal. pypdf needs a further package for AES, and its repair of a wrong syntax is not that of viewers.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_IDENTIFIER = 256


@dataclass(frozen=True)
class Rewritten:
    """A PDF without encryption and with a right syntax."""

    content: bytes
    was_encrypted: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Its title, author and so on: PDFium omits them if it had to find the objects of the file itself."""
    identifier: bytes = b""
    """The first identifier of the file; PDFium invents one if it has none."""


def rewrite(content: bytes) -> Rewritten:
    """Rewrite a PDF.

    Raises:
        PermissionError: it opens only with a password.
        ValueError: PDFium cannot read it.
    """
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise PermissionError from error
        raise ValueError from error
    kept = ctypes.create_string_buffer(LONGEST_IDENTIFIER)
    saved = io.BytesIO()
    try:
        document.save(saved, flags=pdfium.FPDF_REMOVE_SECURITY)
        revision = pdfium.FPDF_GetSecurityHandlerRevision(document)
        metadata = document.get_metadata_dict(skip_empty=True)
        length = pdfium.FPDF_GetFileIdentifier(document, pdfium.FILEIDTYPE_PERMANENT, kept, len(kept))
    finally:
        document.close()
    return Rewritten(saved.getvalue(), revision >= 0, metadata, kept.raw[: max(0, length - 1)])
