"""Where the styles lie, and the TeX files of one."""

from __future__ import annotations

import functools
from pathlib import Path

import cvkit

SHARED = "shared"
"""The folder of the vocabulary, which is no style."""


@functools.cache
def styles_folder() -> Path:
    """The folder of the styles: inside an installed cvkit, beside it in a checkout."""
    package = Path(cvkit.__file__).parent
    return next(f for f in (package / "styles", package.parent / "styles") if f.is_dir())


def style_names() -> list[str]:
    """The styles that there are."""
    return sorted(file.parent.name for file in styles_folder().glob("*/style.yaml"))


def style_folders(name: str) -> list[Path]:
    """The folders that a style's files lie in: that of the vocabulary, and its own."""
    return [styles_folder() / SHARED, styles_folder() / name]


def style_paths(name: str) -> list[Path]:
    """Every file that a style consists of: its TeX files, behind `style.yaml`."""
    files = (file for folder in style_folders(name) for file in sorted(folder.iterdir()))
    return [styles_folder() / name / "style.yaml", *(file for file in files if file.suffix in (".sty", ".cls"))]


def style_files(name: str) -> dict[str, str]:
    """The TeX files that a document in a style needs beside it, by name: the vocabulary and the style's own."""
    return {file.name: file.read_text(encoding="utf-8") for file in style_paths(name)[1:]}
