"""A bibliography becomes a record; a newer one brings it up to date, and what a hand has edited stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.check.owner_guess import guess_owner
from cvkit.commands.import_.three_way_merge import three_way_merge
from cvkit.commands.yaml_edit import edit_section
from cvkit.load.yaml_file import parse_yaml
from cvkit.model.name import parse_name
from tests.conftest import ROOT, Result

Run = Callable[..., Result]
FIRST = """
@article{a, author={Miller, Ada and Larsen, Bo}, title={Sorting {BLIND}}, journal={J}, year=2020, volume=1}
@inproceedings{b, author={Larsen, Bo and Miller, A.}, title={Comparing sorters}, booktitle={ConEx}, date={2021-05}}
@article{c, author={Miller, Ada and others}, title={Third}, journal={J}, year=2019}
"""
SECOND = """
@article{d, author={Ada Miller}, title={New}, journal={J}, year=2024}
@article{a, author={Miller, Ada and Larsen, Bo}, title={Sorting {BLIND}}, journal={J}, year=2020, volume=2,
  pages={1--9}}
@inproceedings{b, author={Larsen, Bo and Miller, A.}, title={Comparing the sorters}, booktitle={ConEx}, date={2021-06}}
"""


@pytest.fixture
def source(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str, name: str = "x.bib") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def test_a_bibliography_becomes_a_record_that_passes_the_check(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    result = cvkit("import", source(FIRST), "-o", tmp_path / "new")
    assert result.status == 0
    names = ["cv.yaml", "publications.yaml", "imported.yaml"]
    assert result.out.split() == [str(tmp_path / "new" / name) for name in names]
    assert "3 works added" in result.err
    assert "guessed to be Ada Miller, in 2 of 3 author lists" in result.err
    assert "A. Miller" in result.err
    check = cvkit("check", tmp_path / "new")
    assert check.status == 0 and re.findall(r"\w+\[\w+\]", check.out) == [
        "note[N209]",
        "warning[V150]",
        "note[V221]",
    ]
    labels = [row["label"] for row in json.loads(cvkit("numbers", tmp_path / "new", "--format", "json").out)]
    assert labels == ["C.1", "J.2", "J.1"]
    assert "title: Sorting BLIND\n" in (tmp_path / "new" / "publications.yaml").read_text(encoding="utf-8")


def test_a_truth_value_has_no_quotes_so_that_the_schema_accepts_it(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    roles = "author+an={1=corresponding,student; 2=equal-contributor,presenter}, x-hidden={true}, x-numbered={false}"
    text = f"@article{{a, author={{Miller, Ada and Larsen, Bo}}, {roles}, title={{true}}, journal={{J}}, year=2020}}"
    assert cvkit("import", source(text), "-o", tmp_path / "new").status == 0
    written = (tmp_path / "new" / "publications.yaml").read_text(encoding="utf-8")
    flags = "corresponding advisee equal_contributor presenter hidden".split()
    assert [flag for flag in flags if f"{flag}: true" not in written] == []
    assert "numbered: false" in written and 'title: "true"' in written


def test_an_error_in_the_source_is_the_reason_why_there_is_no_author(tmp_path: Path, cvkit: Run) -> None:
    (tmp_path / "x.bib").write_text('@misc{a, author={Ada Miller}, title={T}, year=2020, note={open "}')
    result = cvkit("import", tmp_path / "x.bib", "-o", tmp_path / "record")
    assert result.status == 1
    assert "x.bib:1:1: error[L101]" in result.err
    assert "hint: correct the errors" in result.err
    assert not (tmp_path / "record").exists()


def test_the_owner_can_be_said(source: Callable[..., Path], tmp_path: Path, cvkit: Run) -> None:
    result = cvkit("import", source(FIRST), "-o", tmp_path / "new", "--owner", "Bo Larsen")
    assert "the owner is Bo Larsen, in 2 of 3 author lists" in result.err
    assert "  name: Bo Larsen\n" in (tmp_path / "new" / "cv.yaml").read_text(encoding="utf-8")


def test_a_second_import_adds_and_updates_and_keeps_what_was_edited(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    folder = tmp_path / "new"
    cvkit("import", source(FIRST), "-o", folder)
    file = folder / "publications.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("title: Comparing sorters\n", "title: Comparing by hand   # my own\n").replace(
        "- id: a\n", "# mine\n- id: a\n"
    )
    file.write_text(text.replace("  volume: 1\n", "  # a comment\n  volume: 1\n  tags: [selected]\n"), encoding="utf-8")
    cv = (folder / "cv.yaml").read_text(encoding="utf-8") + "\n# my own line\n"
    (folder / "cv.yaml").write_text(cv, encoding="utf-8")
    result = cvkit("import", source(SECOND), "-o", folder)
    assert result.status == 0
    assert "1 work added, 2 updated, 0 unchanged, 1 no longer in the source" in result.err
    assert "note: updated: a (volume, pages); b (date)\n" in result.err
    assert "note: the source also changed these, and your edits were kept: b (title)\n" in result.err
    assert (folder / "cv.yaml").read_text(encoding="utf-8") == cv
    now = file.read_text(encoding="utf-8")
    assert now.startswith("- id: d\n")
    for line in ("# mine\n- id: a\n", "  # a comment\n  volume: 2\n  tags: [selected]\n  pages: 1-9\n",
                 "  title: Comparing by hand   # my own\n", "  date: 2021-06\n", "- id: c\n"):  # fmt: skip
        assert line in now
    again = cvkit("import", source(SECOND), "-o", folder)
    assert "0 works added, 0 updated, 3 unchanged" in again.err
    assert file.read_text(encoding="utf-8") == now


def test_what_was_deleted_by_hand_stays_away(source: Callable[..., Path], tmp_path: Path, cvkit: Run) -> None:
    folder = tmp_path / "new"
    cvkit("import", source(FIRST), "-o", folder)
    file = folder / "publications.yaml"
    entries = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join(entry for entry in entries if "id: b" not in entry), encoding="utf-8")
    result = cvkit("import", source(FIRST), "-o", folder)
    assert "not added again, because you deleted it: b\n" in result.err
    assert "id: b" not in file.read_text(encoding="utf-8")


def test_sources_may_come_one_by_one(source: Callable[..., Path], tmp_path: Path, cvkit: Run) -> None:
    folder, other = tmp_path / "new", "@article{z, author={Ada Miller}, title={Z}, journal={J}, year=2025}"
    cvkit("import", source(FIRST), "-o", folder)
    file = folder / "publications.yaml"
    entries = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join(entry for entry in entries if "id: b" not in entry), encoding="utf-8")
    assert "1 work added" in cvkit("import", source(other, "y.bib"), "-o", folder).err
    result = cvkit("import", source(FIRST.replace("volume=1", "volume=9")), "-o", folder)
    assert "0 works added, 1 updated, 1 unchanged, 1 no longer" in result.err
    assert "not added again, because you deleted it: b\n" in result.err
    assert "id: z\n" in file.read_text(encoding="utf-8") and "volume: 9\n" in file.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_told_and_loses_nothing_else(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    bad = FIRST + "@article{e, author={Ada Miller}, title={Never closed, year=2020}\n"
    bad += "@misc{f, author={Ada Miller}, title={F}}\n"
    result = cvkit("import", source(bad), "-o", tmp_path / "new")
    assert result.status == 1
    assert "x.bib:5:1: error[L101]: the entry `e` is not closed" in result.err
    text = (tmp_path / "new" / "publications.yaml").read_text(encoding="utf-8")
    assert [name for name in "abcef" if f"id: {name}\n" in text] == ["a", "b", "c", "f"]
    assert "date: n.d.\n" in text


def test_a_mistake_that_loses_no_work_is_a_warning(source: Callable[..., Path], tmp_path: Path, cvkit: Run) -> None:
    text = FIRST.replace("volume=1", "volume=1, volume=2, author+an={9=corresponding}")
    result = cvkit("import", source(text), "-o", tmp_path / "new")
    assert result.status == 0 and "3 works added" in result.err
    assert "warning[L102]: the field `volume` appears twice" in result.err and "warning[L105]" in result.err
    assert "volume: 1\n" in (tmp_path / "new" / "publications.yaml").read_text(encoding="utf-8")
    assert cvkit("check", tmp_path / "new").status == 0


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [("", 1, "there is no author"), ("@misc{a, title={T}}", 1, "there is no author"), (None, 2, "there is no file")],
)
def test_without_anybody_nothing_is_written(
    text: str | None, status: int, said: str, source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    file = source(text) if text is not None else tmp_path / "nowhere.bib"
    result = cvkit("import", file, "-o", tmp_path / "new")
    assert (result.status, said in result.err, (tmp_path / "new").exists()) == (status, True, False)


def test_only_bibliographies_are_read_and_only_its_own_file_is_changed(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    assert cvkit("import", source("", "x.txt"), "-o", tmp_path / "new").status == 2
    record = tmp_path / "other"
    record.mkdir()
    (record / "cv.yaml").write_text("cvkit: 1\nperson: {name: A B}\npublications: []\n", encoding="utf-8")
    (record / "cv.yaml").write_text("cvkit: 1\nperson: {name: A B}\npublications:\n  - {id: z}\n", encoding="utf-8")
    result = cvkit("import", source(FIRST), "-o", record)
    assert (result.status, sorted(file.name for file in record.iterdir())) == (2, ["cv.yaml"])


def test_the_real_bibliography_becomes_a_record_with_the_same_labels(tmp_path: Path, cvkit: Run) -> None:
    cvkit("import", ROOT / "examples" / "bibtex" / "publications.bib", "-o", tmp_path / "new")
    head = (tmp_path / "new" / "cv.yaml").read_text(encoding="utf-8")
    assert "name: Jemin Lee\n" in head
    series = "numbering: {series: {J: [journal, preprint], C: [conference, workshop, poster, wip, demo]}}\n"
    (tmp_path / "new" / "cv.yaml").write_text(head + series, encoding="utf-8")
    rows = [
        json.loads(cvkit("numbers", folder, "--format", "json").out)
        for folder in (tmp_path / "new", ROOT / "data" / "jemin-lee")
    ]
    assert {(row["id"], row["label"]) for row in rows[0]} == {(row["id"], row["label"]) for row in rows[1]}


def names(text: str) -> list[list]:  # type: ignore[type-arg]
    return [[parse_name(name) for name in line.split("; ")] for line in text.split(" | ")]


def test_whose_bibliography_it_is() -> None:
    guess = guess_owner(names("Lee, J.; Kim, A | Jemin Lee; A Kim | LEE, Jemin; B Kim | J. M. Lee; Jun Lee"))
    assert guess and (guess.name, guess.lists, guess.of, guess.is_doubtful) == ("Jemin Lee", 2, 4, False)
    assert guess.aliases == ()
    doubtful = guess_owner(names("Ada Miller; Bo Larsen"))
    assert doubtful and doubtful.is_doubtful
    assert guess_owner([]) is None
    initials = guess_owner(names("A.-B.-C. Miller | A. Miller; B Kim | A. Miller | A. Miller; A Kim"))
    assert initials and (initials.name, initials.lists) == ("A. Miller", 3)


def test_a_near_spelling_of_the_owner_is_no_alias_of_an_import_but_a_question(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    spellings = ["Carla D. Holm", "Holm, Carla", "Carla Dorsey Holm", "C. Holm"]
    bib = "".join(
        f"@article{{w{at}, author={{{name}}}, title={{Title {at}{at}}}, journal={{J}}, year={2020 + at}}}\n"
        for at, name in enumerate(spellings)
    )
    result = cvkit("import", source(bib), "-o", tmp_path / "new")
    head = (tmp_path / "new" / "cv.yaml").read_text(encoding="utf-8")
    assert "name: Carla Dorsey Holm\n  aliases: [Carla D. Holm, Carla Holm]\n" in head
    assert "the owner is guessed to be Carla Dorsey Holm, in 3 of 4 author lists" in result.err
    assert "these spellings may be the same person: C. Holm; " in result.err
    found = json.loads(cvkit("check", tmp_path / "new", "--format", "json").out)
    (asked,) = [one for one in found if one["severity"] != "note"]
    assert asked["code"] == "V150" and "`C. Holm` (1 work) may be the owner" in asked["message"]


def test_an_import_names_the_same_near_spellings_as_the_check(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    spellings = ["Inés Roca", "I. Roca", "Inez Roca", "Roca, I. M.", "Ines Maria Roca", "Roca-Vidal, Ines", "Bo Roca"]
    bib = "".join(
        f"@article{{w{at}, author={{{name}}}, title={{Title {at}{at}}}, journal={{J}}, year={2020 + at}}}\n"
        for at, name in enumerate(spellings)
    )
    result = cvkit("import", source(bib), "-o", tmp_path / "new", "--owner", "Inés Roca")
    (line,) = re.findall("these spellings may be the same person: (.*);", result.err)
    asked = re.findall(r"`([^`]*)` \(1 work\) may be the owner", cvkit("check", tmp_path / "new").out)
    assert sorted(line.split("; ")) == sorted(asked)
    assert len(asked) >= 4


def test_a_work_that_names_the_owner_twice_states_which_of_the_two_it_is(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    twice = "@article{two, title={Again}, author={Ada Miller and Bo Larsen and Miller, Ada}, journal={J}, year=2021}"
    more = "@book{three, title={Edited}, editor={Cy Lee and Ada Miller and Ada Miller}, publisher={P}, year=2022}"
    for files, added in (([source(FIRST + twice)], "two"), ([source(FIRST + twice), source(more, "y.bib")], "three")):
        result = cvkit("import", *files, "-o", tmp_path / "new")
        assert result.status == 0
        assert f"two authors match the owner, and the first has `owner: true`: {added};" in result.err
    works = (tmp_path / "new" / "publications.yaml").read_text(encoding="utf-8")
    assert 'authors: [{name: Ada Miller, owner: true}, Bo Larsen, "Miller, Ada"]' in works
    assert "editors: [Cy Lee, {name: Ada Miller, owner: true}, Ada Miller]" in works
    again = cvkit("import", *files, "-o", tmp_path / "new")
    assert "0 works added, 0 updated, 5 unchanged" in again.err and "owner: true" not in again.err
    assert "error" not in cvkit("check", tmp_path / "new").out
    extra = source(twice.replace("two", "four").replace("Again", "Once more"), "z.bib")
    assert cvkit("add", extra, "--to", tmp_path / "new").status == 0
    assert "error" not in cvkit("check", tmp_path / "new").out


values = st.one_of(st.sampled_from(["a", "b: c", "*x*", "김", "", "1"]).filter(bool), st.lists(st.sampled_from("xyz")))
entry = st.dictionaries(st.sampled_from(["title", "date", "pages", "tags"]), values)
files = st.dictionaries(st.sampled_from("abcd"), entry)


@given(files, files, files)
def test_edits_survive_every_import(base: dict[str, dict], current: dict[str, dict], now: dict[str, dict]) -> None:  # type: ignore[type-arg]
    lists = [[{"id": name} | fields for name, fields in file.items()] for file in (current, base, now)]
    merged = three_way_merge(*lists)
    found = {e["id"]: e for e in [*merged.entries, *merged.new]}
    assert [e["id"] for e in merged.entries] == list(current)
    assert set(found) == set(current) | (set(now) - set(base))
    for name, fields in current.items():
        for key in ("title", "date", "pages", "tags"):
            mine, old, new = fields.get(key), base.get(name, {}).get(key), now.get(name, {}).get(key)
            edited = mine != old
            expected = mine if edited or name not in now else new
            assert found[name].get(key) == expected


LAYOUTS = [
    "# top\n\n- id: a\n  title: T   # why\n  # between\n  tags:\n    - x\n    - y\n\n# of b\n- id: b\n  date: 2020\n",
    "- {id: a, title: T, tags: [x, y]}\n- {id: b, date: 2020}   # b\n",
    "  - id: a\n    title: >-\n      T\n    tags: [x,\n      y]\n  -\n    id: b\n    date: 2020\n",
    "---\r\n# top\r\n- id: a\r\n  title: |\r\n    T\r\n    # no\r\n\r\n# of b\r\n-\r\n  {id: b,\r\n  date: 2020}",
    "-  # a-c\n  title: T\n  # of id\n  id: a\n- date:\n  pages: '# no'\n  id: b",
]


@pytest.mark.parametrize("text", LAYOUTS)
@given(entry, entry)
def test_a_file_of_any_layout_takes_new_values(text: str, a: dict, b: dict) -> None:  # type: ignore[type-arg]
    entries, _, _ = parse_yaml(text, "f")
    wanted = [{"id": "a"} | a, {"id": "b"} | b]
    out = edit_section(text, entries, wanted, [{"id": "n", "title": "New"}])
    back, _, diagnostics = parse_yaml(out, "f")
    assert diagnostics == []
    assert sorted(back, key=itemgetter("id")) == [*wanted, {"id": "n", "title": "New"}]
    assert all(comment in out for comment in ("# top", "# of b") if comment in text)


ONE = "# top\n- id: a  # the key\n  title: T  # why\n  # of tags\n  tags:\n    - x\n\n# end\n"
CHANGES = [
    ({"title": "U"}, ONE.replace("title: T", "title: U")),
    ({"tags": ["x", "z"]}, ONE.replace("tags:\n    - x", "tags: [x, z]")),
    ({"title": None}, ONE.replace("  title: T  # why\n", "")),
    ({"id": None}, ONE.replace("id: a  # the key\n  title", "title")),
    ({"id": None, "title": None}, ONE.replace("id: a  # the key\n  title: T  # why\n  # of tags\n  tags", "tags")),
    ({"tags": None, "date": "2020"}, ONE.replace("  tags:\n    - x\n", "  date: 2020\n")),
    ({"date": "2020"}, ONE.replace("    - x\n", "    - x\n  date: 2020\n")),
]
"""New values, None without one, and the whole text after the change: everything else stays."""


@pytest.mark.parametrize(("values", "expected"), CHANGES)
def test_an_edit_keeps_every_other_byte(values: dict[str, Any], expected: str) -> None:
    for newline in ("\n", "\r\n"):
        typed = ONE.replace("\n", newline)
        entries, _, _ = parse_yaml(typed, "f")
        wanted = {key: value for key, value in ({**entries[0], **values}).items() if value is not None}
        assert edit_section(typed, entries, [wanted], []) == expected.replace("\n", newline)


def test_an_empty_list_takes_new_entries() -> None:
    assert edit_section("# works\n[]\n", [], [], [{"id": "a"}]) == "# works\n- id: a\n"


def test_a_preprint_and_its_paper_are_two_works_that_are_linked(
    source: Callable[..., Path], tmp_path: Path, cvkit: Run
) -> None:
    title = "A {Long} Study of Sorting without Looking"
    two = f"@article{{p, author={{Ada Miller}}, title={{{title}}}, journal={{J}}, year=2024}}\n"
    two += f"@misc{{q, author={{Ada Miller}}, title={{{title.lower()}.}}, year=2023, eprint={{2301.01234}},"
    two += " archiveprefix={arXiv}}"
    result = cvkit("import", source(two), "-o", tmp_path / "new")
    assert (result.status, "2 works added" in result.err, "V211" in result.err) == (0, True, False)
    assert "  version_of: p\n" in (tmp_path / "new" / "publications.yaml").read_text(encoding="utf-8")


def test_a_source_without_entries_is_told(source: Callable[..., Path], tmp_path: Path, cvkit: Run) -> None:
    result = cvkit("import", source("hello"), "-o", tmp_path / "new", "--owner", "Ada Miller")
    assert result.status == 0
    assert "0 works added" in result.err
