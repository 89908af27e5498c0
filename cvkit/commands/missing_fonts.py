"""Check that a font is installed for each script of a record that the fonts of the styles lack."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.fallback_scripts import NAMES
from cvkit.model.rule import DependsOn, Rule
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


def check_fonts(source: Source) -> Iterator[Diagnostic]:
    """Report the first text of each script for which no font is installed."""
    first: dict[str, tuple[KeyPath, str]] = {}
    for path, text in texts_of_value(source.root, ()):
        if not text.isascii():
            for script, letter in _letters_of_scripts(text):
                first.setdefault(script, (path, letter))
    for script, (path, letter) in first.items():
        from cvkit.typeset.requirements import serving
        from cvkit.typeset.script_fonts import families_of

        if not serving(letter, families_of(script)):
            yield NoFontOfScript.at(
                path, script=NAMES[script], letter=letter, number=ord(letter), packages=_packages(script)
            )


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
