"""Files that a process holds for as long as it lives: the system lets go of them when it ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def lock_opened(opened: int) -> None:
        """Take hold of an open file, or raise `OSError`."""
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock_opened(opened: int) -> None:
        """Take hold of an open file, or raise `OSError`."""
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """A file held, and deleted in the end."""

    def __init__(self, file: Path, opened: int) -> None:
        self.file = file
        self.opened = opened

    def release(self) -> None:
        """Delete the file and let go of it; Windows must do that in the other order."""
        if sys.platform == "win32":
            os.close(self.opened)
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(self.opened)


def try_acquire(file: Path) -> FileLock | None:
    """Take hold of a file, which is made where it is not there; none if another process has it.

    Raises:
        OSError: it cannot be opened.
    """
    lock = _held(file, os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    if lock:
        os.write(lock.opened, b"held\n")
    return lock


def steal_stale(file: Path) -> FileLock | None:
    """Take hold of a file that somebody once held and nobody holds any more; none if it is not such a file."""
    try:
        # A file that says nothing was made a moment ago by one who is about to take it.
        if not file.stat().st_size:
            return None
        opened = os.open(file, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    return _held(file, opened)


def _held(file: Path, opened: int) -> FileLock | None:
    try:
        lock_opened(opened)
        if _is_still(file, opened):
            return FileLock(file, opened)
    except OSError:
        pass
    os.close(opened)
    return None


def _is_still(file: Path, opened: int) -> bool:
    """Whether a file that was opened is the one at its path: it may have been deleted meanwhile, and made anew."""
    if sys.platform == "win32":
        return True  # an open file cannot be deleted there
    try:
        return os.path.samestat(os.fstat(opened), file.stat())
    except OSError:
        return False
