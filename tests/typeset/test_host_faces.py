"""A thesis with text of each script in each face: TeX never stops, no letter is lost, and bold is bold if it can be."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdf
import pytest

from cvkit.load.style_folder import styles_folder
from cvkit.typeset.requirements import serving
from cvkit.write.latex.escape import escape_text
from tests.conftest import needs_tex
from tests.typeset.conftest import poppler
from tests.typeset.test_scripts import TEXTS, needs_fonts
from tests.typeset.test_symbols import needs_symbols

FACES = {
    r"\upshape": ("Regular",),
    r"\itshape": ("Italic", "Regular"),
    r"\slshape": ("Italic", "Regular"),
    r"\scshape": ("Regular",),
    r"\bfseries": ("Bold", "Regular"),
    r"\bfseries\itshape": ("BoldItalic", "Bold", "Regular"),
    r"\fontseries{sb}\selectfont": ("Bold", "Regular"),
    r"\fontseries{l}\selectfont": ("Regular",),
}
"""The face of the thesis, and the faces of a fallback font: the first that it has is used."""
SAMPLES = {script: escape_text(TEXTS[script][1]) for script in TEXTS if script not in ("Beng", "Taml", "Ethi")} | {
    "Syriac": escape_text("ܐܒܓ"),
    "Cherokee": escape_text("ᏣᎳᎩ"),
    "fraction": escape_text("⅓"),
    "Braille": escape_text("⠃"),
    "clef": escape_text("𝄞"),
    "emoji": escape_text("📖"),
}
"""A text of each script, in TeX. The fonts for Syriac, Braille, music and emoji have no bold face."""
UPRIGHT = ("Hang", "Hani", "Kana", "emoji")
"""Texts that are never italic."""
POORER = {"Qaaa": ("DejaVu Sans", "التعلم")}
"""A font whose italic faces lack letters that its upright ones have."""
T1 = ("Łukasz Jurić", "„a“ – 5 € №")
"""Texts that pdfLaTeX has fonts for."""


def host(folder: Path, engine: str, cells: list[tuple[str, str]], setup: str = "") -> tuple[str, list[str]]:
    """Make a thesis with a page for each text in a face, and return its log, and the text of each page."""
    shutil.copy(styles_folder() / "shared" / "cvkit.sty", folder)
    pages = [
        f"{face}\\begin{{CVKscope}}{{}}\\CVKtext{{text={{{text}}}}}\\end{{CVKscope}}\\normalfont\\clearpage\n"
        for text, face in cells
    ]
    encoding = "\\usepackage[T1]{fontenc}\\usepackage{lmodern}" * (engine == "pdflatex")
    (folder / "t.tex").write_text(
        f"\\documentclass{{report}}{encoding}\\usepackage[level=section]{{cvkit}}\\pagestyle{{empty}}{setup}\n"
        f"\\begin{{document}}\n{''.join(pages)}\\end{{document}}\n",
        encoding="utf-8",
    )
    subprocess.run([engine, "-interaction=nonstopmode", "t.tex"], cwd=folder, capture_output=True, check=False)
    log = (folder / "t.log").read_text(encoding="utf-8", errors="replace")
    return log, poppler("pdftotext", folder / "t.pdf", "-").split("\f")[: len(cells)]


def fonts_of(page: pypdf.PageObject) -> set[str]:
    """The names of the fonts of a page, other than those of the thesis."""
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    names = {re.sub(r"^/[A-Z]{6}\+|-Identity-H$", "", font["/BaseFont"]) for font in fonts}
    return {name for name in names if not name.startswith("LM")}


def expected(medium: str, faces: tuple[str, ...], installed: set[str]) -> str:
    """The name of the font in the first of some faces that is installed."""
    family = medium.removesuffix("-Regular")
    return next((f"{family}-{face}" for face in faces if f"{family}-{face}" in installed), medium)


@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
def test_each_script_is_printed_in_each_face(tmp_path: Path, engine: str) -> None:
    needs_fonts()
    needs_symbols()
    poorer = {code: font for code, (font, text) in POORER.items() if serving(text, [font])}
    samples = SAMPLES | {code: rf"\CVKscript{{{code}}}{{{POORER[code][1]}}}" for code in poorer}
    cells = [(name, face) for name in samples for face in FACES]
    setup = "".join(rf"\CVKscriptfonts{{{code}}}{{{font}}}{{{font}}}" for code, font in poorer.items())
    log, texts = host(tmp_path, engine, [(samples[name], face) for name, face in cells], setup)
    assert re.findall(r"^!.*\n.*|Missing character.*|Warning: Font shape `TU/cvk.*", log, re.MULTILINE) == []
    installed = set(poppler("fc-list", ":", "--format", "%{postscriptname}\n").splitlines())
    pages = pypdf.PdfReader(tmp_path / "t.pdf").pages
    assert len(pages) == len(cells)
    used = {cell: fonts_of(page) for cell, page in zip(cells, pages, strict=True)}
    wrong = {}
    for (name, face), fonts in used.items():
        if name in POORER:
            continue
        [medium] = used[name, r"\upshape"]
        faces = [one.replace("Italic", "") if name in UPRIGHT else one for one in FACES[face]]
        if fonts != {expected(medium, tuple(faces), installed)}:
            wrong[name, face] = fonts
    assert wrong == {}
    by_name = dict(zip(cells, texts, strict=True))
    letters = {name: TEXTS[name][1] for name in ("Latn", "Grek", "Cyrl", "Armn", "Geor", "Hang", "Hani")}
    lost = [
        (name, face)
        for name, letters in (letters | {"Cherokee": "ᏣᎳᎩ", "Braille": "⠃", "clef": "𝄞", "emoji": "📖"}).items()
        for face in FACES
        if letters not in unicodedata.normalize("NFC", by_name[name, face])
    ]
    assert lost == []


def test_pdflatex_names_each_text_that_it_has_no_font_for(tmp_path: Path) -> None:
    needs_tex()
    names = [name for name in SAMPLES if name not in ("fraction", "Braille", "clef", "emoji")]
    cells = [(SAMPLES[name], face) for name in names for face in FACES]
    ours = [(escape_text(text), face) for text in T1 for face in (r"\upshape", r"\itshape", r"\bfseries")]
    log, texts = host(tmp_path, "pdflatex", [*ours, *cells])
    assert len(re.findall(r"^! Package cvkit Error: pdfLaTeX cannot set", log, re.MULTILINE)) >= len(cells)
    assert [" ".join(text.split()) for text in texts[: len(ours)]] == [text for text in T1 for _ in range(3)]
