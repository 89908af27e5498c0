"""One record of a batch, with all its files. It is built on this machine or another."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from cvkit.load.record_files import Snapshot, use_snapshot
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus


@dataclass(frozen=True)
class Task:
    """A record to build."""

    record: str
    """The path of the record, as the user typed it."""
    snapshot: Snapshot
    """Its files, and its name, which the PDF gets."""
    request: tuple[str | None, str | None, tuple[str, ...]]
    """Document, style and sections."""
    seconds: float


@dataclass(frozen=True)
class TaskResult:
    """The result of a task."""

    status: ExitStatus
    message: str = ""
    """Why there is no PDF."""
    hint: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    pdf: bytes | None = None
    name: str = ""
    """The path of the PDF, from the folder of the output."""
    seconds: float = 0.0


def build(task: Task) -> TaskResult:
    """Build a record from its snapshot. Errors of any kind are returned in the result, never raised."""
    from cvkit.commands.pdf import typeset_documents
    from cvkit.commands.request import Request
    from cvkit.typeset.typesetter import Typesetter

    began = time.perf_counter()
    document, style, sections = task.request
    request = Request(Path(task.record), document, style, sections, is_delivered=False, seconds=task.seconds)
    try:
        with use_snapshot(task.snapshot), Typesetter(request.seconds) as typesetter:
            result, _ = typeset_documents(request, typesetter)
        ((name, pdf),) = result.pdfs
        report = TaskResult(ExitStatus.DONE, diagnostics=result.diagnostics, pdf=pdf, name=name)
    except CvkitError as error:
        report = TaskResult(error.status, error.message, error.hint, error.diagnostics)
    except Exception as fault:
        report = TaskResult(ExitStatus.INTERNAL, f"internal error: {type(fault).__name__}: {fault}")
    return replace(report, seconds=time.perf_counter() - began)
