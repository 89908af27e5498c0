"""Whatever ends a run, no program is left at work, and what it leaves in the folder for temporary files is swept up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from cvkit.system.filelock import steal_stale, try_acquire
from cvkit.system.tempdir import TempDir
from tests.conftest import ROOT, needs_tex

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A record long enough that its typesetting can be met at work."""
    file = tmp_path / "cv.yaml"
    rows = "".join(f"- {{title: Honor {at}, date: 2020}}\n" for at in range(20000))
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors:\n{rows}", encoding="utf-8")
    return file


CVKIT = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from cvkit.cli import main; import sys; sys.argv[0] = 'cvkit'; main()"
)
"""cvkit as in a terminal: what runs in the background may have been told to ignore interrupts."""


def started(record: Path) -> subprocess.Popen[bytes]:
    """`cvkit pdf`, as soon as TeX is at work."""
    command = [sys.executable, "-c", CVKIT, "pdf", record.name, "-o", "x.pdf"]
    process = subprocess.Popen(command, cwd=record.parent, stderr=subprocess.PIPE)
    folder = Path(os.environ["TMPDIR"])
    until = time.monotonic() + 20
    while not any(folder.glob("cvkit-*/cv.log")) and time.monotonic() < until:
        time.sleep(0.01)
    return process


def at_work(folder: Path) -> list[int]:
    """The programs at work in a folder or in one below it."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cwd").readlink().is_relative_to(folder):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_tex_and_leaves_nothing(number: int, endless: Path, temporary: Path) -> None:
    needs_tex()
    process = started(endless)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130, said.decode()
    assert said.lstrip() == b"cvkit: interrupted; nothing was written\n"
    assert list(temporary.iterdir()) == []
    assert at_work(temporary) == []


@pytest.mark.parametrize("seconds", [0.05 * step for step in range(1, 13)])
def test_the_end_is_told_whenever_a_signal_comes(seconds: float, tmp_path: Path, temporary: Path) -> None:
    """Also while modules are loaded, where Python or pydantic makes another exception of it, or drops it."""
    needs_tex()
    command = [sys.executable, "-m", "cvkit", "pdf", "examples/ada-miller", "-o", str(tmp_path / "x.pdf")]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )
    time.sleep(seconds)
    process.terminate()
    _, said = process.communicate(timeout=20)
    assert process.returncode in (-signal.SIGTERM, 130, 0), said.decode()
    left = b"every written file is complete" if (tmp_path / "x.pdf").exists() else b"nothing was written"
    assert process.returncode == 0 or said.strip() in (b"", b"cvkit: interrupted; " + left)
    assert list(temporary.glob("cvkit-*")) == []  # Python's own trial of the folder may be left


def test_what_a_killed_run_leaves_is_gone_after_the_next(endless: Path, temporary: Path) -> None:
    needs_tex()
    process = started(endless)
    process.kill()
    process.communicate(timeout=20)
    assert len(list(temporary.glob("cvkit-*"))) == 2  # the run's folder, and its turn at the target
    until = time.monotonic() + 5
    while at_work(temporary) and time.monotonic() < until:
        time.sleep(0.1)
    assert at_work(temporary) == []
    endless.write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "cvkit", "pdf", "cv.yaml"], cwd=endless.parent, check=True)
    assert list(temporary.iterdir()) == []


def test_sweeping_spares_what_is_in_use_and_what_is_not_cvkits(temporary: Path) -> None:
    in_use = TempDir()
    (temporary / "other").mkdir()
    just_made = temporary / "cvkit-new"
    just_made.mkdir()
    (temporary / "cvkit-link").symlink_to(tempfile.gettempdir())
    TempDir().remove()
    assert {file.name for file in temporary.iterdir()} == {in_use.path.name, "other", "cvkit-new", "cvkit-link"}
    os.utime(just_made, (0, 0))
    in_use.remove()
    assert {file.name for file in temporary.iterdir()} == {"other", "cvkit-link"}


def test_a_file_is_held_by_one_and_let_go_when_its_holder_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "held"
    script = (
        "from cvkit.system.filelock import try_acquire; from pathlib import Path\n"
        f"try_acquire(Path({str(file)!r})); print(1); input()"
    )
    other = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout
    other.stdout.readline()
    assert try_acquire(file) is None
    assert steal_stale(file) is None
    other.kill()
    other.communicate()
    mine = steal_stale(file)
    assert mine is not None
    assert try_acquire(file) is None
    mine.release()
    assert not file.exists()
