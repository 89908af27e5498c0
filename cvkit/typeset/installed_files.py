"""Which files of the TeX installation a run depended on: where none of them changed, it would do the same again."""

from __future__ import annotations

import os
from pathlib import Path

from cvkit.system.sandbox import user_folders

FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    os.path.join(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),  # noqa: PTH118 - text like its neighbours
)
"""Where systems keep fonts."""


def installed_files(recorded: str, font_map: str, program: str, finds_fonts: bool) -> tuple[str, ...]:
    """Files and folders that a run depended on, from what TeX recorded (`-recorder`) of the files that it read.

    `font_map` is the list of fonts that it read a short form of, if it did.

    With them come the engine, the lists of all files of each TeX tree, which every new package changes, and for an
    engine that finds fonts by name the folders of fonts.
    """
    read = {line[6:] for line in recorded.splitlines() if line.startswith("INPUT ") and os.path.isabs(line[6:])}  # noqa: PTH117
    read |= {font_map} if font_map else set()
    folders = {str(folder) for file in read for folder in Path(file).parents}
    lists = {found for folder in folders if os.path.isfile(found := f"{folder}/ls-R")}  # noqa: PTH113
    fonts = _font_folders() if finds_fonts else []
    drivers = [str(Path(program).with_name("xdvipdfmx"))] if finds_fonts else []
    return (program, *drivers, *sorted(read), *sorted(lists), *fonts)


def _font_folders() -> list[str]:
    """The folders of fonts, and all within them: a font that comes or goes changes the time of its folder."""
    own = user_folders()["XDG_DATA_HOME"] / "fonts"
    return [folder for root in (*FONT_FOLDERS, own) if Path(root).is_dir() for folder, _, _ in os.walk(root)]
