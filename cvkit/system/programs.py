"""The only module that starts programs: TeX in a sandbox, others only to query them or to show files.

`sandbox.py` describes the sandbox.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from cvkit.system.landlock import SandboxRules, restrict_self
from cvkit.system.sandbox import sandbox_rules, set_limits, tex_environment


class MissingProgramError(Exception):
    """A program is not installed. Its argument is the name of the program."""


_INSTALLERS_FOLDERS = ("/Library/TeX/texbin", "/usr/local/bin", "/opt/homebrew/bin")


def find_program(name: str) -> str | None:
    """The path of a program, from the shell's search path and the usual folders of TeX installers.

    Only absolute folders are searched. The current folder may be a record from somebody else, and Windows would search
    it first.
    """
    places = [*os.environ.get("PATH", os.defpath).split(os.pathsep), *_INSTALLERS_FOLDERS]
    folders = (place for place in map(os.path.expanduser, places) if os.path.isabs(place))  # noqa: PTH117
    return next(filter(None, (_program_in(folder, name) for folder in folders)), None)


def _program_in(folder: str, name: str) -> str | None:
    """The path of a program in a folder. On Windows its name has one of the endings of `PATHEXT` there.

    Python 3.11 adds no ending to a path, and would search the current folder for a name.
    """
    endings = os.environ.get("PATHEXT", ".COM;.EXE;.BAT;.CMD" if os.name == "nt" else "")
    paths = (os.path.join(folder, f"{name}{ending}") for ending in (*filter(None, endings.split(";")), ""))  # noqa: PTH118
    return next(filter(None, map(shutil.which, paths)), None)


def start_tex(
    program: str, folder: Path, font_cache: Path | None, output: BinaryIO, seconds: float
) -> subprocess.Popen[bytes]:
    """Start a TeX engine on `cv.tex` in its folder. At the end of the file it reads its standard input.

    It prints to the open file `output`. It runs in its default interaction mode, because no other mode reads from a
    terminal. It ends at the first error and at the end of its input. XeTeX writes `cv.xdv`, the others a PDF.
    """
    arguments = ["-halt-on-error", "-file-line-error", "-no-shell-escape", "-recorder"]
    arguments.append("-disable-installer" if _is_miktex(program) else "-no-parse-first-line")
    if Path(program).name.startswith("xe"):
        arguments.append("-no-pdf")
    return _start([program, *arguments, "cv.tex"], folder, font_cache, output, seconds)


def _is_miktex(program: str) -> bool:
    """Whether an engine belongs to MiKTeX, whose installer opens a dialog for a missing package while TeX waits."""
    folder = Path(program).resolve().parent
    return "miktex" in str(folder).lower() or any((folder / f"initexmf{ending}").exists() for ending in ("", ".exe"))


def find_driver(engine: str) -> str | None:
    """The driver beside XeTeX, which makes a PDF from its output; none for an engine that writes PDF itself.

    Raises:
        MissingProgramError: there is no such program.
    """
    if not Path(engine).name.startswith("xe"):
        return None
    for beside in (Path(engine), Path(engine).resolve()):
        if found := _program_in(str(beside.parent), "xdvipdfmx"):
            return found
    raise MissingProgramError("xdvipdfmx")


def start_driver(program: str, folder: Path, output: BinaryIO, seconds: float) -> subprocess.Popen[bytes]:
    """Start the driver of XeTeX in its folder, as XeTeX itself does. It makes `cv.pdf` from its standard input."""
    return _start([program, "-q", "-E", "-o", "cv.pdf"], folder, None, output, seconds)


def _start(
    command: list[str], folder: Path, font_cache: Path | None, output: BinaryIO, seconds: float
) -> subprocess.Popen[bytes]:
    process = start_sandboxed(
        lambda: subprocess.Popen(
            command,
            cwd=folder,
            env=tex_environment(command[0], folder, font_cache),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=os.name != "nt",
        ),
        sandbox_rules(command[0], folder, font_cache),
    )
    set_limits(process.pid, seconds)
    return process


def start_sandboxed(start: Callable[[], subprocess.Popen[bytes]], rules: SandboxRules) -> subprocess.Popen[bytes]:
    """Start a program from a thread that has restricted itself. Without Landlock it starts unrestricted."""
    started: list[subprocess.Popen[bytes]] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            restrict_self(rules)
            started.append(start())
        except BaseException as failure:
            failures.append(failure)

    thread = threading.Thread(target=run)
    thread.start()
    interrupt: KeyboardInterrupt | None = None
    while thread.is_alive():
        try:
            thread.join()
        except KeyboardInterrupt as interrupted:  # wait until the started process is known, so that it can be ended
            interrupt = interrupted
    if interrupt:
        for process in started:
            end_group(process)
        raise interrupt
    if failures:
        raise failures[0]
    return started[0]


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a program and all programs that it started, and wait for its end."""
    if process.poll() is None:
        if sys.platform == "win32":
            end_tree(process.pid)
        else:
            # macOS does not permit to end a group whose first process has just ended.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.wait()


def end_tree(pid: int) -> None:
    """On Windows, end a process and all that it started, because none of them ends with it. Elsewhere do nothing."""
    if os.name == "nt":
        taskkill = find_program("taskkill") or "taskkill"
        subprocess.run([taskkill, "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)


def ask(
    arguments: Sequence[str],
    seconds: float = 20,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """The output of a program, such as its version; empty if it is missing or fails."""
    program = find_program(arguments[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *arguments[1:]],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def show(what: str) -> bool:
    """Open a file or an address in the user's default program. Return whether there is one."""
    if sys.platform == "win32":
        os.startfile(what)  # noqa: S606 - the user's own choice of program
        return True
    program = find_program("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    where = what if "://" in what else str(Path(what).absolute())
    nowhere = subprocess.DEVNULL
    viewer = subprocess.Popen([program, where], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    threading.Thread(target=viewer.wait, daemon=True).start()  # the viewer stays open as long as the user likes
    return True


def run_shown(commands: Sequence[Sequence[str]]) -> bool:
    """Run commands one after another with visible output. Return whether all succeeded."""
    for command in commands:
        print("$", " ".join(command), file=sys.stderr, flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            if subprocess.run(command, env=environment, check=False, stdout=sys.stderr).returncode != 0:
                return False
        except OSError as error:
            print(error, file=sys.stderr)
            return False
    return True
