"""The line that says where a work appeared: every kind in every citation style, with all fields and with some.

The golden table follows these manuals:

- APA: Publication Manual of the American Psychological Association, 7th ed., chapters 9 and 10;
- IEEE: IEEE Reference Style Guide for Authors, 2023;
- Vancouver: Citing Medicine, National Library of Medicine, 2nd ed., chapters 1 to 6.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.commands.select_document import select_document
from cvkit.commands.styles import load_style
from cvkit.model.biblatex_names import NUMBERED
from cvkit.model.work import WorkKind
from cvkit.write.compose import compose
from cvkit.write.formats import FORMATS, WriterInput
from cvkit.write.locales.terms import required_terms, terms_of
from cvkit.write.text_lines import title_line, venue_line
from cvkit.write.txt import plain
from tests.conftest import Result, examples, exported
from tests.write.test_subsets import BAD

STYLES = ("house", "apa", "ieee", "vancouver")
ALL: dict[str, Any] = {
    "editors": "Bo Bee and Cy Dee",
    "venue": {"name": "The Venue", "short": "TV", "publisher": "Press", "publisher_place": "Bergen"},
    "event": {"name": "The Meeting", "date": "2022-10-23/2022-10-27", "place": "Oslo"},
    "date": "2022-10",
    "collection": {"title": "Notes in Examples", "number": "12"},
    "edition": "2",
    "volume": "4",
    "issue": "3",
    "chapter": "5",
    "pages": "101-109",
    "page_count": "9",
    "article_number": "e17",
    "genre": "Working Paper",
    "number": "8",
    "doi": "10.1000/182",
    "arxiv": "2210.01234",
    "status": "online-first",
}
SUBSETS = {
    "whole": set(ALL) - {"issue", "status"},
    "serial": {"venue", "date", "volume", "issue", "pages", "doi"},
    "book": {"venue", "date", "edition", "volume", "collection", "editors", "pages"},
    "short": {"venue", "date", "article_number"},
    "undated": {"venue", "status", "arxiv"},
    "bare": {"date"},
}
"""The fields that a line of the table has."""


def lines_of(folder: Path, works: list[dict[str, Any]], **document: Any) -> list[str]:
    """The title and the source line of each work."""
    file = folder / "cv.yaml"
    publications = [{"id": f"w{at}", "title": "T", "authors": "Ada Miller", **work} for at, work in enumerate(works)]
    value = {
        "cvkit": "1",
        "person": {"name": "Ada Miller"},
        "publications": publications,
        "documents": {"full": {"order": "as-listed", **document}},
    }
    file.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    found = read(file)
    assert found.numbered, [one.message for one in found.diagnostics if one.is_error]
    _, chosen = select_document(found.numbered, Request(file))
    page = compose(found.numbered, chosen, load_style(chosen.style))
    return [f"{plain(title_line(work))} | {plain(venue_line(work))}".replace("\u00a0", " ") for work in page.works]


def test_every_kind_in_every_style(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    table = []
    for kind in get_args(WorkKind):
        if kind == "patent":
            continue
        works = [
            {"kind": kind, "title": name, **{field: ALL[field] for field in ALL if field in fields}}
            for name, fields in SUBSETS.items()
        ]
        for work in works:
            if "date" not in work:
                work["status"] = "in-press"
            if kind not in NUMBERED:
                work.pop("number", None)
        for style in STYLES:
            table += [f"{kind} | {style} | {line}" for line in lines_of(tmp_path, works, citation=style)]
    golden("source-lines.txt", "\n".join(table) + "\n")


some_fields = st.sets(st.sampled_from(sorted(ALL)))
some_of_venue = st.sets(st.sampled_from(["short", "publisher", "publisher_place"]))


@settings(examples(25), phases=[Phase.generate])
@given(data=st.data())
def test_no_subset_leaves_punctuation_behind(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Forty works with any fields, in a style, a language and with options: no mark is doubled or alone."""
    works = []
    for _ in range(40):
        fields, of_venue = data.draw(some_fields), data.draw(some_of_venue)
        work = {"kind": data.draw(st.sampled_from([k for k in get_args(WorkKind) if k != "patent"]))}
        work |= {field: ALL[field] for field in fields if field != "number" or work["kind"] in NUMBERED}
        if "venue" in fields:
            work["venue"] = {key: ALL["venue"][key] for key in ("name", *sorted(of_venue))}
            if "publisher" in of_venue and data.draw(st.booleans()):
                del work["venue"]["name"]
        if "date" not in fields:
            work["status"] = "in-press"
        works.append(work)
    document = {
        "citation": data.draw(st.sampled_from(STYLES)),
        "language": data.draw(st.sampled_from(["en", "de", "es", "fr", "ja", "ko", "zh"])),
        "options": {"publisher": data.draw(st.sampled_from(["true", "false"])), "doi": "true"},
    }
    lines = lines_of(tmp_path_factory.mktemp("law"), works, **document)
    assert len(lines) == 40
    bad = re.compile(BAD.pattern + r"|\(,|\. ,|[([]\W*[)\]]")
    without_spaces = [line.partition(" | ")[2].replace("\u202f;", ";") for line in lines]  # those of French
    assert [line for line in without_spaces if bad.search(line)] == []


LINES = {
    ("de", "apa"): "(2022). Working Paper. In Bo Bee und Cy Dee (Hrsg.), The Venue (TV) (2. Aufl., Bd. 4, Kap. 5,"
    " S. 101–109, Artikel e17). Notes in Examples Nr. 12. Oslo. Press",
    ("fr", "ieee"): "dans The Venue, Working Paper, vol. 4, dans Notes in Examples, n° 12, Bo Bee et Cy Dee, dir.,"
    " 2e éd., Oslo. Bergen : Press, oct. 2022, chap. 5, p. 101–109, article e17",
    ("zh", "apa"): "(2022). Working Paper. 载于Bo Bee, Cy Dee (主编), The Venue (TV) (第2版, 第4卷, 第5章,"
    " 第101–109页, 文章编号e17). Notes in Examples 第12号. Oslo. Press",
    ("tr", "vancouver"): "İçinde: Bo Bee ve Cy Dee, ed. The Venue; The Meeting; 2022 Eki 23-27; Oslo. 2. bs. C. 4."
    " Bergen: Press; 2022. Böl. 5; s. 101-9; makale e17. Working Paper. 9 sayfa. (Notes in Examples; no. 12)",
    ("ko", "vancouver"): "In: Bo Bee, Cy Dee, 편. The Venue; The Meeting; 2022년 10월 23–27일; Oslo. 제2판. 4권."
    " Bergen: Press; 2022. 5장; 101-9쪽; 논문 번호 e17. Working Paper. 총 9쪽. (Notes in Examples; 제12호)",
}  # fmt: skip
"""A chapter with all fields, in a language and a style."""


@pytest.mark.parametrize(("language", "style"), LINES)
def test_a_citation_style_has_the_words_of_the_language(tmp_path: Path, language: str, style: str) -> None:
    work = {field: ALL[field] for field in ALL if field not in ("issue", "number", "status", "doi", "arxiv")}
    (line,) = lines_of(tmp_path, [{"kind": "chapter", **work}], citation=style, language=language)
    assert line == f"T | {LINES[language, style]}"


@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_a_source_line_is_a_term(tmp_path: Path, style: str) -> None:
    """In a language whose words are digits, a line has no letters except those of the record."""
    own = {name: re.sub(r"(\{\w+\})|[^\W\d_]", r"\1", terms_of("en")[name]) + "7" for name in required_terms()}
    months = ", ".join(["7"] * 12)
    values = dict.fromkeys(("edition", "volume", "issue", "chapter", "pages", "page_count", "article_number"), "8")
    venue = dict.fromkeys(("name", "publisher", "publisher_place"), "8")
    works: list[dict[str, Any]] = []
    for kind in get_args(WorkKind):
        if kind != "patent":
            work = {"kind": kind, "title": "8", "venue": venue, "editors": "王芳; 李娜", **values}
            works += [work | {"date": "2022-10"}, work | {"date": "n.d."}]
            works += [{"kind": kind, "title": "8", "number": "8", "date": "2022"}] if kind in NUMBERED else []
            works += [{"kind": kind, "title": "8", "collection": {"title": "8", "number": "8"}, "date": "2022"}]
    lines = lines_of(tmp_path, works, citation=style, language="sw", terms={**own, "months": months})
    assert [line for line in lines if re.search(r"[a-zA-Z]", line.replace("王芳", ""))] == []


PUBLISHED = {
    ("journal", "false"): False, ("conference", "false"): False, ("poster", "false"): False,
    ("journal", "true"): True, ("conference", "true"): True, ("book", "false"): True, ("chapter", "false"): True,
    ("report", "false"): True, ("thesis", "false"): True,
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("case", "is_printed"), PUBLISHED.items())
def test_publishers_are_printed_for_books_and_where_the_document_asks(
    tmp_path: Path, style: str, case: tuple[str, str], is_printed: bool
) -> None:
    kind, option = case
    work = {"kind": kind, "date": "2022", "venue": ALL["venue"]}
    (line,) = lines_of(tmp_path, [work], citation=style, options={"publisher": option})
    assert ("Press" in line) is is_printed
    assert ("Bergen" in line) is (is_printed and style != "apa")  # APA has no place


def test_a_book_has_a_publisher_without_a_venue_name(tmp_path: Path) -> None:
    venue = {"publisher": "Press", "publisher_place": "Bergen"}
    work = {"kind": "book", "date": "2022", "edition": "Second", "venue": venue}
    assert lines_of(tmp_path, [work]) == ["T | 2nd ed., Bergen: Press"]


def test_a_venue_without_name_and_publisher_is_an_error(
    record: Callable[[str], Path], cvkit: Callable[..., Result]
) -> None:
    work = "{id: a, kind: journal, title: T, authors: Ada Miller, date: 2022, venue: {short: JoE}}"
    result = cvkit("check", record(f"publications: [{work}]\n"))
    assert result.status == 1
    assert "error[V102]: `name` is missing" in result.out + result.err


EDITIONS = {
    ("en", "2"): "2nd ed.", ("en", "Second"): "2nd ed.", ("en", "3rd edition"): "3rd ed.", ("en", "11"): "11th ed.",
    ("en", "revised"): "revised ed.", ("en", "Revised edition"): "Revised edition", ("de", "2"): "2. Aufl.",
    ("fr", "1"): "1re éd.", ("fr", "2"): "2e éd.", ("es", "2"): "2.ª ed.", ("ko", "2"): "제2판", ("zh", "2"): "第2版",
    ("ja", "2"): "第2版",
}  # fmt: skip


@pytest.mark.parametrize(("case", "printed"), EDITIONS.items())
def test_editions_are_printed_in_the_language(tmp_path: Path, case: tuple[str, str], printed: str) -> None:
    language, edition = case
    work = {"kind": "book", "date": "2022", "edition": edition}
    assert lines_of(tmp_path, [work], language=language) == [f"T | {printed}"]


ONES = {"en": "1 page", "de": "1 Seite", "es": "1 página", "fr": "1 page", "ko": "총 1쪽"}


@pytest.mark.parametrize(("language", "printed"), ONES.items())
def test_one_page_is_not_several(tmp_path: Path, language: str, printed: str) -> None:
    work = {"kind": "other", "date": "2022", "page_count": "1"}
    assert lines_of(tmp_path, [work], language=language) == [f"T | {printed}"]


def test_one_more_author_is_not_several(record: Callable[[str], Path], cvkit: Callable[..., Result]) -> None:
    work = "{id: a, kind: other, title: T, authors: 'Ada Miller, Bo Bee, Cy Dee', date: 2022}"
    file = record(f"publications: [{work}]\ndocuments: {{d: {{language: fr, max_authors: 2}}}}\n")
    assert "Bo Bee et 1 autre\n" in cvkit("export", file, "--to", "txt").out


@pytest.mark.parametrize(
    ("work", "line"),
    [
        ({"pages": "e17", "article_number": "e17"}, "T | article e17"),
        ({"pages": "e0123456"}, "T | article e0123456"),
        ({"pages": "e17", "article_number": "4"}, "T | p. e17, article 4"),
        ({"pages": "e1-e5"}, "T | pp. e1–e5"),
        ({"pages": "1--"}, "T | pp. 1 ff."),
        ({"pages": "1-"}, "T | pp. 1 ff."),
        ({"pages": "3ff"}, "T | pp. 3 ff."),
        ({"pages": "3f."}, "T | pp. 3 f."),
        ({"pages": "1"}, "T | p. 1"),
        ({"pages": "1, 3"}, "T | pp. 1, 3"),
        ({"pages": "pp. 1-3"}, "T | pp. 1–3"),
        ({"kind": "book", "volume": "Vol. 3"}, "T | vol. 3"),
    ],
)
def test_pages(tmp_path: Path, work: dict[str, str], line: str) -> None:
    assert lines_of(tmp_path, [{"kind": "other", "date": "2022", **work}]) == [line]


LINKS = [
    ({"doi": "10.1000/182"}, "false", ["10.1000/182"], ["doi:"]),
    ({"doi": "10.1000/182"}, "true", ["10.1000/182"], []),
    ({"doi": "10.1000/182", "url": "https://a.example/x"}, "false", ["10.1000/182", "https://a.example/x"], []),
    ({"doi": "10.1000/182", "url": "http://dx.doi.org/10.1000/182"}, "false", ["10.1000/182"], ["doi:"]),
    ({"doi": "10.48550/arXiv.2210.01234", "arxiv": "2210.01234v2"}, "true", ["arxiv.org/abs/2210"], ["10.48550"]),
]  # fmt: skip


@pytest.mark.parametrize("form", ["tex", "md", "html", "txt", "docx", "jsonresume"])
@pytest.mark.parametrize(("work", "option", "printed", "absent"), LINKS)
def test_doi_and_address_are_two_facts(
    record: Callable[[str], Path], form: str, work: dict[str, str], option: str, printed: list[str], absent: list[str]
) -> None:
    entry = {"id": "a", "kind": "journal", "title": "T", "authors": "Ada Miller", "date": "2022", **work}
    value = {"publications": [entry], "documents": {"full": {"options": {"doi": option}}}}
    file = record(yaml.safe_dump(value, allow_unicode=True))
    found = read(file)
    assert found.numbered
    _, document = select_document(found.numbered, Request(file))
    written = FORMATS[form].write(WriterInput(found.numbered, document, load_style(document.style)))
    text = text_of(written, form)
    has_links = form not in ("txt", "jsonresume")
    assert [part for part in printed if part not in text and (has_links or "arxiv.org" not in part)] == []
    assert [part for part in absent if part in text and form != "jsonresume"] == []  # there, the DOI has a field


def text_of(written: str | bytes, form: str) -> str:
    """The characters of a document, and the addresses of its links."""
    if form != "docx":
        return str(written)
    import io
    import zipfile

    assert isinstance(written, bytes)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("word/"))


@pytest.mark.parametrize("style", ["apa", "ieee", "vancouver"])
def test_a_citation_style_prints_the_doi_and_the_archive(tmp_path: Path, style: str) -> None:
    whole = {"kind": "journal", "date": "2022", "venue": {"name": "V"}, "doi": "10.1000/182", "arxiv": "2210.01234"}
    repeated = {**whole, "doi": "10.48550/ARXIV.2210.01234"}
    first, second = lines_of(tmp_path, [whole, repeated], citation=style)
    assert "arXiv:2210.01234" in first and "10.1000/182" in first
    assert "arXiv:2210.01234" in second and "10.48550" not in second


@pytest.mark.parametrize("citation", STYLES)
def test_the_column_of_dates_repeats_no_year_of_a_citation_style(tmp_path: Path, citation: str) -> None:
    works = [{"kind": "journal", "date": "2022-05", "venue": {"name": "V"}}]
    lines_of(tmp_path, works, citation=citation)
    tex = exported(Request(tmp_path / "cv.yaml"), "tex")
    assert tex.count("2022") == (3 if citation == "house" else 1)  # a style prints one of the three


METRICS = [
    ("{type: jif, value: '10.6', year: 2023}", "IF 10.6 (JCR 2023)"),
    ("{type: jif, value: '10.6', source: Clarivate}", "IF 10.6 (Clarivate)"),
    ("{type: citescore, value: '7.1', year: 2023, source: Scopus, as_of: 2024}", "CiteScore 7.1 (2023, Scopus, 2024)"),
    ("{type: sjr, value: '1.25', top_percent: '5', year: 2023, quartile: 1}", "SJR 1.25; 2023 top 5%; Q1"),
    ("{type: citations, value: 1204, source: GS, as_of: 2025-05-01}", "1,204 citations (GS, 1 May 2025)"),
    ("{type: citations, value: 1}", "1 citation"),
]  # fmt: skip


@pytest.mark.parametrize(("metric", "printed"), METRICS)
def test_metrics_name_their_source_and_day(
    record: Callable[[str], Path], cvkit: Callable[..., Result], metric: str, printed: str
) -> None:
    work = f"{{id: a, kind: journal, title: T, authors: Ada Miller, date: 2022, metrics: [{metric}]}}"
    out = cvkit("export", record(f"publications: [{work}]\n"), "--to", "txt").out
    assert f"{printed}\n" in " ".join(out.split()).replace("\u00a0", " ") + "\n"


@pytest.mark.parametrize("name", ["arXiv", "arXiv preprint", "arXiv:2210.01234", "CoRR"])
@pytest.mark.parametrize("style", STYLES)
def test_arxiv_as_a_venue_beside_its_identifier_prints_once(tmp_path: Path, name: str, style: str) -> None:
    work = {"kind": "preprint", "date": "2022", "arxiv": "2210.01234"}
    citation = {} if style == "house" else {"citation": style}
    alone, named = lines_of(tmp_path, [work, {**work, "venue": {"name": name}}], **citation)
    assert named == alone
    assert named.lower().count("2210.01234") == 1


TALKS = {
    "role: Invited talk, organization: Harbour": "Harbour, 5 June. Invited talk",
    "role: invited talk, organization: Harbour": "Harbour, invited talk, 5 June",
    "role: Invited talk, venue: {name: Tech Day}, organization: Harbour": "Tech Day, Harbour, 5 June. Invited talk",
    "role: Keynote, event: {name: School}, note: In Dutch.": "School, 5 June. Keynote. In Dutch.",
    "role: Invited talk": "Invited talk, 5 June",
}


@pytest.mark.parametrize("fields", TALKS)
def test_the_type_of_a_talk_that_begins_with_a_capital_is_a_sentence(
    record: Callable[[str], Path], cvkit: Callable[..., Result], fields: str
) -> None:
    file = record(f"talks: [{{title: A Title, date: 2024-06-05, {fields}}}]\n")
    assert TALKS[fields] in cvkit("export", file, "--to", "txt").out.replace("\u00a0", " ")
