"""Windows and macOS, as far as they can be simulated: the search for programs, MiKTeX, limits of the shell."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, is_reserved_on_windows
from cvkit.system.programs import find_program
from tests.conftest import ROOT, Result, needs_tex

Run = Callable[..., Result]

needs_posix = pytest.mark.skipif(os.name == "nt", reason="the test writes scripts for a POSIX shell")


def script(file: Path, body: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@needs_posix
@pytest.mark.parametrize("path", ["", ".", "bin", "./bin", ":", "..", "~nobody/bin"])
def test_no_program_is_found_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    for folder in (tmp_path, tmp_path / "bin", tmp_path / "here", tmp_path / "~nobody" / "bin"):
        script(folder / "pdflatex-of-a-stranger", "echo run > ran")
    (tmp_path / "here").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "here" if path == ".." else tmp_path)
    monkeypatch.setenv("PATH", path)
    assert find_program("pdflatex-of-a-stranger") is None
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{tmp_path / 'bin'}")
    assert find_program("pdflatex-of-a-stranger") == str(tmp_path / "bin" / "pdflatex-of-a-stranger")


@needs_posix
@pytest.mark.parametrize("mark", ["miktex/bin/x64", "bin"])
def test_miktex_may_not_open_its_installer(
    tmp_path: Path, cvkit: Run, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    folder = tmp_path / mark
    script(folder / "pdflatex", 'echo "arguments: $*"; exit 1')
    if mark == "bin":
        script(folder / "initexmf", "exit 0")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.defpath}")
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    result = cvkit("pdf", tmp_path, "--engine", "pdflatex", "-o", tmp_path / "cv.pdf")
    assert result.status == 4 and "arguments: " in result.err
    assert "-disable-installer" in result.err and "-no-parse-first-line" not in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these limits")
@pytest.mark.parametrize(("limit", "value"), [("AS", 100 << 20), ("AS", 250 << 20), ("FSIZE", 100), ("FSIZE", 3000)])
def test_a_limit_of_the_shell_is_named_truly(tmp_path: Path, limit: str, value: int) -> None:
    needs_tex()
    import resource

    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    kind = getattr(resource, f"RLIMIT_{limit}")
    result = subprocess.run(
        [sys.executable, "-m", "cvkit", "pdf", tmp_path, "-o", tmp_path / "cv.pdf"],
        preexec_fn=lambda: resource.setrlimit(kind, (value, value)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert not (tmp_path / "cv.pdf").exists()
    if limit == "AS" and result.returncode == 4:  # Python had enough memory, and TeX had not
        assert f"TeX needed more than {value >> 20} MB of memory".encode() in result.stderr
    else:
        assert result.returncode == 5 and b"the system refused" in result.stderr, result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not open folders")
def test_the_folder_is_synced_after_the_last_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[bool, list[str]]] = []
    sync = os.fsync

    def record(handle: int) -> None:
        names = sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith("."))
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), names))
        sync(handle)

    monkeypatch.setattr(os, "fsync", record)
    deliver({tmp_path / "one": b"1", tmp_path / "two": b"2"}, Protected({}))
    assert synced[-1] == (True, ["one", "two"])


@pytest.mark.parametrize("name", ["con", "CON.pdf", "aux.tex", "nul .pdf", "com1.pdf", "LPT9.log", "com².pdf", "prn"])
def test_windows_reserves_these_names(name: str) -> None:
    assert is_reserved_on_windows(name)


@pytest.mark.parametrize("name", ["cons.pdf", "a-con.pdf", "com10.pdf", "com.pdf", "auxiliary.tex", "null", "lpt.pdf"])
def test_windows_allows_these_names(name: str) -> None:
    assert not is_reserved_on_windows(name)


@pytest.mark.parametrize(("one", "other"), [("Grant", "grant"), ("FONDS", "fonds"), ("a-B-c", "A-b-C")])
def test_two_pdfs_that_are_one_file_on_some_disks_are_reported(
    tmp_path: Path, cvkit: Run, one: str, other: str
) -> None:
    documents = f"documents: {{full: {{}}, {one}: {{}}, {other}: {{}}}}\n"
    (tmp_path / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\n{documents}", encoding="utf-8")
    result = cvkit("pdf", tmp_path, "--all", "-o", tmp_path)
    assert result.status == 1 and not list(tmp_path.glob("*.pdf"))
    assert f"{tmp_path.name}-{one}.pdf and {tmp_path.name}-{other}.pdf are one file" in result.err
    needs_tex()
    assert cvkit("pdf", tmp_path, "-d", other, "-o", tmp_path / "x.pdf").status == 0
