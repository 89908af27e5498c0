"""The PDFs of a request are put where they were asked for, and their logs; none goes over a source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cvkit.cache import Result
from cvkit.commands.request import Request
from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, other_file, other_folder


def target_of(request: Request, file: str) -> Path:
    """Where a PDF goes: into the folder that was named, else under the name that was, else here."""
    if request.output and (request.all_documents or request.output.is_dir()):
        return request.output / file
    return request.output or Path(file)


def log_of(request: Request, file: str) -> Path | None:
    """Where TeX's log of a PDF goes, if it is asked for."""
    return target_of(request, file).with_suffix(".log") if request.keep_log else None


def refuse_targets(request: Request, files: Iterable[str], protected: Protected) -> None:
    """Refuse to write PDFs of these names, or their logs, over protected files.

    Raises:
        CvkitError: one would be; the hint names another place.
    """
    for file in files:
        target = target_of(request, file)
        hint = f"{other_folder()} (make it first)" if request.all_documents else other_file(target, ".pdf")
        protected.refuse([place for place in (target, log_of(request, file)) if place], hint)


def put_in_place(result: Result, request: Request) -> list[Path]:
    """Write the PDFs where they were asked for.

    Raises:
        CvkitError: a place is one of their sources, or the system refuses; nothing was written.
    """
    protected = Protected(result.sources.protected)
    refuse_targets(request, [name for name, _ in result.pdfs], protected)
    return deliver({target_of(request, name): pdf for name, pdf in result.pdfs}, protected)
