"""The folders of the styles, and the files of a style.

cvkit names one of its own styles by name, and a style of the record by the path of its folder, which contains a slash.
The record writes `./mystyle` for it. Somebody else may have written such a style, so its files are read only if they
are inside its folder (`contained.py`).
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import cvkit
from cvkit.load.record_files import exists, files_in, is_folder, read_file
from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus, Place
from cvkit.system.contained import RefusedFileError

SHARED = "shared"
"""The folder of the vocabulary, which is not a style."""

STYLE_FILE = "style.yaml"
"""The file in which a style declares its class and its options."""

LARGEST = 20_000_000
"""The largest size of a file of a style, in bytes."""


@functools.cache
def styles_folder() -> Path:
    """The folder of cvkit's styles: inside the installed package, or next to the package in a checkout."""
    package = Path(cvkit.__file__).parent
    return next(f for f in (package / "styles", package.parent / "styles") if f.is_dir())


def style_names() -> list[str]:
    """The names of cvkit's own styles."""
    return sorted(file.parent.name for file in styles_folder().glob(f"*/{STYLE_FILE}"))


def style_of(record: Path, name: str) -> str | None:
    """Resolve a style name of a record: a style of cvkit by its name, a style of the record to the path of its folder.

    Return None if cvkit has no such style and the record's folder contains no such style folder.
    """
    if name in style_names():
        return name
    folder = record if is_folder(record) else record.parent
    path = folder / PurePosixPath(name)
    root, found = Path(os.path.realpath(folder)), Path(os.path.realpath(path))
    is_inside = root in found.parents
    # The file may be of a kind that is refused: `read_style_file` reports that.
    if name.startswith("./") and is_inside and exists(path / STYLE_FILE):
        return f"{folder.as_posix()}/{PurePosixPath(name)}"
    return None


def is_own(style: str) -> bool:
    """Whether a style belongs to the record, not to cvkit."""
    return "/" in style


def style_folder(style: str) -> Path:
    """The folder of a style."""
    return Path(style) if is_own(style) else styles_folder() / style


def style_folders(style: str) -> list[Path]:
    """The folders that contain a style's files: the folder of the vocabulary, then the style's own folder."""
    return [styles_folder() / SHARED, style_folder(style)]


def own_paths(style: str) -> list[Path]:
    """The files in a style's own folder: `style.yaml` and its TeX files."""
    return [style_folder(style) / STYLE_FILE, *_tex_files(style)]


def style_paths(style: str) -> list[Path]:
    """Every file that a style uses: its own files, and the files of the vocabulary."""
    return [*own_paths(style), *_tex_files(SHARED)]


def _tex_files(style: str) -> list[Path]:
    """The TeX files in the folder of a style, or in that of the vocabulary."""
    folder = style_folder(style)
    files = files_in(folder) if is_own(style) else sorted(folder.iterdir())
    return [file for file in files if file.suffix in (".sty", ".cls")]


def style_files(style: str) -> dict[str, str]:
    """The TeX files that a document in a style needs next to it, by name. A file of the style replaces a shared one.

    Raises:
        CvkitError: files of the style are refused; the error has a diagnostic for each.
    """
    contents = _contents(SHARED, _tex_files(SHARED)) | _contents(style, _tex_files(style))
    return {name: content.decode("utf-8", "replace") for name, content in contents.items()}


def own_files(style: str) -> dict[str, bytes]:
    """The content of each file in a style's own folder, by name.

    Raises:
        CvkitError: as for `style_files`.
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
    """The content of a file of a style, or a diagnostic if it is refused. Only files of cvkit's styles may be links.

    Raises:
        CvkitError: the system cannot read the file.
    """
    try:
        return read_file(file.parent, file.name, LARGEST) if is_own(style) else file.read_bytes()
    except RefusedFileError as refused:
        return refused.diagnostic(str(file), LARGEST, "the style's folder", place=Place(str(file), 1, 1, 2))
    except OSError as error:
        raise CvkitError(f"cannot read {file}: {error.strerror}", ExitStatus.SYSTEM) from error
