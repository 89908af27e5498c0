"""Read a PDF that another program made."""

from __future__ import annotations

from pathlib import Path

from cvkit.model.diagnostic import CvkitError, ExitStatus

LARGEST_PDF = 512 << 20
"""The largest size of a PDF, in bytes."""


def load_pdf(file: Path) -> bytes:
    """The content of a PDF.

    Raises:
        CvkitError: the file does not exist, is too large, is not a PDF, or the system cannot read it.
    """
    if not file.is_file():
        raise CvkitError(f"there is no file {file}", ExitStatus.USAGE)
    try:
        size = file.stat().st_size
        if size > LARGEST_PDF:
            message = f"{file} has {size >> 20} MB, but cvkit reads at most {LARGEST_PDF >> 20} MB"
            raise CvkitError(message, ExitStatus.PROBLEMS, "nothing was written; make its pictures smaller")
        content = file.read_bytes()
    except OSError as error:
        raise CvkitError(f"cannot read {file}: {error.strerror}", ExitStatus.SYSTEM) from error
    if b"%PDF-" not in content[:1024]:
        raise CvkitError(f"{file} is not a PDF", ExitStatus.PROBLEMS, "nothing was written")
    return content
