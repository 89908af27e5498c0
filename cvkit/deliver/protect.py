"""Sources are never overwritten: an output that is a file of the record, or another source, is refused.

Files are compared by what they are on the disk, not by how a path is written: `..`, links and another case lead to the
same file. A file that does not exist is compared by its folder and its name in one case and one Unicode form, as some
disks do.
"""

from __future__ import annotations

import functools
import itertools
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cvkit.load.named import style_sources
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.source import Source

Identity = tuple[int | str, ...]
"""Device and number of a file, or of the nearest folder that exists, with the names that lead on from there."""


@dataclass(frozen=True)
class Protected:
    """Files that no output may overwrite, existing or not, each with its part in words: `the record itself`."""

    files: Mapping[str, str]

    def refuse(self, targets: Iterable[str | Path], hint: str = "nothing was written; name another file") -> None:
        """Refuse to write if a target is one of the files.

        Raises:
            CvkitError: it is; the message says which.
        """
        for target in map(str, targets):
            if file := self._same_as(target):
                raise CvkitError(f"cannot write {target}: {self._reason(target, file)}", ExitStatus.USAGE, hint)

    def _same_as(self, target: str) -> str | None:
        """The protected file that a target is, or may be on another disk."""
        own, named = _identities(target)
        if (found := self._index.get(own)) or not (found := self._index.get(named)):
            return found
        # Two files whose names differ only in case are two where both exist.
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
    """The files of a record and of its styles; `styles` are further ones, `edits` the files that a command may edit."""
    files = {source.root.file: "the record itself", source.lock_file: "the record's lockfile", **source.named}
    for style in styles:
        files |= style_sources(style)
    may_edit = set(map(str, edits))
    return Protected({file: part for file, part in files.items() if file not in may_edit})


def other_file(target: Path, ending: str) -> str:
    """The hint that names a free file beside a target."""
    import shlex

    free = _free(target.parent, f"{target.stem or 'cv'}-output", ending)
    return f"nothing was written; name another file: -o {shlex.quote(str(free))}"


def other_folder(option: str = "-o") -> str:
    """The hint that names a free folder here."""
    return f"nothing was written; name another folder: {option} {_free(Path(), 'cv-output', '')}/"


def _free(folder: Path, stem: str, ending: str) -> Path:
    """A path in a folder that nothing has."""
    numbers = itertools.chain([""], map("-{}".format, itertools.count(2)))
    return next(place for number in numbers if not os.path.lexists(place := folder / f"{stem}{number}{ending}"))


def _identities(file: str) -> tuple[Identity, Identity]:
    """What a path leads to: the file, and its name in its folder."""
    try:
        real = os.path.realpath(file)
    except (OSError, ValueError):  # no system takes such a path, so no file is there
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
            # A disk that gives its files no numbers tells them apart by their paths alone.
            return (found.st_dev, found.st_ino or _folded(path), *rest)


def _folded(name: str) -> str:
    """A name as a disk that ignores case and Unicode form knows it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_same(one: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one file, which exists."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False
