"""One record of a batch, with all its files. It is built in a temporary folder, on this machine or another."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from cvkit.load.collect import Files
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus


@dataclass(frozen=True)
class Task:
    """A record to build."""

    record: str
    """The path of the record, as diagnostics show it."""
    name: str
    """The name of the record. The PDF gets the same name."""
    suffix: str
    """The suffix of the record if it is a file; empty if it is a folder."""
    files: Files
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
    """The name of the PDF's file."""
    seconds: float = 0.0


def build(task: Task) -> TaskResult:
    """Build a record in a temporary folder. Errors of any kind are returned in the result, never raised."""
    from cvkit.commands.pdf import typeset_documents
    from cvkit.commands.request import Request
    from cvkit.system.tempdir import TempDir
    from cvkit.typeset import Typesetter

    began = time.perf_counter()
    private = TempDir()
    try:
        record = private.path / "record" / f"{task.name}{task.suffix}"
        folder = record.parent if task.suffix else record
        private.lay({folder / name: data for name, data in task.files.items()})
        document, style, sections = task.request
        try:
            request = Request(record, document, style, sections, is_delivered=False, seconds=task.seconds)
            with Typesetter(request.seconds) as typesetter:
                result, _ = typeset_documents(request, typesetter)
            ((name, pdf),) = result.pdfs
            report = TaskResult(ExitStatus.DONE, diagnostics=result.diagnostics, pdf=pdf, name=name)
        except CvkitError as error:
            report = TaskResult(error.status, error.message, error.hint, error.diagnostics)
        except Exception as fault:
            report = TaskResult(ExitStatus.INTERNAL, f"internal error: {type(fault).__name__}: {fault}")
        return _as_the_user_sees_it(replace(report, seconds=time.perf_counter() - began), record, task.record)
    finally:
        private.remove()


def _as_the_user_sees_it(report: TaskResult, private: Path, record: str) -> TaskResult:
    """The same result, with the paths of the copy replaced by those of the record."""

    def own(text: str) -> str:
        return text.replace(str(private), record).replace(str(private.parent), str(Path(record).parent))

    diagnostics = tuple(
        replace(
            diagnostic,
            message=own(diagnostic.message),
            hint=own(diagnostic.hint),
            place=diagnostic.place and diagnostic.place._replace(file=own(diagnostic.place.file)),
            record=own(diagnostic.record),
        )
        for diagnostic in report.diagnostics
    )
    return replace(report, message=own(report.message), hint=own(report.hint), diagnostics=diagnostics)
