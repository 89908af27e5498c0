"""A pin fixes a number: as a table, as laws, and with what is told where pins disagree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.author import Author
from cvkit.model.numbering import Numbering
from cvkit.model.person import Person
from cvkit.model.record import Record
from cvkit.model.work import Publication
from cvkit.number import number
from tests.conftest import Result, examples

Run = Callable[..., Result]
Make = Callable[[str], Path]
LAW = examples(300)
AUTHORS = (Author(name="Ada Miller"),)
PERSON = Person.model_validate({"name": "Ada Miller"})


class Pinned(NamedTuple):
    """A work as it stands in a file that grows at its top."""

    date: str
    pin: int | None = None
    kind: str = "journal"


def numbers(works: list[Pinned], listed: str = "newest-first") -> list[int]:
    """The numbers of works in the order of the file, by the stage itself; none of them may be an error."""
    publications = tuple(
        Publication(id=f"w{at}", kind=work.kind, title="T", authors=AUTHORS, date=work.date, pin=work.pin)
        for at, work in enumerate(works)
    )
    numbering = Numbering.model_validate({"listed": listed})
    record = Record.model_construct(person=PERSON, numbering=numbering, publications=publications, patents=())
    numbered, diagnostics = number(record)
    assert not any(diagnostic.is_error for diagnostic in diagnostics)
    return [numbered.labels["publications", at].number for at in range(len(works))]


TABLE: list[tuple[str, list[int | None], list[int]]] = [
    ("no pins", [None, None, None], [3, 2, 1]),
    ("a pin above all starts a run there", [None, 14, None], [15, 14, 1]),
    ("a pin on the oldest starts the series there", [None, None, 5], [7, 6, 5]),
    ("a pin on the newest leaves the others alone", [9, None, None], [9, 2, 1]),
    ("a pin on its own number changes nothing", [None, 2, None], [3, 2, 1]),
    ("a number that a newer work pins is passed over", [2, None, None], [2, 3, 1]),
    ("two that newer works pin are passed over", [3, 2, None, None], [3, 2, 4, 1]),
    ("a low pin on a newer work does not pull what is newer still", [None, 1, None], [3, 1, 2]),
    ("a high pin on an old work pushes all newer ones", [None, None, 3, None], [5, 4, 3, 1]),
    ("free numbers below an older work are not given", [None, None, 4], [6, 5, 4]),
    ("all pinned, against their age", [1, 2, 3], [1, 2, 3]),
    ("one work", [7], [7]),
]


@pytest.mark.parametrize(("pins", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_works_with_these_pins_have_these_numbers(pins: list[int | None], wanted: list[int]) -> None:
    dates = [str(2030 - at) for at in range(len(pins))]
    assert numbers([Pinned(date, pin) for date, pin in zip(dates, pins, strict=True)]) == wanted


@pytest.mark.parametrize(("pins", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_of_one_date_the_file_says_which_is_older(pins: list[int | None], wanted: list[int]) -> None:
    works = [Pinned("2020", pin) for pin in pins]
    assert numbers(works) == wanted
    assert numbers(works[::-1], "oldest-first") == wanted[::-1]


def without_equal_pins(works: list[Pinned]) -> list[Pinned]:
    """The same works, with no pin twice in a series."""
    seen: set[tuple[str, int | None]] = set()
    kept = []
    for work in works:
        pin = None if (work.kind, work.pin) in seen else work.pin
        seen.add((work.kind, work.pin))
        kept.append(work._replace(pin=pin))
    return kept


DATES = st.one_of(
    st.integers(2019, 2021).map(str),
    st.builds("{}-{:02}".format, st.integers(2019, 2021), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(2019, 2021), st.integers(1, 12), st.integers(1, 28)),
)
PINS = st.one_of(st.none(), st.integers(1, 12))
FILES = st.lists(st.builds(Pinned, DATES, PINS, st.sampled_from(["journal", "demo"])), max_size=10).map(
    without_equal_pins
)


@LAW
@given(FILES)
def test_a_pinned_work_has_its_number_and_no_two_works_have_one(works: list[Pinned]) -> None:
    found = numbers(works)
    assert all(n == work.pin for n, work in zip(found, works, strict=True) if work.pin)
    slots = [(work.kind, n) for work, n in zip(works, found, strict=True)]
    assert len(set(slots)) == len(slots)


@LAW
@given(FILES)
def test_a_work_without_a_pin_has_the_lowest_free_number_above_all_older_ones(works: list[Pinned]) -> None:
    found = numbers(works)
    ages = numbers([work._replace(pin=None) for work in works])
    for at, work in enumerate(works):
        if work.pin:
            continue
        series = [other for other in range(len(works)) if works[other].kind == work.kind]
        older = [found[other] for other in series if ages[other] < ages[at]]
        pins = {works[other].pin for other in series}
        floor = max(older, default=0)
        assert found[at] == next(n for n in range(floor + 1, floor + 30) if n not in pins)


@LAW
@given(FILES.filter(bool), st.data())
def test_a_work_pinned_to_the_number_it_has_moves_nothing(works: list[Pinned], data: st.DataObject) -> None:
    before = numbers(works)
    at = data.draw(st.integers(0, len(works) - 1))
    works[at] = works[at]._replace(pin=before[at])
    assert numbers(works) == before


@LAW
@given(FILES, st.integers(13, 24), DATES, st.data())
def test_a_pin_moves_nothing_in_another_series(works: list[Pinned], pin: int, date: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(works)))
    after = numbers([*works[:at], Pinned(date, pin, "poster"), *works[at:]])
    assert journals(works, numbers(works)) == journals(works, after[:at] + after[at + 1 :])


def journals(works: list[Pinned], found: list[int]) -> list[int]:
    return [n for n, work in zip(found, works, strict=True) if work.kind == "journal"]


@LAW
@given(FILES.filter(bool), st.data())
def test_a_pin_moves_no_older_work_but_one_that_would_have_its_number(works: list[Pinned], data: st.DataObject) -> None:
    before = numbers(works)
    ages = numbers([work._replace(pin=None) for work in works])
    at = data.draw(st.integers(0, len(works) - 1))
    pin = data.draw(st.integers(max(before) + 1, max(before) + 5))
    after = numbers([*works[:at], works[at]._replace(pin=pin), *works[at + 1 :]])
    older = [i for i, work in enumerate(works) if work.kind != works[at].kind or ages[i] < ages[at]]
    if works[at].pin is None:
        assert [after[i] for i in older] == [before[i] for i in older]


def entry(name: str, date: int, **says: Any) -> str:
    fields = {"id": name, "kind": "journal", "title": f"On {name}", "authors": "Ada Miller", "date": date, **says}
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


def diagnostics(cvkit: Run, file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cvkit("check", file, "--format", "json").diagnostics
    return found


def test_two_works_on_one_pin_are_an_error_at_the_second_that_names_both(cvkit: Run, record: Make) -> None:
    file = record(f"publications:\n{entry('two', 2021, pin=4)}{entry('one', 2020, pin=4)}")
    (error, gap) = sorted(diagnostics(cvkit, file), key=lambda diagnostic: str(diagnostic["severity"]))
    assert (error["code"], error["severity"], error["line"]) == ("N104", "error", 5)
    assert file.read_text(encoding="utf-8").splitlines()[4][error["column"] - 1 : error["end_column"] - 1] == "4"
    assert "`two`" in error["message"] and "`one`" in error["message"]
    assert gap["code"] == "N105"
    assert cvkit("check", file).status == cvkit("numbers", file).status == 1


def test_one_pin_in_two_series_is_no_error(cvkit: Run, record: Make) -> None:
    file = record(f"publications:\n{entry('two', 2021, pin=1)}{entry('one', 2020, pin=1, kind='poster')}")
    assert diagnostics(cvkit, file) == []
    assert [row["label"] for row in json.loads(cvkit("numbers", file, "--format", "json").out)] == ["J.1", "C.1"]


@pytest.mark.parametrize(
    ("numbering", "severity", "status"), [("", "warning", 0), ("numbering: {gaps: error}\n", "error", 1)]
)
def test_a_gap_is_told_as_loudly_as_the_record_wants(
    cvkit: Run, record: Make, numbering: str, severity: str, status: int
) -> None:
    file = record(f"{numbering}publications:\n{entry('two', 2021, pin=4)}{entry('one', 2020)}")
    (gap,) = diagnostics(cvkit, file)
    assert (gap["code"], gap["severity"]) == ("N105", severity)
    assert "2, 3" in gap["message"] and "J" in gap["message"]
    assert gap["entry"] == "two"
    assert cvkit("check", file).status == cvkit("numbers", file).status == status


def test_no_gap_is_told_where_pins_leave_none(cvkit: Run, record: Make) -> None:
    file = record(f"publications:\n{entry('two', 2021, pin=1)}{entry('one', 2020, pin=2)}")
    assert diagnostics(cvkit, file) == []


UNCOUNTED = ["kind: report", "numbered: false", "status: submitted", "status: in-preparation"]


@pytest.mark.parametrize("says", UNCOUNTED)
def test_a_pin_on_a_work_that_does_not_count_is_an_error_at_the_pin(cvkit: Run, record: Make, says: str) -> None:
    key, value = says.split(": ")
    file = record(f"publications:\n{entry('one', 2020, **{key: value, 'pin': 3})}")
    (error,) = diagnostics(cvkit, file)
    assert (error["code"], error["severity"], error["line"], error["entry"]) == ("N103", "error", 4, "one")
    assert file.read_text(encoding="utf-8").splitlines()[3][error["column"] - 1 :] == "3}"
    assert error["hint"]


def test_where_nothing_is_numbered_a_pin_is_an_error(cvkit: Run, record: Make) -> None:
    file = record(f"numbering: none\npublications:\n{entry('one', 2020, pin=3)}")
    assert [diagnostic["code"] for diagnostic in diagnostics(cvkit, file)] == ["N103"]


@pytest.mark.parametrize("pin", ["0", "-1", "1.5", "one", "J.1"])
def test_a_pin_is_a_whole_number_from_1(cvkit: Run, record: Make, pin: str) -> None:
    (error,) = diagnostics(cvkit, record(f"publications:\n{entry('one', 2020, pin=pin)}"))
    assert (error["code"], error["severity"], error["line"]) == ("V103", "error", 4)


def test_a_pin_is_told_in_the_list_of_numbers(cvkit: Run, record: Make) -> None:
    file = record(f"publications:\n{entry('two', 2021, pin=2)}{entry('one', 2020)}")
    rows = json.loads(cvkit("numbers", file, "--format", "json").out)
    assert [(row["id"], row["number"], row["pinned"], row["locked"]) for row in rows] == [
        ("two", 2, True, False),
        ("one", 1, False, False),
    ]


def test_a_pin_in_the_real_record_moves_only_what_is_newer(cvkit: Run, jemin_lee: Path) -> None:
    def labels() -> dict[str, str]:
        rows = json.loads(cvkit("numbers", jemin_lee, "--format", "json").out)
        return {row["id"]: row["label"] for row in rows}

    before = labels()
    file = jemin_lee / "publications.yaml"
    tenth = next(name for name, label in before.items() if label == "J.10")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"- id: {tenth}\n", f"- id: {tenth}\n  pin: 20\n"), encoding="utf-8")
    moved = {before[name]: label for name, label in labels().items() if label != before[name]}
    assert moved == {f"J.{n}": f"J.{n + 10}" for n in range(10, 16)}
