"""A locked number stays with its work: ids that are exchanged, used again or renamed, lines that get lost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import Relock, lock_numbers
from cvkit.commands.read import read
from cvkit.model.diagnostic import CvkitError
from tests.conftest import Result, examples
from tests.number.test_apply_lock import Folder, Work, is_among, lines_of, record_text, work

LAW = examples(300)


@pytest.fixture
def folder(tmp_path: Path, cvkit: Callable[..., Result]) -> Folder:
    return Folder(tmp_path, cvkit)


def codes(folder: Folder) -> list[str]:
    return [diagnostic["code"] for diagnostic in folder.diagnostics() if diagnostic["severity"] == "error"]


RAIN = {"title": "Rain in spring", "doi": "10.1000/rain"}
SNOW = {"title": "Snow in winter", "doi": "10.1000/snow"}
HAIL = {"title": "Hail in summer", "arxiv": "2505.01658"}
LOCKED = [work("b", 2021, **SNOW), work("a", **RAIN), work("c", 2019, **HAIL)]

IDENTITY = {
    "two ids exchanged": [work("a", 2021, **SNOW), work("b", **RAIN), work("c", 2019, **HAIL)],
    "three ids exchanged in a circle": [work("a", 2021, **SNOW), work("c", **RAIN), work("b", 2019, **HAIL)],
    "title and DOI of another locked work": [work("b", 2021, **SNOW), work("a", **SNOW), work("c", 2019, **HAIL)],
    "an id used again for a new paper": [work("b", 2021, **SNOW), work("a", title="Fog"), work("c", 2019, **HAIL)],
    "an id used again with a new DOI": [
        work("b", 2021, **SNOW),
        work("a", title="Fog", doi="10.1000/fog"),
        work("c", 2019, **HAIL),
    ],
    "the title of another that is gone": [work("a", title="Snow in winter"), work("c", 2019, **HAIL)],
    "the second part": [work("b", 2021, **SNOW), work("a", title="Rain in spring II"), work("c", 2019, **HAIL)],
    "an erratum": [
        work("b", 2021, **SNOW),
        work("a", title="Erratum to: Rain in spring", doi="10.1000/err"),
        work("c", 2019, **HAIL),
    ],
    "the old work under another id": [
        work("b", 2021, **SNOW),
        work("a", 2024, title="Fog", doi="10.1000/fog"),
        work("a2", **RAIN),
        work("c", 2019, **HAIL),
    ],
}
SAME = {
    "a slip corrected": work("a", title="Rain in  Spring.", doi="10.1000/rain"),
    "another title, the DOI stays": work("a", title="On precipitation", doi="10.1000/rain"),
    "another DOI, the title stays": work("a", title="Rain in spring", doi="10.1000/other"),
    "the DOI is gone": work("a", title="Rain in spring"),
    "the DOI as an address, in capitals": work("a", title="Wet", doi="https://doi.org/10.1000/RAIN"),
    "an arXiv id more": work("a", title="Rain in spring", doi="10.1000/rain", arxiv="2101.00001"),
    "another kind and year": work("a", 2024, "preprint", title="Rain in spring", doi="10.1000/rain"),
    "in two languages": work("a", title={"ko": "봄비", "en": "Rain in spring"}),
}
SERIES = "numbering: {series: {J: [journal, preprint]}}\n"


class TestIdentity:
    @pytest.mark.parametrize("works", IDENTITY.values(), ids=IDENTITY.keys())
    def test_another_work_under_a_locked_id_is_an_error_that_names_label_and_title(
        self, folder: Folder, works: list[Work]
    ) -> None:
        lock = folder.locked(*LOCKED)
        text = folder.says(*works)
        found = [diagnostic for diagnostic in folder.diagnostics() if diagnostic["code"] == "N207"]
        assert found
        assert {"J.2", "Rain in spring"} <= {
            part for p in found for part in re.findall(r"J\.\d|`(.*?)`", p["message"])
        } | {part for p in found for part in re.findall(r"J\.\d", p["message"])}
        for diagnostic in found:
            assert diagnostic["severity"] == "error" and diagnostic["hint"]
            row = text.splitlines()[diagnostic["line"] - 1]
            assert re.search(r'id: "[abc]"', row) and row[diagnostic["column"] - 1] == '"'
        for command in (["check"], ["numbers"], ["numbers", "--lock"], ["export", "--to", "txt"]):
            assert folder.cvkit(*command, folder.path).status == 1
        assert folder.lock_file.read_text(encoding="utf-8") == lock

    @pytest.mark.parametrize("edited", SAME.values(), ids=SAME.keys())
    def test_the_same_work_with_other_details_keeps_its_number(self, folder: Folder, edited: Work) -> None:
        folder.locked(*LOCKED, more=SERIES)
        folder.says(LOCKED[0], edited, LOCKED[2], more=SERIES)
        assert folder.labels() == {"b": "J.3", "a": "J.2", "c": "J.1"}

    def test_dois_exchanged_between_two_works_are_no_identity_error(self, folder: Folder) -> None:
        folder.locked(*LOCKED)
        folder.says(work("b", 2021, **SNOW | {"doi": RAIN["doi"]}), work("a", **RAIN | {"doi": SNOW["doi"]}), LOCKED[2])
        assert folder.labels() == {"b": "J.3", "a": "J.2", "c": "J.1"}

    def test_chapters_that_share_the_doi_of_their_book_are_recognised_by_title(self, folder: Folder) -> None:
        first, second = ({"title": title, "doi": "10.1000/book"} for title in ("Rain in spring", "Snow in winter"))
        folder.locked(work("b", 2021, **second), work("a", **first))
        folder.says(work("b", 2021, **second), work("a", **first))
        assert folder.labels() == {"b": "J.2", "a": "J.1"}
        folder.says(work("a", 2021, **second), work("b", **first))
        assert codes(folder) == ["N207", "N207"]
        folder.says(work("b", 2021, **second), work("a", title="Fog", doi="10.1000/book"))
        assert codes(folder) == ["N207"]

    def test_works_with_one_title_are_told_apart_by_identifier_then_by_kind_and_year(self, folder: Folder) -> None:
        one, other = ({"title": "Editorial", "doi": f"10.1000/{n}"} for n in "12")
        folder.locked(work("b", 2021, **other), work("a", **one))
        folder.says(work("a", 2021, **other), work("b", **one))
        assert codes(folder) == ["N207", "N207"]
        folder.lock_file.unlink()
        folder.locked(work("b", 2021, title="Editorial"), work("a", title="Editorial"))
        folder.says(work("a", 2021, title="Editorial"), work("b", title="Editorial"))
        assert codes(folder) == ["N207", "N207"]

    def test_a_lockfile_without_kind_year_and_tally_is_read(self, folder: Folder) -> None:
        folder.lock_file.write_text(
            "- {id: a, series: J, number: 7, title: Rain in spring}\n"
            '- {id: b, series: J, number: 9, title: Snow in winter, doi: "10.1000/snow"}\n',
            encoding="utf-8",
        )
        folder.says(*LOCKED[:2])
        assert folder.labels() == {"b": "J.9", "a": "J.7"}
        folder.says(work("a", 2021, **SNOW), work("b", **RAIN))
        assert codes(folder) == ["N207", "N207"]


class TestFollow:
    @pytest.mark.parametrize(
        ("works", "labels"),
        [
            (IDENTITY["two ids exchanged"], {"a": "J.3", "b": "J.2", "c": "J.1"}),
            (IDENTITY["three ids exchanged in a circle"], {"a": "J.3", "c": "J.2", "b": "J.1"}),
            (IDENTITY["the old work under another id"], {"b": "J.3", "a2": "J.2", "c": "J.1", "a": "J.4"}),
            (
                [work("x", 2021, **SNOW), work("y", **RAIN), work("z", 2019, **HAIL)],
                {"x": "J.3", "y": "J.2", "z": "J.1"},
            ),
            ([work("a", 2021, **SNOW), work("c", 2019, **HAIL)], {"a": "J.3", "c": "J.1"}),
        ],
        ids=[
            "two exchanged",
            "a circle",
            "renamed, and the id used again",
            "all renamed",
            "to the id of one that is gone",
        ],
    )
    def test_gives_each_number_to_the_new_id_of_its_work(
        self, folder: Folder, works: list[Work], labels: dict[str, str]
    ) -> None:
        folder.locked(*LOCKED)
        folder.says(*works)
        result = folder.lock("--follow")
        assert result.status == 0, result.err
        assert folder.labels() == labels
        assert codes(folder) == []
        assert folder.lock("--follow").status == 0
        assert folder.labels() == labels

    def test_keeps_the_number_of_a_work_that_is_gone_from_all_others(self, folder: Folder) -> None:
        folder.locked(*LOCKED)
        folder.says(work("a", 2021, **SNOW), work("c", 2019, **HAIL))
        assert folder.lock("--follow").status == 0
        folder.says(work("a", 2021, **SNOW), work("c", 2019, **HAIL), work("r", **RAIN), work("n", 2025, title="Fog"))
        assert codes(folder) == ["N203"]
        assert folder.lock("--follow").status == 0
        assert folder.labels() == {"a": "J.3", "c": "J.1", "r": "J.2", "n": "J.4"}

    def test_between_two_equal_works_chooses_neither(self, folder: Folder) -> None:
        lock = folder.locked(work("a", title="Editorial"), work("b", title="Editorial"))
        folder.says(work("x", title="Editorial"), work("y", title="Editorial"))
        assert folder.lock("--follow").status == 1
        assert folder.lock_file.read_text(encoding="utf-8") == lock

    def test_changes_ids_alone_and_keeps_comments(self, folder: Folder) -> None:
        lock = folder.locked(*LOCKED)
        commented = lock.replace("year: 2020}", "year: 2020}  # the first")
        folder.lock_file.write_bytes(commented.replace("\n", "\r\n").encode())
        folder.says(*IDENTITY["two ids exchanged"])
        assert folder.lock("--follow").status == 0
        swapped = commented.replace("id: a,", "id: ?,").replace("id: b,", "id: a,").replace("id: ?,", "id: b,")
        assert folder.lock_file.read_bytes() == swapped.replace("\n", "\r\n").encode()


class TestAccept:
    def test_rewrites_the_title_and_identifiers_of_one_line(self, folder: Folder) -> None:
        lock = folder.locked(*LOCKED)
        folder.says(LOCKED[0], work("a", 2022, title="Drizzle", arxiv="2505.00001"), LOCKED[2])
        assert codes(folder) == ["N207"]
        assert folder.lock("--accept", "a").status == 0
        assert folder.labels() == {"b": "J.3", "a": "J.2", "c": "J.1"}
        before, after = (
            [line for line in lines_of(text) if line["id"] != "a"]
            for text in (lock, folder.lock_file.read_text(encoding="utf-8"))
        )
        assert before == after
        (line,) = [line for line in lines_of(folder.lock_file.read_text(encoding="utf-8")) if line["id"] == "a"]
        assert line == {
            "id": "a", "series": "J", "number": 2, "title": "Drizzle", "arxiv": "2505.00001", "kind": "journal",
            "year": 2022,
        }  # fmt: skip

    @pytest.mark.parametrize(
        "form",
        [
            "- id: a\n  series: J\n  number: 1\n  title: Rain in spring\n  doi: 10.1000/rain\n",
            "- {id: a, series: J, number: 1,\n   title: Rain\n     in spring, doi: 10.1000/rain}  # {x}\n",
            '- {id: a, series: J, number: 1, doi: "10.1000/rain", title: {en: Rain in spring, ko: 봄비}}\n',
        ],
    )
    def test_rewrites_a_line_whatever_its_form(self, folder: Folder, form: str) -> None:
        folder.lock_file.write_text(f"# one\n{form}# two\n", encoding="utf-8")
        folder.says(work("a", 2022, title={"en": "Drizzle", "ko": "이슬비"}))
        result = folder.lock("--accept", "a")
        assert result.status == 0, result.err
        text = folder.lock_file.read_text(encoding="utf-8")
        (line,) = lines_of(text)
        assert line["title"] == {"en": "Drizzle", "ko": "이슬비"} and "doi" not in line
        assert text.startswith("# one\n") and "# two\n" in text

    @pytest.mark.parametrize(
        "works",
        [IDENTITY["two ids exchanged"], IDENTITY["title and DOI of another locked work"],
         IDENTITY["the title of another that is gone"],
         [LOCKED[0], work("a", title="Fog", doi="10.1000/snow"), LOCKED[2]]],
    )  # fmt: skip
    def test_is_refused_if_title_or_identifier_belong_to_another_line(self, folder: Folder, works: list[Work]) -> None:
        lock = folder.locked(*LOCKED)
        folder.says(*works)
        result = folder.lock("--accept", "a")
        assert result.status == 1 and "J.3" in result.err
        assert folder.lock_file.read_text(encoding="utf-8") == lock

    @pytest.mark.parametrize("name", ["wibble", "d"])
    def test_of_an_id_without_line_or_work_is_wrong_usage(self, folder: Folder, name: str) -> None:
        folder.locked(*LOCKED, work("d", title="Dew"))
        folder.says(*LOCKED)
        lock = folder.lock_file.read_bytes()
        assert folder.lock("--accept", name).status == 2
        assert folder.lock_file.read_bytes() == lock


def without(lock: str, *ids: str) -> str:
    return "".join(row for row in lock.splitlines(keepends=True) if not any(f"id: {name}," in row for name in ids))


EIGHT = [work(f"w{n}", 2012 + n, title=f"Paper {n}") for n in range(8, 0, -1)]


class TestLostLines:
    @pytest.mark.parametrize(
        "lost", [["w1"], ["w3"], ["w8"], ["w1", "w3"], ["w7", "w8"], [f"w{n}" for n in range(1, 9)]]
    )
    def test_are_an_error_that_names_their_labels(self, folder: Folder, lost: list[str]) -> None:
        lock = folder.locked(*EIGHT)
        folder.lock_file.write_text(without(lock, *lost), encoding="utf-8")
        (diagnostic,) = [p for p in folder.diagnostics() if p["severity"] == "error"]
        assert diagnostic["code"] == "N208"
        assert diagnostic["file"] == str(folder.lock_file)
        assert (without(lock, *lost).splitlines()[diagnostic["line"] - 1]).startswith("# given in J")
        assert all(f"J.{name[1:]}" in diagnostic["message"] for name in lost)
        for command in (["check"], ["numbers"], ["numbers", "--lock"], ["export", "--to", "txt"]):
            assert folder.cvkit(*command, folder.path).status == 1
        assert folder.lock("--move", "w2").status in (1, 2)
        assert folder.lock_file.read_text(encoding="utf-8") == without(lock, *lost)

    def test_are_noticed_in_a_lockfile_of_an_earlier_version_after_the_next_lock(self, folder: Folder) -> None:
        lock = "".join(f"- {{id: w{n}, series: J, number: {n}, title: Paper {n}}}\n" for n in range(1, 9))
        folder.says(*EIGHT)
        folder.lock_file.write_text(lock, encoding="utf-8")
        assert codes(folder) == []
        assert folder.lock().status == 0
        written = folder.lock_file.read_text(encoding="utf-8")
        assert written.startswith(lock)
        folder.lock_file.write_text(without(written, "w8"), encoding="utf-8")
        assert codes(folder) == ["N208"]

    def test_are_given_up_by_recount_after_being_listed(self, folder: Folder) -> None:
        lock = folder.locked(*EIGHT)
        folder.lock_file.write_text(without(lock, "w3", "w8"), encoding="utf-8")
        refused = folder.lock("--recount")
        assert refused.status == 1
        assert "J.3" in refused.err and "J.8" in refused.err and "--yes" in refused.err
        assert folder.lock_file.read_text(encoding="utf-8") == without(lock, "w3", "w8")
        assert folder.lock("--recount", "--yes").status == 0
        labels = folder.labels()
        assert labels["w3"], labels["w8"] == ("J.9", "J.10")
        assert {name: label for name, label in labels.items() if name not in ("w3", "w8")} == {
            f"w{n}": f"J.{n}" for n in (1, 2, 4, 5, 6, 7)
        }
        assert codes(folder) == []
        again = folder.lock("--recount")
        assert again.status == 0 and "nothing was written" in again.err

    def test_recount_and_yes_want_lock_and_recount(self, folder: Folder) -> None:
        folder.locked(*EIGHT)
        for options in (["--recount"], ["--follow"], ["--accept", "w1"], ["--lock", "--yes"]):
            assert folder.cvkit("numbers", folder.path, *options).status == 2

    @pytest.mark.parametrize(
        "row", ["# given in J: 1-2-3", "# given in J:", "# given in J: two", "# given up in : 1", "# given in J: 9-1"]
    )
    def test_a_tally_that_cannot_be_read_is_an_error_at_its_line(self, folder: Folder, row: str) -> None:
        lock = folder.locked(*EIGHT)
        folder.lock_file.write_text(re.sub("# given in J.*", row, lock), encoding="utf-8")
        (diagnostic,) = folder.diagnostics()
        assert (diagnostic["code"], diagnostic["line"]) == ("N206", lock.splitlines().index("# given in J: 1-8") + 1)

    def test_two_branches_merge_with_a_question_about_double_numbers_alone(
        self, tmp_path: Path, folder: Folder
    ) -> None:
        base = folder.locked(*EIGHT, work("c1", kind="demo"))
        texts = {}
        for name, new in {"ours": work("x", 2030, title="Fog"), "theirs": work("y", 2031, title="Dew")}.items():
            folder.lock_file.write_text(base, encoding="utf-8")
            folder.says(new, *EIGHT, work("c1", kind="demo"))
            assert folder.lock().status == 0
            texts[name] = folder.lock_file.read_text(encoding="utf-8")
        merged = union(tmp_path, base, texts["ours"], texts["theirs"])
        folder.lock_file.write_text(merged, encoding="utf-8")
        folder.says(work("x", 2030, title="Fog"), work("y", 2031, title="Dew"), *EIGHT, work("c1", kind="demo"))
        assert codes(folder) == ["N202"]
        folder.lock_file.write_text(without(merged, "y"), encoding="utf-8")
        assert folder.lock().status == 0
        assert {"x": "J.9", "y": "J.10"}.items() <= folder.labels().items()

    def test_branches_that_lock_in_two_series_merge_without_a_question(self, tmp_path: Path, folder: Folder) -> None:
        conference = [work("c2", 2001, "demo", title="Dew"), work("c1", 2000, "demo", title="Mist")]
        base = folder.locked(*EIGHT, *conference)
        texts = {}
        for name, new in {"ours": work("x", 2030, title="Fog"), "theirs": work("y", 2031, "demo", title="Ice")}.items():
            folder.lock_file.write_text(base, encoding="utf-8")
            folder.says(new, *EIGHT, *conference)
            assert folder.lock().status == 0
            texts[name] = folder.lock_file.read_text(encoding="utf-8")
        folder.lock_file.write_text(union(tmp_path, base, texts["ours"], texts["theirs"], "--diff3"), encoding="utf-8")
        folder.says(work("x", 2030, title="Fog"), work("y", 2031, "demo", title="Ice"), *EIGHT, *conference)
        assert codes(folder) == []
        assert {"x": "J.9", "y": "C.3"}.items() <= folder.labels().items()


def union(folder: Path, base: str, ours: str, theirs: str, how: str = "--union") -> str:
    """The merge of two versions as git makes it; `--union` keeps both sides of a conflict."""
    for name, text in {"base": base, "ours": ours, "theirs": theirs}.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", how, "ours", "base", "theirs"], cwd=folder, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_lock_commands_wait_for_each_other(folder: Folder) -> None:
    folder.locked(*EIGHT)
    command = [sys.executable, "-m", "cvkit", "numbers", "--lock", "--move"]
    running = [
        subprocess.Popen([*command, f"w{n}", str(folder.path / ("cv.yaml" if n % 2 else "."))], stderr=subprocess.PIPE)
        for n in range(1, 7)
    ]
    assert [process.wait() for process in running] == [0] * 6
    for process in running:
        process.communicate()
    lines = lines_of(folder.lock_file.read_text(encoding="utf-8"))
    assert {line["id"] for line in lines if line.get("retired")} == {f"w{n}" for n in range(1, 7)}
    assert len(lines) == 14


TITLES = [
    "Rain in spring",
    "Rain in spring II",
    "Snow in winter",
    "Snow in winters past",
    "Hail",
    "Erratum to: Snow in winter",
    "Unstable fog over cold lakes",
    "Stable fog over cold lakes",
    "봄비의 관측",
    "中国雪 上",
    "中国雪 下",
]
DATES = ["2019", "2020-03", "2020", "2021"]


def described(token: int, data: st.DataObject) -> Work:
    """A work with a token that says which it truly is; its title is its own alone."""
    title = TITLES[token] if token < len(TITLES) else f"Treatise {token} on dew and mist"
    found = work(f"w{token}", data.draw(st.sampled_from(DATES)), title=title, **{"x-true": token})
    identified = [
        {},
        {"doi": f"10.1000/{token}"},
        {"arxiv": f"2505.{token:05}"},
        {"doi": f"10.48550/arXiv.2505.{token:05}"},
    ]
    return found | data.draw(st.sampled_from(identified))


def edited(works: list[Work], data: st.DataObject, fresh: Callable[[], int]) -> list[Work]:
    """The works after an edit by hand, by a reference manager or by a merge."""
    at = data.draw(st.integers(0, len(works) - 1))
    other = data.draw(st.integers(0, len(works) - 1))
    here = works[at]
    match data.draw(st.sampled_from("retitle slip id swap drop add reuse shuffle date".split())):
        case "retitle":
            here = here | {"title": f"Renamed {here['x-true']}: {data.draw(st.sampled_from(['mist', 'dew']))}"}
        case "slip":
            here = here | {"title": f"{here['title']}."}
        case "id":
            here = here | {"id": data.draw(st.sampled_from([f"w{n}" for n in range(9)] + ["x", "y"]))}
        case "swap":
            swapped = list(works)
            swapped[at], swapped[other] = works[at] | {"id": works[other]["id"]}, works[other] | {"id": here["id"]}
            return swapped if at != other else works
        case "drop":
            return works[:at] + works[at + 1 :] if len(works) > 1 else works
        case "add":
            return [described(fresh(), data), *works]
        case "reuse":
            return [*works[:at], described(fresh(), data) | {"id": here["id"]}, *works[at + 1 :]]
        case "shuffle":
            return data.draw(st.permutations(works))
        case _:
            here = here | {"date": data.draw(st.sampled_from(DATES))}
    return [*works[:at], here, *works[at + 1 :]]


@LAW
@given(st.data())
def test_no_locked_label_denotes_another_work_without_an_error(data: st.DataObject) -> None:
    tokens = iter(range(1000))
    works = [described(next(tokens), data) for _ in range(data.draw(st.integers(2, 6)))]
    with tempfile.TemporaryDirectory() as path:
        record = Path(path)
        main, lock_file = record / "cv.yaml", record / "numbers.lock"
        main.write_text(record_text(works), encoding="utf-8")
        lock_numbers(record)
        truth: dict[str, int] = {}

        def learn() -> dict[str, int]:
            found = read(record)
            assert found.numbered is not None
            labels = {
                label.text: path[1] for path, label in found.numbered.labels.items() if path in found.numbered.locked
            }
            return {label: works[int(index)]["x-true"] for label, index in labels.items()}

        truth |= learn()
        for _ in range(data.draw(st.integers(1, 5))):
            candidate, before = works, works
            has_wrong_doi = data.draw(st.integers(0, 4)) == 0
            if has_wrong_doi:  # alone, and corrected again: a work with another's DOI and a new title is the other
                at, other = (data.draw(st.integers(0, len(works) - 1)) for _ in range(2))
                with_doi = works[at] | {"doi": f"10.1000/{works[other]['x-true']}"}
                candidate = [*works[:at], with_doi, *works[at + 1 :]]
            else:
                for _ in range(data.draw(st.integers(1, 3))):
                    candidate = edited(candidate, data, lambda: next(tokens))
            main.write_text(record_text(candidate), encoding="utf-8")
            lock = lock_file.read_text(encoding="utf-8")
            if data.draw(st.integers(0, 9)) == 0:
                rows = lock.splitlines(keepends=True)
                lines = [at for at, row in enumerate(rows) if row.startswith("- {")]
                gone = data.draw(st.sampled_from(lines))
                lock_file.write_text("".join(rows[:gone] + rows[gone + 1 :]), encoding="utf-8")
            found = read(record)
            if any(diagnostic.is_error for diagnostic in found.diagnostics):
                lock_file.write_text(lock, encoding="utf-8")
                if not data.draw(st.booleans()):
                    continue
                try:
                    lock_numbers(record, Relock(follows=True))
                except CvkitError:
                    assert lock_file.read_text(encoding="utf-8") == lock
                    continue
            works = candidate
            now = learn()
            assert {label: token for label, token in now.items() if label in truth} == {
                label: token for label, token in truth.items() if label in now
            }
            if has_wrong_doi:
                works = before
                main.write_text(record_text(works), encoding="utf-8")
            elif data.draw(st.booleans()):
                lock_numbers(record)
                truth |= learn()


def test_the_time_to_compare_grows_with_the_number_of_works_alone(folder: Folder) -> None:
    """Each title is compared with the few that begin or end alike, not with all: counted, not timed."""
    from cvkit.number import agreement

    counts = []
    for size in (200, 400):
        calls = 0

        def counted(one: str, other: str) -> float:
            nonlocal calls
            calls += 1
            return 0.0 if one != other else 1.0

        works: list[Any] = [work(f"w{n}", title=f"{n:04} is a number of {n:04}") for n in range(size)]
        folder.lock_file.unlink(missing_ok=True)
        folder.locked(*works)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(agreement, "similarity", counted)
            folder.says(*(one | {"title": one["title"] + "!"} for one in works))
            assert json.loads(folder.cvkit("check", folder.path, "--format", "json").out)
        counts.append(calls)
    assert counts[1] < 3 * counts[0]


class TestOddLockfiles:
    def test_a_number_that_was_given_up_goes_to_no_pin(self, folder: Folder) -> None:
        lock = folder.locked(*EIGHT)
        folder.lock_file.write_text(without(lock, "w3"), encoding="utf-8")
        folder.says(*(one for one in EIGHT if one["id"] != "w3"))
        assert folder.lock("--recount", "--yes").status == 0
        folder.says(work("new", 2030, title="Fog", pin=3), *(one for one in EIGHT if one["id"] != "w3"))
        assert codes(folder) == ["N205"]

    @pytest.mark.parametrize("text", ["", "# a comment\n"])
    def test_one_without_any_line_is_pointed_out_until_the_works_are_locked_again(
        self, folder: Folder, text: str
    ) -> None:
        folder.locked(*EIGHT)
        folder.lock_file.write_text(text, encoding="utf-8")
        assert [problem["code"] for problem in folder.diagnostics()] == ["N201"]
        assert folder.lock().status == 0
        assert folder.diagnostics() == []

    @pytest.mark.parametrize(
        "damage",
        [
            lambda lock: f"<<<<<<< ours\n{lock}",
            lambda lock: lock.replace("- {id: w5", "  - {id: w5"),
            lambda lock: lock + "- [\n",
        ],
        ids=["conflict markers", "an indented line", "an open bracket"],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "options", [[], ["--recount", "--yes"], ["--move", "w1"], ["--accept", "w1"], ["--follow"]]
    )
    def test_one_that_cannot_be_read_is_reported_as_such_and_left_alone(
        self, folder: Folder, damage: Callable[[str], str], options: list[str]
    ) -> None:
        damaged = damage(folder.locked(*EIGHT))
        folder.lock_file.write_text(damaged, encoding="utf-8")
        assert {code[0] for code in codes(folder)} == {"L"}
        result = folder.lock(*options)
        assert result.status == 1 and "given up" not in result.err
        assert folder.lock_file.read_text(encoding="utf-8") == damaged

    @pytest.mark.parametrize("ends", ["\r", "\r\n", "mixed"])
    @pytest.mark.parametrize("options", [[], ["--move", "w5"], ["--follow"]])
    def test_the_line_ends_of_others_stay(self, folder: Folder, ends: str, options: list[str]) -> None:
        rows = folder.locked(*EIGHT).splitlines()
        text = "".join(row + (ends if ends != "mixed" else "\r\n" if at % 2 else "\n") for at, row in enumerate(rows))
        folder.lock_file.write_bytes(text.encode())
        folder.says(work("new", 2030, title="Fog"), *EIGHT)
        result = folder.lock(*options)
        assert result.status == 0, result.err
        written = folder.lock_file.read_bytes().decode()
        kept = [row for row in re.findall(r"[^\r\n]*(?:\r\n|\n|\r)", text) if "id: w5," not in row]
        assert is_among(kept, re.findall(r"[^\r\n]*(?:\r\n|\n|\r)", written))
        assert codes(folder) == []

    def test_a_comment_that_cuts_a_value_does_not_block_the_lock(self, folder: Folder) -> None:
        folder.says(work("a", **RAIN))
        folder.lock_file.write_text(
            "- id: a\n  series: J\n  number: 1\n  title: Rain in spring\n  doi: 10.1000/rain # the doi\n",
            encoding="utf-8",
        )
        assert folder.lock().status == 0

    def test_one_id_may_be_moved_once_however_often_it_is_named(self, folder: Folder) -> None:
        folder.locked(*EIGHT)
        assert folder.lock("--move", "w8", "--move", "w8").status == 0
        assert folder.labels()["w8"] == "J.9"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"title": "Deep learning for image segmentation: a long survey"},
            {"title": "Deep learning for image registration: a long survey"},
        ),
        ({"title": "Editorial"}, {"title": "Editorial"}),
    ],
    ids=["one word", "an equal title"],
)  # fmt: skip
def test_a_similar_title_with_another_doi_and_year_is_another_work(folder: Folder, before: Work, after: Work) -> None:
    folder.locked(work("a", 2015, doi="10.1000/one", **before))
    folder.says(work("a", 2019, doi="10.1000/two", **after))
    assert codes(folder) == ["N207"]
    folder.says(work("a", 2019, doi="10.1000/one", **after))
    assert codes(folder) == []


def test_a_refused_identifier_names_steps_that_resolve_it(folder: Folder) -> None:
    """A chapter gets its final title and the DOI of the book, which another chapter has already."""
    other = work("other", 2019, title="Methods of sorting", doi="10.1000/book")
    folder.locked(work("a", title="A chapter on things"), other)
    folder.says(work("a", title="Everything about merging", doi="10.1000/book"), other)
    refused = folder.lock("--accept", "a")
    assert refused.status == 1 and "delete the DOI" in refused.err and "--move a" in refused.err
    folder.says(work("a", title="Everything about merging"), other)
    assert folder.lock("--accept", "a").status == 0
    folder.says(work("a", title="Everything about merging", doi="10.1000/book"), other)
    assert codes(folder) == []
