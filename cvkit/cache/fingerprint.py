"""Fingerprints of files: a result is stale if the fingerprint of its sources has changed."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import cvkit


def fingerprint(parts: Iterable[str], contents: Iterable[str] = (), files: Iterable[str] = ()) -> str:
    """A hash of texts, of the content of files, and of the time of change of files and folders.

    A missing file has its own value. So it is a change when the file is created.
    """
    stamp = hashlib.sha256()
    for part in parts:
        _add(stamp, part.encode("utf-8", "surrogateescape"))
    for file in contents:
        _add(stamp, _content(file))
    for file in files:
        _add(stamp, change_of(file).encode())
    return stamp.hexdigest()


def is_content(file: str | Path, digest: str) -> bool:
    """Whether a path is a regular file whose content has this SHA-256."""
    try:
        return Path(file).is_file() and hashlib.sha256(Path(file).read_bytes()).hexdigest() == digest
    except (OSError, ValueError):
        return False


def change_of(file: str | Path) -> str:
    """The time of change, size and inode of a file; empty if there is no file."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a path object takes longer than the call
    except (OSError, ValueError):
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"


def changed_since(files: Iterable[str], moment: int) -> bool:
    """Whether a file was changed or created after a time (in nanoseconds), as far as the system records that."""
    for file in files:
        try:
            found = os.stat(file)  # noqa: PTH116
        except (OSError, ValueError):
            continue
        # A rename keeps the time of modification and sets the time of change; Windows has only the former.
        changed = max(found.st_mtime_ns, found.st_ctime_ns)
        coarse = changed % SECOND == 0
        if changed + (2 * SECOND if coarse else TICK) > moment:
            return True
    return False


SECOND = 1_000_000_000
TICK = SECOND // 50
"""How late the clock of a file system may be. Some file systems count in seconds or in steps of two seconds."""


def program_files() -> list[str]:
    """The files of cvkit itself, and the folders of the packages that it uses."""
    packages = [folder for folder in sys.path if folder.endswith("-packages")]
    return [*packages, *sorted(_modules(str(Path(cvkit.__file__).parent)))]


def _modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


def _content(file: str) -> bytes:
    """The content of a file, with the target of a link. Only a regular file is opened: reading others may never end."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):  # noqa: PTH116
            return b"!"
        with open(os.open(file, _READING), "rb") as opened:  # noqa: PTH123
            real = os.path.realpath(file)
            link = b"" if real == os.path.abspath(file) else b"@%d:%s" % (len(real), os.fsencode(real))  # noqa: PTH100
            return b"+" + link + opened.read() if stat.S_ISREG(os.fstat(opened.fileno()).st_mode) else b"!"
    except (OSError, ValueError):
        return b"!" if os.path.lexists(file) else b"-"


_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def _add(stamp: hashlib._Hash, part: bytes) -> None:
    """Add the length of a part and then the part, so that no two lists of parts give the same hash."""
    stamp.update(b"%d:" % len(part))
    stamp.update(part)
