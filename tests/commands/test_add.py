"""`cvkit add`, and sources that are fetched: the services are a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cvkit.commands.add import Added, AddRequest, add_works
from cvkit.commands.import_ import ImportRequest, import_sources
from cvkit.load.services import Services
from cvkit.model.diagnostic import CvkitError, ExitStatus
from tests.conftest import Result
from tests.local_service import Answer, LocalService, local_service

Run = Callable[..., Result]
CSL = {
    "type": "article-journal",
    "title": "Sorting without looking",
    "author": [{"family": "Miller", "given": "Ada"}, {"family": "Larsen", "given": "Bo"}],
    "container-title": "Journal of Examples",
    "issued": {"date-parts": [[2024, 5]]},
    "DOI": "10.1000/sort.1",
    "volume": "3",
}
ARXIV = {
    "type": "article",
    "id": "https://doi.org/10.48550/arxiv.2505.01658",
    "title": "Searching without asking",
    "author": [{"family": "Miller", "given": "Ada"}],
    "publisher": "arXiv",
    "issued": {"date-parts": [[2025, 5]]},
    "DOI": "10.48550/ARXIV.2505.01658",
}
DATASET = {**CSL, "type": "dataset", "title": "Shuffles", "DOI": "10.5281/zenodo.1", "publisher": "Zenodo"}
HEAD = "cvkit: 1\n\n# me\nperson: {name: Ada Miller}\n"


def as_json(value: object) -> Answer:
    return Answer(json.dumps(value).encode(), is_packed=True)


@pytest.fixture
def service() -> Iterator[LocalService]:
    with local_service() as running:
        running.answers["/10.1000/sort.1"] = [Answer(status=302, headers={"Location": "/crossref/10.1000/sort.1"})]
        running.answers["/crossref/10.1000/sort.1"] = [as_json(CSL)]
        running.answers["/10.48550/arXiv.2505.01658"] = [as_json(ARXIV)]
        running.answers["/10.5281/zenodo.1"] = [as_json(DATASET)]
        yield running


def services_at(service: LocalService) -> Services:
    base = service.address
    return Services(base, base, base, base, (), {"timeout": 2, "wait": lambda _: None})


def add(service: LocalService, record: Path, *sources: str) -> Added:
    return add_works(AddRequest(sources, record, services=services_at(service)))


def record_with(tmp_path: Path, text: str, **files: str) -> Path:
    folder = tmp_path / "rec"
    folder.mkdir()
    (folder / "cv.yaml").write_text(HEAD + text, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


WORK = "- id: old\n  kind: journal\n  title: An old one\n  authors: Ada Miller\n  date: 2020   # old\n"


def test_a_doi_becomes_the_first_work_of_the_first_file(service: LocalService, tmp_path: Path) -> None:
    folder = record_with(tmp_path, "publications: [new.yaml, older.yaml]\n", new_yaml=WORK, older_yaml="")
    done = add(service, folder, "10.1000/sort.1")
    assert done.files == (folder / "new.yaml",) and "added: miller2024sorting (publications)" in done.notes
    text = (folder / "new.yaml").read_text(encoding="utf-8")
    assert text.startswith("- id: miller2024sorting\n  kind: journal\n  title: Sorting without looking\n")
    assert text.endswith(WORK) and "doi: 10.1000/sort.1\n" in text
    assert service.requests[0][1]["Accept"] == "application/vnd.citationstyles.csl+json"


def test_a_bib_file_gets_an_entry_and_keeps_every_other_byte(service: LocalService, tmp_path: Path) -> None:
    before = '% mine\n@string{j = "J"}\n\n@article{old, author={Miller, Ada}, title={Old}, journal=j, year=2020}\n'
    folder = record_with(tmp_path, "publications: works.bib\n", works_bib=before)
    done = add(service, folder, "arXiv:2505.01658", "https://doi.org/10.1000/sort.1")
    text = (folder / "works.bib").read_text(encoding="utf-8")
    assert text.startswith('% mine\n@string{j = "J"}\n\n@online{') and text.endswith(before[before.index("@article") :])
    assert "eprint = {2505.01658}" in text and "@article{miller2024sorting" in text
    assert not [one for one in done.diagnostics if one.is_error]
    again = add(service, folder, "10.1000/sort.1", "https://arxiv.org/abs/2505.01658")
    assert again.files == () and sorted(again.notes) == [
        "in the record already: miller2024sorting",
        "in the record already: miller2025searching",
    ]


def test_a_list_that_grows_at_its_end_gets_the_work_there(service: LocalService, tmp_path: Path) -> None:
    folder = record_with(tmp_path, f"numbering: {{listed: oldest-first}}\npublications:\n{indented(WORK)}\n# end\n")
    add(service, folder, "10.1000/sort.1")
    text = (folder / "cv.yaml").read_text(encoding="utf-8")
    assert text.index("id: old") < text.index("id: miller2024sorting") < text.index("# end")
    assert text.startswith(HEAD)


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    "form", ["publications: []\n", "publications: [{id: z, kind: journal, title: Z, date: 2019}]\n", ""]
)
def test_a_section_in_any_form_takes_a_work(service: LocalService, tmp_path: Path, form: str) -> None:
    folder = record_with(tmp_path, form + "honors: [{title: A Prize}]\n")
    done = add(service, folder, "10.1000/sort.1")
    assert not [one for one in done.diagnostics if one.is_error]
    text = (folder / "cv.yaml").read_text(encoding="utf-8")
    assert "miller2024sorting" in text and text.startswith(HEAD) and "honors: [{title: A Prize}]" in text
    assert ("id: z" in text) == ("id: z" in form)


def test_a_dataset_is_added_to_its_own_section(service: LocalService, tmp_path: Path) -> None:
    folder = record_with(tmp_path, "publications: works.yaml\n", works_yaml=WORK)
    done = add(service, folder, "doi:10.5281/zenodo.1")
    assert done.files == (folder / "cv.yaml",)
    assert "datasets:\n  - id: miller2024shuffles\n" in (folder / "cv.yaml").read_text(encoding="utf-8")


def test_a_file_and_the_standard_input_are_sources(tmp_path: Path, cvkit: Run) -> None:
    folder = record_with(tmp_path, "publications: works.yaml\n", works_yaml=WORK)
    (tmp_path / "one.json").write_text(json.dumps([CSL]), encoding="utf-8")
    result = cvkit("add", tmp_path / "one.json", "--to", folder)
    assert (result.status, result.out) == (0, f"{folder / 'works.yaml'}\n")
    done = add_works(AddRequest(["-"], folder, read_stdin=lambda: json.dumps(CSL).encode()))
    assert done.notes == ("in the record already: miller2024sorting",)


@pytest.mark.parametrize(
    ("source", "answer", "status", "said"),
    [
        ("10.1000/none", None, ExitStatus.PROBLEMS, "there is no record for doi:10.1000/none"),
        ("10.1000/page", Answer(b"<!DOCTYPE html><html><body>Sorry</body></html>"), ExitStatus.PROBLEMS, "a web page"),
        ("10.1000/cut", Answer(b'{"type": "book", "title": "x'), ExitStatus.PROBLEMS, "cannot be read"),
        ("10.1000/null", Answer(b"null"), ExitStatus.PROBLEMS, "in no format"),
        ("10.1000/busy", Answer(status=429), ExitStatus.SYSTEM, "no more requests"),
        ("arXiv:nonsense", None, ExitStatus.USAGE, "is not an arXiv id"),
        ("orcid:0000-0002-1825-0098", None, ExitStatus.USAGE, "is not an ORCID iD"),
        ("dblp:somebody", None, ExitStatus.USAGE, "is not a DBLP id"),
        ("openalex:x", None, ExitStatus.USAGE, "is not an id of OpenAlex"),
        ("nowhere.bib", None, ExitStatus.PROBLEMS, "nowhere.bib cannot be read"),
    ],
)
def test_a_failure_changes_nothing(
    service: LocalService, tmp_path: Path, source: str, answer: Answer | None, status: ExitStatus, said: str
) -> None:
    folder = record_with(tmp_path, "publications: works.yaml\n", works_yaml=WORK)
    if answer:
        service.answers[f"/{source}"] = [answer]
    with pytest.raises(CvkitError) as refused:
        add(service, folder, "10.1000/sort.1", source)
    assert (refused.value.status, said in refused.value.message) == (status, True), refused.value.message
    assert (folder / "works.yaml").read_text(encoding="utf-8") == WORK


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("10.1000/sort.1.", "/10.1000/sort.1"),
        ("DOI: 10.1000/sort.1", "/10.1000/sort.1"),
        ("doi.org/10.1000/sort.1", "/10.1000/sort.1"),
        ("<https://doi.org/10.1000/sort.1>", "/10.1000/sort.1"),
        ("http://dx.doi.org/10.1000/sort.1?from=x#top", "/10.1000/sort.1"),
        ("https://doi.org/10.1000/a%28b%29", "/10.1000/a(b)"),
        ("https://dl.acm.org/doi/full/10.1145/1234.5", "/10.1145/1234.5"),
        ("https://pages.example/doi/10.1002/x.1/abstract", "/10.1002/x.1"),
        (
            "10.1002/(SICI)1097(1998)43:4<393::AID-J5>3.0.CO;2-J",
            "/10.1002/(SICI)1097(1998)43:4%3C393::AID-J5%3E3.0.CO;2-J",
        ),
        ("10/abcd", "/10/abcd"),
        ("2505.01658", "/10.48550/arXiv.2505.01658"),
        ("arXiv:2505.01658v3", "/10.48550/arXiv.2505.01658"),
        ("https://arxiv.org/pdf/2505.01658v1.pdf", "/10.48550/arXiv.2505.01658"),
        ("arxiv.org/html/2505.01658", "/10.48550/arXiv.2505.01658"),
        ("hep-th/9901001", "/10.48550/arXiv.hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "/10.48550/arXiv.math.GT/0309136"),
    ],
)
def test_a_doi_and_an_arxiv_id_are_read_as_people_paste_them(
    service: LocalService, tmp_path: Path, typed: str, path: str
) -> None:
    folder = record_with(tmp_path, "publications: works.yaml\n", works_yaml=WORK)
    service.answers[path] = [as_json(CSL)]
    assert add(service, folder, typed).notes == ("added: miller2024sorting (publications)",)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("PMID: 123", "Citation manager"),
        ("12345678", "Citation manager"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "Citation manager"),
        ("ISBN 978-3-16-148410-0", "from a library"),
        ("https://www.example.org/articles/s41586", "give the DOI"),
    ],
)
def test_an_id_that_is_not_fetched_gets_a_hint(service: LocalService, tmp_path: Path, typed: str, hint: str) -> None:
    folder = record_with(tmp_path, "publications: works.yaml\n", works_yaml=WORK)
    with pytest.raises(CvkitError) as refused:
        add(service, folder, typed)
    assert (refused.value.status, hint in (refused.value.hint or "")) == (ExitStatus.USAGE, True)
    assert service.requests == []


PAPER = "- id: known\n  kind: journal\n  title: Sorting without looking\n  authors: Ada Miller\n  date: 2024   # mine\n"
PREPRINT = PAPER.replace("journal", "preprint") + "  arxiv: 2505.01658\n"


@pytest.mark.parametrize(
    ("known", "sources", "preprint", "paper"),
    [
        (PAPER, ["arXiv:2505.01658"], "miller2023sorting", "known"),
        (PREPRINT, ["10.1000/sort.1"], "known", "miller2024sorting"),
        (WORK, ["10.1000/sort.1", "2505.01658"], "miller2023sorting", "miller2024sorting"),
    ],
)
def test_a_preprint_and_its_paper_are_linked(
    service: LocalService, tmp_path: Path, known: str, sources: list[str], preprint: str, paper: str
) -> None:
    of_arxiv = {**ARXIV, "title": CSL["title"], "issued": {"date-parts": [[2023, 5]]}}
    service.answers["/10.48550/arXiv.2505.01658"] = [as_json(of_arxiv)]
    folder = record_with(tmp_path, "publications: works.yaml\n", works_yaml=known)
    done = add(service, folder, *sources)
    assert f"linked: {preprint} is a version of {paper}" in done.notes
    assert not [one for one in done.diagnostics if one.code in ("V211", "V120") or one.is_error]
    text = (folder / "works.yaml").read_text(encoding="utf-8")
    assert text.count("version_of") == 1 and known.rstrip() in text


ORCID = "0000-0002-1825-0097"
SUMMARY = {
    "put-code": 7,
    "title": {"title": {"value": "Sorting without looking"}},
    "type": "journal-article",
    "publication-date": {"year": {"value": "2024"}},
    "journal-title": {"value": "Journal of Examples"},
}
RECORD = {
    "orcid-identifier": {"path": ORCID},
    "person": {"name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Miller"}}},
    "activities-summary": {"works": {"group": [{"work-summary": [SUMMARY]}]}},
}
FULL = {
    **SUMMARY,
    "contributors": {
        "contributor": [{"credit-name": {"value": "Ada Miller"}}, {"credit-name": {"value": "Bo Larsen"}}]
    },
    "citation": {"citation-type": "bibtex", "citation-value": "@article{}"},
}


def fetch(service: LocalService, folder: Path, *sources: str) -> str:
    import_sources(ImportRequest(sources, folder, services=services_at(service)))
    return "".join(
        file.read_text(encoding="utf-8") for file in sorted(folder.iterdir()) if file.name != "imported.yaml"
    )


def test_an_orcid_record_is_fetched_with_the_authors_of_its_works(service: LocalService, tmp_path: Path) -> None:
    service.answers[f"/v3.0/{ORCID}/record"] = [as_json(RECORD)]
    service.answers[f"/v3.0/{ORCID}/works/7"] = [as_json({"bulk": [{"work": FULL}]})]
    text = fetch(service, tmp_path / "rec", f"orcid:{ORCID}")
    assert "from orcid:0000-0002-1825-0097." in text and "name: Ada Miller\n" in text
    assert 'authors: ["Miller, Ada", "Larsen, Bo"]' in text and text.count("Sorting without looking") == 1


def test_a_page_of_dblp_is_fetched(service: LocalService, tmp_path: Path) -> None:
    xml = b'<dblpperson name="Ada Miller" pid="1/2"><r><article key="j/x/M"><author>Ada Miller</author>'
    xml += b"<title>Sorting.</title><journal>J</journal><year>2020</year></article></r></dblpperson>"
    service.answers["/pid/1/2.xml"] = [Answer(xml)]
    assert "title: Sorting\n" in fetch(service, tmp_path / "rec", "dblp:1/2")


def test_all_pages_of_openalex_are_fetched(service: LocalService, tmp_path: Path) -> None:
    common = {"type": "article", "publication_year": 2020, "authorships": [{"author": {"display_name": "Ada Miller"}}]}
    titles = {"W1": "Work number one", "W2": "Work number two"}
    works = [{"id": f"https://openalex.org/{name}", "title": title, **common} for name, title in titles.items()]
    service.answers["/authors/A1"] = [as_json({"id": "https://openalex.org/A1", "display_name": "Ada Miller"})]
    query = "/works?filter=author.id:A1&per-page=200&cursor="
    service.answers[f"{query}*"] = [as_json({"meta": {"next_cursor": "next"}, "results": works[:1]})]
    service.answers[f"{query}next"] = [as_json({"meta": {"next_cursor": None}, "results": works[1:]})]
    text = fetch(service, tmp_path / "rec", "openalex:A1")
    assert "Work number one" in text and "Work number two" in text
