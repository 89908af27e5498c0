"""Folders for temporary files, each of one run; what a killed run has left is swept up by the next."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from cvkit.hold import Hold, hold, take_over

PREFIX = "cvkit-"
HELD = "held"
OLD = 3600.0
"""After so many seconds, what nobody ever held was left by one who was killed while making it."""

_THERE: set[Path] = set()
"""The folders of this program that may be there."""


class PrivateFolder:
    """A new folder that nobody else can look into, held for as long as its maker lives."""

    def __init__(self) -> None:
        # Noted before it is made: an interrupt may come between any two steps.
        self.path = Path(tempfile.gettempdir(), f"{PREFIX}{os.urandom(8).hex()}")
        _THERE.add(self.path)
        self.path.mkdir(0o700)
        self._hold = hold(self.path / HELD)

    def lay(self, files: Mapping[Path, bytes]) -> None:
        """Put files into it."""
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def remove(self) -> None:
        """Delete it with all that is in it, and what others left behind."""
        hold, self._hold = self._hold, None  # it may be asked for again where an interrupt came in between
        _delete(self.path, hold)
        _THERE.discard(self.path)
        _sweep()


@atexit.register
def _delete_forgotten() -> None:
    """Delete what an interrupt made their owners forget, as it may come at any moment."""
    for path in list(_THERE):
        shutil.rmtree(path, ignore_errors=True)


def _sweep() -> None:
    """Delete what cvkit left in the folder for temporary files when it was killed."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and not entry.is_symlink() and _is_own(entry):
                _delete_left(Path(entry.path), entry.is_dir())


def _is_own(entry: os.DirEntry[str]) -> bool:
    try:
        return not hasattr(os, "geteuid") or entry.stat(follow_symlinks=False).st_uid == os.geteuid()
    except OSError:
        return False


def _delete_left(path: Path, is_folder: bool) -> None:
    left = take_over(path / HELD if is_folder else path)
    if is_folder and (left or _is_old(path)):
        _delete(path, left)
    elif left:
        left.release()


def _delete(path: Path, hold: Hold | None) -> None:
    """Delete a folder, and last what tells that it was left, for one who is killed meanwhile leaves the rest of it."""
    with contextlib.suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name != HELD:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - an entry is no Path
    if hold and os.name == "nt":  # which deletes no open file
        hold.release()
        hold = None
    shutil.rmtree(path, ignore_errors=True)
    if hold:
        hold.release()


def _is_old(path: Path) -> bool:
    """Whether a folder that nobody ever held is too old to be just being made."""
    with contextlib.suppress(OSError):
        return not (path / HELD).exists() and time.time() - path.stat().st_mtime > OLD
    return False
