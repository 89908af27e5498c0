"""TeX's own settings stop attacks where the system has no Landlock, and each of them does so alone.

The engine is one of an installation that permits everything: a script on the PATH that starts the real engine with a
`texmf.cnf` of its own. cvkit's settings must be stronger. Each attack is also made without cvkit, on the same engine.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cvkit.load.style_folder import style_files
from cvkit.typeset.run import Job, Run
from tests.conftest import needs_tex

CANARY = "7d1f0c52e8aa4b39"
PREAMBLE = "\\documentclass{cvkit-classic}\n\\begin{document}\n"
PERMISSIVE = "shell_escape = t\nopenin_any = a\nopenout_any = a\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="the engine is a script of a shell")
ENGINES = ("pdflatex", "xelatex", "lualatex")

READ = r"\newread\canary \openin\canary=FILE \ifeof\canary\else \read\canary to\x \message{\x}\fi "
ACTS = {
    "write18": r"\immediate\write18{touch HOME/write18} ",
    "execute": r'\ifdefined\directlua \directlua{os.execute("touch HOME/execute")}\fi ',
    "popen": r"""\ifdefined\directlua \directlua{local p = io.popen("touch HOME/popen") if p then p:close() end}\fi """,
    "absolute": READ.replace("FILE", "HOME/absolute.txt"),
    "above": READ.replace("FILE", "UP/above.txt"),
    "openout": r"\newwrite\new \immediate\openout\new=HOME/openout.new \immediate\write\new{x}\immediate\closeout\new ",
    "input": r"\input{HOME/input.txt} ",
    "pipe": r'\input{|"touch HOME/pipe"} ',
}
"""Each act by its effect: a new file of its name in the user's folder, or its name printed behind the canary.

The last two end the run where they are refused.
"""
READS = ("absolute", "above", "input")
STARTS = ("write18", "execute", "popen", "pipe")


@dataclass(frozen=True)
class Guard:
    """One of cvkit's settings: what it has to stop, and how a script in the engine's place undoes one that helps it."""

    acts: tuple[str, ...]
    undo: str = ""


WITHOUT_OPTION = 'for one; do shift; [ "$one" = -no-shell-escape ] || set -- "$@" "$one"; done'
GUARDS = {
    "-no-shell-escape": Guard(STARTS, "export shell_escape=t"),
    "shell_escape": Guard(STARTS, WITHOUT_OPTION),
    "openin_any": Guard(READS),
    "openout_any": Guard(("openout",)),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of the user's, with a canary in each file."""
    home = tmp_path / "home"
    home.mkdir()
    for name in READS:
        (home / f"{name}.txt").write_text(f"\\message{{{CANARY} {name}.}}\n", encoding="utf-8")
    return home


Install = Callable[[str, str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put an engine that permits everything on the PATH, with commands of a shell before it starts."""

    def install(engine: str, undo: str) -> Path:
        needs_tex()
        real = shutil.which(engine)
        if real is None:
            pytest.skip(f"{engine} is not installed")
        programs = tmp_path / "programs"
        programs.mkdir()
        (programs / "texmf.cnf").write_text(PERMISSIVE, encoding="utf-8")
        script = f'#!/bin/sh\nexport TEXMFCNF={shlex.quote(str(programs))}:\n{undo}\nexec {shlex.quote(real)} "$@"\n'
        (programs / engine).write_text(script, encoding="utf-8")
        (programs / engine).chmod(0o755)
        (programs / "xdvipdfmx").symlink_to(str(shutil.which("xdvipdfmx")))
        monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
        return programs / engine

    return install


@pytest.fixture
def without_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the kernel for Landlock by a number that no system call has, as a kernel without it answers."""
    from cvkit.system import landlock

    monkeypatch.setattr(landlock, "CREATE_RULESET", 9999)
    assert landlock.landlock_version() == 0


def attack(acts: tuple[str, ...], home: Path, working: Path) -> str:
    """The TeX of some acts against a folder, by an engine that works in another."""
    tex = "".join(ACTS[act] for act in acts)
    return tex.replace("HOME", str(home)).replace("UP", os.path.relpath(home, working))


def effects(home: Path, said: str) -> set[str]:
    """The acts that had an effect."""
    new = {file.stem for file in home.iterdir()} - {*READS}
    return new | set(re.findall(rf"{CANARY} (\w+)\.", said))


@POSIX
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("guard", GUARDS)
def test_each_setting_alone_stops_what_it_is_for(
    engine: str, guard: str, home: Path, install: Install, without_landlock: None
) -> None:
    install(engine, GUARDS[guard].undo)
    with Run(Job(engine, PREAMBLE, style_files("classic"))) as run:
        run.send_body(f"{attack(GUARDS[guard].acts, home, run.folder)} x\n")
        outcome = run.wait()
    assert "cvkit-classic" in outcome.log
    assert effects(home, outcome.log + outcome.terminal) == set()


@POSIX
@pytest.mark.parametrize("engine", ENGINES)
def test_without_these_settings_each_act_has_its_effect(
    engine: str, home: Path, install: Install, tmp_path: Path
) -> None:
    program = install(engine, "")
    working = tmp_path / "working"
    working.mkdir()
    tex = f"\\documentclass{{article}}\\begin{{document}}\n{attack(tuple(ACTS), home, working)} x\n\\end{{document}}\n"
    (working / "cv.tex").write_text(tex, encoding="utf-8")
    command = [program, "-interaction=nonstopmode", "cv.tex"]
    done = subprocess.run(command, cwd=working, capture_output=True, text=True, errors="replace", check=False)
    lacking = {"write18"} if engine == "lualatex" else {"execute", "popen"}
    assert effects(home, done.stdout) == set(ACTS) - lacking
