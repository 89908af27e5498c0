"""Symbols: what `check` passes, a PDF prints, in every style and face; and what no font has is named at its place."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest

from cvkit.commands.read import read
from cvkit.load.style_folder import style_names
from cvkit.model.symbols import CODE_LACKS, TEXT_SIGNS
from cvkit.typeset.coverage import COVERED, uncovered
from cvkit.typeset.install import installer
from cvkit.typeset.requirements import lacking
from cvkit.typeset.script_fonts import SYMBOL_FONTS, SYMBOL_SAMPLES
from cvkit.write.latex.escape import SYMBOLS, escape_text
from tests.conftest import needs_tex
from tests.typeset.conftest import Typeset, typeset

NAMED = "⅓⅔①Ⅳ𝒜𝐱◆⁂℅⌘‧⠃✓■□▲○●∙↵″ℵ≳"
"""Symbols that people type, of all blocks."""
BLOCKS = [(0x2000, 0x2C00), (0x2E00, 0x2E80), (0x1D400, 0x1D800)]
UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
"""Characters that print nothing, or that are an error."""
RAISED = "⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
TALL = "∏∐∑√∫∮≐⋂⋃⋮⋱⨁⨂"
"""Poppler gives these lines of their own, because they reach beyond the line."""
STEP = 29


def all_symbols(step: int) -> str:
    """Every symbol, or one of `step`, that Unicode has and a line of text can have."""
    codes = (code for first, end in BLOCKS for code in range(first, end, step))
    symbols = (chr(code) for code in codes if unicodedata.category(chr(code)) != "Cn")
    return "".join(symbol for symbol in symbols if not UNSEEN.match(symbol) and symbol not in RAISED + TALL)


def record_of(folder: Path, texts: list[str], style: str = "classic") -> Path:
    """A record with an honor for each text."""
    rows = "".join(f"- {{title: {json.dumps(text, ensure_ascii=False)}}}\n" for text in texts)
    head = f"cvkit: 1\nperson: {{name: Ada Miller}}\ndocuments: {{full: {{smart: false, style: {style}}}}}\nhonors:\n"
    (folder / "cv.yaml").write_text(head + rows, encoding="utf-8")
    return folder / "cv.yaml"


def in_text(symbol: str) -> str:
    return f"A{symbol}B{ord(symbol):X}"


def lost_in(pdf: Typeset, symbols: str) -> str:
    """The symbols that a PDF does not have between their letters."""
    printed = {code: text for text, code in re.findall(r"A([^\n]{0,6}?)B([0-9A-F]{2,5})", pdf.text("-raw"))}
    plain = {symbol: unicodedata.normalize("NFKC", symbol).replace("\u2010", "-").strip() for symbol in symbols}
    return "".join(
        symbol
        for symbol in symbols
        if unicodedata.normalize("NFKC", printed.get(f"{ord(symbol):X}", "?")).strip() != plain[symbol]
    )


def needs_symbols() -> None:
    """Stop a test where the fonts for symbols are missing, as `needs_tex` does for TeX."""
    needs_tex()
    if lacking(SYMBOL_SAMPLES, SYMBOL_FONTS):
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("needs fonts for symbols: run `cvkit doctor --install`")


@pytest.mark.parametrize("style", sorted(style_names()))
@pytest.mark.parametrize("step", [STEP, pytest.param(1, marks=pytest.mark.slow)])
def test_a_symbol_that_check_passes_is_printed(tmp_path: Path, style: str, step: int) -> None:
    needs_symbols()
    symbols = "".join(dict.fromkeys(NAMED + all_symbols(step)))
    file = record_of(tmp_path, [in_text(symbol) for symbol in symbols], style)
    codes = re.findall(r"\(U\+([0-9A-F]+)\)", " ".join(one.message for one in read(file).diagnostics))
    missing = {chr(int(code, 16)) for code in codes}
    assert not missing & set(NAMED)
    symbols = "".join(symbol for symbol in symbols if symbol not in missing)
    pdf = typeset(record_of(tmp_path, [in_text(symbol) for symbol in symbols], style), tmp_path / "x.pdf")
    assert lost_in(pdf, symbols) == ""


@pytest.mark.parametrize("style", sorted(style_names()))
def test_signs_that_count_as_those_of_all_fonts_are_in_each_face(tmp_path: Path, style: str) -> None:
    needs_symbols()
    signs = "".join(sorted(TEXT_SIGNS))
    fractions = "⅓ x⃗ ⅓⃝"
    texts = [f"{mark}{signs}{CODE_LACKS}{fractions}{mark}" for mark in ("", "*", "**", "`")]
    pdf = typeset(record_of(tmp_path, [*texts, f"***{signs}***", f"$x {fractions[0]}$"], style), tmp_path / "x.pdf")
    printed = unicodedata.normalize("NFKC", pdf.flat)
    assert printed.count("x\u20d7") == len(texts)
    assert printed.count("⟦⟧") == len(texts) + 1


def test_pdflatex_prints_what_counts_as_its_own(tmp_path: Path) -> None:
    needs_tex()
    symbols = "".join(sorted({c for c in {*COVERED, *SYMBOLS} if c > "\u00a0"} - {*TALL, "\u00ad"}))
    assert [symbol for symbol in symbols if uncovered(escape_text(symbol))] == []
    file = record_of(tmp_path, [in_text(symbol) for symbol in symbols])
    assert lost_in(typeset(file, tmp_path / "x.pdf", "--engine", "pdflatex"), symbols) == ""


def test_check_names_symbols_without_a_font_and_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    file = record_of(tmp_path, ["a – “b” ™ → ≤ ★", "a ⅓ b ⌘", "⠃"])
    [found] = read(file).diagnostics
    assert (found.code, found.path[:2]) == ("T147", ("honors", 1))
    assert "⅓ (U+2153)" in found.message
    assert f"install {installer(['symbols']).packages}" in found.hint


def test_check_names_each_symbol_and_each_letter_that_no_font_has(tmp_path: Path) -> None:
    needs_symbols()
    texts = ["x \u2bff\u2e7f \U0001d6a6", "Ж \u0528 \u0378", "ok ⅓"]
    found = [(one.code, one.path[:2]) for one in read(record_of(tmp_path, texts)).diagnostics]
    assert found[:2] == [("T146", ("honors", 0))] * 2
    assert ("T146", ("honors", 1)) in found
    assert ("honors", 2) not in [path for _, path in found]
