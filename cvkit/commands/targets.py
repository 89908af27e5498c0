"""Find the output paths of PDFs and logs, reject paths that are sources, and write the PDFs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cvkit.cache import Result
from cvkit.commands.output_kind import refuse_other_kind
from cvkit.commands.request import Request
from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, other_file, other_folder, refuse_one_name
from cvkit.model.diagnostic import CvkitError


def target_of(request: Request, file: str) -> Path:
    """The path of a PDF: `file` in the requested folder, the requested file, or `file` in the current folder."""
    if request.output and (_is_folder(request) or request.output.is_dir()):
        return request.output / file
    return request.output or Path(file)


def _is_folder(request: Request) -> bool:
    """Whether the output is a folder, even if it does not exist."""
    return request.all_documents or request.into_folder


def log_of(request: Request, file: str) -> Path | None:
    """The path of TeX's log beside a PDF, or None if the log is not requested."""
    return target_of(request, file).with_suffix(".log") if request.keep_log else None


def refuse_targets(request: Request, files: Iterable[str], protected: Protected) -> None:
    """Make sure that no PDF with one of these names, and no log, overwrites a protected file, and no log its PDF.

    Raises:
        CvkitError: a path is a protected file or a file that is no PDF, or is both PDF and log, so the hint suggests
            another path; or two names differ only in case.
    """
    names = list(files)
    refuse_one_name(names)
    for file in names:
        target, log = target_of(request, file), log_of(request, file)
        hint = other_folder() if request.all_documents else other_file(target, ".pdf")
        protected.refuse([target], hint)
        refuse_other_kind(target, request)
        if log:
            protected.refuse([log], hint)
            Protected({str(target): "the PDF, and TeX's log would replace it"}).refuse([log], hint)


def put_in_place(result: Result, request: Request) -> tuple[list[Path], list[CvkitError]]:
    """Write the PDFs to their output paths. Return the paths, and an error for each of all documents that failed.

    Raises:
        CvkitError: a path is a source of the PDFs, or the system refuses to write the one requested document; nothing
            was written.
    """
    protected = Protected(result.sources.protected)
    refuse_targets(request, [name for name, _ in result.pdfs], protected)
    files: list[Path] = []
    errors = []
    for name, pdf in result.pdfs:
        try:
            new_folder = request.output if _is_folder(request) else None
            files += _deliver(target_of(request, name), pdf, protected, new_folder, request)
        except CvkitError as error:
            if not request.all_documents:
                raise
            errors.append(error)
    return files, errors


def _deliver(target: Path, pdf: bytes, protected: Protected, new_folder: Path | None, request: Request) -> list[Path]:
    """Write a PDF, and its pages as pictures if they are requested."""
    if not request.has_pictures:
        return deliver({target: pdf}, protected, new_folder)
    from cvkit.deliver.page_files import deliver_pages
    from cvkit.pdf.page_images import picture_files

    return deliver_pages(target, pdf, picture_files(pdf), protected, new_folder)
