"""Containment: a file of a record or style is opened only if it is a regular file in its folder.

A record may come from somebody else. So a link that leads out of its folder is not followed, and a pipe, device or
socket is not opened. The check and the opening are one step: a file that is replaced meanwhile is refused too.
"""

from __future__ import annotations

import enum
import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from unicodedata import normalize

from cvkit.model.diagnostic import Diagnostic, KeyPath, Place
from cvkit.model.rule import DependsOn, Rule

_OPENS_STEP_BY_STEP = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_SEARCHING = (
    getattr(os, "O_PATH", os.O_RDONLY)
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class UnreadableFile(Rule):
    """A file that the record or its style names is missing, is not a regular file, or is larger than 20 MB.

    The record, or a style in its folder, names a file that cvkit cannot read. A name is relative to the record's folder
    and may lead into a folder below it, such as `lists/honors.yaml`. The name must be that of a regular file, not of a
    folder or a device. Without the file, its content would be missing from every document. Fix the name, or add the
    file. Split a file that is larger than 20 MB.
    ```yaml
    honors: hounors.yaml
    ```
    """

    code = "L001"
    depends_on = DependsOn.VALUE
    hides = DependsOn.RECORD
    message = "there is no file `{file}`"
    hint = "fix the name, or add the file"
    fix = "fix the name, or add the file"


class _TooLargeFile(UnreadableFile):
    message = "`{file}` is larger than {size} MB"
    hint = "check that it is the right file, or make it smaller"


class _OtherFormOfUnicode(UnreadableFile):
    message = "there is no file `{file}`, but one whose name has the same letters in another form of Unicode"
    hint = "write the name as `{typed}`, or rename the file"


class _IrregularFile(UnreadableFile):
    message = "`{file}` is not a regular file"
    hint = "replace it with a file; it must not be a folder, pipe or device"


class OutsideFile(Rule):
    """A file outside the record's folder, or a file of a style outside the style's folder.

    All files of a record, `cv.yaml` too, must be in the record's folder, and all files of a style in the style's
    folder. So you can pass a record on as one folder. A link must not lead out of the folder, because a record from
    somebody else could print your own files in this way. Copy the file into the folder, and write its name relative to
    the folder.
    ```yaml
    honors: ../honors.yaml
    ```
    """

    code = "L007"
    depends_on = DependsOn.VALUE
    hides = DependsOn.RECORD
    message = "`{file}` is outside {folder}"
    hint = "copy the file into the folder; a link must not lead out of it"
    fix = "copy the file into the folder"


class Reason(enum.Enum):
    """Why a file is refused."""

    ABSENT = enum.auto()
    OUTSIDE = enum.auto()
    """The file is outside the folder, or a link leads out."""
    IRREGULAR = enum.auto()
    """The file is a folder, pipe, device or socket, or a link where links are not allowed."""
    TOO_LARGE = enum.auto()


class RefusedFileError(Exception):
    """A file is not read, for a reason."""

    def __init__(self, reason: Reason, same_letters: str = "") -> None:
        super().__init__(reason.name)
        self.reason = reason
        self.same_letters = same_letters
        """If the file is absent: the name of another file with the same letters in another form of Unicode, if any."""

    def diagnostic(
        self,
        shown: str,
        largest: int,
        folder: str = "the record's folder",
        path: KeyPath = (),
        place: Place | None = None,
    ) -> Diagnostic:
        """The diagnostic for a refused file.

        `shown` is its name for the user. `folder` is the folder that must contain it, in words.
        """
        match self.reason:
            case Reason.OUTSIDE:
                return OutsideFile.at(path, place=place, file=shown, folder=folder)
            case Reason.TOO_LARGE:
                return _TooLargeFile.at(path, place=place, file=shown, size=largest // 10**6)
            case Reason.IRREGULAR:
                return _IrregularFile.at(path, place=place, file=shown)
            case Reason.ABSENT if self.same_letters:
                typed = _in_yaml(self.same_letters)
                return _OtherFormOfUnicode.at(path, place=place, file=shown, typed=typed)
            case Reason.ABSENT:
                return UnreadableFile.at(path, place=place, file=shown)


def _in_yaml(name: str) -> str:
    """A name as a string of YAML in ASCII, because two forms of Unicode look the same."""
    escaped = name.replace("\\", r"\\").replace('"', r"\"")
    signs = (c if " " <= c <= "~" else f"\\u{ord(c):04x}" if ord(c) < 1 << 16 else f"\\U{ord(c):08x}" for c in escaped)
    return f'"{"".join(signs)}"'


def read_within(folder: Path, name: str, largest: int, *, may_link: bool = True) -> bytes:
    """The content of a file by its name from a folder; see `open_within`.

    Raises:
        RefusedFileError: the file is refused, or is larger than `largest` bytes.
        OSError: the system refuses to read it.
    """
    with open_within(folder, name, may_link=may_link) as file:
        return _whole(file, largest)


def read_typed(file: Path, largest: int) -> bytes:
    """The content of a regular file anywhere on the disk. The user typed its path.

    Raises:
        RefusedFileError: it is missing, is not a regular file, or is larger than `largest` bytes.
        OSError: the system refuses to read it.
    """
    place = Path(os.path.realpath(file))
    with open_within(place.parent, place.name) as opened:
        return _whole(opened, largest)


def open_within(folder: Path, name: str, *, may_link: bool = True) -> BinaryIO:
    """Open a regular file in a folder by its name there. A link may lead to another file of the folder.

    `may_link=False` refuses a file that is itself a link.

    Raises:
        RefusedFileError: the file is refused.
        OSError: the system refuses to open it.
    """
    root = os.path.realpath(folder)
    typed = PurePosixPath(name)
    try:
        place = Path(root, *typed.parts)
        found = Path(os.path.realpath(place) if may_link else Path(os.path.realpath(place.parent), place.name))
        if typed.is_absolute() or not found.is_relative_to(root):
            raise RefusedFileError(Reason.OUTSIDE)
        steps = found.relative_to(root).parts
        if not steps:
            raise RefusedFileError(Reason.IRREGULAR)
        opened = _opened_step_by_step(root, steps) if _OPENS_STEP_BY_STEP else _opened_at_once(found)
    except ValueError:  # no system allows such a name
        raise RefusedFileError(Reason.ABSENT) from None
    except (FileNotFoundError, NotADirectoryError):
        raise RefusedFileError(Reason.ABSENT, _same_letters(root, typed)) from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO, getattr(errno, "EFTYPE", errno.ELOOP)):
            raise RefusedFileError(Reason.IRREGULAR) from None
        raise
    return os.fdopen(opened, "rb")


def _same_letters(root: str, typed: PurePosixPath) -> str:
    """The path from a folder to the one file whose name has the same letters in another form of Unicode; or nothing.

    macOS may store `é` as two characters. Its own programs do not see the difference, but other systems do.
    """
    if str(typed).isascii() or ".." in typed.parts:
        return ""
    found = PurePosixPath()
    for part in typed.parts:
        letters = normalize("NFC", part)
        try:
            names = [file.name for file in Path(root, found).iterdir() if normalize("NFC", file.name) == letters]
        except OSError:
            return ""
        if len(names) != 1:
            return ""
        found /= names[0]
    return str(found)


def _opened_step_by_step(root: str, steps: tuple[str, ...]) -> int:
    """Open a file folder by folder, so that no folder can be replaced by a link meanwhile."""
    folder = os.open(root, _SEARCHING)
    try:
        for step in steps[:-1]:
            within = os.open(step, _SEARCHING, dir_fd=folder)
            os.close(folder)
            folder = within
        # Opening some devices has an effect: check first.
        if not stat.S_ISREG(os.stat(steps[-1], dir_fd=folder, follow_symlinks=False).st_mode):
            raise RefusedFileError(Reason.IRREGULAR)
        return _regular(os.open(steps[-1], _READING, dir_fd=folder))
    finally:
        os.close(folder)


def _opened_at_once(place: Path) -> int:
    """Open a file on a system that cannot open folder by folder, and check its place again afterwards."""
    if not stat.S_ISREG(os.lstat(place).st_mode):
        raise RefusedFileError(Reason.IRREGULAR)
    opened = _regular(os.open(place, _READING))
    if os.path.realpath(place) != str(place) or not os.path.samestat(os.fstat(opened), os.lstat(place)):
        os.close(opened)
        raise RefusedFileError(Reason.OUTSIDE)
    return opened


def _regular(opened: int) -> int:
    """The open file, if it is a regular one."""
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return opened
    os.close(opened)
    raise RefusedFileError(Reason.IRREGULAR)


def _whole(file: BinaryIO, largest: int) -> bytes:
    if os.fstat(file.fileno()).st_size > largest:
        raise RefusedFileError(Reason.TOO_LARGE)
    content = file.read(largest + 1)
    if len(content) > largest:
        raise RefusedFileError(Reason.TOO_LARGE)
    return content
