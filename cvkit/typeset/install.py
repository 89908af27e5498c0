"""The packages that typesetting needs on this system, and the commands that install them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from cvkit.model.fallback_scripts import NAMES
from cvkit.system.programs import find_program
from cvkit.typeset.script_fonts import FIRST_FAMILIES, font_packages

USUAL = ("tex", "cjk", "emoji")
"""The parts that any document may need. Only a document with `--engine lualatex` needs `luatex`."""

PACKAGES: dict[str, dict[str, str]] = {
    "apt-get": {
        # fontconfig keeps the list of fonts, which XeTeX would otherwise create in each run.
        "tex": "texlive-latex-base texlive-xetex lmodern tex-gyre fonts-lmodern fonts-texgyre fontconfig",
        "cjk": "fonts-noto-cjk",
        "emoji": "fonts-symbola",
        "symbols": "fonts-noto-core fonts-dejavu-core",
        "luatex": "texlive-luatex",
    },
    "dnf": {
        "tex": "texlive-latex texlive-xetex texlive-collection-latexrecommended texlive-lm texlive-tex-gyre",
        "cjk": "google-noto-serif-cjk-fonts",
        "emoji": "gdouros-symbola-fonts",
        "symbols": "google-noto-sans-math-fonts google-noto-sans-symbols-fonts google-noto-sans-symbols2-fonts"
        " google-noto-serif-fonts dejavu-sans-fonts",
        "luatex": "texlive-luahbtex",
    },
    "pacman": {
        "tex": "texlive-latexrecommended texlive-xetex texlive-fontsrecommended",
        "cjk": "noto-fonts-cjk",
        "symbols": "noto-fonts ttf-dejavu",
        "luatex": "texlive-luatex",
    },
    "tlmgr": {
        "tex": "collection-latexrecommended collection-xetex lm tex-gyre",
        "luatex": "collection-luatex",
    },
    "brew": {
        "tex": "mactex-no-gui",
        "cjk": "font-noto-serif-cjk-kr",
        "emoji": "font-noto-emoji",
        "symbols": "font-noto-sans-math font-noto-sans-symbols font-noto-sans-symbols-2 font-noto-serif font-dejavu",
    },
    "winget": {"tex": "MiKTeX.MiKTeX"},
}
"""The packages of each part. Windows includes the fonts, and MacTeX and MiKTeX include LuaTeX.

Another part is a script, by its ISO 15924 code, such as `Cyrl`: its package is in `script_fonts.py`.
"""

INSTALL_COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": (("apt-get", "update", "-q"), ("apt-get", "install", "-y", "--no-install-recommends")),
    "dnf": (("dnf", "install", "-y"),),
    "pacman": (("pacman", "-S", "--needed", "--noconfirm"),),
    "tlmgr": (("tlmgr", "install"),),
    "brew": (("brew", "install", "--cask"),),
    "winget": (("winget", "install", "-e", "--id"),),
}

BY_HAND = {
    "tex": "TeX Live 2022 or newer with XeLaTeX and TeX Gyre",
    "cjk": "the font Noto Serif CJK KR",
    "emoji": "the font Symbola or Noto Emoji (the one without colours)",
    "symbols": "the fonts Noto Sans Math, Noto Sans Symbols, Noto Sans Symbols 2 and DejaVu Sans",
    "luatex": "LuaLaTeX",
    **{script: f"a font for {NAMES[script]} letters, such as {family}" for script, family in FIRST_FAMILIES.items()},
}
"""The name of each part for a person who installs it without a package manager."""


@dataclass(frozen=True)
class Installer:
    """The packages and commands that install the missing parts on this machine."""

    packages: str
    """The packages in words."""
    commands: tuple[tuple[str, ...], ...]
    """The commands to run; empty if a person must install the packages by hand."""

    @property
    def shown(self) -> str:
        """The commands as one line for a shell."""
        return " && ".join(" ".join(command) for command in self.commands)


def installer(parts: Iterable[str] = USUAL, debian: Iterable[str] = ()) -> Installer:
    """The packages and commands that install some parts on this machine, and on Debian also the packages `debian`."""
    wanted = list(dict.fromkeys(parts))
    manager = _manager()
    known = PACKAGES.get(manager, {}) | font_packages(manager)
    packages = list(dict.fromkeys(name for part in wanted for name in known.get(part, "").split()))
    if manager == "apt-get":
        packages += debian
    by_hand = [BY_HAND[part] for part in wanted if part not in known and not (manager == "winget" and part != "tex")]
    if not packages:
        return Installer(", ".join(by_hand), ())
    *before, install = INSTALL_COMMANDS[manager]
    root = () if manager in ("brew", "winget") or not hasattr(os, "geteuid") or os.geteuid() == 0 else ("sudo",)
    commands = tuple((*root, *command) for command in [*before, (*install, *packages)])
    return Installer(", ".join([" ".join(packages), *by_hand]), commands)


def _manager() -> str:
    """The package manager of this machine; empty if there is none."""
    if sys.platform == "darwin":
        names = ["brew"]
    elif os.name == "nt":
        names = ["winget"]
    else:
        names = ["apt-get", "dnf", "pacman", "tlmgr"]
    return next((name for name in names if find_program(name)), "")
