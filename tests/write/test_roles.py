"""Roles of authors, open lists, collaborations and editors, as every format prints them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import label_rows
from cvkit.commands.request import Request
from tests.conftest import ROOT, Result, examples, exported
from tests.write.test_bylines import legends_of, lines_of

Run = Callable[..., Result]
Make = Callable[..., Path]
Fields = dict[str, Any]
HEAD = "cvkit: 1\nperson: {name: Ada Miller}\n"
VENUE = {"name": "Journal of Examples"}


def record_of(works: list[Fields], listing: Fields | None = None, **top: object) -> str:
    entries = [
        {"id": f"w{at}", "kind": "journal", "title": "T", "date": str(2030 - at), "venue": VENUE} | work
        for at, work in enumerate(works)
    ]
    values = {**top, "publications": entries, "documents": {"full": listing or {}}}
    return HEAD + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


@pytest.fixture
def diagnostics(cvkit: Run) -> Callable[[Path], list[Fields]]:
    """The diagnostics of a record, as `cvkit check --format json` prints them."""
    return lambda record: cvkit("check", record, "--format", "json").diagnostics


@pytest.fixture
def printed(cvkit: Run, tmp_path: Path) -> Callable[..., list[str]]:
    """The author lines of works, and then the legend."""

    def run(works: list[Fields], listing: Fields | None = None, **top: object) -> list[str]:
        file = tmp_path / "cv.yaml"
        file.write_text(record_of(works, listing, **top), encoding="utf-8")
        result = cvkit("export", file, "--to", "tex")
        assert result.status == 0, result.err
        return [*lines_of(result.out), *legends_of(result.out)]

    return run


def person(name: str, **roles: object) -> Fields:
    return {"name": name, **roles}


ADA = person("Ada Miller")
CLINICAL = {"clinical": {"sign": "#", "legend": {"en": "clinical lead"}}}
ROLES: list[tuple[str, Fields, list[Fields], list[str]]] = [
    ("a role without a marker prints nothing", {}, [ADA, person("Bo Bee", advisee=True, presenter=True)],
     ["[Ada Miller] and Bo Bee"]),
    ("a marker for advisees of any level", {"markers": {"#": "advisee"}},
     [ADA, person("Bo Bee", advisee="graduate"), person("Cy Dee", advisee=True)],
     ["[Ada Miller], Bo Bee#, and Cy Dee#", "# advisee"]),
    ("a marker for one level", {"markers": {"#": "advisee", "¶": "undergraduate"}},
     [ADA, person("Bo Bee", advisee="undergraduate"), person("Cy Dee", advisee="postdoc")],
     ["[Ada Miller], Bo Bee¶, and Cy Dee#", "# advisee, ¶ undergraduate advisee"]),
    ("a declared role", {"roles": CLINICAL}, [ADA, person("Bo Bee", roles=["clinical"])],
     ["[Ada Miller] and Bo Bee#", "# clinical lead"]),
    ("a declared role without a legend", {"roles": {"data lead": {"sign": "#"}}},
     [ADA, person("Bo Bee", roles=["data lead"])], ["[Ada Miller] and Bo Bee#", "# data lead"]),
    ("the declared order, behind the corresponding author",
     {"markers": {"¶": "presenter", "§": "supervisor"}, "roles": CLINICAL},
     [person("Ada Miller", roles=["clinical"], supervisor=True, presenter=True, corresponding=True)],
     ["[Ada Miller]*¶§#", "* corresponding author, ¶ presenter, § supervisor, # clinical lead"]),
    ("the legend of a role that cvkit knows", {"roles": {"presenter": {"sign": "¶", "legend": "gave the talk"}}},
     [ADA, person("Bo Bee", presenter=True)], ["[Ada Miller] and Bo Bee¶", "¶ gave the talk"]),
    ("the marker and the legend of a group",
     {"markers": {"+": "data"}, "roles": {"data": {"legend": "equal work on data"}}},
     [ADA, person("Bo Bee", equal_contributor="data"), person("Cy Dee", equal_contributor="data")],
     ["[Ada Miller], Bo Bee+, and Cy Dee+", "+ equal work on data"]),
]  # fmt: skip


@pytest.mark.parametrize(("top", "authors", "wanted"), [row[1:] for row in ROLES], ids=[row[0] for row in ROLES])
def test_a_role_with_a_marker_is_printed_and_explained(
    printed: Callable[..., list[str]], top: Fields, authors: list[Fields], wanted: list[str]
) -> None:
    assert printed([{"authors": authors}], **top) == wanted


def test_a_document_that_takes_the_marker_of_a_role_gives_the_role_another(printed: Callable[..., list[str]]) -> None:
    works = [{"authors": [person("Ada Miller", corresponding=True), person("Bo Bee", advisee=True)]}]
    (line, legend) = printed(works, {"markers": {"#": "corresponding"}}, markers={"#": "advisee"})
    assert line.startswith("[Ada Miller]# and Bo Bee") and line[-1] not in "e#"
    assert legend == f"# corresponding author, {line[-1]} advisee"


OPEN: list[tuple[str, Fields, str]] = [
    ("one author", {"authors": "Ada Miller, et al."}, "[Ada Miller] et al."),
    ("several authors", {"authors": "Ada Miller, Bo Bee and others"}, "[Ada Miller], Bo Bee, et al."),
    ("an item of a list", {"authors": ["Bo Bee", "Ada Miller", "…"]}, "Bo Bee, [Ada Miller], et al."),
    ("a count", {"authors": "Bo Bee, Ada Miller", "author_count": 312}, "Bo Bee, [Ada Miller], … and 310 more"),
    ("a count and et al.", {"authors": "Ada Miller et al.", "author_count": 1312}, "[Ada Miller], … and 1,311 more"),
    ("the count of a closed list", {"authors": "Ada Miller, Bo Bee", "author_count": 2}, "[Ada Miller] and Bo Bee"),
    ("a collaboration", {"authors": "Ada Miller", "collaboration": "EXAMPLE"}, "[Ada Miller] (EXAMPLE)"),
    ("a collaboration and et al.", {"authors": "Bo Bee et al.", "collaboration": "EXAMPLE"}, "Bo Bee et al. (EXAMPLE)"),
    ("a collaboration that is an author too", {"authors": "{EXAMPLE Team}; Ada Miller", "collaboration": "EXAMPLE"},
     "EXAMPLE Team and [Ada Miller]"),
    ("a collaboration alone", {"collaboration": "The EXAMPLE Team"}, "The EXAMPLE Team"),
    ("an editor", {"editors": "Ada Miller"}, "[Ada Miller] (ed.)"),
    ("editors", {"editors": "Bo Bee, Ada Miller*"}, "Bo Bee and [Ada Miller]* (eds.)"),
    ("an open list of editors", {"editors": "Ada Miller et al."}, "[Ada Miller] et al. (eds.)"),
    ("a collaboration before editors", {"editors": "Bo Bee", "collaboration": "EXAMPLE"}, "EXAMPLE"),
    ("East Asian names", {"authors": "김가상, 이예시"}, "김가상, 이예시"),
    ("names in two scripts", {"authors": "김가상, Ada Miller"}, "김가상 and [Ada Miller]"),
]  # fmt: skip


@pytest.mark.parametrize(("work", "wanted"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_the_line_of_a_work_is_printed_with_those_who_are_not_named(
    printed: Callable[..., list[str]], work: Fields, wanted: str
) -> None:
    assert printed([work])[0] == wanted


def test_a_collaboration_among_the_authors_is_printed_once(
    printed: Callable[..., list[str]], cvkit: Run, tmp_path: Path
) -> None:
    work = {"authors": "Ada Miller; Bo Bee; {The EXAMPLE}", "collaboration": "Example"}
    assert printed([work], {"max_authors": 1})[0] == "[Ada Miller], and 2 more (Example)"
    assert printed([work])[0] == "[Ada Miller], Bo Bee, and The EXAMPLE"
    (item,) = json.loads(cvkit("export", tmp_path / "cv.yaml", "--to", "csljson").out)
    assert [author.get("literal") for author in item["author"]] == [None, None, "The EXAMPLE"]
    assert "and Bee, Bo and {The EXAMPLE}}" in cvkit("export", tmp_path / "cv.yaml", "--to", "bibtex").out


ET_AL = {"en": " et al.", "de": " u. a.", "fr": " et al.", "es": " et al.", "ko": " 외", "zh": " 等", "ja": " ほか"}


@pytest.mark.parametrize("language", ET_AL)
def test_et_al_is_printed_in_the_language_of_the_document(printed: Callable[..., list[str]], language: str) -> None:
    assert printed([{"authors": "Ada Miller et al."}], {"language": language}) == ["[Ada Miller]" + ET_AL[language]]


ROLES_OF_OPEN: list[tuple[Fields, str | None]] = [
    ({"authors": "Ada Miller"}, "sole"),
    ({"authors": "Ada Miller et al."}, "first"),
    ({"authors": "Ada Miller*, et al."}, "first+corresponding"),
    ({"authors": "Bo Bee, Ada Miller, et al."}, "co-author"),
    ({"authors": "Bo Bee et al."}, None),
    ({"authors": "Ada Miller", "collaboration": "EXAMPLE"}, "first"),
    ({"authors": "Ada Miller", "author_count": 3000}, "first"),
    ({"authors": "Ada Miller", "author_count": 1}, "sole"),
    ({"authors": "Ada Miller et al.", "author_order": "alphabetical"}, "co-author"),
    ({"collaboration": "EXAMPLE"}, None),
    ({"editors": "Ada Miller"}, "editor"),
    ({"editors": "Bo Bee"}, None),
    ({"editors": "Ada Miller", "authors": "Bo Bee"}, None),
    ({"authors": [person("Bo Bee"), person("Ada Miller", advisee=True, supervisor=True, presenter=True)]}, "co-author"),
]


@pytest.mark.parametrize(("work", "role"), ROLES_OF_OPEN)
def test_the_role_of_the_owner_in_an_open_list(work: Fields, role: str | None, tmp_path: Path) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(record_of([work]), encoding="utf-8")
    assert [row["owner_role"] for row in label_rows(file)[0]] == [role]


TWELVE = (
    "An Ash, Bea Birch, Cal Cox, Dot Dee, Eve Elm, Ada Miller, Fay Fir, Gil Gum, Hal Hazel*, I. Ivy, Jo Jet, Kit Kay"
)
LIMITS: list[tuple[Fields | int, Fields, str]] = [
    ({"first": 2, "last": 2, "position": True}, {},
     "An Ash, Bea Birch, …, [Ada Miller] (6th of 12), …, Hal Hazel*, …, Jo Jet, Kit Kay"),
    ({"first": 2, "last": 2}, {}, "An Ash, Bea Birch, …, [Ada Miller], …, Hal Hazel*, …, Jo Jet, Kit Kay"),
    ({"first": 2}, {}, "An Ash, Bea Birch, …, [Ada Miller], …, Hal Hazel*, and 8 more"),
    (2, {}, "An Ash, Bea Birch, …, [Ada Miller], …, Hal Hazel*, and 8 more"),
    ({"first": 6, "last": 1, "position": True}, {},
     "An Ash, Bea Birch, Cal Cox, Dot Dee, Eve Elm, [Ada Miller], …, Hal Hazel*, …, Kit Kay"),
    ({"first": 1, "last": 1, "position": True}, {"author_count": 189},
     "An Ash, …, [Ada Miller] (6th of 189), …, Hal Hazel*, …, Kit Kay, … and 185 more"),
    ({"first": 1, "last": 1, "position": True}, {"authors": f"{TWELVE}, et al."},
     "An Ash, …, [Ada Miller] (6th), …, Hal Hazel*, …, Kit Kay, et al."),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "work", "wanted"), LIMITS)
def test_a_long_list_has_its_ends_the_owner_and_the_marked(
    printed: Callable[..., list[str]], limit: Fields | int, work: Fields, wanted: str
) -> None:
    assert printed([{"authors": TWELVE} | work], {"max_authors": limit})[0] == wanted


ORDINALS = {2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 97: "97th", 111: "111th"}


def test_the_position_is_an_ordinal_number(printed: Callable[..., list[str]]) -> None:
    for place, ordinal in ORDINALS.items():
        names = [person(f"Bo {'x' * at}yz") for at in range(1, 120)]
        names.insert(place - 1, ADA)
        (line,) = printed([{"authors": names}], {"max_authors": {"first": 1, "last": 1, "position": True}})
        assert f"[Ada Miller] ({ordinal} of 120)" in line


@pytest.mark.parametrize(
    ("limit", "path"),
    [(0, "max_authors"), ("many", "max_authors"), ({"last": 3}, "max_authors"), ({"first": 0}, "first")],
)
def test_a_wrong_limit_is_reported_at_its_key(
    limit: object, path: str, tmp_path: Path, diagnostics: Callable[..., list[Fields]]
) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(record_of([{"authors": "Ada Miller"}], {"max_authors": limit}), encoding="utf-8")
    (found,) = diagnostics(file)
    assert found["severity"] == "error" and (path in found["message"] or "first" in found["message"])


MISTAKES: list[tuple[str, Fields, Fields, str]] = [
    ("an unknown role", {"markers": {"#": "advise"}}, {}, "V103"),
    ("an undeclared role", {}, {"authors": [ADA, person("Bo Bee", roles=["clinical"])]}, "V103"),
    ("a level that does not exist", {}, {"authors": [ADA, person("Bo Bee", advisee="phd")]}, "V103"),
    ("one marker for two roles", {"markers": {"#": "advisee"}, "roles": CLINICAL}, {}, "V224"),
    ("a default marker for a role", {"roles": {"clinical": {"sign": "†"}}}, {}, "V224"),
    ("a letter as a marker", {"roles": {"clinical": {"sign": "a"}}}, {}, "V103"),
    ("fewer than named", {}, {"authors": "Ada Miller, Bo Bee", "author_count": 1}, "V223"),
]


@pytest.mark.parametrize(("top", "work", "code"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_reported_with_a_hint(
    top: Fields, work: Fields, code: str, tmp_path: Path, diagnostics: Callable[..., list[Fields]]
) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(record_of([{"authors": "Ada Miller"} | work], **top), encoding="utf-8")
    (found,) = diagnostics(file)
    assert (found["code"], found["severity"]) == (code, "error") and found["hint"]


@pytest.mark.parametrize(
    ("markers", "hint"),
    [
        ({"¶": "student"}, "did you mean `advisee`?"),
        ({"¶": "PhD student"}, "did you mean `graduate`?"),
        ({"advisee": "¶"}, 'write the character first: `"¶": advisee`'),
    ],
)
def test_a_word_of_annotations_and_a_reversed_pair_in_markers_get_the_right_role(
    markers: Fields, hint: str, tmp_path: Path, diagnostics: Callable[..., list[Fields]]
) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(record_of([{"authors": "Ada Miller"}], markers=markers), encoding="utf-8")
    assert hint in [found["hint"] for found in diagnostics(file)]


def test_the_hint_of_an_undeclared_role_followed_literally_resolves_it(
    tmp_path: Path, diagnostics: Callable[..., list[Fields]]
) -> None:
    file = tmp_path / "cv.yaml"
    works = [{"authors": [ADA, person("Bo Bee", roles=["clinical"])]}]
    file.write_text(record_of(works), encoding="utf-8")
    (found,) = diagnostics(file)
    declared = yaml.safe_load(found["hint"].split("`")[1])
    file.write_text(record_of(works, **declared), encoding="utf-8")
    assert diagnostics(file) == []


def test_open_lists_are_one_note_for_each_file_and_no_error(cvkit: Run, tmp_path: Path) -> None:
    bib = "".join(
        f"@article{{a{at}, title={{T{at}x{at}}}, author={{Ada Miller and others}}, year={2000 + at}}}\n"
        for at in range(3)
    )
    (tmp_path / "works.bib").write_text(bib, encoding="utf-8")
    talk = "talks: [{title: A talk, date: 2020, authors: 'Bo Bee, Ada Miller, et al.'}]\n"
    (tmp_path / "cv.yaml").write_text(HEAD + "publications: works.bib\n" + talk, encoding="utf-8")
    result = cvkit("check", tmp_path, "--strict", "--format", "json")
    found = [
        (note["code"], note["severity"], Path(note["file"]).name, note["message"][0]) for note in result.diagnostics
    ]
    assert result.status == 0
    assert sorted(found) == [("V221", "note", "cv.yaml", "1"), ("V221", "note", "works.bib", "3")]
    assert "3 notes" in cvkit("check", tmp_path).err
    assert cvkit("export", tmp_path, "--to", "txt").err == f"3 notes: run cvkit check {tmp_path}\n"


def test_an_owner_who_is_not_named_in_an_open_list_is_no_warning(
    tmp_path: Path, diagnostics: Callable[..., list[Fields]]
) -> None:
    file = tmp_path / "cv.yaml"
    file.write_text(record_of([{"authors": "Bo Bee et al."}]), encoding="utf-8")
    assert [found["code"] for found in diagnostics(file)] == ["V221"]


BIB = {
    "author={Ada Miller and others}": "[Ada Miller] et al.",
    "author={Miller, Ada and Bee, Bo and {others}}": "[Ada Miller], Bo Bee, et al.",
    "author={Miller, Ada and et al.}": "[Ada Miller] et al.",
    "author={Miller, Ada et al.}": "[Ada Miller] et al.",
    "author={Miller, Ada and {et al.}}": "[Ada Miller] et al.",
    "author={Miller, Ada and others}, collaboration={EXAMPLE}": "[Ada Miller] et al. (EXAMPLE)",
    "collaboration={EXAMPLE \\& Co}": "EXAMPLE & Co",
    "editor={Miller, Ada and Bee, Bo}, editor+an={2=corresponding}": "[Ada Miller] and Bo Bee* (eds.)",
    "author={Ada Miller and Bo Bee}, author+an={2=grad_student, presenting; 1=clinical}": "[Ada Miller]# and Bo Bee§¶",
    "author={Ada Miller and Bo Bee}, author+an={2=undergrad, advisor}": "[Ada Miller] and Bo Bee§",
    "author={王小明 and 李雷 and 等}": "王小明, 李雷, et al.",
}


@pytest.mark.parametrize("fields", BIB)
def test_a_bib_file_states_open_lists_collaborations_editors_and_roles(
    fields: str, cvkit: Run, tmp_path: Path, diagnostics: Callable[..., list[Fields]]
) -> None:
    (tmp_path / "works.bib").write_text(f"@book{{a, title={{T}}, year=2020, {fields}}}", encoding="utf-8")
    top = f"markers: {{§: advisee, ¶: presenter}}\nroles: {json.dumps(CLINICAL)}\npublications: works.bib\n"
    (tmp_path / "cv.yaml").write_text(HEAD + top, encoding="utf-8")
    assert {found["severity"] for found in diagnostics(tmp_path)} <= {"note", "warning"}
    assert lines_of(cvkit("export", tmp_path, "--to", "tex").out) == [BIB[fields]]


def test_the_record_of_an_exported_file_prints_the_same(cvkit: Run, tmp_path: Path) -> None:
    people = ROOT / "tests" / "write" / "people"
    text = (people / "cv.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("publications:\n")
    documents = rest[rest.index("patents:") :]
    (tmp_path / "w.bib").write_text(
        cvkit("export", people, "--to", "biblatex", "--section", "publications").out, encoding="utf-8"
    )
    (tmp_path / "cv.yaml").write_text(f"{head}publications: w.bib\n{documents}", encoding="utf-8")
    assert (tmp_path / "w.bib").read_text(encoding="utf-8").count("x-authors") == 0
    for document in ("full", "english", "german"):
        outputs = [cvkit("export", folder, "--to", "md", "-d", document).out for folder in (people, tmp_path)]
        assert outputs[0] == outputs[1]
    assert cvkit("numbers", tmp_path).out == cvkit("numbers", people).out


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "equal_contributor": st.just("first"),
            "corresponding": st.just(True),
            "advisee": st.sampled_from([True, "graduate"]),
            "presenter": st.just(True),
            "roles": st.just(["clinical"]),
        },
    ),
    min_size=1,
    max_size=4,
)


@examples(60)
@given(PEOPLE, st.booleans(), st.permutations("#¶§+%"))
def test_printed_roles_read_back_as_the_same_roles(
    tmp_path_factory: pytest.TempPathFactory, people: list[Fields], is_open: bool, signs: list[str]
) -> None:
    names = [person(f"Bo {'abcd'[at]}nna", **roles) for at, roles in enumerate(people)]
    markers = {"†": "equal_contributor", "*": "corresponding"}
    markers |= {signs[0]: "advisee", signs[1]: "graduate", signs[2]: "presenter"}
    top = {"markers": markers, "roles": {"clinical": {"sign": signs[3]}}}
    file = tmp_path_factory.getbasetemp() / "roles.yaml"

    def written(authors: object) -> list[str]:
        file.write_text(record_of([{"authors": authors}], **top), encoding="utf-8")
        tex = exported(Request(file), "tex")
        return [*lines_of(tex), *legends_of(tex)]

    first = written([*names, *(["et al."] if is_open else [])])
    assert written(first[0]) == first


@pytest.mark.parametrize(
    ("form", "line"),
    [("initials", "M. J. García Márquez and B. Larsen"), ("family-first", "García Márquez, María José")],
)
def test_the_owner_is_divided_as_the_record_states(form: str, line: str, tmp_path: Path, cvkit: Run) -> None:
    person = {"name": {"given": "María José", "family": "García Márquez"}}
    work = {
        "id": "a",
        "kind": "journal",
        "title": "A",
        "date": "2020",
        "authors": "María José García Márquez, Bo Larsen",
    }
    documents = {"full": {"names": form, "sections": ["publications"]}}
    record = {"cvkit": "1", "person": person, "publications": [work], "documents": documents}
    (tmp_path / "cv.yaml").write_text(json.dumps(record), encoding="utf-8")
    assert line in cvkit("export", tmp_path, "--to", "txt").out
