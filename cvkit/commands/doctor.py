"""List the programs and files that typesetting needs and whether they are installed, and install the missing ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvkit.typeset.install import Installer
    from cvkit.typeset.requirements import Requirement


@dataclass(frozen=True)
class Diagnosis:
    """The parts that typesetting needs, each with whether it is installed."""

    needs: tuple[Requirement, ...]

    @property
    def is_well(self) -> bool:
        """Whether every part that documents need is installed."""
        return all(need.is_there for need in self.needs if need.is_needed)

    @property
    def installer(self) -> Installer | None:
        """The way to install the missing parts, or None. LuaLaTeX is optional and never included."""
        from cvkit.typeset.install import installer

        parts = [need.part for need in self.needs if need.part not in ("", "luatex") and not need.is_there]
        return installer(parts) if parts else None

    @property
    def page(self) -> str:
        """The report: one line for each part, in groups, and at the end the packages to install."""
        lines = []
        for group, members in groupby(self.needs, key=lambda need: need.group):
            lines += [group, *map(_line, members)]
        if way := self.installer:
            lines += ["", f"install: {way.packages}", *([f"run: {way.shown}"] if way.commands else [])]
        return "\n".join(lines) + "\n"


def _line(need: Requirement) -> str:
    state = "ok" if need.is_there else "MISSING" if need.is_needed else "-"
    return f"  {state:<8}{need.name}: {need.detail if need.is_there else need.purpose}"


def diagnose() -> Diagnosis:
    """Find out which parts this machine has."""
    from cvkit.commands.styles import load_style
    from cvkit.load.style_folder import style_names
    from cvkit.typeset.requirements import requirements

    packages = dict.fromkeys(file for name in style_names() for file in load_style(name).requires.tex)
    return Diagnosis(tuple(requirements(list(packages))))


def install(way: Installer) -> bool:
    """Install the missing parts and show the output of the commands. Return whether every command succeeded."""
    from cvkit.system.programs import run_shown

    return run_shown(way.commands)
