"""Find records, and collect their files, so that another process or machine can build them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from cvkit.load import LARGEST_FILE, MAIN_FILE, lock_path
from cvkit.load.encoding import decode
from cvkit.load.named import SECTION_FILES, named_files
from cvkit.load.record_files import Snapshot
from cvkit.load.style_folder import is_own, own_paths, style_folder, style_of
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.model.source import Span, YamlMap
from cvkit.system.contained import Reason, RefusedFileError, open_within, read_typed, read_within


def find_records(place: Path) -> list[Path]:
    """The records in a folder and its subfolders, sorted by path; or the path itself if it is a record.

    A record is a folder with `cv.yaml`, or a YAML file in a folder without `cv.yaml`. The records within the folder of
    another are omitted: see `inner_records`.
    """
    if place.is_file() or (place / MAIN_FILE).is_file():
        return [place]
    return sorted(_within(place))


def inner_records(record: Path) -> list[Path]:
    """The records in the folder of a record and its subfolders, other than itself, sorted by path."""
    found = []
    for place, folders, names in os.walk(record):
        folders[:] = [name for name in folders if not name.startswith(".")]
        folder = Path(place)
        if MAIN_FILE in names and folder != record:
            found.append(folder)
        found += [file for name in names if name != MAIN_FILE and _names_record(file := folder / name, in_doubt=False)]
    return sorted(found)


def _within(place: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(place):
        if MAIN_FILE in names:
            yield Path(folder)
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if _names_record(Path(folder, name)))


def _names_record(file: Path, *, in_doubt: bool = True) -> bool:
    """Whether a file is a record: one of its first lines begins with `cvkit:`. `in_doubt` is for unreadable files."""
    if file.suffix not in SECTION_FILES or file.name.startswith("."):
        return False
    try:
        with open_within(file.parent, file.name) as opened:
            start = opened.read(1 << 16)
    except RefusedFileError as refused:
        return in_doubt and refused.reason is Reason.OUTSIDE  # the record is built, and that reports it
    except OSError:
        return in_doubt  # `take_snapshot` reports this
    return b"\ncvkit:" in b"\n" + start.removeprefix(b"\xef\xbb\xbf")


def take_snapshot(
    record: Path, name: str, style: str | None = None, *, is_typed: bool = False
) -> Snapshot | CvkitError:
    """The files of a record and of a style that the command line names, or the error if they cannot be read.

    The files are those that the values of the record name, its lockfile, and the files of its styles. A record that the
    user typed can be a link to a file in another folder.
    """
    is_folder = record.is_dir()
    folder, main = (record, record / MAIN_FILE) if is_folder else (record.parent, record)
    files: dict[str, bytes | Reason] = {}
    same_letters: dict[str, str] = {}

    def take(path: Path, within: Path) -> bytes | None:
        place = path.relative_to(folder).as_posix()
        try:
            if path == record and is_typed:
                content = read_typed(path, LARGEST_FILE)
            else:
                name = path.relative_to(within).as_posix()
                content = read_within(within, name, LARGEST_FILE, may_link=path != lock)
        except RefusedFileError as refused:
            if refused.reason is not Reason.ABSENT or os.path.lexists(path):
                files[place] = refused.reason
            elif refused.same_letters:
                same_letters[place] = refused.same_letters
            return None
        files[place] = content
        return content

    try:
        lock = lock_path(record)
        take(lock, folder)
        content = take(main, folder)
        for path, within in _named(record, main, content, style) if content else ():
            # An absolute path is refused, whatever is there.
            if path.is_relative_to(folder) and path.relative_to(folder).as_posix() not in files:
                take(path, within)
    except CvkitError as error:  # its `cv.yaml` is a folder or a pipe
        return error
    except OSError as error:
        return CvkitError(f"cannot read {error.filename or record}: {error.strerror}", ExitStatus.SYSTEM)
    return Snapshot(name, folder, files, same_letters)


def _named(record: Path, main: Path, content: bytes, style: str | None) -> Iterator[tuple[Path, Path]]:
    """The files of its styles and those that the values of a record name, each with the folder that must contain it."""
    from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml

    root = None
    text = decode(content, str(main))
    if isinstance(text, str):
        with contextlib.suppress(UnreadableYamlError):
            root, _, _ = parse_yaml(text, str(main))
    typed = root if isinstance(root, YamlMap) else YamlMap(str(main), Span(0, 0, 0, 0))
    documents = typed.get("documents")
    found = documents.values() if isinstance(documents, YamlMap) else ()
    for named in (style, *(document.get("style") for document in found if isinstance(document, YamlMap))):
        # A hint names a style of the record whose name lacks `./`.
        for name in (named, f"./{named}") if isinstance(named, str) else ():
            if (own := style_of(record, name)) and is_own(own):
                yield from ((path, style_folder(own)) for path in own_paths(own))
    yield from ((Path(path), main.parent) for path in named_files(record, typed))
