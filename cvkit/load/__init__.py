"""Load: a record's files in, a `Source` out, whose values know their file, line and column.

What reads them is loaded when it is needed: TeX is started first, after a look at the files.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence as Items
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from cvkit.load.encoding import decode
from cvkit.model.problem import LOCK, CvkitError, ExitStatus, Place, Problem
from cvkit.model.source import EMPTY, Mapping, Mark, Sequence, Source

MAIN_FILE = "cv.yaml"
LARGEST_FILE = 20_000_000
SECTION_FILES = (".yaml", ".yml", ".bib")
TEXT_FILES = (*SECTION_FILES, ".lock", ".cls", ".sty")
"""What the files of a record end in, beside its picture."""

__all__ = ["load", "load_bibliography", "load_list", "lock_path", "peek", "record_files"]


def load(record: Path, settings: Items[str] = ()) -> Source:
    """Read a record: a folder with `cv.yaml`, or one YAML file; `settings` (`KEY=VALUE`) stand in place of its values.

    Problems that leave the rest readable are in the result's `problems`.

    Raises:
        CvkitError: there is no such record, or a setting leads nowhere in it.
    """
    from cvkit.load.override import override

    main = _main_file(record)
    reader = _Reader(main.parent)
    root, mark = reader.read(main, str(main), asked_at=None)
    if not isinstance(root, Mapping) or not root.key_marks:
        if not reader.problems:
            message = (
                "the record is empty"
                if root is EMPTY or isinstance(root, Mapping)
                else "a record is a list of `key: value` lines"
            )
            place = Place(str(main), mark.line + 1, mark.column + 1, mark.column + 2)
            reader.problems.append(Problem("L006", message, "begin with `cvkit: 1` and `person:`", place=place))
        root = Mapping(str(main), Mark(0, 0, 0, 0))
    for key in root:
        root[key] = reader.section(root, key)
    overrides = override(root, settings, reader.texts)
    for path in overrides:
        if len(path) == 1:
            root[str(path[0])] = reader.section(root, str(path[0]))
    name = main.stem if not record.is_dir() else record.resolve().name
    lock_file = lock_path(record)
    lock = reader.lock(lock_file)
    photo, photo_file = reader.photo(root)
    source = Source(name, root, reader.texts, (), str(lock_file), lock, overrides, photo, photo_file)
    return replace(source, problems=source.located(reader.problems))


def load_bibliography(files: Items[Path]) -> Source:
    """The works of `.bib` files that are no record's, as the publications of a record that has nothing else.

    Raises:
        CvkitError: a file is not there, or cannot be read at all.
    """
    root = Mapping(str(files[0]), Mark(0, 0, 0, 0))
    reader = _Reader(files[0].parent)
    works = Sequence(str(files[0]), root.mark)
    for file in files:
        part = reader.bibliography(file, "publications", root, asked_at=None)
        if str(file) not in reader.texts:
            problems = tuple(reader.problems)
            raise CvkitError(f"{file} cannot be read", ExitStatus.PROBLEMS, problems=problems)
        works.extend(part)
        works.marks.extend(part.marks)
    root["publications"] = works
    root.key_marks["publications"] = root.value_marks["publications"] = root.mark
    source = Source(files[0].stem, root, reader.texts)
    return replace(source, problems=source.located(reader.problems))


def load_list(file: Path) -> Sequence:
    """The items of a YAML file that is a list; none where there is no such file.

    Raises:
        CvkitError: it is no list.
    """
    if not file.is_file():
        return Sequence(str(file), Mark(0, 0, 0, 0))
    value, mark = _Reader(file.parent).read(file, str(file), asked_at=None)
    if value is EMPTY:
        return Sequence(str(file), mark)
    if not isinstance(value, Sequence):
        raise CvkitError(f"{file} is no list", ExitStatus.PROBLEMS, "take it back from version control, or delete it")
    return value


def peek(record: Path) -> str:
    """The characters of a record's files, unread: for a guess at what it will need; nothing where it is not there."""
    files = sorted(f for f in record.iterdir() if f.suffix in SECTION_FILES) if record.is_dir() else [record]
    with contextlib.suppress(OSError):
        readable = (f for f in files if f.is_file() and f.stat().st_size <= LARGEST_FILE)
        return "\n".join(f.read_text(encoding="utf-8", errors="replace") for f in readable)
    return ""


def record_files(record: Path) -> list[str]:
    """The names of the files that a record may consist of, as far as they are known before it is read."""
    if record.suffix in SECTION_FILES and not record.is_dir():
        return [str(record), str(record.with_suffix(f".{LOCK}"))]
    files = [record / MAIN_FILE]
    with contextlib.suppress(OSError):
        files += sorted(file for file in record.iterdir() if file.suffix in TEXT_FILES)
    return list(dict.fromkeys(map(str, files)))


def lock_path(record: Path) -> Path:
    """The lockfile of a record, whether it is there or not: beside its main file.

    Raises:
        CvkitError: there is no such record.
    """
    main = _main_file(record)
    return main.with_name(LOCK if main.name == MAIN_FILE else f"{main.stem}.{LOCK}")


def _main_file(record: Path) -> Path:
    main = record / MAIN_FILE if record.is_dir() else record
    if main.is_file():
        return main
    if record.is_dir():
        where = "the current folder" if record == Path() else f"the folder {record}"
        raise CvkitError(
            f"{where} is no record: it has no {MAIN_FILE}",
            ExitStatus.USAGE,
            "name a folder with cv.yaml, or a YAML file",
        )
    raise CvkitError(f"there is no record {record}", ExitStatus.USAGE, "name a folder with cv.yaml, or a YAML file")


class _Reader:
    """Reads the files of one record and keeps their texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []

    def section(self, root: Mapping, key: str) -> Any:
        """The value of a top-level key: as typed, or what stands in the file or files that it names."""
        value = root[key]
        if _names_file(value):
            return self._file(value, (key,), root, root.value_marks[key])
        if isinstance(value, Sequence) and value and all(map(_names_file, value)):
            joined = Sequence(value.file, value.mark)
            for name, mark in zip(value, value.marks, strict=True):
                part = self._file(name, (key,), root, mark)
                if isinstance(part, Sequence):
                    joined.extend(part)
                    joined.marks.extend(part.marks)
            return joined
        return value

    def photo(self, root: Mapping) -> tuple[bytes, str]:
        """The bytes of the person's picture, and its file; nothing where there is none."""
        person = root.get("person")
        name = person.get("photo") if isinstance(person, Mapping) else None
        if not isinstance(name, str):
            return b"", ""
        path = ("person", "photo")
        from cvkit.load.photo import read_photo

        file = self._inside(name)
        if file is None:
            hint = "a record's files lie in its own folder: copy the picture there"
            self.problems.append(Problem("L007", f"`{name}` lies outside the record", hint, path))
            return b"", ""
        try:
            content, fault = read_photo(file)
        except OSError as error:
            raise CvkitError(f"cannot read {file}: {error.strerror}", ExitStatus.SYSTEM) from error
        if fault:
            hint = "save the picture anew as PNG or JPEG, and name that"
            self.problems.append(Problem("L009", f"`{name}` cannot be shown: {fault}", hint, path))
        return content, str(file)

    def _inside(self, name: str) -> Path | None:
        """A file of the record's folder by its name; none where it lies outside."""
        target = self.folder / PurePosixPath(name)
        is_inside = not PurePosixPath(name).is_absolute() and target.resolve().is_relative_to(self.folder.resolve())
        return target if is_inside else None

    def lock(self, file: Path) -> Sequence | None:
        """The lines of the lock; none where there is no lock."""
        if not file.is_file():
            return None
        value, mark = self.read(file, str(file), asked_at=None)
        if isinstance(value, Sequence):
            return value
        if value is not EMPTY:
            place = Place(str(file), mark.line + 1, mark.column + 1, mark.column + 2)
            hint = "take it back from version control, or delete it and lock again"
            self.problems.append(Problem("L006", "a lock is a list of lines that begin with `- `", hint, place=place))
        return Sequence(str(file), mark)

    def _file(self, name: str, path: tuple[str, ...], root: Mapping, mark: Mark) -> Any:
        asked_at = Place(root.file, mark.line + 1, mark.column + 1, mark.end_column + 1)
        target = self._inside(name)
        if target is None:
            hint = "a record's files lie in its own folder: move the file there"
            self.problems.append(Problem("L007", f"`{name}` lies outside the record", hint, place=asked_at))
            return Sequence(root.file, mark)
        from cvkit.model.work import LISTS

        if target.suffix == ".bib" and path[0] not in LISTS:
            hint = "write it in YAML"
            self.problems.append(Problem("L006", f"BibTeX cannot hold the section `{path[0]}`", hint, place=asked_at))
            return Sequence(root.file, mark)
        if target.suffix == ".bib":
            return self.bibliography(target, path[0], root, asked_at)
        value, value_mark = self.read(target, str(target), asked_at)
        if isinstance(value, Mapping | str):
            place = Place(str(target), value_mark.line + 1, value_mark.column + 1, value_mark.column + 2)
            hint = "begin each entry with `- ` at the start of a line"
            self.problems.append(Problem("L006", f"the file of `{path[0]}` must be a list", hint, place=place))
            return Sequence(str(target), value_mark)
        return Sequence(str(target), value_mark) if value is EMPTY else value

    def bibliography(self, file: Path, section: str, root: Mapping, asked_at: Place | None) -> Any:
        """The works of a `.bib` file; bibtexparser is loaded for those who have one."""
        from cvkit.load.bibtex import read_bib

        text = self._text(file, str(file), asked_at)
        if text is None:
            return Sequence(str(file), Mark(0, 0, 0, 0))
        works, problems = read_bib(text, str(file), section, root.get("numbering"))
        self.problems.extend(problems)
        return works

    def read(self, file: Path, shown: str, asked_at: Place | None) -> tuple[Any, Mark]:
        """The values of one YAML file; `EMPTY` and a problem where it cannot be read."""
        from cvkit.load.yaml_file import UnreadableYamlError, read_yaml

        nothing = (EMPTY, Mark(0, 0, 0, 0))
        text = self._text(file, shown, asked_at)
        if text is None:
            return nothing
        try:
            value, mark, problems = read_yaml(text, shown)
        except UnreadableYamlError as error:
            self.problems.append(error.problem)
            return nothing
        self.problems.extend(problems)
        return value, mark

    def _text(self, file: Path, shown: str, asked_at: Place | None) -> str | None:
        """The characters of one file, kept for the places of problems; a problem where it cannot be read."""
        try:
            if not file.is_file():
                message = f"`{shown}` is no plain file" if file.exists() else f"there is no file `{shown}`"
                self.problems.append(Problem("L001", message, "mend the name, or make the file", place=asked_at))
                return None
            if file.stat().st_size > LARGEST_FILE:
                message = f"`{shown}` is larger than 20 MB"
                self.problems.append(Problem("L001", message, "no record is: is it the right file?", place=asked_at))
                return None
            data = file.read_bytes()
        except OSError as error:
            raise CvkitError(f"cannot read {shown}: {error.strerror}", ExitStatus.SYSTEM) from error
        text = decode(data, shown)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        self.texts[shown] = text
        return text


def _names_file(value: object) -> bool:
    return isinstance(value, str) and value.endswith(SECTION_FILES) and "\n" not in value
