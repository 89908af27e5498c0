"""Math of a bibliography: text where it is really text, math where it is allowed, and its text where it is not."""

from __future__ import annotations

import re

from cvkit.model.inline import Inline, Math, Str, Subscript, Superscript
from cvkit.model.math import MathError, parse_math, row_source
from cvkit.model.tex_symbols import TEX_MATH_SYMBOLS

_SPACES = re.compile(r"[ \t\r\n]+")
_MATH_SYMBOL = re.compile("|".join(re.escape(symbol) for symbol in sorted(TEX_MATH_SYMBOLS, key=len, reverse=True)))
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|\\?.))", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]+)|[\\{}$]")
_SHORT = re.compile(r"[\w†‡§¶‖#%&*+−,.;°′•/() -]*")


def math_inlines(source: str) -> tuple[list[Inline], list[MathError]]:
    """The elements of some math, and the errors in it; their offsets are those in `source`.

    An unknown command becomes its argument or its name. Math that cannot be parsed becomes its characters.
    """
    spaced = _SPACES.sub(" ", source)
    if (text := _as_text(spaced)) is not None:
        return text, []
    errors: list[MathError] = []
    try:
        parts = parse_math(source, errors).parts
    except MathError as error:
        return [Str(_COMMAND.sub(lambda command: command[1] or "", spaced))], [error]
    return [Math(row_source(parts) if errors else spaced)], errors


def _as_text(source: str) -> list[Inline] | None:
    r"""Return text for math that is really text: `$^\dagger$`, `$_2$`, `$<$`; None for other math."""
    if not source:
        return []
    script = _SCRIPT.fullmatch(source)
    text = _with_symbols(script[2] or script[3] or "") if script else _with_symbols(source)
    if script and text.strip() and _SHORT.fullmatch(text):
        return [(Superscript if script[1] == "^" else Subscript)((Str(text.strip()),))]
    if not script and (source in TEX_MATH_SYMBOLS or re.fullmatch(r"[\d.,% ]+|[<>|]", text)):
        return [Str(text)]
    return None


def _with_symbols(source: str) -> str:
    return _MATH_SYMBOL.sub(lambda symbol: TEX_MATH_SYMBOLS[symbol[0]], source)
