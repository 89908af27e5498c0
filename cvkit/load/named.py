"""The files that a record names, and the files of the styles that it names. A file may be missing."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from cvkit.load.file_shape import WrongFiles
from cvkit.load.record_files import is_folder
from cvkit.load.style_folder import style_folder, style_of, style_paths
from cvkit.model.diagnostic import Diagnostic, Place
from cvkit.model.source import Span, YamlMap, YamlSeq

SECTION_FILES = (".yaml", ".yml", ".bib")
LAST_IMPORT = "imported.yaml"
"""The file beside `cv.yaml` in which an import keeps the content of its sources."""


def names_file(value: object) -> bool:
    """Whether a top-level value, or an item of it, is the name of a file that contains the section."""
    return isinstance(value, str) and value.endswith(SECTION_FILES) and "\n" not in value


class SectionFiles(NamedTuple):
    """The files of a section that is given as `{files: […], mine: true}`."""

    files: Any
    """The value of `files`; an empty list if the mapping is wrong."""
    span: Span
    mine: set[str]
    """The section, if it takes only the works that name the owner."""
    diagnostics: list[Diagnostic]


def files_of_section(value: YamlMap, section: str) -> SectionFiles | None:
    """The files that a mapping names for a section of works; None for any other section."""
    from cvkit.model.work import WORK_SECTIONS

    if section not in WORK_SECTIONS:
        return None
    files, mine = value.get("files"), value.get("mine", "false")
    names = files if isinstance(files, YamlSeq) and files else [files]
    if set(value) <= {"files", "mine"} and mine in ("true", "false") and all(map(names_file, names)):
        return SectionFiles(files, value.value_spans["files"], {section} if mine == "true" else set(), [])
    place = Place(value.file, value.span.line + 1, value.span.column + 1, value.span.column + 2)
    hint = None if "files" in value else "write one list: begin each entry with `- `, and give it its own `kind`"
    wrong = WrongFiles.at(place=place, section=section, hint=hint)
    return SectionFiles(YamlSeq(value.file, value.span), value.span, set(), [wrong])


def named_files(record: Path, root: YamlMap) -> dict[str, str]:
    """Each file that a record names, with a description in words. The sections of `root` are not read yet."""
    folder = record if is_folder(record) else record.parent
    found: dict[str, str] = {}
    for key, value in root.items():
        files: Any = value.get("files") if isinstance(value, YamlMap) else value
        names = files if isinstance(files, list) else [files]
        if all(map(names_file, names)):
            found |= {str(folder / PurePosixPath(name)): f"the record's `{key}`" for name in names}
    person, documents = root.get("person"), root.get("documents")
    if isinstance(person, YamlMap) and (photo := file_of_picture(person.get("photo"))):
        found[str(folder / PurePosixPath(photo))] = "the record's photo"
    for document in documents.values() if isinstance(documents, YamlMap) else ():
        name = document.get("style") if isinstance(document, YamlMap) else None
        if isinstance(name, str) and (style := style_of(record, name)):
            found |= style_sources(style)
    return found


def named_pictures(record: Path, root: YamlMap) -> dict[str, str]:
    """Each picture of a work that is a file of the record, with a description in words, once the sections are read."""
    from cvkit.model.work import WORK_SECTIONS

    folder = record if is_folder(record) else record.parent
    works = [entry for section in WORK_SECTIONS if isinstance(found := root.get(section), list) for entry in found]
    names = [file_of_picture(entry.get("picture")) for entry in works if isinstance(entry, dict)]
    files = [name for name in names if name and "://" not in name]
    return {str(folder / PurePosixPath(name)): "the picture of a work" for name in files}


def file_of_picture(value: object) -> str:
    """The file of a picture that is typed as one text or as a mapping; empty if it has none."""
    file = value.get("file") if isinstance(value, dict) else value
    return file if isinstance(file, str) else ""


def style_sources(style: str) -> dict[str, str]:
    """Each file of a style, with a description in words.

    A style of the record can replace a file of the vocabulary by a file with the same name. The result therefore has
    those names in the style's folder too.
    """
    folder, paths = style_folder(style), style_paths(style)
    files = [*paths, *(folder / path.name for path in paths if "/" in style)]
    return {str(file): f"a file of the style {folder.name}" for file in files}
