"""Check that a font is installed for each script and each emoji of a record that the fonts of the styles lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from unicodedata import category, name, normalize

from cvkit.commands.missing_symbols import Symbols, TextPlace, packages, without_accent, without_font
from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.fallback_scripts import LETTERS, NAMES, RARE_LATIN, RIGHT_TO_LEFT, SAMPLES
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.scripts import CJK_FONT, HAN, HANGUL, KANA, is_one_of, may_be_east_asian
from cvkit.model.source import Source, texts_of_value
from cvkit.model.symbols import SYMBOL_BLOCKS


class NoFontOfScript(Rule):
    """Text in a script for which no font is installed.

    A PDF with this text would lack letters, so cvkit would not write it. Other formats need no fonts. Install the
    package that the hint names. `cvkit doctor` lists the fonts for all scripts.
    """

    code = "T145"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "no installed font has {script} letters such as {letter} (U+{number:04X}), so no PDF can have this text"
    hint = "install {packages}"
    fix = "install the package that the hint names"


class _ForeignScript(NoFontOfScript):
    message = "cvkit has no font for {script} letters such as {letter} (U+{number:04X}), so no PDF can have this text"
    hint = "write it in other letters; `cvkit doctor` lists the scripts that a PDF can have"


class _NoEmojiFont(NoFontOfScript):
    message = "no installed font has emoji such as {letter} (U+{number:04X}), so no PDF can have this text"


class _NoPicture(_NoEmojiFont):
    message = "the font {font} has no picture for {letter} (U+{number:04X}), so no PDF can have this text"
    hint = "choose another emoji"


USUAL_EMOJI = "📖"
"""An emoji that every font for emoji has."""
_OF_SCRIPT = {script: f"[{letters}]" for script, letters in LETTERS.items()} | {"Latn": f"[{RARE_LATIN}]"}
_EAST_ASIAN = {"Hangul": HANGUL, "Kana": KANA, "Han": HAN, "East Asian": CJK_FONT}
"""The letters of each script of East Asia; the last has its punctuation, too."""
_FOREIGN = (
    rf"[^{''.join(LETTERS.values())}{CJK_FONT}{SYMBOL_BLOCKS}\u0000-\u052f\u061c\u180e\u1d00-\u200f\u2c60-\u2c7f\ua720-\ua7ff"
    r"\uab30-\uab6b\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe0f\ufeff\U0001f000-\U0001fbff\U000e0000-\U0010ffff]"
)
"""A character that is in none of the fonts: not Latin, not a symbol, and of no script that has a font."""


def check_fonts(source: Source) -> Iterator[Diagnostic]:
    """Report the first text of each script for which no font is installed, and each character that no font has."""
    letters: dict[str, dict[str, TextPlace]] = {}
    accents: dict[str, dict[str, tuple[str, TextPlace]]] = {}
    """Each accent on letters of a script, with those letters."""
    known: dict[str, TextPlace] = {}
    """Each character of texts with East Asian ones."""
    foreign: dict[str, TextPlace] = {}
    emoji: dict[str, KeyPath] = {}
    symbols = Symbols()
    for path, text in texts_of_value(source.root, ()):
        if not text.isascii():
            for letter in re.findall(_FOREIGN, normalize("NFC", text)) if any(map(_may_be_foreign, text)) else ():
                foreign.setdefault(name(letter, "unknown").split()[0].title(), (path, letter))
            symbols.add(path, text)
            for script, found in _letters_of_scripts(text):
                for letter in found:
                    letters.setdefault(script, {}).setdefault(letter, (path, text))
            for script, letter, accent in _accents_of_scripts(text):
                accents.setdefault(script, {}).setdefault(accent, (letter, (path, text)))
            if may_be_east_asian(text):
                for letter in dict.fromkeys(normalize("NFC", text)):
                    known.setdefault(letter, (path, text))
            for picture in _pictures(text):
                emoji.setdefault(picture, path)
    east_asian: dict[str, dict[str, TextPlace]] = {}
    for letter, place in known.items():
        if script := next((script for script, letters in _EAST_ASIAN.items() if is_one_of(letter, letters)), ""):
            east_asian.setdefault(script, {})[letter] = place
    for script, (path, letter) in foreign.items():
        yield _ForeignScript.at(path, script=script, letter=letter, number=ord(letter))
    yield from symbols.diagnostics()
    if not (letters or east_asian or emoji):
        return
    from cvkit.typeset.script_fonts import CJK_FONTS, SANS_CJK_FONTS, SCRIPT_FONTS

    for script, places in letters.items():
        serif, sans = SCRIPT_FONTS[script]
        orders = ((*serif, *sans), (*sans, *serif))
        yield from _missing_letters(NAMES[script], orders, script, places, accents.get(script, {}))
    for script, places in east_asian.items():
        yield from _missing_letters(script, (CJK_FONTS, (*SANS_CJK_FONTS, *CJK_FONTS)), "cjk", places)
    yield from _missing_picture(emoji)


def _missing_letters(
    script: str,
    orders: Sequence[Sequence[str]],
    part: str,
    places: Mapping[str, TextPlace],
    accents: Mapping[str, tuple[str, TextPlace]] = MappingProxyType({}),
) -> Iterator[Diagnostic]:
    """Report the first letter of a script if no font for it is installed, else each letter and accent that it lacks.

    `orders` are the families as the styles search them, with serifs and without. TeX takes the first installed one.
    """
    from cvkit.typeset.requirements import lacking, serves_in_all_styles, serving

    letters, usual = "".join((*places, *accents)), SAMPLES.get(part, "한")
    if serves_in_all_styles(letters, orders):
        return
    chosen = dict.fromkeys(serving(usual, order).partition(", ")[0] for order in orders)
    missing = "".join(dict.fromkeys(letter for font in chosen for letter in lacking(letters, [font])))
    if missing and "" in chosen:
        letter = missing[0]
        path, _ = places[letter]
        yield NoFontOfScript.at(path, script=script, letter=letter, number=ord(letter), packages=packages(part))
        return
    for letter in missing:
        if letter in places:
            yield without_font(letter, *places[letter])
        else:
            letters, place = accents[letter]
            yield without_accent(letter, script, letters, *place)


def _missing_picture(emoji: dict[str, KeyPath]) -> Iterator[Diagnostic]:
    """Report the first emoji if no font for emoji is installed, else each emoji that the font lacks."""
    from cvkit.typeset.requirements import lacking, serving
    from cvkit.typeset.script_fonts import EMOJI_FONTS

    font, _, _ = serving(USUAL_EMOJI, EMOJI_FONTS).partition(", ") if emoji else ("", "", "")
    if emoji and not font:
        picture, path = next(iter(emoji.items()))
        yield _NoEmojiFont.at(path, letter=picture, number=ord(picture), packages=packages("emoji"))
    elif emoji and not serving("".join(emoji), [font]):
        for picture in lacking("".join(emoji), [font]):
            yield _NoPicture.at(emoji[picture], font=font, letter=picture, number=ord(picture))


def _may_be_foreign(c: str) -> bool:
    """Whether a character can be one of a rarer script, by its code: the pattern takes milliseconds to compile."""
    return c > "\u052f" and not ("\u1e00" <= c <= "\u2bff" or "\u2e80" <= c <= "\ua4cf" or "\uac00" <= c <= "\ud7a3")


def _letters_of_scripts(text: str) -> Iterator[tuple[str, list[str]]]:
    """The letters of each run of a text in a script that the fonts of the styles lack."""
    from cvkit.write.script_runs import script_pieces

    for script, piece in script_pieces(normalize("NFC", text)):
        for code in RIGHT_TO_LEFT if script in RIGHT_TO_LEFT else filter(None, [script]):
            if found := re.findall(_OF_SCRIPT[code], piece):
                yield code, found


def _accents_of_scripts(text: str) -> Iterator[tuple[str, str, str]]:
    """Each accent in the font of a script, with this script and the letter or space that has it."""
    if not any("\u0300" <= c <= "\u036f" for c in text):
        return
    from cvkit.write.script_runs import ACCENTS, left_to_right_pieces, script_pieces

    for script, piece in script_pieces(normalize("NFC", text)):
        pieces = left_to_right_pieces(piece) if script in RIGHT_TO_LEFT else [(not script, piece)]
        for is_other, run in pieces:
            for found in () if is_other else re.finditer(f".?([{ACCENTS}])", run):
                yield script, found[0], found[1]


def _pictures(text: str) -> Iterator[str]:
    """The emoji of a text, also new ones, without the characters that join or colour them."""
    if any("\u231a" <= c <= "\u2bff" or c >= "\U0001f000" or c in "\ufe0f\u20e3" for c in text):
        from cvkit.write.latex.escape import EMOJI

        for run in re.finditer(EMOJI, text):
            yield from (character for character in run[0] if category(character) in ("So", "Cn"))
