"""The files of records, gathered unread, so that they can be built elsewhere."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from pathlib import Path

from cvkit.load import LARGEST_FILE, MAIN_FILE, SECTION_FILES, TEXT_FILES
from cvkit.load.photo import KINDS
from cvkit.model.problem import LOCK, CvkitError, ExitStatus


def record_paths(place: Path) -> list[Path]:
    """The records in a folder and the folders within it, in the order of their names; or the one that it is.

    A record is a folder with `cv.yaml`, or a YAML file in a folder without.
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
    """Whether a file says in its first lines that it is a record."""
    if file.suffix not in SECTION_FILES or file.name.startswith("."):
        return False
    try:
        with file.open("rb") as opened:
            start = opened.read(1 << 16)
    except OSError:
        return True  # to be told of
    return b"\ncvkit:" in b"\n" + start.removeprefix(b"\xef\xbb\xbf")


def gather(record: Path) -> dict[str, bytes] | CvkitError:
    """What stands in the files of a record, by their names from its folder; or why they cannot be read.

    A folder gives its texts, and the pictures that they name; a file that is a record gives itself, its lock, and
    what it names.
    """
    try:
        if record.is_file():
            lock = f"{record.stem}.{LOCK}"
            within, own = record.parent, {record.name, lock}
        else:
            within, own = record, {name for name, file in _files(record) if file.suffix in TEXT_FILES}
        found = dict(_files(within))
        texts = {name: _content(found[name]) for name in own if name in found}
        named = [name for name in found if any(name.encode() in text for text in texts.values())]
        return texts | {name: _content(found[name]) for name in sorted({*named} - {*texts})}
    except OSError as error:
        return CvkitError(f"cannot read {error.filename or record}: {error.strerror}", ExitStatus.SYSTEM)


@functools.lru_cache(maxsize=4)  # records that are files share a folder
def _files(root: Path) -> tuple[tuple[str, Path], ...]:
    """The files in a folder that a record may consist of, by their names from there; none that lies elsewhere."""
    inside = root.resolve()
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            is_own = file.suffix in TEXT_FILES or file.suffix.lower() in KINDS
            if is_own and file.is_file() and file.resolve().is_relative_to(inside):
                found.append((file.relative_to(root).as_posix(), file))
    return tuple(found)


def _content(file: Path) -> bytes:
    """What stands in a file; of one that is too large as much as shows that it is."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)
