"""An output appears whole, the former file survives every failure, and refusals of the system are reported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cvkit.deliver import deliver
from cvkit.deliver.protect import NOTHING
from cvkit.deliver.target_lock import target_lock
from cvkit.model.diagnostic import CvkitError, ExitStatus
from tests.conftest import Result, needs_tex

RECORD = "cvkit: 1\nperson: {name: Ada Miller}\nhonors: [{title: A}]\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "cv.yaml"
    file.write_text(RECORD, encoding="utf-8")
    return file


def refused(target: Path) -> CvkitError:
    with pytest.raises(CvkitError) as failure:
        deliver({target: b"new"}, NOTHING)
    assert failure.value.status is ExitStatus.SYSTEM
    assert str(target) in failure.value.message
    assert failure.value.hint
    return failure.value


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    file.chmod(0o640)
    assert deliver({file: b"new"}, NOTHING) == [file]
    assert file.read_bytes() == b"new"
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture
def masked() -> Iterator[Callable[[int], None]]:
    """Set which permissions this process denies to new files (umask), as long as the test runs."""
    before = os.umask(0o022)
    os.umask(before)

    def set_mask(mask: int) -> None:
        os.umask(mask)

    yield set_mask
    os.umask(before)


MASKS = [(0o022, 0o644), (0o002, 0o664), (0o027, 0o640), (0o077, 0o600), (0o000, 0o666), (0o177, 0o600)]
"""A umask, and the permissions of a new file under it."""


@POSIX
@pytest.mark.parametrize(("mask", "permissions"), MASKS)
def test_new_files_have_the_permissions_that_the_user_gives_new_files(
    tmp_path: Path, file: Path, cvkit: Callable[..., Result], masked: Callable[[int], None], mask: int, permissions: int
) -> None:
    masked(mask)
    one, other = tmp_path / "one", tmp_path / "other"
    deliver({one: b"new", other: b"new"}, NOTHING)
    assert cvkit("export", file, "--to", "txt", "-o", tmp_path / "cv.txt").status == 0
    assert cvkit("export", file, "--to", "docx", "-o", tmp_path / "cv.docx").status == 0
    assert cvkit("export", file, "--to", "tex", "-o", f"{tmp_path}{os.sep}").status == 0
    new = set(tmp_path.iterdir()) - {file}
    assert {"one", "other", "cv.txt", "cv.docx", "cv.tex", "cvkit.sty"} <= {path.name for path in new}
    assert {path.name: path.stat().st_mode & 0o777 for path in new} == {path.name: permissions for path in new}
    assert os.umask(mask) == mask


def test_if_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "nowhere" / "bad"
    good.write_bytes(b"old")
    with pytest.raises(CvkitError):
        deliver({good: b"new", bad: b"new"}, NOTHING)
    assert good.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [good]


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_if_one_of_several_cannot_be_moved_the_others_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """As Windows refuses where a viewer has the old PDF open."""
    move = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "open":
            raise fault
        return move(self, target)

    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "open").write_bytes(b"seen")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises((CvkitError, KeyboardInterrupt)):
        deliver({tmp_path / name: b"new" for name in ("old", "new", "open", "last")}, NOTHING)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"old": b"old", "open": b"seen"}


def test_a_file_that_was_moved_alone_stays_whatever_comes_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt at the very end leaves the new file: the old one is no more."""
    move = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        moved = move(self, target)
        monkeypatch.setattr(os, "close", stop)
        return moved

    def stop(opened: int) -> None:
        monkeypatch.undo()
        os.close(opened)
        raise KeyboardInterrupt

    (tmp_path / "cv.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deliver({tmp_path / "cv.pdf": b"new"}, NOTHING)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"cv.pdf": b"new"}


def test_places_that_are_no_files_are_told_in_words(tmp_path: Path) -> None:
    assert "it is a folder" in refused(tmp_path).message
    assert "create the folder first" in refused(tmp_path / "none" / "x.pdf").hint
    (tmp_path / "f").write_bytes(b"")
    assert "not a folder" in refused(tmp_path / "f" / "x.pdf").hint
    assert "shorter" in refused(tmp_path / ("x" * 300)).hint


@POSIX
def test_pipes_devices_and_circles_of_links_are_told_in_words(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in refused(tmp_path / "pipe").message
    assert "a device or a pipe" in refused(Path("/dev/null")).message
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert "circle" in refused(tmp_path / "one").message


@POSIX
def test_a_symbolic_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "cv.pdf").write_bytes(b"old")
    (tmp_path / "cv.pdf").symlink_to(Path("public", "cv.pdf"))
    deliver({tmp_path / "cv.pdf": b"new"}, NOTHING)
    assert (tmp_path / "cv.pdf").is_symlink()
    assert (tmp_path / "public" / "cv.pdf").read_bytes() == b"new"


@POSIX
def test_a_folder_that_can_only_be_read_is_told(tmp_path: Path) -> None:
    """Root may write anywhere, so somebody else tries."""
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        assert "you may not write there" in refused(tmp_path / "x").hint
        tmp_path.chmod(0o700)
        return
    script = (
        "import os, sys; from pathlib import Path; from cvkit.deliver import deliver\n"
        "from cvkit.deliver.protect import NOTHING; from cvkit.model.diagnostic import CvkitError\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try:\n  deliver({Path('/usr/x.pdf'): b'x'}, NOTHING)\n"
        "except CvkitError as e:\n  print(e.message, e.hint, int(e.status))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == (
        "cannot write /usr/x.pdf: Permission denied you may not write there; name a file elsewhere 5\n"
    ), done.stderr


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_old_file_and_is_told(tiny_disk: Path) -> None:
    file = tiny_disk / "x.pdf"
    file.write_bytes(b"old")
    with pytest.raises(CvkitError) as failure:
        deliver({file: b"x" * 300_000}, NOTHING)
    assert "delete files" in failure.value.hint
    assert file.read_bytes() == b"old"
    assert list(tiny_disk.iterdir()) == [file]


def test_a_disk_for_temporary_files_that_is_full_is_told(
    tiny_disk: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_tex()
    (file.parent / "cv.pdf").write_bytes(b"old")
    (tiny_disk / "other").write_bytes(b"x" * 150_000)
    done = command(file, TMPDIR=str(tiny_disk), CVKIT_NO_CACHE="1")
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "No space" in done.stderr
    assert (file.parent / "cv.pdf").read_bytes() == b"old"
    assert [entry.name for entry in tiny_disk.iterdir()] == ["other"]


def command(file: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cvkit", "pdf", file.name, "-o", "cv.pdf", *options],
        cwd=file.parent,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@POSIX
def test_it_works_without_a_home_a_locale_or_an_environment(file: Path) -> None:
    needs_tex()
    wanted = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", os.pathsep.join(sys.path))}
    whole = None
    for variables in ({}, {"LC_ALL": "C"}, {"HOME": "/nonexistent"}, {"LC_ALL": "tr_TR.UTF-8", "HOME": "/dev/null"}):
        done = subprocess.run(
            [sys.executable, "-m", "cvkit", "pdf", "cv.yaml", "-o", "cv.pdf"],
            cwd=file.parent, env={**wanted, **variables, "CVKIT_NO_CACHE": "1"}, capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert whole in (None, (file.parent / "cv.pdf").read_bytes())
        whole = (file.parent / "cv.pdf").read_bytes()


NOBODY = (
    "import pwd, sys\n"
    "def unknown(number): raise KeyError(number)\n"
    "pwd.getpwuid = unknown\n"
    "from cvkit.cli import main; sys.argv[0] = 'cvkit'; main()"
)
"""cvkit for a user whom the system does not know, as in some containers."""


@POSIX
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_a_user_without_a_home_has_no_caches_and_the_same_pdf(file: Path, engine: str) -> None:
    needs_tex()
    environment = {name: value for name, value in os.environ.items() if name != "HOME" and not name.startswith("XDG_")}
    made = [
        subprocess.run(
            [sys.executable, *program, "pdf", "cv.yaml", "-o", "cv.pdf", "--engine", engine],
            cwd=file.parent, env={**environment, **home}, capture_output=True, check=False,
        ).returncode or (file.parent / "cv.pdf").read_bytes()
        for program, home in ((["-m", "cvkit"], {"HOME": str(file.parent / "home")}), (["-c", NOBODY], {}))
    ]  # fmt: skip
    assert made[0] == made[1] and isinstance(made[0], bytes)
    assert sorted(entry.name for entry in file.parent.iterdir() if entry.name != "home") == ["cv.pdf", "cv.yaml"]


def test_a_relative_folder_for_caches_is_not_used(file: Path) -> None:
    needs_tex()
    caching = {name: value for name, value in os.environ.items() if name != "CVKIT_NO_CACHE"}
    for place in ("caches", "./caches", "~", "~/caches", "../caches"):
        done = subprocess.run(
            [sys.executable, "-m", "cvkit", "pdf", "cv.yaml", "-o", "cv.pdf"],
            cwd=file.parent, env={**caching, "XDG_CACHE_HOME": place}, capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert sorted(entry.name for entry in file.parent.iterdir()) == ["cv.pdf", "cv.yaml"]
        assert not (file.parent.parent / "caches").exists()


@POSIX
@pytest.mark.parametrize(
    ("redirection", "status"), [("<&-", 0), ("2>&-", 0), (">&-", 5), ("<&- >&-", 5), (">/dev/full", 5), ("<&- 2>&-", 0)]
)
def test_closed_streams_are_no_fault_of_cvkits(file: Path, redirection: str, status: int) -> None:
    needs_tex()
    script = f'exec "$0" -m cvkit pdf cv.yaml -o cv.pdf {redirection}'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=file.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert status == 0 or "2>&-" in redirection or "the system refused" in done.stderr


NAMES = [
    "a b", "a  b", " lead", "a~b", "~", "a%b", "a%20b", 'a"b', "a'b", "a\\b", "a\nb", "-o", "--help", ".hidden", "a#b",
    "$HOME", "a&b", "a;b", "a|b", "{a}", "a^^b",
    "한글", "é", "e\u0301", "📖", "(x)", "[x]", "*", "a,b", "a=b", "`id`", "$(id)",
]  # fmt: skip


@POSIX
@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.slow] * bool(at % 8)) for at, n in enumerate(NAMES)]
)
def test_folders_and_outputs_may_have_any_name(tmp_path: Path, name: str) -> None:
    needs_tex()
    folder = tmp_path / name
    folder.mkdir()
    (folder / "cv.yaml").write_text(RECORD, encoding="utf-8")
    run = [sys.executable, "-m", "cvkit", "pdf"]
    subprocess.run([*run, "-o", f"{name}.pdf", "--", name], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(run, cwd=folder, check=True, capture_output=True)
    made = {file.name: file.read_bytes() for file in (*tmp_path.glob("*.pdf"), *tmp_path.glob(".*.pdf"))}
    made |= {f"in {file.name}": file.read_bytes() for file in folder.iterdir() if file.suffix == ".pdf"}
    assert len(made) == 2
    assert len(set(made.values())) == 1


def test_what_a_killed_program_left_beside_its_target_is_swept_up(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from cvkit.deliver.atomic_file import AtomicFile\n"
        f"AtomicFile(Path({str(tmp_path / 'a')!r}), b'x'); print(1, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout
    other.stdout.readline()
    deliver({tmp_path / "b": b"x"}, NOTHING)
    assert len(list(tmp_path.iterdir())) == 2  # what another is making stays
    other.kill()
    other.communicate()
    deliver({tmp_path / "b": b"y"}, NOTHING)
    assert [entry.name for entry in tmp_path.iterdir()] == ["b"]


def test_turns_are_taken_by_target(tmp_path: Path) -> None:
    script = (
        "import time; from pathlib import Path; from cvkit.deliver.target_lock import target_lock\n"
        f"with target_lock(Path({str(tmp_path / 'a')!r})):\n  print(1, flush=True); time.sleep(.6)"
    )
    import time

    other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert other.stdout
    other.stdout.readline()
    began = time.monotonic()
    with target_lock(tmp_path / "b"):
        assert time.monotonic() - began < 0.3
    with target_lock(tmp_path / "a"):
        assert time.monotonic() - began > 0.3
    other.communicate()


def test_a_document_cannot_name_its_file_from_data(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    """The file is named after the record's folder, its document and sections, never after what is in the record."""
    needs_tex()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: ../../evil}\nhonors: [{title: A}]\ndocuments: {../../x: {}}\n", encoding="utf-8"
    )
    result = cvkit("pdf", folder, "-d", "../../x", cwd=tmp_path)
    assert result.status == 1
    assert "V126" in result.err
    (folder / "cv.yaml").write_text("cvkit: 1\nperson: {name: ../../evil}\nhonors: [{title: A}]\n", encoding="utf-8")
    assert cvkit("pdf", folder, cwd=tmp_path).out == "folder.pdf\n"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder", "folder.pdf"]
