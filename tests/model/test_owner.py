"""Who is the owner: a table of spellings with their verdicts, namesakes, works that no author of is the owner, laws."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.record import Record
from cvkit.model.spelling import Likeness
from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[..., Path]
Headless = Callable[[str], Path]

VERDICTS = ("owner", "reported", "other")
TABLE = yaml.load((Path(__file__).parent / "owner_spellings.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
PAIRS = [(row["person"], name, verdict) for row in TABLE for verdict in VERDICTS for name in row.get(verdict, ())]
ONE = "0000-0002-1825-0097"


@pytest.fixture
def headless(record: Make) -> Headless:
    return lambda text: record(text, head="")


def inline(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def text_of(person: object, *lists: object, people: object = None) -> str:
    """A record with a work for each author list, the first the newest."""
    works = [
        {"id": f"w{at}", "kind": "journal", "title": f"T{at}{at}", "date": str(2030 - at), "authors": authors}
        for at, authors in enumerate(lists)
    ]
    known = f"people: {inline(people)}\n" if people else ""
    return f"cvkit: 1\nperson: {inline(person)}\n{known}publications: {inline(works)}\n"


def found_in(cvkit: Run, file: Path) -> list[dict[str, Any]]:
    """The warnings and errors of a record."""
    found: list[dict[str, Any]] = cvkit("check", file, "--format", "json").diagnostics
    return [diagnostic for diagnostic in found if diagnostic["severity"] != "note"]


def codes(cvkit: Run, file: Path) -> list[str]:
    return [f"{diagnostic['severity']} {diagnostic['code']}" for diagnostic in found_in(cvkit, file)]


def roles(cvkit: Run, file: Path) -> list[str | None]:
    result = cvkit("numbers", file, "--format", "json")
    assert result.status == 0, result.err
    return [row["owner_role"] for row in json.loads(result.out)]


def test_the_table_is_large_enough() -> None:
    assert len(PAIRS) >= 120
    assert {verdict for _, _, verdict in PAIRS} == set(VERDICTS)


@pytest.mark.parametrize(("person", "name", "verdict"), PAIRS, ids=[f"{p['name']}-{n}" for p, n, _ in PAIRS])
def test_the_verdict_on_a_spelling(cvkit: Run, headless: Headless, person: object, name: object, verdict: str) -> None:
    authors = ["Zoe Quist", {"owner": "true", "name": "Zed Quist"}]
    file = headless(text_of(person, ["Bo Bee", name], authors))
    if verdict == "owner":
        assert roles(cvkit, file) == ["co-author", "co-author"]
        assert codes(cvkit, file) == []
    else:
        assert roles(cvkit, file) == [None, "co-author"]
        assert codes(cvkit, file) == ["warning V150" if verdict == "reported" else "warning V151"]


CARLA = {"name": "Carla D. Holm"}


def test_loose_forms_that_contradict_each_other_are_all_reported(cvkit: Run, headless: Headless) -> None:
    names = ["Carla Dorsey Holm", "Carla Diana Holm", "Carla Holm"]
    file = headless(text_of(CARLA, "Carla D. Holm", *names))
    assert roles(cvkit, file) == ["sole", None, None, None]
    assert sorted(found["message"] for found in found_in(cvkit, file)) == [
        f"`{name}` (1 work) may be the owner" for name in sorted(names)
    ]


def test_a_contradiction_ends_when_the_other_is_a_person_of_their_own(cvkit: Run, headless: Headless) -> None:
    lists = ["Carla D. Holm", "Carla Dorsey Holm", "Carla Diana Holm", "Carla Holm"]
    file = headless(text_of(CARLA, *lists, people={"diana": "Carla Diana Holm"}))
    assert roles(cvkit, file) == ["sole", "sole", None, "sole"]


def test_an_exact_match_beats_a_loose_one_in_its_work(cvkit: Run, headless: Headless) -> None:
    file = headless(text_of(CARLA, "Carla Holm, Carla D. Holm", "Carla Holm"))
    assert (roles(cvkit, file), codes(cvkit, file)) == (["co-author", "sole"], [])


def test_two_loose_matches_in_one_work_are_an_error(cvkit: Run, headless: Headless) -> None:
    assert codes(cvkit, headless(text_of(CARLA, "Carla Holm, Carla Dorsey Holm"))) == ["error V120"]


BIB = "@article{a, title={T}, journal={X}, date={2020}, author={Ada Miller and Bo Bee and Ada Miller}%s}\n"


@pytest.mark.parametrize(
    ("field", "role", "wanted"),
    [
        ("", "first", ["warning V120"]),
        (", author+an = {1=not-owner}", "co-author", []),
        (", author+an = {3=owner}", "co-author", []),
        (", author+an = {3=not-owner}", "first", []),
    ],
)
def test_in_a_bib_file_the_first_of_two_is_the_owner(
    cvkit: Run, tmp_path: Path, field: str, role: str, wanted: list[str]
) -> None:
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: p.bib\n")
    (tmp_path / "p.bib").write_text(BIB % field)
    assert (roles(cvkit, tmp_path), codes(cvkit, tmp_path)) == ([role], wanted)
    written = cvkit("export", tmp_path, "--to", "biblatex").out
    assert field.strip(", ") in written.replace("\n  ", " ")


NEAR = ["C. Holm", "Holm, C.", "Carla E. Holm", "Chandra Holm", "Carla D. Holm Jr.", "C. D. Holm"]


@pytest.mark.parametrize("aliases", [[], ["Carla Smith"]])
@pytest.mark.parametrize("name", NEAR)
@pytest.mark.parametrize("is_owner", [True, False])
def test_each_of_the_two_lines_resolves_a_near_spelling(
    cvkit: Run, headless: Headless, name: str, aliases: list[str], is_owner: bool
) -> None:
    person = {**CARLA, **({"aliases": aliases} if aliases else {})}
    lists = ["Carla D. Holm", [name, "Bo Bee"], [name]]
    (found,) = found_in(cvkit, headless(text_of(person, *lists)))
    assert found["code"] == "V150" and "(2 works)" in found["message"]
    alias, people = re.findall("`(aliases: .*?)`.*`(people: .*?)`", found["hint"])[0]
    rest = text_of(CARLA, *lists)
    if is_owner:
        text = rest.replace('"Carla D. Holm"}', f'"Carla D. Holm", {alias}}}', 1)
        assert (roles(cvkit, headless(text)), alias in text) == (["sole", "first", "sole"], True)
        assert codes(cvkit, headless(text)) == []
    else:
        file = headless(rest.replace("publications:", f"{people}\npublications:"))
        assert (roles(cvkit, file), codes(cvkit, file)) == (["sole", None, None], ["warning V151"])


def test_the_lines_for_two_near_spellings_have_two_keys(cvkit: Run, headless: Headless) -> None:
    person = {"name": {"given": "Ada", "family": "García Márquez"}}
    lists = ["Ada García Márquez", "A. García Márquez", "García-Márquez A."]
    first, second = (found["hint"] for found in found_in(cvkit, headless(text_of(person, *lists))))
    assert "{a-garcía-márquez: " in first and "{a-garcía-márquez-2: " in second


@pytest.mark.parametrize("aliases", [[], ["Carla Smith"]])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("are_owner", [(True, True), (True, False), (False, False)])
def test_the_hints_for_several_near_spellings_can_be_followed_together(
    cvkit: Run, headless: Headless, aliases: list[str], order: int, are_owner: tuple[bool, bool]
) -> None:
    person = {**CARLA, **({"aliases": aliases} if aliases else {})}
    people: dict[str, Any] = {}
    lists = ["Carla D. Holm", "C. Holm", "Chandra Holm"]
    hints = [found["hint"] for found in found_in(cvkit, headless(text_of(person, *lists)))]
    assert len(hints) == 2
    for hint, is_owner in list(zip(hints, are_owner, strict=True))[::order]:
        ((alias, key, name),) = re.findall(
            r"(?:add `|`aliases: \[)([^`]*?)\]?` (?:to `aliases`|in `person`, or add it).*"
            r"(?:add `|`people: \{)(.*?): (.*?)\}?`(?: to `people`|, or add it)",
            hint,
        )
        if is_owner:
            person["aliases"] = [*person.get("aliases", []), alias]
        else:
            people[key] = name
    file = headless(text_of(person, *lists, **({"people": people} if people else {})))
    assert set(codes(cvkit, file)) == (set() if all(are_owner) else {"warning V151"})


def test_a_near_spelling_beside_the_owner_is_another_person(cvkit: Run, headless: Headless) -> None:
    assert codes(cvkit, headless(text_of(CARLA, "Carla D. Holm, C. Holm"))) == []


def test_an_absent_owner_is_one_warning_with_both_lines(cvkit: Run, headless: Headless) -> None:
    (found,) = found_in(cvkit, headless(text_of(CARLA, "C. Holm, Bo Bee", "C. Holm")))
    assert found["code"] == "V124"
    assert "(2 works)" in found["hint"] and "`aliases: [C. Holm]`" in found["hint"]
    assert "`people: {c-holm: C. Holm}`" in found["hint"]


def test_a_namesake_in_people_is_the_owner_with_one_warning(cvkit: Run, headless: Headless) -> None:
    people = {"other": {"name": "Ada Miller", "orcid": ONE}}
    lists = ["Ada Miller", "Bo Bee, Ada Miller", [{"name": "Ada Miller", "orcid": ONE}], "Ada Miller"]
    file = headless(text_of({"name": "Ada Miller"}, *lists, people=people))
    assert roles(cvkit, file) == ["sole", "co-author", None, "sole"]
    found = [diagnostic for diagnostic in found_in(cvkit, file) if diagnostic["code"] == "V152"]
    assert len(found) == 1 and "w0, w1, w3" in found[0]["message"]


@pytest.mark.parametrize(("flag", "role"), [("true", "sole"), ("false", None)])
def test_the_key_owner_decides_between_namesakes(cvkit: Run, headless: Headless, flag: str, role: str | None) -> None:
    lists = ["Ada Miller, Bo Bee", [{"name": "Ada Miller", "owner": flag}]]
    file = headless(text_of({"name": "Ada Miller"}, *lists, people={"other": "Ada Miller"}))
    assert roles(cvkit, file) == ["first", role]
    assert sum("V152" in code for code in codes(cvkit, file)) == 1


def test_numbered_works_without_the_owner_are_one_warning(cvkit: Run, headless: Headless) -> None:
    (found,) = found_in(cvkit, headless(text_of({"name": "Ada Miller"}, "Ada Miller", "Bo Bee", "Cy Dee")))
    assert found["code"] == "V151" and "2 numbered works" in found["message"] and "w1, w2" in found["message"]
    text = text_of({"name": "Ada Miller"}, "Ada Miller", "Bo Bee").replace(
        '"id": "w1"', '"id": "w1", "numbered": false'
    )
    assert found_in(cvkit, headless(text)) == []


FIRST = st.sampled_from(
    ["Carla", "C.", "Carla D.", "Carla Dorsey", "Carla Diana", "Carla E.", "Bo", "Je-Min", "Je Min"]
)
LAST = st.sampled_from(["Holm", "Høyer", "Hoeyer", "Kühn", "Kuhn", "Lee", "Smith-Jones", "van der Berg", "Berg"])
NAMES = st.one_of(
    st.builds("{} {}".format, FIRST, LAST),
    st.builds("{1}, {0}".format, FIRST, LAST),
    st.builds("{1} {0}".format, FIRST, LAST),
)


def likenesses(name: str, aliases: list[str], lists: list[str], people: list[str]) -> dict[str, Likeness]:
    """How each spelling agrees with the owner, in a record with one author list for each."""
    works = [{"kind": "journal", "title": "T", "authors": [{"name": text}]} for text in lists]
    known = {str(at): {"name": text} for at, text in enumerate(people)}
    person = {"name": name, "aliases": aliases}
    record = Record.model_validate({"cvkit": "1", "person": person, "people": known, "publications": works})
    return {text: record.owner.likeness(work.authors[0]) for text, work in zip(lists, record.publications, strict=True)}


@given(NAMES, st.lists(NAMES, max_size=2), NAMES, st.lists(NAMES, min_size=1, unique=True), st.lists(NAMES, max_size=2))
def test_a_further_alias_only_adds_matches(
    name: str, aliases: list[str], further: str, lists: list[str], people: list[str]
) -> None:
    before = likenesses(name, aliases, lists, people)
    after = likenesses(name, [*aliases, further], lists, people)
    assert all(after[text] >= before[text] for text in lists)


@given(NAMES, st.lists(NAMES, max_size=2), st.lists(NAMES, min_size=1, unique=True), st.lists(NAMES, max_size=2))
def test_the_order_of_the_works_does_not_matter(
    name: str, aliases: list[str], lists: list[str], people: list[str]
) -> None:
    assert likenesses(name, aliases, lists, people) == likenesses(name, aliases, lists[::-1], people)


@given(NAMES, NAMES)
def test_the_declared_name_is_always_the_owner(name: str, alias: str) -> None:
    assert set(likenesses(name, [alias], [name, alias], []).values()) == {Likeness.EXACT}
