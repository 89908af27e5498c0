"""A number that was given stays given: the lock through the command line, on real files, and as a law."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import label_rows, lock_numbers
from cvkit.commands.read import read
from cvkit.model.diagnostic import CvkitError
from tests.conftest import Result, examples

Run = Callable[..., Result]
Work = dict[str, Any]
LAW = examples(300)
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"
EDGES = b"\xef\xbb\xbf\r\n"
HINT = "`numbering: {lock: true}`"


def work(name: str, date: object = 2020, kind: str = "journal", **says: object) -> Work:
    """A work of which `says` may change or add anything."""
    return {"id": name, "kind": kind, "title": f"On {name}", "authors": "Ada Miller", "date": date, **says}


def record_text(works: list[Work], more: str = "") -> str:
    """A record with a field a line, in a YAML that every reader has."""
    lines = [f"{'  - ' if at == 0 else '    '}{key}: {json.dumps(value, ensure_ascii=False)}"
             for entry in works for at, (key, value) in enumerate(entry.items())]  # fmt: skip
    section = "publications:\n" + "\n".join(lines) + "\n" if works else "honors: [{title: A}]\n"
    return HEAD + more + section


def place_of(text: str, needle: str) -> tuple[int, int]:
    """The line and column where a text first has `needle`, from 1; of `pin: ^1` where the `1` stands."""
    lead, _, what = needle.rpartition("^")
    before = text[: text.index(lead + what) + len(lead)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@dataclass(frozen=True)
class Folder:
    """A record in a folder, as somebody edits it and runs the commands on it."""

    path: Path
    cvkit: Run

    @property
    def lock_file(self) -> Path:
        return self.path / "numbers.lock"

    def says(self, *works: Work, more: str = "") -> str:
        text = record_text(list(works), more)
        (self.path / "cv.yaml").write_text(text, encoding="utf-8")
        return text

    def lock(self, *options: str) -> Result:
        return self.cvkit("numbers", self.path, "--lock", *options)

    def locked(self, *works: Work, more: str = "") -> str:
        """Have the works, locked; the text of the lock."""
        self.says(*works, more=more)
        assert self.lock().status == 0
        return self.lock_file.read_text(encoding="utf-8")

    def labels(self) -> dict[str, str]:
        result = self.cvkit("numbers", self.path, "--format", "json")
        assert result.status == 0, result.err
        return {row["id"]: row["label"] for row in json.loads(result.out)}

    def diagnostics(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.cvkit("check", self.path, "--format", "json").diagnostics
        return found


@pytest.fixture
def folder(tmp_path: Path, cvkit: Run) -> Folder:
    return Folder(tmp_path, cvkit)


def lines_of(lock: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(lock)
    return found


LOCK = """\
# Numbers.
- {id: one, series: J, number: 1, title: "On one"}
- {id: two, series: J, number: 2, title: "On two", doi: "10.1000/two"}
"""
GOOD = [work("two", 2021), work("one")]


class TestTheFile:
    def test_has_a_line_a_work_in_order_of_series_and_number(self, folder: Folder) -> None:
        lock = folder.locked(work("j2", 2021), work("c1", kind="demo"), work("j1"), work("r", kind="report"))
        assert [line for line in lock.splitlines() if not line.startswith("#")] == [
            '- {id: c1, series: C, number: 1, title: "On c1", kind: demo, year: 2020}',
            '- {id: j1, series: J, number: 1, title: "On j1", kind: journal, year: 2020}',
            '- {id: j2, series: J, number: 2, title: "On j2", kind: journal, year: 2021}',
        ]
        assert [line for line in lock.splitlines() if line.startswith("# given")] == [
            "# given in C: 1",
            "# given in J: 1-2",
        ]
        assert lock.startswith("#") and "version control" in lock
        assert lock.endswith("\n") and max(map(len, lock.splitlines())) <= 120

    def test_is_the_same_whatever_the_order_of_the_record(self, folder: Folder) -> None:
        works = [work("j2", "2021-02-01"), work("c1", kind="demo"), work("j1", "2020-02-01")]
        first = folder.locked(*works)
        folder.lock_file.unlink()
        assert folder.locked(*works[::-1]) == first

    def test_is_the_same_when_it_is_written_again(self, folder: Folder) -> None:
        first = folder.locked(work("two", 2021), work("one", doi="10.1000/x"))
        assert folder.lock().status == 0
        assert folder.lock_file.read_text(encoding="utf-8") == first

    def test_is_not_touched_where_nothing_is_added(self, folder: Folder) -> None:
        folder.locked(work("one"))
        folder.lock_file.touch()
        before = folder.lock_file.stat()
        result = folder.lock()
        assert (result.status, "nothing was written" in result.err) == (0, True)
        assert (folder.lock_file.stat().st_ino, folder.lock_file.stat().st_mtime_ns) == (
            before.st_ino,
            before.st_mtime_ns,
        )

    def test_that_has_been_emptied_is_told_as_empty(self, folder: Folder) -> None:
        folder.locked(work("one"), more="numbering: {lock: true}\n")
        folder.lock_file.write_text("# nothing\n", encoding="utf-8")
        (diagnostic,) = folder.diagnostics()
        assert (diagnostic["code"], "empty" in diagnostic["message"]) == ("N201", True)

    def test_does_not_hold_the_form_of_a_label(self, folder: Folder) -> None:
        first = folder.locked(work("one"))
        assert "J.1" not in first
        folder.says(work("one"), more='numbering: {label: "[{series}{number}]"}\n')
        assert folder.labels() == {"one": "[J1]"}
        assert folder.lock().status == 0
        assert folder.lock_file.read_text(encoding="utf-8") == first

    def test_is_announced_with_how_to_make_a_missing_one_an_error(self, folder: Folder) -> None:
        folder.says(work("one"))
        result = folder.lock()
        assert str(folder.lock_file) in result.err
        assert HINT in result.err

    def test_of_a_record_that_is_one_file_has_its_name(self, cvkit: Run, tmp_path: Path) -> None:
        file = tmp_path / "ada.yaml"
        file.write_text(record_text([work("one")]), encoding="utf-8")
        assert cvkit("numbers", file, "--lock").status == 0
        assert sorted(found.name for found in tmp_path.iterdir()) == ["ada.numbers.lock", "ada.yaml"]
        file.write_text(record_text([work("two", 2019), work("one")]), encoding="utf-8")
        rows = json.loads(cvkit("numbers", file, "--format", "json").out)
        assert {row["id"]: (row["label"], row["locked"]) for row in rows} == {
            "one": ("J.1", True),
            "two": ("J.2", False),
        }

    def test_of_the_current_folder_is_found_without_a_name(self, cvkit: Run, folder: Folder) -> None:
        folder.says(work("one"))
        assert cvkit("numbers", "--lock", cwd=folder.path).status == 0
        assert folder.lock_file.is_file()

    def test_holds_however_the_record_is_named(self, cvkit: Run, folder: Folder) -> None:
        folder.locked(work("one"))
        folder.says(work("one"), work("old", 1999))
        rows = json.loads(cvkit("numbers", folder.path / "cv.yaml", "--format", "json").out)
        assert {row["id"]: row["label"] for row in rows} == folder.labels()

    def test_of_a_record_with_errors_is_not_written(self, folder: Folder) -> None:
        folder.says(work("one", wibble="x"))
        result = folder.lock()
        assert result.status == 1 and "V101" in result.err
        assert not folder.lock_file.exists()

    def test_that_cannot_be_written_is_told_with_status_5(self, folder: Folder) -> None:
        longest = folder.path / f"{'a' * 245}.yaml"  # its lock would have a name that no file system takes
        longest.write_text(folder.says(work("one")), encoding="utf-8")
        assert folder.cvkit("numbers", longest, "--lock").status == 5

    @LAW
    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), max_size=4), st.data())
    def test_reads_back_whatever_the_titles_and_ids_are(self, titles: list[str], data: st.DataObject) -> None:
        names = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=",;@[]{}\"'#%\\"), min_size=1)
        ids = data.draw(st.lists(names, min_size=len(titles), max_size=len(titles), unique=True))
        works = [work(name, title=title) for name, title in zip(ids, titles, strict=True)]
        with tempfile.TemporaryDirectory() as path:
            record = Path(path)
            (record / "cv.yaml").write_text(HEAD + f"publications: {json.dumps(works)}\n", encoding="utf-8")
            if any(diagnostic.is_error for diagnostic in read(record).diagnostics):
                return
            before = {row["id"]: row["label"] for row in label_rows(record)[0]}
            lock_numbers(record)
            first = (record / "numbers.lock").read_bytes()
            rows, diagnostics = label_rows(record)
            assert {row["id"]: row["label"] for row in rows if row["locked"]} == before
            assert not any(diagnostic.is_error for diagnostic in diagnostics)
            lock_numbers(record)
            assert (record / "numbers.lock").read_bytes() == first

    def test_of_the_real_record_changes_nothing(self, cvkit: Run, jemin_lee: Path) -> None:
        before = cvkit("export", jemin_lee, "--to", "tex").out
        assert cvkit("numbers", jemin_lee, "--lock").status == 0
        assert len(lines_of((jemin_lee / "numbers.lock").read_text(encoding="utf-8"))) == 36
        assert cvkit("export", jemin_lee, "--to", "tex").out == before
        assert cvkit("check", jemin_lee, "--strict").status == 0


class TestAfterwards:
    EDITS: list[tuple[str, Work]] = [
        ("its date is later", {"date": "2030"}),
        ("its date is gone", {"date": "2030", "status": "in-press"}),
        ("its title changes by small edits", {"title": "On  One."}),
        ("its kind changes within its series", {"kind": "preprint"}),
        ("it says its series", {"series": "J"}),
        ("it says its number", {"pin": 1}),
    ]

    @pytest.mark.parametrize("edit", [row[1] for row in EDITS], ids=[row[0] for row in EDITS])
    def test_a_work_keeps_its_number_if(self, folder: Folder, edit: Work) -> None:
        series = "numbering: {series: {J: [journal, preprint]}}\n"
        folder.locked(work("three", 2022), work("two", 2021), work("one"), more=series)
        folder.says(work("three", 2022), work("two", 2021), work("one", **edit), more=series)
        assert folder.labels() == {"three": "J.3", "two": "J.2", "one": "J.1"}

    def test_the_order_of_the_file_moves_nothing(self, folder: Folder) -> None:
        works = [work("three"), work("two"), work("one")]
        folder.locked(*works)
        folder.says(*works[::-1])
        assert folder.labels() == {"three": "J.3", "two": "J.2", "one": "J.1"}

    def test_an_old_work_found_again_takes_the_number_after_the_highest(self, folder: Folder) -> None:
        folder.locked(work("two", 2021), work("one"))
        folder.says(work("two", 2021), work("one"), work("old", 1999))
        assert folder.labels() == {"two": "J.2", "one": "J.1", "old": "J.3"}

    def test_several_new_works_come_in_order_of_their_age(self, folder: Folder) -> None:
        folder.locked(work("one"))
        folder.says(work("c", 2003), work("one"), work("a", 2001), work("d", 2004), work("b", 2002))
        assert folder.labels() == {"one": "J.1", "a": "J.2", "b": "J.3", "c": "J.4", "d": "J.5"}

    def test_a_new_series_begins_at_1(self, folder: Folder) -> None:
        folder.locked(work("two", 2021), work("one"))
        folder.says(work("two", 2021), work("one"), work("c", kind="demo"))
        assert folder.labels()["c"] == "C.1"

    def test_locking_again_adds_lines_and_keeps_the_old_ones_to_the_byte(self, folder: Folder) -> None:
        first = folder.locked(work("two", 2021), work("one"))
        folder.says(work("new", 2022), work("two", 2021, title="*On two*"), work("c", kind="demo"))
        assert folder.lock().status == 0
        second = folder.lock_file.read_text(encoding="utf-8")
        assert is_among(first.splitlines(), second.splitlines())
        added = [line["id"] for line in lines_of(second) if line not in lines_of(first)]
        assert added == ["c", "new"]

    def test_locking_again_keeps_a_comment_that_somebody_wrote(self, folder: Folder) -> None:
        first = folder.locked(work("one"))
        commented = first.replace("- {", "# the first of all\n- {").replace("}\n", "}  # for good\n")
        folder.lock_file.write_text(commented, encoding="utf-8")
        folder.says(work("two", 2021), work("one"))
        assert folder.lock().status == 0
        assert is_among(commented.splitlines(), folder.lock_file.read_text(encoding="utf-8").splitlines())

    FORMS = {
        "line ends of Windows": LOCK.replace("\n", "\r\n"),
        "no line end at the end": LOCK.rstrip("\n"),
        "lines in another order": "".join(LOCK.splitlines(keepends=True)[i] for i in (0, 2, 1)),
        "a field a line": "- id: one\n  series: J\n  number: 1\n  title: On one\n\n"
        "- id: two\n  series: J\n  number: 2\n  title: On two\n",
        "lines broken by an editor": LOCK.replace(", title", ",\n   title"),
        "comments behind lines": LOCK.replace("}\n", "}  # as {printed} in 2020\n"),
        "a byte order mark": "\ufeff" + LOCK,
    }

    @pytest.mark.parametrize("lock", FORMS.values(), ids=FORMS.keys())
    def test_a_lock_that_an_editor_has_gone_over_is_added_to_and_still_holds(self, folder: Folder, lock: str) -> None:
        folder.says(*GOOD)
        folder.lock_file.write_bytes(lock.encode())
        assert folder.lock().status == 0
        first = folder.lock_file.read_bytes()
        assert first.strip(EDGES).startswith(lock.encode().strip(EDGES))
        assert first.splitlines()[-1] == b"# given in J: 1-2"
        assert folder.lock().status == 0
        assert folder.lock_file.read_bytes() == first
        folder.says(work("new", 1999), *GOOD, work("c", kind="demo"))
        assert folder.lock().status == 0
        written = folder.lock_file.read_bytes().decode()
        assert folder.diagnostics() == []
        assert folder.labels() == {"new": "J.3", "two": "J.2", "one": "J.1", "c": "C.1"}
        assert {(line["id"], line["number"]) for line in lines_of(written)} == {
            ("new", 3), ("two", 2), ("one", 1), ("c", 1)
        }  # fmt: skip
        assert is_among(
            *(text.strip("\ufeff").replace("\r\n", "\n").rstrip("\n").split("\n") for text in (lock, written))
        )
        assert written.count("\r\n") in (0, written.count("\n"))

    @pytest.mark.parametrize("lock", FORMS.values(), ids=FORMS.keys())
    def test_a_number_is_moved_in_a_lock_that_an_editor_has_gone_over(self, folder: Folder, lock: str) -> None:
        folder.says(*GOOD)
        folder.lock_file.write_bytes(lock.encode())
        assert folder.lock("--move", "one").status == 0
        assert folder.diagnostics() == []
        assert folder.labels() == {"two": "J.2", "one": "J.3"}
        found = lines_of(folder.lock_file.read_text(encoding="utf-8"))
        assert [line["number"] for line in found if line.get("retired")] == [1]

    @pytest.mark.parametrize("options", [[], ["--move", "one"]], ids=["added to", "moved in"])
    def test_a_lock_that_is_one_flow_list_is_changed_rightly_or_not_at_all(
        self, folder: Folder, options: list[str]
    ) -> None:
        lock = "[{id: one, series: J, number: 1, title: On one}, {id: two, series: J, number: 2, title: On two}]\n"
        folder.says(*GOOD, work("new", 1999))
        folder.lock_file.write_text(lock, encoding="utf-8")
        if folder.lock(*options).status != 0:
            assert folder.lock_file.read_text(encoding="utf-8") == lock
        else:
            assert folder.diagnostics() == []
            assert {line["id"] for line in lines_of(folder.lock_file.read_text(encoding="utf-8"))} == {*folder.labels()}

    @pytest.mark.parametrize("between", ["\u2028", "\u2029", "\u00a0", "\t", "\\\\", '\\"', "\U0001f4c4"])
    def test_locking_again_changes_no_byte_whatever_a_title_holds(self, folder: Folder, between: str) -> None:
        title = f"On {between} one"
        first = folder.locked(work("one", title=title)).encode()
        assert folder.lock().status == 0
        assert folder.lock_file.read_bytes() == first
        folder.says(work("one", title=title), work("two", 2021))
        assert folder.lock().status == 0
        assert folder.lock_file.read_bytes().startswith(first)
        assert folder.diagnostics() == []

    def test_the_number_of_one_that_is_gone_is_given_to_nobody(self, folder: Folder) -> None:
        first = folder.locked(work("three", 2022), work("two", 2021), work("one"))
        folder.says(work("new", 2023), work("one"))
        assert folder.labels() == {"one": "J.1", "new": "J.4"}
        assert folder.diagnostics() == []
        assert folder.lock().status == 0
        assert is_among(first.splitlines(), folder.lock_file.read_text(encoding="utf-8").splitlines())

    def test_one_that_returns_has_its_own_number(self, folder: Folder) -> None:
        folder.locked(work("three", 2022), work("two", 2021), work("one"))
        folder.locked(work("new", 2023), work("one"))
        folder.says(work("new", 2023), work("three", 1990), work("one"))
        assert folder.labels() == {"one": "J.1", "three": "J.3", "new": "J.4"}

    def test_a_hidden_work_keeps_its_number_for_itself(self, folder: Folder) -> None:
        folder.locked(work("two", 2021), work("one"))
        folder.says(work("new", 2022), work("two", 2021, hidden=True), work("one"))
        assert folder.labels() == {"one": "J.1", "new": "J.3"}

    def test_a_new_work_may_be_pinned_to_a_number_that_nobody_ever_had(self, folder: Folder) -> None:
        folder.locked(work("nine", 2021, pin=9), work("one"))
        folder.says(work("nine", 2021, pin=9), work("one"), work("four", pin=4), work("new", 2022))
        assert folder.labels() == {"one": "J.1", "four": "J.4", "nine": "J.9", "new": "J.10"}

    def test_a_pin_may_go_once_its_number_is_locked(self, folder: Folder) -> None:
        folder.locked(work("nine", 2021, pin=9), work("one"))
        folder.says(work("nine", 2021), work("one"))
        assert folder.labels() == {"one": "J.1", "nine": "J.9"}


def is_among(few: list[str], many: list[str]) -> bool:
    """Whether lines stand in others, in their order."""
    rest = iter(many)
    return all(line in rest for line in few)


@dataclass(frozen=True)
class Fault:
    """A record, with what its lock says against it."""

    works: list[Work]
    code: str
    at: str
    """The text at the place of the diagnostic."""
    words: str
    """The ids and locked labels that its message names, separated by spaces."""
    way_out: str
    more: str = ""
    lock: str = LOCK
    in_lock: bool = False


def lock_line(line: str) -> str:
    return LOCK + f"- {line}\n"


FAULTS = {
    "another series": Fault(
        [work("two", 2021, series="C"), work("one")], "N204", '"C"', "two J.2 C", "--lock --move two"
    ),
    "the kind of another series": Fault(
        [work("two", 2021, "demo"), work("one")], "N204", '"demo"', "two J.2 C", "series: J"
    ),
    "a kind of no series": Fault(
        [work("two", 2021, "report"), work("one")], "N204", '"report"', "two J.2", "series: J"
    ),
    "a series that lost the kind": Fault(
        GOOD, "N204", '"journal"', "two J.2", "series: J", "numbering: {series: {J: [preprint]}}\n"
    ),
    "opted out": Fault([work("two", 2021, numbered=False), work("one")], "N204", "false", "two J.2", "numbered"),
    "submitted again": Fault(
        [work("two", 2021, status="submitted"), work("one")], "N204", '"submitted"', "two J.2", "series: J"
    ),
    "nothing is numbered": Fault(GOOD, "N204", '"journal"', "two J.2", "series: J", "numbering: none\n"),
    "another pin": Fault([work("two", 2021, pin=7), work("one")], "N205", "pin: ^7", "two J.2 J.7", "delete the pin"),
    "the pin of another": Fault([*GOOD, work("new", pin=1)], "N205", "pin: ^1", "new one J.1", "delete the pin"),
    "the pin of one that is gone": Fault([work("one"), work("new", pin=2)], "N205", "pin: ^2", "new two J.2", "pin"),
    "a renamed id, by title": Fault(
        [work("new", 2021, title="On two"), work("one")], "N203", '"new"', "new two J.2", "id: two"
    ),
    "a renamed id, by nearly its title": Fault(
        [work("new", 2021, title="On *TWO*."), work("one")], "N203", '"new"', "new two J.2", "id: two"
    ),
    "a renamed id, by DOI": Fault(
        [work("new", 2021, title="Other", doi="10.1000/TWO"), work("one")], "N203", '"new"', "new two J.2", "id: two"
    ),
    "a renamed id, by the address of its DOI": Fault(
        [work("new", 2021, title="Other", doi="https://doi.org/10.1000/TWO"), work("one")],
        "N203", '"new"', "new two J.2", "id: two",
    ),
    "the label's own form": Fault(
        [work("two", 2021, series="C"), work("one")], "N204", '"C"', "two [J2]", "series: J",
        'numbering: {label: "[{series}{number}]"}\n',
    ),
    "one id twice": Fault(
        GOOD, "N202", "two, series: J, number: 3", "two J.2 J.3", "version control",
        lock=lock_line('{id: two, series: J, number: 3, title: "On two"}'), in_lock=True,
    ),
    "one number twice": Fault(
        GOOD, "N202", "2, title: Other", "two new J.2", "version control",
        lock=lock_line("{id: new, series: J, number: 2, title: Other}"), in_lock=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
class TestWhatTheLockForbids:
    def test_is_told_at_its_place(self, folder: Folder, fault: Fault) -> None:
        text = folder.says(*fault.works, more=fault.more)
        folder.lock_file.write_text(fault.lock, encoding="utf-8")
        file, text = ("numbers.lock", fault.lock) if fault.in_lock else ("cv.yaml", text)
        line, column = place_of(text, fault.at)
        found = [diagnostic for diagnostic in folder.diagnostics() if diagnostic["code"] == fault.code]
        places = [(diagnostic["file"], diagnostic["line"], diagnostic["column"]) for diagnostic in found]
        assert (str(folder.path / file), line, column) in places
        assert all(diagnostic["severity"] == "error" for diagnostic in found)
        assert f"{folder.path / file}:{line}:{column}: error[{fault.code}]: " in folder.cvkit("check", folder.path).out

    def test_names_the_ids_the_locked_label_and_the_ways_out(self, folder: Folder, fault: Fault) -> None:
        folder.says(*fault.works, more=fault.more)
        folder.lock_file.write_text(fault.lock, encoding="utf-8")
        found = [p for p in folder.diagnostics() if p["code"] == fault.code]
        told = [f"{p['message']} {p['hint']} `{p['entry']}`" for p in found]
        assert any(all(word in text for word in fault.words.split()) for text in told), told
        assert any(fault.way_out in diagnostic["hint"] for diagnostic in found), told

    def test_stops_every_command_and_leaves_the_lock_untouched(self, folder: Folder, fault: Fault) -> None:
        folder.says(*fault.works, more=fault.more)
        folder.lock_file.write_text(fault.lock, encoding="utf-8")
        for command in (["check"], ["numbers"], ["numbers", "--lock"], ["export", "--to", "tex"]):
            assert folder.cvkit(*command, folder.path).status == 1
        assert folder.lock_file.read_text(encoding="utf-8") == fault.lock
        assert sorted(file.name for file in folder.path.iterdir()) == ["cv.yaml", "numbers.lock"]


@pytest.mark.parametrize(
    ("edit", "mended"),
    [
        ({"kind": "demo"}, {"kind": "demo", "series": "J"}),
        ({"kind": "report"}, {"kind": "report", "series": "J"}),
        ({"status": "submitted"}, {"status": "submitted", "series": "J"}),
    ],
)
def test_the_series_that_the_hint_names_is_a_way_out(folder: Folder, edit: Work, mended: Work) -> None:
    folder.locked(work("two", 2021), work("one"))
    folder.says(work("two", 2021, **edit), work("one"))
    assert "`series: J`" in folder.diagnostics()[0]["hint"]
    folder.says(work("two", 2021, **mended), work("one"))
    assert folder.labels() == {"two": "J.2", "one": "J.1"}


def test_a_work_with_the_title_of_one_that_is_still_there_is_a_work_of_its_own(folder: Folder) -> None:
    folder.locked(*GOOD)
    folder.says(*GOOD, work("new", 2022, title="On two"))
    assert folder.labels()["new"] == "J.3"


def test_titles_without_a_letter_are_not_all_one(folder: Folder) -> None:
    folder.locked(work("two", 2021, title="???"), work("one"))
    folder.says(work("new", 2021, title="!!!"), work("one"))
    assert folder.labels() == {"one": "J.1", "new": "J.3"}


BAD_LINES = {
    "a word": ("- wibble", 2, 3, ""),
    "a list": ("- [one, J, 1]", 2, 3, ""),
    "no number": ("- {id: one, series: J, title: T}", 2, 3, "number"),
    "no id": ("- {series: J, number: 1, title: T}", 2, 3, "id"),
    "number 0": ("- {id: one, series: J, number: 0, title: T}", 2, 31, ""),
    "a number in words": ("- {id: one, series: J, number: first, title: T}", 2, 31, "whole number"),
    "an unknown key": ("- {id: one, series: J, number: 1, titel: T, title: T}", 2, 35, "title"),
    "an empty value": ("- {id: one, series: , number: 1, title: T}", 2, 12, ""),
}


@pytest.mark.parametrize(("line", "row", "column", "words"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_an_error_at_its_place_and_the_lock_is_left_alone(
    folder: Folder, line: str, row: int, column: int, words: str
) -> None:
    folder.says(*GOOD)
    lock = f"# Numbers.\n{line}\n- {{id: two, series: J, number: 2, title: On two}}\n"
    folder.lock_file.write_text(lock, encoding="utf-8")
    (diagnostic,) = [p for p in folder.diagnostics() if p["file"] == str(folder.lock_file)]
    assert (diagnostic["severity"], diagnostic["line"]) == ("error", row)
    assert column <= diagnostic["column"] <= column + 10
    assert words in diagnostic["message"] + diagnostic["hint"]
    assert diagnostic["hint"]
    for command in (["check"], ["numbers"], ["numbers", "--lock"], ["numbers", "--lock", "--move", "two"]):
        assert folder.cvkit(*command, folder.path).status == 1
    assert folder.lock_file.read_text(encoding="utf-8") == lock


@pytest.mark.parametrize(
    "content",
    [
        b"- {id: one]\n",
        b"one: 1\n",
        b"wibble\n",
        b"\xff\xfe",
        b"- {id: one, id: two, series: J, number: 1, title: T}\n",
    ],
    ids=["not YAML", "a mapping", "a word", "not UTF-8", "a key twice"],
)
def test_what_is_no_lock_is_an_error_in_its_file_and_left_alone(folder: Folder, content: bytes) -> None:
    folder.says(*GOOD)
    folder.lock_file.write_bytes(content)
    diagnostics = [p for p in folder.diagnostics() if p["severity"] == "error"]
    assert [(p["file"], p["line"]) for p in diagnostics] == [(str(folder.lock_file), 1)]
    assert diagnostics[0]["code"].startswith("L") and diagnostics[0]["hint"]
    for command in (["check"], ["numbers"], ["numbers", "--lock"], ["export", "--to", "tex"]):
        assert folder.cvkit(*command, folder.path).status == 1
    assert folder.lock_file.read_bytes() == content


def test_where_a_lock_must_be_a_missing_one_is_an_error_until_it_is_written(folder: Folder) -> None:
    text = folder.says(*GOOD, more="numbering: {lock: true}\n")
    (diagnostic,) = folder.diagnostics()
    assert (diagnostic["code"], diagnostic["severity"]) == ("N201", "error")
    assert (diagnostic["line"], diagnostic["column"]) == place_of(text, "true")
    assert diagnostic["hint"].endswith(" --lock`") and "run `cvkit numbers " in diagnostic["hint"]
    assert folder.cvkit("numbers", folder.path).status == folder.cvkit("export", folder.path, "--to", "tex").status == 1
    assert not folder.lock_file.exists()
    assert folder.lock().status == 0
    assert folder.diagnostics() == []


def test_the_lock_of_a_record_that_is_one_file_is_named_in_its_diagnostics(cvkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "ada.yaml"
    file.write_text(record_text(GOOD, "numbering: {lock: true}\n"), encoding="utf-8")
    assert "ada.numbers.lock" in cvkit("check", file).out


class TestMove:
    def test_retires_the_number_and_gives_one_of_the_new_series(self, folder: Folder) -> None:
        series = "numbering: {series: {J: [journal, preprint], C: [conference]}}\n"
        first = folder.locked(work("p", 2021, "preprint"), work("c", kind="conference"), work("one"), more=series)
        folder.says(work("p", 2021, "conference"), work("c", kind="conference"), work("one"), more=series)
        assert folder.lock().status == 1
        result = folder.lock("--move", "p")
        assert result.status == 0, result.err
        assert folder.labels() == {"p": "C.2", "c": "C.1", "one": "J.1"}
        second = folder.lock_file.read_text(encoding="utf-8")
        kept = [line for line in first.splitlines() if "id: p" not in line]
        assert is_among(kept, second.splitlines())
        moved = [line for line in lines_of(second) if line["id"] == "p"]
        assert [(line["series"], line["number"], line.get("retired")) for line in moved] == [
            ("C", 2, None),
            ("J", 2, True),
        ]

    @pytest.mark.parametrize("title", ["A retired method", "On {braces}", "retired: true", "} # {"])
    def test_retires_a_number_whatever_its_title(self, folder: Folder, title: str) -> None:
        folder.locked(work("two", 2021, title=title), work("one"))
        assert folder.lock("--move", "two").status == 0
        assert folder.diagnostics() == []
        assert folder.labels() == {"one": "J.1", "two": "J.3"}

    def test_retires_a_number_whatever_its_id(self, folder: Folder) -> None:
        folder.locked(work("retired", 2021), work("one"))
        assert folder.lock("--move", "retired").status == 0
        assert folder.diagnostics() == []
        assert folder.labels() == {"one": "J.1", "retired": "J.3"}

    def test_gives_a_retired_number_to_nobody(self, folder: Folder) -> None:
        folder.locked(*GOOD)
        assert folder.lock("--move", "two").status == 0
        folder.says(work("new", 2022), *GOOD)
        assert folder.labels() == {"one": "J.1", "two": "J.3", "new": "J.4"}
        assert folder.lock().status == 0
        assert folder.labels() == {"one": "J.1", "two": "J.3", "new": "J.4"}
        assert folder.diagnostics() == []

    def test_can_be_repeated(self, folder: Folder) -> None:
        folder.locked(*GOOD)
        assert folder.lock("--move", "two").status == folder.lock("--move", "two").status == 0
        assert folder.labels() == {"one": "J.1", "two": "J.4"}

    def test_lets_no_pin_have_a_retired_number(self, folder: Folder) -> None:
        folder.locked(*GOOD)
        assert folder.lock("--move", "two").status == 0
        folder.says(*GOOD, work("new", pin=2))
        assert [diagnostic["code"] for diagnostic in folder.diagnostics()] == ["N205"]

    @pytest.mark.parametrize(("name", "hint"), [("tow", "did you mean `two`?"), ("wibble", "")])
    def test_of_an_unknown_id_is_wrong_usage(self, folder: Folder, name: str, hint: str) -> None:
        first = folder.locked(*GOOD)
        result = folder.lock("--move", name)
        assert result.status == 2
        assert f"`{name}`" in result.err and hint in result.err
        assert folder.lock_file.read_text(encoding="utf-8") == first

    def test_without_a_lock_is_wrong_usage_and_writes_none(self, folder: Folder) -> None:
        folder.says(*GOOD)
        assert folder.lock("--move", "two").status == 2
        assert not folder.lock_file.exists()

    def test_of_a_whole_series_is_done_at_once(self, folder: Folder) -> None:
        folder.locked(*GOOD, more="numbering: {series: {J: [journal]}}\n")
        folder.says(*GOOD, more="numbering: {series: {A: [journal]}}\n")
        assert folder.lock("--move", "two").status == 1
        result = folder.lock("--move", "two", "--move", "one")
        assert result.status == 0, result.err
        assert folder.labels() == {"two": "A.2", "one": "A.1"}
        assert folder.diagnostics() == []

    def test_goes_with_lock(self, folder: Folder) -> None:
        first = folder.locked(*GOOD)
        assert folder.cvkit("numbers", folder.path, "--move", "two").status == 2
        assert folder.lock_file.read_text(encoding="utf-8") == first

    def test_of_a_record_with_errors_changes_nothing(self, folder: Folder) -> None:
        first = folder.locked(*GOOD)
        folder.says(work("two", 2021), work("one", series="C"))
        assert folder.lock("--move", "two").status == 1
        assert folder.lock_file.read_text(encoding="utf-8") == first


KINDS = st.sampled_from(["journal", "preprint", "demo", "report"])
DATES = st.one_of(
    st.integers(2018, 2022).map(str),
    st.builds("{}-{:02}".format, st.integers(2018, 2022), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(2018, 2022), st.integers(1, 12), st.integers(1, 28)),
)
CHANGES = st.one_of(
    st.fixed_dictionaries({"date": DATES}),
    st.fixed_dictionaries({"title": st.sampled_from(["On a", "On b", "Other", "Yet another"])}),
    st.fixed_dictionaries({"kind": KINDS}),
    st.fixed_dictionaries({"hidden": st.booleans()}),
    st.fixed_dictionaries({"numbered": st.booleans()}),
    st.fixed_dictionaries({"pin": st.integers(1, 6)}),
    st.fixed_dictionaries({"series": st.sampled_from(["J", "C"])}),
    st.fixed_dictionaries({"status": st.sampled_from(["submitted", "in-press"])}),
    st.fixed_dictionaries({"doi": st.sampled_from(["10.1000/a", "10.1000/b"])}),
    st.fixed_dictionaries({"id": st.sampled_from("abcdefgh")}),
)
NUMBERINGS = st.sampled_from(["", "", "numbering: {listed: oldest-first}\n", "numbering: {series: {J: [preprint]}}\n"])
SERIES = "numbering: {series: {J: [journal, preprint], C: [demo]}}\n"


def edited(works: list[Work], data: st.DataObject) -> list[Work]:
    """The works after one edit of the kind that people make."""
    edit = data.draw(st.sampled_from(["change", "change", "change", "add", "remove", "turn", "swap"]))
    at = data.draw(st.integers(0, max(0, len(works) - 1)))
    match edit:
        case "add":
            name = data.draw(st.sampled_from("abcdefgh"))
            return [*works[:at], work(name, data.draw(DATES), data.draw(KINDS)), *works[at:]]
        case "remove":
            return works[:at] + works[at + 1 :]
        case "turn":
            return works[::-1]
        case "swap":
            return works[at:] + works[:at]
        case _:
            return [*works[:at], works[at] | data.draw(CHANGES), *works[at + 1 :]] if works else works


@LAW
@given(st.data())
def test_no_edit_changes_a_locked_label_or_gives_it_away_without_an_error(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=5))
    works = [work(name, data.draw(DATES), data.draw(KINDS)) for name in names]
    with tempfile.TemporaryDirectory() as path:
        record = Path(path)
        main, lock_file = record / "cv.yaml", record / "numbers.lock"
        main.write_text(record_text(works, SERIES), encoding="utf-8")
        lock_numbers(record)
        ever: dict[str, str] = {}
        for _ in range(data.draw(st.integers(1, 6))):
            lock = lock_file.read_text(encoding="utf-8")
            ever |= {line["id"]: f"{line['series']}.{line['number']}" for line in lines_of(lock) or ()}
            candidate = edited(works, data)
            main.write_text(record_text(candidate, data.draw(NUMBERINGS) or SERIES), encoding="utf-8")
            found = read(record)
            if found.numbered is None or any(diagnostic.is_error for diagnostic in found.diagnostics):
                with pytest.raises(CvkitError):
                    lock_numbers(record)
                assert lock_file.read_text(encoding="utf-8") == lock
                continue
            works = candidate
            labels = {str(found.numbered.work(at).id): label.text for at, label in found.numbered.labels.items()}
            assert {name: labels.get(name) for name in ever if name in {w["id"] for w in works}} == {
                name: label for name, label in ever.items() if name in {w["id"] for w in works}
            }
            others = {label for name, label in labels.items() if name not in ever}
            assert not others & set(ever.values())
            if data.draw(st.booleans()):
                lock_numbers(record)
                assert is_among(lock.splitlines(), lock_file.read_text(encoding="utf-8").splitlines())
