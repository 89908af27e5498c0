"""Author lists as they are printed: which authors, in which form, with which signs, under which legend."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.numbers import label_rows
from cvkit.commands.request import Request
from tests.conftest import Result, examples, exported

Run = Callable[..., Result]
Make = Callable[..., Path]
Fields = dict[str, Any]
LAW = examples(300)
HEAD = "cvkit: 1\nperson: {name: Jemin Lee}\n"
MACROS = {"CVKowner": "[{}]", "CVKmark": "{}", "CVKcjk": "{}", "CVKsplit": ""}
ESCAPES = {r"\#": "#", r"\&": "&", r"\%": "%", r"\$": "$", r"\_": "_", "~": " "}


def plain(tex: str) -> str:
    """TeX of an author line or a legend as it reads, the owner in brackets."""
    for wrapped, character in ESCAPES.items():
        tex = tex.replace(wrapped, character)
    while (changed := re.sub(r"\\(CVK\w+)\{([^{}]*)\}", lambda m: MACROS[m[1]].format(m[2]), tex)) != tex:
        tex = changed
    return tex


def lines_of(tex: str) -> list[str]:
    return [plain(found[1]) for found in re.finditer(r"^  authors=\{(.*)\},$", tex, re.MULTILINE)]


def legends_of(tex: str) -> list[str]:
    return [plain(found[1]) for found in re.finditer(r"^\\CVKlegend\{text=\{(.*)\}\}$", tex, re.MULTILINE)]


def record_text(lists: list[object], listing: Fields | None = None, **top: object) -> str:
    """A record with a work for each author list, the first the newest, shown by the document `full`."""
    entries = [
        {"id": f"w{at}", "kind": "journal", "title": "T", "date": str(2030 - at), "authors": authors}
        for at, authors in enumerate(lists)
    ]
    values = {**top, "publications": entries, "documents": {"full": listing or {}}}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


@pytest.fixture
def printed(cvkit: Run, record: Make) -> Callable[..., str]:
    """The TeX of a record's document."""

    def run(lists: list[object], listing: Fields | None = None, head: str = HEAD, **top: object) -> str:
        result = cvkit("export", record(record_text(lists, listing, **top), head), "--to", "tex")
        assert result.status == 0, result.err
        return result.out

    return run


def person(name: str, **says: object) -> Fields:
    return {"name": name, **says}


TEN = [f"{given} Fictive" for given in "Ann Bob Cyd Dee Eli Fay Gus Hal Ida Jon".split()]
LONG: list[tuple[str, list[str], int, str]] = [
    ("the design's own", [*TEN, *TEN[:2], "Jemin Lee", *TEN[:2]], 2,
     "Ann Fictive, Bob Fictive, …, [Jemin Lee], and 12 more"),
    ("the owner last", [*TEN, "Jemin Lee"], 3, "Ann Fictive, Bob Fictive, Cyd Fictive, …, [Jemin Lee], and 7 more"),
    ("the owner among the first", ["Jemin Lee", *TEN], 2, "[Jemin Lee], Ann Fictive, and 9 more"),
    ("the owner next to the first", [TEN[0], "Jemin Lee", *TEN[1:]], 1, "Ann Fictive, [Jemin Lee], and 9 more"),
    ("the owner in no list", TEN, 4, "Ann Fictive, Bob Fictive, Cyd Fictive, Dee Fictive, and 6 more"),
    ("a marked author", [*TEN[:5], "Jemin Lee", *TEN[5:8], "Ida Fictive*", "Jon Fictive"], 1,
     "Ann Fictive, …, [Jemin Lee], …, Ida Fictive*, and 8 more"),
    ("marked neighbours", ["Jemin Lee", *TEN[:3], "Dee Fictive†", "Eli Fictive†", "Fay Fictive"], 1,
     "[Jemin Lee], …, Dee Fictive†, Eli Fictive†, and 4 more"),
    ("one left out", [*TEN[:3], "Jemin Lee"], 2, "Ann Fictive, Bob Fictive, …, [Jemin Lee], and 1 more"),
    ("just as many", [*TEN[:2], "Jemin Lee"], 3, "Ann Fictive, Bob Fictive, and [Jemin Lee]"),
    ("fewer", [TEN[0], "Jemin Lee"], 9, "Ann Fictive and [Jemin Lee]"),
    ("none left out though it is longer", [TEN[0], "Jemin Lee", "Bob Fictive*"], 1,
     "Ann Fictive, [Jemin Lee], and Bob Fictive*"),
]  # fmt: skip


@pytest.mark.parametrize(("authors", "most", "wanted"), [row[1:] for row in LONG], ids=[row[0] for row in LONG])
def test_a_long_list_keeps_the_first_the_owner_and_the_marked(
    printed: Callable[..., str], authors: list[str], most: int, wanted: str
) -> None:
    assert lines_of(printed([authors], {"max_authors": most})) == [wanted]


def test_a_list_without_a_limit_has_everybody(printed: Callable[..., str]) -> None:
    (line,) = lines_of(printed([[*TEN, "Jemin Lee"]]))
    assert line == ", ".join(TEN) + ", and [Jemin Lee]"


PLACES = st.integers(0, 11)


@LAW
@given(st.integers(1, 12), st.one_of(st.none(), PLACES), st.sets(PLACES, max_size=4), st.integers(1, 12))
def test_whoever_must_be_kept_is_kept_and_the_rest_is_counted(
    tmp_path_factory: pytest.TempPathFactory, length: int, owner: int | None, marked: set[int], most: int
) -> None:
    names = [f"Author{chr(97 + at)} Fictive" for at in range(length)]
    if owner is not None and owner < length:
        names[owner] = "Jemin Lee"
    authors = [person(name, corresponding=at in marked) for at, name in enumerate(names)]
    file = tmp_path_factory.getbasetemp() / "long.yaml"
    file.write_text(HEAD + record_text([authors], {"max_authors": most}), encoding="utf-8")
    (line,) = lines_of(exported(Request(file), "tex"))
    kept = [at for at, name in enumerate(names) if name in line]
    assert kept == [at for at in range(length) if at < most or at in marked or names[at] == "Jemin Lee"]
    left_out = re.search(r", and (\d+) more$", line)
    assert (int(left_out[1]) if left_out else 0) == length - len(kept)
    assert line.count("…") == sum(second > first + 1 for first, second in pairwise(kept))


NAMES: list[tuple[str, str, str, str]] = [
    ("Jan Fictive", "Jan Fictive", "J. Fictive", "Fictive, Jan"),
    ("Jan Erik Fictive", "Jan Erik Fictive", "J. E. Fictive", "Fictive, Jan Erik"),
    ("Jean-Luc Fictive", "Jean-Luc Fictive", "J.-L. Fictive", "Fictive, Jean-Luc"),
    ("J. Fictive", "J. Fictive", "J. Fictive", "Fictive, J."),
    ("Jan van der Berg", "Jan van der Berg", "J. van der Berg", "van der Berg, Jan"),
    ("Jan Fictive Jr.", "Jan Fictive Jr.", "J. Fictive Jr.", "Fictive Jr., Jan"),
    ("Fictive, Jan", "Jan Fictive", "J. Fictive", "Fictive, Jan"),
    ("Émile Fictive", "Émile Fictive", "É. Fictive", "Fictive, Émile"),
    ("{The Fictive Team}", "The Fictive Team", "The Fictive Team", "The Fictive Team"),
    ("Suharto", "Suharto", "Suharto", "Suharto"),
    ("김가상", "김가상", "김가상", "김가상"),
    ("김 가상", "김 가상", "김 가상", "김 가상"),
    ("王虚", "王虚", "王虚", "王虚"),
    ("山田 架空", "山田 架空", "山田 架空", "山田 架空"),
]


@pytest.mark.parametrize(("typed", "full", "initials", "family_first"), NAMES)
def test_a_name_is_printed_in_the_form_that_is_asked_for(
    printed: Callable[..., str], typed: str, full: str, initials: str, family_first: str
) -> None:
    for form, wanted in [(None, full), ("full", full), ("initials", initials), ("family-first", family_first)]:
        (line,) = lines_of(printed([[typed]], {"names": form} if form else {}))
        assert line == wanted, form


def test_a_korean_name_in_parts_is_turned_like_any_other(printed: Callable[..., str]) -> None:
    author = {"given": "Gasang", "family": "Kim"}
    assert lines_of(printed([[author]], {"names": "family-first"})) == ["Kim, Gasang"]


def test_the_owner_is_found_before_a_name_is_shortened(printed: Callable[..., str]) -> None:
    lists: list[object] = ["Jemin Lee, Jan Fictive", "LEE Jemin, Jan Fictive", "Lee, Jemin; Fictive, Jan"]
    assert all(line.startswith("[") for line in lines_of(printed(lists, {"names": "initials"})))
    assert lines_of(printed(lists[:1], {"names": "family-first"})) == ["[Lee, Jemin] and Fictive, Jan"]


def test_marks_stand_behind_a_name_of_any_form(printed: Callable[..., str]) -> None:
    authors = "Jan Fictive†*, Jemin Lee†, 김가상*"
    wanted = {
        "full": "Jan Fictive†*, [Jemin Lee]†, and 김가상*",
        "initials": "J. Fictive†*, [J. Lee]†, and 김가상*",
        "family-first": "Fictive, Jan†*, [Lee, Jemin]†, and 김가상*",
    }
    for form, line in wanted.items():
        assert lines_of(printed([authors], {"names": form})) == [line]


EQUAL, CORRESPONDING = "equal contribution", "corresponding author"
SIGNS: list[tuple[Fields, Fields, str, str]] = [
    ({}, {}, "[Jemin Lee]†, Jan Fictive†*, and Bo Bee", f"† {EQUAL}, * {CORRESPONDING}"),
    ({}, {"§": "corresponding"}, "[Jemin Lee]†, Jan Fictive†§, and Bo Bee", f"† {EQUAL}, § {CORRESPONDING}"),
    ({}, {"‡": "equal_contributor"}, "[Jemin Lee]‡, Jan Fictive‡*, and Bo Bee", f"‡ {EQUAL}, * {CORRESPONDING}"),
    (
        {},
        {"*": "equal_contributor", "†": "corresponding"},
        "[Jemin Lee]*, Jan Fictive*†, and Bo Bee",
        f"* {EQUAL}, † {CORRESPONDING}",
    ),
    (
        {"†": "equal_contributor", "*": "corresponding"},
        {"#": "equal_contributor", "¶": "corresponding"},
        "[Jemin Lee]#, Jan Fictive#¶, and Bo Bee",
        f"# {EQUAL}, ¶ {CORRESPONDING}",
    ),
]


@pytest.mark.parametrize(("markers", "chosen", "line", "legend"), SIGNS)
def test_a_document_chooses_the_signs_that_are_printed(
    printed: Callable[..., str], markers: Fields, chosen: Fields, line: str, legend: str
) -> None:
    top = {"markers": markers} if markers else {}
    listing = {"markers": chosen} if chosen else {}
    tex = printed(["Jemin Lee†, Jan Fictive†*, Bo Bee"], listing, **top)
    assert (lines_of(tex), legends_of(tex)) == ([line], [legend])


def test_the_signs_of_one_document_change_no_role_and_no_other_document(cvkit: Run, record: Make) -> None:
    text = record_text(["Bo Bee, Jemin Lee*"], {"markers": {"*": "equal_contributor", "§": "corresponding"}})
    file = record(text.replace('{"full": ', '{"other": {}, "full": '), HEAD)
    assert lines_of(cvkit("export", file, "--to", "tex").out) == ["Bo Bee and [Jemin Lee]§"]
    assert lines_of(cvkit("export", file, "--to", "tex", "-d", "other").out) == ["Bo Bee and [Jemin Lee]*"]
    assert json.loads(cvkit("numbers", file, "--format", "json").out)[0]["owner_role"] == "corresponding"


def grouped(*groups: object) -> list[Fields]:
    return [person(f"{name} Fictive", equal_contributor=group) for name, group in zip("ABCDEF", groups, strict=False)]


def test_the_senior_group_has_the_double_dagger(printed: Callable[..., str]) -> None:
    tex = printed([grouped("first", "first", "senior", "senior")])
    assert lines_of(tex) == ["A Fictive†, B Fictive†, C Fictive‡, and D Fictive‡"]
    assert re.fullmatch(r"† equal contribution, ‡ [\w ]+", legends_of(tex)[0])


def test_the_senior_group_alone_has_the_double_dagger_too(printed: Callable[..., str]) -> None:
    tex = printed([["Jan Lead", *grouped("senior", "senior")]])
    assert lines_of(tex) == ["Jan Lead, A Fictive‡, and B Fictive‡"]
    assert legends_of(tex)[0].startswith("‡ ") and "†" not in legends_of(tex)[0]


def test_groups_and_roles_never_share_a_sign(printed: Callable[..., str]) -> None:
    authors = [
        *grouped("first", "first", "senior", "senior", "data", "data"),
        person("Cor Fictive", corresponding=True),
    ]
    for markers in (
        {},
        {"‡": "equal_contributor"},
        {"‡": "corresponding"},
        {"§": "equal_contributor", "‡": "corresponding"},
    ):
        (line,) = lines_of(printed([authors], {"markers": markers} if markers else {}))
        signs = [name.removeprefix("and ")[len("A Fictive") :] for name in line.split(", ")[:6]]
        assert signs[0::2] == signs[1::2]
        assert len({*signs, line[-1]}) == 4 and all(len(sign) == 1 for sign in signs), line


LEGENDS: list[tuple[str, list[object], str]] = [
    ("no marks", ["Jemin Lee, Bo Bee"], ""),
    ("equal alone", ["Jemin Lee†, Bo Bee†"], f"† {EQUAL}"),
    ("corresponding alone", ["Jemin Lee, Bo Bee*"], f"* {CORRESPONDING}"),
    ("in two works", ["Jemin Lee, Bo Bee*", "Jemin Lee†, Bo Bee†"], f"† {EQUAL}, * {CORRESPONDING}"),
]


@pytest.mark.parametrize(("lists", "wanted"), [row[1:] for row in LEGENDS], ids=[row[0] for row in LEGENDS])
def test_a_legend_has_only_what_occurs(printed: Callable[..., str], lists: list[object], wanted: str) -> None:
    assert legends_of(printed(lists)) == ([wanted] if wanted else [])


def test_a_legend_has_nothing_of_works_that_are_not_selected(printed: Callable[..., str]) -> None:
    lists: list[object] = ["Jemin Lee, Bo Bee*", "Jemin Lee†, Bo Bee†"]
    assert legends_of(printed(lists, {"limit": 1})) == [f"* {CORRESPONDING}"]
    assert legends_of(printed(lists, {"where": {"ids": ["w1"]}})) == [f"† {EQUAL}"]


POOL = list("†‡§¶‖#*+1%&$")
GROUPS = st.sampled_from([None, True])
AUTHORS = st.lists(st.tuples(GROUPS, st.booleans()), min_size=1, max_size=6)


@LAW
@given(
    st.lists(AUTHORS, min_size=1, max_size=3), st.lists(st.sampled_from(POOL), unique=True, min_size=2, max_size=2),
    st.sampled_from([True, "first"]), st.integers(0, 6), st.booleans(),
)  # fmt: skip
def test_printed_marks_read_back_as_the_same_roles(
    tmp_path_factory: pytest.TempPathFactory,
    lists: list[list[tuple[Any, bool]]],
    signs: list[str],
    group: bool | str,
    owner: int,
    braced: bool,
) -> None:
    """Authors as data are printed; the line, typed into a record with the same markers, gives the same roles."""
    markers = dict(zip(signs, ["equal_contributor", "corresponding"], strict=True))
    data = []
    for authors in lists:
        names = [f"{'Bo ' * (at % 2)}Anna{chr(97 + at)} Fictive" for at in range(len(authors))]
        if owner < len(names):
            names[owner] = "Jemin Lee"
        if braced and owner != 0:
            names[0] = "The Fictive Team"
        data.append(
            [
                ({"literal": name} if name.startswith("The") else {"name": name})
                | ({"equal_contributor": group} if equal else {})
                | ({"corresponding": True} if corresponding else {})
                for name, (equal, corresponding) in zip(names, authors, strict=True)
            ]
        )
    file = tmp_path_factory.getbasetemp() / "marks.yaml"

    def written(authors: list[Any]) -> tuple[list[str], list[str], list[object]]:
        file.write_text(HEAD + record_text(authors, markers=markers), encoding="utf-8")
        tex = exported(Request(file), "tex")
        return lines_of(tex), legends_of(tex), [row["owner_role"] for row in label_rows(file)[0]]

    first = written(data)
    typed = [line.replace("[", "").replace("]", "") for line in first[0]]
    assert written(typed) == first
