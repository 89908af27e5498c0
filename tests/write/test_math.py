"""Math of texts: which math is allowed, and how each format prints it."""

from __future__ import annotations

import contextlib
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.math import MAX_MATH_DEPTH, MathError, math_source, parse_math, row_source
from cvkit.model.math_symbols import ARGUMENTS, MATH_COMMANDS, MATH_SYMBOLS, TEXT_STYLES
from cvkit.write.html.mathml import mathml
from cvkit.write.latex.math_tex import math_tex
from cvkit.write.math_text import math_text

TEXTS = {
    "O(n^2)": "O(n²)",
    r"x_1 \leq x_{12}": "x₁ ≤ x₁₂",
    r"\frac{a+b}{2}": "(a + b)/2",
    r"\sqrt{n}": "√n",
    r"\sqrt{n+1}": "√(n + 1)",
    r"O(n \log n)": "O(n log n)",
    r"(\log n)": "(log n)",
    r"\log(n)": "log(n)",
    r"10^{-3}": "10⁻³",
    r"-1 < x": "−1 < x",
    r"x^{y+z}": "x^(y+z)",
    r"\hat{x}": "x\u0302",
    r"\mathrm{CO}_2": "CO₂",
    r"\left( a \right]": "(a]",
    r"90^\circ": "90°",
    r"f'": "f′",
    r"50\%": "50%",
    r"\{a, b\}": "{a, b}",
    r"\alpha\to\infty": "α → ∞",
    r"M_\odot": "M_⊙",
    r"x \gtrsim y \lesssim z": "x ≳ y ≲ z",
    r"13~\mathrm{TeV}": "13 TeV",
    r"\less i\greater": "< i >",
    r"\text{if } x": "if x",
    r"\binom{n}{k}": "C(n, k)",
    r"\operatorname{rank} A": "rank A",
    r"\mathbb{R}^3": "R³",
    r"10\,\AA": "10 Å",
    r"x^12": "x¹2",
    r"\frac12": "1/2",
    r"\left. x \right|": "x|",
    r"\sqrt[3]{x}": "³√x",
    r"x \overset{f}{\to} y": "x →^f y",
    r"x \stackrel{!}{=} y": "x =^! y",
    r"\underset{x}{max}": "maxₓ",
    r"\lVert x\rVert": "‖x‖",
    r"s_{\textrm NN}": "s_(NN)",
}


def test_the_keyboard_reaches_math_that_can_be_wider_than_a_window() -> None:
    long, short = (str(mathml(parse_math(source))) for source in ("a + b = " * 5 + "c", r"O(n \log n)"))
    assert long.startswith('<math tabindex="0">') and short.startswith("<math><")


@pytest.mark.parametrize(("source", "text"), TEXTS.items())
def test_math_as_characters(source: str, text: str) -> None:
    assert math_text(parse_math(source)) == text


MARKUP = {
    "n^2": "<msup><mi>n</mi><mn>2</mn></msup>",
    "x_1^2": "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
    r"\frac{1}{n}": "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>",
    r"\mathbf{A}": "<mi>𝐀</mi>",
    r"\mathcal{L}": "<mi>ℒ</mi>",
    r"\mathrm{d}": '<mi mathvariant="normal">d</mi>',
    r"a<b": "<mi>a</mi><mo>&lt;</mo><mi>b</mi>",
    r"\mathbb{R}": "<mi>ℝ</mi>",
    r"\mathfrak{g}": "<mi>𝔤</mi>",
    r"\mathscr{L}": "<mi>ℒ</mi>",
    r"\boldsymbol{x}": "<mi>𝒙</mi>",
    r"\bm x": "<mi>𝒙</mi>",
    r"\text{a b}": "<mtext>a b</mtext>",
    r"\binom{n}{k}": '<mfrac linethickness="0"><mrow><mi>n</mi></mrow><mrow><mi>k</mi></mrow></mfrac>',
    r"\operatorname{rank} A": "<mi>rank</mi>",
    r"\widetilde{x}": '<mover accent="true"><mrow><mi>x</mi></mrow><mo>~</mo></mover>',
    r"\overset{f}{\to}": "<mover><mrow><mo>→</mo></mrow><mrow><mi>f</mi></mrow></mover>",
    r"\underset{x}{y}": "<munder><mrow><mi>y</mi></mrow><mrow><mi>x</mi></mrow></munder>",
    r"\sqrt[3]{x}": "<msup><mrow></mrow><mrow><mn>3</mn></mrow></msup><msqrt><mrow><mi>x</mi></mrow></msqrt>",
}


@pytest.mark.parametrize(("source", "markup"), MARKUP.items())
def test_math_as_mathml(source: str, markup: str) -> None:
    assert markup in mathml(parse_math(source))


TEX = {
    r"O(\log n)": r"O(\log n)",
    r"a+b\leq\sqrt n": r"a+b \leq \sqrt n",
    r"M_\odot": r"M_{ \odot }",
    r"x\gtrsim1": r'x \mathrel{\CVKmsa{\mathchar"7026}} 1',
    r"\mathbb{R}": r"\CVKmsb{R}",
    r"\mathbb{1}": r"\mathbf{1}",
    r"\mathscr{L}": r"\mathcal{L}",
    r"\mathfrak{g}": r"\CVKeuf{g}",
    r"\mathcal{AbC}": r"{\mathcal{A}\mathit{b}\mathcal{C}}",
    r"\mathrm{\Lambda CDM}": r"{\Lambda\mathrm{CDM}}",
    r"\mathbf{\hat x\Gamma}": r"{\hat{\mathbf{x}}\CVKbold{\Gamma}}",
    r"\mathrm{x_1}_2": r"{\mathrm{x}_{\mathrm{1}}}_2",
    r"\mathrm{\frac{a}{\mathbf b}}": r"{\frac{\mathrm{a}}{\mathbf{b}}}",
    r"\mathbf{\left(\bm{\mathrm x}\right)}": r"{\left(\CVKbold{\mathrm{x}}\right)}",
    r"\mathrm{}": "{}",
    r"\bm x": r"\CVKbold x",
    r"\textit{a\_b}": r"\CVKmathtext{\textit{a\_b}}",
    r"\mbox{50\% é}": r"\CVKmathtext{50\% é}",
    r"\binom nk": r"{n\choose k}",
    r"\operatorname{rank}A": r"\mathop{\mathrm{rank}}\nolimits A",
    r"\less i\greater": "<i>",
    r"\AA": r"\mbox{\AA}",
    r"x^\sqrt{2}": r"x^{\sqrt{2}}",
    "α": r"\alpha",
    r"\overset{f}{\to}y": r"\mathop{{ \to }}\limits^{f} y",
    r"\underset xy": r"\mathop{y}\limits_x ",
    r"\sqrt[3]x": r"{^{3}\sqrt x}",
    r"\lvert x\rvert": r"\vert x\vert ",
    "é": r"\CVKmathtext{é}",
    r"a\ ": "a\\ ",
}


@pytest.mark.parametrize(("source", "tex"), TEX.items())
def test_math_as_tex_of_the_vocabulary(source: str, tex: str) -> None:
    assert math_tex(parse_math(source)) == tex


REFUSED = [
    (r"\alpah", r"`\alpah` is not allowed", 0, r"did you mean `\alpha`?"),
    (r"a+\foo", r"`\foo` is not allowed", 2, ""),
    ("x^^M", "`^^` is not allowed", 1, ""),
    ("a{b", "`{` is not closed", 1, ""),
    (r"\left(a", r"`\left` is not closed", 0, ""),
    ("a}", "`}` is not opened", 1, ""),
    ("x_1_2", "a symbol has `_` twice", 3, ""),
    ("x^2'", "a symbol has `'` behind `^`", 3, ""),
    (r"\left x", "a bracket is missing", 6, ""),
    ("x^", "a symbol is missing", 1, ""),
    (r"\frac{1}", "a symbol is missing", 7, ""),
    (r"\sqrt[3", "`[` is not closed", 5, ""),
    (r"\text{$x$}", "is not plain text", 0, "write it outside"),
    ("{" * 3000, "the nesting is deeper", MAX_MATH_DEPTH + 1, "delete the braces"),
    (r"\hat" * 3000, "the nesting is deeper", 4 * (MAX_MATH_DEPTH + 2), ""),
]


@pytest.mark.parametrize(("source", "message", "at", "hint"), REFUSED, ids=[case[0][:12] for case in REFUSED])
def test_other_math_is_refused_at_its_place(source: str, message: str, at: int, hint: str) -> None:
    with pytest.raises(MathError) as refused:
        parse_math(source)
    assert message in refused.value.message
    assert refused.value.at == at
    assert hint in refused.value.hint


def example(command: str) -> str:
    """Math that uses a command."""
    if command in TEXT_STYLES:
        return command + "{a}"
    return r"\left(a\right)" if command in (r"\left", r"\right") else command + "{a}" * ARGUMENTS.get(command, 0)


@pytest.mark.parametrize("command", sorted(MATH_COMMANDS))
def test_every_command_that_is_allowed_prints_something_in_every_format(command: str) -> None:
    source = example(command)
    formula = parse_math(f"b {source} c")
    text = math_text(formula)
    assert ("\\" not in text or command == r"\backslash") and "{" not in text.replace("{", "", command == r"\lbrace")
    assert command[1:] not in text or MATH_SYMBOLS[command].kind == "name"
    ElementTree.fromstring(mathml(formula))
    assert math_tex(formula)


MATH = st.lists(
    st.sampled_from([*MATH_SYMBOLS, *ARGUMENTS, *[f"{name}{{a b}}" for name in TEXT_STYLES], *"{}{}^_^_{}xy12'.,()"])
    | st.text("abc ^_{}\\123", max_size=3)
    | st.just(r"\left( x \right]"),
    max_size=12,
).map(" ".join)


@given(MATH)
def test_math_is_refused_or_its_tree_can_be_printed_and_read_again(source: str) -> None:
    try:
        formula = parse_math(source)
    except MathError as refused:
        assert 0 <= refused.at < max(1, len(source))
        return
    assert parse_math(row_source(formula.parts)) == formula
    assert math_source(formula) == "{" + row_source(formula.parts) + "}"
    math_text(formula)
    math_tex(formula)
    ElementTree.fromstring(f"<p>{mathml(formula)}</p>")


@given(st.text())
def test_any_text_is_math_or_is_refused(source: str) -> None:
    with contextlib.suppress(MathError):
        parse_math(source)
