"""Typeset: turn TeX documents into PDFs. Only this stage runs TeX."""

from cvkit.typeset.run import Job
from cvkit.typeset.tex_input import TexDocument
from cvkit.typeset.typesetter import Pdf, TypesetResult, Typesetter, Typesetting

__all__ = ["Job", "Pdf", "TexDocument", "TypesetResult", "Typesetter", "Typesetting"]
