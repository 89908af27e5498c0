"""Many records in one go: a bad one stops no other, what was done is not done again, and nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.deliver.journal import JOURNAL_NAME
from tests.commands.test_watch import programs_in, until
from tests.conftest import ROOT, Result, needs_tex

GOOD = "cvkit: 1\nperson: {{name: Ada Miller {0}}}\nhonors: [{{title: Prize {0}, date: 2024}}]\n"
BAD = {
    "not-yaml": ("honors: [", "that begins here is not closed"),
    "unknown-key": ("honours: []", "unknown key `honours`"),
    "no-glyph": ('honors: [{title: "\\uE000", date: 2024}]', "no installed font has the character"),
    "no-file": ("talks: nowhere.yaml", "there is no file"),
    "huge": ("#" * (21 << 20), "larger than 20 MB"),
    "unreadable": ("# \udce9", "not UTF-8"),
}


def write_records(folder: Path, good: int, bad: dict[str, tuple[str, str]] = BAD) -> Path:
    """A folder with so many good records, some that are files, and the bad ones among them."""
    for number in range(good):
        file = folder / (f"p{number:03}.yaml" if number % 3 == 0 else f"group/p{number:03}/cv.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(GOOD.format(number), encoding="utf-8")
    for name, (text, _) in bad.items():
        file = folder / "bad" / name / "cv.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(f"cvkit: 1\nperson: {{name: {name}}}\n{text}\n", encoding="utf-8", errors="surrogateescape")
    return folder


@pytest.fixture
def people(tmp_path: Path) -> Path:
    needs_tex()
    return write_records(tmp_path / "people", 5)


Command = Callable[..., Result]


def journal(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / JOURNAL_NAME).read_text(encoding="utf-8").splitlines() if line]


def test_a_bad_record_stops_no_other_and_is_told_of(cvkit: Command, people: Path, tmp_path: Path) -> None:
    result = cvkit("batch", "people", "-o", "out", "-j", "2", cwd=tmp_path)
    assert result.status == 1
    made = [f"out/p{number:03}.pdf" for number in range(5)]
    assert sorted(result.out.splitlines()) == made
    assert sorted(str(file.relative_to(tmp_path)) for file in (tmp_path / "out").glob("*.pdf")) == made
    for name, (_, said) in BAD.items():
        assert f"people/bad/{name}: not made" in result.err
        assert said in result.err
    assert "people/bad/unknown-key/cv.yaml:3:1: error[V101]" in result.err
    assert "11 records: 5 made, 6 not" in result.err
    assert str(tmp_path) not in result.err and "/tmp" not in result.err


def test_the_bytes_are_those_of_a_run_of_its_own(cvkit: Command, people: Path, tmp_path: Path) -> None:
    cvkit("batch", people / "p000.yaml", people / "group" / "p001", "-o", tmp_path / "out")
    for record, name in ((people / "p000.yaml", "p000"), (people / "group" / "p001", "p001")):
        assert cvkit("pdf", record, "-o", tmp_path / "own.pdf").status == 0
        assert (tmp_path / "out" / f"{name}.pdf").read_bytes() == (tmp_path / "own.pdf").read_bytes()


def test_what_is_done_is_not_done_again_until_it_changes(cvkit: Command, people: Path, tmp_path: Path) -> None:
    first = cvkit("batch", people, "-o", tmp_path / "out")
    lines = len(journal(tmp_path / "out"))
    again = cvkit("batch", people, "-o", tmp_path / "out")
    assert (again.status, again.out) == (1, first.out)
    assert "11 records (11 of them by an earlier batch): 5 made, 6 not" in again.err
    for _, said in BAD.values():
        assert said in again.err
    assert len(journal(tmp_path / "out")) == lines

    (people / "p000.yaml").write_text(GOOD.format("changed"), encoding="utf-8")
    (tmp_path / "out" / "p001.pdf").write_bytes(b"spoilt")
    shutil.rmtree(people / "bad" / "huge")
    before = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("*.pdf")}
    third = cvkit("batch", people, "-o", tmp_path / "out")
    assert "10 records (8 of them by an earlier batch): 5 made, 5 not" in third.err
    after = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("*.pdf")}
    assert {name for name in after if after[name] != before[name]} == {"p000.pdf", "p001.pdf"}


def test_again_makes_all_anew(cvkit: Command, tmp_path: Path) -> None:
    needs_tex()
    people = write_records(tmp_path / "people", 1, {})
    cvkit("batch", people, "-o", tmp_path / "out")
    assert cvkit("batch", people, "-o", tmp_path / "out", "--again").err == "1 record: 1 made, 0 not\n"
    assert len(journal(tmp_path / "out")) == 2


def test_two_people_of_one_name_get_a_pdf_each(cvkit: Command, tmp_path: Path) -> None:
    needs_tex()
    for place in ("a/Lee", "b/lee", "c/LEE"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "cv.yaml").write_text(GOOD.format(place[0]), encoding="utf-8")
    result = cvkit("batch", *"abc", "-o", "out", cwd=tmp_path)
    assert result.status == 0, result.err
    assert result.out.splitlines() == ["out/Lee.pdf", "out/lee-2.pdf", "out/LEE-3.pdf"]


def test_wrong_usage_is_told(cvkit: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = cvkit("batch", tmp_path / "empty")
    assert (result.status, result.out) == (2, "")
    assert "there is no record in" in result.err
    assert cvkit("batch").status == 2
    assert cvkit("batch", tmp_path, "-j", "0").status == 2


def test_a_record_takes_nothing_from_outside(cvkit: Command, tmp_path: Path) -> None:
    needs_tex()
    (tmp_path / "secret.yaml").write_text("- {title: Secret, date: 2024}\n", encoding="utf-8")
    (tmp_path / "people" / "mallory").mkdir(parents=True)
    (tmp_path / "people" / "mallory" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    record = "cvkit: 1\nperson: {{name: Mallory}}\nhonors: {}\n"
    for name in ("../../secret.yaml", "link.yaml"):
        (tmp_path / "people" / "mallory" / "cv.yaml").write_text(record.format(name), encoding="utf-8")
        assert cvkit("batch", "people", "-o", "out", cwd=tmp_path).status == 1


def program_with(style: str, folder: Path) -> Path:
    """A copy of cvkit in which the style `classic` does something more."""
    for part in ("cvkit", "styles"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.png"))
    shutil.copytree(folder / "styles" / "classic", folder / "styles" / "looping")
    old = folder / "styles" / "looping" / "cvkit-classic.cls"
    text = old.read_text(encoding="utf-8").replace("{cvkit-classic}", "{cvkit-looping}", 1)
    old.unlink()
    (folder / "styles" / "looping" / "cvkit-looping.cls").write_text(text.replace("\\endinput", f"{style}\n\\endinput"))
    about = folder / "styles" / "looping" / "style.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("class: cvkit-classic", "class: cvkit-looping"))
    return folder


LOOP = "\\AtBeginDocument{\\loop\\iftrue\\repeat}"
LOOPING = {"looping": ("documents: {full: {style: looping}}", "TeX did not end within 3 seconds")}


class Batch:
    """`cvkit batch` as a program of its own."""

    def __init__(self, *arguments: str | Path, cwd: Path, program: Path = ROOT) -> None:
        self.temporary = cwd / "temporary"
        self.temporary.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cvkit", "batch", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "TMPDIR": str(self.temporary), "PYTHONPATH": str(program)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def done(self) -> Result:
        """What it printed, when it has ended; nothing of it is left then."""
        out, err = self.process.communicate()
        assert until(lambda: not programs_in(self.temporary)), programs_in(self.temporary)
        return Result(self.process.returncode, out, err)


def test_a_record_that_never_ends_is_ended(tmp_path: Path) -> None:
    needs_tex()
    program = program_with(LOOP, tmp_path / "program")
    write_records(tmp_path / "people", 2, LOOPING)
    done = Batch("people", "-o", "out", "--limit", "3", cwd=tmp_path, program=program).done()
    assert done.status == 1
    assert sorted(done.out.splitlines()) == ["out/p000.pdf", "out/p001.pdf"]
    assert "people/bad/looping: not made: TeX did not end within 3 seconds" in done.err
    assert list((tmp_path / "temporary").iterdir()) == []


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a batch has started to build records."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return [pid for pid in map(int, listed) if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")]


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_a_worker_that_dies_takes_one_record_with_it(tmp_path: Path) -> None:
    needs_tex()
    program = program_with(LOOP, tmp_path / "program")
    write_records(tmp_path / "people", 4, LOOPING)
    batch = Batch("people", "-o", "out", "-j", "1", "--limit", "4", cwd=tmp_path, program=program)
    assert until(lambda: len(programs_in(batch.temporary)) == 1 and len(workers_of(batch.process)) == 1)
    time.sleep(0.7)  # the looping one comes first, and is being built
    os.kill(workers_of(batch.process)[0], signal.SIGKILL)
    done = batch.done()
    assert done.status == 1
    assert len(done.out.splitlines()) == 4
    assert "people/bad/looping: not made: the process that built it died (-9)" in done.err


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGINT),
        pytest.param(signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL),
    ],
)
def test_an_interrupted_batch_does_the_rest_the_next_time(tmp_path: Path, number: signal.Signals) -> None:
    needs_tex()
    write_records(tmp_path / "people", 8, {})
    batch = Batch("people", "-o", "out", "-j", "2", cwd=tmp_path)
    assert until(lambda: len(list((tmp_path / "out").glob("*.pdf"))) >= 3)
    batch.process.send_signal(number)
    first = batch.done()
    assert first.status == (130 if number != signal.SIGKILL else -number)
    with (tmp_path / "out" / JOURNAL_NAME).open("a", encoding="utf-8") as file:
        file.write('{"record": "people/p0')  # as a crash of the machine leaves it
    done = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("*.pdf")}
    assert 3 <= len(done) < 8
    second = Batch("people", "-o", "out", "-j", "2", cwd=tmp_path).done()
    assert second.status == 0, second.err
    assert len(second.out.splitlines()) == 8
    made = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("*.pdf")}
    again = [name for name in done if made[name] != done[name]]
    assert len(again) <= (2 if number == signal.SIGKILL else 0)  # put in place, and killed before it was noted
    assert not list((tmp_path / "out").glob(".cvkit-*.tmp")) or number == signal.SIGKILL


SIX = {
    **{name: BAD[name] for name in ("not-yaml", "no-glyph", "huge", "unreadable")},
    **LOOPING,
    "no-photo": ("", "nobody.png"),
}
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def two_hundred(tmp_path: Path) -> Path:
    """A folder with 194 records that are good and 6 that are not, and a cvkit that has the style of one of these."""
    needs_tex()
    program_with(LOOP, tmp_path / "program")
    write_records(tmp_path / "people", 194, SIX)
    record = tmp_path / "people" / "bad" / "no-photo" / "cv.yaml"
    record.write_text("cvkit: 1\nperson: {name: Nobody, photo: nobody.png}\n", encoding="utf-8")
    return tmp_path


def interrupted_and_resumed(folder: Path, *options: str) -> None:
    """Kill a batch of two hundred half-way; the next one does the rest, and tells of all."""
    arguments = ("people", "-o", "out", "--limit", "3", *options)
    first = Batch(*arguments, cwd=folder, program=folder / "program")
    assert until(lambda: len(list((folder / "out").glob("*.pdf"))) >= 97, 600)
    first.process.kill()
    first.done()
    before = {file.name: file.stat().st_mtime_ns for file in (folder / "out").glob("*.pdf")}
    assert 97 <= len(before) < 194
    second = Batch(*arguments, cwd=folder, program=folder / "program").done()
    assert second.status == 1
    assert len(second.out.splitlines()) == 194
    assert "194 made, 6 not" in second.err
    for name, (_, said) in SIX.items():
        assert f"people/bad/{name}: not made" in second.err
        assert said in second.err
    after = {file.name: file.stat().st_mtime_ns for file in (folder / "out").glob("*.pdf")}
    assert len(after) == 194
    assert sum(after[name] != before[name] for name in before) <= 2


@pytest.mark.slow
def test_two_hundred_records_six_of_them_bad(two_hundred: Path) -> None:
    interrupted_and_resumed(two_hundred)


@pytest.mark.slow
def test_two_hundred_records_on_a_cluster(two_hundred: Path) -> None:
    pytest.importorskip("distributed")
    (two_hundred / "cluster.py").write_text(CLUSTER, encoding="utf-8")
    cluster = subprocess.Popen(
        [sys.executable, "cluster.py"],
        cwd=two_hundred,
        env={**os.environ, "PYTHONPATH": str(two_hundred / "program")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert cluster.stdout
        interrupted_and_resumed(two_hundred, "--dask", cluster.stdout.readline().strip())
    finally:
        cluster.communicate()


def test_a_scheduler_that_is_not_there_is_told(cvkit: Command, people: Path) -> None:
    result = cvkit("batch", people, "-o", people.parent, "--dask", "nonsense")
    assert (result.status, result.out) in ((3, ""), (5, ""))
    assert "Dask is not installed" in result.err or "no scheduler answers at nonsense" in result.err
