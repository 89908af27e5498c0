"""Watch: build a document again whenever one of its files is saved.

Between builds, a run of TeX that has read the preamble waits for the next body. The state of the files is read before
each build, so that changes during a build are found after it. An event of the file system only starts this comparison.
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
from cvkit.typeset.typesetter import Typesetter

QUIET = 5
"""Wait for this many milliseconds without a change before a build, because editors save in several steps."""
BURST = 200
"""Build after this many milliseconds of changes, even if there is no pause."""
POLL_INTERVAL = 1000
"""The interval in milliseconds between two comparisons of files without events, such as those of another machine."""


@dataclass(frozen=True)
class Build:
    """One build: its result, its errors, and its duration. It has both if some of all documents failed."""

    result: Result | None
    errors: tuple[CvkitError, ...]
    seconds: float


class Builder:
    """Builds one document repeatedly. At the end of its context, every run of TeX is ended."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._typesetter = Typesetter(request.seconds)
        self._sources: tuple[str, ...] = ()

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._typesetter.__exit__(kind, error, trace)

    def build(self) -> Build:
        """Build the document from the present files."""
        began = time.perf_counter()
        result: Result | None = None
        errors: tuple[CvkitError, ...] = ()
        try:
            result, errors = typeset_documents(self.request, self._typesetter)
            self._sources = result.sources.contents
        except CvkitError as failure:
            errors = (failure,)
        except Exception as fault:
            errors = (CvkitError(f"internal error: {type(fault).__name__}: {fault}", ExitStatus.INTERNAL),)
        return Build(result, errors, time.perf_counter() - began)

    def prepare(self) -> None:
        """Prepare the next build: start TeX with the job of the last build, and collect garbage."""
        if self._typesetter.last_job:
            self._typesetter.start_early(self._typesetter.last_job)
        gc.collect()

    def state(self) -> dict[str, str]:
        """The last change of each file that the document uses now or may use next."""
        names = dict.fromkeys([*record_files(self.request.record), *self._sources])
        return {name: change_of(name) for name in names}


def builds(request: Request, stop: threading.Event | None = None) -> Iterator[Build]:
    """Build the document now, and again after each change, until `stop` is set.

    Raises:
        CvkitError: the first build cannot succeed: the record, document or style does not exist, or TeX is missing.
    """
    stop = stop or threading.Event()
    with Builder(request) as builder, contextlib.closing(_FileWatcher(stop)) as watcher:
        seen: dict[str, str] = {}
        is_first = True
        while not stop.is_set():
            now = builder.state()
            if now == seen and not is_first:
                watcher.wait({str(Path(name).parent) for name in now})
                continue
            began = time.time_ns()
            build = builder.build()
            hopeless = [error for error in build.errors if error.status in (ExitStatus.USAGE, ExitStatus.MISSING)]
            if is_first and hopeless and not (build.result and build.result.pdfs):
                raise hopeless[0]
            is_first = False
            after = builder.state()
            new = [name for name in after if name not in now]
            # A new file may have changed after it was read.
            seen = {} if changed_since(new, began) else {name: now.get(name, after[name]) for name in after}
            yield build
            builder.prepare()


def watch_pdf(request: Request) -> Iterator[tuple[Build, list[Path]]]:
    """Build a document repeatedly, and write its PDFs after each build. After an error, the last good PDFs are kept.

    Raises:
        CvkitError: as in `builds`.
    """
    for build in builds(request):
        files: list[Path] = []
        if build.result:
            try:
                files, unwritten = put_in_place(build.result, request)
                build = replace(build, errors=(*build.errors, *unwritten))
            except CvkitError as error:
                build = replace(build, result=None, errors=(error,))
        yield build, files


class _FileWatcher:
    """Waits for changes in folders. Each wait can have other folders."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._folders: set[str] = set()
        self._changes: Generator[object] | None = None

    def wait(self, folders: Iterable[str]) -> None:
        """Wait until a file in the folders changes, for at most `POLL_INTERVAL`."""
        existing = {folder for folder in folders if Path(folder).is_dir()}
        try:
            if existing != self._folders:
                self._listen(existing)
            if self._changes is None:
                self._stop.wait(POLL_INTERVAL / 1000)
            else:
                next(self._changes, None)
        except OSError:  # the system has no watches left, or a folder was deleted: poll instead
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
