"""The programs, files and fonts that typesetting needs or can use on this machine, and their locations."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cvkit.model.fallback_scripts import NAMES, SAMPLES
from cvkit.system.cache_dir import cache_folder
from cvkit.system.landlock import landlock_version
from cvkit.system.programs import ask, find_program
from cvkit.system.sandbox import FILE_SIZE, MEMORY, SECONDS, can_set_limits
from cvkit.typeset.installed_files import FONT_FOLDERS
from cvkit.typeset.script_fonts import (
    CJK_FONTS,
    EMOJI_FONTS,
    FIRST_FAMILIES,
    SYMBOL_FONTS,
    SYMBOL_SAMPLES,
    families_of,
)


@dataclass(frozen=True)
class Requirement:
    """One thing that typesetting needs, or can use."""

    group: str
    name: str
    purpose: str
    is_there: bool
    detail: str = ""
    part: str = ""
    """The part of `install.py` that installs it."""
    is_needed: bool = True
    """Whether some documents are worse, or cannot be made, without it; otherwise it is optional."""


def requirements(packages: Sequence[str]) -> list[Requirement]:
    """All requirements, present or missing. `packages` are the LaTeX files that the styles load."""
    return [*_engines(), *_files(packages), *_fonts(), *_python(), *_sandbox(), *_cache()]


def _engines() -> list[Requirement]:
    wanted = [
        ("pdflatex", "documents in Latin letters", "tex"),
        ("xelatex", "documents with other letters, or with emoji", "tex"),
        ("lualatex", "only for --engine lualatex", "luatex"),
    ]
    found = []
    for name, purpose, part in wanted:
        program = find_program(name)
        version = ask([name, "--version"]).splitlines()[:1] if program else []
        detail = f"{version[0] if version else 'unknown version'}, {program}" if program else ""
        found.append(Requirement("TeX", name, purpose, program is not None, detail, part, part == "tex"))
    return found


def _files(packages: Sequence[str]) -> list[Requirement]:
    files = {
        "texgyrepagella-regular.otf": ("TeX Gyre for XeLaTeX", "lmroman10-regular.otf"),
        "ec-qplr.tfm": ("TeX Gyre for pdfLaTeX", "ec-lmr10.tfm"),
    }
    paths = _tex_files([*packages, *files, *(fallback for _, fallback in files.values())])
    found = [
        Requirement("LaTeX packages", file, "the styles load it", file in paths, paths.get(file, ""), "tex")
        for file in packages
    ]
    for file, (name, fallback) in files.items():
        detail = paths.get(file) or (f"replaced by Latin Modern: {paths[fallback]}" if fallback in paths else "")
        found.append(Requirement("Fonts", name, "the typeface of the styles", bool(detail), detail, "tex"))
    return found


def _fonts() -> list[Requirement]:
    cjk, emoji = serving("한", CJK_FONTS), serving("📖", EMOJI_FONTS)
    return [
        Requirement("Fonts", "Hangul, Hanja, Kana (한)", f"{', '.join(CJK_FONTS[:3])} …", bool(cjk), cjk, "cjk"),
        Requirement(
            "Fonts", "emoji (📖)", f"{' or '.join(EMOJI_FONTS[:2])}", bool(emoji), emoji, "emoji", is_needed=False
        ),
        _font_of_symbols(),
        *(_font_of(script) for script in NAMES),
    ]


def _font_of_symbols() -> Requirement:
    """The fonts for symbols: a symbol can be in any of them."""
    lacks = lacking(SYMBOL_SAMPLES, SYMBOL_FONTS)
    detail = "" if lacks else serving(SYMBOL_SAMPLES[-1], SYMBOL_FONTS)
    purpose = f"{', '.join(SYMBOL_FONTS[2:5])} …"
    return Requirement("Fonts", f"symbols ({SYMBOL_SAMPLES})", purpose, not lacks, detail, "symbols", is_needed=False)


def _font_of(script: str) -> Requirement:
    """The font for a script, which only documents with its letters need."""
    letter = SAMPLES[script]
    font = serving(letter, families_of(script))
    purpose = f"{FIRST_FAMILIES[script]} …"
    return Requirement("Fonts", f"{NAMES[script]} ({letter})", purpose, bool(font), font, script, is_needed=False)


def _python() -> list[Requirement]:
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        wanted = [re.split(r"[^\w.-]", text)[0] for text in requires("cvkit-latex") or () if "extra ==" not in text]
    except PackageNotFoundError:
        return []  # cvkit runs from a folder and is not installed
    found = []
    for name in wanted:
        try:
            detail = version(name)
        except PackageNotFoundError:
            detail = ""
        found.append(Requirement("Python", name, f"run: {sys.executable} -m pip install {name}", bool(detail), detail))
    return found


def _sandbox() -> list[Requirement]:
    version = landlock_version()
    bounds = [f"{SECONDS} s", *([f"{MEMORY >> 30} GB of memory", f"{FILE_SIZE >> 20} MB a file"] * can_set_limits())]
    why = "without it, only TeX's own settings restrict TeX to its folder; Linux has it from version 5.13"
    return [
        Requirement("Sandbox", "Landlock", why, bool(version), f"version {version}", is_needed=False),
        Requirement("Sandbox", "limits of a run", "", True, ", ".join(bounds)),
    ]


def _cache() -> list[Requirement]:
    folder = cache_folder("")
    if folder is None:
        why = "this user has no home folder, so nothing is cached"
        return [Requirement("Cache", "folder", why, False, is_needed=False)]
    nearest = next((place for place in (folder, *folder.parents) if place.is_dir()), folder)
    is_writable = os.access(nearest, os.W_OK)
    sizes = (file.stat().st_size for file in folder.rglob("*") if file.is_file())
    detail = f"{folder}, {sum(sizes) / 1e6:.1f} MB"
    why = f"{folder} cannot be written, so nothing is cached"
    return [Requirement("Cache", "folder", why, is_writable, detail, is_needed=False)]


def _tex_files(names: Sequence[str]) -> dict[str, str]:
    """The path of each file that TeX finds, by name."""
    found: dict[str, str] = {}
    for name in names:
        if path := ask(["kpsewhich", name]).strip():
            found[name] = path
    return found


def missing_tex_files(names: Sequence[str]) -> list[str]:
    """The files that TeX does not find; none if kpsewhich, which answers this, is not installed."""
    found = _tex_files(names) if find_program("kpsewhich") else dict.fromkeys(names)
    return [name for name in names if name not in found]


def serving(characters: str, families: Sequence[str]) -> str:
    """The first installed family that has some characters, with its file; empty if none has all of them."""
    if find_program("fc-list"):
        files = _fonts_with(characters)
        return next((f"{family}, {files[family]}" for family in families if family in files), "")
    # A file name is the family's name without spaces, and without its language or kind.
    stems = {"SegoeUIEmoji": "seguiemj", "SegoeUISymbol": "seguisym"}
    wanted = [name.replace(" ", "") for name in families]
    begins = tuple(stems.get(name, re.sub(r"KR$|JP$|SC$|Gothic$", "", name)).lower() for name in wanted)
    files_there = (file for folder in map(Path, FONT_FOLDERS) for file in folder.rglob("*.[to]t[fc]"))
    spelt = ((file, file.name.lower().replace(" ", "")) for file in files_there)
    return next((str(file) for file, name in spelt if name.startswith(begins)), "")


def serves_in_all_styles(characters: str, orders: Sequence[Sequence[str]]) -> bool:
    """Whether the families that TeX takes have all of some characters. Styles search the families in several orders."""
    if not find_program("fc-list"):
        return all(serving(characters, order) for order in orders)
    files = _fonts_with(characters)
    return all(order[0] in files for order in orders)


def _fonts_with(characters: str) -> dict[str, str]:
    """The installed families that have some characters, with their files."""
    codes = " ".join(f"{ord(character):x}" for character in characters)
    listed = ask(["fc-list", f":charset={codes}", "family", "file"])
    fonts = [line.partition(": ") for line in listed.splitlines()]
    return {name.strip(): file for file, _, names in reversed(fonts) for name in names.split(":")[0].split(",")}


def lacking(characters: str, families: Sequence[str]) -> str:
    """The characters that no installed family has, in order. Without fontconfig, an installed family has all."""
    if not find_program("fc-list"):
        return "" if serving(characters, families) else characters
    for family in families:
        if not characters:
            break
        listed = ask(["fc-list", family, "charset"])
        spans = [
            found.split("-") for found in set(re.findall(r"[0-9a-f]+(?:-[0-9a-f]+)?", listed.replace("charset", "")))
        ]
        codes = {code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)}
        characters = "".join(character for character in characters if ord(character) not in codes)
    return characters
