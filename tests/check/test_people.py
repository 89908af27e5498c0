"""Who is who in an author list: the owner under any spelling, people of one name, groups of equal contributors."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import label_rows
from cvkit.commands.read import read
from tests.conftest import Result, examples

Run = Callable[..., Result]
Make = Callable[..., Path]
LAW = examples(300)
ONE, TWO, THREE = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"


def head(person: str) -> str:
    return f"cvkit: 1\nperson: {person}\n"


ADA = head("{name: Ada Miller}")


def works(*lists: object) -> str:
    """A record's works by their author lists, the first the newest."""
    entries = [
        {"id": f"w{at}", "kind": "journal", "title": "T", "date": str(2030 - at), "authors": authors}
        for at, authors in enumerate(lists)
    ]
    return "publications:\n" + "".join(f"  - {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def diagnostics(cvkit: Run, file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cvkit("check", file, "--format", "json").diagnostics
    return found


def codes(cvkit: Run, file: Path) -> list[str]:
    return [f"{diagnostic['severity']} {diagnostic['code']}" for diagnostic in diagnostics(cvkit, file)]


def roles(cvkit: Run, file: Path) -> list[str | None]:
    result = cvkit("numbers", file, "--format", "json")
    assert result.status == 0, result.err
    return [row["owner_role"] for row in json.loads(result.out)]


def owner(cvkit: Run, file: Path) -> list[str]:
    """The names that are printed as the owner's."""
    tex = cvkit("export", file, "--to", "tex").out
    return [piece.partition("}")[0].replace("~", " ") for piece in tex.split("\\CVKowner{")[1:]]


FOUND = [
    ("{name: Ada Miller}", "Ada Miller"),
    ("{name: Ada Miller}", "ADA MILLER"),
    ("{name: Ada Miller}", "ada miller"),
    ("{name: Ada Miller}", "Miller Ada"),
    ("{name: Ada Miller}", "MILLER Ada"),
    ("{name: Ada Miller}", "Ada  Miller"),
    ("{name: José Núñez}", "Jose Nunez"),
    ("{name: Jose Nunez}", "José Núñez"),
    ("{name: José Núñez}", unicodedata.normalize("NFD", "José Núñez")),
    ("{name: Jae-min Seo}", "Jae\u2010min Seo"),
    ("{name: Jae-min Seo}", "Jae\u2011Min Seo"),
    ("{name: Jae\u2010min Seo}", "Jae-Min Seo"),
    ("{name: Jae\u2011min Seo}", "SEO Jae-Min"),
    ("{name: Jae-min Seo}", "Jaemin Seo"),
    ("{name: Jan van der Berg}", "Jan Van Der Berg"),
    ("{name: {given: Ada, family: Miller}}", "Ada Miller"),
    ("{name: {given: Ada, family: Miller}}", "Miller Ada"),
    ("{name: {given: Seola, family: Kim, native: 김설아}}", "김설아"),
    ("{name: {given: Seola, family: Kim, native: 김설아}}", unicodedata.normalize("NFD", "김설아")),
    ("{name: {given: Seola, family: Kim, native: 김설아}}", "Seola Kim"),
    ("{name: Ada Miller, aliases: [Ada Smith]}", "Ada Smith"),
    ("{name: Ada Miller, aliases: [Ada Smith]}", "SMITH Ada"),
    ("{name: Ada Miller, aliases: [A. Miller]}", "A. Miller"),
    ("{name: Ada Miller, aliases: [A. Miller]}", "A Miller"),
    ("{name: Ada Miller, aliases: [A. B. Miller]}", "A.B. Miller"),
    ("{name: Ada Miller, aliases: ['Miller, A.']}", "A. Miller"),
]
NOT_FOUND = [
    ("{name: Ada Miller}", "A. Miller"),
    ("{name: Ada Miller}", "Ada B. Miller"),
    ("{name: Ada Miller}", "Ada Millers"),
    ("{name: Ada Miller}", "Bo Miller"),
    ("{name: Jae-min Seo}", "J.-m. Seo"),
    ("{name: A. Miller}", "Ada Miller"),
    ("{name: Ada Miller, aliases: [A. Miller]}", "B. Miller"),
    ("{name: {given: Seola, family: Kim}}", "김설아"),
]


@pytest.mark.parametrize(("person", "name"), FOUND)
def test_the_owner_is_found_under_this_spelling(cvkit: Run, record: Make, person: str, name: str) -> None:
    file = record(works(f"Bo Bee, {name}"), head(person))
    assert codes(cvkit, file) == []
    assert roles(cvkit, file) == ["co-author"]
    assert len(owner(cvkit, file)) == 1


@pytest.mark.parametrize(("person", "name"), FOUND)
def test_the_owner_is_found_in_a_mapping_too(cvkit: Run, record: Make, person: str, name: str) -> None:
    assert roles(cvkit, record(works([{"name": "Bo Bee"}, {"name": name}]), head(person))) == ["co-author"]


@pytest.mark.parametrize(("person", "name"), NOT_FOUND)
def test_somebody_else_is_not_the_owner(cvkit: Run, record: Make, person: str, name: str) -> None:
    file = record(works(f"Bo Bee, {name}"), head(person))
    assert roles(cvkit, file) == [None]
    assert owner(cvkit, file) == []
    assert codes(cvkit, file) == ["warning V124"]


@pytest.mark.parametrize("name", ["Miller, Ada", "MILLER, Ada", "van der Miller, Ada"])
def test_the_family_may_come_first_behind_a_comma(cvkit: Run, record: Make, name: str) -> None:
    wanted = None if name.startswith("van") else "co-author"
    assert roles(cvkit, record(works(f"Bo Bee; {name}"), ADA)) == [wanted]
    assert roles(cvkit, record(works(["Bo Bee", name]), ADA)) == [wanted]


def test_the_owner_is_found_by_orcid_under_any_name(cvkit: Run, record: Make) -> None:
    file = record(works(["Bo Bee", {"name": "A. Smith", "orcid": ONE}]), head(f"{{name: Ada Miller, orcid: {ONE}}}"))
    assert (roles(cvkit, file), owner(cvkit, file), codes(cvkit, file)) == (["co-author"], ["A. Smith"], [])


GIVEN = st.sampled_from(["Ada", "José", "Jae-min", "Mary Jane", "Øyvind", "Ştefan", "Zoë", "Anne-Sophie"])
FAMILY = st.sampled_from(["Miller", "Núñez", "Seo", "Kovářová", "O'Neil", "Smith-Jones", "Çelik"])
CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title]
HYPHENS = ["-", "\u2010", "\u2011"]
FORMS = ["NFC", "NFD"]


@LAW
@given(GIVEN, FAMILY, st.sampled_from(CASES), st.sampled_from(HYPHENS), st.sampled_from(FORMS), st.booleans())
def test_no_spelling_hides_the_owner(
    tmp_path_factory: pytest.TempPathFactory,
    given_name: str,
    family: str,
    case: Callable[[str], str],
    hyphen: str,
    form: str,
    turned: bool,
) -> None:
    name = f"{family}, {given_name}" if turned else f"{given_name} {family}"
    spelled = unicodedata.normalize(form, case(name).replace("-", hyphen))  # type: ignore[arg-type]
    file = tmp_path_factory.getbasetemp() / "spellings.yaml"
    owner_name = json.dumps({"given": given_name, "family": family}, ensure_ascii=False)
    file.write_text(head(f"{{name: {owner_name}}}") + works(["Bo Bee", spelled]), encoding="utf-8")
    rows, found = label_rows(file)
    assert ([row["owner_role"] for row in rows], found) == (["co-author"], ())


def person(name: str, **says: object) -> dict[str, object]:
    return {"name": name, **says}


def test_two_owners_in_one_work_are_an_error_at_its_authors(cvkit: Run, record: Make) -> None:
    file = record(works("Ada Miller", "Ada Miller, A. Miller"), head("{name: Ada Miller, aliases: [A. Miller]}"))
    (diagnostic,) = diagnostics(cvkit, file)
    assert (diagnostic["code"], diagnostic["severity"], diagnostic["line"]) == ("V120", "error", 5)
    assert "Ada Miller and A. Miller" in diagnostic["message"] and "orcid" in diagnostic["hint"]
    line = file.read_text(encoding="utf-8").splitlines()[4]
    assert "Ada Miller, A. Miller" in line[diagnostic["column"] - 1 : diagnostic["end_column"] - 1]
    assert cvkit("export", file, "--to", "tex").status == 1


APART = [
    ([person("Ada Miller"), person("Ada Miller", orcid=TWO)], "first"),
    ([person("Ada Miller", orcid=TWO), person("Ada Miller")], "co-author"),
    ([person("Ada Miller", orcid=TWO), person("Ada Miller", orcid=ONE)], "co-author"),
    ([person("Ada Miller", orcid=ONE), person("Ada Miller", orcid=TWO)], "first"),
    ([person("Ada Miller", orcid=TWO), person("Ada Miller", orcid=THREE), person("Ada Miller")], "co-author"),
]


@pytest.mark.parametrize(("authors", "role"), APART)
def test_an_orcid_tells_the_owner_from_a_namesake(
    cvkit: Run, record: Make, authors: list[dict[str, object]], role: str
) -> None:
    file = record(works(authors), head(f"{{name: Ada Miller, orcid: {ONE}}}"))
    assert (codes(cvkit, file), roles(cvkit, file), len(owner(cvkit, file))) == ([], [role], 1)


@pytest.mark.parametrize(
    ("owned", "authors"),
    [
        (f", orcid: {ONE}", [person("Ada Miller"), person("Ada Miller")]),
        (f", orcid: {ONE}", [person("Ada Miller", orcid=ONE), person("Ada Miller", orcid=ONE)]),
        (f", orcid: {ONE}", [person("Ada Miller"), person("Ada Miller"), person("Ada Miller", orcid=TWO)]),
        (f", orcid: {ONE}", [person("Ada Miller", orcid=ONE), person("A. Smith", orcid=ONE)]),
        (f", orcid: {ONE}", [person("Ada Miller"), person("A. Smith", orcid=ONE)]),
        ("", [person("Ada Miller", orcid=TWO), person("Ada Miller")]),
    ],
    ids=[
        "no ORCID",
        "one ORCID twice",
        "one too few",
        "one ORCID under two names",
        "a name and an ORCID",
        "none of the owner",
    ],
)
def test_what_tells_no_owner_from_a_namesake_leaves_the_error(
    cvkit: Run, record: Make, owned: str, authors: list[dict[str, object]]
) -> None:
    assert "error V120" in codes(cvkit, record(works(authors), head(f"{{name: Ada Miller{owned}}}")))


TWINS = "Ada Miller, Taeri Fictive, Taeri Fictive"


def test_two_people_of_one_name_are_a_warning_and_two_people(cvkit: Run, record: Make) -> None:
    file = record(works(TWINS), ADA)
    (diagnostic,) = diagnostics(cvkit, file)
    assert (diagnostic["code"], diagnostic["severity"], diagnostic["line"], diagnostic["entry"]) == (
        "V121",
        "warning",
        4,
        "w0",
    )
    assert "Taeri Fictive" in diagnostic["message"]
    assert "orcid" in diagnostic["hint"] and "people" in diagnostic["hint"]
    assert cvkit("export", file, "--to", "tex").out.replace("~", " ").count("Taeri Fictive") == 2


@pytest.mark.parametrize(
    "people",
    [
        "people: {one: {name: Taeri Fictive}, two: {name: Taeri Fictive}}\n",
        "people: {one: {name: TAERI FICTIVE}, two: {name: T. Fictive, aliases: [Taeri Fictive]}}\n",
        f"people: {{one: {{name: Taeri Fictive, orcid: {ONE}}}, two: {{name: Taeri Fictive, orcid: {TWO}}}}}\n",
    ],
)
def test_people_settles_that_they_are_two(cvkit: Run, record: Make, people: str) -> None:
    assert codes(cvkit, record(people + works(TWINS), ADA)) == []


def test_orcids_settle_that_they_are_two(cvkit: Run, record: Make) -> None:
    twins = [person("Ada Miller"), person("Taeri Fictive", orcid=ONE), person("Taeri Fictive", orcid=TWO)]
    assert codes(cvkit, record(works(twins), ADA)) == []


@pytest.mark.parametrize(
    ("people", "authors"),
    [
        ("people: {one: {name: Taeri Fictive}}\n", TWINS),
        ("people: {one: {name: Taeri Fictive}, two: {name: Bo Bee}}\n", TWINS),
        ("people: {one: {name: Taeri Fictive}, two: {name: Taeri Fictive}}\n", TWINS + ", Taeri Fictive"),
    ],
    ids=["one of them", "another", "three of two"],
)
def test_what_settles_nothing_leaves_the_warning(cvkit: Run, record: Make, people: str, authors: object) -> None:
    assert codes(cvkit, record(people + works(authors), ADA)) == ["warning V121"]


def test_people_of_one_name_in_two_works_are_nothing_to_tell(cvkit: Run, record: Make) -> None:
    assert codes(cvkit, record(works("Ada Miller, Bo Bee", "Ada Miller, Bo Bee"), ADA)) == []


@pytest.mark.parametrize("near", ["Ada B. Miller", "A. Miller", "Ada Miler", "Adah Miller"])
def test_the_owner_in_no_work_is_a_warning_that_names_the_nearest(cvkit: Run, record: Make, near: str) -> None:
    file = record(works("Bo Bee, Cy Dee", f"Ed Eff, {near}, Fay Gee"), ADA)
    (diagnostic,) = diagnostics(cvkit, file)
    assert (diagnostic["code"], diagnostic["severity"], diagnostic["line"], diagnostic["column"]) == (
        "V124",
        "warning",
        2,
        16,
    )
    assert "Ada Miller" in diagnostic["message"]
    assert f"`{near}`" in diagnostic["hint"] and "aliases" in diagnostic["hint"]


def test_the_owner_in_one_work_is_enough(cvkit: Run, record: Make) -> None:
    assert "warning V124" not in codes(cvkit, record(works("Bo Bee, Cy Dee", "Ada Miller"), ADA))


def test_the_owner_of_a_patent_alone_is_enough(cvkit: Run, record: Make) -> None:
    patents = "patents: [{id: p, title: P, inventors: Ada Miller}]\n"
    assert "warning V124" not in codes(cvkit, record(works("Bo Bee, Cy Dee") + patents, ADA))


def test_a_record_without_works_needs_no_owner_in_them(cvkit: Run, record: Make) -> None:
    assert codes(cvkit, record("honors: [{title: A}]\n", ADA)) == []


EQUALS: list[tuple[str, object, list[str]]] = [
    ("one alone", "Ada Miller†, Bo Bee", ["warning V123"]),
    ("one alone in a mapping", [person("Ada Miller", equal_contributor=True), "Bo Bee"], ["warning V123"]),
    ("one alone of a group", [person("Ada Miller", equal_contributor="senior"), "Bo Bee"], ["warning V123"]),
    ("one of an open list", "Ada Miller†, Bo Bee, et al.", ["note V221"]),
    ("two", "Ada Miller†, Bo Bee†", []),
    ("two of one group", [person(name, equal_contributor="first") for name in ("Ada Miller", "Bo Bee")], []),
    ("the only author", "Ada Miller†", ["warning V123"]),
    (
        "two of each of two groups",
        [
            person(name, equal_contributor=group)
            for name, group in [
                ("Ada Miller", "first"),
                ("Bo Bee", "first"),
                ("Cy Dee", "senior"),
                ("Ed Eff", "senior"),
            ]
        ],
        [],
    ),
    (
        "true beside a named group",
        [
            person(name, equal_contributor=group)
            for name, group in [("Ada Miller", True), ("Bo Bee", True), ("Cy Dee", "senior"), ("Ed Eff", "senior")]
        ],
        ["error V122"],
    ),
    (
        "a sign beside a named group",
        ["Ada Miller†", "Bo Bee†", *(person(name, equal_contributor="first") for name in ("Cy Dee", "Ed Eff"))],
        ["error V122"],
    ),
]


@pytest.mark.parametrize(("authors", "wanted"), [row[1:] for row in EQUALS], ids=[row[0] for row in EQUALS])
def test_equal_contributors_are_more_than_one_and_all_named_or_none(
    cvkit: Run, record: Make, authors: object, wanted: list[str]
) -> None:
    assert codes(cvkit, record(works(authors), ADA)) == wanted


def test_who_contributed_equally_with_nobody_is_named(cvkit: Run, record: Make) -> None:
    (diagnostic,) = diagnostics(cvkit, record(works("Ada Miller, Bo Bee†"), ADA))
    assert "Bo Bee" in diagnostic["message"]


VALID = [ONE, TWO, THREE, f"https://orcid.org/{ONE}", "0000-0002-1694-233x", "0000-0001-5000-0007"]
INVALID = [
    "0000-0002-1825-0098",
    "0000-0002-1825-009X",
    "0000-0002-1694-2330",
    "0000-0001-5190-3700",
    "0000-0002-1825-009",
    "0000-0002-1825-00977",
    "0000000218250097",
    "X000-0002-1825-0097",
    "https://example.org/0000-0002-1825-0097",
    "٠٠٠٠-٠٠٠٢-١٨٢٥-٠٠٩٧",
    "Ada Miller",
]


@pytest.mark.parametrize("orcid", VALID)
def test_an_orcid_whose_last_digit_fits_is_taken(cvkit: Run, record: Make, orcid: str) -> None:
    assert codes(cvkit, record("", head(f"{{name: Ada Miller, orcid: '{orcid}'}}"))) == []
    assert codes(cvkit, record(works([person("Bo Bee", orcid=orcid), "Ada Miller"]), ADA)) == []


@pytest.mark.parametrize("orcid", INVALID)
def test_an_orcid_with_a_slip_is_an_error_at_the_value(cvkit: Run, record: Make, orcid: str) -> None:
    file = record("", head(f"{{name: Ada Miller, orcid: '{orcid}'}}"))
    (diagnostic,) = diagnostics(cvkit, file)
    assert (diagnostic["code"], diagnostic["severity"], diagnostic["line"], diagnostic["column"]) == (
        "V114",
        "error",
        2,
        35,
    )
    assert orcid in diagnostic["message"]
    in_a_list = record(works([person("Bo Bee", orcid=orcid), "Ada Miller"]), ADA)
    assert codes(cvkit, in_a_list) == ["error V114"]
    in_people = record(f"people: {{bo: {{name: Bo Bee, orcid: '{orcid}'}}}}\n", ADA)
    assert codes(cvkit, in_people) == ["error V114"]


@LAW
@given(st.sampled_from([ONE, TWO]), st.integers(0, 15), st.integers(1, 9))
def test_no_single_wrong_digit_of_an_orcid_passes(
    tmp_path_factory: pytest.TempPathFactory, orcid: str, at: int, shift: int
) -> None:
    digits = orcid.replace("-", "")
    wrong = digits[:at] + str((int(digits[at]) + shift) % 10) + digits[at + 1 :]
    typed = "-".join(wrong[start : start + 4] for start in range(0, 16, 4))
    file = tmp_path_factory.getbasetemp() / "orcids.yaml"
    file.write_text(head(f"{{name: Ada Miller, orcid: {typed}}}"), encoding="utf-8")
    assert [diagnostic.code for diagnostic in read(file).diagnostics] == ["V114"]
