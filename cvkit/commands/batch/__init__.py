"""Build many records in worker processes. One crash does not affect the other records.

A journal in the folder of the PDFs has a line for each finished record. If a batch was interrupted, or if some records
changed, the next batch builds only the rest.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

from cvkit.cache import environment_key
from cvkit.cache.fingerprint import fingerprint, is_content
from cvkit.commands.batch.outputs import Outputs, left_out_records, named_records
from cvkit.commands.batch.task import Task, TaskResult
from cvkit.commands.batch.workers import Dask, Processes
from cvkit.deliver import deliver
from cvkit.deliver.journal import Journal
from cvkit.deliver.protect import Protected, other_folder
from cvkit.load.clock import today
from cvkit.load.collect import take_snapshot
from cvkit.load.early import record_files
from cvkit.load.record_files import Snapshot
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
    left_out: tuple[Path, ...] = ()
    """The records within other records, which are not built. Only the first step has them."""


def run_batch(batch: BatchRequest) -> Iterator[BatchProgress]:
    """Build the records in folders, and yield the progress after each step.

    Raises:
        CvkitError: a folder has no record, the journal would overwrite a file of a record, the system refuses to
            write, or the scheduler does not answer.
    """
    names = named_records(batch.folders)
    yield BatchProgress(len(names), None, left_out=tuple(left_out_records(names)))
    taken = {
        record: take_snapshot(record, name, batch.style, is_typed=record in batch.folders)
        for record, name in names.items()
    }
    sources = [_sources(record, snapshot) for record, snapshot in taken.items()]
    protected = Protected({file: part for found in sources for file, part in found.items()})
    journal = Journal(batch.output, protected)
    lines = journal.lines()
    outputs = Outputs(batch.output, lines)
    clashes = outputs.clashes(names)
    known = {} if batch.again else {line["record"]: line for line in lines}
    request = (batch.document, batch.style, batch.sections)
    # The day decides which dates are in the future, and what `present` means.
    environment = environment_key([repr(request), today().isoformat()])
    keys: dict[str, str] = {}
    waiting = []
    for record, snapshot in taken.items():
        given = clashes.get(record, snapshot)
        if isinstance(given, CvkitError):
            yield BatchProgress(len(names), FinishedTask(str(record), None, _failure(given)))
            continue
        task = Task(str(record), given, request, batch.seconds)
        files = map(repr, sorted(given.files.items()))
        keys[task.record] = fingerprint([environment, task.record, given.name, *files])
        if done := _done_before(known.get(outputs.key(record)), task.record, keys[task.record], batch.output):
            yield BatchProgress(len(names), done)
        else:
            waiting.append(task)
    executor = Dask(batch.dask) if batch.dask else Processes(batch.processes)
    for built, report, running in executor.work(waiting):
        if built is None or report is None:
            yield BatchProgress(len(names), None, running)
            continue
        key = outputs.key(Path(built.record))
        done = _placed(built.record, report, batch.output, protected, outputs)
        # The line is first: whenever the batch is ended, no PDF is in place that the next batch does not know.
        journal.add({"record": key, **_line(done, keys[built.record])})
        if done.file and report.pdf is not None:
            try:
                deliver({done.file: report.pdf}, protected, new_folder=batch.output)
            except CvkitError as error:
                done = FinishedTask(built.record, None, _failure(error))
                journal.add({"record": key, **_line(done, keys[built.record])})
            else:
                outputs.add(key, report.name)
        yield BatchProgress(len(names), done, running)


def _sources(record: Path, snapshot: Snapshot | CvkitError) -> dict[str, str]:
    """The files of a record that no PDF of the batch may overwrite, each with a description."""
    names = set(record_files(record))
    if isinstance(snapshot, Snapshot):
        names |= {str(snapshot.folder / name) for name in snapshot.files}
    return dict.fromkeys(sorted(names), f"a file of the record {record}")


def _failure(error: CvkitError) -> TaskResult:
    return TaskResult(error.status, error.message, error.hint, error.diagnostics)


def _placed(record: str, report: TaskResult, output: Path, protected: Protected, outputs: Outputs) -> FinishedTask:
    """A finished record with the path of its PDF, which is not written yet, or with the reason why it has none."""
    if report.pdf is None:
        return FinishedTask(record, None, report)
    try:
        protected.refuse([output / report.name], other_folder())
        outputs.refuse(outputs.key(Path(record)), report.name)
    except CvkitError as error:
        return FinishedTask(record, None, _failure(error))
    return FinishedTask(record, output / report.name, report)


def _line(done: FinishedTask, key: str) -> dict[str, object]:
    """The line of the journal for a finished record, but for the record."""
    report = done.report
    return {
        "key": key,
        "status": int(report.status),
        "name": report.name,
        "pdf": hashlib.sha256(report.pdf).hexdigest() if done.file and report.pdf is not None else "",
        "message": report.message,
        "hint": report.hint,
        "problems": [dataclasses.asdict(diagnostic) for diagnostic in report.diagnostics],
    }


def _done_before(line: dict[str, object] | None, record: str, key: str, output: Path) -> FinishedTask | None:
    """The result of an earlier batch for a record, if its files and its PDF have not changed since.

    A record that failed for another reason than its own errors is built again, because it may succeed now.
    """
    if line is None or line["key"] != key or line["status"] not in (ExitStatus.DONE, ExitStatus.PROBLEMS):
        return None
    file = output / str(line["name"]) if line["pdf"] else None
    if file and not is_content(file, str(line["pdf"])):
        return None
    diagnostics = line["problems"]
    assert isinstance(diagnostics, list)
    found = tuple(map(restore_diagnostic, diagnostics))
    status = ExitStatus(int(str(line["status"])))
    report = TaskResult(status, str(line["message"]), str(line["hint"]), found, name=str(line["name"]))
    return FinishedTask(record, file, report, was_done=True)
