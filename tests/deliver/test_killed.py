"""A build that is killed or interrupted, wherever it is, leaves the old PDF or the new one whole; builds take turns."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import needs_tex
from tests.system.test_tempdir import CVKIT, at_work

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")

OLD, NEW = "Old honor", "New honor"


def write(folder: Path, title: str) -> None:
    (folder / "cv.yaml").write_text(
        f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors: [{{title: {title}}}]\n", encoding="utf-8"
    )


def build(folder: Path, temporary: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", CVKIT, "pdf", "cv.yaml", "-o", "cv.pdf", *options],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary), "CVKIT_NO_CACHE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def status(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A record's folder, and one for temporary files."""
    needs_tex()
    record, temporary = tmp_path / "record", tmp_path / "temporary"
    record.mkdir()
    temporary.mkdir()
    return record, temporary


def both(folder: Path, temporary: Path) -> tuple[bytes, bytes, float]:
    """The PDFs before and after the edit, and how long a build takes."""
    made = []
    for title in (NEW, OLD):
        write(folder, title)
        began = time.monotonic()
        assert status(build(folder, temporary)) == 0
        seconds = time.monotonic() - began
        made.append((folder / "cv.pdf").read_bytes())
    write(folder, NEW)
    assert made[0] != made[1]
    return made[1], made[0], seconds


def end_at_many_points(folders: tuple[Path, Path], number: int, points: int) -> None:
    folder, temporary = folders
    old, new, seconds = both(folder, temporary)
    moments = [seconds * 1.1 * (at + random.random()) / points for at in range(points)]
    for moment in moments:
        (folder / "cv.pdf").write_bytes(old)
        process = build(folder, temporary)
        time.sleep(moment)
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
        assert (folder / "cv.pdf").read_bytes() in (old, new), moment
        if number == signal.SIGINT and moment > 0.3 * seconds:  # before, Python itself is only starting
            assert b"Traceback" not in said, moment
            # When all is done and Python is leaving, it no longer listens.
            is_done = (folder / "cv.pdf").read_bytes() == new
            assert process.returncode in ((0, 130, -number) if is_done else (130,)), moment
        until = time.monotonic() + 5
        while at_work(temporary) and time.monotonic() < until:
            time.sleep(0.02)
        assert at_work(temporary) == [], moment
    assert status(build(folder, temporary)) == 0
    assert (folder / "cv.pdf").read_bytes() == new
    assert list(temporary.iterdir()) == []
    assert sorted(file.name for file in folder.iterdir()) == ["cv.pdf", "cv.yaml"]


@pytest.mark.parametrize("points", [5, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_build_leaves_the_old_pdf_or_the_new_one(folders: tuple[Path, Path], points: int) -> None:
    end_at_many_points(folders, signal.SIGKILL, points)


@pytest.mark.parametrize("points", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_so_does_an_interrupted_one(folders: tuple[Path, Path], points: int) -> None:
    end_at_many_points(folders, signal.SIGINT, points)


@pytest.mark.parametrize("rounds", [1, pytest.param(20, marks=pytest.mark.slow)])
def test_eight_builds_of_one_target_at_once_are_all_right(folders: tuple[Path, Path], rounds: int) -> None:
    folder, temporary = folders
    old, new, _ = both(folder, temporary)
    for _ in range(rounds):
        write(folder, OLD)
        builds = [build(folder, temporary) for _ in range(4)]
        time.sleep(random.random() / 2)
        beside = folder / "new.yaml"
        beside.write_text((folder / "cv.yaml").read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
        beside.replace(folder / "cv.yaml")
        builds += [build(folder, temporary) for _ in range(4)]
        seen = set()
        while any(process.poll() is None for process in builds):
            seen.add((folder / "cv.pdf").read_bytes())
            time.sleep(0.01)
        assert [process.communicate()[1] for process in builds] == [b""] * 8
        assert [process.returncode for process in builds] == [0] * 8
        assert seen <= {old, new}
        assert (folder / "cv.pdf").read_bytes() == new
    assert list(temporary.iterdir()) == []
    assert sorted(file.name for file in folder.iterdir()) == ["cv.pdf", "cv.yaml"]
