"""The files of the TeX installation on which a run depended: if none has changed, a new run gives the same result."""

from __future__ import annotations

import os
from pathlib import Path

from cvkit.system.sandbox import user_folders

FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    os.path.expanduser("~/Library/Fonts"),  # noqa: PTH111 - text like its neighbours
    os.path.join(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),  # noqa: PTH118
    os.path.join(os.environ.get("LOCALAPPDATA", "C:/"), "Microsoft/Windows/Fonts"),  # noqa: PTH118
)
"""The font folders of Linux, macOS and Windows, and those of a user of macOS and Windows."""


def installed_files(recorded: str, font_map: str, program: str, finds_fonts: bool) -> tuple[str, ...]:
    """The files and folders on which a run depended.

    `recorded` is the run's record of the files that it read (`-recorder`). `font_map` is the full font list, if the run
    read the short form of it, else empty. `finds_fonts` is true for an engine that finds fonts by name.

    The result also has the engine and the file lists (`ls-R`) of each TeX tree: every new package changes them. If the
    engine finds fonts by name, it has the font folders too.
    """
    read = {line[6:] for line in recorded.splitlines() if line.startswith("INPUT ") and os.path.isabs(line[6:])}  # noqa: PTH117
    read |= {font_map} if font_map else set()
    folders = {str(folder) for file in read for folder in Path(file).parents}
    lists = {found for folder in folders if os.path.isfile(found := f"{folder}/ls-R")}  # noqa: PTH113
    fonts = _font_folders() if finds_fonts else []
    drivers = [str(Path(program).with_stem("xdvipdfmx"))] if finds_fonts else []
    return (program, *drivers, *sorted(read), *sorted(lists), *fonts)


def _font_folders() -> list[str]:
    """The font folders and all their subfolders: a font that is added or removed changes the time of its folder."""
    own = user_folders()["XDG_DATA_HOME"] / "fonts"
    return [folder for root in (*FONT_FOLDERS, own) if Path(root).is_dir() for folder, _, _ in os.walk(root)]
