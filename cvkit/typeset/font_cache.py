"""What LuaTeX has worked out about fonts, kept between runs: without it each takes half a minute longer.

A run may only read what is kept, and writes the rest in its own folder. From there it is added to what is kept, but
only where the run was of cvkit's own styles and succeeded: a style may write anything there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from cvkit.system.cache_dir import cache_folder

CACHED_SUFFIXES = {".lua", ".luc", ".gz"}
INDEX = Path("luatex-cache", "generic", "names")
"""The index of the fonts by name, which LuaTeX only looks for where it writes."""


def font_cache() -> Path | None:
    """The folder of what is kept; none where nothing can be."""
    return cache_folder("luatex")


def knows_fonts() -> bool:
    """Whether the index of fonts is kept, or nothing can be."""
    kept = font_cache()
    return kept is None or (kept / INDEX).is_dir()


def lay_out_font_cache(kept: Path, own: Path) -> None:
    """Make a run's own folder, with the index of fonts in it."""
    own.mkdir()
    with contextlib.suppress(OSError):
        shutil.copytree(kept / INDEX, own / INDEX)


def keep_font_cache(own: Path, kept: Path) -> None:
    """Add what a run found out; where that cannot be written, the next run finds it out again."""
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
