"""Several sources become one record, and later imports update it: nothing is lost, and edits by hand stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.load.yaml_file import parse_yaml
from tests.conftest import Result

Run = Callable[..., Result]


def orcid(*titles: str, end: str | None = None, location: str = "Oslo") -> str:
    """An ORCID record with works, whose summaries have no authors, and one post."""
    works = [
        {"work-summary": [{"title": {"title": {"value": title}}, "type": "journal-article",
                           "journal-title": {"value": "J"}, "publication-date": {"year": {"value": "2023"}}}]}
        for title in titles
    ]  # fmt: skip
    post: dict[str, Any] = {
        "role-title": "Professor",
        "start-date": {"year": {"value": "2019"}},
        "end-date": {"year": {"value": end}} if end else None,
        "organization": {"name": "Institute of Examples", "address": {"city": location}},
    }
    return json.dumps(
        {
            "orcid-identifier": {"path": "0000-0002-1825-0097"},
            "person": {"name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Miller"}}},
            "activities-summary": {
                "employments": {"affiliation-group": [{"summaries": [{"employment-summary": post}]}]},
                "works": {"group": works},
            },
        }
    )


BIB = """
@article{miller2023sorting, author={Miller, Ada and Larsen, Bo}, title={Sorting without looking}, year=2023,
  pages={1--9}}
@misc{pre, author={Miller, Ada and Larsen, Bo}, title={Sorting without looking}, year=2022, eprint={2201.01234},
  archiveprefix={arXiv}}
"""
ZOTERO = [
    {"id": "x", "type": "article-journal", "title": "Sorting Without Looking", "volume": "7", "DOI": "10.1000/sort",
     "author": [{"family": "Miller", "given": "A."}, {"family": "Larsen", "given": "B."}],
     "issued": {"date-parts": [[2023, 5]]}, "page": "1-10", "container-title": "Journal of Examples"},
]  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    texts = {"orcid.json": orcid("Sorting without looking"), "works.bib": BIB, "zotero.json": json.dumps(ZOTERO)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in texts]


def test_one_work_in_three_sources_is_one_entry_with_the_fields_of_all(
    sources: list[Path], tmp_path: Path, cvkit: Run
) -> None:
    result = cvkit("import", *sources, "-o", tmp_path / "rec")
    assert result.status == 0
    text = (tmp_path / "rec" / "publications.yaml").read_text(encoding="utf-8")
    assert text.count("kind: journal") == 1 and text.count("kind: preprint") == 1
    assert "Miller, Ada" in text and "Larsen, Bo" in text
    assert "volume: 7" in text and "doi: 10.1000/sort" in text and "pages: 1-9\n" in text and "version_of: " in text
    conflict = next(line for line in result.err.splitlines() if "contradict each other in pages" in line)
    assert "1-9 (" in conflict and "works.bib" in conflict and "1-10 (" in conflict and "zotero.json" in conflict
    head = (tmp_path / "rec" / "cv.yaml").read_text(encoding="utf-8")
    assert head.startswith("# This record was made by `cvkit import` from orcid.json, works.bib, zotero.json.\n")
    assert "  full: {style: classic}\n" in head


def test_a_date_replaces_no_date_of_another_source(tmp_path: Path, cvkit: Run) -> None:
    entry = "@article{a, author = {Miller, Ada}, title = {T of words}, doi = {10.1000/a}%s}"
    for name, date in (("one", ""), ("two", ", year = 2013")):
        (tmp_path / f"{name}.bib").write_text(entry % date, encoding="utf-8")
    result = cvkit("import", "one.bib", "two.bib", "-o", "rec", cwd=tmp_path)
    assert "date: 2013\n" in (tmp_path / "rec" / "publications.yaml").read_text(encoding="utf-8")
    assert "the sources" not in result.err


def test_the_summary_names_the_first_works_and_with_details_all(tmp_path: Path, cvkit: Run) -> None:
    fields = "title = {A study of the thing %d}, journal = {J}, year = 2020, doi = {10.1000/%d}"
    entry = f"@article{{%s, author = {{%s}}, {fields}}}\n"
    repeated = {50: 49, 52: 51, 54: 53, 56: 55, 58: 57}
    one = "".join(entry % (f"w{repeated.get(at, at)}", "Miller, Ada and Larsen, Bo", at, at) for at in range(60))
    two = "".join(entry % (f"v{at}", "Miller, Ada and Stone, Cy", at, at) for at in range(60))
    (tmp_path / "one.bib").write_text(one, encoding="utf-8")
    (tmp_path / "two.bib").write_text(two, encoding="utf-8")
    short = cvkit("import", "one.bib", "two.bib", "-o", "rec", cwd=tmp_path)
    notes = [line for line in short.err.splitlines() if line.startswith("cvkit: note: ")]
    assert notes[:2] == [
        "cvkit: note: 60 works added, 0 updated, 0 unchanged",
        "cvkit: note: added: w0, w1, w2, w3, w4, w5, w6, w7, and 52 more",
    ]
    assert notes[3].startswith(
        "cvkit: note: the sources contradict each other in authors: w0 has 2 items: Miller, Ada; Larsen, Bo (one.bib),"
        " 2 items: Miller, Ada; Stone, Cy (two.bib); w1 has "
    )
    assert notes[3].endswith("; and 52 more") and notes[-1] == "cvkit: note: add --details to see all names"
    full = cvkit("import", "one.bib", "two.bib", "-o", "rec2", "--details", cwd=tmp_path)
    assert full.err.count("Stone, Cy (two.bib)") == 60
    assert ", w48, w49, w49b, " in full.err and "more" not in full.err


def test_an_open_list_and_the_case_of_a_doi_contradict_nothing(tmp_path: Path, cvkit: Run) -> None:
    entry = "@article{a, author = {%s}, title = {T of words}, journal = {J}, year = %s, doi = {%s}}"
    for file, values in {
        "one.bib": ("Miller, Ada and Larsen, Bo and Rao, Chandra", "2020", "10.1000/a"),
        "two.bib": ("Miller, Ada and others", "{2020-05}", "10.1000/A"),
    }.items():
        (tmp_path / file).write_text(entry % values, encoding="utf-8")
    result = cvkit("import", tmp_path / "one.bib", tmp_path / "two.bib", "-o", tmp_path / "rec")
    assert result.status == 0 and "1 work added" in result.err and "contradict" not in result.err
    assert "write these values differently" in result.err and "doi" not in result.err


def test_the_order_of_the_sources_loses_nothing(sources: list[Path], tmp_path: Path, cvkit: Run) -> None:
    for at, order in enumerate([sources, sources[::-1], [sources[1], sources[2], sources[0]]]):
        assert cvkit("import", *order, "-o", tmp_path / f"r{at}").status == 0
        text = (tmp_path / f"r{at}" / "publications.yaml").read_text(encoding="utf-8")
        assert text.count("\n- id") + text.startswith("- id") == 2
        assert all(part in text for part in ("volume: 7", "doi: 10.1000/sort", "Miller", "arxiv"))


def test_a_later_import_updates_a_section_and_keeps_edits(tmp_path: Path, cvkit: Run) -> None:
    source, folder = tmp_path / "orcid.json", tmp_path / "rec"
    source.write_text(orcid("One"), encoding="utf-8")
    assert cvkit("import", source, "-o", folder).status == 0
    main = folder / "cv.yaml"
    text = main.read_text(encoding="utf-8")
    edited = text.replace("    location: Oslo\n", "    location: Bergen   # we moved\n").replace(
        "publications:", "skills:   # mine\n  - {name: Sorting}\n\npublications:"
    )
    main.write_text(edited, encoding="utf-8")
    source.write_text(orcid("One", "Two", end="2024", location="Trondheim"), encoding="utf-8")
    result = cvkit("import", source, "-o", folder)
    assert result.status == 0
    now = main.read_text(encoding="utf-8")
    assert "    location: Bergen   # we moved\n" in now and "    end: 2024\n" in now
    assert now == edited.replace("    end: present\n", "    end: 2024\n")
    assert "and your edits were kept: Professor, Institute of Examples (location)\n" in result.err
    assert "updated: Professor, Institute of Examples (end)\n" in result.err
    assert "title: Two\n" in (folder / "publications.yaml").read_text(encoding="utf-8")


def test_a_new_section_comes_in_the_usual_order_and_a_deleted_entry_stays_away(tmp_path: Path, cvkit: Run) -> None:
    folder, source = tmp_path / "rec", tmp_path / "x.bib"
    source.write_text(BIB, encoding="utf-8")
    assert cvkit("import", source, "-o", folder).status == 0
    (tmp_path / "orcid.json").write_text(orcid("Sorting without looking"), encoding="utf-8")
    assert cvkit("import", tmp_path / "orcid.json", "-o", folder).status == 0
    text = (folder / "cv.yaml").read_text(encoding="utf-8")
    assert text.index("person:") < text.index("experience:") < text.index("publications:") < text.index("documents:")
    assert "orcid: 0000-0002-1825-0097\n" in text
    start = text.index("experience:")
    (folder / "cv.yaml").write_text(text[:start] + text[text.index("publications:") :], encoding="utf-8")
    result = cvkit("import", tmp_path / "orcid.json", "-o", folder)
    assert "not added again, because you deleted it" in result.err
    assert "experience:" not in (folder / "cv.yaml").read_text(encoding="utf-8")


def test_private_values_are_imported_only_if_asked_for(tmp_path: Path, cvkit: Run) -> None:
    source = tmp_path / "r.json"
    basics = {
        "name": "Ada Miller",
        "phone": "+47 22 85 50 50",
        "location": {"address": "1 Main Street", "city": "Oslo"},
    }
    source.write_text(json.dumps({"basics": basics}), encoding="utf-8")
    shy = cvkit("import", source, "-o", tmp_path / "a")
    assert "left out, because it is private: phone (1), address (1)" in shy.err
    assert "Main Street" not in "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "a").iterdir())
    cvkit("import", source, "-o", tmp_path / "b", "--private")
    text = (tmp_path / "b" / "cv.yaml").read_text(encoding="utf-8")
    assert "phone:" in text and "1 Main Street" in text


PATENT_OF_ORCID = {
    "title": {"title": {"value": "Sorting Machine"}},
    "type": "patent",
    "publication-date": {"year": {"value": "2018"}},
    "external-ids": {
        "external-id": [
            {
                "external-id-type": "pat",
                "external-id-value": "US10000000B2",
                "external-id-relationship": "self",
            }
        ]
    },
}
PATENTS = {
    "orcid.json": json.dumps(
        json.loads(orcid()) | {"activities-summary": {"works": {"group": [{"work-summary": [PATENT_OF_ORCID]}]}}}
    ),
    "works.bib": "@patent{m, author={Miller, Ada and Larsen, Bo}, title={Sorting machine}, number={US 10,000,000 B2},"
    " year=2021}",
    "zotero.json": json.dumps(
        [
            {"id": "z", "type": "patent", "title": "Sorting machine", "number": "US10000000",
             "author": [{"family": "Miller", "given": "Ada"}], "issued": {"date-parts": [[2021, 5, 4]]}},
        ]
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("orcid.json", "works.bib"),
        ("zotero.json", "orcid.json"),
        ("orcid.json", "zotero.json", "works.bib"),
        ("works.bib", "zotero.json"),
    ],
)
@pytest.mark.parametrize("is_at_once", [True, False])
def test_a_patent_in_two_lists_is_one_entry(
    names: tuple[str, ...], is_at_once: bool, tmp_path: Path, cvkit: Run
) -> None:
    for name in names:
        (tmp_path / name).write_text(PATENTS[name], encoding="utf-8")
    paths = [tmp_path / name for name in names]
    for sources in [paths] if is_at_once else [[path] for path in paths]:
        result = cvkit("import", *sources, "-o", tmp_path / "rec")
        assert result.status == 0, result.err
    files = (tmp_path / "rec").glob("[cp]*.yaml")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    assert text.lower().count("title: sorting machine") == 1, text
    assert "Miller, Ada" in text and "number: US" in text and "contradict each other in number" not in result.err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("number={US 1}", "location={countrykr}"),
        ("number={US 1}", "number={KR 2}"),
        ("location={countryus}", "number={KR 2}"),
        ("number={US 10,000,000 B2}", "number={KR 10,000,000 B2}"),
        ("number={10,000,000}, location={US}", "type={patentkr}"),
    ],
)
@pytest.mark.parametrize("is_at_once", [True, False])
def test_patents_of_two_offices_are_two_works(
    one: str, other: str, is_at_once: bool, tmp_path: Path, cvkit: Run
) -> None:
    for name, fields in {"a": one, "b": other}.items():
        entry = f"@patent{{{name}, author={{Miller, Ada}}, title={{Sorting machine}}, {fields}, year=2021}}"
        (tmp_path / f"{name}.bib").write_text(entry, encoding="utf-8")
    paths = [tmp_path / "a.bib", tmp_path / "b.bib"]
    for sources in [paths] if is_at_once else [[path] for path in (*paths, *paths)]:
        assert cvkit("import", *sources, "-o", tmp_path / "rec").status == 0
    assert (tmp_path / "rec" / "cv.yaml").read_text(encoding="utf-8").count("title: Sorting machine") == 2


def test_a_talk_and_the_paper_of_its_title_are_two_works(tmp_path: Path, cvkit: Run) -> None:
    item = {"id": "t", "title": "Sorting without looking", "author": [{"family": "Miller", "given": "Ada"}],
            "issued": {"date-parts": [[2023]]}}  # fmt: skip
    (tmp_path / "talk.json").write_text(json.dumps([item | {"type": "speech"}]), encoding="utf-8")
    (tmp_path / "works.bib").write_text(BIB, encoding="utf-8")
    assert cvkit("import", tmp_path / "talk.json", tmp_path / "works.bib", "-o", tmp_path / "rec").status == 0
    assert "talks:" in (tmp_path / "rec" / "cv.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "rec" / "publications.yaml").read_text(encoding="utf-8").count("Sorting without looking") == 2


def test_an_orcid_id_of_two_authors_is_reported_and_given_to_the_first(tmp_path: Path, cvkit: Run) -> None:
    people = [{"family": name, "given": "Ada", "ORCID": "0000-0002-1825-0097"} for name in ("Miller", "Larsen")]
    item = {"id": "t", "type": "article-journal", "title": "One", "author": people, "issued": {"date-parts": [[2023]]}}
    (tmp_path / "x.json").write_text(json.dumps([item]), encoding="utf-8")
    result = cvkit("import", tmp_path / "x.json", "-o", tmp_path / "rec")
    assert result.status == 0 and "`orcid (of another author of the work)` could not be read" in result.err
    assert cvkit("check", tmp_path / "rec").status == 0


def test_a_value_that_only_an_earlier_source_had_is_kept(tmp_path: Path, cvkit: Run) -> None:
    source = tmp_path / "x.bib"
    entry = "@article{a, author={Miller, Ada}, title={Sorting words}, journal={J}, year=2020%s}"
    for more in (", pages={1--9}, doi={10.1000/a}", ", volume=7"):
        source.write_text(entry % more, encoding="utf-8")
        assert cvkit("import", source, "-o", tmp_path / "rec").status == 0
    text = (tmp_path / "rec" / "publications.yaml").read_text(encoding="utf-8")
    assert all(part in text for part in ("pages: 1-9", "doi: 10.1000/a", "volume: 7"))


@pytest.mark.parametrize("order", [("few.json", "works.bib"), ("works.bib", "few.json")])
@pytest.mark.parametrize("is_at_once", [True, False])
def test_a_list_with_only_some_authors_contradicts_no_list_with_all(
    order: tuple[str, str], is_at_once: bool, tmp_path: Path, cvkit: Run
) -> None:
    few = [ZOTERO[0] | {"author": [{"family": "Miller", "given": "Ada"}]}]
    (tmp_path / "few.json").write_text(json.dumps(few), encoding="utf-8")
    (tmp_path / "works.bib").write_text(BIB, encoding="utf-8")
    paths = [tmp_path / name for name in order]
    for sources in [paths] if is_at_once else [[path] for path in paths]:
        result = cvkit("import", *sources, "-o", tmp_path / "rec")
        assert "contradict each other in authors" not in result.err
    text = (tmp_path / "rec" / "publications.yaml").read_text(encoding="utf-8")
    assert text.count('"Larsen, Bo"') == 2, text


OF_EACH_SECTION = """
@dataset{data, author={Miller, Ada}, title={Rain in numbers}, publisher={Zenodo}, version={1.2}, year=2021}
@software{tool, author={Miller, Ada}, title={Rainer}, version={2.0}, year=2022}
@patent{sensor, author={Miller, Ada}, holder={Example Inc.}, title={Rain sensor}, number={US 1,234,567 B2},
  type={patentus}, year=2019}
@misc{talk, author={Miller, Ada}, title={Why it rains}, howpublished={Invited talk}, year=2020}
@patent{unsigned, title={Snow sensor}, number={7}, location={countryde}, year=2018}
"""


def parsed(file: Path) -> Any:
    return parse_yaml(file.read_text(encoding="utf-8"), "p")[0]


def test_each_work_of_a_bib_file_comes_into_the_section_of_its_kind_and_is_updated_there(
    tmp_path: Path, cvkit: Run
) -> None:
    source, folder = tmp_path / "works.bib", tmp_path / "rec"
    source.write_text(OF_EACH_SECTION, encoding="utf-8")
    result = cvkit("import", source, "-o", folder)
    assert result.status == 0 and "5 works added" in result.err and "left out" not in result.err
    main = parsed(folder / "cv.yaml")
    ids = {"datasets": "data", "software": "tool", "patents": "sensor", "talks": "talk"}
    assert {section: [work["id"] for work in main[section]] for section in ids} == {s: [one] for s, one in ids.items()}
    assert (main["datasets"][0]["version"], main["software"][0]["version"]) == ("1.2", "2.0")
    patent = main["patents"][0]
    assert [patent[key] for key in ("country", "granted", "x-holder")] == ["US", "2019", "Example Inc."]
    works = parsed(folder / "publications.yaml")
    assert [(work["id"], work["kind"], work["x-country"]) for work in works] == [("unsigned", "patent", "DE")]
    assert "0 works added, 0 updated, 5 unchanged" in cvkit("import", source, "-o", folder).err
    source.write_text(OF_EACH_SECTION.replace("1.2", "1.3"), encoding="utf-8")
    again = cvkit("import", source, "-o", folder)
    assert "0 works added, 1 updated, 4 unchanged" in again.err and "updated: data (version)" in again.err
    assert parsed(folder / "cv.yaml")["datasets"][0]["version"] == "1.3"
    assert [work["id"] for work in parsed(folder / "publications.yaml")] == ["unsigned"]


def test_a_work_is_updated_in_the_section_that_it_is_in(tmp_path: Path, cvkit: Run) -> None:
    source, folder = tmp_path / "works.bib", tmp_path / "rec"
    source.write_text(OF_EACH_SECTION, encoding="utf-8")
    folder.mkdir()
    (folder / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: publications.yaml\n")
    entry = "- {id: mine, kind: %s, title: %s, authors: [Ada Miller], date: %s}\n"
    typed = entry % ("dataset", "Rain in numbers", "2021") + (entry % ("patent", "Rain sensor", "2019")).replace(
        "mine", "p"
    )
    (folder / "publications.yaml").write_text(typed, encoding="utf-8")
    result = cvkit("import", source, "-o", folder)
    assert result.status == 0 and "3 works added, 2 updated" in result.err
    main, works = parsed(folder / "cv.yaml"), {work["id"]: work for work in parsed(folder / "publications.yaml")}
    assert "datasets" not in main and "patents" not in main and set(works) == {"mine", "p", "unsigned"}
    assert works["mine"]["x-version"] == "1.2" and works["p"]["number"] == "US 1,234,567 B2"
    assert cvkit("check", folder).status == 0
    assert "0 works added, 0 updated, 5 unchanged" in cvkit("import", source, "-o", folder).err


def test_one_patent_of_two_sources_is_one_in_either_order(tmp_path: Path, cvkit: Run) -> None:
    record = json.loads(orcid("Rain sensor"))
    summary = record["activities-summary"]["works"]["group"][0]["work-summary"][0]
    number = {"external-id-type": "pat", "external-id-value": "US1234567", "external-id-relationship": "self"}
    del summary["journal-title"]
    summary |= {"type": "patent", "external-ids": {"external-id": [number]}}
    summary["publication-date"] = {"year": {"value": "2019"}, "month": {"value": "03"}}
    (tmp_path / "orcid.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "works.bib").write_text(OF_EACH_SECTION, encoding="utf-8")
    for at, names in enumerate((("orcid.json", "works.bib"), ("works.bib", "orcid.json"))):
        result = cvkit("import", *(tmp_path / name for name in names), "-o", tmp_path / f"r{at}")
        assert result.status == 0 and "5 works added" in result.err
        (patent,) = parsed(tmp_path / f"r{at}" / "cv.yaml")["patents"]
        assert (patent["inventors"], patent["country"]) == (["Miller, Ada"], "US")
        again = cvkit("import", *(tmp_path / name for name in names[::-1]), "-o", tmp_path / f"r{at}")
        assert "0 works added, 0 updated, 5 unchanged" in again.err


@pytest.mark.parametrize("other", ["country = {KR}, number = {10-1234567}", "number = {US1234568}"])
def test_patents_of_one_title_with_other_numbers_or_offices_are_several(other: str, tmp_path: Path, cvkit: Run) -> None:
    (tmp_path / "a.bib").write_text(OF_EACH_SECTION, encoding="utf-8")
    entry = f"@patent{{other, author={{Miller, Ada}}, title={{Rain sensor}}, year=2019, {other}}}"
    (tmp_path / "b.bib").write_text(entry, encoding="utf-8")
    assert "6 works added" in cvkit("import", tmp_path / "a.bib", tmp_path / "b.bib", "-o", tmp_path / "rec").err


def test_the_aliases_of_a_source_are_spellings_of_the_owner(tmp_path: Path, cvkit: Run) -> None:
    record = json.loads(orcid("One"))
    record["person"]["other-names"] = {"other-name": [{"content": "Ada Larsen"}, {"content": "A. Miller"}]}
    (tmp_path / "orcid.json").write_text(json.dumps(record), encoding="utf-8")
    entry = "@article{%s, author={%s and Rao, Chandra}, title={A study of %s}, journal={J}, year=2010}"
    text = "\n".join(entry % (key, name, key * 9) for key, name in {"a": "Larsen, Ada", "b": "A. Miller"}.items())
    (tmp_path / "works.bib").write_text(text, encoding="utf-8")
    result = cvkit("import", tmp_path / "orcid.json", tmp_path / "works.bib", "-o", tmp_path / "rec")
    assert "the owner is Ada Miller, in 2 of 3 author lists" in result.err and "may be the same" not in result.err
    assert "V150" not in cvkit("check", tmp_path / "rec").out


@pytest.mark.parametrize("place", ["works/mine.yaml", "cv.yaml"])
def test_works_that_were_moved_to_another_file_are_updated_there(place: str, tmp_path: Path, cvkit: Run) -> None:
    folder, source = tmp_path / "rec", tmp_path / "x.bib"
    source.write_text(BIB, encoding="utf-8")
    assert cvkit("import", source, "-o", folder).status == 0
    works = (
        (folder / "publications.yaml").read_text(encoding="utf-8").replace("Sorting without", "Sorting *without*", 1)
    )
    (folder / "publications.yaml").unlink()
    main = (folder / "cv.yaml").read_text(encoding="utf-8")
    if place == "cv.yaml":
        lines = "".join(f"  {line}".rstrip() + "\n" for line in works.splitlines())
        (folder / "cv.yaml").write_text(main.replace("publications: publications.yaml\n", f"publications:\n{lines}"))
    else:
        (folder / "works").mkdir()
        (folder / place).write_text(works, encoding="utf-8")
        (folder / "cv.yaml").write_text(main.replace("publications.yaml", place), encoding="utf-8")
    source.write_text(
        BIB.replace("1--9", "1--10") + "@article{n, author={Miller, Ada}, title={New words}, year=2024}",
        encoding="utf-8",
    )
    result = cvkit("import", source, "-o", folder)
    assert result.status == 0, result.err
    text = (folder / place).read_text(encoding="utf-8")
    assert all(part in text for part in ("title: New words", "pages: 1-10", "Sorting *without* looking"))
    assert not (folder / "publications.yaml").exists()
