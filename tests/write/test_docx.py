"""DOCX: Word's own styles, links that lead somewhere, letters of East Asia that say so, and no time of its own."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.run import Run as DocxRun
from PIL import Image

from cvkit.write.locales.terms import terms_of
from tests.conftest import GOLDEN, ROOT, Result

Run = Callable[..., Result]
Make = Callable[..., Path]
RECORD = """\
cvkit: 1
person: {name: {given: Ada, family: Miller, native: 밀러}, title: Ph.D., email: ada@example.org}
research: [{title: A Line, start: 2020, highlights: ["See [@one] and [this](https://a.example/ä)"]}]
publications:
  - {id: one, kind: journal, title: A Title, authors: "Ada Miller†, Bo Bee†*", date: 2020, doi: 10.1000/x}
honors: [{title: A Prize 黄炜, date: 2021}]
"""


@pytest.fixture
def content(cvkit: Run, record: Make, tmp_path: Path) -> bytes:
    output = tmp_path / "cv.docx"
    assert cvkit("export", record("", RECORD), "--to", "docx", "-o", output).status == 0
    return output.read_bytes()


@pytest.fixture
def document(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def test_it_is_no_text_to_be_printed(cvkit: Run, record: Make, tmp_path: Path) -> None:
    file = record("", RECORD)
    result = cvkit("export", file, "--to", "docx", cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert "-o cv.docx" in result.err
    assert sorted(tmp_path.iterdir()) == [file]


def test_parts_have_the_styles_of_word(document: Any) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Ada Miller, Ph.D.  밀러"] == "Title"
    assert styles["Publications"] == "Heading 1"
    assert styles["A Line\t\u00a0\u00a02020\u00a0–"] == "Heading 2"
    assert styles["See J.1 and this"] == "List Bullet"


def test_a_work_hangs_on_its_label(document: Any) -> None:
    work = next(p for p in document.paragraphs if p.text.startswith("J.1"))
    assert work.text.replace("\u00a0", " ") == "J.1\tA Title\nAda Miller† and Bo Bee†*\n2020"
    form = work.style.paragraph_format
    assert form.left_indent == -form.first_line_indent == form.tab_stops[0].position > 0
    bold = [run.text for run in work.runs if run.bold]
    assert [text.replace("\u00a0", " ") for text in bold] == ["Ada Miller"]


def test_links_lead_out_and_within(document: Any) -> None:
    links = document.element.body.iter(qn("w:hyperlink"))
    found = [(link.get(qn("r:id")), link.get(qn("w:anchor"))) for link in links]
    addresses = {document.part.rels[name].target_ref for name, _ in found if name}
    assert addresses == {"mailto:ada@example.org", "https://a.example/%C3%A4", "https://doi.org/10.1000/x"}
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {anchor for _, anchor in found if anchor} == bookmarks == {"cvk_J_1"}


def test_letters_of_east_asia_say_their_language_and_font(document: Any) -> None:
    runs = [run for p in document.paragraphs for run in p.runs if re.search("[밀黄]", run.text)]
    found = [(run.text.strip(), run._r.rPr.find(qn("w:lang")).get(qn("w:eastAsia"))) for run in runs]
    assert found == [("밀러", "ko"), ("黄炜", "zh")]
    assert all(run._r.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in runs)


def test_a_text_from_right_to_left_ends_before_the_facts_behind_it(cvkit: Run, tmp_path: Path) -> None:
    honors = "honors: [{title: 'פרס (מתוך two)', by: 'האוניברסיטה (חיפה)', date: 2023}]\n"
    links = "person: {name: Ada Miller, links: [{label: אתר, url: 'https://ada.example.org'}]}\n"
    (tmp_path / "cv.yaml").write_text(f"cvkit: 1\n{links}{honors}", encoding="utf-8")
    assert cvkit("export", tmp_path, "--to", "docx", "-o", tmp_path / "a.docx").status == 0
    runs = [DocxRun(r, None) for r in Document(str(tmp_path / "a.docx")).element.body.iter(qn("w:r"))]
    assert [run.text for run in runs if run.font.rtl] == ["אתר", "פרס", "מתוך", "האוניברסיטה (חיפה)"]


EAST_ASIAN = {
    "zh": ["他说“为什么”，见第", "页。", "中文", "研究。"],
    "ja": ["他说「为什么」，见第", "页。", "中文", "研究。", "「", "」"],
    "ko": ["他说", "为什么", "，见第", "页。", "中文", "研究。"],
}
"""Language → the pieces that have an East Asian font."""


@pytest.mark.parametrize("language", EAST_ASIAN)
def test_only_east_asian_characters_are_set_and_broken_as_such(cvkit: Run, tmp_path: Path, language: str) -> None:
    """Latin words and numbers have their own font, with its narrow apostrophe, and no character of Han is slanted."""
    text = 'It isn\'t 他说"为什么"，见第202/0页。*Die 中文* of *研究。* The "end"'
    (tmp_path / "cv.yaml").write_text(
        f"cvkit: 1\nperson: {{name: Ada Miller}}\nsummary: {json.dumps(text)}\n"
        f"documents: {{a: {{language: {language}}}}}\n",
        encoding="utf-8",
    )
    assert cvkit("export", tmp_path, "--to", "docx", "-o", tmp_path / "a.docx").status == 0
    document = Document(str(tmp_path / "a.docx"))
    (body,) = (p for p in document.paragraphs if p.text.startswith("It isn"))
    wide = [run for run in body.runs if run._r.rPr is not None and run._r.rPr.xpath("w:rFonts[@w:hint='eastAsia']")]
    assert [run.text.strip() for run in wide] == EAST_ASIAN[language]
    assert not any(run.italic for run in wide) and [run.text.strip() for run in body.runs if run.italic] == ["Die"]
    (tag,) = document.styles.element.xpath("//w:docDefaults//w:lang")
    assert (tag.get(qn("w:val")), tag.get(qn("w:eastAsia"))) == ("en-US", language)


@pytest.fixture
def scripts(cvkit: Run, tmp_path: Path) -> list[Any]:
    """The runs of a record in many scripts."""
    output = tmp_path / "scripts.docx"
    assert cvkit("export", ROOT / "tests" / "write" / "scripts", "--to", "docx", "-o", output).status == 0
    return [DocxRun(r, None) for r in Document(str(output)).element.body.iter(qn("w:r"))]


def test_other_scripts_say_their_direction_and_their_language(scripts: list[Any]) -> None:
    runs = {run.text.replace("\u00a0", " "): run for run in scripts}
    flags = {text: (bool(run.font.rtl), bool(run.font.complex_script)) for text, run in runs.items()}
    assert flags["محمد علي"] == flags["آنا تسفيتكوفا"] == flags["שלום עולם 12"] == (True, True)
    assert flags["हिन्दी पुरस्कार"] == flags["รางวัลไทย"] == (False, True)
    assert flags["Машинное обучение"] == flags["Βραβείο Ἀθηνῶν"] == flags[" and more"] == (False, False)
    languages = {
        text: tag.attrib for text, run in runs.items() if (tag := run._r.find(".//" + qn("w:lang"))) is not None
    }
    assert languages["آنا تسفيتكوفا"] == {qn("w:bidi"): "ar"}  # as the record states
    assert languages["שלום עולם 12"] == {qn("w:bidi"): "he"} and languages["รางวัลไทย"] == {qn("w:bidi"): "th"}
    assert languages["Βραβείο Ἀθηνῶν"] == {qn("w:val"): "el"}
    assert not {"محمد علي", "Машинное обучение"} & {*languages}  # several languages have these letters


def test_a_number_stays_behind_a_text_from_right_to_left(scripts: list[Any]) -> None:
    texts = [run.text for run in scripts]
    assert texts[texts.index("مجلة العلوم") + 1] == "\u200e"


def test_a_document_from_right_to_left_says_so(cvkit: Run, record: Make, tmp_path: Path) -> None:
    terms = json.dumps({name: text for name, text in terms_of("en").items() if text})
    text = f"honors: [{{title: פרס}}]\ndocuments: {{full: {{language: he, terms: {terms}}}}}\n"
    assert cvkit("export", record(text), "--to", "docx", "-o", tmp_path / "cv.docx").status == 0
    document = Document(str(tmp_path / "cv.docx"))
    assert document.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None
    (run,) = (run for p in document.paragraphs for run in p.runs if run.text == "פרס")
    assert run.font.rtl and "\u200e" not in "".join(p.text for p in document.paragraphs)


def test_letters_of_complex_scripts_have_the_size_of_the_others(document: Any) -> None:
    sizes = re.findall(r'<w:sz w:val="(\d+)"/>\s*(?:<w:szCs w:val="(\d+)"/>)?', document.styles.element.xml)
    assert len(sizes) > 5 and all(size == complex_size for size, complex_size in sizes)


def test_a_role_is_at_the_left_and_a_place_at_the_right(cvkit: Run, record: Make, tmp_path: Path) -> None:
    text = "experience: [{organization: A, role: Reader, location: Town}, {organization: B, location: Port}]\n"
    assert cvkit("export", record(text), "--to", "docx", "-o", tmp_path / "cv.docx").status == 0
    lines = [p.text for p in Document(str(tmp_path / "cv.docx")).paragraphs if p.style.name == "Line"]
    assert lines == ["Reader\t\u00a0\u00a0Town", "Port"]


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_a_date_keeps_its_distance_and_stays_whole(cvkit: Run, record: Make, tmp_path: Path, language: str) -> None:
    text = (
        f"documents: {{full: {{language: {language}}}}}\n"
        "experience: [{organization: A, role: R, location: Oslo, start: 2018-12-01, end: 2020-05-20}]\n"
        "memberships: [{organization: A, start: 2018-12, end: present}]\n"
    )
    cvkit("export", record(text), "-o", tmp_path / "x.docx")
    found = Document(str(tmp_path / "x.docx"))
    ends = [p.text.partition("\t")[2] for p in found.paragraphs if "\t" in p.text]
    assert len(ends) == 3
    assert [end for end in ends if not end.startswith("\u00a0\u00a0") or " " in end] == []


def test_no_line_is_empty() -> None:
    line_break = r"<w:r>(?:<w:rPr>.{0,80}</w:rPr>)?<w:br/></w:r>"
    start, end = r"<w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?", r"</w:p>"
    empty = re.compile(rf"{start}(?:{end}|{line_break})|{line_break}(?:{line_break}|{end})")
    assert empty.search('<w:p><w:pPr><w:pStyle w:val="Line"/></w:pPr></w:p>')
    files = sorted(GOLDEN.glob("*/*.docx.xml"))
    assert len(files) > 30 and [file for file in files if empty.search(file.read_text(encoding="utf-8"))] == []


def test_it_says_what_it_is_and_in_which_language(document: Any) -> None:
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Ada Miller: Curriculum Vitae", "Ada Miller", "en")
    assert about.created is None and about.modified is None
    assert 'w:lang w:val="en"' in document.styles.element.xml


def test_its_files_have_one_time_and_are_well_formed(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_a_picture_is_in_it_with_a_name(cvkit: Run, tmp_path: Path) -> None:
    output = tmp_path / "cv.docx"
    assert cvkit("export", ROOT / "tests" / "write" / "whole", "--to", "docx", "-o", output).status == 0
    (picture,) = Document(str(output)).element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Ada & her desk"


def test_a_picture_that_is_hidden_is_not_in_it(cvkit: Run, record: Make, tmp_path: Path) -> None:
    whole = ROOT / "tests" / "write" / "whole"
    (tmp_path / "photo.png").write_bytes((whole / "photo.png").read_bytes())
    head = "cvkit: 1\nperson: {name: Ada Miller, photo: photo.png}\ndocuments: {full: {hide: photo}}\n"
    output = tmp_path / "cv.docx"
    assert cvkit("export", record("", head), "--to", "docx", "-o", output).status == 0
    assert list(Document(str(output)).element.body.iter(qn("wp:docPr"))) == []


def test_a_picture_that_word_cannot_use_is_reported(cvkit: Run, record: Make, tmp_path: Path) -> None:
    packed = io.BytesIO()
    Image.new("RGB", (40, 50)).save(packed, "JPEG")
    jfif = packed.getvalue()[2:20]
    (tmp_path / "photo.jpg").write_bytes(packed.getvalue().replace(jfif, b""))
    file = record("", "cvkit: 1\nperson: {name: Ada Miller, photo: photo.jpg}\n")
    result = cvkit("export", file, "--to", "docx", "-o", tmp_path / "cv.docx")
    assert (result.status, result.out) == (1, "")
    assert "Word cannot use this photo" in result.err and not (tmp_path / "cv.docx").exists()


def test_labels_and_marks_of_the_real_record_are_there(cvkit: Run, tmp_path: Path) -> None:
    output = tmp_path / "cv.docx"
    cvkit("export", ROOT / "data" / "jemin-lee", "--to", "docx", "-o", output)
    texts = [paragraph.text for paragraph in Document(str(output)).paragraphs]
    labels = [text.partition("\t")[0] for text in texts if re.match(r"[JC]\.\d+\t", text)]
    assert labels == [line.split()[0] for line in cvkit("numbers", ROOT / "data" / "jemin-lee").out.splitlines()[1:]]
    assert "†\u00a0equal contribution, *\u00a0corresponding author" in texts
