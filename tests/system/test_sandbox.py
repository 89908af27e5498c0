"""The locked room: TeX that should never be there reads, writes and starts nothing outside, and every limit holds.

Each attack is also let loose outside the room, on the same engine with the same settings: what it cannot do even
there would prove nothing.
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from cvkit.commands.pdf import make_pdf
from cvkit.commands.request import Request
from cvkit.load.style_folder import style_files
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system import sandbox
from cvkit.system.landlock import NETWORK_FROM, SandboxRules, landlock_version, restrict_self
from cvkit.system.programs import find_program, start_sandboxed
from cvkit.system.sandbox import tex_environment
from cvkit.typeset.run import Job, Run
from tests.conftest import needs_tex

PREAMBLE = "\\documentclass{cvkit-classic}\n\\begin{document}\n"
CANARY = "d41a3f5c7be94402"

needs_landlock = pytest.mark.skipif(not landlock_version(), reason="this system has no Landlock")


@dataclass(frozen=True)
class Attack:
    """TeX that reads the canary into the PDF or the log, or does something to it."""

    engine: str
    tex: str


ATTACKS = [
    Attack("pdflatex", r"\pdfcompresslevel=0 \immediate\pdfobj stream file{CANARY}\pdfrefobj\pdflastobj x"),
    Attack("xelatex", r'\XeTeXpicfile "FOLDER/canary.png" x'),
    Attack("lualatex", r'\directlua{local f = io.open("CANARY") texio.write_nl(f:read("*a"))}'),
    Attack("lualatex", r'\directlua{local f = io.open("FOLDER/new", "w") f:write("x") f:close()}'),
    Attack("lualatex", r'\directlua{os.remove("CANARY")}'),
    Attack("lualatex", r'\directlua{os.rename("CANARY", "FOLDER/new")}'),
    Attack("lualatex", r'\directlua{for name in lfs.dir("FOLDER") do texio.write_nl(name) end}'),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the user's, with a canary in it."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "canary.txt").write_text(CANARY, encoding="utf-8")
    (home / "canary.png").write_bytes(picture())
    return home


def picture() -> bytes:
    """A picture of one point, with the canary where pictures say what they are about."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + chunk(b"IEND", b"")
    )


def needs(engine: str) -> None:
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"{engine} is not installed")


def has_effect(folder: Path, said: str, pdf: bytes | None) -> bool:
    """Whether an attack had an effect: the canary was read, or something in its folder changed."""
    left = {file.name for file in folder.iterdir()}
    was_read = CANARY in said or "canary.txt" in said.replace(str(folder / "canary.txt"), "")
    has_picture = pdf is not None and b"/Subtype/Image" in pdf.replace(b" ", b"")
    return was_read or has_picture or left != {"canary.txt", "canary.png"} or bool(pdf and CANARY.encode() in pdf)


def written(attack: Attack, folder: Path) -> str:
    return attack.tex.replace("CANARY", str(folder / "canary.txt")).replace("FOLDER", str(folder))


@needs_landlock
@pytest.mark.parametrize("attack", ATTACKS, ids=[f"{a.engine} {a.tex[:40]}" for a in ATTACKS])
def test_in_the_room_an_attack_has_no_effect_that_it_has_outside(attack: Attack, folder: Path, tmp_path: Path) -> None:
    needs(attack.engine)
    tex = written(attack, folder)
    with Run(Job(attack.engine, PREAMBLE, style_files("classic"))) as run:
        run.send_body(f"{tex}\n")
        outcome = run.wait()
    assert not has_effect(folder, outcome.log + outcome.terminal, outcome.pdf)
    assert harms_outside(attack.engine, tex, folder, tmp_path / "outside")


def harms_outside(engine: str, tex: str, folder: Path, work: Path) -> bool:
    """The control: the same engine, environment and settings, without the lock."""
    work.mkdir()
    for name, text in style_files("classic").items():
        (work / name).write_text(text, encoding="utf-8")
    (work / "cv.tex").write_text(f"{PREAMBLE}{tex}\n\\end{{document}}\n", encoding="utf-8")
    program = find_program(engine)
    assert program
    arguments = ["-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "cv.tex"]
    done = subprocess.run(
        [program, *arguments],
        cwd=work,
        env=tex_environment(program, work, Path.home() / ".cache" / "cvkit" / "luatex"),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    pdf = work / "cv.pdf"
    return has_effect(folder, done.stdout, pdf.read_bytes() if pdf.is_file() else None)


@needs_landlock
def test_in_the_room_no_program_can_be_started(tmp_path: Path) -> None:
    """The kernel refuses these, not TeX: a shell runs in place of the engine."""
    rules = sandbox.sandbox_rules(str(find_program("sh")), tmp_path, None)
    command = ["sh", "-c", "echo x > inside; /bin/true && echo x > started"]
    start_sandboxed(lambda: subprocess.Popen(command, cwd=tmp_path), rules).wait()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["inside"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["inside", "started"]


@needs_landlock
def test_the_lock_is_of_the_thread_and_what_it_starts_alone(folder: Path, tmp_path: Path) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    seen = []

    def look() -> None:
        assert restrict_self(SandboxRules(readable=(Path("/usr"),)))
        for file in (folder / "canary.txt", Path("/usr/bin/env")):
            try:
                file.open("rb").close()
                seen.append("open")
            except PermissionError:
                seen.append("shut")
        if landlock_version() >= NETWORK_FROM:
            with pytest.raises(PermissionError):
                socket.create_connection(server.getsockname())

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["shut", "open"]
    socket.create_connection(server.getsockname()).close()
    server.close()
    assert (folder / "canary.txt").read_text(encoding="utf-8") == CANARY


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems bound time and the folder's size alone")


def stopped(engine: str, body: str, seconds: float = 20) -> CvkitError:
    with pytest.raises(CvkitError) as failure, Run(Job(engine, PREAMBLE, style_files("classic")), seconds) as run:
        run.send_body(body + "\n")
        run.wait()
    assert failure.value.status is ExitStatus.TYPESETTING
    return failure.value


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_a_run_has_so_much_time(engine: str) -> None:
    needs(engine)
    began = time.monotonic()
    assert "1.5 seconds" in stopped(engine, r"\def\x{\x}\x", seconds=1.5).message
    assert time.monotonic() - began < 5


@LINUX
def test_a_file_may_have_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("pdflatex")
    monkeypatch.setattr(sandbox, "FILE_SIZE", 1 << 20)
    line = "x" * 200
    endless = rf"\immediate\openout7=big \def\x{{\immediate\write7{{{line}}}\x}}\x"
    assert "a file of more than 1 MB" in stopped("pdflatex", endless).message


def test_all_files_together_may_have_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("pdflatex")
    monkeypatch.setattr("cvkit.typeset.run.FOLDER_SIZE", 1 << 20)
    line = "x" * 200
    endless = rf"\immediate\openout7=big \def\x{{\immediate\write7{{{line}}}\x}}\x"
    assert "more than 1 MB" in stopped("pdflatex", endless).message


@LINUX
def test_a_run_has_so_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("lualatex")
    monkeypatch.setattr(sandbox, "MEMORY", 1 << 30)
    assert (
        "GB of memory"
        in stopped("lualatex", r"\directlua{t = {} for i = 1, 1e5 do t[i] = ('x'):rep(1e6)..i end}").message
    )


def test_a_document_has_so_many_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needs("pdflatex")
    file = tmp_path / "cv.yaml"
    rows = "".join(f"- {{title: Honor {at}}}\n" for at in range(120))
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nhonors:\n{rows}", encoding="utf-8")
    monkeypatch.setattr("cvkit.typeset.failure.PAGES", 1)
    with pytest.raises(CvkitError) as failure:
        make_pdf(Request(file, output=tmp_path / "x.pdf"))
    assert failure.value.status is ExitStatus.TYPESETTING
    assert "more than 1" in failure.value.message
    assert not (tmp_path / "x.pdf").exists()


def test_a_run_without_a_lock_works_as_well(tmp_path: Path) -> None:
    """Where the kernel has no Landlock: a system-call filter of the container says so in the same way."""
    needs("pdflatex")
    script = (
        "import cvkit.system.landlock as l; l.CREATE_RULESET = 9999; assert l.landlock_version() == 0\n"
        "from pathlib import Path; from cvkit.commands.request import Request\n"
        "from cvkit.commands.pdf import make_pdf\n"
        "make_pdf(Request(Path('cv.yaml'), output=Path('x.pdf')))\n"
    )
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n", encoding="utf-8")
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, env=os.environ)
    assert (tmp_path / "x.pdf").is_file()
