"""Watch: a document is made anew whenever something that it is made from is saved.

Between builds an engine waits that has read the preamble already. Files are looked at before a build, so what is
saved while it runs is seen after it; what the system tells of files only says when to look.
"""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from cvkit.cache import Result
from cvkit.cache.fingerprint import change_of, changed_since
from cvkit.commands.pdf import typeset_documents
from cvkit.commands.request import Request
from cvkit.commands.targets import put_in_place
from cvkit.load.early import record_files
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.typeset import Job, Run

QUIET = 5
"""For how many milliseconds no file must change before it is looked at: editors save in several steps."""
BURST = 200
"""After how many milliseconds of changes without a pause they are looked at all the same."""
POLL_INTERVAL = 1000
"""How often files are looked at where the system tells nothing, as with files of another machine."""


@dataclass(frozen=True)
class Build:
    """One build: what came of it, or the error that kept it from coming."""

    result: Result | None
    error: CvkitError | None
    seconds: float


class Builder:
    """Makes one document again and again; a context that leaves no engine behind."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._spare: Run | None = None
        self._job: Job | None = None
        self._sources: tuple[str, ...] = ()

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._discard()

    def build(self) -> Build:
        """Make the document as its files are now."""
        began = time.perf_counter()
        result, error = None, None
        try:
            result, self._job = typeset_documents(self.request, self._spare)
            self._sources = result.sources.contents
        except CvkitError as failure:
            error = failure
        except Exception as fault:
            error = CvkitError(f"a fault of cvkit's own: {type(fault).__name__}: {fault}", ExitStatus.INTERNAL)
        return Build(result, error, time.perf_counter() - began)

    def prepare(self) -> None:
        """Get ready for the next build: an engine for the same job as the last time, and no garbage."""
        if self._spare and (not self._spare.is_waiting or self._spare.job != self._job):
            self._discard()
        if self._spare is None and self._job:
            with contextlib.suppress(OSError):
                self._spare = Run(self._job)
        gc.collect()

    def state(self) -> dict[str, str]:
        """When each file was last changed that the document is made from, or may be made from next."""
        names = dict.fromkeys([*record_files(self.request.record), *self._sources])
        return {name: change_of(name) for name in names}

    def _discard(self) -> None:
        if self._spare:
            self._spare.__exit__(None, None, None)
            self._spare = None


def builds(request: Request, stop: threading.Event | None = None) -> Iterator[Build]:
    """The document as it is now, and again after each change, until `stop` is set.

    Raises:
        CvkitError: it cannot be made at all: there is no such record, document or style, or TeX is missing.
    """
    stop = stop or threading.Event()
    with Builder(request) as workshop, contextlib.closing(_FileWatcher(stop)) as bell:
        seen: dict[str, str] = {}
        is_first = True
        while not stop.is_set():
            now = workshop.state()
            if now == seen and not is_first:
                bell.wait({str(Path(name).parent) for name in now})
                continue
            began = time.time_ns()
            build = workshop.build()
            if is_first and build.error and build.error.status in (ExitStatus.USAGE, ExitStatus.MISSING):
                raise build.error
            is_first = False
            after = workshop.state()
            new = [name for name in after if name not in now]
            # A file that was not known before may have changed since it was read.
            seen = {} if changed_since(new, began) else {name: now.get(name, after[name]) for name in after}
            yield build
            workshop.prepare()


def watch_pdf(request: Request) -> Iterator[tuple[Build, list[Path]]]:
    """Builds of a document, each with the files that were put in place; after an error the last good ones stay.

    Raises:
        CvkitError: as `builds`.
    """
    for build in builds(request):
        files: list[Path] = []
        if build.result:
            try:
                files = put_in_place(build.result, request)
            except CvkitError as error:
                build = replace(build, result=None, error=error)
        yield build, files


class _FileWatcher:
    """Waits for changes in folders; the folders may be others each time."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._folders: set[str] = set()
        self._changes: Generator[object] | None = None

    def wait(self, folders: Iterable[str]) -> None:
        """Wait until a file in the folders changes, or for `POLL_INTERVAL`."""
        existing = {folder for folder in folders if Path(folder).is_dir()}
        try:
            if existing != self._folders:
                self._listen(existing)
            if self._changes is None:
                self._stop.wait(POLL_INTERVAL / 1000)
            else:
                next(self._changes, None)
        except OSError:  # the system has no watches left, or a folder is gone: poll instead
            self._changes = None

    def _listen(self, folders: set[str]) -> None:
        from watchfiles import watch

        self.close()
        self._folders = folders
        if folders:
            self._changes = watch(
                *sorted(folders),
                watch_filter=None,
                debounce=BURST,
                step=QUIET,
                stop_event=self._stop,
                rust_timeout=POLL_INTERVAL,
                yield_on_timeout=True,
                recursive=False,
                ignore_permission_denied=True,
            )

    def close(self) -> None:
        """Stop listening."""
        if self._changes:
            self._changes.close()
        self._changes, self._folders = None, set()
