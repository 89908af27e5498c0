"""Bibliographies as programs write them, each with what is particular to it; the people in them are made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.load.bibtex import parse_bib
from cvkit.model.diagnostic import Severity
from tests.load.bibtex.conftest import HEAD, as_yaml

FILES = sorted((Path(__file__).parent / "exporters").glob("*.bib"))


def works(name: str) -> dict[str, dict[str, Any]]:
    file = next(file for file in FILES if file.stem == name)
    found, diagnostics = parse_bib(file.read_text(encoding="utf-8"), file.name, "publications")
    assert [one for one in diagnostics if one.severity is not Severity.NOTE] == []
    return {work["id"]: as_yaml(work) for work in found}


def test_there_are_the_shapes_of_ten_programs_and_more() -> None:
    assert len(FILES) >= 12


def test_every_shape_is_read_as_a_record_in_yaml_would_be(golden: Callable[[str, str], None]) -> None:
    listing = ""
    for file in FILES:
        found, diagnostics = parse_bib(file.read_text(encoding="utf-8"), file.name, "publications")
        listing += f"# {file.name}\n" + "".join(json.dumps(as_yaml(work), ensure_ascii=False) + "\n" for work in found)
        listing += "".join(f"{one.severity}: {one.message}\n" for one in diagnostics)
    golden("bib-exporters.txt", listing)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shape_passes_the_check(
    file: Path, tmp_path: Path, diagnostics: Callable[..., list[dict[str, Any]]]
) -> None:
    (tmp_path / "works.bib").write_bytes(file.read_bytes())
    (tmp_path / "cv.yaml").write_text(f"{HEAD}publications: works.bib\n", encoding="utf-8")
    errors = [(p["code"], p["line"], p["message"]) for p in diagnostics(tmp_path) if p["severity"] == "error"]
    assert errors == []


def test_google_scholar_calls_arxiv_a_journal() -> None:
    work = works("google-scholar")["miller2023blind"]
    assert (work["kind"], work["arxiv"], "venue" in work) == ("preprint", "2301.01234", False)


def test_dblp_numbers_people_and_calls_arxiv_corr() -> None:
    found = works("dblp")
    assert found["DBLP:conf/conex/MillerLR22"]["authors"][1] == "Bo Larsen"
    assert found["DBLP:conf/conex/MillerLR22"]["doi"] == "10.1007/978-3-031-00000-1_7"
    corr = found["DBLP:journals/corr/abs-2301-01234"]
    assert (corr["kind"], corr["arxiv"], "volume" in corr) == ("preprint", "2301.01234", False)


def test_better_bibtex_writes_biblatex() -> None:
    found = works("better-bibtex")
    article = found["millerSortingLooking2021"]
    assert article["authors"][1] == {"family": "Berg", "given": "Jan", "particle": "van der"}
    assert article["title"] == "Sorting without Looking: A Blind COMPARISON of *many* Sorts"
    assert article["url"] == "https://example.org/a_b~c?x=1&y=2%20"
    assert "status" not in found["millerBlind2023"]
    assert found["raoHow2019"]["authors"][1] == {"name": "Miller, Ada", "corresponding": "true"}


def test_mendeley_escapes_addresses_and_names_several() -> None:
    work = works("mendeley")["Miller2021"]
    assert work["url"] == "https://example.org/a_b"
    assert work["doi"] == "10.1000/jex.2021_12"
    assert work["authors"][1:] == ["Müller, Jörg", "O'Neil, Siobhán"]


def test_jabref_keeps_its_groups_in_comments_and_volumes_are_no_works() -> None:
    found = works("jabref")
    assert list(found) == ["Miller2021", "Rao2019"]
    assert found["Rao2019"]["event"] == {"date": "2019-10-23/2019-10-27", "place": "Somewhere"}


def test_the_anthology_quotes_values_and_lists_volumes_with_their_editors() -> None:
    found = works("acl-anthology")
    assert found["miller-etal-2022-sort"]["date"] == "2022-05"
    assert found["acl-2022-annual"]["editors"] == ["Miller, Ada", "Young, Dee"]


def test_ieee_leaves_fields_empty_and_writes_two_months() -> None:
    found = works("ieee-xplore")
    assert "volume" not in found["8765432"]
    assert found["9998887"]["date"] == "2022-07/2022-08"
    assert found["9876543"]["tags"] == ["Sorting", "Comparison", "Blindness"]


def test_the_acm_writes_two_places_and_article_numbers() -> None:
    found = works("acm-dl")
    assert found["10.1145/3500000.3500001"]["event"] == {"place": "Seoul, Republic of Korea"}
    assert found["10.1145/3400000"]["article_number"] == "17"
    assert found["10.1145/3400000"]["title"] == "Comparing & Sorting"


def test_arxiv_writes_misc() -> None:
    work = works("arxiv")["miller2023blindsortingscale"]
    assert (work["kind"], work["arxiv"]) == ("preprint", "2301.01234")
    assert work["title"] == r"Blind Sorting at Scale with $O(n \log n)$ Keys"


def test_orcid_writes_one_line_a_work_and_two_works_in_a_line() -> None:
    assert list(works("orcid")) == ["https://doi.org/10.1000/jex.2021.12", "Miller_2020", "Miller_2019", "Miller_2018"]


def test_crossref_leaves_html_in_titles() -> None:
    assert works("crossref")["Miller_2021"]["title"] == "Sorting without *looking* & comparing"


def test_hands_write_strings_parentheses_and_marks() -> None:
    found = works("hand-made")
    assert found["Old85"]["venue"]["name"] == "Journal of Examples and Transactions on Ex"
    assert found["Old85"]["date"] == "1985-01-10"
    assert [tuple(author.values()) for author in found["Ch"]["authors"]] == [
        ("Miller, Ada", "*"),
        ("Larsen, Bo", "†"),
        ("Rao, Chandra", "†"),
    ]
    assert found["Sub"]["status"] == "submitted"
    assert found["Web"]["url"] == "https://example.org/~ada/p_1"
