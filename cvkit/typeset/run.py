"""One run of TeX: it starts with the preamble, receives the body later, and always ends.

The preamble takes most of the time and does not depend on the record. So TeX can read it while cvkit loads and checks
the record. The output is the same, byte for byte, as that of a run which starts later.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Mapping
from subprocess import Popen
from types import TracebackType
from typing import BinaryIO, cast

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.value_class import dataclass
from cvkit.system.file_tree import measure
from cvkit.system.programs import MissingProgramError, end_group, find_driver, find_program, start_driver, start_tex
from cvkit.system.sandbox import FILE_SIZE, FILES, FOLDER_SIZE, FONT_CACHE, SECONDS, exceeded_limit, tex_environment
from cvkit.system.tempdir import TempDir
from cvkit.typeset.font_cache import font_cache, keep_font_cache, lay_out_font_cache
from cvkit.typeset.font_map import FONT_MAP, keep_map, lacks_a_font, short_map, source_of
from cvkit.typeset.installed_files import installed_files
from cvkit.typeset.tex_log import BODY

FIRST_TIME = 3
"""The factor by which the time limit of LuaTeX is longer while there is no font cache."""
LONGEST_TEXT = 8 << 20
"""The most bytes that are read of each log of TeX."""
LEAST_SPACE = 1 << 16
"""If fewer bytes are free on the disk, the output of TeX may be incomplete, whatever its log says."""


_BODY_INPUT = (
    b"\\errorcontextlines=9 "
    b"\\csname CVKtrace\\endcsname"  # a style without cvkit.sty does not have it
    b"\\input{body}\\wlog{CVK end}\\end{document}\n"
)


@dataclass(frozen=True)
class Job:
    """The input that TeX needs before it receives a body."""

    engine: str
    preamble: str
    files: dict[str, str]
    """The style's TeX files by name."""
    is_trusted: bool = False
    """Whether every file is cvkit's own. Only such a run fills a cache, because other styles can write anything."""


@dataclass(frozen=True)
class Outcome:
    """The output of a run: the PDF, if there is one, and the logs."""

    pdf: bytes | None
    log: str
    terminal: str
    installed: tuple[str, ...]
    """The files of the TeX installation on which the run depended."""


class Run:
    """A TeX engine that runs in a temporary folder. At the end of the context the folder is deleted."""

    def __init__(self, job: Job, seconds: float = SECONDS, *, has_all_fonts: bool = False) -> None:
        """Start the engine, with a time limit in seconds.

        It gets the short list of the fonts that cvkit's styles use, or with `has_all_fonts` its own full list.

        Raises:
            MissingProgramError: the engine is not installed, or the driver that makes a PDF from its output.
            CvkitError: no temporary file can be written.
        """
        program = find_program(job.engine)
        if program is None:
            raise MissingProgramError(job.engine)
        driver = find_driver(program)
        self.job = job
        self._program = program
        self._kept_fonts = font_cache() if job.engine == "lualatex" else None
        # Another style may use any font, and its fonts are not added to the short list: it gets TeX's full list.
        self._font_map = short_map(program) if job.is_trusted and not has_all_fonts else None
        self._private = TempDir()
        self.folder = self._private.path
        if job.engine == "lualatex" and not (self._kept_fonts and self._kept_fonts.is_dir()):
            seconds *= FIRST_TIME
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self.body = ""
        self.pictures: dict[str, bytes] = {}
        self._limit = ""
        """The limit that the run exceeded, in words; empty if none."""
        self._has_ended = threading.Event()
        self._outputs: list[BinaryIO] = []
        """The output of each program, in files without a name, which TeX cannot replace."""
        self._started: list[Popen[bytes]] = []
        """The engine, and its driver if it has one. The driver starts early too, so it reads its lists meanwhile."""
        try:
            for name, text in {**job.files, "cv.tex": job.preamble}.items():
                self._private.put(name, text.encode())
            if self._font_map:
                self._private.put(FONT_MAP, self._font_map)
            if self._kept_fonts:
                lay_out_font_cache(self._kept_fonts, self.folder / FONT_CACHE)
            self._started.append(start_tex(program, self.folder, self._kept_fonts, self._output_file(), seconds))
            if driver:
                self._started.append(start_driver(driver, self.folder, self._output_file(), seconds))
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        for output in self._outputs:
            output.close()
        self._private.remove()

    def _output_file(self) -> BinaryIO:
        """Create a file for the output of a program."""
        output = cast(BinaryIO, tempfile.TemporaryFile(dir=self.folder))  # noqa: SIM115 - closed with the run
        self._outputs.append(output)
        return output

    def _end(self) -> None:
        for process in self._started:
            end_group(process)

    @property
    def is_waiting(self) -> bool:
        """Whether the engine is running and has no body yet."""
        engine = self._started[0]
        assert engine.stdin
        return engine.poll() is None and not engine.stdin.closed

    def send_body(self, body: str, pictures: Mapping[str, bytes] | None = None) -> None:
        """Send the body, and write the pictures that it names. TeX then continues, and its time limit starts again.

        Raises:
            CvkitError: the style has created a file with one of these names.
        """
        self._deadline = time.monotonic() + self._seconds
        for name, content in (pictures or {}).items():
            self._private.put(name, content)
        self.body, self.pictures = body, dict(pictures or {})
        self._private.put(BODY, body.encode())
        _send_input(self._started[0], _BODY_INPUT)

    def wait(self) -> Outcome:
        """Wait for the end of the run, and return its output.

        Raises:
            CvkitError: the run exceeded a limit, the disk is full, or the style replaced a file of TeX with a link.
        """
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            status = self._started[0].wait()
            for driver in self._started[1:] if status == 0 else ():
                written = self._private.read("cv.xdv", FILE_SIZE)
                if written is not None:
                    _send_input(driver, written)
                    status = driver.wait()
        finally:
            self._has_ended.set()
        watch.join()
        terminal = self._terminal
        if limit := self._limit or exceeded_limit(status, terminal, self._seconds) or self._exceeded_size():
            hint = "the PDF was not written; look for a very long text, or for a loop in the style"
            raise CvkitError(limit, ExitStatus.TYPESETTING, hint)
        if shutil.disk_usage(self.folder).free < LEAST_SPACE:
            message = f"the disk for temporary files is full: {self.folder.parent}"
            hint = "the PDF was not written; delete files there, or set TMPDIR to a folder on another disk"
            raise CvkitError(message, ExitStatus.SYSTEM, hint)
        recorded = self._text("cv.fls")
        pdf = self._private.read("cv.pdf", FILE_SIZE) if status == 0 else None
        font_map = self._font_map
        if pdf and self.job.is_trusted:
            if self._kept_fonts:
                keep_font_cache(self.folder / FONT_CACHE, self._kept_fonts)
            font_map = font_map or keep_map(
                self._program, self.folder, tex_environment(self._program, self.folder, self._kept_fonts), recorded
            )
        return Outcome(
            pdf=pdf,
            log=self._text("cv.log"),
            terminal=terminal,
            installed=installed_files(
                recorded,
                source_of(font_map) if font_map else "",
                self._program,
                self.job.engine != "pdflatex",
            ),
        )

    def lacked_a_font(self, outcome: Outcome) -> bool:
        """Whether the run failed because its short list lacked a font."""
        return self._font_map is not None and lacks_a_font(outcome.log + outcome.terminal)

    @property
    def log(self) -> str:
        """TeX's log, or its terminal output if there is no log."""
        with contextlib.suppress(CvkitError):
            return self._text("cv.log") or self._terminal
        return self._terminal

    @property
    def _terminal(self) -> str:
        """The terminal output of the engine and of its driver."""
        for output in self._outputs:
            output.seek(0)
        return "".join(_decoded(output.read(LONGEST_TEXT)) for output in self._outputs)

    def _text(self, name: str) -> str:
        return _decoded(self._private.read(name, LONGEST_TEXT) or b"")

    def _exceeded_size(self) -> str:
        """The limit that the files of the run exceed, in words; empty if they exceed none."""
        size, count = measure(self.folder)
        if size + sum(os.fstat(output.fileno()).st_size for output in self._outputs) > FOLDER_SIZE:
            return f"TeX wrote more than {FOLDER_SIZE >> 20} MB"
        return f"TeX created more than {FILES} files" if count > FILES else ""

    def _watch(self) -> None:
        """End the run when its time is over or its folder is too large."""
        while not self._has_ended.wait(min(0.2, max(0.01, self._deadline - time.monotonic()))):
            if time.monotonic() >= self._deadline:
                self._limit = f"TeX did not end within {self._seconds:g} seconds"
            else:
                self._limit = self._exceeded_size()
            if self._limit:
                self._end()
                return


def _send_input(process: Popen[bytes], content: bytes) -> None:
    """Write the input of a program and close it."""
    assert process.stdin
    with contextlib.suppress(BrokenPipeError):  # it has stopped already; its log has the reason
        process.stdin.write(content)
        process.stdin.close()


def _decoded(text: bytes) -> str:
    """Decode the output of TeX as UTF-8; invalid bytes are replaced."""
    return text.decode("utf-8", "replace")
