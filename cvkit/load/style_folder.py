"""Where the styles lie, and the TeX files of one.

A style is known by its name where it is cvkit's own, and by the path of its folder, with a slash in it, where it is the
record's: `./mystyle` there. Such a style may come from somebody else, so its files are read only where they lie in its
folder (`contained.py`).
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import cvkit
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Place
from cvkit.system.contained import RefusedFileError, read_within

SHARED = "shared"
"""The folder of the vocabulary, which is no style."""

STYLE_FILE = "style.yaml"
"""The file in which a style states what it is."""

LARGEST = 20_000_000
"""How many bytes each file of a style may have."""


@functools.cache
def styles_folder() -> Path:
    """The folder of the styles: inside an installed cvkit, beside it in a checkout."""
    package = Path(cvkit.__file__).parent
    return next(f for f in (package / "styles", package.parent / "styles") if f.is_dir())


def style_names() -> list[str]:
    """The styles that cvkit has."""
    return sorted(file.parent.name for file in styles_folder().glob(f"*/{STYLE_FILE}"))


def style_of(record: Path, name: str) -> str | None:
    """The style that a record calls so: one of cvkit's by its name, one of its own as the path of that folder.

    There is none where no such folder lies inside that of the record.
    """
    if name in style_names():
        return name
    folder = record if record.is_dir() else record.parent
    path = folder / PurePosixPath(name)
    root, found = Path(os.path.realpath(folder)), Path(os.path.realpath(path))
    is_inside = root in found.parents
    # Of an odd file of that name, what reads it says why it is refused.
    if name.startswith("./") and is_inside and os.path.lexists(path / STYLE_FILE):
        return f"{folder.as_posix()}/{PurePosixPath(name)}"
    return None


def is_own(style: str) -> bool:
    """Whether a style is the record's, not one of cvkit's."""
    return "/" in style


def style_folder(style: str) -> Path:
    """The folder of a style."""
    return Path(style) if is_own(style) else styles_folder() / style


def style_folders(style: str) -> list[Path]:
    """The folders that a style's files lie in: that of the vocabulary, and its own."""
    return [styles_folder() / SHARED, style_folder(style)]


def own_paths(style: str) -> list[Path]:
    """The files that are a style's own: `style.yaml` and its TeX files."""
    return [style_folder(style) / STYLE_FILE, *_tex_files(style_folder(style))]


def style_paths(style: str) -> list[Path]:
    """Every file that a style consists of: its own, and those of the vocabulary."""
    return [*own_paths(style), *_tex_files(styles_folder() / SHARED)]


def _tex_files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if file.suffix in (".sty", ".cls")]


def style_files(style: str) -> dict[str, str]:
    """The TeX files that a document in a style needs beside it, by name; one of the style's own wins.

    Raises:
        CvkitError: a file of the style is refused; with a problem for each.
    """
    shared = _tex_files(styles_folder() / SHARED)
    contents = _contents(SHARED, shared) | _contents(style, _tex_files(style_folder(style)))
    return {name: content.decode("utf-8", "replace") for name, content in contents.items()}


def own_files(style: str) -> dict[str, bytes]:
    """The files that are a style's own, by name.

    Raises:
        CvkitError: as `style_files`.
    """
    return _contents(style, own_paths(style))


def _contents(style: str, files: Iterable[Path]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    diagnostics = []
    for file in files:
        content = read_style_file(style, file)
        if isinstance(content, Diagnostic):
            diagnostics.append(content)
        else:
            contents[file.name] = content
    if diagnostics:
        message = f"cvkit does not read some files of the style `{style}`"
        raise CvkitError(message, ExitStatus.PROBLEMS, diagnostics=tuple(diagnostics))
    return contents


def read_style_file(style: str, file: Path) -> bytes | Diagnostic:
    """The content of a file of a style, or the problem that it is refused; those of cvkit's own may be links.

    Raises:
        CvkitError: the system refuses to read it.
    """
    try:
        return read_within(file.parent, file.name, LARGEST) if is_own(style) else file.read_bytes()
    except RefusedFileError as refused:
        return refused.diagnostic(str(file), LARGEST, "the style's folder", place=Place(str(file), 1, 1, 2))
    except OSError as error:
        raise CvkitError(f"cannot read {file}: {error.strerror}", ExitStatus.SYSTEM) from error
