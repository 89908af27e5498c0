"""`cvkit doctor` on machines that lack things: folders of stand-ins take the place of the system's programs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.model.fallback_scripts import NAMES
from cvkit.typeset.install import BY_HAND, INSTALL_COMMANDS, PACKAGES, USUAL, installer
from cvkit.typeset.script_fonts import font_packages
from tests.conftest import Result, needs_tex

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder of programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def doctor(programs: Path, *options: str, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cvkit", "doctor", *options],
        env={**os.environ, "PATH": str(programs)},
        stdin=stdin, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_machine_that_has_everything_is_well(cvkit: Callable[..., Result]) -> None:
    needs_tex()
    result = cvkit("doctor")
    assert result.status == 0
    assert "MISSING" not in result.out
    for name in ("pdflatex", "xelatex", "fontenc.sty", "한", "📖", "Landlock", "limits", "pydantic", "folder"):
        assert name in result.out


def test_a_machine_without_tex_is_told_what_is_missing_and_the_command(programs: Path) -> None:
    stand_in(programs, "apt-get", "exit 1")
    result = doctor(programs)
    assert result.returncode == 3
    assert "  MISSING pdflatex: documents in Latin letters" in result.stdout
    assert "  -       lualatex: only for --engine lualatex" in result.stdout
    [run] = [line for line in result.stdout.splitlines() if line.startswith("run: ")]
    assert "apt-get update -q && " in run
    assert "texlive-xetex" in run
    assert "luatex" not in run


def test_what_is_missing_is_installed_where_nobody_can_be_asked(programs: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    made = " ".join(f"{programs}/{name}" for name in ("pdflatex", "xelatex", "lualatex"))
    kpsewhich = f'printf "#!/bin/sh\\necho /texmf/\\$1\\n" > {programs}/kpsewhich'
    body = f'echo "$@" >> {log}; for p in {made}; do printf "#!/bin/sh\\necho TeX 1\\n" > $p; done; {kpsewhich}; '
    stand_in(programs, "apt-get", f"{body} /bin/chmod +x {programs}/*")
    stand_in(programs, "sudo", 'exec "$@"')
    result = doctor(programs, "--install")
    first, second = log.read_text(encoding="utf-8").splitlines()
    assert first == "update -q"
    assert second.startswith("install -y --no-install-recommends texlive-latex-base")
    assert "ok      pdflatex: TeX 1" in result.stdout
    assert "$ " in result.stderr


def test_somebody_at_a_terminal_is_asked_first(programs: Path, tmp_path: Path) -> None:
    import pty

    try:
        for end in pty.openpty():
            os.close(end)
    except OSError:
        pytest.skip("there are no terminals here, as in a bare chroot")
    log = tmp_path / "log"
    stand_in(programs, "apt-get", f'echo "$@" >> {log}')
    stand_in(programs, "sudo", 'exec "$@"')
    for answer, options, installs in ((b"n\n", [], False), (b"y\n", [], True), (b"", ["--yes"], True)):
        log.write_text("", encoding="utf-8")
        master, slave = pty.openpty()
        os.write(master, answer)
        result = doctor(programs, "--install", *options, stdin=slave)
        os.close(master)
        os.close(slave)
        assert bool(log.read_text(encoding="utf-8")) is installs
        assert ("?" in result.stderr.partition("$ ")[0]) is not bool(options)


@pytest.mark.parametrize("manager", ["apt-get", "dnf", "pacman", "tlmgr", ""])
def test_every_system_has_a_way_to_every_part(manager: str, programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "darwin":
        pytest.skip("macOS has brew")
    if manager:
        stand_in(programs, manager, "exit 0")
    monkeypatch.setenv("PATH", str(programs))
    for part in (*USUAL, "luatex", *NAMES):
        way = installer([part])
        known = (PACKAGES.get(manager, {}) | font_packages(manager)).get(part)
        assert way.packages == (" ".join(known.split()) if known else BY_HAND[part])
        assert bool(way.commands) is bool(known)
        if known:
            assert way.commands[-1][-len(known.split()) :] == tuple(known.split())
    assert set(PACKAGES) == set(INSTALL_COMMANDS)
