"""A word that is wider than a line breaks, in every field and style: no character is off the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from cvkit.load.style_folder import style_names
from tests.conftest import Result, needs_tex

Run = Callable[..., Result]

RECORD = """\
cvkit: 1
person: {name: WW, title: Ph.D., position: WW, affiliation: WW, email: WW@example.org, location: WW}
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
referees: [{name: WW, organization: WW, email: a@b.example}]
"""
MARGIN = 15


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize(
    "word", ["W" * 200, "electro-dynamic/" * 9, "é&_-" * 40, "/usr/share" * 40, "Überß" * 40], ids=len
)
def test_a_word_wider_than_a_line_stays_on_the_page(
    tmp_path: Path, cvkit: Run, word: str, style: str, engine: str
) -> None:
    needs_tex()
    file = tmp_path / "cv.yaml"
    text = re.sub(r"(?<=[ [])WW(?=[,}\]\n])", lambda _: f'"{word}"', RECORD)
    file.write_text(text.replace("WW@", f"{word[:60]}@").replace("&_-@", "@"), encoding="utf-8")
    result = cvkit("pdf", file, "-s", style, "--engine", engine, "-o", tmp_path / "cv.pdf")
    assert result.status == 0, result.err
    pdf = pypdfium2.PdfDocument(tmp_path / "cv.pdf")
    for page in pdf:
        width, _ = page.get_size()
        words = page.get_textpage()
        boxes = [words.get_charbox(at) for at in range(words.count_chars())]
        assert all(left > MARGIN and right < width - MARGIN for left, _, right, _ in boxes)
    pdf.close()
