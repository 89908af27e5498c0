"""Workers that build the records of a batch: processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

from cvkit.commands.batch.task import Task, TaskResult, build
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.programs import end_tree
from cvkit.system.signals import catch_signals, without_interrupts

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

GRACE = 30.0
"""A worker may take this many seconds longer than the time limit of TeX. Then it is ended."""

Completion = tuple[Task | None, TaskResult | None, tuple[str, ...]]
"""A finished task and its result, or None for both; and the names of the records that are being built."""


@dataclass
class _Worker:
    process: SpawnProcess
    line: Connection
    task: Task | None = None
    deadline: float = 0.0

    def give(self, task: Task) -> None:
        self.task = task
        self.deadline = time.monotonic() + task.seconds + GRACE
        with contextlib.suppress(OSError):  # the worker is dead; `_report_of` will see the end of the connection
            self.line.send(task)

    def end(self) -> None:
        """Terminate the process, and kill it after 2 seconds. In these it can end its own TeX process.

        Windows gives it no time, so its TeX is ended with it.
        """
        self.line.close()
        if self.process.pid and self.process.is_alive():
            end_tree(self.process.pid)
        self.process.terminate()
        self.process.join(2)
        self.process.kill()
        self.process.join()
        self.process.close()


class Processes:
    """Processes of this machine, each with one task at a time. If one dies, only its task fails."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []

    def work(self, tasks: Sequence[Task]) -> Iterator[Completion]:
        """Build records, as many at once as there are processes, and yield each when it is finished."""
        waiting = deque(tasks)
        try:
            self._workers = [self._new() for _ in range(min(self._count, len(waiting)))]
            while waiting or any(worker.task for worker in self._workers):
                for worker in self._workers:
                    if waiting and worker.task is None:
                        worker.give(waiting.popleft())
                yield None, None, self._running()
                for worker in self._ready():
                    task, report = self._report_of(worker)
                    yield task, report, self._running()
        finally:
            for worker in self._workers:
                worker.end()

    def _new(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there,), daemon=True)
        with without_interrupts():
            process.start()
        there.close()
        return _Worker(process, here)

    def _running(self) -> tuple[str, ...]:
        return tuple(worker.task.snapshot.name for worker in self._workers if worker.task)

    def _ready(self) -> list[_Worker]:
        """Wait for the first worker that has a result or whose time is over, and return all such workers."""
        busy = [worker for worker in self._workers if worker.task]
        first = min((worker.deadline for worker in busy), default=time.monotonic())
        lines = wait([worker.line for worker in busy], max(0.0, first - time.monotonic()))
        return [worker for worker in busy if worker.line in lines or worker.deadline <= time.monotonic()]

    def _report_of(self, worker: _Worker) -> tuple[Task, TaskResult]:
        """The task of a worker and its result. A worker without a result is ended, and a new one replaces it."""
        task = worker.task
        assert task
        worker.task = None
        try:
            if worker.line.poll():
                report = worker.line.recv()
                assert isinstance(report, TaskResult)
                return task, report
            message = f"it did not finish within {task.seconds + GRACE:g} seconds"
        except (EOFError, OSError):
            worker.process.join(1)
            message = f"the process that built it died ({worker.process.exitcode})"
        worker.end()
        self._workers[self._workers.index(worker)] = self._new()
        return task, TaskResult(ExitStatus.TYPESETTING, message)


def _serve(line: Connection) -> None:
    """The main function of a worker: build each task that it receives, until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal interrupts all; the first process ends the others
    gc.set_threshold(100_000)  # a record makes 100,000 objects, and reference counting frees most of them
    with contextlib.suppress(KeyboardInterrupt):
        catch_signals(["SIGTERM"])
        with contextlib.suppress(EOFError, OSError):
            while True:
                line.send(build(line.recv()))
        # It ends by itself: an interrupt within its cleanup would be a traceback. The handler is a function, because
        # Python prints a traceback too if the signal comes while the handler becomes SIG_IGN.
        signal.signal(signal.SIGTERM, lambda *_: None)


class Dask:
    """The workers of a Dask scheduler, on this machine or others. cvkit and TeX must be installed there.

    Dask pickles tasks and results, so the scheduler and its workers can run any code here: they are trusted.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def work(self, tasks: Sequence[Task]) -> Iterator[Completion]:
        """Build records, and yield each when it is finished.

        Raises:
            CvkitError: Dask is not installed, or the scheduler does not answer.
        """
        try:
            import distributed
        except ImportError:
            hint = f"run: {sys.executable} -m pip install distributed"
            raise CvkitError("Dask is not installed", ExitStatus.MISSING, hint) from None
        try:
            client = distributed.Client(self._address, timeout=10)
        except (OSError, TypeError, ValueError) as error:  # `tls://` without certificates is a TypeError
            hint = "use the address that the scheduler prints, such as tcp://10.0.0.1:8786"
            if self._address.startswith("tls:"):
                hint += "; cvkit's README.md names the settings that TLS needs"
            raise CvkitError(f"no scheduler answers at {self._address}: {error}", ExitStatus.SYSTEM, hint) from error
        with client:
            # A task that kills its worker is not tried on many others.
            given = {client.submit(build, task, pure=False, retries=0): task for task in tasks}
            for future in distributed.as_completed(given):
                task = given.pop(future)
                try:
                    report = future.result()
                except Exception as failure:
                    report = TaskResult(ExitStatus.TYPESETTING, f"the worker that built it failed: {failure}")
                yield task, report, ()
                future.release()
