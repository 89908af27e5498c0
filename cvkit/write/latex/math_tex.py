r"""Render the tree of math as TeX that needs only LaTeX and the vocabulary, so that no host must load amsmath."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from cvkit.model.math import Fenced, MathCommand, MathPart, MathRow, MathWords, Scripted, Symbol, join_tex
from cvkit.model.math_symbols import ALPHABETS
from cvkit.write.latex.escape import SYMBOLS, escape_text

_COMMANDS = {
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\mathscr": r"\mathcal", r"\mathbb": r"\CVKmsb", r"\mathbbm": r"\CVKmsb",
    r"\mathfrak": r"\CVKeuf", r"\bm": r"\CVKbold", r"\boldsymbol": r"\CVKbold", r"\pmb": r"\CVKbold",
}  # fmt: skip
"""Command that LaTeX itself does not have → its replacement."""

_BOLD = frozenset(name for name, style in ALPHABETS.items() if style == "bold-italic")
"""The commands for a whole formula, which are no alphabets of letters."""

_OTHERS = {r"\mathbb": r"\mathbf", r"\mathbbm": r"\mathbf", r"\mathcal": r"\mathit", r"\mathscr": r"\mathit"}
"""Alphabet whose font has only capitals → the alphabet of its other letters and digits."""

_FONTS = {r"\text": "", r"\mbox": "", r"\textrm": r"\textrm", r"\emph": r"\textit"}


def math_tex(formula: MathRow) -> str:
    """Return math as TeX, without the dollars."""
    return _row(formula.parts)


def _row(parts: Iterable[MathPart], alphabet: str = "") -> str:
    r"""Return the TeX of parts side by side. The command of their alphabet encloses only letters and digits.

    In its font, other characters have the codes of symbols: `\mathrm{\Gamma}` prints an accent of a T1 font.
    """
    runs = ((face, list(run)) for face, run in groupby(parts, lambda part: _face(part, alphabet)))
    return join_tex(_set(join_tex(_tex(part, "" if face else alphabet) for part in run), face) for face, run in runs)


def _face(part: MathPart, alphabet: str) -> str:
    """The command of an alphabet for a letter or digit; empty for every other part."""
    if not alphabet or not isinstance(part, Symbol) or part.form.kind not in ("letter", "number"):
        return ""
    if part.typed.isascii() and part.typed.isalnum():
        command = alphabet if part.typed.isupper() else _OTHERS.get(alphabet, alphabet)
        return _COMMANDS.get(command, command)
    return r"\CVKbold" if ALPHABETS[alphabet] == "bold" else ""


def _set(tex: str, face: str) -> str:
    return f"{face}{{{tex}}}" if face else tex


def _tex(part: MathPart, alphabet: str = "") -> str:
    match part:
        case Symbol():
            return _set(_symbol(part), _face(part, alphabet))
        case MathWords(command, text):
            font = _FONTS.get(command, command)
            return rf"\CVKmathtext{{{_set(escape_text(text), font)}}}"
        case MathRow(parts):
            return f"{{{_row(parts, alphabet)}}}"
        case Fenced(opening, parts, closing):
            return join_tex([r"\left", opening.typed, _row(parts, alphabet), r"\right", closing.typed])
        case Scripted(base, sub, sup):
            scripts = [sign + _argument(script, alphabet) for sign, script in (("_", sub), ("^", sup)) if script]
            return ("" if base == MathRow() else _tex(base, alphabet)) + "".join(scripts)
        case MathCommand(r"\binom", (above, below)):
            return "{" + join_tex([_argument(above, alphabet), r"\choose", _argument(below, alphabet)]) + "}"
        case MathCommand(r"\overset", (above, of)):
            return r"\mathop{" + _tex(of, alphabet) + r"}\limits^" + _argument(above, alphabet) + " "
        case MathCommand(r"\underset", (below, of)):
            return r"\mathop{" + _tex(of, alphabet) + r"}\limits_" + _argument(below, alphabet) + " "
        case MathCommand(r"\operatorname", (of,)):
            return r"\mathop{" + _tex(MathCommand(r"\mathrm", (of,))) + r"}\nolimits "
        case MathCommand(name, (of,)) if name in ALPHABETS and name not in _BOLD:
            parts = of.parts if isinstance(of, MathRow) else (of,)
            faces = {_face(part, name) for part in parts}
            return _row(parts, name) if len(faces) == 1 and all(faces) else f"{{{_row(parts, name)}}}"
        case MathCommand(name, arguments):
            inner = "" if name in _BOLD else alphabet
            return join_tex([_COMMANDS.get(name, name), *(_argument(part, inner) for part in arguments)])


def _symbol(symbol: Symbol) -> str:
    form, token = symbol.form, symbol.typed
    if not token.isascii():
        return SYMBOLS.get(token) or rf"\CVKmathtext{{{escape_text(token)}}}"
    tex = form.tex or token
    return f" {tex} " if form.kind == "relation" and tex.startswith("\\") else tex


def _argument(part: MathPart, alphabet: str = "") -> str:
    """A part as one argument: a symbol is one as it is, every other part needs braces."""
    tex = _tex(part, alphabet)
    return tex if isinstance(part, MathRow) or (len(tex) == 1 and tex.isascii()) else f"{{{tex}}}"
