"""Author lists as people type them: who they name, what their marks say, and what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvkit.check.author_list import parse_authors
from cvkit.commands.read import Read, read
from cvkit.model.author import DEFAULT_MARKERS, Author
from cvkit.model.diagnostic import Diagnostic
from tests.conftest import ROOT

Make = Callable[[str], Path]
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "authors.yaml").read_text(encoding="utf-8"))


def work(authors: object) -> str:
    """A work with an author list; JSON is YAML, so any string survives."""
    entry = {"id": "one", "kind": "report", "title": "T", "date": "2020", "authors": authors}
    return f"publications:\n  - {json.dumps(entry, ensure_ascii=False)}\n"


def told(found: Read) -> list[Diagnostic]:
    """Return the problems of the list itself, without those about its people and about empty lists."""
    return [
        diagnostic for diagnostic in found.diagnostics if diagnostic.code in {"V106", "V110", "V111", "V112", "V113"}
    ]


def people(found: Read) -> list[str]:
    """The authors of the only work, with what their marks say."""
    assert found.numbered is not None
    return [shown(author) for author in found.numbered.record.publications[0].authors]


def shown(author: Author) -> str:
    roles = ("=" if author.equal_contributor else "") + ("*" if author.corresponding else "")
    return f"{author.parts.full} {roles}".rstrip()


def test_the_table_has_every_author_line_of_the_record() -> None:
    folder = ROOT / "data" / "jemin-lee"
    works = yaml.safe_load((folder / "publications.yaml").read_text(encoding="utf-8"))
    patents = yaml.safe_load((folder / "cv.yaml").read_text(encoding="utf-8"))["patents"]
    lines = {work["authors"] for work in works} | {patent["inventors"] for patent in patents}
    assert lines <= {case["authors"] for case in CASES}
    assert len(CASES) > len(lines) + 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["authors"])
def test_an_author_line_names_these_people_with_these_roles_and_diagnostics(case: dict[str, Any], record: Make) -> None:
    found = read(record(work(case["authors"])))
    if "people" in case:
        assert people(found) == case["people"]
        assert found.numbered is not None
        assert found.numbered.record.publications[0].is_open is case.get("open", False)
    diagnostics = [(p.code, str(p.severity), p.part[0]) for p in told(found)]
    wanted = [diagnostic.split() for diagnostic in case.get("problems", [])]
    assert diagnostics == [(code, severity, int(column) - 1) for code, severity, column in wanted]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["authors"])
def test_no_sign_stays_in_a_name(case: dict[str, Any]) -> None:
    authors, diagnostics = parse_authors(case["authors"], DEFAULT_MARKERS, ())
    names = [author["name"].full for author in authors if author != "et al."]
    if not any("is before a name" in diagnostic.message for diagnostic in diagnostics):
        assert not any(sign in name for name in names for sign in "†*‡§#^\\")


def test_two_one_word_names_are_refused_with_both_ways_to_write_them(record: Make) -> None:
    (diagnostic,) = told(read(record(work("Lee, Jemin"))))
    assert "`Jemin Lee`" in diagnostic.hint
    assert "`{Lee}, {Jemin}`" in diagnostic.hint


def test_three_hundred_authors_are_three_hundred_people(record: Make) -> None:
    names = [f"Ada{'bcdefghij'[i % 9]} Fictive{'klmnopqrst'[i // 30]}{'uvw'[i % 3]}" for i in range(300)]
    marked = [f"{name}*" if i % 7 == 0 else name for i, name in enumerate(names)]
    found = read(record(work(", ".join(marked[:-1]) + ", and " + marked[-1])))
    assert told(found) == []
    assert people(found) == [name.replace("*", " *") for name in marked]


def test_a_sign_means_what_the_record_declares(record: Make) -> None:
    text = 'markers: {"*": equal_contributor, ✉: corresponding, 1: equal_contributor}\n'
    found = read(record(text + work("Al Bo*, C Do✉, Ed Fo1*")))
    assert (told(found), people(found)) == ([], ["Al Bo =", "C Do *", "Ed Fo ="])


def test_a_sign_that_only_the_default_declares_is_refused_where_others_are_declared(record: Make) -> None:
    (diagnostic,) = told(read(record('markers: {"*": equal_contributor}\n' + work("Al Bo†, C Do*"))))
    assert (diagnostic.code, diagnostic.part) == ("V106", (5, 6))
    assert '{"*": equal_contributor, "†": equal_contributor}' in diagnostic.hint


def test_the_hint_on_a_name_that_begins_with_a_digit_resolves_it(record: Make) -> None:
    (diagnostic,) = told(read(record(work(["Al Bo", "23andMe Team"]))))
    assert diagnostic.hint.endswith("write `{23andMe Team}` within quotes")
    found = read(record(work(["Al Bo", "{23andMe Team}"])))
    assert (told(found), people(found)) == ([], ["Al Bo", "23andMe Team"])


def test_the_hint_gives_a_default_sign_the_meaning_that_it_has_by_default(record: Make) -> None:
    (diagnostic,) = told(read(record("markers: {†: equal_contributor}\n" + work("Al Bo†, C Do†*"))))
    assert '`markers: {"†": equal_contributor, "*": corresponding}`' in diagnostic.hint


LISTS = [
    (["Al Bo†*", "C Do"], ["Al Bo =*", "C Do"]),
    (["Miller, Ada", "van der Berg, Jan*"], ["Ada Miller", "Jan van der Berg *"]),
    (
        ["Miller*, Ada", "van der Berg†, Jan*", "Fictive[*], Jr., Bo"],
        ["Ada Miller *", "Jan van der Berg =*", "Bo Fictive Jr. *"],
    ),
    (["Lee, Jemin"], ["Jemin Lee"]),
    (["Fictive, Bo, Jr.", "Al Bo Jr."], ["Bo Fictive Jr.", "Al Bo Jr."]),
    (["{Suharto}", "{A, B and Co}", "이제민"], ["Suharto", "A, B and Co", "이제민"]),
    ([{"name": "Miller, Ada", "corresponding": True}], ["Ada Miller *"]),
    ([{"given": "Ada", "family": "Miller", "equal_contributor": True}], ["Ada Miller ="]),
    ([{"literal": "The Group"}, {"family": "Suharto"}], ["The Group", "Suharto"]),
    ([{"given": "Jan", "particle": "van", "family": "Berg", "suffix": "Jr."}], ["Jan van Berg Jr."]),
]


@pytest.mark.parametrize(("authors", "wanted"), LISTS)
def test_in_a_list_each_item_is_one_person(authors: list[Any], wanted: list[str], record: Make) -> None:
    found = read(record(work(authors)))
    assert (told(found), people(found)) == ([], wanted)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("Bo Fictive, Ph.D.", "V111"),
        ("Bo Fictive‡", "V106"),
        ({"name": "Bo Fictive‡"}, "V106"),
    ],
)
def test_what_a_string_refuses_an_item_of_a_list_refuses_too(item: Any, code: str, record: Make) -> None:
    assert [p.code for p in told(read(record(work(["Al Bo", item]))))] == [code]


@pytest.mark.parametrize(
    ("items", "names"),
    [
        (["Al Bo", "et al."], ["Al Bo"]),
        (["Miller, Ada", "others"], ["Ada Miller"]),
        (["Al Bo", "Cy Do et al."], ["Al Bo", "Cy Do"]),
        (["Al Bo", "…"], ["Al Bo"]),
        (["김철수", "외"], ["김철수"]),
        ([{"name": "Al Bo"}, "and others"], ["Al Bo"]),
    ],
)
def test_an_open_list_of_items_ends_with_et_al(items: list[Any], names: list[str], record: Make) -> None:
    found = read(record(work(items)))
    assert (told(found), people(found)) == ([], names)
    assert found.numbered is not None
    assert found.numbered.record.publications[0].is_open


@pytest.mark.parametrize("items", [["et al."], ["Al Bo", "et al.", "Cy Do"], ["others", "Al Bo"]])
def test_an_open_end_without_an_author_or_within_a_list_is_refused(items: list[Any], record: Make) -> None:
    assert [p.code for p in told(read(record(work(items))))] == ["V110"]


def test_a_mark_in_the_name_of_a_mapping_becomes_data_too(record: Make) -> None:
    found = read(record(work([{"name": "Ada Miller*"}, "C Do"])))
    assert people(found) == ["Ada Miller *", "C Do"]


def test_a_degree_behind_a_name_beside_semicolons_is_dropped(record: Make) -> None:
    found = read(record(work("Bo Fictive, Ph.D.; Al Bo")))
    assert ([p.code for p in told(found)], people(found)) == (["V111"], ["Bo Fictive", "Al Bo"])


NAMES_LIKE_DEGREES = {
    "Lan Yu Meng; LAN YU MENG; Jo Edd; Al Jd": ["Lan Yu Meng", "LAN YU MENG", "Jo Edd", "Al Jd"],
    "Al Bo MEng; Cy Do, EdD; Ed Fi, JD": ["Al Bo", "Cy Do", "Ed Fi"],
    "Islam Rahim, Md; Al Bo": ["Md Islam Rahim", "Al Bo"],
}


@pytest.mark.parametrize(("authors", "names"), NAMES_LIKE_DEGREES.items())
def test_a_family_name_with_the_letters_of_a_degree_stays(authors: str, names: list[str], record: Make) -> None:
    found = read(record(work(authors)))
    assert people(found) == names
    assert {p.code for p in told(found)} == ({"V111"} if "MEng" in authors else set())


@pytest.mark.parametrize("authors", ["{}", "Al Bo, {}", ["{ }"], [{"name": "{}"}]])
def test_an_author_without_a_name_is_refused(authors: object, record: Make) -> None:
    assert any(diagnostic.is_error for diagnostic in read(record(work(authors))).diagnostics)


PIECES = st.sampled_from([*"AaBb ,;&†*^[]{}\\.'1…é\u0301가", " and ", "Jr.", "et al."])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_author_line_is_read_or_refused(text: str) -> None:
    authors, diagnostics = parse_authors(text, DEFAULT_MARKERS, ())
    assert all(
        diagnostic.message and diagnostic.hint and 0 <= diagnostic.part[0] <= diagnostic.part[1] <= len(text)
        for diagnostic in diagnostics
    )
    assert all(author["name"].full.strip() for author in authors if author != "et al.")


PLAIN = st.text(st.sampled_from("abcdefgh"), min_size=2, max_size=6).map(str.capitalize)
PEOPLE = st.lists(st.tuples(PLAIN, PLAIN, st.sampled_from(["", "†", "*", "†*"])), min_size=1, max_size=6)


@given(PEOPLE, st.sampled_from([", ", "; ", " and ", " & "]), st.booleans())
def test_whatever_parts_them_the_people_are_the_same(
    names: list[tuple[str, str, str]], separator: str, comma: bool
) -> None:
    text = separator.join(f"{given} {family}{signs}" for given, family, signs in names)
    authors, diagnostics = parse_authors(text + ("," if comma and separator == ", " else ""), DEFAULT_MARKERS, ())
    assert not diagnostics
    assert [author["name"].full for author in authors] == [f"{given} {family}" for given, family, _ in names]
    assert [bool(author.get("corresponding")) for author in authors] == ["*" in signs for _, _, signs in names]
    assert [bool(author.get("equal_contributor")) for author in authors] == ["†" in signs for _, _, signs in names]
