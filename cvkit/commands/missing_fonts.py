"""Check that a font is installed for each script of a record that the fonts of the styles lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name, normalize

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.fallback_scripts import LETTERS, NAMES
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.scripts import CJK_FONT
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


_FOREIGN = (
    rf"[^\W\d_{''.join(LETTERS.values())}{CJK_FONT}\u0000-\u052f\u1d00-\u24ff\u2c60-\u2c7f\ua700-\ua7ff\uab30-\uab6f"
    r"\ufb00-\uffff\U0001d400-\U0001ffff]"
)
"""A letter that is in none of the fonts: not Latin, not a symbol, and of no script that has a font."""


def check_fonts(source: Source) -> Iterator[Diagnostic]:
    """Report the first text of each script for which no font is installed."""
    first: dict[str, tuple[KeyPath, str]] = {}
    foreign: dict[str, tuple[KeyPath, str]] = {}
    for path, text in texts_of_value(source.root, ()):
        if not text.isascii():
            for letter in re.findall(_FOREIGN, normalize("NFC", text)) if any(map(_may_be_foreign, text)) else ():
                foreign.setdefault(name(letter, "unknown").split()[0].title(), (path, letter))
            for script, letter in _letters_of_scripts(text):
                first.setdefault(script, (path, letter))
    for script, (path, letter) in foreign.items():
        yield _ForeignScript.at(path, script=script, letter=letter, number=ord(letter))
    for script, (path, letter) in first.items():
        from cvkit.typeset.requirements import serving
        from cvkit.typeset.script_fonts import families_of

        if not serving(letter, families_of(script)):
            yield NoFontOfScript.at(
                path, script=NAMES[script], letter=letter, number=ord(letter), packages=_packages(script)
            )


def _may_be_foreign(c: str) -> bool:
    """Whether a character is a letter of a rarer script, by its code: the pattern takes milliseconds to compile."""
    return c > "\u052f" and c.isalnum() and not "\uac00" <= c <= "\ud7a3"


def _letters_of_scripts(text: str) -> Iterator[tuple[str, str]]:
    """The first letter of each run of a text in a script that the fonts of the styles lack."""
    from cvkit.write.script_runs import script_pieces

    for script, piece in script_pieces(normalize("NFC", text)):
        if script:
            yield script, next(character for character in piece if character >= "\u0138")


def _packages(script: str) -> str:
    """The packages with a font for a script on this machine, and the command that installs them."""
    from cvkit.typeset.install import installer

    way = installer([script])
    return way.packages + (f"\n   run: {way.shown}" if way.commands else "")
