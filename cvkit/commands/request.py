"""The arguments of a command that makes a document, and its result."""

from __future__ import annotations

from pathlib import Path

from cvkit.model.diagnostic import CvkitError, Diagnostic
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class Request:
    """The arguments of a command. None means the choice of the record, or else the default."""

    record: Path
    document: str | None = None
    style: str | None = None
    sections: tuple[str, ...] = ()
    engine: str | None = None
    output: Path | None = None
    into_folder: bool = False
    """Whether the output is a folder, which is created if it does not exist."""
    all_documents: bool = False
    """Whether to make every document of the record."""
    settings: tuple[str, ...] = ()
    """`KEY=VALUE` pairs that replace values of the record."""
    keep_log: bool = False
    """Whether TeX's log is written beside the PDF."""
    has_pictures: bool = False
    """Whether the pages of the PDFs are written as pictures too."""
    is_zip: bool = False
    """Whether the files of the output become one zip."""
    is_delivered: bool = True
    """Whether the PDFs are written to files. A preview only shows them."""
    seconds: float = 60
    """The time limit of TeX for each document, in seconds."""


@dataclass(frozen=True)
class Made:
    """The files that were written, with the diagnostics and notes for the user."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    errors: tuple[CvkitError, ...] = ()
    """The errors of the documents that failed, if all documents were requested. The others were written."""
