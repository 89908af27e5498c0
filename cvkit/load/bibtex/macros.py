r"""Replace macros that the user or the file defines: `\newcommand` in `@preamble`, `bibtex: macros` of a record.

The names of journals in files of the Astrophysics Data System are macros too (`\apj`), defined by AASTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cvkit.model.tex_symbols import READ_ACCENTS, READ_SYMBOLS, WRAPPERS

MAX_REPLACEMENTS = 10
"""The maximum number of rounds of replacement: a macro can contain others, or itself."""
MAX_LENGTH = 1_000_000
"""The maximum number of characters of a value with its macros replaced."""


class TexMacro(NamedTuple):
    """A macro: its text, in which `#1` is its first argument, and the number of its arguments."""

    text: str
    arguments: int = 0
    default: str | None = None
    """The first argument if it is omitted; None if it must be in braces."""


_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[gex]?def)\*?\s*"
    r"(?:\{\s*)?\\(?P<name>[A-Za-z]+)(?:\s*\})?\s*(?:\[(?P<count>\d)\](?:\[(?P<default>[^\]]*)\])?)?(?P<parameters>(?:#\d)*)\s*\{"
)
_KNOWN = frozenset({*READ_SYMBOLS, *READ_ACCENTS, *WRAPPERS})
_LAYOUT = re.compile(r"\\(?:accent|lower|raise|hbox|ooalign|kern|setbox|fontfamily)(?![A-Za-z])")
"""A definition that draws a character. MathSciNet writes some, of characters that cvkit knows."""
_BRACE = re.compile(r"(?<!\\)[{}]")
_ARGUMENT = re.compile(r"\s*(?:\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}|(\\[A-Za-z]+|\\?[^\s{}]))")


_OPTION = re.compile(r"\s*\[([^\[\]]*)\]")


def defined_macros(preambles: Iterable[str]) -> dict[str, TexMacro]:
    r"""The macros that `\newcommand`, `\providecommand` or `\def` define in the `@preamble` of a file."""
    macros: dict[str, TexMacro] = {}
    for text in preambles:
        text = re.sub(r'"\s*#\s*"', "", text)
        for found in _DEFINITION.finditer(text):
            end = _closing(text, found.end())
            count = int(found["count"] or 0) or len(found["parameters"]) // 2
            if found["name"] not in _KNOWN or not _LAYOUT.search(text, found.end(), end):
                macros[found["name"]] = TexMacro(text[found.end() : end], count, found["default"])
    return macros


def declared_macros(typed: Any) -> dict[str, TexMacro]:
    """The macros of a record. The check stage reports values that are not texts."""
    if not isinstance(typed, Mapping):
        return {}
    return {
        name.lstrip("\\"): TexMacro(text, max(map(int, re.findall(r"#(\d)", text)), default=0))
        for name, text in typed.items()
        if isinstance(text, str)
    }


def replace_macros(tex: str, macros: Mapping[str, TexMacro]) -> str:
    """TeX with the given macros replaced by their texts."""
    for _ in range(MAX_REPLACEMENTS):
        replaced = _replaced_once(tex, macros)
        if replaced == tex or len(replaced) > MAX_LENGTH:
            break
        tex = replaced
    return tex


def _replaced_once(tex: str, macros: Mapping[str, TexMacro]) -> str:
    pieces: list[str] = []
    at = 0
    for found in re.finditer(r"\\([A-Za-z]+)(?:\{\}|[ \t\r\n]+(?=[^{]|$))?", tex):
        macro = macros.get(found[1])
        if macro is None or found.start() < at:
            continue
        pieces.append(tex[at : found.start()])
        end = found.end() if not macro.arguments else found.start() + 1 + len(found[1])
        text = macro.text
        for number in range(1, macro.arguments + 1):
            if number == 1 and macro.default is not None:
                argument = _OPTION.match(tex, end)
                typed = argument[1] if argument else macro.default
            else:
                argument = _ARGUMENT.match(tex, end)
                typed = argument and (argument[1] if argument[1] is not None else argument[2])
            text = text.replace(f"#{number}", typed or "")
            end = argument.end() if argument else end
        is_glued = re.search(r"\\[A-Za-z]+$", text) and tex[end : end + 1].isalpha()
        pieces.append(f"{text} " if is_glued else text)
        at = end
    return "".join([*pieces, tex[at:]])


def _closing(text: str, start: int) -> int:
    depth = 1
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(text)


JOURNAL_FIELDS = frozenset({"journal", "journaltitle", "shortjournal", "booktitle", "series", "howpublished"})
"""Fields in which the journal macros are replaced."""

JOURNAL_MACROS = {
    name: TexMacro(text)
    for name, text in {
        "aj": "The Astronomical Journal",
        "actaa": "Acta Astronomica",
        "ao": "Applied Optics",
        "aap": "Astronomy and Astrophysics",
        "aapr": "Astronomy and Astrophysics Reviews",
        "aaps": "Astronomy and Astrophysics, Supplement",
        "apj": "The Astrophysical Journal",
        "apjl": "The Astrophysical Journal Letters",
        "apjlett": "The Astrophysical Journal Letters",
        "apjs": "The Astrophysical Journal Supplement Series",
        "apjsupp": "The Astrophysical Journal Supplement Series",
        "aplett": "Astrophysics Letters",
        "applopt": "Applied Optics",
        "apspr": "Astrophysics Space Physics Research",
        "apss": "Astrophysics and Space Science",
        "araa": "Annual Review of Astronomy and Astrophysics",
        "azh": "Astronomicheskii Zhurnal",
        "baas": "Bulletin of the AAS",
        "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
        "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
        "caa": "Chinese Astronomy and Astrophysics",
        "cjaa": "Chinese Journal of Astronomy and Astrophysics",
        "dps": "AAS/Division for Planetary Sciences Meeting Abstracts",
        "fcp": "Fundamentals of Cosmic Physics",
        "gca": "Geochimica et Cosmochimica Acta",
        "grl": "Geophysical Research Letters",
        "iaucirc": "IAU Circulars",
        "icarus": "Icarus",
        "jaavso": "Journal of the American Association of Variable Star Observers",
        "jcap": "Journal of Cosmology and Astroparticle Physics",
        "jcp": "Journal of Chemical Physics",
        "jgr": "Journal of Geophysical Research",
        "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
        "jrasc": "Journal of the Royal Astronomical Society of Canada",
        "maps": "Meteoritics and Planetary Science",
        "memras": "Memoirs of the Royal Astronomical Society",
        "memsai": "Memorie della Società Astronomica Italiana",
        "mnras": "Monthly Notices of the Royal Astronomical Society",
        "na": "New Astronomy",
        "nar": "New Astronomy Review",
        "nat": "Nature",
        "nphysa": "Nuclear Physics A",
        "pasa": "Publications of the Astronomical Society of Australia",
        "pasj": "Publications of the Astronomical Society of Japan",
        "pasp": "Publications of the Astronomical Society of the Pacific",
        "physrep": "Physics Reports",
        "physscr": "Physica Scripta",
        "planss": "Planetary and Space Science",
        "pra": "Physical Review A",
        "prb": "Physical Review B",
        "prc": "Physical Review C",
        "prd": "Physical Review D",
        "pre": "Physical Review E",
        "prl": "Physical Review Letters",
        "procspie": "Proceedings of the SPIE",
        "psj": "The Planetary Science Journal",
        "qjras": "Quarterly Journal of the Royal Astronomical Society",
        "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
        "skytel": "Sky and Telescope",
        "solphys": "Solar Physics",
        "sovast": "Soviet Astronomy",
        "ssr": "Space Science Reviews",
        "ssrv": "Space Science Reviews",
        "zap": "Zeitschrift für Astrophysik",
        "aas": "American Astronomical Society Meeting Abstracts",
        "ajp": "American Journal of Physics",
        "ajph": "Australian Journal of Physics",
    }.items()
}
r"""The macros of AASTeX for journals → their names."""
