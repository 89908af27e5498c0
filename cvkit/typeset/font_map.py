"""TeX's list of Type 1 fonts, cut short and kept between runs: a full TeX Live has 35,000, read anew by every run.

A run is given those that cvkit's styles are set in. Where it asks for another, it is run again with the whole list,
and the short one has that font from then on.
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
"""What pdfTeX, LuaTeX and xdvipdfmx call it; each looks into the folder it runs in first."""

_USED = re.compile(rb"^(?:(?:ec-|ts1-|rm-)?(?:lm|qhv|qpl|qtm)|cm|(?:ec|tc)[a-z]|ms[ab]m).*\n", re.MULTILINE)
"""TeX Gyre, Latin Modern, and Computer Modern with what belongs to it."""

_READ = re.compile(r"^INPUT .*?([^/\n]+)\.tfm$", re.MULTILINE)
"""In what TeX records of the files that it read, the fonts."""

_LACKING = re.compile(r"[Ff]ont \S+ at \d+ not found|Cannot proceed without \.vf")


def short_map(program: str) -> bytes | None:
    """The list that was kept for an engine; none where TeX's own has changed since."""
    place = _place(program)
    with contextlib.suppress(OSError, ValueError):
        kept = place.read_bytes() if place else b""
        if kept.startswith(_head(Path(source_of(kept)))):
            return kept
    return None


def source_of(font_map: bytes) -> str:
    """The file that a short list was made of."""
    return os.fsdecode(font_map.partition(b"\n")[0].partition(b": ")[2])


def keep_map(program: str, folder: Path, environment: Mapping[str, str], recorded: str) -> bytes | None:
    """Keep the short list for an engine, which finds its own list in its folder; none where it cannot be kept.

    It has what it had, and the fonts that a run read, by what that `recorded` of its files.
    """
    place = _place(program)
    if place is None:
        return None
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(place.parent, os.W_OK):
            return None
        # Elsewhere than where the user stands, which may be the folder of a record with a list of its own.
        kpsewhich = str(Path(program).with_name("kpsewhich"))
        found = ask([kpsewhich, FONT_MAP], environment=environment, folder=folder).strip()
        whole = Path(found).read_bytes() if Path(found).is_absolute() else b""
        if lines := _USED.findall(whole):
            others = {os.fsencode(name) for name in _READ.findall(recorded)} | {
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


def lacks_a_font(said: str) -> bool:
    """Whether a run ended because its list had no such font."""
    return bool(_LACKING.search(said))


def _lines(font_map: bytes | None) -> list[bytes]:
    return (font_map or b"").splitlines(keepends=True)


def _name(line: bytes) -> bytes:
    """The font that a line of a list is about."""
    return line.partition(b" ")[0]


def _place(program: str) -> Path | None:
    folder = cache_folder("maps")
    return folder / f"{hashlib.sha256(os.fsencode(program)).hexdigest()[:16]}.map" if folder else None


def _head(source: Path) -> bytes:
    """What tells a file from what it was before."""
    state = source.stat()
    return b"%% %d %d: " % (state.st_mtime_ns, state.st_size)
