"""Deliver: write finished files to their paths, all of them or none. No other stage writes the user's files."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from cvkit.deliver.atomic_file import AtomicFile, sweep_abandoned, sync_folder
from cvkit.deliver.protect import Protected, is_reserved_on_windows
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system.sandbox import RAISE_SHELL_LIMIT

__all__ = ["DELIVERED", "deliver"]

DELIVERED: list[Path] = []
"""Every file that this process has delivered."""

HINTS = {
    errno.ENOENT: "create the folder first, or name another",
    errno.ENOTDIR: "name another path: a part of this one is a file, not a folder",
    errno.EEXIST: "name another folder: this is a file",
    errno.ENOSPC: "delete files: the disk is full",
    errno.EDQUOT: "delete files: your disk quota is used up",
    errno.EROFS: "the disk is read-only; name a file elsewhere",
    errno.EACCES: "you may not write there; name a file elsewhere",
    errno.EPERM: "you may not write there; name a file elsewhere",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EFBIG: RAISE_SHELL_LIMIT,
    errno.EINVAL: "the system does not allow this name; give it another",
    None: "name a file",
}


def deliver(files: Mapping[Path, bytes], protected: Protected, new_folder: Path | None = None) -> list[Path]:
    """Write files to their paths, all of them or none. After a failure the former files are unchanged.

    Each file is first written beside its target. When all are on the disk, they are moved. If a move fails, the moves
    before it are undone. `new_folder` is created if it does not exist, with the folders of files in it. If the delivery
    fails, the new folders are deleted.

    Raises:
        CvkitError: a file is protected, or the system refuses to write.
    """
    protected.refuse(files)
    for file in files if os.name == "nt" else ():
        if is_reserved_on_windows(file.name):
            raise CvkitError(f"Windows does not allow the name {file.name}", ExitStatus.SYSTEM, "give it another name")
    drafts: list[AtomicFile] = []
    at, made = new_folder, []
    try:
        for at in _missing_folders(new_folder, files):
            at.mkdir()
            made.append(at)
        for at, content in files.items():
            drafts.append(AtomicFile(at, content))
        # A target may have become a link since then. The paths of drafts are resolved, and a move follows no link.
        protected.refuse(draft.target for draft in drafts)
        for draft in drafts if len(drafts) > 1 else ():
            draft.keep_backup()
        for draft in drafts:
            at = draft.target
            draft.commit()
        made.clear()
    except BaseException as error:
        for draft in drafts:
            draft.roll_back()
        if isinstance(error, (OSError, ValueError)):
            raise _refusal(at, error) from error
        raise
    finally:
        for draft in drafts:
            draft.discard()
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
    DELIVERED.extend(files)
    for folder in {draft.target.parent for draft in drafts}:
        sync_folder(folder)
        sweep_abandoned(folder)
    return list(files)


def _missing_folders(new_folder: Path | None, files: Iterable[Path]) -> list[Path]:
    """The new folder, and the folders of files in it, as far as they do not exist; each after the one that has it."""
    if new_folder is None:
        return []
    wanted = {folder for file in files for folder in file.parents if folder.is_relative_to(new_folder)} | {new_folder}
    return [folder for folder in sorted(wanted) if not folder.is_dir()]


def _refusal(target: Path | None, error: OSError | ValueError) -> CvkitError:
    """The error for a file that cannot be written, with a hint."""
    reason = error.strerror if isinstance(error, OSError) else str(error)
    hint = HINTS.get(error.errno, "nothing was written") if isinstance(error, OSError) else HINTS[None]
    if isinstance(error, PermissionError) and os.name == "nt":
        hint = "close the file in its viewer"
    return CvkitError(f"cannot write {target}: {reason}", ExitStatus.SYSTEM, hint)
