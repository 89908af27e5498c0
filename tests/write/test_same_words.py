"""The same words in the same form, whatever the format: HTML, Markdown, plain text, Word and PDF of one document."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import yaml

from cvkit.commands.pdf import make_pdf
from cvkit.commands.read import read
from cvkit.commands.request import Request
from cvkit.commands.styles import load_style
from cvkit.model.language_tag import LANGUAGES
from cvkit.model.scripts import HAN, KANA
from cvkit.write.formats import FORMATS, WriterInput
from tests.conftest import ROOT, needs_tex

EVERY_SECTION = ROOT / "examples" / "every-section"
DATES = ("short", "long", "numeric", "iso")
ADDRESSES = {"url", "links", "doi", "arxiv", "repository", "email", "phone", "orcid", "picture", "photo", "abstract"}
"""Fields whose values a format prints as an address, in another form, or not at all."""
QUOTED = ["He asked: \"Why 'not'?\"", "the '90s of O'Brien and 'one' view"]
SIGNS = re.compile(rf"""[{HAN}{KANA}]|[^\W_{HAN}{KANA}]+|["'“”„‟‘’‚‛«»‹›「」『』]""")
"""Words, characters of Chinese and Japanese, and quotes."""


def pruned(value: Any) -> Any:
    """A part of a record without addresses."""
    if isinstance(value, dict):
        return {key: pruned(part) for key, part in value.items() if key not in ADDRESSES}
    if isinstance(value, list):
        return [pruned(part) for part in value]
    return re.sub(r"\[([^]@]*)\]\([^)]*\)|\$[^$]*\$", r"\1", value) if isinstance(value, str) else value


def record_of(folder: Path, document: dict[str, Any]) -> Path:
    """The record with every section, without addresses, and with quotes in a title, a venue, a name and a bullet."""
    values = yaml.load((EVERY_SECTION / "cv.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    works = yaml.load((EVERY_SECTION / "publications.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    values = {**pruned(values), "publications": pruned(works), "documents": {"full": document}}
    del values["person"]["metrics"]
    values["honors"] += [{"title": text, "date": "2020-03-01"} for text in QUOTED]
    values["research"][0]["highlights"] += QUOTED
    values["publications"][3] |= {"title": QUOTED[0], "venue": {"name": QUOTED[1]}}
    file = folder / "cv.yaml"
    file.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


class _Words(HTMLParser):
    """The text of the body of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self.skipped += tag == "head"
        self.text.append(" " if tag in ("li", "p", "div", "span", "h1", "h2", "h3", "h4") else "")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag == "head"

    def handle_data(self, data: str) -> None:
        self.text.append("" if self.skipped else data)


def words_of(content: str | bytes, form: str) -> Counter[str]:
    if isinstance(content, bytes):
        document = docx.Document(io.BytesIO(content))
        content = "\n".join(paragraph.text for paragraph in document.paragraphs)
    elif form == "html":
        parser = _Words()
        parser.feed(content)
        content = "".join(parser.text)
    elif form == "md":
        content = re.sub(r'<a id="[^"]*"></a>|\]\([^)]*\)', "", content)
    return counted(content)


def counted(text: str) -> Counter[str]:
    """The words and signs of a text, without case and accents, which capitals of Greek and Turkish do not have."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).replace("ı", "i")).casefold()
    return Counter(SIGNS.findall("".join(letter for letter in letters if not unicodedata.combining(letter))))


def difference(one: Counter[str], other: Counter[str]) -> tuple[dict[str, int], dict[str, int]]:
    return dict(one - other), dict(other - one)


def document_in(language: str, dates: str, smart: str) -> dict[str, Any]:
    terms = {"publications": "Schriften 'A'", "present": "jetzt"}
    return {"language": language, "dates": dates, "smart": smart, "terms": terms, "style": "classic"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_has_the_same_words(language: str, tmp_path: Path) -> None:
    at = LANGUAGES.index(language)
    document = document_in(language, DATES[at % 4], ("true", "false")[at // 4 % 2])
    found = read(record_of(tmp_path, document))
    assert found.numbered, [one.message for one in found.diagnostics if one.is_error]
    inputs = WriterInput(found.numbered, found.numbered.record.documents["full"], load_style("classic"))
    words = {form: words_of(FORMATS[form].write(inputs), form) for form in ("txt", "md", "html", "docx")}
    assert sum(words["txt"].values()) > 500 and words["txt"]["schriften"]
    for form, others in words.items():
        assert difference(words["txt"], others) == ({}, {}), form


@pytest.mark.parametrize("language", ["en-GB", "fr", "ja", "ru", "zh-Hant"])
@pytest.mark.parametrize("smart", ["true", "false"])
def test_a_pdf_has_the_words_of_the_other_formats(language: str, smart: str, tmp_path: Path) -> None:
    needs_tex()
    file = record_of(tmp_path, {**document_in(language, "short", smart), "header": "x"})
    [pdf] = make_pdf(Request(file, output=tmp_path / "x.pdf")).files
    found = read(file)
    assert found.numbered
    inputs = WriterInput(found.numbered, found.numbered.record.documents["full"], load_style("classic"))
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    printed, expected = counted(text), words_of(FORMATS["txt"].write(inputs), "txt")
    printed.pop("x", None), expected.pop("x", None)
    assert difference(expected, printed) == ({}, {})
