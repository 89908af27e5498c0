r"""Convert texts to TeX for a bibliography: UTF-8 for biblatex, accents as macros for BibTeX; braces always match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cvkit.model.inline import (
    Code,
    CrossRef,
    Emphasis,
    Inline,
    InternalLink,
    Link,
    Math,
    PrintedFigure,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.model.math_symbols import MATH_SYMBOLS
from cvkit.model.name import Name, is_family, is_unspaced_script, parse_name
from cvkit.model.name_list import is_certainly_whole
from cvkit.model.tex_symbols import COMBINING_ACCENTS, READ_SYMBOLS, TEX_SYMBOLS
from cvkit.model.typed_name import is_symbol, is_whole_name, parse_typed_name

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "\u00a0": "~",
}  # fmt: skip
_LIGATURES = re.compile(r"-(?=-)|'(?=')|(?<=&)(?=(?:amp|lt|gt|quot|apos|#39);)")
_CAPITALS = re.compile(r"[^\W_][\w-]*")
_MACROS = {accent: macro for macro, accent in COMBINING_ACCENTS.items() if len(macro) == 1}
_LETTERS = {
    sign: macro
    for macro, sign in TEX_SYMBOLS.items()
    if len(sign) == 1 and sign > "\x7f" and macro.isalpha() and not macro.startswith("bib")
}
TEXT_SYMBOLS = {
    **{sign: rf"{{$\mathrm{{{latin}}}$}}" for sign, latin in zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True)},
    **{
        form.text: f"{{${command}$}}"
        for command, form in reversed(MATH_SYMBOLS.items())
        if len(form.text) == 1 and form.text > "\x7f" and command[0] == "\\" and not form.tex
    },
    **{READ_SYMBOLS[macro]: f"{{\\{macro}}}" for macro in ("textperthousand", "textonequarter", "textthreequarters")},
    **{"\u2009": r"\,", "\u202f": r"\,", "\u2010": "-", "\u2011": "-", "\u00ad": r"\-", "\u200b": ""},
}
"""Greek letters, symbols and spaces that the input encoding of pdfLaTeX lacks, as TeX."""
UNKNOWN = re.compile(r"[^\0-\u017f]")
"""A character without a macro. pdfLaTeX knows those up to U+017F."""


def inlines_tex(inlines: Iterable[Inline], ascii_only: bool = False, protects: bool = False) -> str:
    """Return a text as TeX; `protects` puts braces around words with capitals that a style must not change."""

    def inner(children: Iterable[Inline]) -> str:
        return inlines_tex(children, ascii_only, protects)

    parts = []
    for inline in inlines:
        match inline:
            case Str(text):
                parts.append(_protected(text, ascii_only) if protects else text_tex(text, ascii_only))
            case Emphasis(children):
                parts.append(rf"\emph{{{inner(children)}}}")
            case Strong(children):
                parts.append(rf"\textbf{{{inner(children)}}}")
            case Superscript(children):
                parts.append(rf"\textsuperscript{{{inner(children)}}}")
            case Subscript(children):
                parts.append(rf"\textsubscript{{{inner(children)}}}")
            case Code(text):
                parts.append(rf"\texttt{{{text_tex(text, ascii_only)}}}")
            case Math(source):
                parts.append(f"${source}$")
            case Link(url, children):
                address = re.sub(r"[%#&_]", r"\\\g<0>", url)
                shown = inner(children)
                parts.append(
                    rf"\url{{{address}}}" if plain_text(children) == url else rf"\href{{{address}}}{{{shown}}}"
                )
            case InternalLink(_, text):
                parts.append(text_tex(text, ascii_only))
            case CrossRef(ids):
                parts.append(text_tex("; ".join(ids), ascii_only))
            case PrintedFigure(terms):
                parts.append(text_tex(", ".join(terms), ascii_only))
    return "".join(parts)


def text_tex(text: str, ascii_only: bool = False) -> str:
    """Escape a text for TeX; an empty group separates characters that TeX would join, such as `--`."""
    breaks = {found.end() for found in _LIGATURES.finditer(text)}
    return "".join(("{}" if at in breaks else "") + _character(c, ascii_only) for at, c in enumerate(text))


def _protected(text: str, ascii_only: bool) -> str:
    """Escape a text, with braces around words that have a capital after their first letter."""
    parts, at = [], 0
    for word in _CAPITALS.finditer(text):
        if any(c.isupper() for c in word[0][1:]) and "--" not in word[0]:
            parts += [text_tex(text[at : word.start()], ascii_only), "{", text_tex(word[0], ascii_only), "}"]
            at = word.end()
    return "".join([*parts, text_tex(text[at:], ascii_only)])


def _character(character: str, ascii_only: bool) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not ascii_only or character < "\x7f":
        return character
    if character in _LETTERS:
        return f"{{\\{_LETTERS[character]}}}"
    if character in TEXT_SYMBOLS:
        return TEXT_SYMBOLS[character]
    form, *codes = unicodedata.decomposition(character).split() or [""]
    if UNKNOWN.match(character) and form in ("<sub>", "<super>", "<compat>"):
        text = "".join(_character(chr(int(code, 16)), ascii_only) for code in codes)
        return text if form == "<compat>" else rf"\text{form[1:-1]}script{{{text}}}"
    decomposed = unicodedata.normalize("NFD", character)
    if len(decomposed) != 2 or decomposed[1] not in _MACROS or decomposed[0] > "\x7e":
        return character
    letter, macro = decomposed[0], _MACROS[decomposed[1]]
    if letter in "ij" and decomposed[1] < "\u0323":  # an accent above replaces the dot
        letter = f"\\{letter}"
    needs_braces = macro.isalpha() or len(letter) > 1
    return f"{{\\{macro}{{{letter}}}}}" if needs_braces else f"{{\\{macro}{letter}}}"


def _is_read_back(text: str, name: Name) -> bool:
    """Whether the parser reads a name from this text. Some characters could separate names, or be read as markers."""
    return (
        parse_name(text) == name
        and parse_typed_name(text, allow_digits=False).text == text
        and not is_symbol(text[0])
        and not re.search(r"(?i)(?<!\S)and(?!\S)|[;&；、，]", text)
    )


def name_tex(name: Name, ascii_only: bool = False) -> str:
    """Return a name for an author field; for biblatex with named parts if the comma form would be ambiguous."""
    if name.literal:
        literal = text_tex(name.literal, ascii_only)
        return f"{{{{}}{literal}}}" if literal.startswith("\\") else f"{{{literal}}}"
    family = " ".join(filter(None, (name.particle, name.family)))
    text = ", ".join(filter(None, (family, name.suffix, name.given)))
    if ascii_only or (name.given and _is_read_back(text, name)):
        tex = re.sub(r"(?i)(?<!\S)and(?!\S)", "{and}", text_tex(text, ascii_only))
        is_two_words = " " in name.given and is_whole_name(family) and not is_family(family)
        is_two_names = is_unspaced_script(text) and is_certainly_whole(family) and is_certainly_whole(name.given)
        if is_two_words or is_two_names:  # before a comma, it can be a whole name
            return tex.replace(",", "},", 1).join(("{", ""))
        return tex
    parts = {"family": name.family, "given": name.given, "prefix": name.particle, "suffix": name.suffix}
    return ", ".join(f"{part}={{{text_tex(value)}}}" for part, value in parts.items() if value)
