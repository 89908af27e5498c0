"""Temporary folders, one per run. The next run deletes the folders that killed runs left."""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.contained import Reason, RefusedFileError, open_within
from cvkit.system.file_tree import delete_tree
from cvkit.system.filelock import FileLock, steal_stale, try_acquire
from cvkit.system.sandbox import RAISE_SHELL_LIMIT, shell_limit

TEMPDIR_PREFIX = "cvkit-"
LOCK_NAME = "held"
ABANDONED_AFTER = 3600.0
"""Age in seconds after which an unlocked folder is abandoned: its process was killed while creating it."""

_WRITING_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_EXISTING: set[Path] = set()
"""The folders of this process that may exist."""


class TempDir:
    """A new folder that only this user can read, locked as long as this process lives."""

    def __init__(self) -> None:
        """Create the folder.

        Raises:
            CvkitError: no folder for temporary files can be written.
        """
        # Recorded before it is created: an interrupt may come between any two steps.
        self.path = Path(_temporary_folder(), f"{TEMPDIR_PREFIX}{os.urandom(8).hex()}")
        _EXISTING.add(self.path)
        self.path.mkdir(0o700)
        self._lock = try_acquire(self.path / LOCK_NAME)

    def lay(self, files: Mapping[Path, bytes | None]) -> None:
        """Write files. Without content, create a folder instead, which no program can read as a file."""
        for file, content in files.items():
            folder = file if content is None else file.parent
            folder.mkdir(parents=True, exist_ok=True)
            if content is not None:
                file.write_bytes(content)

    def put(self, name: str, content: bytes) -> None:
        """Write a new file while a program may be running in the folder. An existing file is never overwritten.

        Raises:
            CvkitError: the name is taken, or the file cannot be written.
        """
        file = self.path / name
        try:
            opened = os.open(file, _WRITING_NEW, 0o600)
        except OSError as error:
            if not os.path.lexists(file):
                raise
            message = f"the style created `{name}`, a file name that cvkit uses in TeX's folder"
            hint = "the PDF was not written; use another file name in the style"
            raise CvkitError(message, ExitStatus.TYPESETTING, hint) from error
        try:
            with os.fdopen(opened, "wb") as new:
                new.write(content)
        except OSError as error:
            message = f"cannot write a temporary file in {self.path.parent}: {error.strerror}"
            raise CvkitError(message, ExitStatus.SYSTEM, _hint(error.errno)) from error

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, at most `most`; none if there is no file. No link is followed.

        Raises:
            CvkitError: it is a symbolic link, has more than one hard link, or is not a regular file.
        """
        try:
            with open_within(self.path, name, may_link=False) as file:
                if os.fstat(file.fileno()).st_nlink > 1:  # a hard link
                    raise RefusedFileError(Reason.IRREGULAR)
                return file.read(most)
        except RefusedFileError as refused:
            if refused.reason is Reason.ABSENT:
                return None
            message = f"the style created `{name}` as a link, a folder or a device, but TeX writes a file there"
            hint = "the PDF was not written; use another file name in the style"
            raise CvkitError(message, ExitStatus.TYPESETTING, hint) from None

    def remove(self) -> None:
        """Delete the folder with its content, and the folders that killed processes left."""
        lock, self._lock = self._lock, None  # after an interrupt here, this is called again
        _delete(self.path, lock)
        _EXISTING.discard(self.path)
        _sweep()


def _temporary_folder() -> str:
    """The folder for temporary files. At the first call, Python writes a file to find it."""
    try:
        return tempfile.gettempdir()
    except FileNotFoundError:
        message = "no temporary file can be written"
        raise CvkitError(message, ExitStatus.SYSTEM, _hint(errno.EFBIG if shell_limit() else None)) from None


def _hint(number: int | None) -> str:
    if number == errno.EFBIG:
        return RAISE_SHELL_LIMIT
    return "delete files there, or set TMPDIR to a folder on another disk"


@atexit.register
def _delete_forgotten() -> None:
    """Delete the folders whose removal an interrupt prevented."""
    for path in list(_EXISTING):
        delete_tree(path)


def _sweep() -> None:
    """Delete the folders that killed cvkit processes left among the temporary files."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(TEMPDIR_PREFIX) and not entry.is_symlink() and _is_own(entry):
                _delete_left(Path(entry.path), entry.is_dir())


def _is_own(entry: os.DirEntry[str]) -> bool:
    try:
        return not hasattr(os, "geteuid") or entry.stat(follow_symlinks=False).st_uid == os.geteuid()
    except OSError:
        return False


def _delete_left(path: Path, is_folder: bool) -> None:
    left = steal_stale(path / LOCK_NAME if is_folder else path)
    if is_folder and (left or _is_old(path)):
        _delete(path, left)
    elif left:
        left.release()


def _delete(path: Path, lock: FileLock | None) -> None:
    """Delete the folder. The locked file is deleted last, so that the next run can finish a killed cleanup."""
    with contextlib.suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                delete_tree(Path(entry.path))
            elif entry.name != LOCK_NAME:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - an entry is no Path
    if lock and os.name == "nt":  # Windows cannot delete an open file
        lock.release()
        lock = None
    delete_tree(path)
    if lock:
        lock.release()


def _is_old(path: Path) -> bool:
    """Whether an unlocked folder is too old to be still in creation."""
    with contextlib.suppress(OSError):
        return not (path / LOCK_NAME).exists() and time.time() - path.stat().st_mtime > ABANDONED_AFTER
    return False
