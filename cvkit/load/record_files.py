"""The files of a record: on the disk, or in a snapshot.

A worker of a batch builds a record from a snapshot, because it may be on another machine. A snapshot has the files
under the paths that the user typed. So every diagnostic of a worker names the user's own path.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from cvkit.model.diagnostic import LOCKFILE, CvkitError, ExitStatus
from cvkit.model.value_class import dataclass
from cvkit.system import contained
from cvkit.system.contained import Reason, RefusedFileError

MAIN_FILE = "cv.yaml"
_START = "to begin one, run: cvkit new my-record"


@dataclass(frozen=True)
class Snapshot:
    """The files of a record, in memory."""

    name: str
    """The name of the record, from which its output files get theirs."""
    folder: Path
    """The folder of the record, as the user typed it."""
    files: Mapping[str, bytes | Reason]
    """The content of each file, or the reason why it is refused, by its path from the folder as the record names it."""
    same_letters: Mapping[str, str] = field(default_factory=dict)
    """For an absent file: the name of one with the same letters in another form of Unicode, if there is one."""

    def name_in(self, path: Path) -> str | None:
        """The path of a file from the folder; None if it is outside."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else None


_IN_USE: ContextVar[Snapshot | None] = ContextVar("snapshot", default=None)
"""The snapshot that this thread reads. Without one, it reads the disk."""


@contextlib.contextmanager
def use_snapshot(snapshot: Snapshot) -> Iterator[None]:
    """Read the files of one record from a snapshot."""
    token = _IN_USE.set(snapshot)
    try:
        yield
    finally:
        _IN_USE.reset(token)


_EDITED: ContextVar[Mapping[Path, bytes]] = ContextVar("edited", default=MappingProxyType({}))
"""The files that this thread reads with another content than they have on the disk."""


@contextlib.contextmanager
def use_edits(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Read files of a record as they will be after an edit."""
    token = _EDITED.set(files)
    try:
        yield
    finally:
        _EDITED.reset(token)


def is_in_snapshot() -> bool:
    """Whether the files of the record are read from a snapshot."""
    return _IN_USE.get() is not None


def name_of(record: Path) -> str:
    """The name of a record, from which its output files get theirs."""
    if snapshot := _IN_USE.get():
        return snapshot.name
    return record.resolve().name if record.is_dir() else record.stem


def is_folder(path: Path) -> bool:
    """Whether a record is a folder."""
    snapshot = _IN_USE.get()
    return path == snapshot.folder if snapshot else path.is_dir()


def is_file(path: Path) -> bool:
    """Whether a path is a file, or a link to one. Reading it may still be refused."""
    return exists(path) if _IN_USE.get() else path.is_file()


def exists(path: Path) -> bool:
    """Whether a path exists, of any kind, also as a link to nothing."""
    snapshot = _IN_USE.get()
    return snapshot.name_in(path) in snapshot.files if snapshot else os.path.lexists(path)


def files_in(folder: Path) -> list[Path]:
    """The paths directly in a folder, sorted.

    Raises:
        OSError: the system refuses to list them.
    """
    snapshot = _IN_USE.get()
    if snapshot is None:
        return sorted(folder.iterdir())
    return sorted(path for name in snapshot.files if (path := snapshot.folder / name).parent == folder)


def read_file(folder: Path, name: str, largest: int, *, may_link: bool = True) -> bytes:
    """The content of a file by its name from a folder, as `contained.read_within`.

    Raises:
        RefusedFileError: the file is refused, or is larger than `largest` bytes.
        OSError: the system refuses to read it.
    """
    if (edited := _EDITED.get().get(folder / PurePosixPath(name))) is not None:
        return edited
    snapshot = _IN_USE.get()
    if snapshot is None:
        return contained.read_within(folder, name, largest, may_link=may_link)
    return _content(snapshot, folder / PurePosixPath(name), largest)


def read_typed_file(file: Path, largest: int) -> bytes:
    """The content of a file that the user typed, as `contained.read_typed`.

    Raises:
        RefusedFileError: it is missing, is not a regular file, or is larger than `largest` bytes.
        OSError: the system refuses to read it.
    """
    if (edited := _EDITED.get().get(file)) is not None:
        return edited
    snapshot = _IN_USE.get()
    return _content(snapshot, file, largest) if snapshot else contained.read_typed(file, largest)


def _content(snapshot: Snapshot, path: Path, largest: int) -> bytes:
    name = snapshot.name_in(path)
    found = Reason.OUTSIDE if name is None else snapshot.files.get(name, Reason.ABSENT)
    if isinstance(found, Reason):
        raise RefusedFileError(found, snapshot.same_letters.get(name or "", ""))
    if len(found) > largest:
        raise RefusedFileError(Reason.TOO_LARGE)
    return found


def lock_path(record: Path) -> Path:
    """The path of the lockfile of a record, in the folder of its main file. The lockfile may be missing.

    Raises:
        CvkitError: the record does not exist.
    """
    main = main_file(record)
    return main.with_name(LOCKFILE if main.name == MAIN_FILE else f"{main.stem}.{LOCKFILE}")


def main_file(record: Path) -> Path:
    """The path of `cv.yaml` in a record, or of the record if it is one file.

    Raises:
        CvkitError: the record does not exist.
    """
    main = record / MAIN_FILE if is_folder(record) else record
    if is_file(main):
        return main
    if is_folder(record):
        where = "the current folder" if record == Path() else f"the folder {record}"
        raise CvkitError(
            f"{where} is not a record: it has no {MAIN_FILE}",
            ExitStatus.USAGE,
            f"name a folder with cv.yaml, or a YAML file; {_START}",
        )
    hint = f"name a folder with cv.yaml, or a YAML file; {_START}"
    raise CvkitError(f"there is no record {record}", ExitStatus.USAGE, hint)
