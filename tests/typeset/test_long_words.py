"""A word that is wider than a line breaks, in every field and style, and stays on the page and in the structure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from cvkit.load.style_folder import style_names
from cvkit.system.programs import find_program
from tests.conftest import Result, needs_tex
from tests.typeset.test_tagged import TAGGED, checked

Run = Callable[..., Result]

RECORD = """\
cvkit: 1
person: {name: {family: WW, native: WW}, title: Ph.D., position: WW, affiliation: WW, email: WW@a.example, location: WW,
  links: [{label: WW, url: "https://example.org/"}], metrics: [{label: WW, value: 3}, {label: b, value: 4}]}
summary: WW
research: [{title: WW, organizations: [WW], highlights: [WW, a WW]}]
education: [{institution: WW, degree: WW, location: WW, start: 2015-09, end: 2019-08, thesis: WW}]
experience: [{organization: WW, role: WW, location: WW, start: 2015-09, end: 2019-08, highlights: [WW]}]
publications:
  - {id: j, kind: journal, title: WW, authors: [WW, Ada Miller], date: 2023-02, venue: {name: WW, short: WW}, note: WW,
     url: "https://example.org/WW"}
service: [{role: WW, organization: WW, start: 2020, end: present}]
supervision: [{name: WW, degree: MS, current_position: WW}]
honors: [{title: WW, date: 2020, by: WW}]
grants: [{title: WW, funder: WW, start: 2020, end: 2021}]
teaching: [{title: WW, organization: WW, role: WW, start: 2020}]
skills: [{name: WW, items: [WW, b]}]
languages: [{name: WW, level: WW}]
sections: {WW: [WW, {bullet: WW}, {label: WW, text: WW}]}
referees: [{name: WW, organization: WW, email: a@b.example}]
documents: {full: {header: [HH, HH, HH], footer: [HH, HH, HH]}}
"""
MARGIN = 15


LATIN = [
    "W" * 200,
    "W" * 21,
    "electro-dynamic/" * 9,
    "é&_-" * 40,
    "/usr/share" * 40,
    "Überß" * 40,
    "WWWWWWWWW\u00a0" * 8 + "W",
]
OTHER = [
    "뷁쀍쀆꿹뛟쮏쒥횃닭흙" * 2,
    "뷁쀍쀆꿹뛟쮏쒥횃닭흙" * 20,
    "각" * 40,
    "漢字文化硏究" * 8 + "가",
    "カタカナ" * 20 + "가",
    "漢字文化研究" * 10,
    "ｶﾀｶﾅ" * 30,
    "ＡＢＣＤＥ" * 16,
    "研究" + "W" * 80 + "研究",
    "请见https://a.example/" + "abc" * 30 + "为例",
    ("研" + "W" * 21) * 3,
    "가나다라마\u00a0" * 12 + "가",
    "достопримечательность" * 15,
]
CASES = [
    *((word, engine) for engine in ("pdflatex", "xelatex") for word in LATIN),
    *((word, "xelatex") for word in OTHER),
]
STYLES = style_names()
LUALATEX = [("漢字文化研究" * 10, "lualatex"), ("뷁쀍쀆꿹뛟쮏쒥횃닭흙" * 6, "lualatex"), ("W" * 21, "lualatex")]


def marks(word: int, style: int) -> list[pytest.MarkDecorator]:
    """The tests take one style for each word, by turns; the slow ones take all."""
    return [] if style == word % len(STYLES) else [pytest.mark.slow]


IN_STYLES = [
    pytest.param(*case, style, marks=marks(at, number))
    for at, case in enumerate(CASES)
    for number, style in enumerate(STYLES)
]


@pytest.mark.parametrize(
    ("word", "engine", "style"),
    [*IN_STYLES, *(pytest.param(*case, "classic") for case in LUALATEX)],
    ids=itertools.count(1),
)
def test_a_word_wider_than_a_line_stays_on_the_page(
    tmp_path: Path, cvkit: Run, word: str, style: str, engine: str
) -> None:
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"{engine} is not installed")
    file = tmp_path / "cv.yaml"
    text = re.sub(r"(?<=[ [{])WW(?=[,}\]:\n])", lambda _: f'"{word}"', RECORD)
    text = text.replace("WW@", f"{'w' * 60}@").replace("HH", f'"{word[:98]}"')  # the limit of headers and footers
    file.write_text(text, encoding="utf-8")
    result = cvkit("pdf", file, "-s", style, "--engine", engine, "-o", tmp_path / "cv.pdf")
    assert result.status == 0, result.err
    assert "T104" not in result.err
    pdf = pypdfium2.PdfDocument(tmp_path / "cv.pdf")
    for page in pdf:
        width, height = page.get_size()
        words = page.get_textpage()
        boxes = [words.get_charbox(at) for at in range(words.count_chars())]
        assert all(left > MARGIN and right < width - MARGIN for left, _, right, _ in boxes)
        assert all(bottom > 0 and top < height for _, bottom, _, top in boxes)
    pdf.close()
    if style in TAGGED and len(word) >= 200:  # these words are blocks that may break over pages
        checked(tmp_path / "cv.pdf")
