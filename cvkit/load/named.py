"""The files that a record names, and the files of the styles that it names. A file may be missing."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from cvkit.load.style_folder import style_folder, style_of, style_paths
from cvkit.model.source import YamlMap

SECTION_FILES = (".yaml", ".yml", ".bib")
LAST_IMPORT = "imported.yaml"
"""The file beside `cv.yaml` in which an import keeps the content of its sources."""


def names_file(value: object) -> bool:
    """Whether a top-level value, or an item of it, is the name of a file that contains the section."""
    return isinstance(value, str) and value.endswith(SECTION_FILES) and "\n" not in value


def named_files(record: Path, root: YamlMap) -> dict[str, str]:
    """Each file that a record names, with a description in words. The sections of `root` are not read yet."""
    folder = record if record.is_dir() else record.parent
    found: dict[str, str] = {}
    for key, value in root.items():
        names = value if isinstance(value, list) else [value]
        if all(map(names_file, names)):
            found |= {str(folder / PurePosixPath(name)): f"the record's `{key}`" for name in names}
    person, documents = root.get("person"), root.get("documents")
    if isinstance(person, YamlMap) and isinstance(photo := person.get("photo"), str):
        found[str(folder / PurePosixPath(photo))] = "the record's photo"
    for document in documents.values() if isinstance(documents, YamlMap) else ():
        name = document.get("style") if isinstance(document, YamlMap) else None
        if isinstance(name, str) and (style := style_of(record, name)):
            found |= style_sources(style)
    return found


def named_pictures(record: Path, root: YamlMap) -> dict[str, str]:
    """Each picture of a work that is a file of the record, with a description in words, once the sections are read."""
    from cvkit.model.work import WORK_SECTIONS

    folder = record if record.is_dir() else record.parent
    works = [entry for section in WORK_SECTIONS if isinstance(found := root.get(section), list) for entry in found]
    names = [entry.get("picture") for entry in works if isinstance(entry, dict)]
    files = [name for name in names if isinstance(name, str) and "://" not in name]
    return {str(folder / PurePosixPath(name)): "the picture of a work" for name in files}


def style_sources(style: str) -> dict[str, str]:
    """Each file of a style, with a description in words.

    A style of the record can replace a file of the vocabulary by a file with the same name. The result therefore has
    those names in the style's folder too.
    """
    folder, paths = style_folder(style), style_paths(style)
    files = [*paths, *(folder / path.name for path in paths if "/" in style)]
    return {str(file): f"a file of the style {folder.name}" for file in files}
