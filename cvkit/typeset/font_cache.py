"""LuaTeX's font cache, kept between runs: without it each run takes half a minute longer.

A run may only read the cache. It writes new files to its own folder. cvkit copies them to the cache, but only if the
run used cvkit's own styles and succeeded: another style could write anything there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from cvkit.system.cache_dir import cache_folder

CACHED_SUFFIXES = {".lua", ".luc", ".gz"}
INDEX = Path("luatex-cache", "generic", "names")
"""The index of the fonts by name. LuaTeX looks for it only in the folder that it writes to."""


def font_cache() -> Path | None:
    """The folder of the cache; none if this user has no cache folder."""
    return cache_folder("luatex")


def knows_fonts() -> bool:
    """Whether the cache has the font index; also true if there can be no cache."""
    kept = font_cache()
    return kept is None or (kept / INDEX).is_dir()


def lay_out_font_cache(kept: Path, own: Path) -> None:
    """Create the folder to which a run writes, with a copy of the font index."""
    own.mkdir()
    with contextlib.suppress(OSError):
        shutil.copytree(kept / INDEX, own / INDEX)


def keep_font_cache(own: Path, kept: Path) -> None:
    """Copy the new files of a run to the cache. If they cannot be written, the next run creates them again."""
    with contextlib.suppress(OSError):
        for file in own.rglob("*"):
            target = kept / file.relative_to(own)
            if (
                file.suffix in CACHED_SUFFIXES
                and file.is_file()
                and not file.is_symlink()
                and not _is_same(file, target)
            ):
                target.parent.mkdir(parents=True, exist_ok=True)
                beside = target.with_name(f"{target.name}.{os.getpid()}")
                shutil.copyfile(file, beside)
                beside.replace(target)


def _is_same(file: Path, other: Path) -> bool:
    return other.is_file() and other.read_bytes() == file.read_bytes()
