"""Deliver: finished files in, every one in its place at once, or none; the only stage that writes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cvkit.model.problem import CvkitError, ExitStatus

__all__ = ["deliver"]


def deliver(files: Mapping[Path, bytes], new_folder: Path | None = None) -> list[Path]:
    """Put files in place, whole or not at all; what stood there before survives whatever fails.

    Each is written beside its place first, and only when all are on the disk are they moved, which a file system
    does at once (POSIX `rename`). `new_folder` is made for them where it is not there, and gone again if they fail.

    Raises:
        CvkitError: the system refuses to write.
    """
    written: dict[Path, Path] = {}
    made = None
    try:
        if new_folder and not new_folder.is_dir():
            new_folder.mkdir()
            made = new_folder
        for target, content in files.items():
            written[target] = _written_beside(target, content)
        for target, temporary in written.items():
            temporary.replace(target)
        made = None
    except OSError as error:
        where = next((target for target in files if target not in written or written[target].exists()), new_folder)
        hint = (
            "is it open in a viewer?"
            if isinstance(error, PermissionError)
            else "is the folder there, and the disk not full?"
        )
        raise CvkitError(f"cannot write {where}: {error.strerror}", ExitStatus.SYSTEM, hint) from error
    finally:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        if made:
            with contextlib.suppress(OSError):
                made.rmdir()
    return list(files)


def _written_beside(target: Path, content: bytes) -> Path:
    """A file with the content in the target's folder, on the disk."""
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, name = tempfile.mkstemp(prefix=".cvkit-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(target: Path) -> int:
    """The permissions of the file that is there, else those that a new one gets."""
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
