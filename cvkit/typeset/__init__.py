"""Typeset: turn TeX documents into PDFs. Only this stage runs TeX."""

from cvkit.typeset.run import Job
from cvkit.typeset.typesetter import Pdf, TexDocument, TypesetResult, Typesetter, Typesetting

__all__ = ["Job", "Pdf", "TexDocument", "TypesetResult", "Typesetter", "Typesetting"]
