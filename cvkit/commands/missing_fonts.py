"""Check that a font is installed for each script and each emoji of a record that the fonts of the styles lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, name, normalize

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.fallback_scripts import LETTERS, NAMES
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.scripts import CJK_FONT, HAN, HANGUL, KANA, may_be_east_asian
from cvkit.model.source import Source, texts_of_value


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
_EAST_ASIAN = {"Hangul": HANGUL, "Kana": KANA, "Han": HAN}
_FOREIGN = (
    rf"[^\W\d_{''.join(LETTERS.values())}{CJK_FONT}\u0000-\u052f\u1d00-\u24ff\u2c60-\u2c7f\ua700-\ua7ff\uab30-\uab6f"
    r"\ufb00-\uffff\U0001d400-\U0001ffff]"
)
"""A letter that is in none of the fonts: not Latin, not a symbol, and of no script that has a font."""


def check_fonts(source: Source) -> Iterator[Diagnostic]:
    """Report the first text of each script for which no font is installed, and the first emoji without a picture."""
    first: dict[str, tuple[KeyPath, str]] = {}
    east_asian: dict[str, tuple[KeyPath, str]] = {}
    foreign: dict[str, tuple[KeyPath, str]] = {}
    emoji: dict[str, KeyPath] = {}
    for path, text in texts_of_value(source.root, ()):
        if not text.isascii():
            for letter in re.findall(_FOREIGN, normalize("NFC", text)) if any(map(_may_be_foreign, text)) else ():
                foreign.setdefault(name(letter, "unknown").split()[0].title(), (path, letter))
            for script, letter in _letters_of_scripts(text):
                first.setdefault(script, (path, letter))
            for script, letter in _east_asian_letters(text, set(east_asian)):
                east_asian[script] = (path, letter)
            for picture in _pictures(text):
                emoji.setdefault(picture, path)
    for script, (path, letter) in foreign.items():
        yield _ForeignScript.at(path, script=script, letter=letter, number=ord(letter))
    if not (first or east_asian or emoji):
        return
    from cvkit.typeset.requirements import serving
    from cvkit.typeset.script_fonts import CJK_FONTS, families_of

    wanted = [(NAMES[script], families_of(script), script, *found) for script, found in first.items()]
    wanted += [(script, CJK_FONTS, "cjk", *found) for script, found in east_asian.items()]
    for script, families, part, path, letter in wanted:
        if not serving(letter, families):
            yield NoFontOfScript.at(path, script=script, letter=letter, number=ord(letter), packages=_packages(part))
    yield from _missing_picture(emoji)


def _missing_picture(emoji: dict[str, KeyPath]) -> Iterator[Diagnostic]:
    """Report the first emoji that the font for emoji lacks."""
    from cvkit.typeset.requirements import serving
    from cvkit.typeset.script_fonts import EMOJI_FONTS

    font, _, _ = serving(USUAL_EMOJI, EMOJI_FONTS).partition(", ") if emoji else ("", "", "")
    if font and serving("".join(emoji), [font]):
        return
    for picture, path in emoji.items():
        if not font:
            yield _NoEmojiFont.at(path, letter=picture, number=ord(picture), packages=_packages("emoji"))
            return
        if not serving(picture, [font]):
            yield _NoPicture.at(path, font=font, letter=picture, number=ord(picture))
            return


def _may_be_foreign(c: str) -> bool:
    """Whether a character is a letter of a rarer script, by its code: the pattern takes milliseconds to compile."""
    return c > "\u052f" and c.isalnum() and not "\uac00" <= c <= "\ud7a3"


def _letters_of_scripts(text: str) -> Iterator[tuple[str, str]]:
    """The first letter of each run of a text in a script that the fonts of the styles lack."""
    from cvkit.write.script_runs import script_pieces

    for script, piece in script_pieces(normalize("NFC", text)):
        if script:
            yield script, next(character for character in piece if character >= "\u0138")


def _east_asian_letters(text: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """The first letter of a text in each script of East Asia, without those that are known."""
    if may_be_east_asian(text):
        for script, letters in _EAST_ASIAN.items():
            if script not in known and (found := re.search(f"[{letters}]", normalize("NFC", text))):
                yield script, found[0]


def _pictures(text: str) -> Iterator[str]:
    """The emoji of a text, also new ones, without the characters that join or colour them."""
    if any("\u231a" <= c <= "\u2bff" or c >= "\U0001f000" or c in "\ufe0f\u20e3" for c in text):
        from cvkit.write.latex.escape import EMOJI

        for run in re.finditer(EMOJI, text):
            yield from (character for character in run[0] if category(character) in ("So", "Cn"))


def _packages(part: str) -> str:
    """The packages with a font on this machine, and the command that installs them."""
    from cvkit.typeset.install import BY_HAND, installer

    way = installer([part])
    return (way.packages or BY_HAND[part]) + (f"\n   run: {way.shown}" if way.commands else "")
