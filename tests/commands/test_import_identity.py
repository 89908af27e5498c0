"""Which work an entry is: two works stay two, one work stays one, over files, over time and over edits by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.load.yaml_file import parse_yaml
from tests.conftest import Result

Run = Callable[..., Result]


def bib(key: str, title: str, kind: str = "article", *, by: str = "Miller, Ada and Larsen, Bo", **fields: str) -> str:
    """An entry of a `.bib` file; of 2023, where nothing else is said."""
    fields = {"author": by, "title": title, "year": "2023"} | fields
    return f"@{kind}{{{key}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}\n"


def arxiv(key: str, title: str, number: str = "2301.01234", **fields: str) -> str:
    return bib(key, title, "misc", eprint=number, archiveprefix="arXiv", **fields)


RAIN, SNOW = bib("Miller2023", "Rain in spring"), bib("Miller2023", "Snow in winter")
EDITORIALS = [bib("Ed", "Editorial", volume=str(volume)) for volume in (1, 2, 3)]
LONG = "Sorting without looking: a long study"


@pytest.fixture
def run(tmp_path: Path, cvkit: Run) -> Callable[..., Result]:
    """Import texts as the files 0.bib, 1.bib and so on."""

    def run(*texts: str, status: int = 0) -> Result:
        files = [tmp_path / f"{at}.bib" for at in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        result = cvkit("import", *files, "-o", tmp_path / "record", "--owner", "Ada Miller")
        assert result.status == status, result.err
        return result

    return run


def works(folder: Path) -> list[dict]:  # type: ignore[type-arg]
    found, _, diagnostics = parse_yaml((folder / "record" / "publications.yaml").read_text(encoding="utf-8"), "p")
    assert diagnostics == []
    return list(found) if isinstance(found, list) else []


def titles(folder: Path) -> dict[str, str]:
    return {work["id"]: work["title"] for work in works(folder)}


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "record" / "publications.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


TWO_WORKS = [
    (RAIN, SNOW),
    (bib("a", LONG, doi="10.1000/1"), bib("a", LONG, doi="10.1000/2")),
    (bib("a", LONG), bib("a", "Erratum to: " + LONG)),
    (bib("a", LONG + ", part I"), bib("a", LONG + ", part II")),
    (bib("a", LONG, "inproceedings", entrysubtype="poster"), bib("a", LONG, "inproceedings")),
    (
        bib("a", "On birds", "incollection", doi="10.1000/book"),
        bib("a", "On trees", "incollection", doi="10.1000/book"),
    ),
    (bib("a", "Editorial", year="2020"), bib("a", "Editorial", year="2023")),
    (bib("a", "Editorial", volume="1", year="2022"), bib("a", "Editorial", volume="2")),
    (bib("a", LONG), bib("a", LONG, by="Rao, Chandra and Miller, Ada")),
    (arxiv("a", LONG, "2301.01234"), arxiv("a", LONG, "2301.04321")),
    (bib("a", "Robust graphs of sorting networks"), bib("a", "Robust hypergraphs of sorting networks", year="2022")),
    (bib("a", "Learning with C", "report"), bib("a", "Learning with C++", "report")),
    (bib("a", "봄비에 대한 연구 상편"), bib("a", "봄비에 대한 연구 하편")),
]


@pytest.mark.parametrize(("one", "other"), TWO_WORKS)
def test_two_works_stay_two(one: str, other: str, run: Run, tmp_path: Path) -> None:
    first = run(one)
    assert "1 work added" in first.err
    (name, before), *_ = titles(tmp_path).items()
    day_2 = run(other + one)
    assert "1 work added, 0 updated, 1 unchanged" in day_2.err
    after = titles(tmp_path)
    assert (len(after), after[name]) == (2, before)
    day_3 = run(other)
    assert "0 works added, 0 updated, 1 unchanged, 1 no longer" in day_3.err
    assert titles(tmp_path) == after


@pytest.mark.parametrize(("one", "other"), TWO_WORKS)
@pytest.mark.parametrize("texts", [lambda a, b: (a + b,), lambda a, b: (a, b)], ids=["one-file", "two-files"])
def test_two_works_under_one_key_both_come_at_once(
    one: str, other: str, texts: Callable[[str, str], tuple[str, ...]], run: Run, tmp_path: Path
) -> None:
    result = run(*texts(one, other))
    assert "2 works added" in result.err
    assert len(titles(tmp_path)) == 2
    assert ("warning[L113]" in result.err) == (len(texts(one, other)) == 1)


@pytest.mark.parametrize(("one", "other"), TWO_WORKS)
def test_the_key_of_a_work_that_is_gone_may_be_given_to_another(one: str, other: str, run: Run, tmp_path: Path) -> None:
    run(one)
    before = titles(tmp_path)
    assert "1 work added, 0 updated, 0 unchanged, 1 no longer in the source" in run(other).err
    assert titles(tmp_path).items() >= before.items()


ONE_WORK = [
    (bib("a", "Rain in sprng"), bib("a", "Rain in spring", doi="10.1000/1"), {"title", "doi"}),
    (bib("a", LONG, doi="10.1000/1"), bib("b", LONG, doi="10.1000/1"), set()),
    (bib("a", LONG, doi="10.1000/1"), bib("b", LONG.upper(), doi="https://doi.org/10.1000/1"), {"title"}),
    (bib("a", LONG, volume="1"), bib("a", LONG, volume="2"), {"volume"}),
    (bib("a", LONG), bib("zz", LONG, year="2024", volume="2", pages="1--9"), {"date", "volume", "pages"}),
    (arxiv("a", LONG), arxiv("b", "Quite another title", "2301.01234v3"), {"title", "arxiv"}),
    (arxiv("a", LONG), bib("a", LONG, doi="10.1000/1", journal="J"), {"kind", "doi", "venue"}),
    (
        arxiv("a", LONG),
        bib("b", LONG, doi="10.1000/1", journal="J", eprint="2301.01234", archiveprefix="arXiv"),
        {"kind", "doi", "venue"},
    ),
    (bib("a", "Zählen von Vögeln"), bib("b", 'Z{\\"a}hlen von V{\\"o}geln'), set()),
    (bib("a", "Zählen von Vögeln"), bib("b", "Zählen von Vögeln"), set()),
    (bib("a", LONG, by="Müller, Cy"), bib("b", LONG, by='M{\\"u}ller, Cy'), set()),
    (bib("a", "봄비에 대한 연구", by="김, 철수"), bib("b", "봄비에 대한 연구", by="김철수"), {"authors"}),
    (bib("a", "On the $\\alpha$-decay of birds"), bib("a", "On the $\\alpha$-decay of birds", volume="2"), {"volume"}),
]


@pytest.mark.parametrize(("one", "other", "fields"), ONE_WORK)
def test_one_work_is_updated(one: str, other: str, fields: set[str], run: Run, tmp_path: Path) -> None:
    run(one)
    (name,) = titles(tmp_path)
    result = run(other)
    assert list(titles(tmp_path)) == [name]
    updated = re.search(rf"note: updated: {re.escape(name)} \((.*)\)\n", result.err)
    assert set(updated[1].split(", ") if updated else ()) == fields


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in ONE_WORK if "kind" not in pair[2]])
def test_one_work_of_two_files_is_there_once_in_either_order(one: str, other: str, run: Run, tmp_path: Path) -> None:
    run(one, other.replace("volume = {2}", "volume = {1}"))
    assert len(titles(tmp_path)) == 1
    before = {file.name: file.read_bytes() for file in (tmp_path / "record").iterdir()}
    result = run(other.replace("volume = {2}", "volume = {1}"), one)
    assert "0 works added, 0 updated, 1 unchanged" in result.err
    assert before == {file.name: file.read_bytes() for file in (tmp_path / "record").iterdir()}


def test_a_newer_export_puts_no_other_work_under_a_locked_number(run: Run, tmp_path: Path, cvkit: Run) -> None:
    run(RAIN)
    cvkit("numbers", tmp_path / "record", "--lock")
    run(SNOW + RAIN)
    assert cvkit("check", tmp_path / "record").status == 0
    rows = json.loads(cvkit("numbers", tmp_path / "record", "--format", "json").out)
    assert {row["label"]: row["id"] for row in rows} == {"J.1": "Miller2023", "J.2": "Miller2023b"}
    assert titles(tmp_path) == {"Miller2023": "Rain in spring", "Miller2023b": "Snow in winter"}


def test_works_of_one_name_map_one_to_one_over_time(run: Run, tmp_path: Path) -> None:
    run("".join(EDITORIALS))
    volumes = {work["id"]: work["volume"] for work in works(tmp_path)}
    assert volumes == {"Ed": "1", "Ed-b": "2", "Ed-c": "3"}
    for order in ([2, 0, 1], [1, 2, 0], [2]):
        result = run("".join(EDITORIALS[at] for at in order))
        assert f"0 works added, 0 updated, {len(order)} unchanged" in result.err
        assert {work["id"]: work["volume"] for work in works(tmp_path)} == volumes
    run("".join([bib("Ed", "Editorial", volume="4", year="2024"), *EDITORIALS]))
    assert {work["id"]: work["volume"] for work in works(tmp_path)} == volumes | {"Ed-d": "4"}


def test_entries_that_look_like_one_work_stay_two_in_one_file_with_a_warning(run: Run, tmp_path: Path) -> None:
    result = run(bib("a", "Editorial") + bib("b", "Editorial."))
    assert "0.bib:2:10: warning[L114]: this looks like the work of line 1" in result.err
    assert titles(tmp_path) == {"a": "Editorial", "b": "Editorial."}
    again = run(bib("b", "Editorial.") + bib("a", "Editorial"))
    assert "L114" not in again.err and "0 works added, 0 updated, 2 unchanged" in again.err


def test_keys_that_a_program_swaps_change_nothing(run: Run, tmp_path: Path) -> None:
    run(bib("miller2023a", "Rain in spring") + bib("miller2023b", "Snow in winter"))
    before = (tmp_path / "record" / "publications.yaml").read_bytes()
    assert (
        "0 updated, 2 unchanged" in run(bib("miller2023b", "Rain in spring") + bib("miller2023a", "Snow in winter")).err
    )
    assert (tmp_path / "record" / "publications.yaml").read_bytes() == before
    run(bib("miller2023a", "Hail in summer") + bib("miller2023b", "Rain in spring"))
    assert titles(tmp_path) == {
        "miller2023a": "Rain in spring",
        "miller2023b": "Snow in winter",
        "miller2023a-b": "Hail in summer",
    }


HAND_EDITS = [
    ("title: Rain in spring", "title: Quite another text"),
    ("date: 2023", "date: 2019"),
    ("kind: journal", "kind: workshop"),
    ("id: Miller2023", "id: rain"),
    ("  venue: {name: J}\n", ""),
    ("  doi: 10.1000/1", "  doi: 10.1000/9"),
    ("date: 2023\n", "date: 2023\n  tags: [selected]\n"),
]


@pytest.mark.parametrize(("old", "new"), HAND_EDITS)
def test_what_was_edited_by_hand_stays_over_three_imports(old: str, new: str, run: Run, tmp_path: Path) -> None:
    source = bib("Miller2023", "Rain in spring", journal="J", doi="10.1000/1")
    run(source)
    edit(tmp_path, old, new)
    before = (tmp_path / "record" / "publications.yaml").read_text(encoding="utf-8")
    for text in (source, source.replace("Rain in spring", "Rain in Spring."), source.replace("Miller2023", "zz")):
        run(text)
    after = (tmp_path / "record" / "publications.yaml").read_text(encoding="utf-8")
    assert after == before


@pytest.mark.parametrize(
    "texts",
    [
        (SNOW + RAIN,),
        (RAIN, SNOW),
        (bib("other", "Rain in spring") + SNOW,),
        (bib("Miller2023", "Rain in spring.", doi="10.1000/1") + bib("Miller2023c", "Snow in winter"),),
        (SNOW, bib("b", "Rain in Spring", volume="2")),
    ],
)
def test_what_was_deleted_by_hand_stays_away_over_three_imports(
    texts: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    run(RAIN)
    (tmp_path / "record" / "publications.yaml").write_text("", encoding="utf-8")
    for _ in range(3):
        assert "not added again, because you deleted it: Miller2023\n" in run(*texts).err
        assert list(titles(tmp_path).values()) == ["Snow in winter"]
        assert "Miller2023" not in titles(tmp_path)


def test_a_renamed_id_keeps_its_work_and_its_updates(run: Run, tmp_path: Path) -> None:
    run(RAIN + bib("x", LONG, doi="10.1000/1"))
    edit(tmp_path, "id: Miller2023", "id: rain")
    edit(tmp_path, "id: x", "id: sorting")
    result = run(SNOW + RAIN.replace("2023}}", "2023}, pages = {1--9}}") + bib("y", LONG, doi="10.1000/1", volume="3"))
    assert "updated: rain (pages); sorting (volume)\n" in result.err
    assert titles(tmp_path) == {"Miller2023b": "Snow in winter", "rain": "Rain in spring", "sorting": LONG}


def test_ids_that_were_swapped_by_hand_keep_the_works_that_they_have(run: Run, tmp_path: Path) -> None:
    run(bib("a", "Rain in spring") + bib("b", "Snow in winter"))
    edit(tmp_path, "id: a\n", "id: tmp\n")
    edit(tmp_path, "id: b\n", "id: a\n")
    edit(tmp_path, "id: tmp\n", "id: b\n")
    run(bib("a", "Rain in spring", volume="7") + bib("b", "Snow in winter"))
    assert {work["id"]: work.get("volume") for work in works(tmp_path)} == {"b": "7", "a": None}
    assert titles(tmp_path) == {"b": "Rain in spring", "a": "Snow in winter"}


def test_a_work_that_was_merged_by_hand_does_not_come_back(run: Run, tmp_path: Path) -> None:
    both = bib("a", LONG, journal="J") + bib("b", LONG, journal="Journal")
    run(both)
    file = tmp_path / "record" / "publications.yaml"
    file.write_text(file.read_text(encoding="utf-8").split("\n\n")[0] + "\n", encoding="utf-8")
    for _ in range(3):
        assert "not added again, because you deleted it: b\n" in run(both).err
        assert list(titles(tmp_path)) == ["a"]


def test_a_work_that_was_split_by_hand_stays_two(run: Run, tmp_path: Path) -> None:
    run(bib("a", LONG))
    edit(
        tmp_path,
        "- id: a\n",
        f"- {{id: mine, kind: other, title: '{LONG}', authors: [Ada Miller], date: 2023}}\n- id: a\n",
    )
    for _ in range(3):
        run(bib("a", LONG, volume="4"))
    assert [(work["id"], work.get("volume")) for work in works(tmp_path)] == [("mine", None), ("a", "4")]


def test_a_work_that_was_typed_by_hand_is_not_added_again(run: Run, tmp_path: Path) -> None:
    run(SNOW)
    file = tmp_path / "record" / "publications.yaml"
    typed = (
        "# mine\n- kind: journal\n  title: Rain in Spring\n  authors: Ada Miller†, and Bo Larsen†\n  date: 2023-05\n"
    )
    typed = typed.replace("\n", "\r\n")
    file.write_bytes(typed.encode() + file.read_bytes())
    run(RAIN.replace("2023}}", "2023}, pages = {1--9}}"))
    after = file.read_bytes().decode()
    assert after.startswith(typed) and "  pages: 1-9\r\n" in after and after.count("Rain") == 1
    assert set(titles(tmp_path)) == {"Miller2023", "Miller2023b"}
    run(RAIN.replace("2023}}", "2023}, pages = {1--9}}"))
    assert file.read_bytes().decode() == after


def test_entries_may_move_from_file_to_file(run: Run, tmp_path: Path) -> None:
    run(RAIN + bib("b", LONG), SNOW)
    before = {file.name: file.read_bytes() for file in (tmp_path / "record").iterdir()}
    for texts in ([bib("b", LONG), SNOW + RAIN], [SNOW, RAIN, bib("b", LONG)], [SNOW + bib("b", LONG) + RAIN]):
        assert "0 works added, 0 updated, 3 unchanged" in run(*texts).err
        assert before == {file.name: file.read_bytes() for file in (tmp_path / "record").iterdir()}


PAPER = bib("b", LONG, journal="J", doi="10.1000/1")


@pytest.mark.parametrize("key", ["a", "b"])
@pytest.mark.parametrize("texts", [lambda a, b: (a + b,), lambda a, b: (b, a)], ids=["one-file", "two-files"])
def test_a_preprint_and_its_paper_are_linked_and_stay_two(
    key: str, texts: Callable[[str, str], tuple[str, ...]], run: Run, tmp_path: Path
) -> None:
    preprint = arxiv(key, LONG, year="2022")
    for _ in range(3):
        run(*texts(preprint, PAPER))
        found = {work["kind"]: work for work in works(tmp_path)}
        assert len(works(tmp_path)) == 2
        assert found["preprint"]["version_of"] == found["journal"]["id"]
    edit(tmp_path, f"  version_of: {found['journal']['id']}\n", "")
    run(*texts(preprint, PAPER))
    assert not any("version_of" in work for work in works(tmp_path))


def test_a_paper_that_comes_later_is_linked_and_never_becomes_the_preprint_again(run: Run, tmp_path: Path) -> None:
    run(arxiv("a", LONG))
    result = run(PAPER)
    assert "updated: a (version_of)\n" in result.err and "no longer in the source, and kept: a" in result.err
    before = (tmp_path / "record" / "publications.yaml").read_bytes()
    for text in (arxiv("a", LONG), PAPER, arxiv("a", LONG)):
        run(text)
        assert (tmp_path / "record" / "publications.yaml").read_bytes() == before


def test_a_paper_that_was_a_preprint_keeps_its_kind_when_the_preprint_is_read_again(run: Run, tmp_path: Path) -> None:
    run(arxiv("a", LONG))
    run(bib("a", LONG, journal="J", doi="10.1000/1"))
    assert [work["kind"] for work in works(tmp_path)] == ["journal"]
    run(arxiv("a", LONG))
    kinds = {work["id"]: (work["kind"], work.get("version_of")) for work in works(tmp_path)}
    assert kinds == {"a": ("journal", None), "a-b": ("preprint", "a")}


def test_an_imported_yaml_without_keys_is_read(run: Run, tmp_path: Path) -> None:
    run(RAIN + bib("b", LONG))
    file = tmp_path / "record" / "imported.yaml"
    assert "key:" not in file.read_text(encoding="utf-8")
    (tmp_path / "record" / "publications.yaml").write_text("", encoding="utf-8")
    result = run(RAIN + bib("b", LONG))
    assert "not added again, because you deleted it: Miller2023, b\n" in result.err


@pytest.mark.parametrize("text", ["<<<<<<< ours\n- id: a\n", "- a\n", "- {title: T}\n", "- id: [\n", "a: b\n"])
def test_a_damaged_imported_yaml_is_an_error_and_nothing_is_written(text: str, run: Run, tmp_path: Path) -> None:
    run(RAIN)
    (tmp_path / "record" / "imported.yaml").write_text(text, encoding="utf-8")
    before = (tmp_path / "record" / "publications.yaml").read_bytes()
    run(SNOW, status=1)
    assert (tmp_path / "record" / "publications.yaml").read_bytes() == before
    assert (tmp_path / "record" / "imported.yaml").read_text(encoding="utf-8") == text


def test_ids_of_other_sections_and_of_the_lockfile_are_taken(run: Run, tmp_path: Path, cvkit: Run) -> None:
    run(RAIN)
    record = tmp_path / "record"
    cvkit("numbers", record, "--lock")
    main = record / "cv.yaml"
    talks = "talks: [{id: Larsen2020, title: A Talk, date: 2020, authors: Ada Miller}]\n"
    main.write_text(main.read_text(encoding="utf-8") + talks, encoding="utf-8")
    (record / "publications.yaml").write_text("", encoding="utf-8")
    (record / "imported.yaml").unlink()
    run(SNOW + bib("Larsen2020", LONG))
    assert titles(tmp_path) == {"Miller2023b": "Snow in winter", "Larsen2020b": LONG}
    run(SNOW + RAIN + bib("Larsen2020", LONG))
    assert titles(tmp_path)["Miller2023"] == "Rain in spring"
    rows = json.loads(cvkit("numbers", record, "--format", "json").out)
    assert next(row["label"] for row in rows if row["id"] == "Miller2023") == "J.1"


@pytest.mark.parametrize(
    ("key", "name"), [("O'Neil2020", "O-Neil2020"), ("Ada Miller_2011", "Ada-Miller_2011"), ("DBLP:conf/x/Y24", None)]
)
def test_a_key_that_is_no_id_becomes_one(key: str, name: str | None, run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        run(bib(key, LONG))
        assert list(titles(tmp_path)) == [name or key]


def test_the_summary_names_every_work(run: Run, tmp_path: Path) -> None:
    sources = [
        bib(key, f"{LONG} of {name}") for key, name in zip("abcd", ["birds", "trees", "rain", "snow"], strict=True)
    ]
    run("".join(sources))
    edit(tmp_path, f'title: "{LONG} of birds"', "title: Mine")
    file = tmp_path / "record" / "publications.yaml"
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join(block for block in blocks if "id: b\n" not in block), encoding="utf-8")
    changed = bib("c", f"{LONG} of rain", volume="2")
    said = run(sources[0] + sources[1] + changed + bib("a", "Hail in summer")).err
    for line in (
        "1 work added, 1 updated, 1 unchanged, 1 no longer in the source",
        "added: a-b",
        "ids that differ from the key in the source: a-b (`a`)",
        "updated: c (volume)",
        "your edits were kept: a (title)",
        "no longer in the source, and kept: d",
        "not added again, because you deleted it: b",
    ):
        assert f"cvkit: note: {line}\n" in said


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (SNOW + RAIN, ["Miller2023", "Miller2023b"]),
        (SNOW + bib("Miller2023b", LONG) + RAIN, ["Miller2023", "Miller2023b", "Miller2023c"]),
        ("".join(EDITORIALS), ["Ed", "Ed-b", "Ed-c"]),
        (
            bib("v", "Proceedings of X", "proceedings", editor="Larsen, Bo").replace("author =", "translator =")
            + bib("v", "Proceedings of Y", "proceedings", editor="Larsen, Bo").replace("author =", "translator =")
            + bib("p", LONG, "inproceedings", crossref="v"),
            ["v", "p"],
        ),
        (RAIN + RAIN, ["Miller2023", "Miller2023b"]),
    ],
)
def test_a_bib_file_with_a_key_twice_is_a_source_as_it_is(
    text: str, ids: list[str], tmp_path: Path, cvkit: Run
) -> None:
    (tmp_path / "x.bib").write_text(text, encoding="utf-8")
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: x.bib\n", encoding="utf-8")
    check = cvkit("check", tmp_path, "--format", "json")
    assert check.status == 0
    assert "L113" in {diagnostic["code"] for diagnostic in json.loads(check.out)} or len(set(ids)) == 2
    result = cvkit("export", tmp_path, "--to", "csljson")
    assert sorted(item["id"] for item in json.loads(result.out)) == sorted(ids)


def test_two_bib_files_may_have_one_key_and_yaml_may_not(tmp_path: Path, cvkit: Run) -> None:
    head = "cvkit: 1\nperson: {name: Ada Miller}\n"
    (tmp_path / "x.bib").write_text(RAIN, encoding="utf-8")
    (tmp_path / "y.bib").write_text(SNOW, encoding="utf-8")
    (tmp_path / "z.yaml").write_text(
        "- {id: Miller2023, kind: book, title: T, date: 2020, authors: Ada Miller}\n", encoding="utf-8"
    )
    (tmp_path / "cv.yaml").write_text(head + "publications: [x.bib, y.bib]\n", encoding="utf-8")
    check = cvkit("check", tmp_path)
    assert check.status == 0 and "2 works have the key `Miller2023`" in check.out
    (tmp_path / "cv.yaml").write_text(head + "publications: [x.bib, z.yaml]\n", encoding="utf-8")
    assert cvkit("check", tmp_path, "--format", "json").status == 1


def test_a_submitted_paper_that_appears_under_a_new_title_is_asked_about_once(run: Run, tmp_path: Path) -> None:
    run(bib("Miller2023", "Sorting with closed eyes", pubstate="submitted"))
    other = bib("Miller2023", "Looking away: a new way to sort", journal="J", volume="1")
    said = run(other).err
    (line,) = [line for line in said.splitlines() if "perhaps the same work" in line]
    assert line.endswith(
        "Miller2023b has the key of Miller2023, which the source no longer has; if it is the same under a new title,"
        " delete Miller2023 from publications.yaml, and change the id of Miller2023b to Miller2023"
    )
    (old,) = [entry for entry in works(tmp_path) if entry["id"] == "Miller2023"]
    text = (tmp_path / "record" / "publications.yaml").read_text(encoding="utf-8")
    parts = [part for part in text.split("\n\n") if not part.lstrip().startswith("- id: Miller2023\n")]
    assert len(parts) == 1 and old["status"] == "submitted"
    file = tmp_path / "record" / "publications.yaml"
    file.write_text(parts[0].replace("Miller2023b", "Miller2023"), encoding="utf-8")
    for _ in range(2):
        assert "0 works added" in (again := run(other).err) and "perhaps" not in again
        assert titles(tmp_path) == {"Miller2023": "Looking away: a new way to sort"}
