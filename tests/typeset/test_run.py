"""A run of TeX ends, whatever it is given, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

import pytest

from cvkit.load.style_folder import style_files
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.typeset.run import Job, Run
from tests.conftest import needs_tex

PREAMBLE = "\\documentclass{cvkit-classic}\n\\begin{document}\n"


@pytest.fixture(params=["pdflatex", "xelatex"])
def job(request: pytest.FixtureRequest) -> Job:
    needs_tex()
    return Job(request.param, PREAMBLE, style_files("classic"))


@pytest.fixture
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that must be empty in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def programs_in(folder: Path) -> list[str]:
    """The programs that run in a folder, where the system tells."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if process.resolve().is_relative_to(folder):
                found.append(process.parent.name)
    return found


def test_a_body_that_never_ends_is_ended_in_time(job: Job, nothing_left: Path) -> None:
    began = time.monotonic()
    with pytest.raises(CvkitError) as failure, Run(job, seconds=2) as run:
        run.send_body("\\def\\x{\\x}\\x\n")
        run.wait()
    assert failure.value.status is ExitStatus.TYPESETTING
    assert "2 seconds" in failure.value.message
    assert time.monotonic() - began < 10
    assert programs_in(nothing_left) == []
    assert list(nothing_left.iterdir()) == []


def test_a_run_that_is_not_needed_is_ended(job: Job, nothing_left: Path) -> None:
    with Run(job):
        assert programs_in(nothing_left) or not Path("/proc/self/cwd").exists()
    assert programs_in(nothing_left) == []
    assert list(nothing_left.iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [
        r"\input{/etc/passwd}",
        r"\newread\f\openin\f=/etc/passwd \ifeof\f\errmessage{refused}\fi",
        r"\immediate\openout7=../outside \immediate\write7{x}\immediate\closeout7 \errmessage{end}",
        r"\immediate\write18{touch outside}\errmessage{end}",
        r"\typein[\x]{?}",
        r"\undefined",
        r"\begin{document",
    ],
)
def test_tex_that_should_never_be_there_reads_and_writes_nothing(job: Job, nothing_left: Path, body: str) -> None:
    with Run(job, seconds=20) as run:
        run.send_body(body + "\n")
        outcome = run.wait()
        assert sorted(path.name for path in nothing_left.iterdir() if path.name == "outside") == []
    assert outcome.pdf is None
    assert "root:" not in outcome.log + outcome.terminal
    assert list(nothing_left.iterdir()) == []


def test_nothing_of_the_users_environment_reaches_tex(
    job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "article.cls").write_text("\\errmessage{of the user}", encoding="utf-8")
    for name in ("TEXINPUTS", "TEXMFHOME", "TEXMFCNF", "BIBINPUTS"):
        monkeypatch.setenv(name, f"{tmp_path}:")
    monkeypatch.setenv("openin_any", "a")
    monkeypatch.setenv("shell_escape", "t")
    with Run(job) as run:
        run.send_body("Fine.\n")
        outcome = run.wait()
    assert outcome.pdf is not None
    assert "of the user" not in outcome.log
