"""File locks. When a process ends or is killed, the system releases all its file locks."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def lock_opened(opened: int) -> None:
        """Lock an open file.

        Raises:
            OSError: another process has locked it, or the file system has no locks.
        """
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock_opened(opened: int) -> None:
        """Lock an open file.

        Raises:
            OSError: another process has locked it, or the file system has no locks.
        """
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """A locked file, which is deleted on release."""

    def __init__(self, file: Path, opened: int) -> None:
        self.file = file
        self.opened = opened

    def release(self) -> None:
        """Delete the file and unlock it; on Windows in the other order."""
        if sys.platform == "win32":
            os.close(self.opened)
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(self.opened)


def try_acquire(file: Path) -> FileLock | None:
    """Lock a file, which is created if it is missing; none if another process has locked it.

    Raises:
        OSError: it cannot be opened.
    """
    lock = _locked(file, os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    if lock:
        os.write(lock.opened, b"held\n")
    return lock


def steal_stale(file: Path) -> FileLock | None:
    """Lock a file that a process once locked and that is free now; none if it is no such file."""
    try:
        # An empty file was created a moment ago by a process that is about to lock it.
        if not file.stat().st_size:
            return None
        opened = os.open(file, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    return _locked(file, opened)


def _locked(file: Path, opened: int) -> FileLock | None:
    try:
        lock_opened(opened)
        if _is_still(file, opened):
            return FileLock(file, opened)
    except OSError:
        pass
    os.close(opened)
    return None


def _is_still(file: Path, opened: int) -> bool:
    """Whether an opened file is still the one at its path: it may have been deleted and created again meanwhile."""
    if sys.platform == "win32":
        return True  # an open file cannot be deleted there
    try:
        return os.path.samestat(os.fstat(opened), file.stat())
    except OSError:
        return False
