"""A style of somebody else's is a program: nothing that it does in TeX's folder leads out of it or outlives the run.

LuaTeX runs Lua, which makes links and folders where Linux's Landlock does not forbid it; so each guard of cvkit's own
is tried with Landlock and without.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.request import Request
from cvkit.commands.watch import Builder
from cvkit.load.style_folder import style_files
from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.system import landlock
from cvkit.system.landlock import SandboxRules, landlock_version, restrict_self
from cvkit.system.programs import find_program
from cvkit.typeset.run import Job, Outcome
from cvkit.typeset.run import Run as TexRun
from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import Typeset

Run = Callable[..., Result]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")

SECRET = "never to be read"
DOCUMENT = "\\documentclass{minimal}\n\\begin{document}\n"
RECORD = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: An honest prize}]\n"
READY = 'io.open("ready", "w"):close()'


@pytest.fixture(params=["Landlock", "no Landlock"])
def is_locked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Once with Landlock, and once as on a kernel that has no such system call."""
    needs_lualatex()
    if request.param == "no Landlock":
        monkeypatch.setattr(landlock, "CREATE_RULESET", 9999)
        assert not landlock_version()
    elif not landlock_version():
        pytest.skip("this system has no Landlock")
    return bool(landlock_version())


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the user's."""
    file = tmp_path / "home" / "secret"
    file.parent.mkdir()
    file.write_text(SECRET, encoding="utf-8")
    return file


def needs_lualatex() -> None:
    needs_tex()
    if not find_program("lualatex"):
        pytest.skip("lualatex is not installed")


def lua(code: str) -> str:
    return f"\\directlua{{{code}}}\n"


def job(code: str, engine: str = "lualatex") -> Job:
    """A job whose style runs a piece of Lua before its document begins."""
    return Job(engine, lua(f"{code} {READY}") + DOCUMENT, {})


def wait_for(file: Path) -> None:
    for _ in range(2000):
        if file.exists():
            return
        time.sleep(0.02)
    pytest.fail(f"{file} did not come")


def finished(code: str, body: str = "x\n") -> Outcome:
    with TexRun(job(code)) as run:
        run.send_body(body)
        return run.wait()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A record with a style of its own; the class of the style."""
    folder = tmp_path / "stranger"
    (folder / "own").mkdir(parents=True)
    (folder / "cv.yaml").write_text(f"{RECORD}documents: {{full: {{style: ./own}}}}\n", encoding="utf-8")
    for file in (ROOT / "styles" / "classic").glob("*.[yc]*"):
        copy = file.read_text(encoding="utf-8").replace("cvkit-classic", "cvkit-own")
        (folder / "own" / file.name.replace("classic", "own")).write_text(copy, encoding="utf-8")
    return folder / "own" / "cvkit-own.cls"


def runs(style: Path, code: str) -> Path:
    """Make a style run a piece of Lua; its record."""
    style.write_text(lua(code) + style.read_text(encoding="utf-8"), encoding="utf-8")
    return style.parent.parent


# What cvkit writes into TeX's folder

LINKS = {
    "a link out": 'lfs.link("OUT/secret", "NAME", true)',
    "a link out that dangles": 'lfs.link("OUT/new", "NAME", true)',
    "a chain of links": 'lfs.link("OUT/secret", "other", true) lfs.link("other", "NAME", true)',
    "a link by a folder": 'lfs.link("OUT", "other", true) lfs.link("other/secret", "NAME", true)',
    "a second name of a file outside": 'lfs.link("OUT/secret", "NAME")',
    "a link to a device": 'lfs.link("/dev/null", "NAME", true)',
}
OTHERS = {
    "a folder": 'lfs.mkdir("NAME")',
    "a file": 'local f = io.open("NAME", "w") f:write("planted") f:close()',
    "a second name of cv.tex": 'lfs.link("cv.tex", "NAME")',
}


PLANTED = [*(("body.tex", kind) for kind in [*LINKS, *OTHERS]), ("photo.png", "a link out"), ("photo.png", "a folder")]


@pytest.mark.parametrize(("name", "kind"), PLANTED)
def test_what_a_style_put_in_place_of_a_file_is_never_written_to(
    kind: str, name: str, is_locked: bool, secret: Path
) -> None:
    code = (LINKS | OTHERS)[kind].replace("OUT", str(secret.parent)).replace("NAME", name)
    with TexRun(job(code)) as run:
        wait_for(run.folder / "ready")
        is_planted = os.path.lexists(run.folder / name)
        assert is_planted or (is_locked and kind in LINKS)
        before = (run.folder / "cv.tex").read_bytes()
        if is_planted:
            with pytest.raises(CvkitError) as failure:
                run.send_body("overwritten\n", {"photo.png": b"overwritten"})
            assert failure.value.status is ExitStatus.TYPESETTING
            assert f"`{name}`" in failure.value.message and failure.value.hint
        else:
            run.send_body("x\n", {"photo.png": b"overwritten"})
            assert run.wait().pdf
        assert (run.folder / "cv.tex").read_bytes() == before
    assert secret.read_text(encoding="utf-8") == SECRET
    assert [file.name for file in secret.parent.iterdir()] == ["secret"]


def test_a_watched_record_writes_through_no_link(
    own: Path, is_locked: bool, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    record = runs(own, f'lfs.link("{secret}", "body.tex", true) {READY}')
    with Builder(Request(record, engine="lualatex")) as workshop:
        workshop.build()
        workshop.prepare()
        (waiting,) = temporary.glob("*/cv.tex")
        wait_for(waiting.with_name("ready"))
        errors = workshop.build().errors
    assert secret.read_text(encoding="utf-8") == SECRET
    assert is_locked or [error.status for error in errors if "body.tex" in error.message] == [ExitStatus.TYPESETTING]


# What cvkit reads there


@pytest.mark.parametrize("kind", ["a link out", "a chain of links", "a link by a folder", "a second name of cv.tex"])
@pytest.mark.parametrize("name", ["cv.log", "cv.fls", "cv.pdf", "terminal.txt"])
def test_what_a_style_put_in_place_of_what_tex_writes_is_not_read(
    kind: str, name: str, is_locked: bool, secret: Path
) -> None:
    code = f'os.remove("{name}") ' + (LINKS | OTHERS)[kind].replace("OUT", str(secret.parent)).replace("NAME", name)
    if name == "cv.pdf":  # when TeX has written it
        code = f'luatexbase.add_to_callback("wrapup_run", function() {code} end, "x")'
    with TexRun(job(code)) as run:
        run.send_body("x\n" if name == "cv.pdf" else "x \\undefinedmacro\n")
        try:
            outcome = run.wait()
        except CvkitError as failure:
            assert failure.status is ExitStatus.TYPESETTING
            assert f"`{name}`" in failure.message
        else:
            assert name == "terminal.txt" or (is_locked and kind in LINKS)
            assert SECRET not in outcome.log + outcome.terminal
            assert SECRET.encode() not in (outcome.pdf or b"")
        planted = run.folder / name
        assert (is_locked and kind in LINKS) or planted.is_symlink() or planted.stat().st_nlink > 1
        assert SECRET not in run.log


@pytest.mark.parametrize("kind", ["a link out", "a chain of links", "a second name of cv.tex", "a folder"])
def test_no_command_prints_or_keeps_what_a_log_that_is_a_link_leads_to(
    cvkit: Run, own: Path, is_locked: bool, secret: Path, tmp_path: Path, kind: str
) -> None:
    plant = (LINKS | OTHERS)[kind].replace("OUT", str(secret.parent)).replace("NAME", "cv.log")
    record = runs(
        own, f'os.remove("cv.log") {plant} os.remove("terminal.txt") lfs.link("{secret}", "terminal.txt", true)'
    )
    own.write_text(own.read_text(encoding="utf-8").replace("\\endinput", "") + "\\undefinedmacro\n", encoding="utf-8")
    result = cvkit("pdf", record, "--engine", "lualatex", "--verbose", "-o", tmp_path / "x.pdf")
    assert result.status == 4
    assert SECRET not in result.out + result.err
    assert not (tmp_path / "x.pdf").exists()
    assert SECRET not in (tmp_path / "x.log").read_text(encoding="utf-8")


# What a run leaves

POISON = {
    "a cache of a font": 'w("fonts/luatex-cache/generic/fonts/otl/poison.luc")',
    "Lua of a cache": 'w("fonts/luatex-cache/generic/fonts/otl/poison.lua")',
    "an index": 'w("fonts/luatex-cache/generic/names/luaotfload-names.luc.gz")',
    "a folder of its own": 'lfs.mkdir("fonts/poison") w("fonts/poison/poison.lua")',
    "the kept cache itself": 'w("KEPT/luatex-cache/generic/names/poison.lua")',
    "TeX's list of fonts": 'lfs.mkdir("texmf") lfs.mkdir("texmf/fonts") lfs.mkdir("texmf/fonts/map") '
    'w("texmf/fonts/map/pdftex.map") w("pdftex.map")',
}
WRITE = """
local function folders(path) local at = "" for part in path:gmatch("[^/]+/") do at = at .. part lfs.mkdir(at) end end
local function w(path) folders(path) local f = io.open(path, "w")
  if f then f:write("return { poison = true }") f:close() end end
"""


def kept(caches: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(caches)): file.read_bytes()
        for file in sorted(caches.rglob("*"))
        if file.is_file() and "results" not in file.parts
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record, its PDF, and the caches that a run of a style of cvkit's own has filled."""
    needs_lualatex()
    folder = tmp_path_factory.mktemp("filled")
    (folder / "innocent").mkdir()
    (folder / "innocent" / "cv.yaml").write_text(RECORD, encoding="utf-8")
    command = [sys.executable, "-m", "cvkit", "pdf", "innocent", "--engine", "lualatex", "-o", "first.pdf"]
    subprocess.run(command, cwd=folder, env={**os.environ, "XDG_CACHE_HOME": str(folder / "caches")}, check=True)
    assert any(name.endswith(".luc") for name in kept(folder / "caches"))
    return folder


@pytest.fixture
def caches(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the filled caches, which the next runs use; `innocent` and `first.pdf` are beside it."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches"


@pytest.mark.skipif(not landlock_version(), reason="without Landlock, Lua writes wherever the user can")
@pytest.mark.parametrize("kind", POISON)
@pytest.mark.parametrize("fails", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["succeeds", "fails"])
def test_a_cache_is_filled_by_styles_of_cvkits_own_alone(
    cvkit: Run, own: Path, caches: Path, tmp_path: Path, kind: str, fails: bool
) -> None:
    before = kept(caches)
    record = runs(own, (WRITE + POISON[kind]).replace("KEPT", str(caches / "cvkit" / "luatex")).replace("\n", " "))
    if fails:
        own.write_text(own.read_text(encoding="utf-8").replace("\\endinput", "") + "\\undefined\n", encoding="utf-8")
    result = cvkit("pdf", record, "--engine", "lualatex", "-o", tmp_path / "own.pdf")
    assert result.status == 4 if fails else result.status in (0, 4)  # a spoilt index is the style's own loss
    assert kept(caches) == before
    assert cvkit("pdf", tmp_path / "innocent", "--engine", "lualatex", "-o", tmp_path / "second.pdf").status == 0
    assert (tmp_path / "second.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()


def test_a_style_of_ones_own_reads_the_kept_cache(cvkit: Run, own: Path, caches: Path, tmp_path: Path) -> None:
    """A font that is known already is not worked out again."""
    font = "luatex-cache/generic/fonts/otl/texgyrepagella-regular.luc"
    assert f"cvkit/luatex/{font}" in kept(caches)
    code = f'texio.write_nl("the font was " .. (lfs.attributes("fonts/{font}") and "worked out again" or "known"))'
    text = own.read_text(encoding="utf-8").replace("\\endinput", "")
    own.write_text(f"{text}\\AtEndDocument{{{lua(code).strip()}}}\n", encoding="utf-8")
    result = cvkit("pdf", own.parent.parent, "--engine", "lualatex", "--verbose", "-o", tmp_path / "own.pdf")
    assert result.status == 0, result.err
    assert "the font was known" in (tmp_path / "own.log").read_text(encoding="utf-8")


def test_a_run_that_fails_fills_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_lualatex()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    preamble = DOCUMENT.replace("minimal", "cvkit-classic")
    trusted = Job("lualatex", preamble, style_files("classic"), is_trusted=True)
    with TexRun(trusted) as run:
        run.send_body("\\undefined\n")
        assert run.wait().pdf is None
    assert kept(tmp_path / "caches") == {}


def test_a_list_of_fonts_where_the_user_stands_is_not_kept(
    cvkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user often stands in the record's folder."""
    needs_tex()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (tmp_path / "cv.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "pdftex.map").write_text("ec-qplr TeXGyrePagella-Regular <poison.enc <poison.pfb\n", encoding="utf-8")
    assert cvkit("pdf", "cv.yaml", "--engine", "pdflatex", cwd=tmp_path).status == 0
    assert b"poison" not in b"".join(kept(tmp_path / "caches").values())


def test_a_kept_result_is_of_the_record_that_it_was_made_of(
    cvkit: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_tex()
    monkeypatch.delenv("CVKIT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    record = own.parent.parent
    class_text = own.read_text(encoding="utf-8").replace("\\endinput", "")
    own.write_text(class_text + "\\AtEndDocument{Written by a stranger}\n", encoding="utf-8")
    out = tmp_path / "x.pdf"
    assert cvkit("pdf", record, "-o", out).status == 0
    assert "stranger" in Typeset(out).flat
    for text in (RECORD, RECORD + "documents: {full: {style: classic}}\n"):  # another's record in the same place
        (record / "cv.yaml").write_text(text, encoding="utf-8")
        assert cvkit("pdf", record, "-o", out).status == 0
        assert "stranger" not in Typeset(out).flat
    (record / "cv.yaml").write_text(f"{RECORD}documents: {{full: {{style: ./own}}}}\n", encoding="utf-8")
    own.write_text(class_text, encoding="utf-8")  # the same record, its style made good
    assert cvkit("pdf", record, "-o", out).status == 0
    assert "stranger" not in Typeset(out).flat


# How much a style may write

FILL = {
    "a file": 'f("big", 3)',
    "a folder": 'lfs.mkdir("a") f("a/big", 3)',
    "folders in folders": 'for i = 1, 20 do lfs.mkdir("a") lfs.chdir("a") end f("big", 3)',
    "many files": 'lfs.mkdir("a") for i = 1, 30 do f("a/" .. i, 0.1) end',
    "a sparse file": 'lfs.mkdir("a") local g = io.open("a/sparse", "w") g:seek("set", 3e6) g:write("x") g:close()',
    "folders whose path is too long": 'for i = 1, 30 do local n = string.rep("a", 200) lfs.mkdir(n) lfs.chdir(n) end',
    "hidden files": 'lfs.mkdir(".a") f(".a/.big", 3)',
}
BIG = 'local function f(n, m) local g = io.open(n, "w") g:write(string.rep("x", m * 1e6)) g:close() end '


@pytest.mark.parametrize("kind", FILL)
def test_all_below_the_folder_counts(kind: str, is_locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvkit.typeset.run.FOLDER_SIZE", 2 << 20)
    here = "local here = lfs.currentdir() "
    with pytest.raises(CvkitError) as failure:
        finished(f"{here}{BIG}{FILL[kind]} lfs.chdir(here)")
    assert failure.value.status is ExitStatus.TYPESETTING
    assert "more than" in failure.value.message


@pytest.mark.parametrize("code", ['f("a" .. i, 0)', 'lfs.mkdir("a" .. i)', 'lfs.mkdir("a") f("a/" .. i, 0)'])
def test_so_many_files_may_be_made(code: str, is_locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvkit.typeset.run.FILES", 200)
    with pytest.raises(CvkitError) as failure:
        finished(f"{BIG} for i = 1, 250 do {code} end")
    assert "more than 200 files" in failure.value.message


def test_a_link_to_much_counts_for_nothing(is_locked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvkit.typeset.run.FOLDER_SIZE", 4 << 20)
    (tmp_path / "big").write_bytes(b"x" * (8 << 20))
    assert finished(f'lfs.link("{tmp_path}", "a", true) lfs.link("{tmp_path}/big", "b", true)').pdf


def test_what_tex_prints_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tex()
    monkeypatch.setattr("cvkit.typeset.run.FOLDER_SIZE", 4 << 20)
    endless = Job("pdflatex", DOCUMENT, {})
    with pytest.raises(CvkitError) as failure, TexRun(endless) as run:
        run.send_body("\\batchmode\\scrollmode\\def\\x{\\immediate\\write16{" + "x" * 500 + "}\\x}\\x\n")
        run.wait()
    assert "more than 4 MB" in failure.value.message


@pytest.mark.parametrize(
    "code",
    [
        'for i = 1, 1100 do lfs.mkdir("a") lfs.chdir("a") end',
        'for i = 1, 60 do local n = string.rep("a", 200) lfs.mkdir(n) lfs.chdir(n) end io.open("x", "w"):close()',
        'lfs.mkdir("a") for i = 1, 50 do lfs.mkdir("a/" .. i) lfs.mkdir("a/" .. i .. "/b") end',
        'lfs.mkdir("a") lfs.link("OUT", "a/out", true) lfs.link("OUT", "out", true)',
        'os.remove("held") lfs.link("OUT/secret", "held", true)',
        'os.remove("held") lfs.mkdir("held") lfs.mkdir("held/a")',
    ],
)
def test_nothing_is_left_and_nothing_else_deleted(code: str, is_locked: bool, secret: Path) -> None:
    code = code.replace("OUT", str(secret.parent))
    with TexRun(job(f"local here = lfs.currentdir() {code} lfs.chdir(here)")) as run:
        wait_for(run.folder / "ready")
    assert not run.folder.exists()
    assert secret.read_text(encoding="utf-8") == SECRET


# What the kernel refuses


@pytest.mark.skipif(not landlock_version(), reason="this system has no Landlock")
def test_in_a_writable_folder_files_and_folders_are_made_and_nothing_else(tmp_path: Path, secret: Path) -> None:
    inside = tmp_path / "inside"
    (inside / "sub").mkdir(parents=True)
    (inside / "there").write_text("x", encoding="utf-8")

    def make_socket() -> None:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(os.path.relpath(inside / "socket"))

    made = {
        "link": lambda: (inside / "link").symlink_to("there"),
        "link out": lambda: (inside / "out").symlink_to(secret),
        "second name of a file outside": lambda: os.link(secret, inside / "second"),
        "second name in another folder": lambda: os.link(inside / "there", inside / "sub" / "second"),
        "pipe": lambda: os.mkfifo(inside / "pipe"),
        "socket": make_socket,
        "device": lambda: os.mknod(inside / "null", 0o600 | 0o020000, os.makedev(1, 3)),
        "file": lambda: (inside / "file").write_text("x", encoding="utf-8"),
        "folder": lambda: (inside / "folder").mkdir(),
        "moved file": lambda: (inside / "file").rename(inside / "moved"),
    }
    done = []

    def attempt() -> None:
        assert restrict_self(SandboxRules(readable=(Path("/usr"),), writable=(inside,)))
        for what, make in made.items():
            try:
                make()
                done.append(what)
            except OSError:
                pass

    here = Path.cwd()
    os.chdir(inside)
    try:
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    finally:
        os.chdir(here)
    assert done == ["file", "folder", "moved file"]
    assert sorted(file.name for file in inside.iterdir()) == ["folder", "moved", "sub", "there"]
