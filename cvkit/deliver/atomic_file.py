"""Atomic files: each is written beside its target and moved there when it is complete.

A file is locked while it is being written. An unlocked file was left by a killed process and is deleted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

from cvkit.system.filelock import lock_opened, steal_stale

ATOMIC_PREFIX, ATOMIC_SUFFIX = ".cvkit-", ".tmp"
ABANDONED_FILE_AFTER = 3600.0
"""Age in seconds after which an incomplete file is abandoned; only Windows uses it."""


class AtomicFile:
    """A complete file on the disk that is not at its target yet."""

    def __init__(self, target: Path, content: bytes) -> None:
        """Write the content beside the target.

        Raises:
            OSError: the system refuses, or the target is not a file.
        """
        self.target = _place_of(target)
        self._former: Path | None = None
        self._is_moved = self._can_roll_back = False
        handle, name = tempfile.mkstemp(prefix=ATOMIC_PREFIX, suffix=ATOMIC_SUFFIX, dir=self.target.parent)
        self._file, self._opened = Path(name), handle
        try:
            with contextlib.suppress(OSError):  # not every file system has locks
                lock_opened(handle)
            with os.fdopen(os.dup(handle), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if os.name != "nt":  # Windows has no permissions but read-only, and could not delete such a file
                self._file.chmod(_mode(self.target))
        except BaseException:
            self.discard()
            raise

    def keep_backup(self) -> None:
        """Keep the existing file of the target, if there is one, for `roll_back`."""
        kept = self._file.with_name(f"{self._file.stem}-former{ATOMIC_SUFFIX}")
        try:
            os.link(self.target, kept)
            self._former = kept
        except FileNotFoundError:
            pass
        except OSError:  # not every file system has links
            shutil.copy2(self.target, kept)
            self._former = kept
        self._can_roll_back = True

    def commit(self) -> None:
        """Move the file to its target in one step (POSIX `rename`). On Windows close it first."""
        if os.name == "nt":
            self._close()
        self._file.replace(self.target)
        self._is_moved = True
        self._close()

    def roll_back(self) -> None:
        """Restore the former file, if this one was moved and a backup was kept."""
        if self._is_moved and self._can_roll_back:
            self._is_moved = False
            with contextlib.suppress(OSError):
                self._former.replace(self.target) if self._former else self.target.unlink()

    def discard(self) -> None:
        """Delete the file, if it was not moved, and the backup."""
        self._close()
        for file in (self._file, self._former):
            with contextlib.suppress(OSError):
                if file:
                    file.unlink(missing_ok=True)

    def _close(self) -> None:
        opened, self._opened = self._opened, -1  # after an interrupt here, this is called again
        if opened >= 0:
            os.close(opened)


def sync_folder(folder: Path) -> None:
    """Write the names of a folder to the disk, so that a power failure does not undo a rename (POSIX `fsync`)."""
    if os.name != "nt":  # Windows does not open folders
        with contextlib.suppress(OSError):  # not every file system can
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def sweep_abandoned(folder: Path) -> None:
    """Delete the incomplete files that killed processes left in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(ATOMIC_PREFIX) and entry.name.endswith(ATOMIC_SUFFIX):
                abandoned = Path(entry.path)
                if os.name != "nt":
                    if left := steal_stale(abandoned):
                        left.release()
                elif time.time() - entry.stat().st_mtime > ABANDONED_FILE_AFTER:
                    abandoned.unlink()


def _place_of(target: Path) -> Path:
    """The path to write to: the target of a symbolic link; never a folder, a device or a pipe."""
    place = Path(os.path.realpath(target))
    if place.is_symlink():
        raise OSError(None, "it is a symbolic link in a loop")
    if place.is_dir():
        raise OSError(None, "it is a folder")
    # `/dev/stdout` leads to a pipe that has no path.
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise OSError(None, "it is a device or a pipe, not a file")
    return place


def _mode(target: Path) -> int:
    """The permissions of the existing file; for a new file, those that the umask allows."""
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
