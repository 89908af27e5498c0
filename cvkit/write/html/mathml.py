"""Render math as MathML Core, which browsers support without a script."""

from __future__ import annotations

from cvkit.write.html.elements import Html, element, escaped
from cvkit.write.math_text import (
    MATH_ACCENTS,
    Accented,
    Fraction,
    MathPart,
    MathRow,
    Root,
    Scripted,
    Styled,
    Symbol,
    parse_math,
)

_ALPHABETS = {
    "mathbf": (0x1D400, 0x1D41A, 0x1D7CE),
    "mathcal": (0x1D49C, 0x1D4B6, 0),
    "mathsf": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "mathtt": (0x1D670, 0x1D68A, 0x1D7F6),
}
"""The code points of A, a and 0 in each style of letters; 0 if Unicode has no such digits."""
_ELSEWHERE = dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True))
"""Script letters that have older code points outside the alphabet."""
_OVER = {"hat": "^", "bar": "¯", "tilde": "~", "vec": "→", "dot": "˙", "ddot": "¨", "overline": "¯"}


def mathml(source: str) -> Html:
    """Return math as an element in a line of text."""
    return element("math", *map(_markup, parse_math(source).parts))


def _markup(part: MathPart) -> Html:
    match part:
        case Symbol(text, "letter" | "name"):
            return element("mi", escaped(text))
        case Symbol(text, "number"):
            return element("mn", escaped(text))
        case Symbol(_, "space"):
            return Html('<mspace width="0.2em"></mspace>')
        case Symbol(text, "bracket"):
            form = "prefix" if text in "([{⟨⌊⌈" else "postfix" if text in ")]}⟩⌋⌉" else ""
            return element("mo", escaped(text), form=form, lspace="0em", rspace="0em", stretchy="false")
        case Symbol(text, _):
            return element("mo", escaped(text))
        case MathRow():
            return _row(part)
        case Scripted(base, sub, sup):
            name = "msubsup" if sub and sup else "msub" if sub else "msup"
            return element(name, *(_one(piece) for piece in (base, sub, sup) if piece))
        case Fraction(above, below):
            return element("mfrac", _one(above), _one(below))
        case Root(of):
            return element("msqrt", _one(of))
        case Styled(style, of):
            return _styled(style, of)
        case Accented("underline", of):
            return element("munder", _one(of), element("mo", escaped("_")))
        case Accented(accent, of):
            return element(
                "mover", _one(of), element("mo", escaped(_OVER.get(accent, MATH_ACCENTS[accent]))), accent="true"
            )


def _row(row: MathRow) -> Html:
    inner = "".join(map(_markup, row.parts))
    return Html(f"<mrow>{inner}</mrow>")


def _one(part: MathPart) -> Html:
    """A part as exactly one element, as its parent requires."""
    return _row(MathRow((part,))) if isinstance(part, Symbol) and part.kind == "space" else _markup(part)


def _styled(style: str, part: MathPart) -> Html:
    """A part in a style of letters: adjacent symbols become one word; in other parts, each piece is styled."""
    parts = part.parts if isinstance(part, MathRow) else (part,)
    if not all(isinstance(piece, Symbol) for piece in parts):
        return element("mrow", *(_styled(style, p) if isinstance(p, Symbol | MathRow) else _markup(p) for p in parts))
    word = "".join(piece.text for piece in parts if isinstance(piece, Symbol))
    if style == "text":
        return element("mtext", escaped(word))
    letters = "".join(_letter(style, character) for character in word)
    upright = "normal" if style == "mathrm" and len(letters) == 1 else ""
    return element("mi", escaped(letters), mathvariant=upright)


def _letter(style: str, character: str) -> str:
    if style not in _ALPHABETS or not character.isascii():
        return character
    if style == "mathcal" and character in _ELSEWHERE:
        return _ELSEWHERE[character]
    capital, small, digit = _ALPHABETS[style]
    if character.isupper():
        return chr(capital + ord(character) - ord("A"))
    if character.islower():
        return chr(small + ord(character) - ord("a"))
    return chr(digit + int(character)) if character.isdecimal() and digit else character
