"""Many records in one go: a bad one stops no other, what was done is not done again, and nothing is left behind."""

from __future__ import annotations

import datetime as dt
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
from PIL import Image

from cvkit.deliver.journal import JOURNAL_NAME
from tests.commands.test_watch import programs_in, until
from tests.conftest import ROOT, Result, needs_tex

GOOD = "cvkit: 1\nperson: {{name: Ada Miller {0}}}\nhonors: [{{title: Prize {0}, date: 2024}}]\n"
BAD = {
    "not-yaml": ("honors: [", "that begins here is not closed"),
    "unknown-key": ("honours: []", "unknown key `honours`"),
    "no-glyph": ('honors: [{title: "\\uE000", date: 2024}]', "no font that cvkit uses has the character"),
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
    made = ["out/group/p001.pdf", "out/group/p002.pdf", "out/group/p004.pdf", "out/p000.pdf", "out/p003.pdf"]
    assert sorted(result.out.splitlines()) == made
    assert sorted(str(file.relative_to(tmp_path)) for file in (tmp_path / "out").rglob("*.pdf")) == made
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
    (tmp_path / "out" / "group" / "p001.pdf").write_bytes(b"spoilt")
    shutil.rmtree(people / "bad" / "huge")
    before = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.pdf")}
    third = cvkit("batch", people, "-o", tmp_path / "out")
    assert "10 records (8 of them by an earlier batch): 5 made, 5 not" in third.err
    after = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.pdf")}
    assert {name for name in after if after[name] != before[name]} == {"p000.pdf", "p001.pdf"}


def test_again_makes_all_anew(cvkit: Command, tmp_path: Path) -> None:
    needs_tex()
    people = write_records(tmp_path / "people", 1, {})
    cvkit("batch", people, "-o", tmp_path / "out")
    assert cvkit("batch", people, "-o", tmp_path / "out", "--again").err == "1 record: 1 made, 0 not\n"
    assert len(journal(tmp_path / "out")) == 2


def person(folder: Path, name: str) -> None:
    """Write a record whose person has the name of its folder."""
    file = folder / "cv.yaml" if not folder.suffix else folder
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(GOOD.format(name), encoding="utf-8")


def printed(pdf: Path) -> str:
    import pypdf

    return " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def test_a_new_neighbour_changes_no_name(cvkit: Command, tmp_path: Path) -> None:
    needs_tex()
    for name in ("b", "c"):
        person(tmp_path / "people" / name / "cv", name)
    first = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert (first.status, first.out.splitlines()) == (0, ["out/b/cv.pdf", "out/c/cv.pdf"])
    person(tmp_path / "people" / "a" / "cv", "a")
    person(tmp_path / "people" / "cv", "whole")
    second = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert (second.status, second.out.splitlines()) == (
        0,
        ["out/a/cv.pdf", "out/b/cv.pdf", "out/c/cv.pdf", "out/cv.pdf"],
    )
    assert [printed(tmp_path / "out" / name / "cv.pdf").split()[2] for name in "abc"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("records", "where"),
    [
        (("people/Lee", "people/lee"), "out/Lee.pdf would be the PDF of people/lee too on some disks"),
        (("people/x", "people/x.yaml"), "out/x.pdf would be the PDF of people/x.yaml too\n"),
    ],
)
def test_two_records_with_one_output_are_reported(
    cvkit: Command, tmp_path: Path, records: tuple[str, str], where: str
) -> None:
    """The record that has a PDF already keeps it."""
    needs_tex()
    for name in records:
        person(tmp_path / name, name.replace("/", " "))
    person(tmp_path / "people" / "other", "other")
    both = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert (both.status, both.out) == (2, "out/other.pdf\n")
    assert where in both.err and both.err.count("hint: rename one of the two records") == 2

    alone = cvkit("batch", records[1], "-o", "out", cwd=tmp_path)
    assert alone.status == 0
    again = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert again.status == 2 and sorted(again.out.splitlines()) == sorted(["out/other.pdf", *alone.out.split()])
    assert again.err.count("hint:") == 1 and f"{records[0]}: not made" in again.err


def test_the_pdf_of_another_record_is_never_overwritten(cvkit: Command, tmp_path: Path) -> None:
    needs_tex()
    person(tmp_path / "A" / "x", "first")
    person(tmp_path / "B" / "x", "second")
    person(tmp_path / "B" / "X-Y", "third")
    assert cvkit("batch", "A", "-o", "out", cwd=tmp_path).status == 0
    result = cvkit("batch", "B", "-o", "out", cwd=tmp_path)
    assert (result.status, result.out) == (2, "out/X-Y.pdf\n")
    assert "B/x: not made: out/x.pdf is the PDF of another record, A/x" in result.err
    assert "first" in printed(tmp_path / "out" / "x.pdf")
    # The same record by another path is no other record.
    assert cvkit("batch", tmp_path / "A", "-o", tmp_path / "out").status == 0
    # The hint resolves it, and so does the end of the other record.
    (tmp_path / "out" / "x.pdf").unlink()
    assert cvkit("batch", "B", "-o", "out", cwd=tmp_path).status == 0
    assert "second" in printed(tmp_path / "out" / "x.pdf")
    shutil.rmtree(tmp_path / "B")
    assert cvkit("batch", "A", "-o", "out", cwd=tmp_path).status == 0
    assert "first" in printed(tmp_path / "out" / "x.pdf")


def test_a_new_day_is_a_change(cvkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tex()
    person(tmp_path / "people" / "a", "a")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    told = []
    for day in (1, 1, 2):

        class Clock(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None, day: int = day) -> dt.datetime:  # type: ignore[override]
                return dt.datetime.fromisoformat(f"2040-01-0{day}T12:00:00+00:00")

        with monkeypatch.context() as patch:
            patch.setattr("datetime.datetime", Clock)
            told.append(cvkit("batch", "people", "-o", "out", cwd=tmp_path).err)
    assert ["by an earlier batch" in err for err in told] == [False, True, False]


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


PICTURES = {
    "an escape": ('"p\\u00e9.png"', "p\u00e9.png"),
    "a way through a folder": ("sub/../q.png", "q.png"),
    "folded": (">-\n    sub/q\n    r.png", "sub/q r.png"),
}


@pytest.mark.parametrize(("typed", "file"), PICTURES.values(), ids=PICTURES)
def test_a_file_is_found_however_its_name_is_typed(cvkit: Command, tmp_path: Path, typed: str, file: str) -> None:
    needs_tex()
    (tmp_path / "people" / "ada" / "sub").mkdir(parents=True)
    Image.new("RGB", (40, 50), "red").save(tmp_path / "people" / "ada" / file)
    record = tmp_path / "people" / "ada" / "cv.yaml"
    record.write_text(f"cvkit: 1\nperson:\n  name: Ada Miller\n  photo: {typed}\n", encoding="utf-8")
    result = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert (result.status, result.err) == (0, "1 record: 1 made, 0 not\n")
    assert cvkit("pdf", record.parent, "-o", tmp_path / "own.pdf").status == 0
    assert (tmp_path / "out" / "ada.pdf").read_bytes() == (tmp_path / "own.pdf").read_bytes()


MESSAGES = {
    "a missing list": "honors: nowhere.yaml\n",
    "a list outside": "honors: ../../secret.yaml\n",
    "a link that leads out": "honors: link.yaml\n",
    "a folder": "honors: folder.yaml\n",
    "an absolute path": "honors: /etc/hostname.yaml\n",
    "a missing picture": "photo: nobody.png\n",
    "a style that does not exist": "documents: {full: {style: ./gone}}\n",
    "a style whose name lacks a dot": "documents: {full: {style: own}}\n",
    "a style with a wrong option": "documents: {full: {style: ./own, options: {wibble: 1}}}\n",
    "a file of a style outside the style": "documents: {full: {style: ./linked}}\n",
    "a style without its class": "documents: {full: {style: ./classless}}\n",
    "a list with an error": "honors: lists/wrong.yaml\n",
    "a record that is not YAML": "honors: [\n",
}


@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES)
@pytest.mark.parametrize("form", ["folder", "file"])
def test_the_messages_are_those_of_a_run_of_its_own(cvkit: Command, tmp_path: Path, text: str, form: str) -> None:
    ada = tmp_path / "people" / "ada"
    for folder in ("own", "linked", "classless", "lists", "folder.yaml"):
        (ada / folder).mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("- {title: Secret}\n", encoding="utf-8")
    (ada / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (ada / "lists" / "wrong.yaml").write_text("- {titel: Prize}\n", encoding="utf-8")
    for style, latex_class in (("own", "cvkit-own"), ("linked", "cvkit-own"), ("classless", "cvkit-none")):
        about = f"title: Own\nclass: {latex_class}\noptions: {{}}\n"
        (ada / style / "style.yaml").write_text(about, encoding="utf-8")
    (ada / "own" / "cvkit-own.cls").touch()
    (ada / "linked" / "cvkit-own.cls").symlink_to("../own/cvkit-own.cls")
    person = "person: {name: Ada Miller, photo: nobody.png}" if "photo" in text else "person: {name: Ada Miller}"
    record = ada / ("cv.yaml" if form == "folder" else "ada.yaml")
    record.write_text(f"cvkit: 1\n{person}\n{text.replace('photo: nobody.png', '')}", encoding="utf-8")
    place = "people/ada" if form == "folder" else "people/ada/ada.yaml"
    alone = cvkit("pdf", place, cwd=tmp_path)
    batch = cvkit("batch", place, "-o", "out", cwd=tmp_path)
    assert alone.status in (1, 2) and "[" in alone.err
    message = alone.err.splitlines()[-1].removeprefix("cvkit: ")
    told = batch.err.splitlines()
    assert told[0] == f"{place}: not made: {message}"
    assert told[1:-1] == alone.err.splitlines()[:-1]


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
        """Return its output when it has ended. No process of it is left then."""
        out, err = self.process.communicate()
        assert until(lambda: not programs_in(self.temporary)), programs_in(self.temporary)
        return Result(self.process.returncode, out, err)


def test_a_record_that_never_ends_is_ended(tmp_path: Path) -> None:
    needs_tex()
    program = program_with(LOOP, tmp_path / "program")
    write_records(tmp_path / "people", 2, LOOPING)
    done = Batch("people", "-o", "out", "--limit", "3", cwd=tmp_path, program=program).done()
    assert done.status == 1
    assert sorted(done.out.splitlines()) == ["out/group/p001.pdf", "out/p000.pdf"]
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
    assert until(lambda: len(list((tmp_path / "out").rglob("*.pdf"))) >= 3)
    batch.process.send_signal(number)
    first = batch.done()
    assert first.status == (130 if number != signal.SIGKILL else -number)
    with (tmp_path / "out" / JOURNAL_NAME).open("a", encoding="utf-8") as file:
        file.write('{"record": "people/p0')  # as a crash of the machine leaves it
    done = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.pdf")}
    assert 3 <= len(done) < 8
    second = Batch("people", "-o", "out", "-j", "2", cwd=tmp_path).done()
    assert second.status == 0, second.err
    assert len(second.out.splitlines()) == 8
    made = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.pdf")}
    again = [name for name in done if made[name] != done[name]]
    assert again == []
    assert not list((tmp_path / "out").glob(".cvkit-*.tmp")) or number == signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups that receive a signal")
@pytest.mark.parametrize("seconds", [0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
def test_an_interrupt_at_the_start_says_one_line(tmp_path: Path, seconds: float) -> None:
    write_records(tmp_path / "people", 4, {})
    command = [sys.executable, "-m", "cvkit", "batch", "people", "-o", "out", "-j", "4"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    time.sleep(seconds)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: to the first process and its workers
    told = started.communicate()[1]
    assert (started.returncode, told.splitlines()[-1:]) in ((130, ["cvkit: interrupted; nothing was written"]), (0, []))
    assert "Traceback" not in told


ENDED_AT_A_RENAME = """
import os, signal
replace, made = os.replace, []
def ended(old, new):
    if str(new).endswith(".pdf"):
        made.append(new)
        if len(made) == 2 and WHEN == "before":
            os.kill(os.getpid(), NUMBER)
    replace(old, new)
    if len(made) == 2 and WHEN == "after":
        os.kill(os.getpid(), NUMBER)
os.replace = ended
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_batch_that_is_ended_at_a_rename_knows_its_pdfs(
    cvkit: Command, tmp_path: Path, when: str, number: signal.Signals
) -> None:
    needs_tex()
    write_records(tmp_path / "people", 3, {})
    (tmp_path / "site").mkdir()
    ended = ENDED_AT_A_RENAME.replace("WHEN", repr(when)).replace("NUMBER", str(int(number)))
    (tmp_path / "site" / "sitecustomize.py").write_text(ended, encoding="utf-8")
    command = [sys.executable, "-m", "cvkit", "batch", "people", "-o", "out", "-j", "1"]
    paths = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    first = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, check=False
    )
    assert first.returncode == (130 if number == signal.SIGINT else -number), first.stderr
    made = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.pdf")}
    assert len(made) == (1 if when == "before" else 2)
    second = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert second.status == 0 and f"({len(made)} of them by an earlier batch)" in second.err
    assert {file: file.stat().st_mtime_ns for file in made} == made


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
    assert until(lambda: len(list((folder / "out").rglob("*.pdf"))) >= 97, 600)
    first.process.kill()
    first.done()
    before = {file.name: file.stat().st_mtime_ns for file in (folder / "out").rglob("*.pdf")}
    assert 97 <= len(before) < 194
    second = Batch(*arguments, cwd=folder, program=folder / "program").done()
    assert second.status == 1
    assert len(second.out.splitlines()) == 194
    assert "194 made, 6 not" in second.err
    for name, (_, said) in SIX.items():
        assert f"people/bad/{name}: not made" in second.err
        assert said in second.err
    after = {file.name: file.stat().st_mtime_ns for file in (folder / "out").rglob("*.pdf")}
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


def test_a_record_within_a_record_is_named(cvkit: Command, tmp_path: Path) -> None:
    """The hint, followed literally, makes its PDF and ends the note."""
    needs_tex()
    inner = ("people/ada/old", "people/ada/short.yaml", "people/ada/talks/cv-2020.yaml")
    for name in ("people/ada", *inner, "people/ada/.git/hidden"):
        person(tmp_path / name, name.replace("/", " "))
    (tmp_path / "people" / "ada" / "works.yaml").write_text("- {title: No record}\n", encoding="utf-8")
    result = cvkit("batch", "people", "-o", "out", cwd=tmp_path)
    assert (result.status, result.out) == (0, "out/ada.pdf\n")
    note = "cvkit: note: left out because it is inside another record: "
    assert result.err.splitlines()[0] == note + ", ".join(inner)
    assert result.err.splitlines()[1] == "   hint: to make its PDF, give its path as one more FOLDER"
    again = cvkit("batch", "people", *inner, "-o", "out", cwd=tmp_path)
    assert again.status == 0 and note not in again.err
    assert sorted(again.out.splitlines()) == ["out/ada.pdf", "out/cv-2020.pdf", "out/old.pdf", "out/short.pdf"]


SAME = [("ada", "ada/cv.yaml"), ("ada/cv.yaml", "ada"), ("ada", "."), ("ada", "./ada/../ada"), ("ada", "link")]


@pytest.mark.parametrize("given", SAME, ids=" ".join)
def test_a_record_that_is_given_twice_is_made_once(cvkit: Command, tmp_path: Path, given: tuple[str, str]) -> None:
    needs_tex()
    person(tmp_path / "people" / "ada", "ada")
    if "link" in given:
        (tmp_path / "people" / "link").symlink_to("ada")
    result = cvkit("batch", *given, "-o", tmp_path / "out", cwd=tmp_path / "people")
    assert (result.status, result.out) == (0, f"{tmp_path / 'out' / 'ada.pdf'}\n"), result.err
    assert "1 record: 1 made, 0 not" in result.err


@pytest.mark.parametrize(("first", "then"), [("ada", "ada/cv.yaml"), ("ada/cv.yaml", "ada"), (".", "ada/cv.yaml")])
def test_a_record_is_the_same_by_its_folder_and_by_its_file(
    cvkit: Command, tmp_path: Path, first: str, then: str
) -> None:
    needs_tex()
    person(tmp_path / "people" / "ada", "ada")
    for given in (first, then):
        result = cvkit("batch", given, "-o", tmp_path / "out", cwd=tmp_path / "people")
        assert (result.status, result.out) == (0, f"{tmp_path / 'out' / 'ada.pdf'}\n"), result.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("kind", ["pipe", "linked folder", "folder"])
def test_a_record_whose_main_file_is_no_file_stops_no_other(
    cvkit: Command, people: Path, tmp_path: Path, kind: str
) -> None:
    shutil.rmtree(people / "bad")
    main = people / "odd" / "cv.yaml"
    main.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(main)
    elif kind == "folder":
        main.mkdir()
    else:
        main.symlink_to(tmp_path)
    result = cvkit("batch", people, "-o", tmp_path / "out", "-j", "2")
    assert len(list((tmp_path / "out").rglob("*.pdf"))) == 5
    assert result.status == (0 if kind != "pipe" else 2)
    assert kind != "pipe" or "odd: not made" in result.err


def test_each_folder_must_have_a_record(cvkit: Command, people: Path, tmp_path: Path) -> None:
    result = cvkit("batch", people, tmp_path / "peopel", "-o", tmp_path / "out")
    assert (result.status, result.out) == (2, "") and "there is no record in" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("place", "hint"), [("a/b/c", "create the folder first"), ("file", "this is a file")])
def test_a_folder_that_cannot_be_created_is_reported_with_the_reason(
    cvkit: Command, people: Path, tmp_path: Path, place: str, hint: str
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = cvkit("batch", people / "group", "-o", tmp_path / place)
    assert result.status == 5 and hint in result.err
