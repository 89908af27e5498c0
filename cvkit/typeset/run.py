"""One run of TeX: started on the preamble, fed the body when it is there, ended whatever happens.

The preamble takes most of the time, and does not depend on the record: so TeX may read it while the record is
read and checked. The bytes are those of a run that is started late.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from cvkit.model.problem import CvkitError, ExitStatus
from cvkit.typeset.programs import SECONDS, end_group, find_program, start_tex


@dataclass(frozen=True)
class Job:
    """What TeX needs before it can be given a body."""

    engine: str
    preamble: str
    files: dict[str, str]
    """The style's TeX files by name."""


@dataclass(frozen=True)
class Outcome:
    """What a run left: the PDF, if there is one, and the log."""

    pdf: bytes | None
    log: str
    terminal: str


class Run:
    """A TeX engine at work in a folder of its own; a context that leaves nothing behind."""

    def __init__(self, job: Job, seconds: float = SECONDS) -> None:
        """Start it; it has so many seconds.

        Raises:
            FileNotFoundError: the engine is not installed.
        """
        program = find_program(job.engine)
        if program is None:
            raise FileNotFoundError(job.engine)
        self.job = job
        self._folder = tempfile.TemporaryDirectory(prefix="cvkit-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        for name, text in {**job.files, "cv.tex": job.preamble}.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        self._process: subprocess.Popen[bytes] = start_tex(program, folder)
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end_group(self._process)
        self._folder.cleanup()

    def feed(self, body: str) -> None:
        """Give it the body; it goes on by itself."""
        (Path(self._folder.name) / "body.tex").write_text(body, encoding="utf-8", newline="\n")
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):  # it has stopped already: its log says why
            self._process.stdin.write(b"\\input{body}\\end{document}\n")
            self._process.stdin.close()

    def outcome(self) -> Outcome:
        """Wait for its end, and say what it left.

        Raises:
            CvkitError: it ran out of time.
        """
        folder = Path(self._folder.name)
        try:
            status = self._process.wait(max(0.1, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            message = f"TeX did not end within {self._seconds:g} seconds"
            raise CvkitError(
                message, ExitStatus.TYPESETTING, "nothing was written; is a text endlessly long?"
            ) from None
        pdf = folder / "cv.pdf"
        return Outcome(
            pdf=pdf.read_bytes() if status == 0 and pdf.is_file() else None,
            log=_text(folder / "cv.log"),
            terminal=_text(folder / "terminal.txt"),
        )


def _text(file: Path) -> str:
    """A file of TeX's; where it holds bytes of no known encoding, those are replaced."""
    return file.read_bytes()[: 8 << 20].decode("utf-8", "replace") if file.is_file() else ""
