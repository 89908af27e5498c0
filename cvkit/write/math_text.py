"""Math in texts for formats other than TeX: render its tree as characters."""

from __future__ import annotations

import re

from cvkit.model.math import Fenced, MathCommand, MathPart, MathRow, MathWords, Scripted, Symbol
from cvkit.model.math_symbols import MATH_ACCENTS

_RAISED = str.maketrans("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")


def math_text(formula: MathRow) -> str:
    r"""Return math as characters, for formats without math: `O(n²)`, `(a + b)/2`, `x₁ ≤ 3`.

    >>> math_text(parse_math(r"\frac{a+b}{2} \leq x_1^2"))
    '(a + b)/2 ≤ x₁²'
    """
    return re.sub(r" {2,}", " ", _text(formula)).strip()


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
        case Symbol():
            return _symbol(part, tight)
        case MathWords(_, text):
            return text
        case MathRow((Symbol() as only,)) if only.form.kind == "relation":  # `{\sim}` has no space around it, as in TeX
            return only.form.text
        case MathRow(parts):
            return _row(parts, tight)
        case Fenced(opening, parts, closing):
            brackets = ["" if bracket.typed == "." else bracket.form.text for bracket in (opening, closing)]
            return brackets[0] + _row(parts, tight).strip() + brackets[1]
        case Scripted(base, sub, sup):
            return _text(base, tight).rstrip() + _script(sub, "_", _LOWERED) + _script(sup, "^", _RAISED)
        case MathCommand(r"\sqrt", (of,)):
            return f"√{_grouped(of)}"
        case MathCommand(r"\binom", (above, below)):
            return f"C({_text(above).strip()}, {_text(below).strip()})"
        case MathCommand(r"\overset" | r"\stackrel", (above, of)):
            return _spaced(of, tight, _script(above, "^", _RAISED))
        case MathCommand(r"\underset", (below, of)):
            return _spaced(of, tight, _script(below, "_", _LOWERED))
        case MathCommand(_, (above, below)):
            return f"{_grouped(above)}/{_grouped(below)}"
        case MathCommand(r"\operatorname", (of,)):
            return f" {_text(of, True)} "
        case MathCommand(name, (of,)):
            accent = MATH_ACCENTS.get(name)
            return "".join(character + accent for character in _text(of, True)) if accent else _text(of, tight)
    raise TypeError(part)


def _spaced(part: MathPart, tight: bool, script: str) -> str:
    """Render a part with what is above or below it, with the spaces that the part has."""
    part = part.parts[0] if isinstance(part, MathRow) and len(part.parts) == 1 else part
    text = _text(part, tight)
    return text.rstrip() + script + (" " if text.endswith(" ") else "")


def _symbol(symbol: Symbol, tight: bool) -> str:
    form = symbol.form
    if form.kind == "name" or (form.kind == "relation" and not tight):
        return f" {form.text} "
    return ", " if form.text == "," and not tight else form.text


def _row(parts: tuple[MathPart, ...], tight: bool) -> str:
    """Render adjacent parts; an operator at the beginning, or behind a relation, is a prefix of the next part."""
    text = ""
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        is_prefix = before is None or (isinstance(before, Symbol) and before.form.kind == "relation")
        is_operator = isinstance(part, Symbol) and part.form.kind == "relation" and part.form.text in "−+±"
        text += part.form.text if is_operator and is_prefix and isinstance(part, Symbol) else _text(part, tight)
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
