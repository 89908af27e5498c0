"""The fields that home pages add to entries, as al-folio defines them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvkit.load.bibtex import parse_bib
from tests.conftest import Result

FIELDS = {
    "arxiv = {1901.00001}": {"arxiv": "1901.00001"},
    "code = {https://example.org/c}": {"repository": "https://example.org/c"},
    "github = {https://example.org/c}, code = {https://example.org/d}": {
        "repository": "https://example.org/d",
        "links": [{"label": "Code", "url": "https://example.org/c"}],
    },
    "pdf = {https://example.org/p.pdf}, video = {www.example.org/v}": {
        "links": [
            {"label": "PDF", "url": "https://example.org/p.pdf"},
            {"label": "Video", "url": "https://www.example.org/v"},
        ]
    },
    "html = {https://example.org/x}, url = {https://example.org/x}": {"url": "https://example.org/x"},
    "pdf = {paper.pdf}": {},
    "award = {Best Paper Award}": {"awards": ["Best Paper Award"]},
    "award_name = {Best Paper}": {"awards": ["Best Paper"]},
    "award = {Best paper of 100}, award_name = {Best Paper}": {"awards": ["Best paper of 100"]},
    "selected = {true}": {"tags": ["selected"]},
    "selected = true, keywords = {rain, snow}": {"tags": ["selected", "rain", "snow"]},
    "selected = {false}": {},
}


def parsed(fields: str) -> tuple[dict[str, Any], list[str]]:
    text = f"@article{{w, author = {{Ada Miller}}, title = {{T}}, journal = {{J}}, year = 2020, {fields}}}\n"
    (only,), diagnostics = parse_bib(text, "w.bib", "publications")
    return dict(only), [one.message for one in diagnostics]


@pytest.mark.parametrize(("fields", "expected"), FIELDS.items())
def test_fields_of_home_pages(fields: str, expected: dict[str, Any]) -> None:
    found, told = parsed(fields)
    common = {"id", "kind", "title", "authors", "venue", "date"}
    assert {key: value for key, value in found.items() if key not in common} == expected
    assert told == (["left out: pdf (1)"] if "paper.pdf" in fields else [])


def test_the_badge_of_a_venue_is_its_short_name() -> None:
    proceedings = "booktitle = {Proceedings of the Conference on Examples}"
    names = {"CONEX": {"short": "CONEX"}, "Battery": {}}
    for abbr, short in names.items():
        text = f"@inproceedings{{w, title = {{T}}, {proceedings}, abbr = {{{abbr}}}}}"
        (only,), _ = parse_bib(text, "w.bib", "publications")
        assert only["venue"] == {"name": "Proceedings of the Conference on Examples", **short}
    assert parsed("abbr = {j}")[0]["venue"] == {"name": "J"}
    (only,), _ = parse_bib("@misc{w, title = {T}, issn = {2076-3417}, abbr = {CONEX}}", "w.bib", "publications")
    assert only["venue"] == {"issn": "2076-3417"}


IDS = {
    "pmid = {30000001}": {"pmid": "30000001"},
    "pubmed = {30000001}": {"pmid": "30000001"},
    "pmc = {PMC6000001}": {"pmcid": "PMC6000001"},
    "google_scholar_id = {abc:qyhmnyLat1gC}": {"scholar": "qyhmnyLat1gC"},
    "mrnumber = {MR0000007 (52 \\#5546)}": {"mathscinet": "0000007"},
    "unique-id = {{WOS:000600000000001}}": {"web_of_science": "WOS:000600000000001"},
    "adsurl = {https://ui.adsabs.harvard.edu/abs/2021ApJ...900..101M}": {"ads": "2021ApJ...900..101M"},
    "biburl = {https://dblp.org/rec/journals/jex/MillerL23.bib}": {"dblp": "journals/jex/MillerL23"},
    "hal_id = {hal-00000001}": {"hal": "hal-00000001"},
}


@pytest.mark.parametrize(("fields", "expected"), IDS.items())
def test_ids_of_databases(fields: str, expected: dict[str, str]) -> None:
    found, told = parsed(fields)
    assert (found["ids"], told) == (expected, [])


def test_a_field_without_an_id_is_left_out() -> None:
    found, told = parsed("pmid = {none}")
    assert ("ids" in found, told) == (False, ["left out: `pmid = {none}` (1)"])


def test_the_links_are_printed(tmp_path: Path, cvkit: Callable[..., Result]) -> None:
    (tmp_path / "w.bib").write_text(
        "@article{w, author = {Ada Miller}, title = {T}, journal = {J}, year = 2020, award = {Best Paper},\n"
        " slides = {https://example.org/s.pdf}, code = {https://example.org/c}, selected = {true}}\n"
    )
    (tmp_path / "cv.yaml").write_text("cvkit: 1\nperson: {name: Ada Miller}\npublications: w.bib\n")
    assert cvkit("check", tmp_path, "--strict").status == 0
    page = cvkit("export", tmp_path, "--to", "html").out
    assert all(text in page for text in ("https://example.org/s.pdf", "https://example.org/c", "Best Paper"))
