"""A number never lies: the rule of ages as laws, as a table of examples, and on the real record."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cvkit.commands.read import read
from cvkit.model.author import Author
from cvkit.model.date import Date, parse_date
from cvkit.model.numbering import Numbering
from cvkit.model.person import Person
from cvkit.model.record import Record
from cvkit.model.work import Publication
from cvkit.number import number
from tests.conftest import Result

JEMIN_LEE = """
    J.15 C.21 C.20 C.19 C.18 C.17 C.16 J.14 C.15 C.14 C.13 J.13 J.12 C.12 J.11 J.10 J.9 C.11 J.8 J.7 J.6 J.5 C.10 J.4
    C.9 C.8 C.7 C.6 J.3 C.5 J.2 J.1 C.4 C.3 C.2 C.1
""".split()
AUTHORS = (Author(name="Ada Miller"),)
PERSON = Person.model_validate({"name": "Ada Miller"})


class Listed(NamedTuple):
    """A work as it stands in a file: its kind says its series."""

    date: str | None
    kind: str = "journal"


def labels(works: list[Listed], listed: str = "newest-first") -> list[str]:
    """The labels of works in the order of the file, by the stage itself."""
    publications = tuple(
        Publication(id=f"w{at}", kind=work.kind, title="T", authors=AUTHORS, date=work.date, status="in-press")  # type: ignore[arg-type]
        for at, work in enumerate(works)
    )
    numbering = Numbering.model_validate({"listed": listed})
    record = Record.model_construct(person=PERSON, numbering=numbering, publications=publications, patents=())
    numbered, diagnostics = number(record)
    assert not diagnostics
    return [numbered.labels["publications", at].text for at in range(len(works))]


def period(work: Listed) -> tuple[dt.date, dt.date]:
    date: Date | None = parse_date(work.date) if work.date else None
    return (date.first_day, date.last_day) if date else (dt.date.min, dt.date.max)


def overlap(one: Listed, other: Listed) -> bool:
    return period(one)[0] <= period(other)[1] and period(other)[0] <= period(one)[1]


YEARS = st.integers(2018, 2021).map(str)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
EDGES = ["01-01", "02-28", "04-30", "05-31", "12-31"]
DAYS = st.one_of(
    st.builds("{}-{:02}".format, MONTHS, st.integers(1, 28)), st.builds("{}-{}".format, YEARS, st.sampled_from(EDGES))
)
SEASONS = st.builds("{}-{}".format, YEARS, st.sampled_from(["spring", "summer", "autumn", "winter"]))
RANGES = st.tuples(DAYS, DAYS).map(sorted).map("/".join)
DATES = st.one_of(YEARS, MONTHS, DAYS, SEASONS, RANGES, st.none())
WORKS = st.builds(Listed, DATES, st.sampled_from(["journal", "conference"]))
FILES = st.lists(WORKS, max_size=12)


@given(FILES)
def test_the_labels_of_a_series_are_unique_and_without_a_gap(works: list[Listed]) -> None:
    found = labels(works)
    for series, kind in (("J", "journal"), ("C", "conference")):
        count = sum(work.kind == kind for work in works)
        numbers = sorted(int(label[2:]) for label in found if label.startswith(series))
        assert numbers == list(range(1, count + 1))


@given(FILES)
def test_a_work_whose_period_ends_before_another_begins_has_the_lower_number(works: list[Listed]) -> None:
    found = list(zip(works, labels(works), strict=True))
    for one, first in found:
        for other, second in found:
            if one.kind == other.kind and period(one)[1] < period(other)[0]:
                assert int(first[2:]) < int(second[2:])


@given(FILES, st.data(), st.sampled_from(["journal", "conference"]), st.sampled_from(["2022", "2023-05", "2022-01-01"]))
def test_a_later_work_added_anywhere_changes_no_label(
    works: list[Listed], data: st.DataObject, kind: str, date: str
) -> None:
    assume(all(work.date for work in works))
    at = data.draw(st.integers(0, len(works)))
    after = labels([*works[:at], Listed(date, kind), *works[at:]])
    assert after[:at] + after[at + 1 :] == labels(works)


@given(FILES, st.data(), WORKS)
def test_a_work_above_every_one_that_its_date_overlaps_and_older_than_none_changes_no_label(
    works: list[Listed], data: st.DataObject, new: Listed
) -> None:
    rivals = [at for at, work in enumerate(works) if work.kind == new.kind]
    assume(not any(period(new)[1] < period(works[at])[0] for at in rivals))
    highest = min((at for at in rivals if overlap(works[at], new)), default=len(works))
    at = data.draw(st.integers(0, highest))
    after = labels([*works[:at], new, *works[at:]])
    assert after[:at] + after[at + 1 :] == labels(works)


@given(st.lists(WORKS, min_size=2, max_size=12), st.data())
def test_exchanging_two_neighbours_whose_dates_decide_changes_nothing(works: list[Listed], data: st.DataObject) -> None:
    apart = [at for at, (one, other) in enumerate(pairwise(works)) if not overlap(one, other)]
    assume(apart)
    at = data.draw(st.sampled_from(apart))
    before = labels(works)
    after = labels([*works[:at], works[at + 1], works[at], *works[at + 2 :]])
    assert [*after[:at], after[at + 1], after[at], *after[at + 2 :]] == before


@given(st.lists(WORKS, min_size=2, max_size=12), st.data())
def test_works_of_another_series_never_matter(works: list[Listed], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(works)))
    other = Listed(data.draw(DATES), "patent-free")._replace(kind="workshop")
    journals = [label for label in labels(works) if label.startswith("J")]
    assert [label for label in labels([*works[:at], other, *works[at:]]) if label.startswith("J")] == journals


@given(FILES)
def test_a_list_put_in_its_own_order_keeps_its_labels(works: list[Listed]) -> None:
    works = [work._replace(kind="journal") for work in works]
    ordered = sorted(zip(works, labels(works), strict=True), key=lambda pair: -int(pair[1][2:]))
    assert labels([work for work, _ in ordered]) == [label for _, label in ordered]


@given(FILES)
def test_a_file_turned_over_and_declared_so_has_the_same_labels(works: list[Listed]) -> None:
    assert labels(works[::-1], "oldest-first") == labels(works)[::-1]


@given(st.lists(DAYS, unique=True, max_size=8), st.randoms())
def test_where_days_decide_the_place_in_the_file_does_not_matter(days: list[str], random: object) -> None:
    shuffled = list(days)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    by_day = dict(zip(sorted(days), range(1, len(days) + 1), strict=True))
    assert labels([Listed(day) for day in shuffled]) == [f"J.{by_day[day]}" for day in shuffled]


EXAMPLES: list[tuple[str, list[str | None], list[int]]] = [
    ("days decide", ["2020-01-01", "2021-01-01", "2019-01-01"], [2, 3, 1]),
    ("of one day the higher is the newer", ["2020-01-01", "2020-01-01", "2020-01-01"], [3, 2, 1]),
    ("a year above a month of it is newer", ["2020", "2020-06", "2019"], [3, 2, 1]),
    ("a year below a month of it is older", ["2020-06", "2020", "2019"], [3, 2, 1]),
    ("a year between two of its months stays there", ["2020-09", "2020", "2020-03"], [3, 2, 1]),
    ("a year below all of its months is the oldest of them", ["2020-09", "2020-03", "2020"], [3, 2, 1]),
    ("a year above all of its months is the newest of them", ["2020", "2020-03", "2020-09"], [3, 1, 2]),
    ("a later month below a year is newer than an earlier one", ["2020-03", "2020", "2020-09"], [1, 3, 2]),
    ("a year is older than the next, wherever it stands", ["2019", "2020-01"], [1, 2]),
    ("spring is older than summer", ["2020-spring", "2020-summer"], [1, 2]),
    ("spring is newer than February and older than June", ["2020-spring", "2020-06", "2020-02"], [2, 3, 1]),
    ("in spring the file decides", ["2020-04", "2020-spring"], [2, 1]),
    ("in spring the file decides the other way too", ["2020-spring", "2020-04"], [2, 1]),
    ("winter may be any day of its year", ["2020-winter", "2020-06"], [2, 1]),
    ("winter below June is older", ["2020-06", "2020-winter"], [2, 1]),
    ("a range is from its first day to its last", ["2020-05-01/2020-05-03", "2020-05-02", "2020-05-04"], [2, 1, 3]),
    ("a year above its last day is newer", ["2020", "2020-12-31"], [2, 1]),
    ("a year above its first day is newer", ["2020", "2020-01-01"], [2, 1]),
    ("a month above its last day is newer", ["2020-02", "2020-02-29", "2020-02-01"], [3, 2, 1]),
    ("a range above its last day is newer", ["2020-05-01/2020-05-03", "2020-05-03"], [2, 1]),
    ("no date above all is the newest", [None, "2020", "2019"], [3, 2, 1]),
    ("no date below all is the oldest", ["2020", "2019", None], [3, 2, 1]),
    ("no date between two stays there", ["2020", None, "2019"], [3, 2, 1]),
    ("no dates at all: the file alone", [None, None, None], [3, 2, 1]),
    ("one work", ["2020"], [1]),
    ("none", [], []),
]


@pytest.mark.parametrize(("dates", "numbers"), [row[1:] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES])
def test_works_of_these_dates_have_these_numbers(dates: list[str | None], numbers: list[int]) -> None:
    assert labels([Listed(date) for date in dates]) == [f"J.{at}" for at in numbers]


@pytest.mark.parametrize(("dates", "numbers"), [row[1:] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES])
def test_oldest_first_is_the_same_rule_upside_down(dates: list[str | None], numbers: list[int]) -> None:
    found = labels([Listed(date) for date in reversed(dates)], "oldest-first")
    assert found == [f"J.{at}" for at in reversed(numbers)]


def coarse(text: str, precision: str) -> str:
    """A file with its dates cut to months or years; a range becomes its last month or year."""
    cut = {"days": r"\1\2\3", "months": r"\1\2", "years": r"\1"}[precision]
    text = re.sub(r"(date: )\d{4}-\d\d-\d\d/(\d{4}-\d\d-\d\d)", r"\1\2", text)
    return re.sub(r"(?<=date: )(\d{4})(-\d\d)?(-\d\d)?", cut, text)


@pytest.mark.parametrize("precision", ["as typed", "days", "months", "years"])
def test_the_real_record_has_its_36_labels(cvkit: Callable[..., Result], jemin_lee: Path, precision: str) -> None:
    file = jemin_lee / "publications.yaml"
    if precision != "as typed":
        file.write_text(coarse(file.read_text(encoding="utf-8"), precision), encoding="utf-8")
    rows = json.loads(cvkit("numbers", jemin_lee, "--format", "json").out)
    assert [row["label"] for row in rows] == JEMIN_LEE


def test_a_list_of_files_counts_as_one_file(record: Callable[[str], Path], tmp_path: Path) -> None:
    entry = "- {{id: {0}, kind: journal, title: T, authors: Ada Miller, date: 2020}}\n"
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(entry.format(f"{name}2") + entry.format(f"{name}1"), encoding="utf-8")
    numbered = read(record("publications: [b.yaml, a.yaml]\n")).numbered
    assert numbered is not None
    found = {numbered.record.publications[int(at)].id: label.number for (_, at), label in numbered.labels.items()}
    assert found == {"b2": 4, "b1": 3, "a2": 2, "a1": 1}


SERIES = [
    ("", {"journal": "J", "preprint": None, "conference": "C", "poster": "C", "wip": "C", "demo": "C", "report": None}),
    ("numbering: none\n", {"journal": None, "conference": None}),
    ("numbering: {series: {A: [journal, preprint]}}\n", {"journal": "A", "preprint": "A", "conference": None}),
    ("numbering: {series: {A: [journal], B: [journal]}}\n", {"journal": "A"}),
]


@pytest.mark.parametrize(("numbering", "series"), SERIES)
def test_a_kind_counts_in_the_first_series_that_lists_it(
    record: Callable[[str], Path], numbering: str, series: dict[str, str | None]
) -> None:
    works = "".join(f"  - {{id: {kind}, kind: {kind}, title: T, authors: Ada Miller, date: 2020}}\n" for kind in series)
    numbered = read(record(f"{numbering}publications:\n{works}")).numbered
    assert numbered is not None
    found = {numbered.record.publications[int(at)].id: label.series for (_, at), label in numbered.labels.items()}
    assert found == {kind: name for kind, name in series.items() if name}


OPTING = [
    ("status: submitted", None),
    ("status: in-preparation", None),
    ("status: submitted, series: J", "J.1"),
    ("status: accepted", "J.1"),
    ("status: in-press", "J.1"),
    ("series: C", "C.1"),
    ("numbered: false", None),
    ("numbered: false, series: J", None),
    ("hidden: true", "J.1"),
]


@pytest.mark.parametrize(("says", "label"), OPTING)
def test_a_work_may_say_where_it_counts(record: Callable[[str], Path], says: str, label: str | None) -> None:
    work = f"{{id: one, kind: journal, title: T, authors: Ada Miller, date: 2020, {says}}}"
    numbered = read(record(f"publications: [{work}]\n")).numbered
    assert numbered is not None
    assert [found.text for found in numbered.labels.values()] == ([label] if label else [])


@example("{series}{number}", "J1")
@example("[{series}{number}]", "[J1]")
@example("{number}", "1")
@example("{series}-{number}.", "J-1.")
@given(st.just("{series}.{number}"), st.just("J.1"))
def test_a_label_is_written_in_the_format_of_the_record(form: str, label: str) -> None:
    assert Numbering(label=form).label_of("J", 1) == label
