"""Where the styles lie, and the TeX files of one.

A style is known by its name where it is cvkit's own, and by the path of its folder, with a slash in it, where it is the
record's: `./mystyle` there.
"""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path, PurePosixPath

import cvkit

SHARED = "shared"
"""The folder of the vocabulary, which is no style."""

STATED = "style.yaml"
"""The file in which a style states what it is."""


@functools.cache
def styles_folder() -> Path:
    """The folder of the styles: inside an installed cvkit, beside it in a checkout."""
    package = Path(cvkit.__file__).parent
    return next(f for f in (package / "styles", package.parent / "styles") if f.is_dir())


def style_names() -> list[str]:
    """The styles that cvkit has."""
    return sorted(file.parent.name for file in styles_folder().glob(f"*/{STATED}"))


def style_of(record: Path, name: str) -> str | None:
    """The style that a record calls so: one of cvkit's by its name, one of its own as the path of that folder.

    There is none where no such folder lies inside that of the record.
    """
    if name in style_names():
        return name
    folder = record if record.is_dir() else record.parent
    path = folder / PurePosixPath(name)
    is_inside = path.resolve().is_relative_to(folder.resolve()) and path.resolve() != folder.resolve()
    with contextlib.suppress(OSError):  # a name may be longer than any file's
        if name.startswith("./") and is_inside and (path / STATED).is_file():
            return f"{folder.as_posix()}/{PurePosixPath(name)}"
    return None


def style_folder(style: str) -> Path:
    """The folder of a style."""
    return Path(style) if "/" in style else styles_folder() / style


def style_folders(style: str) -> list[Path]:
    """The folders that a style's files lie in: that of the vocabulary, and its own."""
    return [styles_folder() / SHARED, style_folder(style)]


def own_paths(style: str) -> list[Path]:
    """The files that are a style's own: `style.yaml` and its TeX files."""
    return [style_folder(style) / STATED, *_tex_files(style_folder(style))]


def style_paths(style: str) -> list[Path]:
    """Every file that a style consists of: its own, and those of the vocabulary."""
    return [*own_paths(style), *_tex_files(styles_folder() / SHARED)]


def _tex_files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if file.suffix in (".sty", ".cls")]


def style_files(style: str) -> dict[str, str]:
    """The TeX files that a document in a style needs beside it, by name; one of the style's own wins."""
    tex = [*_tex_files(styles_folder() / SHARED), *_tex_files(style_folder(style))]
    return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in tex}
