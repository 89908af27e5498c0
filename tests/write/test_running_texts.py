"""The header and the footer of a document: their placeholders, languages and places in each format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import Result

Run = Callable[..., Result]
Make = Callable[..., Path]
RECORD = """\
cvkit: 1
person: {name: Ada Miller, updated: 2026-11, email: ada@example.org}
honors: [{title: A Prize, date: 2021}]
documents:
  full:
    header: ["{name} & *Sons*", "{page}/{pages}"]
    footer: ["a_b", "{updated}", "`{page}`"]
  german: {language: de, footer: {en: "page {page}", de: "Stand {updated}, Seite **{page}**"}}
  plain: {header: No date}
"""

TEX = {
    "full": [
        r"header={{Ada Miller \& \emph{Sons}}{}{\CVKpagenumber{}/\CVKpagecount{}}},",
        r"footer={{a\_b}{Nov.~2026}{\texttt{\{page\}}}},",
    ],
    "german": [r"footer={{}{Stand Nov.~2026, Seite \textbf{\CVKpagenumber{}}}{}},"],
    "plain": ["header={{}{No date}{}},", "updated={Last updated Nov.~2026},"],
}


@pytest.mark.parametrize("name", TEX)
def test_placeholders_become_values_and_macros(cvkit: Run, record: Make, name: str) -> None:
    out = cvkit("export", record("", RECORD), "-d", name, "--to", "tex").out
    assert re.findall(r"(?:header|footer|updated)=.*", out) == TEX[name]


def test_word_fills_in_the_numbers(cvkit: Run, record: Make, tmp_path: Path) -> None:
    output = tmp_path / "cv.docx"
    assert cvkit("export", record("", RECORD), "-d", "full", "--to", "docx", "-o", output).status == 0
    section = Document(io.BytesIO(output.read_bytes())).sections[0]
    assert section.header.paragraphs[0].text == "Ada Miller & Sons\t\t/"
    codes = re.findall(r"instrText>(\w+)<", section.header._element.xml)
    assert codes == ["PAGE", "NUMPAGES"]
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[0].text == "a_b\tNov.\xa02026\t{page}"
    assert section.first_page_header.paragraphs[0].text == ""


def test_a_browser_prints_them_in_the_margins(cvkit: Run, record: Make) -> None:
    out = cvkit("export", record("", RECORD), "-d", "full", "--to", "html").out
    contents = re.findall(r"@([a-z-]+) \{ content: (.*?); \}", out)
    assert contents == [
        ("top-left", '"Ada Miller" " & " "Sons"'),
        ("top-right", 'counter(page) "/" counter(pages)'),
        ("bottom-left", '"a_b"'),
        ("bottom-center", '"Nov.\xa02026"'),
        ("bottom-right", '"{page}"'),
        ("top-left", "none"),
        ("top-right", "none"),
    ]


@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_format_without_pages_says_so(cvkit: Run, record: Make, form: str) -> None:
    assert "header and footer (2)" in cvkit("export", record("", RECORD), "-d", "full", "--to", form).err


MISTAKES = [
    ('"{page} of {total}"', "V141", "use one of: {name}, {page}, {pages}, {updated}"),
    ('["a {Pages}", b]', "V141", "did you mean `{pages}`?"),
    ('{de: "Seite {pag}"}', "V141", "did you mean `{page}`?"),
    ("{page}", "V104", 'write the text in quotes: "{page}"'),
    ("[a, b, c, d]", "V103", "write them for the left, the middle and the right"),
    ("[a, " + "x" * 101 + "]", "V103", "write at most 100 characters"),
]


@pytest.mark.parametrize(("typed", "code", "hint"), MISTAKES)
def test_a_mistake_has_a_hint(cvkit: Run, record: Make, typed: str, code: str, hint: str) -> None:
    text = f"cvkit: 1\nperson: {{name: A B}}\nhonors: [{{title: X}}]\ndocuments: {{full: {{footer: {typed}}}}}\n"
    found = cvkit("check", record("", text), "--format", "json").diagnostics
    assert [(one["code"], one["hint"]) for one in found] == [(code, hint)]


def test_a_date_that_the_record_lacks_is_an_error(cvkit: Run, record: Make) -> None:
    text = RECORD.replace(", updated: 2026-11", "")
    found = cvkit("check", record("", text), "--format", "json").diagnostics
    assert [(one["code"], one["line"]) for one in found] == [("V141", 7), ("V141", 8)]
