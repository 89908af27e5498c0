"""Load: read the files of a record and return a `Source`, whose values know their file, line and column.

The parsers are imported only when they are needed, because TeX is started before the files are parsed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from cvkit.load.encoding import decode, decode_leniently
from cvkit.load.file_shape import EmptyRecord, LockfileNotAList, SectionNotAList, SectionNotInBib, WrongShape
from cvkit.load.named import SECTION_FILES, file_of_picture, files_of_section, named_files, named_pictures, names_file
from cvkit.load.record_files import (
    MAIN_FILE,
    exists,
    is_folder,
    lock_path,
    main_file,
    name_of,
    read_file,
    read_typed_file,
)
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Place
from cvkit.model.rule import Rule
from cvkit.model.shell import behind_command
from cvkit.model.source import EMPTY, Source, Span, YamlMap, YamlSeq
from cvkit.system.contained import Reason, RefusedFileError

LARGEST_FILE = 20_000_000
TEXT_FILES = (*SECTION_FILES, ".lock", ".cls", ".sty")
"""The file name endings of the files of a record, except its picture."""

__all__ = ["MAIN_FILE", "load", "load_list", "lock_path"]


class IrregularLockfile(Rule):
    """A lockfile that is a link, a folder, a pipe or a device.

    cvkit reads and writes `numbers.lock`, so it must be a regular file in the record's folder. A link could lead a
    record from somebody else to any of your files. Delete the link. Then restore the file from version control, or run
    `cvkit numbers --lock` to write a new one.
    """

    code = "L011"
    message = "the lockfile must be a regular file in the record's folder, not a link, folder, pipe or device"
    hint = "delete it; then restore the file from version control, or run `cvkit numbers --lock` to write a new one"
    fix = "delete it, and restore the file from version control, or run `cvkit numbers --lock`"
    no_example = "it takes a link"


def load(record: Path, settings: Sequence[str] = ()) -> Source:
    """Read a record: a folder with `cv.yaml`, or one YAML file. The `settings` (`KEY=VALUE`) replace its values.

    The `diagnostics` of the result are the errors and warnings after which the rest could still be read.

    Raises:
        CvkitError: the record does not exist, is a file of another program, or has no place for a setting.
    """
    from cvkit.load.override import apply_overrides

    main = main_file(record)
    if main.suffix == ".bib":
        raise _foreign(main, "a BibTeX file")
    reader = _Reader(main.parent)
    is_typed = not is_folder(record)
    content = reader.typed(main) if is_typed else reader.content(main.name, asked_at=None)
    root, span = reader.read(main, content)
    if isinstance(root, YamlSeq) or (isinstance(root, YamlMap) and not {"cvkit", "person"} & root.keys()):
        from cvkit.load.foreign import title_of_tree

        if title := title_of_tree(root):
            raise _foreign(main, f"a file of another program: {title}")
    if not isinstance(root, YamlMap) or not root.key_spans:
        if not reader.diagnostics:
            rule = EmptyRecord if root is EMPTY or isinstance(root, YamlMap) else WrongShape
            place = Place(str(main), span.line + 1, span.column + 1, span.column + 2)
            reader.diagnostics.append(rule.at(place=place))
        root = YamlMap(str(main), Span(0, 0, 0, 0))
    named = named_files(record, root)
    for key in root:
        root[key] = reader.section(root, key)
    overrides = apply_overrides(root, settings, reader.texts)
    named |= named_files(record, root) if overrides else {}
    for path in overrides:
        if len(path) == 1:
            root[str(path[0])] = reader.section(root, str(path[0]))
    if any(file.endswith(".bib") for file in reader.texts):
        from cvkit.load.bibtex.file_report import as_strict
        from cvkit.load.bibtex.keys import separate_keys

        reader.diagnostics += as_strict(separate_keys(root), root.get("bibtex"))
    named |= named_pictures(record, root)
    lock_file = lock_path(record)
    lock = reader.lock(lock_file)
    photo, photo_file = reader.photo(root)
    mine = frozenset(reader.mine)
    source = Source(
        name_of(record), root, reader.texts, (), str(lock_file), lock, overrides, photo, photo_file, named, mine
    )
    return replace(source, diagnostics=source.located(reader.diagnostics))


def load_list(file: Path) -> YamlSeq:
    """The items of a YAML file that is a list; an empty list if the file does not exist.

    Raises:
        CvkitError: the file cannot be read, or is not a list.
    """
    if not file.is_file():
        return YamlSeq(str(file), Span(0, 0, 0, 0))
    reader = _Reader(file.parent)
    value, span = reader.read(file, reader.typed(file))
    if reader.diagnostics:
        hint = "restore it from version control"
        raise CvkitError(f"{file} cannot be read", ExitStatus.PROBLEMS, hint, diagnostics=tuple(reader.diagnostics))
    if value is EMPTY:
        return YamlSeq(str(file), span)
    if not isinstance(value, YamlSeq):
        raise CvkitError(f"{file} is not a list", ExitStatus.PROBLEMS, "restore it from version control, or delete it")
    return value


class _Reader:
    """Reads the files of one record, and keeps their texts and the diagnostics."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.mine: set[str] = set()
        """The sections that take only the works that name the owner."""

    def section(self, root: YamlMap, key: str) -> Any:
        """The value of a top-level key: as typed, or the content of the file or files that it names."""
        value, span = root[key], root.value_spans[key]
        if isinstance(value, YamlMap) and (found := files_of_section(value, key)):
            value, span = found.files, found.span
            self.mine |= found.mine
            self.diagnostics += found.diagnostics
        if names_file(value):
            return self._file(value, (key,), root, span)
        if isinstance(value, YamlSeq) and value and all(map(names_file, value)):
            joined = YamlSeq(value.file, value.span)
            for name, span in zip(value, value.spans, strict=True):
                part = self._file(name, (key,), root, span)
                if isinstance(part, YamlSeq):
                    joined.extend(part)
                    joined.spans.extend(part.spans)
            return joined
        return value

    def photo(self, root: YamlMap) -> tuple[bytes, str]:
        """The bytes of the person's picture, and its file; both are empty if there is no picture."""
        person = root.get("person")
        photo = person.get("photo") if isinstance(person, YamlMap) else None
        if not (name := file_of_picture(photo)):
            return b"", ""
        path = ("person", "photo", *(["file"] if isinstance(photo, YamlMap) else []))
        from cvkit.load.photo import LARGEST_PHOTO, UnshowablePicture, load_photo

        file = self.folder / name
        try:
            content, reason = load_photo(self.folder, name)
        except RefusedFileError as refused:
            self.diagnostics.append(refused.diagnostic(name, LARGEST_PHOTO, path=path))
            return b"", ""
        except OSError as error:
            raise _unreadable(str(file), error) from error
        if reason:
            hint = None if exists(file) else "copy the picture into the record's folder, or delete the line"
            self.diagnostics.append(UnshowablePicture.at(path, file=name, reason=reason, hint=hint))
        return content, str(file)

    def lock(self, file: Path) -> YamlSeq | None:
        """The lines of the lockfile, or None if it is missing. It must not be a link, because cvkit also writes it."""
        if not exists(file):
            return None
        place = Place(str(file), 1, 1, 2)
        read = functools.partial(read_file, self.folder, file.name, LARGEST_FILE, may_link=False)
        found = len(self.diagnostics)
        value, span = self.read(file, self._read(str(file), place, read, irregular=IrregularLockfile))
        syntax = self.diagnostics[found:]
        if any(diagnostic.is_error for diagnostic in syntax):  # a guess at a line could give its number to another work
            self.diagnostics[found:] = [replace(diagnostic, corrections=()) for diagnostic in syntax]
            return YamlSeq(str(file), span)
        if isinstance(value, YamlSeq):
            return value
        if value is not EMPTY:
            place = Place(str(file), span.line + 1, span.column + 1, span.column + 2)
            self.diagnostics.append(LockfileNotAList.at(place=place))
        return YamlSeq(str(file), span)

    def _file(self, name: str, path: tuple[str, ...], root: YamlMap, span: Span) -> Any:
        asked_at = Place(root.file, span.line + 1, span.column + 1, span.end_column + 1)
        target = self.folder / PurePosixPath(name)
        from cvkit.model.work import WORK_SECTIONS

        if target.suffix == ".bib" and path[0] not in WORK_SECTIONS:
            self.diagnostics.append(SectionNotInBib.at(place=asked_at, section=path[0]))
            return YamlSeq(root.file, span)
        content = self.content(name, asked_at)
        if target.suffix == ".bib":
            return self.bibliography(target, content, path[0], root)
        value, value_span = self.read(target, content)
        if isinstance(value, YamlMap | str):
            place = Place(str(target), value_span.line + 1, value_span.column + 1, value_span.column + 2)
            self.diagnostics.append(SectionNotAList.at(place=place, section=path[0]))
            return YamlSeq(str(target), value_span)
        return YamlSeq(str(target), value_span) if value is EMPTY else value

    def bibliography(self, file: Path, content: bytes | None, section: str, root: YamlMap) -> Any:
        """The works of a `.bib` file. Only a record with such a file imports bibtexparser."""
        from cvkit.load.bibtex import parse_bib
        from cvkit.load.bibtex.file_report import as_strict

        if content is None:
            return YamlSeq(str(file), Span(0, 0, 0, 0))
        text, doubts = decode_leniently(content, str(file))
        self.texts[str(file)] = text
        settings = (root.get(key) for key in ("numbering", "roles", "bibtex"))
        works, diagnostics = parse_bib(text, str(file), section, *settings)
        self.diagnostics += [*as_strict(doubts, root.get("bibtex")), *diagnostics]
        return works

    def read(self, file: Path, content: bytes | None) -> tuple[Any, Span]:
        """The values of one YAML file; `EMPTY` if it was refused or cannot be parsed, which a diagnostic reports."""
        from cvkit.load.yaml_recovery import parse_beyond_errors

        text = self._text(str(file), content)
        if text is None:
            return EMPTY, Span(0, 0, 0, 0)
        value, span, diagnostics = parse_beyond_errors(text, str(file))
        self.diagnostics.extend(diagnostics)
        return value, span

    def content(self, name: str, asked_at: Place | None) -> bytes | None:
        """The bytes of a file of the record; None and a diagnostic if it is refused."""
        shown = str(self.folder / PurePosixPath(name))
        return self._read(shown, asked_at, lambda: read_file(self.folder, name, LARGEST_FILE))

    def typed(self, file: Path) -> bytes | None:
        """The bytes of a file that the user named, in any folder; None and a diagnostic if it is refused."""
        return self._read(str(file), None, lambda: read_typed_file(file, LARGEST_FILE))

    def _read(
        self, shown: str, asked_at: Place | None, read: Callable[[], bytes], irregular: type[Rule] | None = None
    ) -> bytes | None:
        try:
            return read()
        except RefusedFileError as refused:
            diagnostic = refused.diagnostic(shown, LARGEST_FILE, place=asked_at)
            if irregular and refused.reason is Reason.IRREGULAR:
                diagnostic = irregular.at(place=asked_at)
            self.diagnostics.append(diagnostic)
        except OSError as error:
            raise _unreadable(shown, error) from error
        return None

    def _text(self, shown: str, content: bytes | None) -> str | None:
        """The characters of one file; None and a diagnostic if it is not UTF-8. Diagnostics show lines of the text."""
        text = None if content is None else decode(content, shown)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return None
        if text is not None:
            self.texts[shown] = text
        return text


def _foreign(file: Path, kind: str) -> CvkitError:
    """The error for a file that `cvkit import` reads, in the place of a record."""
    hint = f"import it: cvkit import{behind_command(file)} -o my-record"
    return CvkitError(f"{file} is no record of cvkit, but {kind}", ExitStatus.PROBLEMS, hint)


def _unreadable(shown: str, error: OSError) -> CvkitError:
    return CvkitError(f"cannot read {shown}: {error.strerror}", ExitStatus.SYSTEM)
