"""Math in texts for formats other than TeX: parse it into a tree, and render the tree as characters.

`cvkit.model.math_syntax` defines the allowed commands, and the check stage has already checked the math.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

SymbolKind = Literal["letter", "number", "sign", "relation", "bracket", "name", "space"]

GREEK_LETTERS = dict(
    zip(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi"
        " psi omega varepsilon vartheta varphi Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar"
        " Re Im infty emptyset partial nabla forall exists".split(),
        "αβγδϵζηθικλμνξπρστυϕχψωεϑφΓΔΘΛΞΠΣΥΦΨΩℓℏℜℑ∞∅∂∇∀∃",
        strict=True,
    )
)
MATH_SYMBOLS = dict(
    zip(
        "circ bullet sum prod int ldots cdots dots prime '".split(),
        "∘•∑∏∫…⋯…′′",
        strict=True,
    )
)
RELATIONS = (
    dict(
        zip(
            "leq le geq ge neq ne approx equiv sim simeq propto ll gg times div pm mp cdot ast oplus otimes to"
            " rightarrow leftarrow Rightarrow Leftarrow mapsto in notin subset subseteq cup cap".split(),
            "≤≤≥≥≠≠≈≡∼≃∝≪≫×÷±∓⋅∗⊕⊗→→←⇒⇐↦∈∉⊂⊆∪∩",
            strict=True,
        )
    )
    | {character: character for character in "=<>+*/"}
    | {"-": "−"}
)
"""Symbols with a space on both sides."""
BRACKETS = dict(zip("langle rangle lfloor rfloor lceil rceil".split(), "⟨⟩⌊⌋⌈⌉", strict=True)) | {
    character: character for character in "()[]|{}"
}
FUNCTION_NAMES = frozenset("log ln exp min max sup inf lim sin cos tan det dim".split())
SPACES = frozenset([",", ":", ";", "!", " ", "quad"])
STYLES = {
    "mathrm": "normal", "mathbf": "bold", "mathit": "italic", "mathcal": "script", "mathsf": "sans-serif",
    "mathtt": "monospace", "text": "normal",
}  # fmt: skip
MATH_ACCENTS = {
    "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
    "overline": "\u0305", "underline": "\u0332",
}  # fmt: skip
"""Combining characters: each is drawn over or under the character before it."""


@dataclass(frozen=True)
class Symbol:
    """One symbol, or the name of a function."""

    text: str
    kind: SymbolKind


@dataclass(frozen=True)
class MathRow:
    """Parts side by side."""

    parts: tuple[MathPart, ...]


@dataclass(frozen=True)
class Scripted:
    """A part with its subscript and its superscript."""

    base: MathPart
    sub: MathPart | None
    sup: MathPart | None


@dataclass(frozen=True)
class Fraction:
    """One part over another."""

    above: MathPart
    below: MathPart


@dataclass(frozen=True)
class Root:
    """The square root of a part."""

    of: MathPart


@dataclass(frozen=True)
class Styled:
    """A part in another style of letters, such as bold."""

    style: str
    of: MathPart


@dataclass(frozen=True)
class Accented:
    """A part with an accent; `accent` is the name of its command."""

    accent: str
    of: MathPart


MathPart = Symbol | MathRow | Scripted | Fraction | Root | Styled | Accented

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)


def parse_math(source: str) -> MathRow:
    """Return the tree of math that has passed the check."""
    tokens = [token for token in _TOKEN.findall(source) if token.strip()]
    return MathRow(tuple(_sequence(tokens[::-1])))


def _sequence(tokens: list[str]) -> list[MathPart]:
    r"""Parse parts up to a closing brace, `\right` or the end; the tokens are in reverse order and are consumed."""
    parts: list[MathPart] = []
    while tokens and tokens[-1] not in ("}", r"\right"):
        base: MathPart = MathRow(()) if tokens[-1] in "^_" else _part(tokens)
        scripts: dict[str, MathPart] = {}
        while tokens and tokens[-1] in "^_":
            place = tokens.pop()
            scripts[place] = _part(tokens, in_script=True)
        parts.append(Scripted(base, scripts.get("_"), scripts.get("^")) if scripts else base)
    return parts


def _part(tokens: list[str], in_script: bool = False) -> MathPart:
    first = tokens.pop()
    if in_script and first.isdecimal() and len(first) > 1:  # TeX uses one digit: `x^12` is x¹2
        tokens.append(first[1:])
        return Symbol(first[0], "number")
    if first == "{":
        parts = _sequence(tokens)
        tokens.pop()
        return MathRow(tuple(parts))
    if first == r"\left":
        opening, parts = _part(tokens), _sequence(tokens)
        tokens.pop()
        return MathRow((opening, *parts, _part(tokens)))
    name = first.removeprefix("\\") if len(first) > 1 else first
    if first.startswith("\\"):
        if name == "frac":
            return Fraction(_part(tokens), _part(tokens))
        if name == "sqrt":
            return Root(_part(tokens))
        if name in STYLES:
            return Styled(name, _part(tokens))
        if name in MATH_ACCENTS:
            return Accented(name, _part(tokens))
        if name in SPACES:
            return Symbol("" if name == "!" else " ", "space")
    return _sign(name)


def _sign(name: str) -> Symbol:
    if name in FUNCTION_NAMES:
        return Symbol(name, "name")
    for table, kind in _TABLES:
        if name in table:
            return Symbol(table[name], kind)
    return Symbol(name, "number" if name[0].isdecimal() else "letter" if name.isalpha() else "sign")


_TABLES: tuple[tuple[dict[str, str], SymbolKind], ...] = (
    (GREEK_LETTERS, "letter"),
    (MATH_SYMBOLS, "sign"),
    (RELATIONS, "relation"),
    (BRACKETS, "bracket"),
)
_RAISED = str.maketrans("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")


def math_text(source: str) -> str:
    r"""Return math as characters, for formats without math: `O(n²)`, `(a + b)/2`, `x₁ ≤ 3`.

    >>> math_text(r"\frac{a+b}{2} \leq x_1^2")
    '(a + b)/2 ≤ x₁²'
    """
    return re.sub(r" {2,}", " ", _text(parse_math(source))).strip()


def raised(text: str) -> str:
    """Return a text in superscript characters if Unicode has all of them, otherwise the text itself."""
    return _moved(text, _RAISED)


def lowered(text: str) -> str:
    """Return a text in subscript characters if Unicode has all of them, otherwise the text itself."""
    return _moved(text, _LOWERED)


def _moved(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(ord(character) in table for character in text) else text


def _text(part: MathPart, tight: bool = False) -> str:
    match part:
        case Symbol(text, "relation"):
            return text if tight else f" {text} "
        case Symbol(text, "name"):
            return f" {text} "
        case Symbol(",", _):
            return "," if tight else ", "
        case Symbol(text, _):
            return text
        case MathRow(parts):
            return _row(parts, tight)
        case Scripted(base, sub, sup):
            return _text(base, tight).rstrip() + _script(sub, "_", _LOWERED) + _script(sup, "^", _RAISED)
        case Fraction(above, below):
            return f"{_grouped(above)}/{_grouped(below)}"
        case Root(of):
            return f"√{_grouped(of)}"
        case Styled(_, of):
            return _text(of, tight)
        case Accented(accent, of):
            return "".join(character + MATH_ACCENTS[accent] for character in _text(of, True))


def _row(parts: tuple[MathPart, ...], tight: bool) -> str:
    """Render adjacent parts; an operator at the beginning, or behind a relation, is a prefix of the next part."""
    text = ""
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        is_prefix = before is None or (isinstance(before, Symbol) and before.kind == "relation")
        is_operator = isinstance(part, Symbol) and part.kind == "relation" and part.text in "−+±"
        text += part.text if is_operator and is_prefix and isinstance(part, Symbol) else _text(part, tight)
    return text.replace(" (", "(") if tight else re.sub(r"(?<=[a-z]) (?=[(⟨⌊⌈])|(?<=[(\[{⟨⌊⌈|]) ", "", text)


def _script(part: MathPart | None, sign: str, table: dict[int, int]) -> str:
    if part is None:
        return ""
    text = _text(part, tight=True).strip()
    if text in ("′", "∘", "*"):
        return {"∘": "°"}.get(text, text) if sign == "^" else sign + text
    if (moved := _moved(text, table)) != text:
        return moved
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _grouped(part: MathPart) -> str:
    """Render a part as one unit, in parentheses if it has several symbols."""
    text = _text(part).strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"
