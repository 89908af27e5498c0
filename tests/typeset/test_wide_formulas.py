"""A formula that is wider than a line breaks where TeX permits it, and shrinks where it does not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ContentStream

from cvkit.load.style_folder import style_names
from cvkit.system.programs import find_program
from tests.conftest import Result, needs_tex
from tests.typeset.test_tagged import TAGGED, checked

Run = Callable[..., Result]

RECORD = """\
cvkit: 1
person: {name: Ada Miller, title: 'MM', position: 'MM', affiliation: 'MM', location: 'MM'}
summary: 'MM'
research: [{title: 'MM', organizations: ['MM'], highlights: ['MM', {'MM': ['MM']}]}]
education: [{institution: 'MM', degree: 'MM', location: 'MM', start: 2015-09, end: 2019-08, thesis: 'MM'}]
experience: [{organization: 'MM', role: 'MM', location: 'MM', start: 2015-09, end: 2019-08, highlights: ['MM']}]
publications:
  - {id: j, kind: journal, title: 'MM', authors: Ada Miller, date: 2023-02, venue: {name: 'MM', short: 'MM'},
     note: 'MM', url: 'https://example.org/j', highlights: ['See [MM](https://example.org/)']}
service: [{role: 'MM', organization: 'MM', start: 2020, end: present}]
supervision: [{name: Bo Bee, degree: MS, topic: 'MM', current_position: 'MM'}]
honors: [{title: 'MM', date: 2020, by: 'MM'}]
grants: [{title: 'MM', funder: 'MM', start: 2020, end: 2021}]
teaching: [{title: 'MM', organization: 'MM', role: 'MM', start: 2020}]
skills: [{name: 'MM', items: ['MM', b]}]
languages: [{name: 'MM', level: 'MM'}]
sections: {'MM': ['MM', {bullet: 'MM'}, {label: 'MM', text: 'MM'}]}
referees: [{name: Cy Dee, organization: 'MM', email: a@b.example}]
documents: {full: {title: 'MM', header: [WW, WW, WW], footer: [WW, WW, WW]}}
""".replace("WW", f"'${'W' * 98}$'")
MARGIN = 15


def margins_kept(file: Path) -> bool:
    pdf = pypdfium2.PdfDocument(file)
    kept = True
    for page in pdf:
        width, height = page.get_size()
        words = page.get_textpage()
        for at in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(at)
            kept &= left > MARGIN and right < width - MARGIN and bottom > 0 and top < height
    pdf.close()
    return kept


LETTERS = "x" * 120
FORMULAS = [
    f"${LETTERS}$",
    f"${LETTERS * 5}$",
    f"non-${LETTERS}$-periodic,",
    f"$a = {LETTERS} + b = {LETTERS}xx$",
    f"${'x + ' * 200} y$",
    rf"$\frac{{{'x + ' * 80} 1}}{{y}}$",
    rf"$\sqrt{{{LETTERS}}} + \alpha^{{{LETTERS}}}$",
    rf"$\text{{{'some words and ' * 20}}} = \mathbb{{R}}$",
    rf"$\left({LETTERS}\right)$",
    f"$a_{{{'i' * 400}}}$",
]


ENGINES = ["pdflatex", "xelatex", "lualatex"]
STYLES = style_names()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("style", STYLES)
def test_a_formula_wider_than_a_line_stays_on_the_page(tmp_path: Path, cvkit: Run, style: str, engine: str) -> None:
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"{engine} is not installed")
    file = tmp_path / "cv.yaml"
    first = 5 * ((STYLES.index(style) + ENGINES.index(engine)) % 2)  # each field has another formula in the next engine
    formulas = itertools.islice(itertools.cycle(FORMULAS), first, None)
    file.write_text(re.sub("MM", lambda _: next(formulas), RECORD), encoding="utf-8")
    result = cvkit("pdf", file, "-s", style, "--engine", engine, "-o", tmp_path / "cv.pdf")
    assert result.status == 0, result.err[-300:]
    assert "T104" not in result.err, result.err[-300:]
    assert margins_kept(tmp_path / "cv.pdf")
    if style in TAGGED:
        checked(tmp_path / "cv.pdf")


SHRUNK = {
    f"${'x' * 60}$": 0,
    f"${'x + ' * 200} y$": 0,
    f"${LETTERS}$": 1,
    f"$a = {LETTERS} + b$": 1,
    f"${LETTERS} = {LETTERS}xx + x$": 2,
}
"""Formula → the number of its pieces that shrink."""


@pytest.mark.parametrize("engine", ENGINES)
def test_only_a_piece_that_cannot_break_shrinks(tmp_path: Path, cvkit: Run, engine: str) -> None:
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"{engine} is not installed")
    file = tmp_path / "cv.yaml"
    for formula, number in SHRUNK.items():
        file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nsummary: 'On {formula} here'\n", encoding="utf-8")
        assert cvkit("pdf", file, "--engine", engine, "-o", tmp_path / "cv.pdf").status == 0
        assert len(scales(tmp_path / "cv.pdf")) == number, formula


def scales(file: Path) -> list[float]:
    """The factors by which a PDF shrinks content."""
    reader = pypdf.PdfReader(file)
    operations = [one for page in reader.pages for one in ContentStream(page.get_contents(), reader).operations]
    return [float(of[0]) for of, operator in operations if operator == b"cm" and float(of[0]) < 1]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_formula_of_which_a_piece_shrinks_keeps_its_distances(tmp_path: Path, cvkit: Run, engine: str) -> None:
    """The white space after a relation and after an operator is that of a formula that fits."""
    needs_tex()
    if not find_program(engine):
        pytest.skip(f"{engine} is not installed")
    file = tmp_path / "cv.yaml"
    places = []
    for end in ("c", LETTERS):  # the long factor does not fit beside the piece that shrinks
        text = f"cvkit: 1\nperson: {{name: Ada Miller}}\nsections: {{Own: ['$a = {'b' * 30} + {end}$']}}\n"
        file.write_text(text, encoding="utf-8")
        assert cvkit("pdf", file, "--engine", engine, "-o", tmp_path / "cv.pdf").status == 0
        pdf = pypdfium2.PdfDocument(tmp_path / "cv.pdf")
        words = pdf[0].get_textpage()
        at = words.get_text_range().index("Own") + 3
        boxes = [words.get_charbox(n) for n in range(at, words.count_chars())]
        places.append([round(box[0], 1) for box in boxes if box[2] > box[0]][:33])
        pdf.close()
    assert places[0] == places[1]
