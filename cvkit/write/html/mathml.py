"""Render math as MathML Core, which browsers support without a script."""

from __future__ import annotations

from cvkit.model.math import Fenced, MathCommand, MathPart, MathRow, MathWords, Scripted, Symbol
from cvkit.model.math_symbols import ALPHABETS, MATH_ACCENTS
from cvkit.write.html.elements import Html, element, escaped
from cvkit.write.math_text import math_text

ALWAYS_FITS = 20
"""The number of characters up to which math fits into a line of any window."""
_CODE_POINTS = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE),
    "script": (0x1D49C, 0x1D4B6, 0),
    "fraktur": (0x1D504, 0x1D51E, 0),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
}
"""The code points of A, a and 0 in each style of letters; 0 if Unicode has no such digits."""
_ELSEWHERE = {
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
}
"""Letters that have older code points outside the alphabet of their style."""
_OVER = {r"\hat": "^", r"\widehat": "^", r"\bar": "¯", r"\tilde": "~", r"\widetilde": "~", r"\vec": "→", r"\dot": "˙",
         r"\ddot": "¨", r"\check": "ˇ", r"\breve": "˘", r"\acute": "´", r"\grave": "`", r"\mathring": "˚",
         r"\overline": "¯"}  # fmt: skip


def mathml(formula: MathRow) -> Html:
    """Return math as an element in a line of text.

    Math that is wider than a narrow window scrolls there. The keyboard reaches it (WCAG 2.1.1), but not the many short
    formulas.
    """
    is_long = len(math_text(formula)) > ALWAYS_FITS
    return element("math", *map(_markup, formula.parts), tabindex="0" if is_long else "")


def _markup(part: MathPart) -> Html:
    match part:
        case Symbol():
            return _symbol(part)
        case MathWords(_, text):
            return element("mtext", escaped(text))
        case MathRow():
            return _row(part)
        case Fenced(opening, parts, closing):
            brackets = [[] if bracket.typed == "." else [bracket] for bracket in (opening, closing)]
            return _row(MathRow((*brackets[0], *parts, *brackets[1])))
        case Scripted(base, sub, sup):
            name = "msubsup" if sub and sup else "msub" if sub else "msup"
            return element(name, *(_one(piece) for piece in (base, sub, sup) if piece))
        case MathCommand(r"\sqrt", (of,)):
            return element("msqrt", _one(of))
        case MathCommand(r"\binom", (above, below)):
            fraction = element("mfrac", _one(above), _one(below), linethickness="0")
            return element("mrow", _symbol(Symbol("(")), fraction, _symbol(Symbol(")")))
        case MathCommand(r"\overset" | r"\stackrel", (above, of)):
            return element("mover", _one(of), _one(above))
        case MathCommand(r"\underset", (below, of)):
            return element("munder", _one(of), _one(below))
        case MathCommand(_, (above, below)):
            return element("mfrac", _one(above), _one(below))
        case MathCommand(r"\operatorname", (of,)):
            return _styled("normal", of)
        case MathCommand(r"\underline", (of,)):
            return element("munder", _one(of), element("mo", escaped("_")))
        case MathCommand(name, (of,)) if name in MATH_ACCENTS:
            return element("mover", _one(of), element("mo", escaped(_OVER[name])), accent="true")
        case MathCommand(name, (of,)):
            return _styled(ALPHABETS[name], of)
    raise TypeError(part)


def _symbol(symbol: Symbol) -> Html:
    form = symbol.form
    match form.kind:
        case "letter" | "name":
            return element("mi", escaped(form.text))
        case "number":
            return element("mn", escaped(form.text))
        case "space":
            return Html('<mspace width="0.2em"></mspace>')
        case "bracket":
            place = "prefix" if form.text in "([{⟨⌊⌈" else "postfix" if form.text in ")]}⟩⌋⌉" else ""
            return element("mo", escaped(form.text), form=place, lspace="0em", rspace="0em", stretchy="false")
        case _:
            return element("mo", escaped(form.text))


def _row(row: MathRow) -> Html:
    inner = "".join(map(_markup, row.parts))
    return Html(f"<mrow>{inner}</mrow>")


def _one(part: MathPart) -> Html:
    """A part as exactly one element, as its parent requires."""
    return _row(MathRow((part,))) if isinstance(part, Symbol) and part.form.kind == "space" else _markup(part)


def _styled(style: str, part: MathPart) -> Html:
    """A part in a style of letters: adjacent symbols become one word; in other parts, each piece is styled."""
    parts = part.parts if isinstance(part, MathRow) else (part,)
    if not all(isinstance(piece, Symbol) for piece in parts):
        return element("mrow", *(_styled(style, p) if isinstance(p, Symbol | MathRow) else _markup(p) for p in parts))
    word = "".join(piece.form.text for piece in parts if isinstance(piece, Symbol))
    letters = "".join(_letter(style, character) for character in word)
    upright = "normal" if style == "normal" and len(letters) == 1 else ""
    return element("mi", escaped(letters), mathvariant=upright)


def _letter(style: str, character: str) -> str:
    if style not in _CODE_POINTS or not character.isascii():
        return character
    if character in _ELSEWHERE.get(style, ""):
        return _ELSEWHERE[style][character]
    capital, small, digit = _CODE_POINTS[style]
    if character.isupper():
        return chr(capital + ord(character) - ord("A"))
    if character.islower():
        return chr(small + ord(character) - ord("a"))
    return chr(digit + int(character)) if character.isdecimal() and digit else character
