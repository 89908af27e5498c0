"""Protect sources: an output path that is a file of the record, or another source, is refused.

Existing files are compared by device and inode, so `..`, links, and upper and lower case make no difference. A missing
file is compared by its folder and its name, case-folded and in one Unicode form: some disks treat such names as equal.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from cvkit.load.named import LAST_IMPORT, style_sources
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.source import Source
from cvkit.model.value_class import dataclass

Identity = tuple[int | str, ...]
"""Device and inode of a file; for a missing file, those of the nearest existing folder, and the names below it."""


@dataclass(frozen=True)
class Protected:
    """Files that no output may overwrite, existing or not, each with its role in words, such as `the record itself`."""

    files: Mapping[str, str]

    def refuse(self, targets: Iterable[str | Path], hint: str = "nothing was written; name another file") -> None:
        """Refuse to write if a target is one of the files.

        Raises:
            CvkitError: a target is one of the files; the message names it.
        """
        for target in map(str, targets):
            if file := self._same_as(target):
                raise CvkitError(f"cannot write {target}: {self._reason(target, file)}", ExitStatus.USAGE, hint)

    def _same_as(self, target: str) -> str | None:
        """The protected file that is the target, or would be on a case-insensitive disk."""
        own, named = _identities(target)
        if (found := self._index.get(own)) or not (found := self._index.get(named)):
            return found
        # If both files exist, names that differ only in case are two files.
        return found if not os.path.lexists(target) or is_same(target, found) else None

    @functools.cached_property
    def _index(self) -> dict[Identity, str]:
        return {identity: file for file in self.files for identity in _identities(file)}

    def _reason(self, target: str, file: str) -> str:
        if os.path.abspath(target) == os.path.abspath(file):  # noqa: PTH100 - a path object keeps `..`
            return f"it is {self.files[file]}"
        is_here = os.path.realpath(target) == os.path.realpath(file) or is_same(target, file)
        return f"{'it' if is_here else 'on some disks it'} is the same file as {file}, {self.files[file]}"


NOTHING = Protected({})
"""For a command that has no sources."""


def record_sources(source: Source, styles: Iterable[str] = (), edits: Iterable[str | Path] = ()) -> Protected:
    """The files of a record and of its styles, without the files in `edits`, which a command may edit.

    `styles` are the names of further styles.
    """
    imported = str(Path(source.root.file).with_name(LAST_IMPORT))
    files = {imported: "the file of the last import", source.root.file: "the record itself"}
    files |= {source.lock_file: "the record's lockfile", **source.named}
    for style in styles:
        files |= style_sources(style)
    may_edit = set(map(str, edits))
    return Protected({file: part for file, part in files.items() if file not in may_edit})


def other_file(target: Path, ending: str) -> str:
    """A hint with the path of a new file beside a target."""
    import shlex

    free = _free(target.parent, f"{target.stem or 'cv'}-output", ending)
    return f"nothing was written; name another file: -o {shlex.quote(str(free))}"


def free_file(folder: Path, stem: str, ending: str) -> Path:
    """A path with this name if there is no such file, or else the path of a new file beside it."""
    place = folder / f"{stem}{ending}"
    return _free(folder, f"{stem}-output", ending) if os.path.lexists(place) else place


def is_other_than(target: Path, head: bytes) -> bool:
    """Whether a path is a file with content that has not this head in its first 1024 bytes, as a PDF has `%PDF`."""
    try:
        if not target.is_file():
            return False
        with target.open("rb") as file:
            start = file.read(1024)
    except (OSError, ValueError):  # the system will refuse to write there too
        return False
    return bool(start) and head not in start


def other_folder(option: str = "-o") -> str:
    """A hint with the path of a new folder in the current folder."""
    return f"nothing was written; name another folder: {option} {_free(Path(), 'cv-output', '')}/"


def _free(folder: Path, stem: str, ending: str) -> Path:
    """A path in a folder that does not exist yet."""
    numbers = itertools.chain([""], map("-{}".format, itertools.count(2)))
    return next(place for number in numbers if not os.path.lexists(place := folder / f"{stem}{number}{ending}"))


def _identities(file: str) -> tuple[Identity, Identity]:
    """The identity of the file at a path, and the identity of its folder with its name."""
    try:
        real = os.path.realpath(file)
    except (OSError, ValueError):  # no system allows such a path, so there is no file
        real = file
    folder, name = os.path.split(real)
    return _identity(real), (*_identity(folder), _folded(name))


def _identity(path: str) -> Identity:
    rest: list[str] = []
    while True:
        try:
            found = os.stat(path)  # noqa: PTH116
        except (OSError, ValueError):
            path, name = os.path.split(path)
            rest.insert(0, _folded(name))
            if not name:
                return (path, *rest)
        else:
            # Some disks have no inodes: the path identifies the file.
            return (found.st_dev, found.st_ino or _folded(path), *rest)


def refuse_one_name(files: Iterable[str]) -> None:
    """Make sure that no two output files have names that are equal on a disk which ignores case.

    Raises:
        CvkitError: two names are equal there: one file would replace the other.
    """
    found: dict[str, str] = {}
    for name in files:
        if (other := found.setdefault(_folded(name), name)) != name:
            message = f"{other} and {name} are one file on disks that ignore case, as on Windows and macOS"
            raise CvkitError(message, ExitStatus.PROBLEMS, "give one of the two documents another name")


def is_reserved_on_windows(name: str) -> bool:
    """Whether Windows opens a device instead of a file with this name, such as `con.pdf` or `aux`."""
    return bool(re.fullmatch(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?", name))


def _folded(name: str) -> str:
    """The form of a name in which disks compare it if they ignore case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_same(one: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one existing file."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False
