"""Math of a bibliography: text where it is really text, math where it is allowed, and its text where it is not."""

from __future__ import annotations

import re

from cvkit.model.inline import Inline, Math, Str, Subscript, Superscript
from cvkit.model.math import OLD_STYLES, MathError, parse_math, row_source
from cvkit.model.tex_symbols import TEX_MATH_SYMBOLS

_SPACES = re.compile(r"[ \t\r\n]+")
_MATH_SYMBOL = re.compile("|".join(re.escape(symbol) for symbol in sorted(TEX_MATH_SYMBOLS, key=len, reverse=True)))
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|\\?.))", re.DOTALL)
_OLD_COMMANDS = {
    "sp": "^", "sb": "_", "germ": r"\mathfrak", "frak": r"\mathfrak", "Bbb": r"\mathbb", "scr": r"\mathcal",
    "bold": r"\mathbf", "roman": r"\mathrm", "ssf": r"\mathsf", "ensuremath": "", "lt": "<", "gt": ">",
    "mod": r"\,\mathrm{mod}\,", "bmod": r"\,\mathrm{mod}\,",
}  # fmt: skip
"""Commands of plain TeX and of AMS-TeX, which MathSciNet writes → their new names."""
_OLD = re.compile(r"\\(sp|sb|germ|frak|Bbb|scr|bold|ensuremath|lt|gt|roman|ssf|b?mod)(?![A-Za-z])")
_LAYOUT = re.compile(
    r"\\(?:[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|nolimits|limits|nonumber|notag|allowbreak)(?![A-Za-z])"
    r"|(?<=\\operatorname)\*"
)
"""Commands of math that only change its layout."""
_PMOD = re.compile(r"\\pmod\s*(\{[^{}]*\}|\w)")
_ARROW = re.compile(r"\\x(left|right)arrow\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)|[\\{}$]")
_SHORT = re.compile(r"[\w†‡§¶‖#%&*+−,.;°′•/() -]*")


def math_inlines(source: str, start: int, end: int) -> tuple[list[Inline], list[MathError]]:
    """The elements of some math, which have a range of the file, and the errors in it.

    The offsets of the errors are those in `source`. An unknown command becomes its argument or its name. Math that
    cannot be parsed becomes its characters.
    """
    source = _LAYOUT.sub("", source)
    source = _PMOD.sub(r"\\,(\\mathrm{mod}\\,\1)", source)
    source = _ARROW.sub(lambda arrow: rf"\overset{{{arrow[2]}}}{{\{arrow[1]}arrow}}", source)
    source = _OLD.sub(lambda command: _OLD_COMMANDS[command[1]], source)
    spaced = _SPACES.sub(" ", source)
    if not spaced:
        return [], []
    if text := _as_text(spaced):
        kind, characters = text
        children = (Str(characters, start=start, end=end),)
        return [kind(children, start=start, end=end) if kind else children[0]], []
    errors: list[MathError] = []
    try:
        formula = parse_math(source, errors)
    except MathError as error:
        plain = _COMMAND.sub(lambda command: command[1] or "", spaced)
        return [Str(plain, start=start, end=end)], [error]
    is_changed = errors or OLD_STYLES.keys() & set(re.findall(r"\\[A-Za-z]+", source))
    return [Math.parsed(row_source(formula.parts) if is_changed else spaced, formula, start, end)], errors


def _as_text(source: str) -> tuple[type[Superscript | Subscript] | None, str] | None:
    r"""The element and the text of math that is really text: `$^\dagger$`, `$_2$`, `$<$`; None for other math."""
    script = _SCRIPT.fullmatch(source)
    text = _with_symbols(script[2] or script[3] or "") if script else _with_symbols(source)
    if script and text.strip() and _SHORT.fullmatch(text):
        return (Superscript if script[1] == "^" else Subscript), text.strip()
    if not script and (source in TEX_MATH_SYMBOLS or re.fullmatch(r"[\d.,% ]+|[<>|]", text)):
        return None, text
    return None


def _with_symbols(source: str) -> str:
    return _MATH_SYMBOL.sub(lambda symbol: TEX_MATH_SYMBOLS[symbol[0]], source)


def closing_brace(text: str, start: int) -> int:
    """The offset of the brace that closes a group whose content begins at an offset; -1 without one."""
    depth = 1
    for brace in re.compile(r"(?<!\\)[{}]").finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return -1
