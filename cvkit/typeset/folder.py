"""Folders for temporary files, each of one run; what a killed run has left is swept up by the next."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from cvkit.typeset.hold import hold, is_abandoned

PREFIX = "cvkit-"
HELD = "held"
OLD = 3600.0
"""After so many seconds, what nobody ever held was left by one who was killed while making it."""


class PrivateFolder:
    """A new folder that nobody else can look into, held for as long as its maker lives."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._hold = hold(self.path / HELD)

    def lay(self, files: Mapping[Path, bytes]) -> None:
        """Put files into it."""
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def remove(self) -> None:
        """Delete it with all that is in it, and what others left behind."""
        if self._hold:
            self._hold.release()
        shutil.rmtree(self.path, ignore_errors=True)
        _sweep()


def _sweep() -> None:
    """Delete what cvkit left in the folder for temporary files when it was killed."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and _is_left(entry):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        Path(entry.path).unlink()


def _is_left(entry: os.DirEntry[str]) -> bool:
    try:
        stat = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    if entry.is_symlink() or (hasattr(os, "geteuid") and stat.st_uid != os.geteuid()):
        return False
    held = Path(entry.path, HELD) if entry.is_dir(follow_symlinks=False) else Path(entry.path)
    return is_abandoned(held) or (not held.exists() and time.time() - stat.st_mtime > OLD)
