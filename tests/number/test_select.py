"""A document selects, orders and groups works. The labels stay those of the whole record."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import label_rows
from cvkit.commands.request import Request
from tests.conftest import Result, examples, exported

Run = Callable[..., Result]
Make = Callable[[str], Path]
Fields = dict[str, Any]
LAW = examples(300)
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"


class Shown(NamedTuple):
    """A work as a list shows it; the works here have their id as their title."""

    id: str
    label: str
    group: str


def shown(tex: str, section: str = "publications") -> list[Shown]:
    """The works of a section, in the order of the document."""
    here, group, label = "", "", ""
    found = []
    for line in tex.splitlines():
        if match := re.match(r"\\CVKsection\{id=\{(\w+)\}", line):
            here, group = match[1], ""
        elif match := re.match(r"\\CVKgroup\{title=\{(.*)\}\}", line):
            group = match[1]
        elif line.startswith("\\CVKwork"):
            label = ""
        elif match := re.match(r"  label=\{(.*)\},$", line):
            label = match[1]
        elif (match := re.match(r"  title=\{(.*)\},$", line)) and here == section:
            found.append(Shown(match[1], label, group))
    return found


def ids(works: list[Shown]) -> list[str]:
    return [work.id for work in works]


def work(name: str, kind: str = "journal", authors: str = "Ada Miller", **says: object) -> Fields:
    return {"id": name, "kind": kind, "title": name, "authors": authors, **says}


WORKS = [
    work("sub", status="submitted", authors="Ada Miller, Bo Bee"),
    work("j3", date="2022-05-10", tags=["selected", "top"], authors="Ada Miller, Bo Bee"),
    work("c2", "conference", date="2021-06", tags=["top"], authors="Bo Bee, Ada Miller*"),
    work("w1", "workshop", date="2021", tags=["selected"], authors="Bo Bee†, Ada Miller†"),
    work("j2", date="2020-12-31/2021-01-02", status="accepted", authors="Bo Bee, Ada Miller"),
    work("pre", "preprint", date="2020", status="published"),
    work("x1", date="2019-spring", series="C", authors="Ada Miller*, Bo Bee"),
    work("old", "book", date="2018", authors="Bo Bee, Cy Dee"),
]
PATENTS = [{"id": "p1", "title": "p1", "inventors": "Ada Miller, Bo Bee", "status": "granted", "granted": "2017-06"}]


def record_text(document: Fields, works: list[Fields] = WORKS, patents: list[Fields] | None = None) -> str:
    values = {"publications": works, "patents": patents or [], "documents": {"full": document}}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value)


@pytest.fixture
def select(cvkit: Run, record: Make) -> Callable[..., list[Shown]]:
    """The works that the document of a record shows, without a problem."""

    def run(listing: Fields, works: list[Fields] = WORKS) -> list[Shown]:
        document = {"order": "as-listed", "sections": [{"publications": listing}]}
        result = cvkit("export", record(record_text(document, works)), "--to", "tex")
        assert result.status == 0
        assert re.fullmatch(r"(cvkit: note: not printed in tex: days \(\d+\); .*\n)?", result.err)
        return shown(result.out)

    return run


WHERE: list[tuple[Fields, str]] = [
    ({"kind": "journal"}, "j3 j2 x1 sub"),
    ({"kind": ["conference", "book"]}, "c2 old"),
    ({"series": "J"}, "j3 j2"),
    ({"series": ["C"]}, "c2 w1 x1"),
    ({"series": ["J", "C"]}, "j3 c2 w1 j2 x1"),
    ({"tags": "top"}, "j3 c2"),
    ({"tags": ["top", "selected"]}, "j3 c2 w1"),
    ({"status": "submitted"}, "sub"),
    ({"status": ["submitted", "accepted"]}, "j2 sub"),
    ({"status": "published"}, "j3 c2 w1 pre x1 old"),
    ({"owner_role": "sole"}, "pre"),
    ({"owner_role": "first"}, "j3 sub"),
    ({"owner_role": "first+corresponding"}, "x1"),
    ({"owner_role": "equal-first"}, "w1"),
    ({"owner_role": "corresponding"}, "c2"),
    ({"owner_role": "co-author"}, "j2"),
    ({"owner_role": "lead"}, "j3 w1 pre x1 sub"),
    ({"owner_role": ["lead", "corresponding"]}, "j3 c2 w1 pre x1 sub"),
    ({"ids": ["j2"]}, "j2"),
    ({"ids": "j2"}, "j2"),
    ({"ids": ["x1", "j3", "old", "sub"]}, "x1 j3 old sub"),
    ({"kind": "journal", "tags": "top"}, "j3"),
    ({"kind": "journal", "owner_role": "lead", "series": "C"}, "x1"),
    ({"series": ["J", "C"], "tags": ["top", "selected"], "since": "2021", "until": "2021", "owner_role": "lead"}, "w1"),
    ({"ids": ["x1", "c2", "j3"], "kind": "journal"}, "x1 j3"),
    ({"status": "published", "kind": ["journal", "preprint"], "until": "2020"}, "pre x1"),
]


@pytest.mark.parametrize(("where", "wanted"), WHERE, ids=[json.dumps(where) for where, _ in WHERE])
def test_where_asks_for_any_value_of_a_key_and_for_all_keys(
    select: Callable[..., list[Shown]], where: Fields, wanted: str
) -> None:
    assert ids(select({"where": where})) == wanted.split()


SINCE: list[tuple[str, str, str]] = [
    ("2022-05-10", "2022-05-10", "j3"),
    ("2022-05-11", "", ""),
    ("2021-12-31", "", "j3 w1"),
    ("2021-06-30", "", "j3 c2 w1"),
    ("2021-07", "", "j3 w1"),
    ("2021-01-02", "", "j3 c2 w1 j2"),
    ("2021-01-03", "", "j3 c2 w1"),
    ("2020-12-31", "", "j3 c2 w1 j2 pre"),
    ("2021", "2021", "c2 w1 j2"),
    ("", "2021-06-01", "c2 w1 j2 pre x1 old"),
    ("", "2021-05", "w1 j2 pre x1 old"),
    ("", "2020-12-31", "j2 pre x1 old"),
    ("", "2020-12-30", "pre x1 old"),
    ("2019-05-31", "2019-12-31", "x1"),
    ("2019-06-01", "2019-12-31", ""),
    ("2018-03-01", "2019-03-01", "x1 old"),
    ("2018-03-01", "2019-02-28", "old"),
    ("2019-summer", "2020-spring", "pre"),
]


@pytest.mark.parametrize(("since", "until", "wanted"), SINCE)
def test_since_and_until_include_their_day_and_any_day_of_a_coarse_date(
    cvkit: Run, record: Make, since: str, until: str, wanted: str
) -> None:
    where = {key: value for key, value in (("since", since), ("until", until)) if value}
    document = {"order": "as-listed", "sections": [{"publications": {"where": where}}]}
    file = record(record_text(document, WORKS[1:]))
    assert ids(shown(cvkit("export", file, "--to", "tex").out)) == wanted.split()


PERIODS = [
    ({"date": "2020-05-17"}, "2020-05-17", "2020-05-17", True),
    ({"date": "2020-05-17"}, "2020-05-18", "", False),
    ({"date": "2020-05-17"}, "", "2020-05-16", False),
    ({"start": "2018-02", "end": "2020-05-17"}, "2020-05-17", "", True),
    ({"start": "2018-02", "end": "2020-05-17"}, "2020-05-18", "", False),
    ({"start": "2018-02-03", "end": "2020-05"}, "", "2018-02-03", True),
    ({"start": "2018-02-03", "end": "2020-05"}, "", "2018-02-02", False),
    ({"start": "2018", "end": "2020-05"}, "2020-05-31", "", True),
    ({"start": "2018", "end": "2020-05"}, "2020-06-01", "", False),
    ({"start": "2018", "end": "2020"}, "2020-12-31", "", True),
    ({"start": "2018", "end": "2020"}, "2021-01-01", "", False),
    ({"start": "2018", "end": "2020"}, "", "2018-01-01", True),
    ({"start": "2018", "end": "2020"}, "", "2017-12-31", False),
    ({"start": "2018", "end": "present"}, "2039-01-01", "", True),
    ({"start": "2018-03", "end": "2018-05"}, "2018-05", "2018-05", True),
    ({"start": "2018-03", "end": "2018-05"}, "2018-06", "2018-06", False),
]
"""The dates of an entry; since and until; whether it is shown."""


@pytest.mark.parametrize(("dates", "since", "until", "is_shown"), PERIODS)
def test_since_and_until_include_their_day_in_sections_that_are_no_works(
    cvkit: Run, record: Make, dates: Fields, since: str, until: str, is_shown: bool
) -> None:
    section, entry = (
        ("honors", {"title": "A Prize"}) if "date" in dates else ("experience", {"organization": "A Prize"})
    )
    where = {key: value for key, value in (("since", since), ("until", until)) if value}
    values = {section: [{**entry, **dates}], "documents": {"full": {"sections": [{section: {"where": where}}]}}}
    file = record("".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items()))
    result = cvkit("export", file, "--to", "txt")
    assert result.status == 0, result.err
    assert ("A Prize" in result.out) == is_shown


def test_a_patent_is_selected_by_what_it_is(cvkit: Run, record: Make) -> None:
    for where, wanted in [
        ({"kind": "patent"}, ["p1"]),
        ({"series": "P"}, ["p1"]),
        ({"owner_role": "lead"}, ["p1"]),
        ({"since": "2017-06-30", "until": "2017-06-01"}, ["p1"]),
        ({"ids": "p1"}, ["p1"]),
        ({"until": "2016"}, []),
    ]:
        file = record(record_text({"sections": [{"patents": {"where": where}}]}, patents=PATENTS))
        assert ids(shown(cvkit("export", file, "--to", "tex").out, "patents")) == wanted, where


def test_a_patent_is_selected_by_its_status(cvkit: Run, record: Make) -> None:
    filed = {"id": "p2", "title": "p2", "inventors": "Ada Miller", "status": "filed", "filed": "2020"}
    file = record(record_text({"sections": [{"patents": {"where": {"status": "granted"}}}]}, patents=[filed, *PATENTS]))
    result = cvkit("export", file, "--to", "tex")
    assert result.status == 0, result.err
    assert ids(shown(result.out, "patents")) == ["p1"]


ORDERS: list[tuple[Fields, str]] = [
    ({"order": "newest-first"}, "j3 c2 w1 j2 pre x1 old"),
    ({"order": "oldest-first"}, "old x1 pre j2 w1 c2 j3"),
    ({"order": "as-listed"}, "j3 c2 w1 j2 pre x1 old"),
    ({"limit": 2}, "j3 c2"),
    ({"limit": 2, "order": "oldest-first"}, "old x1"),
    ({"limit": 99}, "j3 c2 w1 j2 pre x1 old"),
    ({"limit": 2, "where": {"kind": "journal"}}, "j3 j2"),
    ({"limit": 2, "where": {"ids": ["old", "x1", "j3"]}}, "old x1"),
    ({"order": "oldest-first", "where": {"ids": ["j3", "old", "x1"]}}, "j3 old x1"),
]


def test_without_an_order_the_newest_come_first(cvkit: Run, record: Make) -> None:
    works = [work(name, date=date) for name, date in [("b", "2020-02-01"), ("c", "2020-03-01"), ("a", "2020-01-01")]]
    assert ids(shown(cvkit("export", record(record_text({}, works)), "--to", "tex").out)) == ["c", "b", "a"]


@pytest.mark.parametrize(("listing", "wanted"), ORDERS, ids=[json.dumps(listing) for listing, _ in ORDERS])
def test_a_list_has_its_order_and_its_limit_from_the_top(
    select: Callable[..., list[Shown]], listing: Fields, wanted: str
) -> None:
    assert ids(select(listing, WORKS[1:])) == wanted.split()


def test_groups_by_kind_stand_in_the_order_of_kinds(select: Callable[..., list[Shown]]) -> None:
    works = select({"group_by": "kind", "where": {"kind": ["book", "workshop", "journal"]}})
    assert [(found.group, found.id) for found in works] == [
        ("Journal Articles", "j3"),
        ("Journal Articles", "j2"),
        ("Journal Articles", "x1"),
        ("Workshop Papers", "w1"),
        ("Books", "old"),
        ("Under Review", "sub"),
    ]


def test_groups_by_year_stand_in_the_order_of_the_list(select: Callable[..., list[Shown]]) -> None:
    works = select({"group_by": "year", "order": "newest-first"}, WORKS[1:])
    groups = [found.group for found in works]
    assert list(dict.fromkeys(groups)) == ["2022", "2021", "2020", "2019", "2018"]
    assert groups == sorted(groups, reverse=True)
    assert {found.id: found.group for found in works}["j2"] == "2021"
    oldest_first = select({"group_by": "year", "order": "oldest-first"}, WORKS[1:])
    assert [found.group for found in oldest_first] == sorted(groups)


def test_groups_by_series_stand_in_the_order_of_the_series_and_the_rest_last(
    select: Callable[..., list[Shown]],
) -> None:
    works = select({"group_by": "series"})
    assert [found.label[:1] for found in works] == ["J", "J", "C", "C", "C", "", "", ""]
    assert len({found.group for found in works}) == len({(found.label[:1], found.group) for found in works}) == 4


def test_a_hidden_work_is_selected_by_nothing_and_keeps_its_number(select: Callable[..., list[Shown]]) -> None:
    works = [{**entry, "hidden": True} if entry["id"] == "j3" else entry for entry in WORKS]
    assert ids(select({"where": {"ids": ["j2", "j3"]}}, works)) == ["j2"]
    again = [work("j4", date="2023"), *works]
    assert [found.label for found in select({"where": {"series": "J"}}, again)] == ["J.3", "J.1"]


def test_a_selection_keeps_the_numbers_of_the_whole_unless_it_is_renumbered(
    select: Callable[..., list[Shown]],
) -> None:
    whole = {found.id: found.label for found in select({})}
    labels = {"j3": "J.2", "j2": "J.1", "c2": "C.3", "w1": "C.2", "x1": "C.1"}
    assert whole == {name: labels.get(name, "") for name in whole}
    where = {"ids": ["j3", "c2", "sub"]}
    assert [found.label for found in select({"where": where})] == [whole["j3"], whole["c2"], ""]
    assert [found.label for found in select({"where": where, "renumber": True})] == ["J.1", "C.1", ""]
    assert [found.label for found in select({"where": where, "renumber": False})] == [whole["j3"], whole["c2"], ""]


def test_renumbering_leaves_no_trace_of_pins(select: Callable[..., list[Shown]]) -> None:
    works = [work("b", date="2021", pin=1), work("a", date="2020", pin=2)]
    assert [(found.id, found.label) for found in select({"renumber": True}, works)] == [("b", "J.2"), ("a", "J.1")]


@pytest.mark.parametrize(("wrong", "hint"), [("j33", "did you mean `j3`?"), ("wibble", "")])
def test_an_unknown_id_is_an_error_at_its_place(cvkit: Run, record: Make, wrong: str, hint: str) -> None:
    file = record(record_text({"sections": [{"publications": {"where": {"ids": ["j2", wrong]}}}]}))
    (diagnostic,) = cvkit("check", file, "--format", "json").diagnostics
    assert (diagnostic["code"], diagnostic["severity"]) == ("N302", "error")
    assert f"`{wrong}`" in diagnostic["message"] and hint in diagnostic["hint"] and diagnostic["hint"]
    line = file.read_text(encoding="utf-8").splitlines()[diagnostic["line"] - 1]
    assert wrong in line[diagnostic["column"] - 1 : diagnostic["end_column"] - 1]
    assert cvkit("export", file, "--to", "tex").status == 1


def test_an_empty_selection_is_a_warning_at_its_place(cvkit: Run, record: Make) -> None:
    text = "publications: [{id: a, kind: journal, title: a, authors: Ada Miller, date: 2020}]\ndocuments:\n  short:\n"
    file = record(text + "    sections:\n      - publications: {where: {kind: book}}\n")
    (diagnostic,) = cvkit("check", file, "--format", "json").diagnostics
    assert (diagnostic["code"], diagnostic["severity"], diagnostic["line"], diagnostic["column"]) == (
        "N301",
        "warning",
        7,
        31,
    )
    assert "`short`" in diagnostic["message"] and "publications" in diagnostic["message"]
    assert cvkit("export", file, "--to", "tex").status == 0
    assert cvkit("check", file, "--strict").status == 1


def test_every_document_is_checked(cvkit: Run, record: Make) -> None:
    text = record_text({}).replace(
        'documents: {"full": {}}',
        "documents:\n  one: {where: {ids: [wibble]}}\n  two: {where: {kind: talk}}\n  three: {where: {ids: [wobble]}}",
    )
    diagnostics = cvkit("check", record(text), "--format", "json").diagnostics
    assert [diagnostic["code"] for diagnostic in diagnostics] == ["N302", "N301", "N302"]


def test_a_record_without_works_has_no_empty_selection(cvkit: Run, record: Make) -> None:
    file = record("honors: [{title: A}]\ndocuments: {full: {where: {kind: book}}}\n")
    assert cvkit("check", file, "--strict").status == 0


class TestOfTheDocument:
    def run(self, cvkit: Run, record: Make, document: Fields, listing: Fields | None = None) -> list[Shown]:
        sections: list[Any] = [{"publications": listing}] if listing is not None else ["publications"]
        result = cvkit("export", record(record_text({**document, "sections": sections})), "--to", "tex")
        assert result.status == 0, result.err
        return shown(result.out)

    HELD: list[tuple[Fields, str]] = [
        ({"order": "as-listed"}, "j3 c2 w1 j2 pre x1 old sub"),
        ({"order": "as-listed", "limit": 1}, "sub"),
        ({"where": {"tags": "top"}}, "j3 c2"),
        ({"order": "as-listed", "where": {"ids": ["x1", "j3"]}}, "x1 j3"),
        ({"order": "as-listed", "group_by": "kind", "where": {"kind": ["book", "workshop"]}}, "w1 old"),
    ]

    @pytest.mark.parametrize(("document", "wanted"), HELD)
    def test_keys_hold_for_a_list_that_says_nothing(
        self, cvkit: Run, record: Make, document: Fields, wanted: str
    ) -> None:
        assert ids(self.run(cvkit, record, document)) == wanted.split()
        assert ids(self.run(cvkit, record, document, {})) == wanted.split()

    OWN: list[tuple[Fields, Fields, str]] = [
        ({"order": "as-listed"}, {"order": "oldest-first", "limit": 2}, "old x1"),
        ({"order": "as-listed", "limit": 1}, {"limit": 2}, "j3 sub"),
        ({"where": {"tags": "top"}}, {"where": {"kind": "book"}}, "old"),
        ({"order": "as-listed", "limit": 2}, {"where": {"kind": "journal"}}, "j3 sub"),
    ]

    @pytest.mark.parametrize(("document", "listing", "wanted"), OWN)
    def test_keys_of_a_list_win_one_by_one(
        self, cvkit: Run, record: Make, document: Fields, listing: Fields, wanted: str
    ) -> None:
        assert ids(self.run(cvkit, record, document, listing)) == wanted.split()

    def test_groups_and_numbers_of_a_list_win(self, cvkit: Run, record: Make) -> None:
        document = {"order": "as-listed", "group_by": "year", "renumber": True, "where": {"ids": ["j3", "c2"]}}
        held = self.run(cvkit, record, document)
        assert [(found.group, found.label) for found in held] == [("2022", "J.1"), ("2021", "C.1")]
        own = self.run(cvkit, record, document, {"group_by": "kind", "renumber": False})
        assert [(found.group, found.label) for found in own] == [
            ("Journal Articles", "J.2"),
            ("Conference Papers", "C.3"),
        ]

    def test_names_and_lengths_of_a_list_win(self, cvkit: Run, record: Make) -> None:
        document: Fields = {"names": "initials", "max_authors": 1, "where": {"ids": "j3"}}
        for listing, authors in [({}, "A.~Miller"), ({"names": "full", "max_authors": 9}, "Ada~Miller")]:
            file = record(record_text({**document, "sections": [{"publications": listing}]}))
            tex = cvkit("export", file, "--to", "tex").out
            assert f"authors={{\\CVKowner{{{authors}}}" in tex
            assert ("1~more" in tex) == (listing == {})

    def test_ids_may_be_of_several_lists(self, cvkit: Run, record: Make) -> None:
        file = record(record_text({"where": {"ids": ["p1", "x1", "j3"]}}, patents=PATENTS))
        result = cvkit("export", file, "--to", "tex")
        assert result.status == 0, result.err
        assert ids(shown(result.out)) == ["x1", "j3"]
        assert ids(shown(result.out, "patents")) == ["p1"]

    def test_a_section_may_have_a_title_of_its_own(self, cvkit: Run, record: Make) -> None:
        file = record(record_text({"sections": [{"publications": {"title": "Ten selected papers"}}]}))
        assert (
            "\\CVKsection{id={publications}, title={Ten selected papers}}" in cvkit("export", file, "--to", "tex").out
        )


KINDS = st.sampled_from(["journal", "preprint", "conference", "demo", "book"])
DATES = st.one_of(
    st.integers(2018, 2022).map(str),
    st.builds("{}-{:02}".format, st.integers(2018, 2022), st.integers(1, 12)),
    st.builds("{}-{}".format, st.integers(2018, 2022), st.sampled_from(["spring", "winter"])),
)
DAYS = st.builds("{}-{:02}-{:02}".format, st.integers(2018, 2022), st.integers(1, 12), st.integers(1, 28))
AUTHORS = st.sampled_from(["Ada Miller", "Bo Bee, Ada Miller", "Ada Miller†, Bo Bee†", "Bo Bee, Ada Miller*", "Bo Bee"])


def files(dates: st.SearchStrategy[str]) -> st.SearchStrategy[list[Fields]]:
    fields = st.fixed_dictionaries(
        {"kind": KINDS, "authors": AUTHORS, "date": dates},
        optional={
            "tags": st.just(["top"]),
            "hidden": st.booleans(),
            "numbered": st.booleans(),
            "status": st.sampled_from(["submitted", "accepted", "published"]),
        },
    )
    return st.lists(fields, min_size=1, max_size=8).map(
        lambda works: [{"id": f"w{at}", "title": f"w{at}", **entry} for at, entry in enumerate(works)]
    )


def wheres(works: list[Fields]) -> st.SearchStrategy[Fields]:
    names = st.lists(st.sampled_from([entry["id"] for entry in works]), unique=True, min_size=1)
    keys = {
        "kind": st.lists(KINDS, min_size=1, unique=True),
        "series": st.sampled_from(["J", "C"]),
        "tags": st.just("top"),
        "since": st.one_of(DATES, DAYS),
        "until": st.one_of(DATES, DAYS),
        "status": st.sampled_from(["submitted", "published"]),
        "owner_role": st.sampled_from(["lead", "sole", "co-author", "corresponding", "equal-first"]),
        "ids": names,
    }
    return st.fixed_dictionaries({}, optional=keys)


def listings(works: list[Fields]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries(
        {"where": wheres(works)},
        optional={
            "limit": st.integers(1, 5),
            "order": st.sampled_from(["newest-first", "oldest-first", "as-listed"]),
            "group_by": st.sampled_from(["kind", "year", "series"]),
        },
    )


def both(works: list[Fields], listing: Fields, label: str = "{series}.{number}") -> tuple[list[Shown], list[Shown]]:
    """The works of the whole record in the order of a listing, and those that the listing shows."""
    order = {key: value for key, value in listing.items() if key == "order"}
    documents = {"full": {"sections": [{"publications": order}]}, "some": {"sections": [{"publications": listing}]}}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cv.yaml"
        values = {"numbering": {"label": label}, "publications": works, "documents": documents}
        text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
        file.write_text(HEAD + text, encoding="utf-8")
        labels = {row["id"]: row["label"] for row in label_rows(file)[0]}
        whole, some = (shown(exported(Request(file, document=name), "tex")) for name in ("full", "some"))
    assert {found.id: found.label for found in whole if found.label} == labels
    return whole, some


@LAW
@given(st.data())
def test_every_selection_shows_the_labels_of_the_whole(data: st.DataObject) -> None:
    works = data.draw(files(DATES))
    whole, some = both(works, data.draw(listings(works)))
    labels = {found.id: found.label for found in whole}
    assert [(found.id, found.label) for found in some] == [(found.id, labels[found.id]) for found in some]
    assert len(set(ids(some))) == len(some)


@LAW
@given(st.data())
def test_every_selection_stands_in_the_order_of_the_whole_or_of_its_ids(data: st.DataObject) -> None:
    works = data.draw(files(DATES))
    listing = data.draw(listings(works))
    listing.pop("group_by", None)
    whole, some = both(works, listing)
    wanted = listing["where"].get("ids") or ids(whole)
    assert ids(some) == [name for name in wanted if name in ids(some)]
    assert len(some) <= listing.get("limit", len(works))
    if not listing["where"] and "limit" not in listing:
        assert some == whole


@LAW
@given(st.data())
def test_renumbered_works_count_as_if_there_were_no_others(data: st.DataObject) -> None:
    works = data.draw(files(DAYS))
    listing = data.draw(listings(works)) | {"renumber": True}
    _, some = both(works, listing)
    alone = [entry for entry in works if entry["id"] in ids(some)]
    if alone:
        labels = {found.id: found.label for found in both(alone, {})[0]}
        assert {found.id: found.label for found in some} == labels
