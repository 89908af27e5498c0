"""Batch: many records, each built by a process of its own choosing, none of which can stop another.

A journal in the folder of the PDFs has a line for each record that is done, so a batch that was interrupted, or that
is run again after some records changed, does the rest.
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
    """What is asked of a batch."""

    folders: tuple[Path, ...]
    output: Path
    document: str | None = None
    style: str | None = None
    sections: tuple[str, ...] = ()
    seconds: float = 60
    """How long TeX may take for one record."""
    processes: int = 1
    dask: str | None = None
    """The address of a scheduler, where the work is done elsewhere."""
    again: bool = False
    """Whether what is done already is done anew."""


@dataclasses.dataclass(frozen=True)
class FinishedTask:
    """A record that is done: its PDF in place, or why there is none."""

    record: str
    file: Path | None
    report: TaskResult
    was_done: bool = False
    """Whether a batch before this one did it."""


@dataclasses.dataclass(frozen=True)
class BatchProgress:
    """How far a batch is: what came to an end with this step, and what runs now."""

    total: int
    done: FinishedTask | None
    running: tuple[str, ...] = ()


def run_batch(order: BatchRequest) -> Iterator[BatchProgress]:
    """Build the records in folders; each step tells what came to an end.

    Raises:
        CvkitError: there is no record there, the journal is a file of one, the system refuses to write, or the
            scheduler does not answer.
    """
    records = [record for folder in order.folders for record in find_records(folder)]
    if not records:
        names = ", ".join(map(str, order.folders))
        hint = "name folders with cv.yaml in them, or in folders within them"
        raise CvkitError(f"there is no record in {names}", ExitStatus.USAGE, hint)
    yield BatchProgress(len(records), None)
    gathered = [(record, name, collect_files(record)) for record, name in _named(records)]
    sources = [_sources(record, files) for record, _, files in gathered]
    protected = Protected({file: part for found in sources for file, part in found.items()})
    journal = Journal(order.output, protected)
    known = {} if order.again else {line["record"]: line for line in journal.lines()}
    surroundings = environment_key([repr((order.document, order.style, order.sections))])
    keys: dict[str, str] = {}
    waiting = []
    for record, name, files in gathered:
        if isinstance(files, CvkitError):
            unread = TaskResult(files.status, files.message, files.hint, files.diagnostics)
            yield BatchProgress(len(records), FinishedTask(str(record), None, unread))
            continue
        request = (order.document, order.style, order.sections)
        task = Task(str(record), name, record.suffix if record.is_file() else "", files, request, order.seconds)
        keys[task.record] = fingerprint([surroundings, name, *map(repr, sorted(files.items()))])
        if done := _done_before(known.get(task.record), keys[task.record], order.output):
            yield BatchProgress(len(records), done)
        else:
            waiting.append(task)
    crew = Dask(order.dask) if order.dask else Processes(order.processes)
    for built, report, running in crew.work(waiting):
        if built is None or report is None:
            yield BatchProgress(len(records), None, running)
            continue
        done = _put_in_place(built, report, order.output, protected)
        journal.add(_line(done, keys[built.record]))
        yield BatchProgress(len(records), done, running)


def _named(records: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Records with a name for each, which no other has on any file system."""
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
    """The files of a record that no PDF of the batch may overwrite, each with its part in words."""
    names = set(record_files(record))
    if not isinstance(files, CvkitError):
        folder = record.parent if record.is_file() else record
        pdfs = {name for name in files if name.lower().endswith(".pdf")}
        names |= {str(folder / name) for name in files if name not in pdfs}
        if pdfs:  # one that a text mentions may be what a batch has made; only a photo is a source
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
    """A record that is done as the journal has it."""
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
    """A record that a batch before this one did, if nothing that it is made from has changed since, nor its PDF.

    What failed for another reason than its own errors may succeed now.
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
