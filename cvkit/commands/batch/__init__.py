"""Build many records in worker processes. One crash does not affect the other records.

A journal in the folder of the PDFs has a line for each finished record. If a batch was interrupted, or if some records
changed, the next batch builds only the rest.
"""

from __future__ import annotations

import contextlib
import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from cvkit.cache import environment_key
from cvkit.cache.fingerprint import fingerprint
from cvkit.commands.batch.task import Task, TaskResult
from cvkit.commands.batch.workers import Dask, Processes
from cvkit.deliver import deliver
from cvkit.deliver.journal import Journal
from cvkit.deliver.protect import Protected, other_folder
from cvkit.load import load
from cvkit.load.collect import Files, collect_files, find_records
from cvkit.load.early import record_files
from cvkit.model.diagnostic import CvkitError, ExitStatus, restore_diagnostic


@dataclasses.dataclass(frozen=True)
class BatchRequest:
    """The arguments of a batch."""

    folders: tuple[Path, ...]
    output: Path
    document: str | None = None
    style: str | None = None
    sections: tuple[str, ...] = ()
    seconds: float = 60
    """The time limit of TeX for one record, in seconds."""
    processes: int = 1
    dask: str | None = None
    """The address of a Dask scheduler whose workers build the records, or None for processes of this machine."""
    again: bool = False
    """Whether records that are up to date are built again."""


@dataclasses.dataclass(frozen=True)
class FinishedTask:
    """A finished record: the file of its PDF, or the reason why there is none."""

    record: str
    file: Path | None
    report: TaskResult
    was_done: bool = False
    """Whether an earlier batch built it."""


@dataclasses.dataclass(frozen=True)
class BatchProgress:
    """The progress of a batch: the record that this step finished, if any, and the names of the running ones."""

    total: int
    done: FinishedTask | None
    running: tuple[str, ...] = ()


def run_batch(batch: BatchRequest) -> Iterator[BatchProgress]:
    """Build the records in folders, and yield the progress after each step.

    Raises:
        CvkitError: the folders have no record, the journal would overwrite a file of a record, the system refuses to
            write, or the scheduler does not answer.
    """
    records = [record for folder in batch.folders for record in find_records(folder)]
    if not records:
        names = ", ".join(map(str, batch.folders))
        hint = "name folders that contain cv.yaml, or whose subfolders do"
        raise CvkitError(f"there is no record in {names}", ExitStatus.USAGE, hint)
    yield BatchProgress(len(records), None)
    collected = [(record, name, collect_files(record)) for record, name in _named(records)]
    sources = [_sources(record, files) for record, _, files in collected]
    protected = Protected({file: part for found in sources for file, part in found.items()})
    journal = Journal(batch.output, protected)
    known = {} if batch.again else {line["record"]: line for line in journal.lines()}
    environment = environment_key([repr((batch.document, batch.style, batch.sections))])
    keys: dict[str, str] = {}
    waiting = []
    for record, name, files in collected:
        if isinstance(files, CvkitError):
            unread = TaskResult(files.status, files.message, files.hint, files.diagnostics)
            yield BatchProgress(len(records), FinishedTask(str(record), None, unread))
            continue
        request = (batch.document, batch.style, batch.sections)
        task = Task(str(record), name, record.suffix if record.is_file() else "", files, request, batch.seconds)
        keys[task.record] = fingerprint([environment, name, *map(repr, sorted(files.items()))])
        if done := _done_before(known.get(task.record), keys[task.record], batch.output):
            yield BatchProgress(len(records), done)
        else:
            waiting.append(task)
    executor = Dask(batch.dask) if batch.dask else Processes(batch.processes)
    for built, report, running in executor.work(waiting):
        if built is None or report is None:
            yield BatchProgress(len(records), None, running)
            continue
        done = _put_in_place(built, report, batch.output, protected)
        journal.add(_line(done, keys[built.record]))
        yield BatchProgress(len(records), done, running)


def _named(records: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each record with a name that is unique on every file system."""
    taken: set[str] = set()
    for record in dict.fromkeys(records):
        own = record.stem if record.is_file() else record.resolve().name
        name, number = own, 1
        while (plain := unicodedata.normalize("NFC", name).casefold()) in taken:
            number += 1
            name = f"{own}-{number}"
        taken.add(plain)
        yield record, name


def _sources(record: Path, files: Files | CvkitError) -> dict[str, str]:
    """The files of a record that no PDF of the batch may overwrite, each with a description."""
    names = set(record_files(record))
    if not isinstance(files, CvkitError):
        folder = record.parent if record.is_file() else record
        pdfs = {name for name in files if name.lower().endswith(".pdf")}
        names |= {str(folder / name) for name in files if name not in pdfs}
        if pdfs:  # an earlier batch may have made a PDF; only a PDF that the record names is a source
            with contextlib.suppress(CvkitError):
                names |= load(record).named.keys()
    return dict.fromkeys(sorted(names), f"a file of the record {record}")


def _put_in_place(task: Task, report: TaskResult, output: Path, protected: Protected) -> FinishedTask:
    if report.pdf is None:
        return FinishedTask(task.record, None, report)
    try:
        protected.refuse([output / report.name], other_folder())
        (file,) = deliver({output / report.name: report.pdf}, protected, new_folder=output)
    except CvkitError as error:
        return FinishedTask(task.record, None, TaskResult(error.status, error.message, error.hint))
    return FinishedTask(task.record, file, report)


def _line(done: FinishedTask, key: str) -> dict[str, object]:
    """The line of the journal for a finished record."""
    report = done.report
    return {
        "record": done.record,
        "key": key,
        "status": int(report.status),
        "name": report.name,
        "pdf": fingerprint([], [str(done.file)]) if done.file else "",
        "message": report.message,
        "hint": report.hint,
        "problems": [dataclasses.asdict(diagnostic) for diagnostic in report.diagnostics],
    }


def _done_before(line: dict[str, object] | None, key: str, output: Path) -> FinishedTask | None:
    """The result of an earlier batch for a record, if its files and its PDF have not changed since.

    A record that failed for another reason than its own errors is built again, because it may succeed now.
    """
    if line is None or line["key"] != key or line["status"] not in (ExitStatus.DONE, ExitStatus.PROBLEMS):
        return None
    file = output / str(line["name"]) if line["pdf"] else None
    if file and fingerprint([], [str(file)]) != line["pdf"]:
        return None
    diagnostics = line["problems"]
    assert isinstance(diagnostics, list)
    found = tuple(map(restore_diagnostic, diagnostics))
    status = ExitStatus(int(str(line["status"])))
    report = TaskResult(status, str(line["message"]), str(line["hint"]), found, name=str(line["name"]))
    return FinishedTask(str(line["record"]), file, report, was_done=True)
