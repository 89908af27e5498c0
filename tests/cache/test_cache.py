"""An unchanged record costs a look-up, any change of a source is seen, and what is wrong with the cache is borne."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Result, needs_tex

RECORD = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A prize, date: 2024}]\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of results, empty at first, with the cache turned on."""
    monkeypatch.delenv("CVKIT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "cvkit" / "results"


@pytest.fixture
def record_file(tmp_path: Path) -> Path:
    needs_tex()
    file = tmp_path / "ada.yaml"
    file.write_text(RECORD, encoding="utf-8")
    return _settled(file)


def _settled(file: Path) -> Path:
    """A file that was changed a while ago: what was changed just now may change again within one tick of the clock."""
    time.sleep(0.05)
    return file


@pytest.fixture
def without_tex(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make TeX fail from now on, so that a PDF that comes was kept."""

    def make() -> None:
        def refuse(program: str, *_: object) -> None:
            raise AssertionError(f"{program} was started")

        monkeypatch.setattr("cvkit.typeset.run.start_tex", refuse)

    return make


Command = Callable[..., Result]


def made(cvkit: Command, record: Path, *options: str) -> bytes:
    """The PDF of a record."""
    output = record.with_name("out.pdf")
    output.unlink(missing_ok=True)
    result = cvkit("pdf", record, "-o", output, *options)
    assert (result.status, result.out) == (0, f"{output}\n"), result.err
    return output.read_bytes()


def test_an_unchanged_record_is_not_typeset_again(
    cvkit: Command, kept: Path, record_file: Path, without_tex: Callable[[], None]
) -> None:
    first = made(cvkit, record_file)
    without_tex()
    assert made(cvkit, record_file) == first


def test_the_bytes_are_those_of_a_run_without_the_cache_and_without_an_early_start(
    cvkit: Command, kept: Path, record_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(cvkit, record_file)
    again = made(cvkit, record_file)
    monkeypatch.setenv("CVKIT_NO_CACHE", "1")
    uncached = made(cvkit, record_file)
    # A record that speaks of options is not guessed at, so TeX is started late.
    record_file.write_text(f"# options: none\n{RECORD}", encoding="utf-8")
    late = made(cvkit, record_file)
    assert first == again == uncached == late


def test_an_edit_is_seen_and_its_undoing_is_a_look_up(
    cvkit: Command, kept: Path, record_file: Path, without_tex: Callable[[], None]
) -> None:
    first = made(cvkit, record_file)
    record_file.write_text(RECORD.replace("prize", "medal"), encoding="utf-8")
    _settled(record_file)
    second = made(cvkit, record_file)
    assert first != second
    without_tex()
    assert made(cvkit, record_file) == second
    record_file.write_text(RECORD, encoding="utf-8")
    assert made(cvkit, record_file) == first


def test_a_lock_that_comes_is_seen(cvkit: Command, kept: Path, record_file: Path) -> None:
    work = "{id: a, kind: journal, title: T, authors: Ada Miller, date: 2024}"
    record_file.write_text(f"{RECORD}publications: [{work}]\n", encoding="utf-8")
    _settled(record_file)
    first = made(cvkit, record_file)
    lock = "- {id: a, series: J, number: 7, title: T}\n"
    (record_file.parent / "ada.numbers.lock").write_text(lock, encoding="utf-8")
    assert made(cvkit, record_file) != first


def test_a_changed_style_is_seen(cvkit: Command, kept: Path, record_file: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    for folder in ("cvkit", "styles"):
        shutil.copytree(ROOT / folder, program / folder, ignore=shutil.ignore_patterns("__pycache__", "*.png"))

    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run() -> bytes:
        output = tmp_path / "out.pdf"
        command = [sys.executable, "-m", "cvkit", "pdf", str(record_file), "-o", str(output)]
        subprocess.run(command, check=True, capture_output=True, cwd=program, env=environment)
        return output.read_bytes()

    first = run()
    style = program / "styles" / "classic" / "cvkit-classic.cls"
    style.write_text(style.read_text(encoding="utf-8").replace("8A8A8A", "FF0000"), encoding="utf-8")
    assert run() != first


def test_warnings_are_said_again(cvkit: Command, kept: Path, record_file: Path) -> None:
    record_file.write_text(RECORD + "x: 1\n".replace("x", "x-own") + LONELY, encoding="utf-8")
    _settled(record_file)
    first = cvkit("pdf", record_file, "-o", record_file.with_name("a.pdf"))
    again = cvkit("pdf", record_file, "-o", record_file.with_name("a.pdf"))
    assert first.err == f"1 warning, 1 note: run cvkit check {record_file}\n"
    assert first.err == again.err


LONELY = "publications: [{id: a, kind: journal, title: T, authors: 'Ada Miller†, Bo Larsen', date: 2024}]\n"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Let Python's clocks that tell the day stand at a moment."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    gmtime, localtime, strftime = time.gmtime, time.localtime, time.strftime

    def stand_at(moment: dt.datetime) -> None:
        seconds = moment.timestamp()

        class Clock(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
                return moment.astimezone(tz)

        monkeypatch.setattr("datetime.datetime", Clock)
        monkeypatch.setattr(time, "gmtime", lambda at=None: gmtime(seconds if at is None else at))
        monkeypatch.setattr(time, "localtime", lambda at=None: localtime(seconds if at is None else at))
        monkeypatch.setattr(time, "strftime", lambda form, at=None: strftime(form, at or localtime(seconds)))

    return stand_at


AHEAD = "publications: [{id: a, kind: journal, title: T, authors: Ada Miller, date: 2031-03-02}]\n"
BEFORE = dt.datetime(2031, 3, 1, 23, 59, tzinfo=dt.UTC)
AFTER = dt.datetime(2031, 3, 2, 0, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("zone", ["UTC0", "KST-9", "PST8", "NZST-12"])
def test_a_warning_of_a_day_is_not_given_on_the_next(
    cvkit: Command,
    kept: Path,
    record_file: Path,
    without_tex: Callable[[], None],
    clock: Callable[[dt.datetime], None],
    zone: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The day is that of Greenwich, in the cache as in the check, wherever the user lives."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system has no time zones to set")
    record_file.write_text(RECORD + AHEAD, encoding="utf-8")
    _settled(record_file)
    output = record_file.with_name("out.pdf")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        said = []
        for moment in (BEFORE, BEFORE, AFTER):
            clock(moment)
            said.append(cvkit("pdf", record_file, "-o", output))
        without_tex()
        said.append(cvkit("pdf", record_file, "-o", output))
    time.tzset()
    assert [result.status for result in said] == [0, 0, 0, 0]
    assert ["1 warning, 1 note: run cvkit check" in result.err for result in said] == [True, True, False, False]


def test_a_corrupt_cache_is_replaced(
    cvkit: Command, kept: Path, record_file: Path, without_tex: Callable[[], None]
) -> None:
    first = made(cvkit, record_file)
    files = sorted(kept.iterdir())
    assert len(files) == 2
    for spoilt in (b"", b"of something else", files[0].read_bytes()[:-1]):
        for file in files:
            file.write_bytes(spoilt)
        assert made(cvkit, record_file) == first
    for file, other in zip(files, reversed([file.read_bytes() for file in files]), strict=True):
        file.write_bytes(other)
    assert made(cvkit, record_file) == first
    without_tex()
    assert made(cvkit, record_file) == first


@pytest.mark.parametrize("obstacle", ["file", "nowhere", "folder in place of a result"])
def test_a_cache_that_cannot_be_written_is_done_without(
    cvkit: Command, kept: Path, record_file: Path, obstacle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if obstacle == "file":
        kept.parent.parent.mkdir()
        kept.parent.write_text("not a folder", encoding="utf-8")
    elif obstacle == "nowhere":
        monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    first = made(cvkit, record_file)
    if obstacle.startswith("folder"):
        for file in kept.iterdir():
            file.unlink()
            file.mkdir()
    assert made(cvkit, record_file) == first


def test_a_record_that_changes_while_it_is_typeset_is_not_kept(
    cvkit: Command, kept: Path, record_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TeX is started when the record has been read: the preamble of a document with `paper` is never guessed."""
    from cvkit.typeset import run

    typed = f"{RECORD}documents: {{full: {{paper: letter}}}}\n"
    record_file.write_text(typed, encoding="utf-8")
    _settled(record_file)
    start_tex = run.start_tex

    def edit_and_start(*arguments: Any) -> subprocess.Popen[bytes]:
        record_file.write_text(typed.replace("prize", "medal"), encoding="utf-8")
        return start_tex(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(run, "start_tex", edit_and_start)
        before = made(cvkit, record_file)
    _settled(record_file)
    assert made(cvkit, record_file) != before


def test_the_oldest_results_are_given_up(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cvkit.cache import store

    monkeypatch.setattr(store, "LARGEST_STORE", 1000)
    for number in range(10):
        store.keep(f"result-{number}", bytes(200))
        os.utime(kept / f"result-{number}", (number, number))
        store.find("result-0")  # what is used is kept
    names = {file.name for file in kept.iterdir()}
    assert "result-0" in names and "result-9" in names and "result-1" not in names
    assert sum(file.stat().st_size for file in kept.iterdir()) <= 1000


def _first_runs(count: int, record: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "cvkit", "pdf", str(record), "-o"]
    runs = [
        subprocess.Popen([*command, str(folder / f"{n}.pdf")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for n in range(count)
    ]
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0] * count, said
    assert len({(folder / f"{n}.pdf").read_bytes() for n in range(count)}) == 1


def test_first_runs_at_once_all_succeed(kept: Path, record_file: Path, tmp_path: Path) -> None:
    _first_runs(4, record_file, tmp_path)


@pytest.mark.slow
def test_sixteen_first_runs_of_a_real_record_at_once_all_succeed(kept: Path, jemin_lee: Path, tmp_path: Path) -> None:
    needs_tex()
    _first_runs(16, jemin_lee, tmp_path)


def modules_before_tex(record: Path) -> set[str]:
    """The modules that `cvkit pdf` loads before it starts TeX."""
    script = (
        "import sys; from cvkit.system import programs; from cvkit.cli import main\n"
        "def told(*_): sys.exit('loaded: ' + ' '.join(sys.modules))\n"
        "import cvkit.typeset.run as run; run.start_tex = told; sys.argv = ['cvkit', 'pdf', *sys.argv[1:]]; main()\n"
    )
    command = [sys.executable, "-c", script, str(record), "-o", str(record.with_name("out.pdf"))]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert said.startswith("loaded: ")
    return set(said.split())


SLOW = {"pydantic", "yaml", "pylatex", "pypdf", "rich"}
"""Modules that take long to load."""


def test_tex_is_started_before_anything_that_takes_long_to_load(record_file: Path) -> None:
    assert not SLOW & modules_before_tex(record_file)


OPTIONS = "documents: {full: {options: {days: true, font_size: 11pt}, sections: [honors]}}\n"


def test_tex_is_started_early_with_the_options_of_the_last_run(cvkit: Command, kept: Path, record_file: Path) -> None:
    record_file.write_text(RECORD + OPTIONS, encoding="utf-8")
    assert SLOW & modules_before_tex(_settled(record_file))
    made(cvkit, record_file)
    record_file.write_text(RECORD.replace("prize", "medal") + OPTIONS, encoding="utf-8")
    assert not SLOW & modules_before_tex(_settled(record_file))


@pytest.mark.parametrize(
    "edited",
    [RECORD, RECORD.replace("Ada", "가나"), RECORD + OPTIONS.replace("11pt", "9pt")],
    ids=["without options", "another engine", "another option"],
)
def test_the_settings_of_the_last_run_do_not_change_the_pdf(
    cvkit: Command, kept: Path, record_file: Path, monkeypatch: pytest.MonkeyPatch, edited: str
) -> None:
    record_file.write_text(RECORD + OPTIONS, encoding="utf-8")
    made(cvkit, _settled(record_file))
    record_file.write_text(edited, encoding="utf-8")
    after_another = made(cvkit, _settled(record_file))
    monkeypatch.setenv("CVKIT_NO_CACHE", "1")
    assert made(cvkit, record_file) == after_another
