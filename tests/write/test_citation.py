"""The line that says where a work appeared, in the styles that a document may ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from tests.conftest import Result, needs_tex

PAPER = (
    "kind: journal, venue: {name: Journal of Examples, short: JoE, publisher: Example Press}, date: 2024-03-05,"
    " volume: 12, issue: 3, pages: 124-135, doi: 10.1000/182"
)
TALK = (
    "kind: conference, venue: {name: Conference on Examples}, date: 2022-10-23/2022-10-27, pages: 7,"
    " event: {place: 'Tel Aviv, Israel'}"
)
ONLINE = "kind: journal, venue: {name: Examples Int.}, date: 2024, article_number: 17"
COMING = "kind: journal, venue: {name: Journal of Examples}, status: in-press"

LINES = [
    ("apa", PAPER, "(2024). Journal of Examples (JoE), 12(3), 124–135. https://doi.org/10.1000/182"),
    ("apa", TALK, "(2022). In Conference on Examples (p. 7). Tel Aviv, Israel"),
    ("apa", ONLINE, "(2024). Examples Int., Article 17"),
    ("apa", COMING, "(in press). Journal of Examples"),
    ("ieee", PAPER, "Journal of Examples, vol. 12, no. 3, pp. 124–135, Mar. 2024, doi: 10.1000/182"),
    ("ieee", TALK, "in Conference on Examples, Tel Aviv, Israel, Oct. 2022, p. 7"),
    ("ieee", ONLINE, "Examples Int., Art. no. 17, 2024"),
    ("ieee", COMING, "Journal of Examples, in press"),
    ("vancouver", PAPER, "Journal of Examples. 2024 Mar;12(3):124-35. doi:10.1000/182"),
    ("vancouver", TALK, "In: Conference on Examples; Tel Aviv, Israel. 2022. p. 7"),
    ("vancouver", ONLINE, "Examples Int. 2024:17"),
    ("vancouver", COMING, "Journal of Examples. In press"),
]

ELECTRONIC = "kind: journal, venue: {name: Examples Int.}, date: 2024, volume: 7, pages: e17"
LINES += [  # an article number in the pages
    ("house", ELECTRONIC, "Examples Int. 7, article e17, 2024"),
    ("apa", ELECTRONIC, "(2024). Examples Int., 7, Article e17"),
    ("ieee", ELECTRONIC, "Examples Int., vol. 7, Art. no. e17, 2024"),
    ("vancouver", ELECTRONIC, "Examples Int. 2024;7:e17"),
]

THESIS = "kind: thesis, venue: {name: University of Fjord}, date: 2020"
REPORT = "kind: report, venue: {name: Institute}, number: 12, genre: Working Paper, date: 2020"
LINES += [
    ("apa", f"{THESIS}, genre: phdthesis", "(2020). [PhD thesis, University of Fjord]"),
    ("apa", REPORT, "(2020). Working Paper 12. Institute"),
    ("ieee", THESIS, "thesis, University of Fjord, 2020"),
    ("ieee", REPORT, "Institute, Working Paper 12, 2020"),
    ("vancouver", f"{THESIS}, genre: mathesis", "[Master’s thesis]. University of Fjord; 2020"),
    ("vancouver", REPORT, "Institute; 2020. Working Paper 12"),
    ("house", f"{THESIS}, genre: phdthesis, numbered: false", "University of Fjord, PhD thesis"),
    ("house", REPORT, "Institute, Working Paper 12"),
]

DISSERTATION = f"{THESIS}, genre: Dissertation, pages: 1-200, page_count: 200"
LINES += [  # the genre of a thesis is before its pages
    ("house", f"{DISSERTATION}, numbered: false", "University of Fjord, Dissertation, pp. 1–200, 200 pages"),
    ("apa", DISSERTATION, "(2020). [Dissertation, University of Fjord]. (pp. 1–200)"),
    ("ieee", DISSERTATION, "Dissertation, University of Fjord, 2020, pp. 1–200"),
    ("vancouver", DISSERTATION, "[Dissertation]. University of Fjord; 2020. p. 1-200. 200 p."),
]

TECHNICAL = "kind: report, genre: techreport, number: 12"
ADVANCE = "kind: journal, venue: {name: arXiv letters}, date: 2024, status: online-first"
LINES += [
    ("house", f"{TECHNICAL}, date: n.d.", "technical report 12"),
    ("house", "kind: book, volume: 3, date: n.d.", "vol. 3"),
    ("house", "kind: other, status: in-press", "in press"),
    ("house", "kind: other, edition: revised, date: n.d.", "revised ed."),
    ("house", "kind: preprint, arxiv: 2401.00001, date: n.d.", "arXiv preprint arXiv:2401.00001"),
    ("house", "kind: other, venue: {name: in press}, date: n.d.", "in press"),
    ("house", ADVANCE, "arXiv letters, published online, 2024"),
    ("apa", f"{TECHNICAL}, date: 2020", "(2020). Technical report 12"),
    ("apa", f"{REPORT}, venue: {{name: technical report}}".replace("venue: {name: Institute}, ", ""),
     "(2020). Working Paper 12. technical report"),
    ("apa", ADVANCE, "(2024). arXiv letters. Published online"),
    ("ieee", f"{TECHNICAL}, date: 2020", "technical report 12, 2020"),
    ("ieee", ADVANCE, "arXiv letters, 2024, published online"),
    ("vancouver", f"{TECHNICAL}, date: 2020", "2020. Technical report 12"),
    ("vancouver", "kind: other, status: in-press", "In press"),
    ("vancouver", ADVANCE, "arXiv letters. 2024. Published online"),
]  # fmt: skip


@pytest.mark.parametrize(("style", "work", "line"), LINES)
def test_a_line_follows_its_style(
    record: Callable[[str], Path], cvkit: Callable[..., Result], style: str, work: str, line: str
) -> None:
    file = record(
        f"publications: [{{id: a, title: A title, authors: Ada Miller, {work}}}]\n"
        f"documents: {{full: {{citation: {style}}}}}\n"
    )
    out = cvkit("export", file, "--to", "txt").out
    assert " ".join(out.split()).endswith(f"A title Ada Miller {line}")


def test_the_house_form_is_what_is_printed_unasked(record: Callable[[str], Path], cvkit: Callable[..., Result]) -> None:
    file = record(f"publications: [{{id: a, title: A title, authors: Ada Miller, {PAPER}}}]\n")
    assert "Journal of Examples (JoE) 12(3), pp. 124–135, Mar. 2024" in " ".join(
        cvkit("export", file, "--to", "txt").out.split()
    ).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "word"),
    {
        "de": "Dissertation",
        "es": "tesis doctoral",
        "fr": "thèse de doctorat",
        "ja": "博士論文",
        "ko": "박사 학위 논문",
        "zh": "博士学位论文",
    }.items(),
)
def test_a_thesis_is_called_one_in_every_language(
    record: Callable[[str], Path], cvkit: Callable[..., Result], language: str, word: str
) -> None:
    work = f"{{title: A title, authors: Ada Miller, genre: phdthesis, {THESIS}}}"
    file = record(f"publications: [{work}]\ndocuments: {{full: {{language: {language}}}}}\n")
    assert word in cvkit("export", file, "--to", "txt").out


YEARS = {
    "kind: other, date: 2024": ("2024", "Press"),
    "kind: other, date: 2024-05": ("2024", "Press, May"),
    "kind: other, date: 2024-05-06": ("2024", "Press, May"),
    "kind: other, date: 2024-spring": ("2024", "Press, Spring"),
    "kind: other, date: 2024-05/2024-07": ("2024", "Press, May – July"),
    "kind: other, date: 2023-12/2024-01": ("2023–2024", "Press, Dec. 2023 – Jan. 2024"),
    "kind: other, date: n.d.": ("", "Press"),
    "kind: talk, date: 2024, event: {date: 2023-12-30}": ("2024", "Press, 30 Dec. 2023"),
}


@pytest.mark.parametrize(("date", "printed"), YEARS.items())
def test_a_work_without_a_label_prints_its_year_once(
    record: Callable[[str], Path], cvkit: Callable[..., Result], date: str, printed: tuple[str, str]
) -> None:
    file = record(
        f"publications: [{{title: A title, numbered: false, authors: Ada Miller, venue: {{name: Press}}, {date}}}]\n"
        "documents: {house: {}, apa: {citation: apa}}\n"
    )
    year, source = printed
    lines = cvkit("export", file, "--to", "txt").out.rstrip("\n").split("\n")
    assert (lines[-3].partition("A title")[0].strip(), lines[-1].strip().replace("\u00a0", " ")) == (year, source)
    item = cvkit("export", file, "--to", "md").out.rpartition("- ")[2]
    assert item.startswith(f"**{year}** A title" if year else "A title")
    apa = cvkit("export", file, "--to", "txt", "-d", "apa").out
    assert apa.count("2024") == (1 if year else 0)


@pytest.mark.parametrize("language", ["de", "es", "fr", "ja", "ko", "zh"])
def test_the_year_prints_once_in_every_language(
    record: Callable[[str], Path], cvkit: Callable[..., Result], language: str
) -> None:
    dates = ["2024", "2024-05", "2024-05-06", "2024-winter", "2024-05-06/2024-05-08", "2024-05-30/2024-06-02"]
    works = [f"{{title: A title, date: {date}, event: {{name: Meeting}}}}" for date in dates]
    out = cvkit(
        "export", record(f"talks: [{', '.join(works)}]\ndocuments: {{d: {{language: {language}}}}}\n"), "--to", "txt"
    )
    assert (out.status, out.out.count("2024")) == (0, len(dates))


@pytest.mark.parametrize("form", ["txt", "md", "html", "jsonresume"])
@pytest.mark.parametrize("citation", ["house", "apa", "ieee", "vancouver"])
def test_a_note_ends_the_citation_and_an_addon_follows_the_title(
    record: Callable[[str], Path], cvkit: Callable[..., Result], citation: str, form: str
) -> None:
    file = record(
        f"publications: [{{id: a, title: A title, title_addon: (WIP), note: With code, authors: Ada Miller, {TALK}}}]\n"
        f"documents: {{full: {{citation: {citation}}}}}\n"
    )
    out = " ".join(cvkit("export", file, "--to", form).out.split())
    assert form == "jsonresume" or "A title (WIP)" in out
    assert re.search(r"(2022|Israel|p\. 7)\. With code", out.replace("\u00a0", " "))


def test_no_full_stop_is_printed_twice_before_a_note(
    record: Callable[[str], Path], cvkit: Callable[..., Result]
) -> None:
    work = "{title: A title, authors: Ada Miller, kind: other, venue: {name: Press Inc.}, note: With code, date: n.d.}"
    out = cvkit("export", record(f"publications: [{work}]\n"), "--to", "txt").out
    assert "Inc. With code" in " ".join(out.split())


@pytest.mark.parametrize("style", ["classic", "compact", "modern"])
def test_styles_print_the_note_behind_the_citation(
    record: Callable[[str], Path], cvkit: Callable[..., Result], tmp_path: Path, style: str
) -> None:
    needs_tex()
    more = "title_addon: (WIP), note: With code., repository: 'https://a.example'"
    work = f"{{id: a, title: A title, authors: Ada Miller, {more}, {TALK}}}"
    file = record(f"publications: [{work}]\n")
    assert cvkit("pdf", file, "-s", style, "-o", tmp_path / "out.pdf").status == 0
    page = " ".join(pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text().split())
    assert "(WIP)" in page
    assert re.search(r"(2022|Israel)\. With code\. code", page)
