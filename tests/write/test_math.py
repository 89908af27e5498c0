"""Math of texts where there is no TeX."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from cvkit.model.math_syntax import MATH_ARGUMENTS, MATH_COMMANDS, check_math
from cvkit.write.html.mathml import mathml
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
}


@pytest.mark.parametrize(("source", "text"), TEXTS.items())
def test_math_as_characters(source: str, text: str) -> None:
    assert math_text(source) == text


MARKUP = {
    "n^2": "<msup><mi>n</mi><mn>2</mn></msup>",
    "x_1^2": "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
    r"\frac{1}{n}": "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>",
    r"\mathbf{A}": "<mi>𝐀</mi>",
    r"\mathcal{L}": "<mi>ℒ</mi>",
    r"\mathrm{d}": '<mi mathvariant="normal">d</mi>',
    r"a<b": "<mi>a</mi><mo>&lt;</mo><mi>b</mi>",
}


@pytest.mark.parametrize(("source", "markup"), MARKUP.items())
def test_math_as_mathml(source: str, markup: str) -> None:
    assert markup in mathml(source)


@pytest.mark.parametrize("command", sorted(MATH_COMMANDS | MATH_ARGUMENTS.keys()))
def test_every_command_that_is_allowed_says_something(command: str) -> None:
    source = "\\" + command + "{a}" * MATH_ARGUMENTS.get(command, 0)
    source = r"\left(a\right)" if command in ("left", "right") else source
    check_math(source)
    text = math_text(f"b {source} c")
    assert "\\" not in text and "{" not in text
    assert command not in text or command in "log ln exp min max sup inf lim sin cos tan det dim".split()
    ElementTree.fromstring(mathml(source))
