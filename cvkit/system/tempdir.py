"""Folders for temporary files, each of one run; what a killed run has left is swept up by the next."""

from __future__ import annotations

import atexit
import contextlib
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.contained import Reason, RefusedFileError, open_within
from cvkit.system.file_tree import delete_tree
from cvkit.system.filelock import FileLock, steal_stale, try_acquire

TEMPDIR_PREFIX = "cvkit-"
LOCK_NAME = "held"
ABANDONED_AFTER = 3600.0
"""After so many seconds, what nobody ever held was left by one who was killed while making it."""

_WRITING_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_THERE: set[Path] = set()
"""The folders of this program that may be there."""


class TempDir:
    """A new folder that nobody else can look into, held for as long as its maker lives."""

    def __init__(self) -> None:
        # Noted before it is made: an interrupt may come between any two steps.
        self.path = Path(tempfile.gettempdir(), f"{TEMPDIR_PREFIX}{os.urandom(8).hex()}")
        _THERE.add(self.path)
        self.path.mkdir(0o700)
        self._lock = try_acquire(self.path / LOCK_NAME)

    def lay(self, files: Mapping[Path, bytes | None]) -> None:
        """Put files into it; for one without a content a folder, which is refused wherever a file is read."""
        for file, content in files.items():
            folder = file if content is None else file.parent
            folder.mkdir(parents=True, exist_ok=True)
            if content is not None:
                file.write_bytes(content)

    def put(self, name: str, content: bytes) -> None:
        """Write a new file while a program may be at work in the folder: what is there already is never written to.

        Raises:
            CvkitError: something of that name is there.
        """
        file = self.path / name
        try:
            opened = os.open(file, _WRITING_NEW, 0o600)
        except OSError as error:
            if not os.path.lexists(file):
                raise
            message = f"the style itself made `{name}`, which cvkit writes in TeX's folder"
            hint = "nothing was written; let the style name its file otherwise"
            raise CvkitError(message, ExitStatus.TYPESETTING, hint) from error
        with os.fdopen(opened, "wb") as new:
            new.write(content)

    def read(self, name: str, most: int) -> bytes | None:
        """As many bytes of a file as there are, or `most`; none where there is no file. No link is followed.

        Raises:
            CvkitError: it is a link, has a second name, or is no plain file.
        """
        try:
            with open_within(self.path, name, may_link=False) as file:
                if os.fstat(file.fileno()).st_nlink > 1:  # a link of the other kind
                    raise RefusedFileError(Reason.IRREGULAR)
                return file.read(most)
        except RefusedFileError as refused:
            if refused.reason is Reason.ABSENT:
                return None
            message = f"the style made `{name}` a link, a folder or a device, where TeX writes a file"
            hint = "nothing was written; let the style name its file otherwise"
            raise CvkitError(message, ExitStatus.TYPESETTING, hint) from None

    def remove(self) -> None:
        """Delete it with all that is in it, and what others left behind."""
        lock, self._lock = self._lock, None  # it may be asked for again where an interrupt came in between
        _delete(self.path, lock)
        _THERE.discard(self.path)
        _sweep()


@atexit.register
def _delete_forgotten() -> None:
    """Delete what an interrupt made their owners forget, as it may come at any moment."""
    for path in list(_THERE):
        delete_tree(path)


def _sweep() -> None:
    """Delete what cvkit left in the folder for temporary files when it was killed."""
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
    """Delete a folder, and last what tells that it was left, for one who is killed meanwhile leaves the rest of it."""
    with contextlib.suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                delete_tree(Path(entry.path))
            elif entry.name != LOCK_NAME:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - an entry is no Path
    if lock and os.name == "nt":  # which deletes no open file
        lock.release()
        lock = None
    delete_tree(path)
    if lock:
        lock.release()


def _is_old(path: Path) -> bool:
    """Whether a folder that nobody ever held is too old to be just being made."""
    with contextlib.suppress(OSError):
        return not (path / LOCK_NAME).exists() and time.time() - path.stat().st_mtime > ABANDONED_AFTER
    return False
