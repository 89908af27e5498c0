"""Check that pdfLaTeX's T1 fonts have every character of a fragment that a thesis inputs."""

from __future__ import annotations

from collections.abc import Iterable

from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.rule import Rule
from cvkit.typeset.coverage import uncovered
from cvkit.typeset.trace import Spot, Trace


class NotInT1Fonts(Rule):
    r"""A character that T1 fonts do not have, in an appendix for a thesis under pdfLaTeX.

    pdfLaTeX prints with T1 fonts, which do not have this character. Build the thesis with XeLaTeX or LuaLaTeX, or write
    the text with other characters. If the thesis prints such characters in its own way (`\CVKcjk`), leave out
    `--engine`.
    """

    code = "T111"
    message = "pdfLaTeX's fonts lack {characters}"
    hint = "build the thesis with XeLaTeX or LuaLaTeX; if the thesis defines \\CVKcjk itself, omit --engine"
    fix = "build the thesis with another engine, or write it with other characters"


def check_coverage(traces: Iterable[Trace]) -> list[Diagnostic]:
    """A diagnostic for each value with a character that T1 fonts lack."""
    found: dict[KeyPath, tuple[Spot, dict[str, None]]] = {}
    for trace in traces:
        for number, line in enumerate(trace.lines, 1):
            for character in uncovered(line):
                for spot in trace.of_character_in(character, number):
                    found.setdefault(spot.path, (spot, {}))[1][character] = None
    return [spot.place(NotInT1Fonts.at(characters=_named("".join(lacking)))) for spot, lacking in found.values()]


def _named(characters: str) -> str:
    codes = [f"U+{ord(character):04X}" for character in characters[:4]] + ["…"] * (len(characters) > 4)
    return f"{characters} ({', '.join(codes)})"
