"""LaTeX in a text that is not LaTeX: the same text as a record has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.tex_symbols import COMBINING_ACCENTS, TEX_SYMBOLS

_LITERAL = lazy_pattern(
    r"(?<!`)(`+)(?!`)(?:(?!\1(?!`)).|\n)*?(?<!`)\1(?!`)|(?<![\\\d])\$(?![\s$])(?:\\.|[^\\$])+(?<!\s)\$(?!\d)"
)
"""Code and mathematics, in which everything is literal."""

_BACKSLASH = r"(?<!\\)\\"
_ACCENT = r"[`'^\"~=.]|[uvHcdbkrt](?![A-Za-z])"
_LETTER = r"\\?[A-Za-z]"
_RULES = (
    (lazy_pattern(rf"\{{\s*{_BACKSLASH}({_ACCENT})\s*\{{?\s*({_LETTER})\s*\}}?\s*\}}"), "accent"),
    (lazy_pattern(rf"{_BACKSLASH}({_ACCENT})\s*\{{\s*({_LETTER})\s*\}}"), "accent"),
    (lazy_pattern(rf"{_BACKSLASH}([\"'])({_LETTER})"), "accent"),
    (lazy_pattern(rf"\{{{_BACKSLASH}(ss|SS|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\s*\}}"), "symbol"),
    (lazy_pattern(rf"{_BACKSLASH}(ss|SS|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\{{\}}"), "symbol"),
    (lazy_pattern(rf"{_BACKSLASH}([&%#])"), "character"),
    (lazy_pattern(rf"(?:{_BACKSLASH}t|\t)extbf\{{([^{{}}]*)\}}"), "**"),
    (lazy_pattern(rf"(?:{_BACKSLASH}emph|(?:{_BACKSLASH}t|\t)extit)\{{([^{{}}]*)\}}"), "*"),
    (lazy_pattern(rf"{_BACKSLASH}href\{{([^{{}}]*)\}}\{{([^{{}}]*)\}}"), "link"),
    (lazy_pattern(rf"(?:{_BACKSLASH}textsuperscript|(?<!\\)\^)\{{([^{{}}\s]+)\}}"), "^"),
    (lazy_pattern(rf"(?:{_BACKSLASH}textsubscript|(?<!\\)_)\{{([^{{}}\s]+)\}}"), "~"),
    (lazy_pattern(r"``([^`]*?)\'\'"), "quotes"),
)


_OF_CHARACTERS = ("accent", "symbol", "character")
"""The kinds of LaTeX that mean one character, and no markup."""


def without_latex_characters(text: str) -> str:
    r"""The text with the accents, symbols and escapes of LaTeX as characters; markup stays.

    >>> without_latex_characters(r"R\&D by M{\"u}ller")
    'R&D by Müller'
    """
    for pattern, kind in _RULES if "\\" in text else ():
        text = pattern.sub(_written(kind), text) if kind in _OF_CHARACTERS else text
    return text


def without_latex(text: str) -> str:
    r"""The text with the accents, escapes, emphasis, scripts, links and quotes of LaTeX in the form of a record.

    Code, mathematics, a doubled backslash and any other backslash stay.

    >>> without_latex(r"\textbf{R\&D} by M{\"u}ller, \href{https://example.org}{page}")
    '**R&D** by Müller, [page](https://example.org)'
    """
    if not any(start in text for start in ("\\", "``", "\t", "^{", "_{")):
        return text
    text = _RULES[-1][0].sub(_written("quotes"), text)
    pieces, at = [], 0
    for literal in _LITERAL.finditer(text):
        pieces += [_converted(text[at : literal.start()]), literal[0]]
        at = literal.end()
    return "".join([*pieces, _converted(text[at:])])


def _converted(text: str) -> str:
    """A text without code and mathematics, converted from the inside out."""
    before = None
    while before != text:
        before = text
        for pattern, kind in _RULES:
            text = pattern.sub(_written(kind), text)
    return text


def _written(kind: str) -> Callable[[re.Match[str]], str]:
    """The function that writes a match of a kind in the form of a record."""

    def write(found: re.Match[str]) -> str:
        match kind:
            case "accent":
                letter = {"\\i": "i", "\\j": "j"}.get(found[2], found[2])
                accented = unicodedata.normalize("NFC", letter + COMBINING_ACCENTS[found[1]])
                return accented if len(accented) == 1 else found[0]
            case "symbol":
                return TEX_SYMBOLS[found[1]]
            case "character":
                return found[1]
            case "link":
                return f"[{found[2]}]({found[1]})"
            case "quotes":
                return f'"{found[1]}"'
            case _:
                return f"{kind}{found[1]}{kind}"

    return write
