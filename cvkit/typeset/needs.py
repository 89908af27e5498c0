"""What typesetting needs on this machine: is it there, and which command installs it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cvkit.typeset.installed import FONT_FOLDERS
from cvkit.typeset.programs import ask, find_program, run_shown

CJK_FONTS = (
    "Noto Serif CJK KR",
    "Noto Serif KR",
    "Source Han Serif K",
    "NanumMyeongjo",
    "Nanum Myeongjo",
    "UnBatang",
    "AppleMyungjo",
    "Batang",
    "Noto Serif CJK JP",
    "Noto Serif CJK SC",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
)
"""Families for Hangul, Hanja and Kana, in the order in which `cvkit.sty` tries them."""


@dataclass(frozen=True)
class Need:
    """One thing that typesetting needs, or can use."""

    name: str
    purpose: str
    is_there: bool
    detail: str = ""


@dataclass(frozen=True)
class Installer:
    """How this machine gets what is missing."""

    packages: str
    """What to install, for a person to read."""
    commands: tuple[tuple[str, ...], ...]
    """What to run; empty where a person must do it by hand."""

    @property
    def shown(self) -> str:
        """The commands as one line to paste."""
        return " && ".join(" ".join(command) for command in self.commands)


DEBIAN = (
    "texlive-latex-base",
    "texlive-xetex",
    "lmodern",
    "tex-gyre",
    "fonts-lmodern",
    "fonts-texgyre",
    "fonts-noto-cjk",
    "fontconfig",  # keeps the list of fonts, which XeTeX would otherwise make anew in each run
)
FEDORA = (
    "texlive-latex",
    "texlive-xetex",
    "texlive-collection-latexrecommended",
    "texlive-lm",
    "texlive-tex-gyre",
    "google-noto-serif-cjk-fonts",
)
ARCH = ("texlive-latexrecommended", "texlive-xetex", "texlive-fontsrecommended", "noto-fonts-cjk")
TLMGR = ("collection-latexrecommended", "collection-xetex", "lm", "tex-gyre")


LUATEX = {
    "apt-get": "texlive-luatex",
    "dnf": "texlive-luahbtex",
    "pacman": "texlive-luatex",
    "tlmgr": "collection-luatex",
}
"""What brings LuaLaTeX, which no document needs that does not ask for it."""


def installer(engine: str = "") -> Installer:
    """The way to install TeX and fonts on this machine, with LuaLaTeX where that engine is asked for."""
    root = () if not hasattr(os, "geteuid") or os.geteuid() == 0 else ("sudo",)
    if sys.platform == "darwin":
        brew = (("brew", "install", "--cask", "mactex-no-gui", "font-noto-serif-cjk-kr"),)
        return Installer("MacTeX and the font Noto Serif CJK KR", brew if shutil.which("brew") else ())
    if os.name == "nt":
        winget = (("winget", "install", "--id", "MiKTeX.MiKTeX", "-e"),)
        return Installer("MiKTeX; Windows brings fonts for Hangul", winget if shutil.which("winget") else ())
    for manager, packages, before, install in (
        ("apt-get", DEBIAN, [("apt-get", "update", "-q")], ("apt-get", "install", "-y", "--no-install-recommends")),
        ("dnf", FEDORA, [], ("dnf", "install", "-y")),
        ("pacman", ARCH, [], ("pacman", "-S", "--needed", "--noconfirm")),
        ("tlmgr", TLMGR, [], ("tlmgr", "install")),
    ):
        if shutil.which(manager):
            wanted = (*packages, LUATEX[manager]) if engine == "lualatex" else packages
            commands = [*before, (*install, *wanted)]
            return Installer(" ".join(wanted), tuple((*root, *command) for command in commands))
    return Installer("TeX Live 2022 or newer with XeLaTeX, TeX Gyre and Noto Serif CJK", ())


def needs(packages: Sequence[str]) -> list[Need]:
    """What there is and what is missing; `packages` are the LaTeX files that styles load."""
    found = [
        _engine("pdflatex", "documents in Latin letters"),
        _engine("xelatex", "documents with Hangul, Hanja, Kana"),
    ]
    files = {
        "texgyrepagella-regular.otf": ("TeX Gyre for XeLaTeX", "lmroman10-regular.otf"),
        "ec-qplr.tfm": ("TeX Gyre for pdfLaTeX", "ec-lmr10.tfm"),
    }
    paths = _tex_files([*packages, *files, *(fallback for _, fallback in files.values())])
    found += [Need(file, "a LaTeX package of the styles", file in paths, paths.get(file, "")) for file in packages]
    for file, (name, fallback) in files.items():
        detail = paths.get(file) or (f"Latin Modern stands in: {paths[fallback]}" if fallback in paths else "")
        found.append(Need(name, "the typeface of the styles", bool(detail), detail))
    family = _cjk_family()
    found.append(Need("a font for Hangul, Hanja, Kana", ", ".join(CJK_FONTS[:3]) + " …", bool(family), family))
    return found


def diagnosis(packages: Sequence[str], *, install: bool) -> tuple[str, bool]:
    """What there is and what is missing, a line each, with what installs it, and whether all is there.

    With `install`, what is missing is installed first, before the user's eyes.
    """
    wanted = list(dict.fromkeys(packages))
    found = needs(wanted)
    if install and not all(need.is_there for need in found):
        run_shown(installer().commands)
        found = needs(wanted)
    lines = [f"{'ok' if need.is_there else 'MISSING':<8}{need.name}: {need.detail or need.purpose}" for need in found]
    is_well = all(need.is_there for need in found)
    if not is_well:
        way = installer()
        lines += [f"install: {way.packages}", *([f"run: {way.shown}"] if way.commands else [])]
    return "\n".join(lines) + "\n", is_well


def _engine(name: str, purpose: str) -> Need:
    program = find_program(name)
    version = ask([name, "--version"]).splitlines()[:1] if program else []
    return Need(name, purpose, program is not None, version[0] if version else "")


def _tex_files(names: Sequence[str]) -> dict[str, str]:
    """Where TeX finds files, by name; those that it does not find are left out."""
    found: dict[str, str] = {}
    for name in names:
        if path := ask(["kpsewhich", name]).strip():
            found[name] = path
    return found


def _cjk_family() -> str:
    if find_program("fc-list"):
        listed = ask(["fc-list", ":", "family"])
        families = {name.strip() for line in listed.splitlines() for name in line.split(",")}
        return next((family for family in CJK_FONTS if family in families), "")
    # Files carry a family's name without spaces, and without its language or its kind.
    stems = tuple(re.sub(r" |KR$|JP$|SC$|Gothic$", "", family).lower() for family in CJK_FONTS)
    files = (file.name for folder in map(Path, FONT_FOLDERS) for file in folder.rglob("*.[to]t[fc]"))
    return next((name for name in files if name.lower().startswith(stems)), "")
