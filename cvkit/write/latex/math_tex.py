r"""Render the tree of math as TeX that needs only LaTeX and the vocabulary, so that no host must load amsmath."""

from __future__ import annotations

from collections.abc import Iterable

from cvkit.model.math import Fenced, MathCommand, MathPart, MathRow, MathWords, Scripted, Symbol, join_tex
from cvkit.write.latex.escape import SYMBOLS, escape_text
from cvkit.write.math_text import math_text

_COMMANDS = {
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\mathscr": r"\mathcal", r"\mathbb": r"\CVKmsb", r"\mathbbm": r"\CVKmsb",
    r"\mathfrak": r"\CVKeuf", r"\bm": r"\CVKbold", r"\boldsymbol": r"\CVKbold", r"\pmb": r"\CVKbold",
}  # fmt: skip
"""Command that LaTeX itself does not have → its replacement."""

_CAPITALS = {r"\mathbb": r"\mathbf", r"\mathbbm": r"\mathbf", r"\mathcal": r"\mathit", r"\mathscr": r"\mathit"}
"""Command whose font has only capitals → the command for other letters and digits."""

_FONTS = {r"\text": "", r"\mbox": "", r"\textrm": r"\textrm", r"\emph": r"\textit"}


def math_tex(formula: MathRow) -> str:
    """Return math as TeX, without the dollars."""
    return _row(formula.parts)


def _row(parts: Iterable[MathPart]) -> str:
    return join_tex(map(_tex, parts))


def _tex(part: MathPart) -> str:
    match part:
        case Symbol():
            return _symbol(part)
        case MathWords(command, text):
            font = _FONTS.get(command, command)
            words = escape_text(text)
            return rf"\CVKmathtext{{{font}{{{words}}}}}" if font else rf"\CVKmathtext{{{words}}}"
        case MathRow(parts):
            return f"{{{_row(parts)}}}"
        case Fenced(opening, parts, closing):
            return join_tex([r"\left", opening.typed, _row(parts), r"\right", closing.typed])
        case Scripted(base, sub, sup):
            scripts = [sign + _argument(script) for sign, script in (("_", sub), ("^", sup)) if script]
            return ("" if base == MathRow() else _tex(base)) + "".join(scripts)
        case MathCommand(r"\binom", (above, below)):
            return "{" + join_tex([_argument(above), r"\choose", _argument(below)]) + "}"
        case MathCommand(r"\overset", (above, of)):
            return r"\mathop{" + _tex(of) + r"}\limits^" + _argument(above) + " "
        case MathCommand(r"\underset", (below, of)):
            return r"\mathop{" + _tex(of) + r"}\limits_" + _argument(below) + " "
        case MathCommand(r"\operatorname", (of,)):
            return r"\mathop{" + join_tex([r"\mathrm", _argument(of)]) + r"}\nolimits "
        case MathCommand(name, arguments):
            if name in _CAPITALS and not all(map(str.isupper, math_text(MathRow(arguments)))):
                name = _CAPITALS[name]
            return join_tex([_COMMANDS.get(name, name), *map(_argument, arguments)])


def _symbol(symbol: Symbol) -> str:
    form, token = symbol.form, symbol.typed
    if not token.isascii():
        return SYMBOLS.get(token) or rf"\CVKmathtext{{{escape_text(token)}}}"
    tex = form.tex or token
    return f" {tex} " if form.kind == "relation" and tex.startswith("\\") else tex


def _argument(part: MathPart) -> str:
    """A part as one argument: a symbol is one as it is, every other part needs braces."""
    if isinstance(part, Symbol) and len(part.typed) == 1 and part.typed.isascii():
        return part.typed
    return _tex(part) if isinstance(part, MathRow) else f"{{{_tex(part)}}}"
