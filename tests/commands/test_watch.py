"""`--watch` follows every save, outlives whatever stands in a file, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result, needs_tex

RECORD = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: Prize 0, date: 2024}]\n"
PATIENCE = 60.0


def until(what: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return what()


class Watching:
    """A `cvkit` that follows a record, as a program of its own, and the lines that it prints."""

    def __init__(self, *arguments: str | Path, cwd: Path, temporary: Path) -> None:
        self.temporary = temporary
        self.temporary.mkdir()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cvkit", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def builds(self) -> int:
        """How many builds it has told of."""
        return sum(line.endswith(" s)\n") for line in list(self.lines))

    def has_said(self, words: str) -> bool:
        return any(words in line for line in list(self.lines))

    def end(self, number: int = signal.SIGINT) -> int:
        """End it as a user does, and see that nothing of it is left."""
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        assert until(lambda: list(self.temporary.iterdir()) == []), list(self.temporary.iterdir())
        assert until(lambda: not programs_in(self.temporary)), programs_in(self.temporary)
        return status


def programs_in(folder: Path) -> list[str]:
    """Return the processes that run in a folder, if the system tells them."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if process.resolve().is_relative_to(folder):
                found.append(process.parent.name)
        except OSError:
            continue
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    needs_tex()
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "cv.yaml").write_text(RECORD, encoding="utf-8")
    return folder


@pytest.fixture
def watching(folder: Path, tmp_path: Path) -> Iterator[Watching]:
    watch = Watching("pdf", "ada", "--watch", cwd=tmp_path, temporary=tmp_path / "temporary")
    assert until(lambda: watch.builds == 1), watch.lines
    yield watch
    if watch.process.poll() is None:
        watch.end()


def plain(cvkit: Callable[..., Result], record: Path, target: Path) -> bytes:
    """The PDF that a run of its own makes."""
    assert cvkit("pdf", record, "-o", target).status == 0
    return target.read_bytes()


def test_every_save_is_followed_and_nothing_good_is_lost(
    cvkit: Callable[..., Result], watching: Watching, folder: Path, tmp_path: Path
) -> None:
    main, output = folder / "cv.yaml", tmp_path / "ada.pdf"
    first = output.read_bytes()

    main.write_text(RECORD.replace("Prize 0", "Prize 1"), encoding="utf-8")
    assert until(lambda: output.read_bytes() != first), watching.lines
    second = output.read_bytes()

    main.write_text(RECORD.replace("honors", "honours"), encoding="utf-8")
    assert until(lambda: watching.has_said("did you mean `honors`?")), watching.lines
    assert output.read_bytes() == second

    # As many editors save: a new file takes the place of the old one.
    (folder / "new~").write_text(RECORD.replace("Prize 0", "Prize 2"), encoding="utf-8")
    (folder / "new~").replace(main)
    assert until(lambda: output.read_bytes() != second), watching.lines
    third = output.read_bytes()

    shutil.rmtree(folder)
    assert until(lambda: watching.has_said("is not a record") or watching.has_said("there is no record")), (
        watching.lines
    )
    assert output.read_bytes() == third
    folder.mkdir()
    main.write_text(RECORD.replace("Prize 0", "Prize 3"), encoding="utf-8")
    assert until(lambda: output.read_bytes() != third), watching.lines
    assert watching.end() == 0
    assert output.read_bytes() == plain(cvkit, folder, tmp_path / "plain.pdf")


def test_a_document_that_fails_does_not_stop_the_others(folder: Path, tmp_path: Path) -> None:
    """No font has the letter (U+A015) of the second document."""
    text = (
        f"{RECORD}summary: Letter \ua015\ndocuments: {{full: {{sections: [honors]}}, other: {{sections: [summary]}}}}\n"
    )
    (folder / "cv.yaml").write_text(text, encoding="utf-8")
    watch = Watching("pdf", "ada", "--all", "--watch", cwd=tmp_path, temporary=tmp_path / "temporary")
    try:
        assert until(lambda: watch.builds == 1), watch.lines
        assert watch.has_said("the document `other` was not made: a character has no glyph"), watch.lines
        assert ((tmp_path / "ada.pdf").exists(), (tmp_path / "ada-other.pdf").exists()) == (True, False)
        (folder / "cv.yaml").write_text(text.replace("\ua015", "A"), encoding="utf-8")
        assert until(lambda: (tmp_path / "ada-other.pdf").exists()), watch.lines
    finally:
        assert watch.end() == 0


def test_many_saves_in_a_row_end_in_the_last_one(
    cvkit: Callable[..., Result], watching: Watching, folder: Path, tmp_path: Path
) -> None:
    for number in range(1, 201):
        (folder / "cv.yaml").write_text(RECORD.replace("Prize 0", f"Prize {number}"), encoding="utf-8")
        time.sleep(0.01)
    expected = plain(cvkit, folder, tmp_path / "plain.pdf")
    assert until(lambda: (tmp_path / "ada.pdf").read_bytes() == expected), watching.lines
    assert 2 <= watching.builds < 100
    assert watching.end(signal.SIGTERM) == 0


def test_a_file_that_the_record_names_is_followed_too(watching: Watching, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "ada.pdf"
    first = output.read_bytes()
    (folder / "cv.yaml").write_text(RECORD + "talks: lists/talks.yaml\n", encoding="utf-8")
    assert until(lambda: watching.has_said("there is no file")), watching.lines
    (folder / "lists").mkdir()
    (folder / "lists" / "talks.yaml").write_text("- {id: t, title: A talk, date: 2024}\n", encoding="utf-8")
    (folder / "cv.yaml").touch()
    assert until(lambda: output.read_bytes() != first), watching.lines
    second = output.read_bytes()
    (folder / "lists" / "talks.yaml").write_text("- {id: t, title: Another, date: 2024}\n", encoding="utf-8")
    assert until(lambda: output.read_bytes() != second), watching.lines


def test_a_style_of_the_record_is_followed_too(
    cvkit: Callable[..., Result], watching: Watching, folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "ada.pdf"
    assert cvkit("styles", "--new", "mine", cwd=folder).status == 0
    first = output.read_bytes()
    (folder / "cv.yaml").write_text(RECORD + "documents: {full: {style: ./mine}}\n", encoding="utf-8")
    assert until(lambda: watching.builds == 2), watching.lines
    for file, old, new in (
        ("mine.cls", "{cvk@opt@#1}{#2}", "{cvk@opt@#1}{#2} "),
        ("style.yaml", "title:", "title: A "),
    ):
        found = next(path for path in (folder / "mine").iterdir() if path.name.endswith(file[-5:]))
        builds = watching.builds
        found.write_text(found.read_text(encoding="utf-8").replace(old, new) + "\n", encoding="utf-8")
        assert until(lambda builds=builds: watching.builds > builds), watching.lines  # type: ignore[misc]
    assert first.startswith(b"%PDF")


def test_what_can_never_be_made_is_not_watched(cvkit: Callable[..., Result], tmp_path: Path) -> None:
    result = cvkit("pdf", tmp_path / "nobody", "--watch")
    assert (result.status, result.out) == (2, "")
    assert "there is no record" in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="the opener of Linux")
def test_the_pdf_is_opened_when_it_is_made(
    cvkit: Callable[..., Result], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    opener = programs / "xdg-open"
    opened = tmp_path / "opened"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {opened}.new\nmv {opened}.new {opened}\n', encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    result = cvkit("pdf", folder, "-o", tmp_path / "a b;c.pdf", "--open")
    assert result.status == 0, result.err
    assert until(opened.exists)
    assert opened.read_text(encoding="utf-8") == f"{tmp_path / 'a b;c.pdf'}\n"
