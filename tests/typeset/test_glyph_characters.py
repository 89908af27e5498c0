"""The characters of the glyphs in PDFs: PDF/UA-1 and PDF/A-2u require one for each glyph that is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from cvkit.model.math_symbols import ALPHABETS, MATH_ACCENTS, MATH_SYMBOLS, TEXT_STYLES
from tests.conftest import needs_tex
from tests.typeset.conftest import poppler
from tests.typeset.test_tagged import typeset


def character_codes(cmap: bytes) -> set[int]:
    """The codes of a font for which its CMap states a character."""
    single = {int(code, 16) for code in re.findall(rb"^<(..)> <[0-9A-F]+>$", cmap, re.M)}
    ranges = re.findall(rb"^<(..)> <(..)> <[0-9A-F]+>$", cmap, re.M)
    return single.union(*(range(int(first, 16), int(last, 16) + 1) for first, last in ranges))


def printed_bytes(text: Any) -> bytes:
    printed: bytes = text if isinstance(text, bytes) else text.original_bytes
    return printed


def test_each_glyph_of_a_formula_has_a_character(tmp_path: Path) -> None:
    needs_tex()
    tall = r"\frac{\frac{a}{b}}{\frac{c}{d}}"
    pairs = ["()", "[]", (r"\{", r"\}"), (r"\langle", r"\rangle"), (r"\lfloor", r"\rfloor"), (r"\lceil", r"\rceil")]
    formulas = [rf"\left{a} {of} \right{b}" for a, b in [*pairs, "||", (r"\|", r"\|"), "//"] for of in ("x", tall)]
    formulas += [rf"\sqrt{{{tall}}}", r"\sqrt{x}", r"\widehat{a} \widehat{ab} \widehat{abc}", *MATH_SYMBOLS]
    texts = "".join(f"  - '${formula}$'\n" for formula in formulas if formula not in ("'", "$"))
    (tmp_path / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\nsummary:\n{texts}", encoding="utf-8")
    typeset(tmp_path / "cv.yaml", tmp_path / "cv.pdf", "--engine", "pdflatex")
    reader = pypdf.PdfReader(tmp_path / "cv.pdf")
    for page in reader.pages:
        font: Any = None
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                font = page["/Resources"]["/Font"][operands[0]]  # type: ignore[index]
                mapped = character_codes(font["/ToUnicode"].get_data())
            elif operator == b"TJ":
                codes = {code for text in operands[0] if isinstance(text, str | bytes) for code in printed_bytes(text)}
                assert codes <= mapped, (font["/BaseFont"], codes - mapped)


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_the_signs_of_a_formula_are_the_same_in_each_alphabet(tmp_path: Path, engine: str) -> None:
    """A font of letters has other characters at the codes of the signs: an accent at that of a Greek capital."""
    needs_tex()
    signs = [name for name, form in MATH_SYMBOLS.items() if form.kind == "letter" and form.text.isupper()]
    accents = [rf"{name} x" for name in MATH_ACCENTS if "wide" not in name]
    formula = " ".join([*signs, r"\hbar x", *accents, "x_x^x", r"\frac{x}{x}", "+", r"\leq"])
    formulas = [formula, *(rf"{name}{{{formula}}}" for name in ALPHABETS)]
    texts = "".join(f"  - 'Sign: ${formula}$'\n" for formula in formulas)
    words = "".join(f"  - 'Text: ${name}{{Words}}$'\n" for name in TEXT_STYLES if name != r"\textsc")
    (tmp_path / "cv.yaml").write_text(f"cvkit: 1\nperson: {{name: Ada}}\nsummary:\n{texts}{words}", encoding="utf-8")
    typeset(tmp_path / "cv.yaml", tmp_path / "cv.pdf", "--engine", engine)
    text = "".join(poppler("pdftotext", tmp_path / "cv.pdf", "-").split())
    printed = [part.partition("Text:")[0] for part in text.split("Sign:")[1:]]
    assert len(printed) == len(ALPHABETS) + 1
    assert "ΓΔΘΛΞΠΣΥΦΨΩ" in printed[0].replace("\u2206", "Δ").replace("\u2126", "Ω")
    assert set(printed) == {printed[0]}
    assert text.count("Text:Words") == len(TEXT_STYLES) - 1
