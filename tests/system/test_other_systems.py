"""Windows and macOS, as far as they can be simulated: the search for programs, MiKTeX, limits of the shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from PIL import Image

from cvkit.deliver import deliver
from cvkit.deliver.protect import Protected, is_reserved_on_windows
from cvkit.system.cache_dir import cache_folder
from cvkit.system.programs import end_group, find_driver, find_program
from cvkit.typeset.installed_files import installed_files
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
@pytest.mark.parametrize(
    ("endings", "files", "found"),
    [
        (".COM;.EXE;.BAT", ["latex-x.EXE"], "latex-x.EXE"),
        (".COM;.EXE;.BAT", ["latex-x.BAT", "latex-x.EXE", "latex-x"], "latex-x.EXE"),
        (".COM;.EXE;.BAT", ["latex-x.txt"], None),
        (".COM;.EXE;.BAT", ["latex-x"], "latex-x"),
        (";.EXE;", ["latex-x.EXE"], "latex-x.EXE"),
        ("", ["latex-x.EXE"], None),
    ],
)
def test_windows_finds_a_program_by_its_endings_in_absolute_folders_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endings: str, files: list[str], found: str | None
) -> None:
    for file in files:
        script(tmp_path / "texlive" / file, "exit 0")
    script(tmp_path / "here" / "latex-x.COM", "exit 0")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATHEXT", endings)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", str(tmp_path / "texlive")]))
    assert find_program("latex-x") == (found and str(tmp_path / "texlive" / found))
    ending = ".EXE" if ".EXE" in endings else ""
    engine = script(tmp_path / "texlive" / f"xelatex{ending}", "exit 0")
    driver = script(tmp_path / "texlive" / f"xdvipdfmx{ending}", "exit 0")
    assert find_driver(str(engine)) == str(driver)
    assert str(driver) in installed_files("", "", str(engine), finds_fonts=True)


@needs_posix
@pytest.mark.parametrize("error", [PermissionError, ProcessLookupError])
def test_a_group_that_has_just_ended_is_no_error(monkeypatch: pytest.MonkeyPatch, error: type[OSError]) -> None:
    """On macOS nobody may end the group of a process that has ended and was not waited for."""
    process = subprocess.Popen([sys.executable, "-c", "pass"], stdin=subprocess.PIPE, start_new_session=True)

    def refuse(*_: int) -> None:
        raise error

    monkeypatch.setattr(os, "killpg", refuse)
    end_group(process)
    assert process.returncode == 0


@needs_posix
@pytest.mark.parametrize(
    ("mark", "beside"),
    [
        ("miktex/bin/x64", ""),
        ("MiKTeX 26.1/bin", ""),
        ("Programs/MIKTEX", ""),
        ("bin", "initexmf"),
        ("bin", "initexmf.exe"),
        ("linked", ""),
    ],
)
def test_miktex_may_not_open_its_installer(
    tmp_path: Path, cvkit: Run, monkeypatch: pytest.MonkeyPatch, mark: str, beside: str
) -> None:
    folder = tmp_path / mark
    real = tmp_path / "miktex" if mark == "linked" else folder
    script(real / "pdflatex", 'echo "arguments: $*"; exit 1')
    if mark == "linked":
        folder.symlink_to("miktex")
    if beside:
        script(folder / beside, "exit 0")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.defpath}")
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\n", encoding="utf-8")
    result = cvkit("pdf", tmp_path, "--engine", "pdflatex", "-o", tmp_path / "cv.pdf")
    assert result.status == 4 and "arguments: " in result.err
    assert "-disable-installer" in result.err and "-no-parse-first-line" not in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these limits")
@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("AS", 100 << 20),
        ("AS", 180 << 20),
        ("AS", 250 << 20),
        ("FSIZE", 0),
        ("FSIZE", 100),
        ("FSIZE", 3000),
        ("FSIZE", 40000),
    ],
)
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
    if result.returncode == 4:  # enough for Python, and too little for TeX
        told = {
            "AS": f"needed more than {value >> 20} MB of memory",
            "FSIZE": f"wrote a file of more than {value >> 10} kB, the limit of the shell (ulimit -f)",
        }
        assert f"TeX {told[limit]}".encode() in result.stderr
    else:
        assert result.returncode == 5, result.stderr
        assert {"AS": b"the system refused", "FSIZE": b"ulimit -f unlimited"}[limit] in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not open folders")
@pytest.mark.parametrize(
    "names", [["one"], ["one", "two"], ["sub/one"], ["sub/one", "two"], ["old"], ["old", "one"], ["link"]], ids=str
)
def test_the_folder_is_synced_after_the_last_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "link").symlink_to("sub/target")
    places = {(tmp_path / name).resolve() for name in names}
    synced: list[tuple[int, bool]] = []
    sync = os.fsync

    def record(handle: int) -> None:
        is_done = all(place.exists() and place.read_bytes() == b"new" for place in places)
        synced.append((os.fstat(handle).st_ino, is_done))
        sync(handle)

    monkeypatch.setattr(os, "fsync", record)
    deliver({tmp_path / name: b"new" for name in names}, Protected({}))
    assert {(place.parent.stat().st_ino, True) for place in places} <= set(synced)


@pytest.mark.parametrize("stated", ["~/.cache/cvkit", "~", ".cache", "", OSError(), RuntimeError()], ids=repr)
def test_a_cache_folder_that_is_not_absolute_is_not_used(
    monkeypatch: pytest.MonkeyPatch, stated: str | Exception
) -> None:
    """Some versions of platformdirs return `~` unchanged for a user without a home."""

    def answer(*_: object, **__: object) -> Path:
        if isinstance(stated, Exception):
            raise stated
        return Path(stated)

    monkeypatch.setattr("platformdirs.user_cache_path", answer)
    assert cache_folder("luatex") is None


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


NAMES = {
    "a photo": ("café.png", "person: {name: Ada Miller, photo: FILE}\n"),
    "a photo with its alternate text": ("안녕.png", "person: {name: Ada Miller, photo: {file: FILE, alt: Ada}}\n"),
    "a section": ("prix décernés.yaml", "person: {name: Ada Miller}\nhonors: FILE\n"),
    "a section in a folder": ("année/prix.yaml", "person: {name: Ada Miller}\nhonors: FILE\n"),
    "a bibliography": ("Würzburg.bib", "person: {name: Ada Miller}\npublications: FILE\n"),
    "a bibliography beside another": ("Å.bib", "person: {name: Ada Miller}\npublications: [own.bib, FILE]\n"),
}
CONTENT = {
    ".yaml": "- {title: An honest prize}\n",
    ".bib": "@article{a, title={On birds}, author={Ada Miller}, year=2020, journal={J}}\n",
}


def write_under(folder: Path, name: str) -> None:
    """A file for a record, under a name of exactly these characters."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".png":
        Image.new("RGB", (40, 50), "red").save(file)
    else:
        file.write_text(CONTENT[file.suffix], encoding="utf-8")


@pytest.mark.skipif(sys.platform == "darwin", reason="its disk takes both forms for one name")
@pytest.mark.parametrize(("typed", "stored"), [("NFC", "NFD"), ("NFD", "NFC")])
@pytest.mark.parametrize(("name", "text"), NAMES.values(), ids=NAMES)
def test_a_name_in_another_form_of_unicode_is_reported_with_the_form_to_write(
    cvkit: Run, tmp_path: Path, name: str, text: str, typed: str, stored: str
) -> None:
    folder = tmp_path / "people" / "ada"
    write_under(folder, normalize(stored, name))
    (folder / "own.bib").write_text("", encoding="utf-8")
    record = f"cvkit: 1\n{text}".replace("FILE", normalize(typed, name))
    (folder / "cv.yaml").write_text(record, encoding="utf-8")
    result = cvkit("check", folder)
    assert result.status == 1
    assert "error[L001]" in result.out and "another form of Unicode" in result.out
    written = re.search(r'write the name as `("[ -~]+")`', result.out)
    assert written
    batch = cvkit("batch", tmp_path / "people", "-o", tmp_path / "out")
    assert batch.status == 1 and written[1] in batch.err
    (folder / "cv.yaml").write_text(record.replace(normalize(typed, name), written[1]), encoding="utf-8")
    assert "L001" not in cvkit("check", folder).out
    assert cvkit("export", folder, "--to", "md").status == 0
    if name.endswith((".yaml", ".bib")):
        assert re.search("honest prize|On birds", cvkit("export", folder, "--to", "md").out)


@pytest.mark.parametrize("name", ["nobody.png", "cafe.png", "caf\u0301e.png"])
def test_no_other_file_is_named_for_a_missing_one(cvkit: Run, tmp_path: Path, name: str) -> None:
    write_under(tmp_path, "café.png")
    text = f"cvkit: 1\nperson: {{name: Ada Miller, photo: {name}}}\n"
    (tmp_path / "cv.yaml").write_text(text, encoding="utf-8")
    out = cvkit("check", tmp_path).out
    assert "there is no such file" in out and "Unicode" not in out


def test_the_form_of_unicode_leads_out_of_no_folder(cvkit: Run, tmp_path: Path) -> None:
    write_under(tmp_path, normalize("NFD", "café.png"))
    (tmp_path / "ada").mkdir()
    for name in ("../café.png", f"{tmp_path}/café.png"):
        text = f"cvkit: 1\nperson: {{name: Ada Miller, photo: {name}}}\n"
        (tmp_path / "ada" / "cv.yaml").write_text(text, encoding="utf-8")
        out = cvkit("check", tmp_path / "ada").out
        assert "error[L007]" in out and "Unicode" not in out


LIST = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: prizes.yaml\npublications: works.bib\nsummary: >\n  One\n  two.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_ends_of_lines_and_a_byte_order_mark_change_nothing(
    cvkit: Run, tmp_path: Path, end: str, mark: str
) -> None:
    """Editors of Windows write both."""
    folders = tmp_path / "plain", tmp_path / "windows"
    for folder, ending, first in zip(folders, ("\n", end), ("", mark), strict=True):
        folder.mkdir()
        files = {"cv.yaml": LIST, "prizes.yaml": CONTENT[".yaml"], "works.bib": CONTENT[".bib"]}
        for name, text in files.items():
            (folder / name).write_bytes((first + text.replace("\n", ending)).encode())
        assert cvkit("numbers", folder, "--lock").status == 0
        lock = folder / "numbers.lock"
        lock.write_bytes((first + lock.read_text(encoding="utf-8").replace("\n", ending)).encode())
    for arguments in (["export", "--to", "md"], ["export", "--to", "biblatex"], ["numbers"]):
        plain, windows = (cvkit(arguments[0], folder, *arguments[1:]) for folder in folders)
        assert plain.status == windows.status == 0, windows.err
        assert plain.out == windows.out and "On birds" in plain.out
    assert cvkit("check", folders[1], "--strict").status == 0
    (folders[1] / "cv.yaml").write_bytes((mark + LIST.replace("honors", "honours").replace("\n", end)).encode())
    assert f"{folders[1] / 'cv.yaml'}:3:1: error" in cvkit("check", folders[1]).out


@pytest.mark.parametrize("letters", ["a", "é", "한"])
def test_a_path_may_be_longer_than_windows_takes(
    cvkit: Run, tmp_path: Path, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_tex()
    folder = tmp_path
    for _ in range(4):
        folder /= letters * (240 // len(letters.encode()))
    folder.mkdir(parents=True)
    assert len(os.fsencode(folder)) > 900
    (folder / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n", encoding="utf-8")
    out = folder / "x.pdf"
    assert cvkit("pdf", folder, "-o", out).status == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert cvkit("batch", folder.parent, "-o", folder / "out").status == 0
    (folder / "cv.yaml").write_text("cvkit: 1\nhonours: []\n", encoding="utf-8")
    assert f"{folder / 'cv.yaml'}:2:1: error" in cvkit("check", folder).out
