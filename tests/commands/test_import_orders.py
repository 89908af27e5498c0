"""The order in which sources are given, and the sources that a later import leaves out, change no fact."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.load.yaml_file import parse_yaml
from tests.conftest import Result

Run = Callable[..., Result]

BIB = r"""
@article{Tos24, author={Toskova, M. and Haugli, P. A.}, title={Phonon Drag in Bilayers}, journal={J. Layer. Phys.},
  volume=12, pages={101--112}, year=2024, month=mar, doi={10.5555/JLP.1}, note={Editors' suggestion}}
@inproceedings{HauTos22, author={Haugli, Per Arne and Toskova, Mirela}, title={An Open Setup for Heat}, year=2022,
  booktitle={Proc. 9th Conf. on Small Heat}, address={Aarhus}}
"""
ZOTERO: list[dict[str, Any]] = [
    {"id": "z1", "type": "article-journal", "title": "Phonon drag in bilayers", "DOI": "10.5555/jlp.1",
     "container-title": "Journal of Layered Physics", "container-title-short": "J. Layer. Phys.", "issue": "3",
     "author": [{"family": "Toskova", "given": "Mirela"}, {"family": "Haugli", "given": "Per Arne"}],
     "issued": {"date-parts": [[2024, 3, 14]]}, "page": "101-113"},
    {"id": "z2", "type": "paper-conference", "title": "An open setup for heat", "publisher": "Heat Press",
     "author": [{"family": "Haugli", "given": "P."}, {"family": "Toskova", "given": "M."}],
     "container-title": "9th Conference", "event-title": "CSH'22", "issued": {"date-parts": [[2022, 6, 20]]}},
]  # fmt: skip
RESUME = {
    "basics": {"name": "Mirela Toskova", "label": "Professor", "email": "m@example.org", "location": {"city": "Oslo"}},
    "work": [{"name": "Institute of Examples", "position": "Professor", "startDate": "2019-02", "summary": "Heat"}],
}


def _orcid() -> dict[str, Any]:
    def value(text: str) -> dict[str, str]:
        return {"value": text}

    def work(title: str, kind: str, venue: str, year: str) -> dict[str, Any]:
        return {"work-summary": [{"title": {"title": value(title)}, "type": kind, "journal-title": value(venue),
                                  "publication-date": {"year": value(year)}}]}  # fmt: skip

    post = {"role-title": "Professor", "department-name": "Physics", "start-date": {"year": value("2019")},
            "organization": {"name": "Institute of Examples", "address": {"city": "Oslo", "country": "NO"}},
    }  # fmt: skip
    return {
        "orcid-identifier": {"path": "0000-0002-1825-0097"},
        "person": {
            "name": {"given-names": value("Mirela"), "family-name": value("Toskova")},
            "other-names": {"other-name": [{"content": "Mirela Toskova-Lind"}]},
            "researcher-urls": {"researcher-url": [{"url-name": "Group", "url": value("https://layers.example.org")}]},
            "addresses": {"address": [{"country": value("NO")}]},
        },
        "activities-summary": {
            "employments": {"affiliation-group": [{"summaries": [{"employment-summary": post}]}]},
            "works": {"group": [
                work("Phonon drag in bilayers", "journal-article", "Journal of Layered Physics", "2024"),
                work("An open setup for heat", "conference-paper", "9th Conference", "2022")]},
        },
    }  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    texts = {"orcid": json.dumps(_orcid()), "bib": BIB, "zotero": json.dumps(ZOTERO), "resume": json.dumps(RESUME)}
    files = {name: tmp_path / f"{name}{'.bib' if name == 'bib' else '.json'}" for name in texts}
    for name, text in texts.items():
        files[name].write_text(text, encoding="utf-8")
    return files


def record(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    main, works = (
        parse_yaml((folder / name).read_text(encoding="utf-8"), name)[0] for name in ("cv.yaml", "publications.yaml")
    )
    assert isinstance(main, dict) and isinstance(works, list)
    return main, works


@pytest.mark.parametrize("order", list(itertools.permutations(["orcid", "bib", "zotero"])), ids="-".join)
def test_the_sources_give_the_same_facts_in_each_order(
    order: tuple[str, ...], sources: dict[str, Path], tmp_path: Path, cvkit: Run
) -> None:
    result = cvkit("import", *(sources[name] for name in order), "-o", tmp_path / "rec")
    assert result.status == 0 and "2 works added" in result.err
    paper, talk = sorted(record(tmp_path / "rec")[1], key=lambda work: work["kind"], reverse=True)
    assert (paper["date"], talk["date"]) == ("2024-03-14", "2022-06-20")
    assert paper["authors"][0] in ("Toskova, Mirela", "Mirela Toskova")
    assert "Haugli, Per Arne" in paper["authors"] and "Haugli, Per Arne" in talk["authors"]
    assert paper["venue"] == {"name": "Journal of Layered Physics", "short": "J. Layer. Phys."}
    assert (paper["volume"], paper["issue"], paper["note"]) == ("12", "3", "Editors' suggestion")
    assert paper["doi"].lower() == "10.5555/jlp.1" and paper["pages"] in ("101-112", "101-113")
    assert talk["venue"]["publisher"] == "Heat Press" and talk["event"] == {"name": "CSH'22", "place": "Aarhus"}
    said = result.err
    assert all(text in said for text in ("contradict each other in pages", "101-112 (", "101-113 ("))


def test_an_import_of_one_source_changes_nothing_of_the_others(
    sources: dict[str, Path], tmp_path: Path, cvkit: Run
) -> None:
    folder = tmp_path / "rec"
    assert cvkit("import", *sources.values(), "-o", folder).status == 0
    first = record(folder)
    assert first[0]["person"]["links"] and first[0]["person"]["orcid"]
    for name in (*sources, *reversed(sources)):
        result = cvkit("import", sources[name], "-o", folder)
        assert result.status == 0 and " 0 updated" in result.err, (name, result.err)
        assert record(folder) == first, name
    (post,) = first[0]["experience"]
    assert (post["start"], post["department"], post["note"]) == ("2019-02", "Physics", "Heat")


def test_a_value_that_a_source_changes_is_updated(sources: dict[str, Path], tmp_path: Path, cvkit: Run) -> None:
    folder = tmp_path / "rec"
    assert cvkit("import", *sources.values(), "-o", folder).status == 0
    sources["zotero"].write_text(json.dumps(ZOTERO).replace("101-113", "101-115"), encoding="utf-8")
    assert "1 updated" in cvkit("import", sources["zotero"], "-o", folder).err
    assert record(folder)[1][0]["pages"] == "101-115"
    sources["resume"].write_text(
        json.dumps(RESUME).replace('"Professor", "email"', '"Dean", "email"'), encoding="utf-8"
    )
    assert cvkit("import", sources["resume"], "-o", folder).status == 0
    assert record(folder)[0]["person"]["position"] == "Dean"


def test_the_lines_of_extra_are_no_note(sources: dict[str, Path], tmp_path: Path, cvkit: Run) -> None:
    extra = "Publisher: Society of Examples\nCitation Key: tos24\n_eprint: https://example.org/x\nBest paper"
    item = ZOTERO[0] | {"note": extra, "container-title-short": "", "journalAbbreviation": "J. L. P."}
    sources["zotero"].write_text(json.dumps([item]), encoding="utf-8")
    assert cvkit("import", sources["zotero"], "--owner", "Mirela Toskova", "-o", tmp_path / "rec").status == 0
    (work,) = record(tmp_path / "rec")[1]
    assert (work["note"], work["x-citation-key"]) == ("Best paper", "tos24")
    assert work["venue"] == {
        "name": "Journal of Layered Physics",
        "short": "J. L. P.",
        "publisher": "Society of Examples",
    }


RENDERCV = """
cv:
  name: Noor Elsloo
  sections:
    publications:
      - {title: A pump, authors: [Bo Larsen, "*N. Elsloo*"], date: 2019-07, journal: Journal of Pumps}
    honors:
      - bullet: Travel grant, 2015
      - bullet: Prize (Oslo, 2014)
    outreach:
      - {name: Science café, start_date: 2018-03, end_date: 2021-11, location: Ostend, highlights: [40 events]}
      - {name: School day, date: 2022-05}
"""


def test_rendercv_keeps_what_it_prints(tmp_path: Path, cvkit: Run) -> None:
    (tmp_path / "cv.yaml").write_text(RENDERCV, encoding="utf-8")
    result = cvkit("import", tmp_path / "cv.yaml", "-o", tmp_path / "rec")
    assert result.status == 0 and "in 1 of 1 author list" in result.err
    main, _ = record(tmp_path / "rec")
    assert main["person"]["aliases"] == ["N. Elsloo"]
    assert main["honors"] == [{"title": "Travel grant", "date": "2015"}, {"title": "Prize (Oslo, 2014)"}]
    page = cvkit("export", tmp_path / "rec", "--to", "txt", "-o", "-").out
    assert all(text in page for text in ("OUTREACH", "Science café", "Ostend", "40 events", "School day", "May 2022"))


def test_a_fact_that_all_sources_change_makes_no_second_work(
    sources: dict[str, Path], tmp_path: Path, cvkit: Run
) -> None:
    folder = tmp_path / "rec"
    sources["zotero"].write_text(json.dumps([ZOTERO[0] | {"volume": "12"}]), encoding="utf-8")
    sources["bib"].write_text(BIB.replace("doi={10.5555/JLP.1}, ", ""), encoding="utf-8")
    names = ("zotero", "bib")
    assert cvkit("import", *(sources[name] for name in names), "-o", folder).status == 0
    sources["zotero"].write_text(json.dumps([ZOTERO[0] | {"volume": "14"}]), encoding="utf-8")
    sources["bib"].write_text(sources["bib"].read_text(encoding="utf-8").replace("volume=12", "volume=14"))
    result = cvkit("import", *(sources[name] for name in names), "-o", folder)
    assert result.status == 0 and "0 works added, 1 updated" in result.err, result.err
