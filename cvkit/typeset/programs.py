"""Every program that cvkit starts is started here: TeX in a locked room of its own, others only to ask or to show.

TeX is given text that a record made, so it runs without a shell, may open only what lies in its own folder and in
the TeX installation, sees an environment made from nothing, and has limits on time, memory and what it writes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SECONDS = 60
"""How long one run of TeX may take; the six pages of a long CV take half a second."""
MEMORY = 4 << 30
FILE_SIZE = 200 << 20

_WINDOWS_NEEDS = (
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "PROGRAMDATA",
    "APPDATA",
    "LOCALAPPDATA",
    "USERPROFILE",
    "COMSPEC",
)


def find_program(name: str) -> str | None:
    """The path of a program, looked for where the shell looks and where TeX installers put it."""
    places = [
        os.environ.get("PATH", os.defpath),
        "/Library/TeX/texbin",
        "/usr/local/bin",
        "/opt/homebrew/bin",
    ]
    return shutil.which(name, path=os.pathsep.join(places))


def start_tex(program: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start a TeX engine on `cv.tex` in its folder; it reads on from its standard input when the file ends.

    It stays in its usual interaction mode, for only that one reads from a terminal; at the first error, and at the
    end of its input, it ends.
    """
    arguments = ["-halt-on-error", "-file-line-error", "-no-shell-escape", "-no-parse-first-line", "cv.tex"]
    if os.name == "nt":
        arguments = [a for a in arguments if a != "-no-parse-first-line" or "miktex" not in program.lower()]
    with (folder / "terminal.txt").open("wb") as terminal:
        process = subprocess.Popen(
            [program, *arguments],
            cwd=folder,
            env=_tex_environment(program, folder),
            stdin=subprocess.PIPE,
            stdout=terminal,
            stderr=subprocess.STDOUT,
            start_new_session=os.name != "nt",
        )
    _limit(process.pid)
    return process


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started, and wait until it is gone."""
    if process.poll() is None:
        if os.name == "nt":
            taskkill = shutil.which("taskkill") or "taskkill"
            subprocess.run([taskkill, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.wait()


def ask(arguments: Sequence[str], seconds: float = 20) -> str:
    """What a program prints when asked, such as its version; nothing if it is not there or fails."""
    program = find_program(arguments[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *arguments[1:]],
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


def run_shown(commands: Sequence[Sequence[str]]) -> bool:
    """Run commands one after another before the user's eyes; whether all succeeded."""
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


def _tex_environment(program: str, folder: Path) -> dict[str, str]:
    """The whole environment of TeX, made from nothing but what it needs."""
    system_path = os.environ.get("PATH", "") if os.name == "nt" else os.defpath
    environment = {
        "PATH": os.pathsep.join([str(Path(program).parent), system_path]),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "shell_escape": "f",
        "openin_any": "p",
        "openout_any": "p",
        "TEXMFOUTPUT": str(folder),
        "MKTEXPK": "0",
        "MKTEXTFM": "0",
        "max_print_line": "100000",
        "error_line": "254",
        "half_error_line": "238",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
        "FORCE_SOURCE_DATE": "1",
    }
    if os.name == "nt":
        environment |= {name: os.environ[name] for name in _WINDOWS_NEEDS if name in os.environ}
        environment |= {"TEMP": str(folder), "TMP": str(folder)}
    return environment


def _limit(pid: int) -> None:
    """Bound what a started program may use; where the system cannot do that, time alone bounds it."""
    if sys.platform != "linux":
        return
    import resource

    limits = {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, limit, (value, value))
