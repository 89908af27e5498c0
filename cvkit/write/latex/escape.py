r"""Escape the characters of a record for TeX, with one function for each context; typed text is never TeX code.

All three engines print the characters as typed: no ligature turns `--` into a dash or `'` into a curly quote. A hyphen
or comma is protected only next to another one, because T1 fonts would join the two.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from cvkit.model.fallback_scripts import LETTERS, RIGHT_TO_LEFT, UNSHAPED
from cvkit.model.math_symbols import MATH_SYMBOLS
from cvkit.model.scripts import may_be_east_asian
from cvkit.model.symbols import CODE_LACKS, RARE_MARKS, SYMBOL_BLOCKS, TEXT_SIGNS, may_be_symbol
from cvkit.write.address import ascii_address
from cvkit.write.latex.east_asian import in_east_asian_fonts, without_stray_variants
from cvkit.write.latex.long_words import SPLIT, split_long_words
from cvkit.write.script_runs import left_to_right_pieces, script_pieces

TEXT = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    '"': r"\CVKquot{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
    "\u00ad": "",  # a soft hyphen: cvkit does not hyphenate
    "\u2009": r"\,",
    "\u202f": r"\,",
    "\u2010": "-",  # the hyphen that T1 fonts have
    "\u2011": r"\mbox{-}",
    "\u2212": r"\textminus{}",
    "\ufe0e": "",  # selects text or emoji shape: the fonts here have one shape for both
    "\ufe0f": "",
}
"""Characters that are special in TeX, or that not every font has at their own code."""

_INVISIBLE = dict.fromkeys(
    [*map(ord, "\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"), *range(0x206A, 0x2070)]
) | dict.fromkeys([0x2028, 0x2029], " ")
"""Characters that nobody sees, as they come with copied text: most fonts lack them."""
_SPACE_OF_A_WIDTH = "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u205f"
_RAISED = "⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ"

_TEXT_FONTS_LACK = (
    "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΥΦΨΩϕϑϖϱϵ≤≥≠≈≡∼∝≪≫∞∂∇∑∏∫√∈∉⊂⊆∪∩∅∀∃→←↔⇒⇐⇔↑↓∓⊕⊗∗∘⋅ℓ⟨⟩′≅≃⊥∠∖⌈⌉⌊⌋⋯⟶↦↪⊢⊨≺≻⊙∧∨△"
)
SYMBOLS = {
    form.text: form.tex or command
    for command, form in reversed(MATH_SYMBOLS.items())
    if form.text and command[0] == "\\" and (form.text in _TEXT_FONTS_LACK or may_be_symbol(form.text))
} | {"★": r"\star", **{sign: rf"\CVKmsb{{{letter}}}" for sign, letter in zip("ℂℍℕℙℚℝℤ", "CHNPQRZ", strict=True)}}
"""Symbols that some text fonts lack and that the math fonts of every engine have, with their commands."""


def _plain_in(command: str, sign: str) -> str:
    """A raised or lowered character as the plain one in a command."""
    plain = unicodedata.normalize("NFKC", sign)
    return rf"\CVKread{{{command}{{{TEXT.get(plain, plain)}}}}}{{{sign}}}"


_ONE_BY_ONE = {
    ord(character): tex
    for character, tex in {
        **TEXT,
        "\u200c": "",
        "\u200d": "",
        "\u2012": r"\CVKread{–}{‒}",
        **dict.fromkeys(_SPACE_OF_A_WIDTH, r"\ "),
        **{sign: _plain_in(r"\textsuperscript", sign) for sign in _RAISED},
        **{sign: _plain_in(r"\textsubscript", sign) for sign in _LOWERED},
        **{sign: rf"\CVKread{{\ensuremath{{{command}}}}}{{{sign}}}" for sign, command in SYMBOLS.items()},
    }.items()
}
_PRINTED_BY_ALL = "".join(sorted({*TEXT_SIGNS, *(chr(code) for code in _ONE_BY_ONE if code >= 0x2000), "\u2015"}))
SYMBOL = rf"(?![{_PRINTED_BY_ALL}])[{SYMBOL_BLOCKS}][{RARE_MARKS}]*"
"""A symbol that may need a font of its own, with its accents. A long dash is none: beside East Asian text it belongs to
that."""
_LETTERS = {ord(character): tex for character, tex in TEXT.items()}
"""For text in which Greek letters are no symbols of a formula."""
_MIRRORED = dict(zip("([{<«‹)]}>»›", ")]}>»›([{<«‹", strict=True))
"""In text from right to left, an opening bracket has the shape of a closing one."""
# The long patterns are strings, so that they are compiled only for a text that needs them.
_NEIGHBOURS = re.compile(r"(?<=-)(?=-)|(?<=,)(?=,)")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_PICTURE = (
    r"[\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u25fb-\u25fe\u2600-\u2604\u2606-\u265f\u2668\u2669\u266b\u266c"
    r"\u2670-\u26ac\u26af-\u2712\u2714-\u271f\u2721-\u27a0\u27a2-\u27bf\u2b1b-\u2b2f\u2b50-\u2b5f"
    r"\U0001f000-\U0001faff]"
)
"""Emoji, and the symbols from the same Unicode blocks that text fonts lack."""
# A sequence is one picture, and no font switch may split it: characters joined by ZWJ, skin tones, flags, keycaps.
EMOJI = (
    rf"(?:[0-9#*]\ufe0f?\u20e3|[^\w\s\ufe0e]\ufe0f|{_PICTURE})"
    rf"(?:[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]|{_PICTURE})*"
)

_MARKS = r"\u0300-\u036f"
_TONE = r"[\U0001f3fb-\U0001f3ff]"

_MARKED = rf"[^\W\d_{''.join(SYMBOLS)}][\u0300-\u036f\u1dc0-\u1dff{RARE_MARKS}]+"
"""A letter with combining accents that has no code point: fonts split it, and set the pieces in their own order."""


@functools.lru_cache(maxsize=1 << 12)
def escape_text(text: str) -> str:
    r"""Escape running text; put Hangul, Hanja and Kana in `\CVKcjk`, emoji in `\CVKemoji`, others in `\CVKscript`.

    >>> print(escape_text("R&D of 50% -- x_1"))
    R\&D of 50\% -{}- x\_1
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_INVISIBLE)))
    text = split_long_words(without_stray_variants(text))
    if text.isascii():
        return _escape(text)
    pieces, at = [], 0
    for run in re.finditer(EMOJI, text):
        pieces += [_with_scripts(text[at : run.start()]), rf"\CVKemoji{{{_emoji(run[0])}}}"]
        at = run.end()
    escaped = "".join([*pieces, _with_scripts(text[at:])])
    if may_be_east_asian(text) or "\u2015" in text:
        escaped = in_east_asian_fonts(escaped)
    return escaped.replace(SPLIT, r"\CVKsplit{}")


def _with_scripts(text: str) -> str:
    return "".join(_script(code, piece) if code else _escape(piece) for code, piece in script_pieces(text))


def _emoji(run: str) -> str:
    """Pictures; one of several is printed as these, without the tone of skin, for which the font has a square."""
    printed = re.sub(f"(?<=.){_TONE}|\u200d", "", run)
    shown, typed = (one.translate(_LETTERS) for one in (printed, run))
    return typed if printed == run else rf"\CVKread{{{shown}}}{{{typed}}}"


def _script(code: str, run: str) -> str:
    return rf"\CVKscript{{{code}}}{{{_in_script(code, run)}}}"


def _in_script(code: str, run: str) -> str:
    if code in UNSHAPED and not re.search(_MARKED, run):
        return run.translate(_LETTERS)
    run = run.replace(SPLIT, "").replace("\u00a0", "~")  # a break would change the shapes of letters
    if code not in RIGHT_TO_LEFT:  # the glyphs of a word are not those of its letters, in their order
        return re.sub(r"[^ ~]+[ ~]?", _as_typed, run)
    pieces = left_to_right_pieces(run)
    return "".join(
        rf"\CVKltr{{{_mirrored(piece)}}}" if is_other else _in_own_fonts(code, piece) for is_other, piece in pieces
    )


def _in_own_fonts(code: str, piece: str) -> str:
    """Text from right to left; letters of another such script, such as Arabic within Hebrew, are in their font."""
    for other in RIGHT_TO_LEFT:
        if other != code:
            letters = f"[{LETTERS[other]}](?:[{_MARKS}]|[ ~]*[{LETTERS[other]}])*"
            piece = re.sub(letters, rf"\\CVKscript{{{other}}}{{\g<0>}}", piece)
    return piece


def _mirrored(piece: str) -> str:
    return (
        rf"\CVKread{{{_escape(_MIRRORED[piece])}}}{{{_escape(piece)}}}" if piece in _MIRRORED else _with_scripts(piece)
    )


def _as_typed(found: re.Match[str]) -> str:
    """Characters that a PDF reader extracts as typed, whatever the names of their glyphs are."""
    return rf"\CVKread{{{found[0]}}}{{{found[0].replace('~', ' ')}}}"


def _escape(text: str) -> str:
    pieces, at = [], 0
    rare = f"{_MARKED}|{SYMBOL}" if any(map(may_be_symbol, text)) else _MARKED
    for found in () if text.isascii() else re.finditer(rare, text):
        pieces += [text[at : found.start()].translate(_ONE_BY_ONE), _rare(found)]
        at = found.end()
    return _NEIGHBOURS.sub("{}", "".join([*pieces, text[at:].translate(_ONE_BY_ONE)]))


def _rare(found: re.Match[str]) -> str:
    """A symbol, or a letter with accents."""
    unit = found[0]
    if len(unit) == 1:
        return rf"\CVKsymbol{{{unit}}}"
    return rf"\CVKread{{\CVKsymbol{{{unit}}}}}{{{unit}}}" if any(map(may_be_symbol, unit)) else _as_typed(found)


def escape_code_text(text: str) -> str:
    r"""Escape text in the font for code, which lacks a few of the characters that all other fonts have.

    >>> print(escape_code_text("a™"))
    a\CVKsymbol{™}
    """
    return re.sub(f"[{CODE_LACKS}]", r"\\CVKsymbol{\g<0>}", escape_text(text))


def escape_pdf_string(text: str) -> str:
    """Escape text for the title and author of the PDF: only TeX's special characters, as these fields have no fonts."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).replace("\u00a0", " ")
    return text.translate({ord(c): TEXT[c] for c in "\\{}$&#_%^~"})


def escape_url(url: str) -> str:
    r"""Encode an address in ASCII (RFC 3986), then escape it; `%` before two hex digits is kept as an existing escape.

    >>> print(escape_url("https://a.example/x_1?q=50%"))
    https://a.example/x\_1?q=50\%25
    """
    return re.sub(r"([%#&_$])", r"\\\1", ascii_address(url)).replace("~", r"\string~")


def escape_comment(text: str) -> str:
    r"""Return text for a TeX comment on one line, without line ends and control characters.

    >>> print(escape_comment("of Ada\n\\input{x}"))
    of Ada \input{x}
    """
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
