"""Check that a font is installed for each symbol of a record, and report characters that no font has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import category, normalize

from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed, Replacement, Severity
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.parsed_text import ParsedText, range_of
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.symbols import may_be_symbol

TextPlace = tuple[KeyPath, str]
"""The key path of a text, and the text."""


class NoFontHasIt(Rule):
    r"""A character that no font has.

    A PDF cannot print the character, so cvkit would not write it. A program prints U+FFFD in the place of a letter that
    it cannot read. A character for private use has a shape only in the font of the program from which the text was
    copied. Other characters are new, or no character at all. The font for a script can lack an accent on its letters.
    Type the text again, with characters that fonts have.
    ```yaml
    honors: [{title: "Prix de la R\ufffdpublique"}]
    ```
    ```yaml
    honors: [{title: Prix de la République}]
    ```
    """

    code = "T146"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "no installed font has the character {character} (U+{number:04X}), so no PDF can have this text"
    hint = "write it with other characters"
    fix = "write the text with characters that fonts have"


class _LostLetter(NoFontHasIt):
    message = "the character U+{number:04X} is in the place of text that was lost, so no PDF can have this text"
    hint = "type the text that belongs here"


class _PrivateUse(NoFontHasIt):
    message = "the character U+{number:04X} is for the private use of programs, so no PDF can have this text"
    hint = "delete it, or write the character that it means"


class _PrivateBullet(_PrivateUse):
    hint = "write {character}"


class _Unassigned(NoFontHasIt):
    message = "Unicode has no character U+{number:04X}, so no PDF can have this text"
    hint = "delete it, or write another character"


class _NoAccent(NoFontHasIt):
    message = (
        "the font for {script} letters lacks the accent {character} (U+{number:04X}), so no PDF can have this text"
    )
    hint = "delete the accent"


class NoSymbolFont(Rule):
    """A symbol for which no font is installed.

    Most fonts lack such symbols. A PDF with this text would lack them too, so cvkit would not write it. Other formats
    need no fonts. Install the packages that the hint names. `cvkit doctor` lists the fonts.
    """

    code = "T147"
    severity = Severity.WARNING
    depends_on = DependsOn.VALUE
    message = "no installed font has symbols such as {character} (U+{number:04X}), so no PDF can have this text"
    hint = "install {packages}"
    fix = "install the package that the hint names"


_PRIVATE = lazy_pattern(r"[\ufffc\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_OF_WORD = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→"}
"""Characters of the fonts Symbol and Wingdings, as Word copies them, with the same characters in Unicode."""


class Symbols:
    """The symbols of a record, each with the first text that has it, and the characters without a meaning."""

    def __init__(self) -> None:
        self.first: dict[str, TextPlace] = {}
        self.meaningless: list[tuple[str, TextPlace]] = []

    def add(self, path: KeyPath, text: str) -> None:
        """Find the symbols of a text."""
        if any("\ue000" <= c <= "\uf8ff" or "\ufffc" <= c <= "\uffff" or c >= "\U000f0000" for c in text):
            self.meaningless += [(character, (path, text)) for character in dict.fromkeys(_PRIVATE.findall(text))]
        if any(map(may_be_symbol, text)):
            from cvkit.write.latex.escape import EMOJI, SYMBOL

            # The writer takes the emoji first.
            for found in re.finditer(f"{EMOJI}|(?P<symbol>{SYMBOL})", normalize("NFC", text)):
                for character in found["symbol"] or "":
                    if character not in "\ufffc\ufffd":
                        self.first.setdefault(character, (path, text))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """The diagnostics about the symbols that no font has, and about characters without a meaning."""
        for character, place in self.meaningless:
            yield _about_meaningless(character, *place)
        yield from _without_font(self.first)


def _about_meaningless(character: str, path: KeyPath, text: str) -> Diagnostic:
    part, number = _part(text, character), ord(character)
    if character in "\ufffc\ufffd":
        return _LostLetter.at(path, part, number=number)
    if sign := _OF_WORD.get(character):
        new = () if isinstance(text, ParsedText) else (Replacement(sign),)
        return _PrivateBullet.at(path, part, number=number, character=sign, corrections=new)
    return _PrivateUse.at(path, part, number=number)


def _without_font(first: Mapping[str, TextPlace]) -> Iterator[Diagnostic]:
    if not first:
        return
    from cvkit.typeset.requirements import lacking
    from cvkit.typeset.script_fonts import SYMBOL_FONTS, SYMBOL_SAMPLES

    missing = lacking("".join(first), SYMBOL_FONTS)
    if any(category(character) != "Cn" for character in missing) and lacking(SYMBOL_SAMPLES, SYMBOL_FONTS):
        character = next(character for character in missing if category(character) != "Cn")
        path, _ = first[character]
        yield NoSymbolFont.at(path, character=character, number=ord(character), packages=packages("symbols"))
        return
    for character in missing:
        yield without_font(character, *first[character])


def without_font(character: str, path: KeyPath, text: str) -> Diagnostic:
    """The diagnostic of a character that no font has, at its place in a text."""
    rule = _Unassigned if category(character) == "Cn" else NoFontHasIt
    return rule.at(path, _part(text, character), character=_shown(character), number=ord(character))


def without_accent(accent: str, script: str, letters: str, path: KeyPath, text: str) -> Diagnostic:
    """The diagnostic of an accent on letters of a script whose font lacks it."""
    return _NoAccent.at(path, _part(text, letters), script=script, character=_shown(accent), number=ord(accent))


def _shown(character: str) -> str:
    """A character that can be printed by itself: an accent is above a circle, and not above the text before it."""
    return f"\u25cc{character}" if category(character).startswith("M") else character


def _part(text: str, character: str) -> Pointed:
    return range_of(text, character) or "value"


def packages(part: str) -> str:
    """The packages with a font on this machine, and the command that installs them."""
    from cvkit.typeset.install import BY_HAND, installer

    way = installer([part])
    return (way.packages or BY_HAND[part]) + (f"\n   run: {way.shown}" if way.commands else "")
