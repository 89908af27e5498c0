"""Every class of `hostile_styles.py` is built: what it must not touch stays unread and unchanged.

With Landlock that is so for all of them, without it for those that TeX's own settings stop. Where nothing protects the
user, each has its effect: a class that could do nothing anyway would prove nothing.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import socket
import struct
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pypdf
import pytest

from cvkit.commands.appendix import merge_appendix
from cvkit.commands.batch import BatchRequest, run_batch
from cvkit.commands.pdf import make_pdf
from cvkit.commands.request import Request
from cvkit.commands.watch import Builder
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system import landlock
from cvkit.system.programs import find_program
from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import poppler
from tests.typeset.hostile_styles import COMMANDS, SECRET, STYLES, TEX, Hostile, class_text

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and limits of memory are Linux's")

RECORD = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: An honest prize}]\n"
SHEET = """title: Own
description: A style of somebody else's.
class: cvkit-own
engines: [ENGINE]
fonts: {family: A, fallback: B, cjk: C, files: {ENGINE: []}}
options: {}
"""
LIMITS = {"typeset.run.FOLDER_SIZE": 2 << 20, "typeset.run.FILES": 300, "system.sandbox.MEMORY": 1 << 30}
SECONDS = 60
SHORT = 2
"""The seconds of a class that never ends."""


class World:
    """A user's files, among them the record of somebody hostile, and all that came out of it."""

    def __init__(self, root: Path, hostile: Hostile, port: int) -> None:
        self.root = root
        self.record = root / "people" / "hostile"
        self.out = root / "out"
        self.errors: list[CvkitError] = []
        self.printed = ""
        home, other = root / "home", root / "people" / "other"
        for folder in (home / "empty", other, self.record / "own", self.out, root / "temporary" / "running"):
            folder.mkdir(parents=True)
        (home / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
        (home / "program.lua").write_text(f'leak("{SECRET}")', encoding="utf-8")
        (home / "picture.png").write_bytes(_picture())
        (other / "cv.yaml").write_text(f"# {SECRET}\n{RECORD}", encoding="utf-8")
        (other / "numbers.lock").write_text("", encoding="utf-8")
        documents = "documents: {full: {style: ./own}, short: {style: ./own}}\n"
        (self.record / "cv.yaml").write_text(RECORD + documents, encoding="utf-8")
        (self.record / "own" / "style.yaml").write_text(SHEET.replace("ENGINE", hostile.engine), encoding="utf-8")
        places = {
            "HOME": str(home),
            "UP": "../..",
            "OTHER": str(other),
            "CACHE": str(root / "caches" / "cvkit" / "luatex" / "luatex-cache" / "generic" / "fonts" / "otl"),
            "TEMPORARY": str(root / "temporary"),
            "PORT": str(port),
            "PROCESS": str(os.getpid()),
        }
        (self.record / "own" / "cvkit-own.cls").write_text(class_text(hostile, places), encoding="utf-8")
        self.before, self.before_contents = self.state(), self.contents()

    def state(self) -> dict[str, object]:
        """All files of the user's, but for the output: their kind, content and date."""
        found: dict[str, object] = {}
        for path in sorted(self.root.rglob("*")):
            name = str(path.relative_to(self.root))
            if name.startswith(("out", "caches/cvkit/maps", "caches/cvkit/results", "temporary/running")):
                continue
            is_file = path.is_file() and not path.is_symlink()
            found[name] = (path.lstat().st_mode, path.lstat().st_mtime, path.read_bytes()) if is_file else path.is_dir()
        return found

    def contents(self) -> dict[str, object]:
        """The same without dates and kinds."""
        return {name: found[2] if isinstance(found, tuple) else found for name, found in self.state().items()}

    def build(self, hostile: Hostile) -> None:
        """Run the command of a class."""
        seconds = SHORT if hostile.kind == "time" and hostile.limit != "error" else SECONDS
        request = Request(self.record, output=self.out / "x.pdf", seconds=seconds)
        try:
            getattr(self, hostile.command.replace("pdf --", ""))(request)
        except CvkitError as error:
            self.errors.append(error)
        self.printed = "\n".join(map(repr, self.errors))

    def pdf(self, request: Request) -> None:
        make_pdf(request)

    def all(self, request: Request) -> None:
        made = make_pdf(Request(self.record, all_documents=True, output=self.out, seconds=request.seconds))
        self.errors += made.errors

    def batch(self, request: Request) -> None:
        batch = BatchRequest((self.root / "people",), self.out, seconds=request.seconds)
        for step in run_batch(batch):
            if step.done and step.done.report.pdf is None and step.done.record == str(self.record):
                report = step.done.report
                self.errors.append(CvkitError(report.message, report.status, report.hint, report.diagnostics))

    def appendix(self, request: Request) -> None:
        thesis = pypdf.PdfWriter()
        thesis.add_blank_page(595, 842)
        thesis.write(self.root / "temporary" / "running" / "thesis.pdf")
        merge_appendix(self.root / "temporary" / "running" / "thesis.pdf", request)

    def preview(self, request: Request) -> None:
        """Build, wait as the preview does, and build again."""
        with Builder(request) as builder:
            self.errors += builder.build().errors
            builder.prepare()
            time.sleep(0.3)
            build = builder.build()
            self.errors += build.errors
            for name, content in build.result.pdfs if build.result else ():
                (self.out / Path(name).name).write_bytes(content)

    def harm(self) -> set[str]:
        """The effects that must not happen."""
        found = set()
        if self.state() != self.before:
            found.add("changed")
        if SECRET in self.printed or any(map(_has_read, self.out.rglob("*"))):
            found.add("read")
        return found


def _has_read(file: Path) -> bool:
    """Whether a file has the secret, or in a PDF a picture or a sum of it."""
    if file.suffix != ".pdf" or file.name == "other.pdf":
        return file.is_file() and SECRET.encode() in file.read_bytes()
    proofs = [SECRET, hashlib.md5(f"{SECRET}\n".encode()).hexdigest().upper(), SECRET.encode().hex().upper()]
    if any(proof in poppler("pdftotext", file, "-") for proof in proofs):
        return True
    reader = pypdf.PdfReader(file)
    objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    streams = (found for found in objects if isinstance(found, pypdf.generic.StreamObject))
    return any(SECRET.encode() in stream.get_data() for stream in streams)


def _picture() -> bytes:
    """A picture whose only row of points is the secret."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", len(SECRET), 1, 8, 0, 0, 0, 0)
    row = zlib.compress(b"\0" + SECRET.encode())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and the calls that came to it."""
    server, calls = socket.create_server(("127.0.0.1", 0)), []

    def listen() -> None:
        while True:
            try:
                calls.append(server.accept())
            except OSError:
                return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], calls
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()
    for connection, _ in calls:
        connection.close()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of caches with the fonts of LuaLaTeX, so that no other run has to look for them."""
    needs_tex()
    root = tmp_path_factory.mktemp("warm")
    (root / "cv.yaml").write_text(RECORD, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "caches"))
        for engine in TEX:
            if find_program(engine):
                make_pdf(Request(root / "cv.yaml", engine=engine, output=root / "x.pdf"))
    return root / "caches"


Try = Callable[[Hostile], tuple[set[str], World]]


@pytest.fixture
def attempt(tmp_path: Path, warm: Path, listener: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch) -> Try:
    """Build the record of a class; the harm that was done."""

    def build(hostile: Hostile) -> tuple[set[str], World]:
        if not find_program(hostile.engine):
            pytest.skip(f"{hostile.engine} is not installed")
        root = tmp_path / "user"
        shutil.copytree(warm, root / "caches")
        world = World(root, hostile, listener[0])
        monkeypatch.setenv("XDG_CACHE_HOME", str(root / "caches"))
        monkeypatch.setenv("TMPDIR", str(root / "temporary"))  # for the workers of a batch
        monkeypatch.setattr(tempfile, "tempdir", str(root / "temporary"))
        monkeypatch.setenv("CVKIT_CANARY", SECRET)
        monkeypatch.setenv("CVKIT_HOME", str(root / "home"))
        world.build(hostile)
        harm = world.harm() | ({"called"} if listener[1] else set())
        return harm, world

    return build


Settings = Callable[[dict[str, int]], None]


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Change numbers of cvkit's modules, also in the workers of a batch, which import a `sitecustomize`."""

    def change(numbers: dict[str, int]) -> None:
        lines = ["import importlib"]
        for name, number in numbers.items():
            monkeypatch.setattr(f"cvkit.{name}", number)
            module, _, attribute = name.rpartition(".")
            lines.append(f"setattr(importlib.import_module('cvkit.{module}'), '{attribute}', {number})")
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), str(ROOT)]))

    return change


def every(rows: list[Hostile]) -> pytest.MarkDecorator:
    """The first class of each kind in every run of the tests, the others with the slow ones."""
    seen: set[str] = set()
    parameters = []
    for row in rows:
        marks = [pytest.mark.slow] if row.kind in seen else []
        seen.add(row.kind)
        parameters.append(pytest.param(row, id=f"{row.engine} {row.command}: {row.act}", marks=marks))
    return pytest.mark.parametrize("hostile", parameters)


LIMITED = [hostile for hostile in STYLES if hostile.limit]
ACTING = [hostile for hostile in STYLES if not hostile.limit]


def test_every_engine_meets_every_command() -> None:
    assert {(hostile.engine, hostile.command) for hostile in STYLES} == set(product(TEX, COMMANDS))
    assert len({hostile.act for hostile in STYLES}) >= 40


@pytest.mark.skipif(not landlock.landlock_version(), reason="this system has no Landlock")
@every(ACTING)
def test_with_landlock_a_style_does_no_harm(hostile: Hostile, attempt: Try) -> None:
    harm, world = attempt(hostile)
    assert bool(harm) is hostile.always, world.printed
    assert world.contents() == world.before_contents


@every(ACTING)
def test_without_landlock_the_settings_of_tex_stop_these(hostile: Hostile, attempt: Try, change: Settings) -> None:
    change({"system.landlock.CREATE_RULESET": 9999})  # a system call that no kernel has
    assert bool(attempt(hostile)[0]) is hostile.works


@pytest.mark.slow
@every([hostile for hostile in ACTING if not hostile.works and hostile.kind not in ("link", "cache", "environment")])
def test_where_nothing_protects_the_user_each_has_its_effect(
    hostile: Hostile, attempt: Try, change: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change({"system.landlock.CREATE_RULESET": 9999})
    engine = tmp_path / "programs" / hostile.engine
    engine.parent.mkdir()
    open_all = "export openin_any=a openout_any=a shell_escape=t"
    option = 'for one; do shift; [ "$one" = -no-shell-escape ] || set -- "$@" "$one"; done'
    real = shlex.quote(str(find_program(hostile.engine)))
    engine.write_text(f'#!/bin/sh\n{open_all}\n{option}\nexec {real} -shell-escape "$@"\n', encoding="utf-8")
    engine.chmod(0o755)
    (engine.parent / "xdvipdfmx").symlink_to(str(shutil.which("xdvipdfmx")))
    monkeypatch.setenv("PATH", str(engine.parent), prepend=os.pathsep)
    harm, world = attempt(hostile)
    assert harm, world.printed


@pytest.mark.parametrize("is_locked", [True, False])
@every(LIMITED)
def test_a_style_that_takes_too_much_is_ended(
    hostile: Hostile, is_locked: bool, attempt: Try, change: Settings
) -> None:
    change(LIMITS | ({} if is_locked else {"system.landlock.CREATE_RULESET": 9999}))
    began = time.monotonic()
    harm, world = attempt(hostile)
    assert harm == set()
    assert world.errors
    for error in world.errors:
        assert error.status is ExitStatus.TYPESETTING
        assert hostile.limit == "error" or hostile.limit in error.message
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("hostile", [pytest.param(row, id=f"{row.engine}: {row.act}") for row in STYLES[::3]])
def test_an_export_carries_the_style_as_it_is(hostile: Hostile, tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    """No command but those that run TeX gives a class anything to do."""
    world = World(tmp_path / "user", hostile, 9)
    target = world.out / "tex"
    target.mkdir()
    result = cvkit("export", world.record, "--to", "tex", "-o", f"{target}/")
    assert result.status == 0, result.err
    assert world.harm() == set()
    copied = (target / "cvkit-own.cls").read_bytes()
    assert copied == (world.record / "own" / "cvkit-own.cls").read_bytes()
