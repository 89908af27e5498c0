"""The files of records, gathered unread, so that they can be built elsewhere."""

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
        with open_within(file.parent, file.name) as opened:
            start = opened.read(1 << 16)
    except RefusedFileError as refused:
        return refused.reason is Reason.OUTSIDE  # `collect_files` reports it
    except OSError:
        return True  # likewise
    return b"\ncvkit:" in b"\n" + start.removeprefix(b"\xef\xbb\xbf")


Files = dict[str, bytes | None]
"""What stands in the files of a record, by their names from its folder; nothing in one that is refused."""


def collect_files(record: Path) -> Files | CvkitError:
    """The files of a record; or why they cannot be read.

    A folder gives its texts, and the pictures that they name; a file that is a record gives itself, its lock, and
    what it names.
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
    """The names in a folder that files of a record may have, also of what is no file, from there."""
    found = []
    for folder, folders, names in os.walk(root):
        for name in sorted([*names, *folders]):
            file = Path(folder, name)
            if file.suffix in TEXT_FILES or file.suffix.lower() in PHOTO_FORMATS:
                found.append(file.relative_to(root).as_posix())
        folders[:] = sorted(name for name in folders if not name.startswith("."))
    return tuple(found)


def _content(folder: Path, name: str) -> bytes | None:
    """What stands in a file; of one that is too large as much as shows that it is, of one that is refused nothing."""
    try:
        with open_within(folder, name, may_link=not name.endswith(LOCKFILE)) as opened:
            return opened.read(LARGEST_FILE + 1)
    except RefusedFileError:
        return None


def _refused(folder: Path, main: str) -> CvkitError:
    """The error for the main file of a record, which was refused."""
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        open_within(folder, main).close()
    except RefusedFileError as refused:
        place = Place(str(folder / main), 1, 1, 2)
        diagnostics = (refused.diagnostic(str(folder / main), LARGEST_FILE, place=place),)
    return CvkitError("the record has errors", ExitStatus.PROBLEMS, diagnostics=diagnostics)
