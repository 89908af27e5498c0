"""A record from somebody else is read only where it lies in its folder, and nothing in it is waited for.

Each way in which a name can be no file of the folder is tried for each file of a record and of a style of its own.
"""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cvkit.commands.request import Request
from cvkit.commands.watch import builds
from cvkit.model.diagnostic import ExitStatus
from cvkit.system import contained
from cvkit.system.contained import Reason, RefusedFileError, read_typed, read_within
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
Make = Callable[[Path, Path], object]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there, and there are no pipes")

SECRET = "root:x:0:0:never to be read"
WORK = "{id: one, kind: journal, title: A Paper, authors: Ada Miller, date: 2020}"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A test that waits for a pipe fails."""

    def give_up(*_: object) -> None:
        raise TimeoutError("it waits for something that never comes")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the user's that is not the record's."""
    file = tmp_path / "outside" / "secret"
    file.parent.mkdir()
    file.write_text(SECRET, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record with a lock and a style of its own, all good."""
    folder = tmp_path / "rec"
    (folder / "own").mkdir(parents=True)
    write(folder, "documents: {full: {style: ./own}}\n")
    (folder / "numbers.lock").write_text("- {id: one, series: J, number: 1, title: A Paper}\n", encoding="utf-8")
    for file in (ROOT / "styles" / "classic").glob("*.[yc]*"):
        copy = file.read_text(encoding="utf-8").replace("cvkit-classic", "cvkit-own")
        (folder / "own" / file.name.replace("classic", "own")).write_text(copy, encoding="utf-8")
    (folder / "own" / "more.sty").write_text("\\relax\n", encoding="utf-8")
    return folder


def write(folder: Path, more: str = "") -> None:
    text = f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications: [{WORK}]\n{more}"
    (folder / "cv.yaml").write_text(text, encoding="utf-8")


def chain(at: Path, secret: Path) -> None:
    (at.parent / "between").symlink_to(secret)
    at.symlink_to("between")


def by_a_folder(at: Path, secret: Path) -> None:
    (at.parent / "elsewhere").symlink_to(secret.parent)
    at.symlink_to("elsewhere/secret")


def link_to_a_pipe(at: Path, secret: Path) -> None:
    os.mkfifo(at.parent / "pipe")
    at.symlink_to("pipe")


def socket_at(at: Path, secret: Path) -> None:
    here = Path.cwd()
    os.chdir(at.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(at.name)
    finally:
        os.chdir(here)


OUTSIDE: dict[str, Make] = {
    "an absolute link": lambda at, secret: at.symlink_to(secret),
    "a relative link": lambda at, secret: at.symlink_to(os.path.relpath(secret, at.parent)),
    "a chain of links": chain,
    "a link by a folder": by_a_folder,
    "a dangling link out": lambda at, secret: at.symlink_to(secret.parent / "gone"),
    "a link to a device": lambda at, _: at.symlink_to("/dev/zero"),
    "a link to the folder above": lambda at, secret: at.symlink_to(secret.parent),
}
IRREGULAR: dict[str, Make] = {
    "a pipe": lambda at, _: os.mkfifo(at),
    "a folder": lambda at, _: at.mkdir(),
    "a socket": socket_at,
    "a link to a pipe": link_to_a_pipe,
    "a link to itself": lambda at, _: at.symlink_to(at.name),
    "a link to a folder": lambda at, _: at.symlink_to("."),
}
DANGLING: dict[str, Make] = {"a dangling link": lambda at, _: at.symlink_to("gone")}
EVERY = OUTSIDE | IRREGULAR | DANGLING


def put(at: Path, kind: str, secret: Path) -> None:
    at.unlink(missing_ok=True)
    EVERY[kind](at, secret)


def diagnostics(cvkit: Run, folder: Path) -> list[dict[str, Any]]:
    result = cvkit("check", folder, "--format", "json")
    assert SECRET not in result.out + result.err
    found: list[dict[str, Any]] = json.loads(result.out)
    return found


def codes(kind: str) -> set[str]:
    return {"L007"} if kind in OUTSIDE else {"L001"}


def target_of(lock: Path) -> Path | None:
    return lock.readlink() if lock.is_symlink() else None


# The lock


@pytest.mark.parametrize("kind", [*EVERY, "a link to a file of the record"])
def test_a_lock_that_is_no_file_of_the_record_is_refused_and_never_written_through(
    cvkit: Run, folder: Path, secret: Path, kind: str
) -> None:
    lock = folder / "numbers.lock"
    (folder / "kept.lock").write_bytes(lock.read_bytes())
    if kind in EVERY:
        put(lock, kind, secret)
    else:
        lock.unlink()
        lock.symlink_to("kept.lock")
    [diagnostic] = diagnostics(cvkit, folder)
    assert (diagnostic["code"], diagnostic["file"], diagnostic["line"]) == ("L011", str(lock), 1)
    before = (target_of(lock), (folder / "kept.lock").read_bytes())
    for command in (["numbers", folder, "--lock"], ["numbers", folder], ["export", folder, "--to", "md"]):
        result = cvkit(*command)
        assert (result.status, result.out) == (1, "")
        assert "error[L011]" in result.err and SECRET not in result.err
    assert before == (target_of(lock), (folder / "kept.lock").read_bytes())
    assert secret.read_text(encoding="utf-8") == SECRET
    assert sorted(file.name for file in secret.parent.iterdir()) == ["secret"]


@pytest.mark.parametrize("kind", EVERY)
def test_a_batch_refuses_such_a_lock_too(cvkit: Run, folder: Path, secret: Path, kind: str, tmp_path: Path) -> None:
    put(folder / "numbers.lock", kind, secret)
    result = cvkit("batch", folder, "-o", tmp_path / "out")
    assert result.status == 1
    assert "error[L011]" in result.out + result.err and SECRET not in result.out + result.err
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_the_hint_of_a_refused_lock_resolves_it(cvkit: Run, folder: Path, secret: Path) -> None:
    put(folder / "numbers.lock", "an absolute link", secret)
    (folder / "numbers.lock").unlink()
    assert cvkit("numbers", folder, "--lock").status == 0
    assert diagnostics(cvkit, folder) == []


def test_a_record_that_asks_for_its_lock_gets_one_error_for_a_refused_one(
    cvkit: Run, folder: Path, secret: Path
) -> None:
    write(folder, "numbering: {lock: true}\n")
    put(folder / "numbers.lock", "a pipe", secret)
    assert [diagnostic["code"] for diagnostic in diagnostics(cvkit, folder)] == ["L011"]


# The files that a record names


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("name", ["h.yaml", "sub/h.yaml"])
def test_a_section_that_is_no_file_of_the_record_is_refused(
    cvkit: Run, folder: Path, secret: Path, kind: str, name: str, tmp_path: Path
) -> None:
    (folder / "sub").mkdir()
    write(folder, f"honors: {name}\n")
    put(folder / name, kind, secret)
    assert {diagnostic["code"] for diagnostic in diagnostics(cvkit, folder)} == codes(kind)
    result = cvkit("batch", folder, "-o", tmp_path / "out")
    assert result.status == 1 and SECRET not in result.out + result.err


@pytest.mark.parametrize("kind", EVERY)
def test_a_bibliography_and_a_photo_likewise(cvkit: Run, folder: Path, secret: Path, kind: str) -> None:
    (folder / "cv.yaml").write_text(
        "cvkit: 1\nperson: {name: Ada Miller, photo: me.png}\npublications: w.bib\n", encoding="utf-8"
    )
    (folder / "numbers.lock").unlink()
    put(folder / "w.bib", kind, secret)
    (folder / "between").unlink(missing_ok=True)
    (folder / "elsewhere").unlink(missing_ok=True)
    (folder / "pipe").unlink(missing_ok=True)
    put(folder / "me.png", kind, secret)
    assert {diagnostic["code"] for diagnostic in diagnostics(cvkit, folder)} == codes(kind) | (
        {"L007"} if kind in OUTSIDE else {"L009"}
    )


@pytest.mark.parametrize("kind", OUTSIDE)
def test_the_main_file_of_a_folder_lies_in_it(
    cvkit: Run, folder: Path, secret: Path, kind: str, tmp_path: Path
) -> None:
    put(folder / "cv.yaml", kind, secret)
    for command in (["check", folder], ["export", folder, "--to", "md"], ["batch", folder, "-o", tmp_path / "out"]):
        result = cvkit(*command)
        assert result.status in (1, 2) and SECRET not in result.out + result.err
    if kind in ("an absolute link", "a relative link", "a chain of links", "a link by a folder"):
        assert {diagnostic["code"] for diagnostic in diagnostics(cvkit, folder)} == {"L007"}
        assert "error[L007]" in cvkit("batch", folder, "-o", tmp_path / "out").out + result.err


def test_a_file_that_the_user_names_may_lie_anywhere(cvkit: Run, folder: Path, tmp_path: Path) -> None:
    write(folder)
    link = tmp_path / "link.yaml"
    link.symlink_to(folder / "cv.yaml")
    assert cvkit("check", link).status == 0


def test_a_link_may_lead_to_a_file_of_the_record(cvkit: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "sections").mkdir()
    (folder / "sections" / "h.yaml").write_text("- title: A Prize\n", encoding="utf-8")
    (folder / "h.yaml").symlink_to("sections/h.yaml")
    (folder / "more").symlink_to("sections")
    write(folder, "honors: h.yaml\nmemberships: []\nservice: []\n")
    assert diagnostics(cvkit, folder) == []
    write(folder, "honors: more/h.yaml\n")
    assert diagnostics(cvkit, folder) == []
    above = tmp_path / "above"
    above.symlink_to(folder)
    assert "A Prize" in cvkit("export", above, "--to", "md").out


def test_a_file_with_a_second_name_is_read(cvkit: Run, folder: Path, tmp_path: Path) -> None:
    """As backups and package managers make them."""
    os.link(folder / "cv.yaml", tmp_path / "second")
    assert diagnostics(cvkit, folder) == []


# The files of a style


STYLE_FILES = ["leak.sty", "cvkit-own.cls", "style.yaml"]


@pytest.mark.parametrize(
    ("kind", "name"),  # the tests take one file for each kind, by turns; the slow ones take all
    [
        pytest.param(kind, name, marks=[pytest.mark.slow] * ((at + number) % len(STYLE_FILES) != 0))
        for at, kind in enumerate(EVERY)
        for number, name in enumerate(STYLE_FILES)
    ],
)
def test_a_style_with_a_file_that_is_none_is_refused_by_every_command(
    cvkit: Run, folder: Path, secret: Path, kind: str, name: str, tmp_path: Path
) -> None:
    at = folder / "own" / name
    put(at, kind, secret)
    [diagnostic] = diagnostics(cvkit, folder)
    assert ({diagnostic["code"]}, diagnostic["file"], diagnostic["line"]) == (codes(kind), str(at), 1)
    commands = [
        ["pdf", folder, "-o", tmp_path / "x.pdf"],
        ["pdf", folder, "-o", tmp_path / "x.pdf", "-s", "./own"],
        ["export", folder, "--to", "tex", "-o", tmp_path / "x.pdf"],
        ["appendix", folder, "--into", tmp_path / "thesis"],
        ["styles", "--new", "copy", "--from", "./own", folder],
    ]
    (tmp_path / "thesis").mkdir()
    for command in commands:
        result = cvkit(*command)
        assert (result.status, result.out) == (1, "")
        assert f"{at}:1:1: error[{codes(kind).pop()}]" in result.err and SECRET not in result.err
    assert not (tmp_path / "x.pdf").exists() and not (folder / "copy").exists()
    assert not list((tmp_path / "thesis").iterdir())
    result = cvkit("batch", folder, "-o", tmp_path / "out")
    assert result.status == 1 and SECRET not in result.out + result.err
    assert "error[L001]" in result.out + result.err or "error[L007]" in result.out + result.err
    if name == "style.yaml":
        result = cvkit("styles", "./own", cwd=folder)
        assert result.status == 1 and SECRET not in result.out + result.err


@pytest.mark.parametrize("kind", ["an absolute link", "a pipe"])
def test_a_style_of_the_command_line_and_a_watched_one_likewise(
    cvkit: Run, folder: Path, secret: Path, kind: str
) -> None:
    write(folder)
    put(folder / "own" / "leak.sty", kind, secret)
    result = cvkit("export", folder, "--to", "tex", "-s", "./own", "-o", folder.parent / "x.tex")
    assert result.status == 0  # which needs no other file of the style than style.yaml
    result = cvkit("pdf", folder, "-s", "./own", "-o", folder.parent / "x.pdf")
    assert (result.status, result.out) == (1, "") and f"error[{codes(kind).pop()}]" in result.err
    build = next(builds(Request(folder, style="./own")))
    (error,) = build.errors
    assert error.status is ExitStatus.PROBLEMS
    assert [diagnostic.code for diagnostic in error.diagnostics] == sorted(codes(kind))


@pytest.mark.parametrize("name", ["own", "sub/own"])
def test_a_style_folder_that_is_a_link_out_is_no_style(cvkit: Run, folder: Path, tmp_path: Path, name: str) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (folder / "own").rename(away / "own")
    (folder / name.partition("/")[0]).symlink_to(away if "/" in name else away / "own")
    write(folder, f"documents: {{full: {{style: ./{name}}}}}\n")
    assert [diagnostic["code"] for diagnostic in diagnostics(cvkit, folder)] == ["V140"]
    assert cvkit("export", folder, "--to", "tex").status == 2


def test_a_style_folder_may_be_a_link_to_a_folder_of_the_record(cvkit: Run, folder: Path) -> None:
    (folder / "own").rename(folder / "real")
    (folder / "own").symlink_to("real")
    assert diagnostics(cvkit, folder) == []


@pytest.mark.parametrize("name", ["leak.sty", "cvkit-own.cls", "style.yaml"])
def test_a_file_of_a_style_has_a_size_within_reason(cvkit: Run, folder: Path, name: str) -> None:
    with (folder / "own" / name).open("ab") as file:
        file.truncate(20_000_001)
    [diagnostic] = diagnostics(cvkit, folder)
    assert (diagnostic["code"], "larger than 20 MB" in diagnostic["message"]) == ("L001", True)


def test_every_refused_file_of_a_style_is_reported_at_once(cvkit: Run, folder: Path, secret: Path) -> None:
    put(folder / "own" / "a.sty", "an absolute link", secret)
    put(folder / "own" / "b.sty", "a pipe", secret)
    put(folder / "own" / "c.cls", "a folder", secret)
    assert sorted(diagnostic["code"] for diagnostic in diagnostics(cvkit, folder)) == ["L001", "L001", "L007"]


def test_a_kept_result_does_not_hide_a_file_that_became_a_pipe_or_a_link(
    cvkit: Run, folder: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The result cache reads the files of the last time before anything checks them."""
    from cvkit.cache.fingerprint import fingerprint

    file = folder / "own" / "more.sty"
    (secret.parent / "same").write_bytes(file.read_bytes())
    stamps = {fingerprint([], [str(file)])}
    file.unlink()
    stamps.add(fingerprint([], [str(file)]))
    for kind in ("a pipe", "a folder", "a dangling link", "a link to a device"):
        put(file, kind, secret) if not file.is_dir() else (file.rmdir(), put(file, kind, secret))
        assert fingerprint([], [str(file)]) not in stamps
    file.unlink()
    file.symlink_to(secret.parent / "same")
    assert fingerprint([], [str(file)]) not in stamps


# A file that is replaced between the check and the opening


@pytest.fixture(params=[True, False], ids=["folder by folder", "at once"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of opening: that of systems which open folder by folder, and that of others."""
    monkeypatch.setattr(contained, "_OPENS_STEP_BY_STEP", request.param)


def swap(monkeypatch: pytest.MonkeyPatch, replace: Callable[[], object]) -> None:
    """Replace something when the place of a file has just been looked up for the second time."""
    real, calls = os.path.realpath, []

    def realpath(path: Any, **more: Any) -> Any:
        found = real(path, **more)
        calls.append(path)
        if len(calls) == 2:
            replace()
        return found

    monkeypatch.setattr(os.path, "realpath", realpath)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("kind", EVERY)
def test_a_file_that_is_replaced_meanwhile_is_refused(
    folder: Path, secret: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_within(folder, "own/more.sty", 100) == b"\\relax\n"
    swap(monkeypatch, lambda: put(folder / "own" / "more.sty", kind, secret))
    with pytest.raises(RefusedFileError):
        read_within(folder, "own/more.sty", 100)


@pytest.mark.usefixtures("way")
def test_a_folder_that_is_replaced_meanwhile_is_refused(
    folder: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (secret.parent / "more.sty").write_text(SECRET, encoding="utf-8")

    def replace() -> None:
        (folder / "own").rename(folder / "moved")
        (folder / "own").symlink_to(secret.parent)

    swap(monkeypatch, replace)
    with pytest.raises(RefusedFileError):
        read_within(folder, "own/more.sty", 100)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("own/more.sty/", None),
        ("./own/../own/more.sty", None),
        ("gone/more.sty", Reason.ABSENT),
        ("cv.yaml/more.sty", Reason.ABSENT),
        ("../rec/cv.yaml", None),
        ("../outside/secret", Reason.OUTSIDE),
        ("/etc/passwd", Reason.OUTSIDE),
        ("a\0b", Reason.ABSENT),
        (".", Reason.IRREGULAR),
        ("own", Reason.IRREGULAR),
        ("own/long.sty", Reason.TOO_LARGE),
    ],
)
def test_a_name_leads_into_the_folder_or_is_refused(
    folder: Path, secret: Path, name: str, reason: Reason | None
) -> None:
    (folder / "own" / "long.sty").write_bytes(b"x" * 10_001)
    if reason is None:
        assert read_within(folder, name, 10_000)
        return
    with pytest.raises(RefusedFileError) as refused:
        read_within(folder, name, 10_000)
    assert refused.value.reason is reason


def test_what_the_user_names_must_be_a_file_too(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "", "gone"):
        with pytest.raises(RefusedFileError):
            read_typed(tmp_path / name, 10)
    with pytest.raises(RefusedFileError):
        read_typed(Path("/dev/zero"), 10)


@pytest.mark.parametrize("kind", ["a pipe", "an absolute link", "a link to a device"])
def test_a_batch_waits_for_nothing_that_only_looks_like_a_record(
    cvkit: Run, folder: Path, secret: Path, tmp_path: Path, kind: str
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    put(many / "a.yaml", kind, secret)
    result = cvkit("batch", many, "-o", tmp_path / "out")
    assert result.status in (1, 2) and SECRET not in result.out + result.err
