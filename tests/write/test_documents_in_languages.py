"""A document in a language: its words, dates, quotes and punctuation, in every format."""

from __future__ import annotations

import functools
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.parse_back import parse_back
from cvkit.commands.read import read
from cvkit.commands.styles import load_style
from cvkit.model.identity import similarity
from cvkit.model.language_tag import LANGUAGES
from cvkit.write.formats import FORMATS, WriterInput
from cvkit.write.locales.terms import required_terms, terms_of
from tests.conftest import ROOT, Result

Run = Callable[..., Result]

PAGES = ("md", "html", "txt", "tex", "docx")
AS_TYPED = ("biblatex", "bibtex", "csljson", "jsonresume", "academicpages", "acad-homepage", "al-folio")

RECORD = """\
cvkit: 1
person: {name: {given: Ada, family: O'Brien}, position: Professor, affiliation: Example University}
summary: He asked "Why not?" of the '90s.
publications:
  - {id: a, kind: journal, title: The "Users'" View, authors: [Ada O'Brien, Bo D'Angelo], venue: {name: J. of Examples},
     pages: 1-9, date: 2025-09, note: See `don't`}
news: [{text: T, date: 2025-09-30}]
"""


def written(folder: Path, form: str, document: str) -> str:
    """The record in a format; the text of a DOCX is its XML."""
    (folder / "cv.yaml").write_text(f"{RECORD}documents: {{full: {document}}}\n", encoding="utf-8")
    found = read(folder)
    assert found.diagnostics == () and found.numbered
    chosen = found.numbered.record.documents["full"]
    read_bib = functools.partial(parse_back, found.numbered.record.numbering, ())
    content = FORMATS[form].write(WriterInput(found.numbered, chosen, load_style(chosen.style), parse_back=read_bib))
    if isinstance(content, bytes):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("word/document.xml").decode()
    return re.sub("[\u00a0~]", " ", content)


@pytest.mark.parametrize("form", PAGES)
def test_a_page_has_the_quotes_of_its_language(form: str, tmp_path: Path) -> None:
    text = written(tmp_path, form, "{language: de}")
    for printed in ("„Why not?“", "’90s", "„Users’“", "O’Brien", "D’Angelo"):
        assert printed in text, printed
    assert "don’t" not in text


@pytest.mark.parametrize("form", PAGES)
def test_smart_false_prints_quotes_as_typed(form: str, tmp_path: Path) -> None:
    text = written(tmp_path, form, "{smart: false}")
    assert not set(text) & set("“”‘’")


@pytest.mark.parametrize("form", AS_TYPED)
def test_data_and_home_pages_keep_the_quotes_that_were_typed(form: str, tmp_path: Path) -> None:
    text = written(tmp_path, form, "{language: ja}")
    assert not set(text) & set("“”‘’「」、。"), form
    assert "Users'" in text.replace("\\", "")


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ("short", "30 Sept. 2025"),
        ("long", "30 September 2025"),
        ("numeric", "30/09/2025"),
        ("iso", "2025-09-30"),
    ],
)
def test_a_document_chooses_the_form_of_its_dates(form: str, dates: str, printed: str, tmp_path: Path) -> None:
    assert printed in written(tmp_path, form, f"{{dates: {dates}}}")


@pytest.mark.parametrize("form", PAGES)
def test_a_term_replaces_a_word(form: str, tmp_path: Path) -> None:
    terms = 'terms: {publications: Schriften, pages: "Seiten {pages}"}'
    text = written(tmp_path, form, f"{{language: de, {terms}}}")
    assert "schriften" in text.lower() and "Seiten 1–9" in text and "Publikationen" not in text


def test_terms_are_a_whole_language(tmp_path: Path) -> None:
    own = {name: f"<{text}>" if "{" not in text else text for name, text in terms_of("en").items()}
    own = {name: own[name] for name in required_terms()}
    months = ", ".join(f"Mwezi{month}" for month in range(1, 13))
    text = written(tmp_path, "md", json.dumps({"language": "sw-TZ", "terms": {**own, "months": months}}))
    assert "## \\<Publications>" in text and "30 Mwezi9 2025" in text and "pp. 1–9" in text
    assert "“Why not?”" in text


@pytest.mark.parametrize("form", PAGES)
def test_chinese_and_japanese_pages_have_their_own_punctuation(form: str, tmp_path: Path) -> None:
    chinese, japanese = (written(tmp_path, form, f"{{language: {tag}}}") for tag in ("zh", "ja"))
    if form in ("txt", "md"):
        assert "Professor，Example University" in chinese and "Professor、Example University" in japanese
        assert re.search(r"J\. of Examples\*?，第1–9页，2025年9月。See", chinese)
        assert re.search(r"J\. of Examples\*?、1–9頁、2025年9月。See", japanese)
    assert "，" in chinese and "、" in japanese and "，" not in japanese
    authors = japanese.partition("D’Angelo")[0].rpartition("O’Brien")[2]
    assert "," in authors and "、" not in authors


WIDE = """
cvkit: 1
person: {name: 王小明}
publications:
  - {kind: book, title: 书, editors: [王芳], venue: {name: 出版社}, date: 2024}
  - {kind: journal, title: 文, authors: [李娜, 张伟, 王小明, 赵敏], venue: {name: 计算机学报, short: CJC}, date: 2024,
     acceptance: {accepted: 52, submitted: 205}, awards: [{title: 奖, by: 学会, date: 2024}]}
memberships: [{organization: 学会, note: 北京, date: 2020}, {organization: IEEE, note: Senior, date: 2020}]
documents: {full: {language: LANGUAGE, sections: [publications: {max_authors: {first: 1, last: 1, position: true}},
  memberships]}}
"""
PARENTHESES = {
    "zh": ["王芳（主编）", "王小明（4人中第3位）", "计算机学报 (CJC)", "（205篇中52篇）",
           "奖（学会，2024年）", "学会（北京）"],
    "ja": ["王芳（編）", "王小明（4名中3番目）", "计算机学报 (CJC)", "（205件中52件）", "学会（北京）"],
    "en": ["王芳 (ed.)", "王小明 (3rd of 4)", "(52 of 205)", "学会 (北京)"],
}  # fmt: skip


@pytest.mark.parametrize("language", PARENTHESES)
def test_parentheses_are_those_of_the_language(language: str, tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(WIDE.replace("LANGUAGE", language), encoding="utf-8")
    found = read(tmp_path)
    assert found.numbered
    document = found.numbered.record.documents["full"]
    text = str(FORMATS["md"].write(WriterInput(found.numbered, document, load_style("classic"))))
    text = re.sub(r"[*_]|\\", "", text.replace("\u00a0", " "))
    assert [printed for printed in PARENTHESES[language] if printed not in text] == [], text


def folded(text: str) -> str:
    """A text without case and accents, which capitals of Greek and Turkish do not have."""
    letters = unicodedata.normalize("NFD", text.replace("ı", "i")).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_prints_in_each_language(language: str) -> None:
    found = read(ROOT / "examples" / "every-section")
    assert found.numbered
    document = found.numbered.record.documents["full"].model_copy(update={"language": language})
    for form in PAGES[:3]:
        text = str(FORMATS[form].write(WriterInput(found.numbered, document, load_style("classic"))))
        assert not re.search(r"\{(?!\")[a-z_]+\}", text.partition("</style>")[2] or text)
        title = terms_of(language)["publications"]
        assert folded(title) in folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Users' View", "The Users’ View"),
        ('On "Why Not"', "On “Why Not”"),
        ("l'état", "l‘état"),
    ],
)
def test_comparisons_do_not_see_the_form_of_a_quote(one: str, other: str) -> None:
    assert similarity(one, other) > 0.99


def test_an_owner_is_found_whatever_the_form_of_the_apostrophe(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_text(RECORD.replace("[Ada O'Brien", "[Ada O’Brien"), encoding="utf-8")
    found = read(tmp_path)
    assert found.numbered and found.diagnostics == ()
    record = found.numbered.record
    assert record.owner.index(record.publications[0].authors) == 0


LAST = {"en": " and ", "de": " und ", "cs": " a ", "pl": " i ", "tr": " ve ", "zh": ", ", "ja": ", ", "ko": ", "}


@pytest.mark.parametrize("language", LAST)
def test_the_last_of_two_authors_follows_the_word_of_the_language(language: str, tmp_path: Path) -> None:
    text = written(tmp_path, "txt", f"{{language: {language}}}")
    assert f"Ada O’Brien{LAST[language]}Bo D’Angelo" in " ".join(text.split())
