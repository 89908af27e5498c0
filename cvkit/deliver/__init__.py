"""Deliver: finished files in, every one in its place at once, or none; the only stage that writes."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from cvkit.deliver.atomic_file import AtomicFile, sweep_abandoned
from cvkit.deliver.protect import Protected
from cvkit.model.diagnostic import CvkitError, ExitStatus

__all__ = ["DELIVERED", "deliver"]

DELIVERED: list[Path] = []
"""Every file that this program has put in place."""

HINTS = {
    errno.ENOENT: "make the folder first, or name another",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room: your share of the disk is used up",
    errno.EROFS: "the disk can only be read; name a file elsewhere",
    errno.EACCES: "you may not write there; name a file elsewhere",
    errno.EPERM: "you may not write there; name a file elsewhere",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EINVAL: "the system takes no such name; give it another",
    None: "name a file",
}


def deliver(files: Mapping[Path, bytes], protected: Protected, new_folder: Path | None = None) -> list[Path]:
    """Put files in place, whole or not at all; what stood there before survives whatever fails.

    Each is written beside its place first, and only when all are on the disk are they moved; where a move fails, the
    others are taken back. None may be one of the `protected`. `new_folder` is made for them where it is not there, and
    gone again if they fail.

    Raises:
        CvkitError: a file is protected, or the system refuses to write.
    """
    protected.refuse(files)
    drafts: list[AtomicFile] = []
    at, made = new_folder, None
    try:
        if new_folder and not new_folder.is_dir():
            new_folder.mkdir()
            made = new_folder
        for at, content in files.items():
            drafts.append(AtomicFile(at, content))
        for draft in drafts if len(drafts) > 1 else ():
            draft.keep_backup()
        for draft in drafts:
            at = draft.target
            draft.commit()
        made = None
    except BaseException as error:
        for draft in drafts:
            draft.roll_back()
        if isinstance(error, (OSError, ValueError)):
            raise _refusal(at, error) from error
        raise
    finally:
        for draft in drafts:
            draft.discard()
        if made:
            with contextlib.suppress(OSError):
                made.rmdir()
    DELIVERED.extend(files)
    for folder in {draft.target.parent for draft in drafts}:
        sweep_abandoned(folder)
    return list(files)


def _refusal(target: Path | None, error: OSError | ValueError) -> CvkitError:
    """The error for a file that cannot be written, with what can be done."""
    reason = error.strerror if isinstance(error, OSError) else str(error)
    hint = HINTS.get(error.errno, "nothing was written") if isinstance(error, OSError) else HINTS[None]
    if isinstance(error, PermissionError) and os.name == "nt":
        hint = "is it open in a viewer? close it there"
    return CvkitError(f"cannot write {target}: {reason}", ExitStatus.SYSTEM, hint)
