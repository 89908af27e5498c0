"""Check that pdfLaTeX's T1 fonts have every character of a fragment that a thesis inputs."""

from __future__ import annotations

from cvkit.model.diagnostic import Diagnostic, KeyPath, Range, Severity
from cvkit.model.rule import Rule
from cvkit.typeset.coverage import uncovered
from cvkit.typeset.trace import Spot, Trace


class NotInT1Fonts(Rule):
    r"""A character that T1 fonts do not have, in an appendix for a thesis under pdfLaTeX.

    pdfLaTeX prints with T1 fonts, which do not have this character. Build the thesis with XeLaTeX or LuaLaTeX, or write
    the text with other characters. If the thesis needs no file with such characters, or prints them in its own way
    (kotex, `\CVKcjk`), leave out `--engine`.
    """

    code = "T111"
    message = "pdfLaTeX's fonts lack {characters}, in {file}"
    hint = "build the thesis with XeLaTeX or LuaLaTeX; or omit `--engine`, and load kotex or do not input {file}"
    fix = "build the thesis with another engine, or write it with other characters"


class NeedsUnicodeFonts(Rule):
    r"""A file of an appendix that pdfLaTeX cannot typeset.

    pdfLaTeX prints with T1 fonts, which do not have these characters, so a thesis that inputs the file stops there.
    XeLaTeX and LuaLaTeX print them. Under pdfLaTeX, kotex prints Hangul. Say with `--engine` how you build the thesis.
    """

    code = "T120"
    severity = Severity.WARNING
    message = "pdfLaTeX cannot typeset {file}: its fonts lack {characters}"
    hint = "build the thesis with XeLaTeX or LuaLaTeX, and add `--engine xelatex` or `--engine lualatex` here"
    fix = "build the thesis with another engine, and name it with `--engine`"


def lacking_in_t1(trace: Trace) -> dict[Spot, str]:
    """The characters that T1 fonts lack, by the place of the first one in each value that prints them."""
    found: dict[KeyPath, dict[str, Spot]] = {}
    for number, line in enumerate(trace.lines, 1):
        for character in uncovered(line):
            for spot in trace.of_character_in(character, number):
                found.setdefault(spot.path, {}).setdefault(character, spot)
    in_order = (sorted(spots.items(), key=_place) for spots in found.values())
    return {spots[0][1]: "".join(character for character, _ in spots) for spots in in_order}


def not_in_t1(file: str, lacking: dict[Spot, str]) -> list[Diagnostic]:
    """An error for each value of a file with characters that T1 fonts lack."""
    return [spot.place(NotInT1Fonts.at(characters=_named(text), file=file)) for spot, text in lacking.items()]


def needs_unicode_fonts(file: str, lacking: dict[Spot, str]) -> Diagnostic:
    """The warning about a file with characters that T1 fonts lack, at the first."""
    characters = "".join(dict.fromkeys("".join(lacking.values())))
    return next(iter(lacking)).place(NeedsUnicodeFonts.at(characters=_named(characters), file=file))


def _place(found: tuple[str, Spot]) -> int:
    part = found[1].part
    return part.start if isinstance(part, Range) else 0


def _named(characters: str) -> str:
    codes = [f"U+{ord(character):04X}" for character in characters[:4]] + ["…"] * (len(characters) > 4)
    shown = characters if len(characters) <= 20 else f"{characters[:20]}…"
    return f"{shown} ({', '.join(codes)})"
