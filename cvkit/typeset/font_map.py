"""A short form of TeX's list of Type 1 fonts (the font map), kept between runs.

The list of a full TeX Live has 35,000 fonts, and every run reads all of it. The short list has the fonts of cvkit's
styles. If a run needs another font, cvkit runs TeX again with the full list, and adds that font to the short list.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from cvkit.system.cache_dir import cache_folder
from cvkit.system.programs import ask

FONT_MAP = "pdftex.map"
"""The file name in pdfTeX, LuaTeX and xdvipdfmx. Each looks first in the folder in which it runs."""

_STYLE_FONTS = re.compile(
    rb"^(?:(?:ec-|ts1-|rm-)?(?:lm|qhv|qpl|qtm)|cm|(?:ec|tc)[a-z]|ms[ab]m|dummy-space).*\n", re.MULTILINE
)
"""The lines of TeX Gyre, Latin Modern, and Computer Modern with its related fonts."""

_FONTS_READ = re.compile(r"^INPUT .*?([^/\n]+)\.tfm$", re.MULTILINE)
"""The fonts among the files that a run read, from the record of `-recorder`."""

_FONT_MISSING = re.compile(r"[Ff]ont \S+ at \d+ not found|Cannot proceed without \.vf")


def short_map(program: str) -> bytes | None:
    """The short list of an engine; none if there is none yet, or if TeX's own list has changed since."""
    place = _place(program)
    with contextlib.suppress(OSError, ValueError):
        kept = place.read_bytes() if place else b""
        if kept.startswith(_head(Path(source_of(kept)))):
            return kept
    return None


def source_of(font_map: bytes) -> str:
    """The path of the full list from which a short list was made."""
    return os.fsdecode(font_map.partition(b"\n")[0].partition(b": ")[2])


def keep_map(program: str, folder: Path, environment: Mapping[str, str], recorded: str) -> bytes | None:
    """Add the fonts that a run read to the short list of an engine. Return the list; None if it cannot be written.

    `recorded` is the run's list of the files that it read. `folder` and `environment` are those of the run.
    """
    place = _place(program)
    if place is None:
        return None
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(place.parent, os.W_OK):
            return None
        # Not in the current folder: it may be the folder of a record, which may have a file of this name.
        kpsewhich = str(Path(program).with_name("kpsewhich"))
        found = ask([kpsewhich, FONT_MAP], environment=environment, folder=folder).strip()
        whole = Path(found).read_bytes() if Path(found).is_absolute() else b""
        if lines := _STYLE_FONTS.findall(whole):
            others = {os.fsencode(name) for name in _FONTS_READ.findall(recorded)} | {
                *map(_name, _lines(short_map(program))[1:])
            }
            others -= {*map(_name, lines)}
            lines += [line for line in _lines(whole) if _name(line) in others]
            kept = _head(Path(found)) + os.fsencode(found) + b"\n" + b"".join(lines)
            beside = place.with_name(f"{place.name}.{os.getpid()}")
            beside.write_bytes(kept)
            beside.replace(place)
            return kept
    return None


def lacks_a_font(messages: str) -> bool:
    """Whether the messages of a run show that its font list lacked a font."""
    return bool(_FONT_MISSING.search(messages))


def _lines(font_map: bytes | None) -> list[bytes]:
    return (font_map or b"").splitlines(keepends=True)


def _name(line: bytes) -> bytes:
    """The name of the font in a line of a list."""
    return line.partition(b" ")[0]


def _place(program: str) -> Path | None:
    folder = cache_folder("maps")
    return folder / f"{hashlib.sha256(os.fsencode(program)).hexdigest()[:16]}.map" if folder else None


def _head(source: Path) -> bytes:
    """The first line of a short list: the time and size of the full list, which show whether that has changed."""
    state = source.stat()
    return b"%% %d %d: " % (state.st_mtime_ns, state.st_size)
