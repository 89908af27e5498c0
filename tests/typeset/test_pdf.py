"""The PDF of the real record: what is on its pages, and what readers and programs find in it."""

from __future__ import annotations

import json
import re
import shutil
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
import yaml

from tests.conftest import ROOT, Result, needs_tex
from tests.typeset.conftest import Typeset, flat, poppler, typeset

LABELS = (
    "J.15 C.21 C.20 C.19 C.18 C.17 C.16 J.14 C.15 C.14 C.13 J.13 J.12 C.12 J.11 J.10 J.9 C.11 J.8 J.7 J.6 J.5 C.10"
    " J.4 C.9 C.8 C.7 C.6 J.3 C.5 J.2 J.1 C.4 C.3 C.2 C.1"
).split()

PYPDF = tuple(map(int, pypdf.__version__.split(".")[:2]))


def record() -> dict:  # type: ignore[type-arg]
    folder = ROOT / "data" / "jemin-lee"
    whole = yaml.load((folder / "cv.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    whole["publications"] = yaml.load((folder / "publications.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return whole


def test_the_labels_stand_in_the_order_of_the_record(cv: Typeset, cvkit: Callable[..., Result]) -> None:
    assert re.findall(r"\b[A-Z]\.\d+\b", cv.text()) == LABELS
    rows = json.loads(cvkit("numbers", ROOT / "data" / "jemin-lee", "--format", "json").out)
    assert [row["label"] for row in rows] == LABELS
    tex = cvkit("export", ROOT / "data" / "jemin-lee", "--to", "tex").out
    assert re.findall(r"^  label=\{(.*)\},$", tex, re.MULTILINE) == LABELS


def test_every_label_is_a_place_to_link_to(cv: Typeset) -> None:
    names = cv.reader.named_destinations
    assert [label for label in LABELS if f"cvk.{label}" not in names] == []


def test_titles_and_names_are_read_as_they_are_written(cv: Typeset) -> None:
    whole, text = record(), cv.flat.replace("’", "'")
    works = [*whole["publications"], *whole["patents"]]
    assert len(works) == 43
    assert [work["title"] for work in works if flat(work["title"]) not in text] == []
    people = {
        name.strip(" †*")
        for work in works
        for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", work.get("authors") or work["inventors"])
    } | {student["name"] for student in whole["supervision"]}
    assert len(people) > 40
    assert [name for name in people if flat(name) not in text] == []


def test_hangul_is_read_as_it_is_written(cv: Typeset) -> None:
    source = (ROOT / "data" / "jemin-lee" / "cv.yaml").read_text(encoding="utf-8")
    english = "\n".join(re.findall(r"\ben: (.*?)(?:, ko: |$)", source, re.MULTILINE))
    typed = set(re.findall(r"[가-힣]+", english))
    assert {"편집위원", "대한임베디드공학회"} <= typed
    assert [word for word in typed if word not in cv.flat] == []


LINES = [
    "Jeongseok Kim†, Jemin Lee†, Yongin Kwon, and Daeyoung Kim",
    "Jinse Kwon, Jemin Lee*, and Yongin Kwon*",
    "Gihwan Kim†, Jemin Lee†, Sihyeong Park, Yongin Kwon, and Hyungshin Kim",
    "† equal contribution, * corresponding author",
    "IEEE Internet of Things Journal 11(22), pp. 36384–36396, 15 Nov. 2024. IF 10.6 · JCR 2023 top 2.2%",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_it_is_seen(cv: Typeset, line: str) -> None:
    assert line in cv.flat


@pytest.mark.skipif(PYPDF < (7, 1), reason="earlier versions of pypdf miss spaces between words")
@pytest.mark.parametrize("line", LINES)
def test_pypdf_reads_a_line_as_it_is_seen(cv: Typeset, line: str) -> None:
    assert line in flat("\n".join(page.extract_text() for page in cv.reader.pages))


def test_the_owner_is_bold_under_both_spellings_and_marks_are_not(cv: Typeset) -> None:
    bold = [flat(text) for text in bold_texts(cv)]
    assert bold.count("Jaymin Lee") == 3
    # one in each work and patent, in three under the other spelling
    assert bold.count("Jemin Lee") == 36 + 7 - 3
    assert not any("†" in text or "*" in text for text in bold)


def bold_texts(pdf: Typeset) -> list[str]:
    """The runs of one bold font, as pypdf meets them."""
    runs: list[str] = []
    last = [""]

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float) -> None:
        name = str((font or {}).get("/BaseFont", "")).lower()
        if "bold" in name and text:
            if last[0] != name:
                runs.append("")
            runs[-1] += text
        last[0] = name if text else last[0]

    for page in pdf.reader.pages:
        page.extract_text(visitor_text=visit)
    return [part for run in runs for part in run.split("\n")]


def test_no_character_is_lost_or_joined_to_another(cv: Typeset) -> None:
    assert re.findall("[\ufb00-\ufb06\ufffd]", cv.text()) == []


def test_fonts_are_embedded_and_none_is_a_bitmap(cv: Typeset) -> None:
    rows = poppler("pdffonts", cv.file).splitlines()[2:]
    assert len(rows) >= 3
    assert [row for row in rows if not re.search(r"\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", row)] == []
    assert [row for row in rows if "Type 3" in row] == []


def test_each_section_has_a_bookmark_that_leads_to_it(cv: Typeset) -> None:
    reader = cv.reader
    outline = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]
    titles = [title for title, _ in outline]
    assert titles == [
        "Research Experience", "Work Experience", "Education", "Publications", "Student Supervision",
        "Academic Service", "Honors and Awards", "Patents",
    ]  # fmt: skip
    assert all(page is not None and title in reader.pages[page].extract_text() for title, page in outline)


def links(pdf: Typeset) -> set[str]:
    annotations = (a.get_object() for page in pdf.reader.pages for a in page.get("/Annots", []))
    return {str(a["/A"]["/URI"]) for a in annotations if "/URI" in a.get("/A", {})}


def test_links_lead_where_the_record_says(cv: Typeset) -> None:
    assert links(cv) == {"mailto:leejaymin@etri.re.kr", "https://arxiv.org/abs/2505.01658"}


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_home_page_doi_and_awkward_addresses_are_links(tmp_path: Path, engine: str) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    file.write_text(
        "cvkit: 1\nperson: {name: Ada Miller, links: [{label: Home, url: 'https://a.example/~ada/x_y?q=1&r=50%25#top'}]}\n"
        "publications:\n  - {id: a, kind: journal, title: T, authors: Ada Miller, date: 2020,"
        " doi: '10.1000/a_b(c)<d>#e', links: [{label: code, url: 'https://a.example/{x}'}]}\n"
        "research:\n  - title: R\n    highlights: ['see [here](https://b.example/ü) and **[bold](http://c.example)**']\n",
        encoding="utf-8",
    )
    assert links(typeset(file, tmp_path / "out.pdf", "--engine", engine)) == {
        "https://a.example/~ada/x_y?q=1&r=50%25#top",
        "https://doi.org/10.1000/a_b(c)%3Cd%3E%23e",
        "https://a.example/%7Bx%7D",
        "https://b.example/%C3%BC",
        "http://c.example",
    }


def test_title_author_and_language_are_set(cv: Typeset) -> None:
    reader = cv.reader
    assert reader.metadata is not None
    assert reader.metadata.title == "Jemin Lee: Curriculum Vitae"
    assert reader.metadata.author == "Jemin Lee"
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_a_second_run_gives_the_same_bytes_in_another_place_and_time(cv: Typeset, tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / "data" / "jemin-lee", tmp_path / "else where" / "jemin-lee")
    (tmp_path / "home").mkdir()
    time.sleep(1.1)
    again = typeset(copy, tmp_path / "else where" / "b.pdf", HOME=str(tmp_path / "home"), TZ="Asia/Seoul")
    assert again.file.read_bytes() == cv.file.read_bytes()


def test_starting_tex_early_changes_no_byte(cv: Typeset, jemin_lee: Path, tmp_path: Path) -> None:
    with (jemin_lee / "cv.yaml").open("a", encoding="utf-8") as file:
        file.write("# style: unheard-of, so that no style can be guessed\n")
    text = (jemin_lee / "cv.yaml").read_text(encoding="utf-8")
    (jemin_lee / "cv.yaml").write_text("# style: unheard-of\n" + text, encoding="utf-8")
    assert typeset(jemin_lee, tmp_path / "late.pdf").file.read_bytes() == cv.file.read_bytes()


def lines_of(pdf: Typeset) -> Iterator[tuple[int, float, float, str]]:
    """Every line with its page, its top and its bottom, in points from the top of the page."""
    layout = poppler("pdftotext", "-bbox-layout", pdf.file, "-")
    root = ET.fromstring(re.sub(r'\sxmlns="[^"]+"', "", layout, count=1))
    for number, page in enumerate(root.iter("page")):
        for line in page.iter("line"):
            text = " ".join(word.text or "" for word in line.iter("word"))
            yield number, float(line.get("yMin", 0)), float(line.get("yMax", 0)), text


def test_no_heading_stands_at_the_foot_of_a_page(cv: Typeset) -> None:
    lines = list(lines_of(cv))
    titles = {item.title for item in cv.reader.outline}
    headings = [(page, top) for page, top, _, text in lines if text in titles]
    assert len(headings) == len(titles)
    for page, top in headings:
        assert sum(1 for other, at, _, _ in lines if other == page and at > top + 5) >= 2


def test_no_work_is_torn_and_the_last_page_is_not_nearly_empty(cv: Typeset) -> None:
    lines = list(lines_of(cv))
    last = max(page for page, *_ in lines)
    height = max(bottom for page, _, bottom, _ in lines if page == last)
    assert height > 0.25 * 842
    bodies = [[line for line in lines if line[0] == page and line[1] > 60] for page in range(1, last + 1)]
    firsts = [min(body, key=lambda line: line[1])[3] for body in bodies]
    listed = [text for text in firsts if re.match(r"[JC]\.\d+$", text)]
    assert len(listed) >= 2  # the pages of the list begin with a label


def test_the_running_head_begins_on_the_second_page(cv: Typeset) -> None:
    heads = {page: text for page, top, _, text in lines_of(cv) if top < 60 and "Curriculum Vitae" in text}
    assert sorted(heads) == list(range(1, len(cv.reader.pages)))


@pytest.mark.parametrize("paper, size", [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_is_as_chosen(jemin_lee: Path, tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    needs_tex()
    text = (jemin_lee / "cv.yaml").read_text(encoding="utf-8")
    text, count = re.subn(r"options: \{issn", f"options: {{paper: {paper}, issn", text)
    assert count == 1
    (jemin_lee / "cv.yaml").write_text(text, encoding="utf-8")
    page = typeset(jemin_lee, tmp_path / "p.pdf").reader.pages[0].mediabox
    assert (round(page.width), round(page.height)) == size


def test_without_hangul_both_engines_break_the_same_lines(latin_record: Path, tmp_path: Path) -> None:
    needs_tex()
    texts = {}
    for engine in ("auto", "pdflatex", "xelatex"):
        pdf = typeset(latin_record, tmp_path / f"{engine}.pdf", "--engine", engine)
        texts[engine] = [flat(line) for line in pdf.text("-layout").replace("²", "2").splitlines() if line.strip()]
    assert "pdfTeX" in str(Typeset(tmp_path / "auto.pdf").reader.metadata)
    assert texts["auto"] == texts["pdflatex"] == texts["xelatex"]
