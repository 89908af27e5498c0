"""One run of TeX: started on the preamble, fed the body when it is there, ended whatever happens.

The preamble takes most of the time, and does not depend on the record: so TeX may read it while the record is
read and checked. The bytes are those of a run that is started late.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from subprocess import Popen
from types import TracebackType
from typing import BinaryIO, cast

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.file_tree import measure
from cvkit.system.programs import end_group, find_driver, find_program, start_driver, start_tex
from cvkit.system.sandbox import FILE_SIZE, FILES, FOLDER_SIZE, FONT_CACHE, SECONDS, exceeded_limit, tex_environment
from cvkit.system.tempdir import TempDir
from cvkit.typeset.font_cache import font_cache, keep_font_cache, lay_out_font_cache
from cvkit.typeset.font_map import FONT_MAP, keep_map, lacks_a_font, short_map, source_of
from cvkit.typeset.installed_files import installed_files
from cvkit.typeset.tex_log import BODY

FIRST_TIME = 3
"""How many times as long LuaTeX may take until it knows the fonts of this machine."""
LONGEST_TEXT = 8 << 20
"""How much is read of each file in which TeX says what it did."""
LEAST_SPACE = 1 << 16
"""With less than this left on the disk, what TeX wrote is not to be trusted, whatever it says."""


@dataclass(frozen=True)
class Job:
    """What TeX needs before it can be given a body."""

    engine: str
    preamble: str
    files: dict[str, str]
    """The style's TeX files by name."""
    is_trusted: bool = False
    """Whether all of it is cvkit's own; only such a run fills a cache, for others write what they like."""


@dataclass(frozen=True)
class Outcome:
    """What a run left: the PDF, if there is one, and the log."""

    pdf: bytes | None
    log: str
    terminal: str
    installed: tuple[str, ...]
    """The files of the TeX installation that it depended on."""


class Run:
    """A TeX engine at work in a folder of its own; a context that leaves nothing behind."""

    def __init__(self, job: Job, seconds: float = SECONDS, *, has_all_fonts: bool = False) -> None:
        """Start it; it has so many seconds, and the fonts of cvkit's styles, or all of TeX's.

        Raises:
            FileNotFoundError: the engine is not installed, or what makes a PDF of its output.
        """
        program = find_program(job.engine)
        if program is None:
            raise FileNotFoundError(job.engine)
        driver = find_driver(program)
        self.job = job
        self._program = program
        self._kept_fonts = font_cache() if job.engine == "lualatex" else None
        # A style of the record's own may use any font, and what it used is not kept: it gets TeX's whole list.
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
        """The limit that it overstepped, in words."""
        self._has_ended = threading.Event()
        self._said: list[BinaryIO] = []
        """What each program prints, in files without a name: TeX cannot put another in their place."""
        self._started: list[Popen[bytes]] = []
        """The engine, and its driver if it has one: started as early, it has read its lists when there is work."""
        try:
            for name, text in {**job.files, "cv.tex": job.preamble}.items():
                self._private.put(name, text.encode())
            if self._font_map:
                self._private.put(FONT_MAP, self._font_map)
            if self._kept_fonts:
                lay_out_font_cache(self._kept_fonts, self.folder / FONT_CACHE)
            self._started.append(start_tex(program, self.folder, self._kept_fonts, self._listen(), seconds))
            if driver:
                self._started.append(start_driver(driver, self.folder, self._listen(), seconds))
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        for said in self._said:
            said.close()
        self._private.remove()

    def _listen(self) -> BinaryIO:
        """A file for what a program prints."""
        said = cast(BinaryIO, tempfile.TemporaryFile(dir=self.folder))  # noqa: SIM115 - closed with the run
        self._said.append(said)
        return said

    def _end(self) -> None:
        for process in self._started:
            end_group(process)

    @property
    def is_waiting(self) -> bool:
        """Whether it is there and has no body yet."""
        engine = self._started[0]
        assert engine.stdin
        return engine.poll() is None and not engine.stdin.closed

    def send_body(self, body: str, pictures: Mapping[str, bytes] | None = None) -> None:
        """Give it the body, and the pictures that it names; it goes on by itself, and its time begins anew.

        Raises:
            CvkitError: the style has made a file of one of these names.
        """
        self._deadline = time.monotonic() + self._seconds
        for name, content in (pictures or {}).items():
            self._private.put(name, content)
        self.body, self.pictures = body, dict(pictures or {})
        self._private.put(BODY, body.encode())
        _say(self._started[0], b"\\errorcontextlines=9 \\input{body}\\end{document}\n")

    def wait(self) -> Outcome:
        """Wait for its end, and say what it left.

        Raises:
            CvkitError: it overstepped a limit, or the disk is full, or the style made a link of a file of TeX's.
        """
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            status = self._started[0].wait()
            for driver in self._started[1:] if status == 0 else ():
                written = self._private.read("cv.xdv", FILE_SIZE)
                if written is not None:
                    _say(driver, written)
                    status = driver.wait()
        finally:
            self._has_ended.set()
        watch.join()
        terminal = self._terminal
        if limit := self._limit or exceeded_limit(status, terminal) or self._too_much():
            raise CvkitError(limit, ExitStatus.TYPESETTING, "nothing was written; is a text endlessly long?")
        if shutil.disk_usage(self.folder).free < LEAST_SPACE:
            message = f"the disk for temporary files is full: {self.folder.parent}"
            raise CvkitError(message, ExitStatus.SYSTEM, "nothing was written; make room, or set TMPDIR")
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
        """Whether it ended for a font that it was not given."""
        return self._font_map is not None and lacks_a_font(outcome.log + outcome.terminal)

    @property
    def log(self) -> str:
        """All that it has said."""
        with contextlib.suppress(CvkitError):
            return self._text("cv.log") or self._terminal
        return self._terminal

    @property
    def _terminal(self) -> str:
        """All that it, and its driver, have printed."""
        for said in self._said:
            said.seek(0)
        return "".join(_decoded(said.read(LONGEST_TEXT)) for said in self._said)

    def _text(self, name: str) -> str:
        return _decoded(self._private.read(name, LONGEST_TEXT) or b"")

    def _too_much(self) -> str:
        """The limit that its files overstep, in words; empty where they do not."""
        size, count = measure(self.folder)
        if size + sum(os.fstat(said.fileno()).st_size for said in self._said) > FOLDER_SIZE:
            return f"TeX wrote more than {FOLDER_SIZE >> 20} MB"
        return f"TeX made more than {FILES} files" if count > FILES else ""

    def _watch(self) -> None:
        """End it when its time is over or its folder too large."""
        while not self._has_ended.wait(min(0.2, max(0.01, self._deadline - time.monotonic()))):
            if time.monotonic() >= self._deadline:
                self._limit = f"TeX did not end within {self._seconds:g} seconds"
            else:
                self._limit = self._too_much()
            if self._limit:
                self._end()
                return


def _say(process: Popen[bytes], what: bytes) -> None:
    """Give a program its input, and its end."""
    assert process.stdin
    with contextlib.suppress(BrokenPipeError):  # it has stopped already: its log says why
        process.stdin.write(what)
        process.stdin.close()


def _decoded(text: bytes) -> str:
    """What TeX wrote; where it holds bytes of no known encoding, those are replaced."""
    return text.decode("utf-8", "replace")
