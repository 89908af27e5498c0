"""What the machine has of what typesetting needs, as a page to read, and the installing of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvkit.typeset.install import Installer
    from cvkit.typeset.requirements import Requirement


@dataclass(frozen=True)
class Diagnosis:
    """What is there and what is not."""

    needs: tuple[Requirement, ...]

    @property
    def is_well(self) -> bool:
        """Whether all that documents need is there."""
        return all(need.is_there for need in self.needs if need.is_needed)

    @property
    def installer(self) -> Installer | None:
        """What installs the missing parts; LuaLaTeX is left to who asks for it."""
        from cvkit.typeset.install import installer

        parts = [need.part for need in self.needs if need.part not in ("", "luatex") and not need.is_there]
        return installer(parts) if parts else None

    @property
    def page(self) -> str:
        """A line for each, in groups, and in the end what to install."""
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
    """Look at the machine."""
    from cvkit.commands.styles import load_style
    from cvkit.load.style_folder import style_names
    from cvkit.typeset.requirements import requirements

    packages = dict.fromkeys(file for name in style_names() for file in load_style(name).packages)
    return Diagnosis(tuple(requirements(list(packages))))


def install(way: Installer) -> bool:
    """Install what is missing, before the user's eyes; whether every command did what it should."""
    from cvkit.system.programs import run_shown

    return run_shown(way.commands)
