"""One run of TeX: started on the preamble, fed the body when it is there, ended whatever happens.

The preamble takes most of the time, and does not depend on the record: so TeX may read it while the record is
read and checked. The bytes are those of a run that is started late.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from types import TracebackType

from cvkit.model.problem import CvkitError, ExitStatus
from cvkit.typeset.folder import PrivateFolder
from cvkit.typeset.font_cache import font_cache, keep, lay_out
from cvkit.typeset.font_map import FONT_MAP, keep_map, lacks_a_font, short_map, source_of
from cvkit.typeset.installed import installed_files
from cvkit.typeset.log import BODY
from cvkit.typeset.programs import end_group, find_driver, find_program, start_driver, start_tex
from cvkit.typeset.room import FOLDER_SIZE, FONT_CACHE, SECONDS, environment, overstepped

FIRST_TIME = 3
"""How many times as long LuaTeX may take until it knows the fonts of this machine."""
LEAST_SPACE = 1 << 16
"""With less than this left on the disk, what TeX wrote is not to be trusted, whatever it says."""


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
        self._font_map = None if has_all_fonts else short_map(program)
        self._private = PrivateFolder()
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
        self._started: list[Popen[bytes]] = []
        """The engine, and its driver if it has one: started as early, it has read its lists when there is work."""
        try:
            for name, text in {**job.files, "cv.tex": job.preamble}.items():
                (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
            if self._font_map:
                (self.folder / FONT_MAP).write_bytes(self._font_map)
            if self._kept_fonts:
                lay_out(self._kept_fonts, self.folder / FONT_CACHE)
            self._started.append(start_tex(program, self.folder, self._kept_fonts, seconds))
            if driver:
                self._started.append(start_driver(driver, self.folder, seconds))
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._private.remove()

    def _end(self) -> None:
        for process in self._started:
            end_group(process)

    @property
    def is_waiting(self) -> bool:
        """Whether it is there and has no body yet."""
        engine = self._started[0]
        assert engine.stdin
        return engine.poll() is None and not engine.stdin.closed

    def feed(self, body: str, pictures: Mapping[str, bytes] | None = None) -> None:
        """Give it the body, and the pictures that it names; it goes on by itself, and its time begins anew."""
        self._deadline = time.monotonic() + self._seconds
        for name, content in (pictures or {}).items():
            (self.folder / name).write_bytes(content)
        self.body, self.pictures = body, dict(pictures or {})
        (self.folder / BODY).write_text(body, encoding="utf-8", newline="\n")
        _say(self._started[0], b"\\errorcontextlines=9 \\input{body}\\end{document}\n")

    def outcome(self) -> Outcome:
        """Wait for its end, and say what it left.

        Raises:
            CvkitError: it overstepped a limit, or the disk is full.
        """
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            status = self._started[0].wait()
            written = self.folder / "cv.xdv"
            for driver in self._started[1:] if status == 0 and written.is_file() else ():
                _say(driver, written.read_bytes())
                status = driver.wait()
        finally:
            self._has_ended.set()
        watch.join()
        terminal = _text(self.folder / "terminal.txt") + _text(self.folder / "driver.txt")
        if limit := self._limit or overstepped(status, terminal):
            raise CvkitError(limit, ExitStatus.TYPESETTING, "nothing was written; is a text endlessly long?")
        if shutil.disk_usage(self.folder).free < LEAST_SPACE:
            message = f"the disk for temporary files is full: {self.folder.parent}"
            raise CvkitError(message, ExitStatus.SYSTEM, "nothing was written; make room, or set TMPDIR")
        if self._kept_fonts:
            keep(self.folder / FONT_CACHE, self._kept_fonts)
        recorded = _text(self.folder / "cv.fls")
        its_own = environment(self._program, self.folder, self._kept_fonts)
        font_map = self._font_map or keep_map(self._program, its_own, recorded)
        pdf = self.folder / "cv.pdf"
        return Outcome(
            pdf=pdf.read_bytes() if status == 0 and pdf.is_file() else None,
            log=_text(self.folder / "cv.log"),
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
        return _text(self.folder / "cv.log") or _text(self.folder / "terminal.txt")

    def _watch(self) -> None:
        """End it when its time is over or its folder too large."""
        while not self._has_ended.wait(min(0.2, max(0.01, self._deadline - time.monotonic()))):
            if time.monotonic() >= self._deadline:
                self._limit = f"TeX did not end within {self._seconds:g} seconds"
            elif _size(self.folder) > FOLDER_SIZE:
                self._limit = f"TeX wrote more than {FOLDER_SIZE >> 20} MB"
            else:
                continue
            self._end()
            return


def _say(process: Popen[bytes], what: bytes) -> None:
    """Give a program its input, and its end."""
    assert process.stdin
    with contextlib.suppress(BrokenPipeError):  # it has stopped already: its log says why
        process.stdin.write(what)
        process.stdin.close()


def _size(folder: Path) -> int:
    """How much the files in a folder hold; what comes or goes meanwhile does not matter."""
    total = 0
    for file in folder.iterdir():
        with contextlib.suppress(OSError):
            total += file.stat().st_size
    return total


def _text(file: Path) -> str:
    """A file of TeX's; where it holds bytes of no known encoding, those are replaced."""
    return file.read_bytes()[: 8 << 20].decode("utf-8", "replace") if file.is_file() else ""
