"""Find records, and collect their files without parsing them, so that another process can build them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from pathlib import Path

from cvkit.load import LARGEST_FILE, MAIN_FILE, TEXT_FILES
from cvkit.load.named import SECTION_FILES
from cvkit.load.photo import PHOTO_FORMATS
from cvkit.model.diagnostic import LOCKFILE, CvkitError, Diagnostic, ExitStatus, Place
from cvkit.system.contained import Reason, RefusedFileError, open_within


def find_records(place: Path) -> list[Path]:
    """The records in a folder and its subfolders, sorted by path; or the path itself if it is a record.

    A record is a folder with `cv.yaml`, or a YAML file in a folder without `cv.yaml`.
    """
    if place.is_file() or (place / MAIN_FILE).is_file():
        return [place]
    return sorted(_within(place))


def _within(place: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(place):
        if MAIN_FILE in names:
            yield Path(folder)
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if _names_record(Path(folder, name)))


def _names_record(file: Path) -> bool:
    """Whether a file is a record: one of its first lines begins with `cvkit:`."""
    if file.suffix not in SECTION_FILES or file.name.startswith("."):
        return False
    try:
        with open_within(file.parent, file.name) as opened:
            start = opened.read(1 << 16)
    except RefusedFileError as refused:
        return refused.reason is Reason.OUTSIDE  # `collect_files` reports it
    except OSError:
        return True  # `collect_files` reports this too
    return b"\ncvkit:" in b"\n" + start.removeprefix(b"\xef\xbb\xbf")


Files = dict[str, bytes | None]
"""The content of each file of a record, by its path from the record's folder; None for a refused file."""


def collect_files(record: Path) -> Files | CvkitError:
    """Return the files of a record, or the error if they cannot be read.

    The files of a folder are its texts and the pictures that they name. The files of a record in one file are that
    file, its lockfile, and the files that it names.
    """
    try:
        if record.is_file():
            main, within = record.name, record.parent
            lock = f"{record.stem}.{LOCKFILE}"
            own = [main, *([lock] if os.path.lexists(within / lock) else [])]
        else:
            main, within = MAIN_FILE, record
            own = [name for name in _names(within) if name.endswith(TEXT_FILES)]
        texts = {name: _content(within, name) for name in own}
        if texts.get(main) is None:
            return _refused(within, main)
        named = [name for name in _names(within) if any(name.encode() in text for text in texts.values() if text)]
        return texts | {name: _content(within, name) for name in named if name not in texts}
    except OSError as error:
        return CvkitError(f"cannot read {error.filename or record}: {error.strerror}", ExitStatus.SYSTEM)


@functools.lru_cache(maxsize=4)  # records that are files share a folder
def _names(root: Path) -> tuple[str, ...]:
    """The paths, from a folder, with a name that a file of a record can have; some may be folders or links."""
    found = []
    for folder, folders, names in os.walk(root):
        for name in sorted([*names, *folders]):
            file = Path(folder, name)
            if file.suffix in TEXT_FILES or file.suffix.lower() in PHOTO_FORMATS:
                found.append(file.relative_to(root).as_posix())
        folders[:] = sorted(name for name in folders if not name.startswith("."))
    return tuple(found)


def _content(folder: Path, name: str) -> bytes | None:
    """At most `LARGEST_FILE` + 1 bytes of a file, enough to detect that it is too large; None if it is refused."""
    try:
        with open_within(folder, name, may_link=not name.endswith(LOCKFILE)) as opened:
            return opened.read(LARGEST_FILE + 1)
    except RefusedFileError:
        return None


def _refused(folder: Path, main: str) -> CvkitError:
    """The error for a record whose main file was refused."""
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        open_within(folder, main).close()
    except RefusedFileError as refused:
        place = Place(str(folder / main), 1, 1, 2)
        diagnostics = (refused.diagnostic(str(folder / main), LARGEST_FILE, place=place),)
    return CvkitError("the record has errors", ExitStatus.PROBLEMS, diagnostics=diagnostics)
