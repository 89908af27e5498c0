r"""Parse the TeX of a bibliography into an inline tree. No part of it is passed on to a TeX engine.

Accents and symbols become characters, and braces are deleted. `\emph`, `\textbf`, `\textsuperscript`, `\texttt`,
`\url` and `\href` become markup. `$…$` stays math; a command that is not allowed in math becomes its name or its
argument. Of any other unknown macro, its argument is kept. Both are reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from cvkit.load.bibtex.addresses import parse_address, read_address
from cvkit.load.bibtex.parsed_tex import ParsedTex, TexError, TooDeep, UnreadTex
from cvkit.load.bibtex.tex_math import math_inlines
from cvkit.model.inline import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.model.tex_symbols import (
    ALONE,
    COMBINING_ACCENTS,
    DECLARATIONS,
    DOTTED,
    DROPPED,
    ENTITY_SYMBOLS,
    QUANTITIES,
    SECOND_ARGUMENT,
    TEX_SYMBOLS,
    UNITS,
    WRAPPERS,
)

MAX_TEX_DEPTH = 50
"""The largest depth of groups within groups."""

_MARKUP = re.compile(r"[\\{}$~`]|''|--|&[a-z#]")
_SPACES = re.compile(r"[ \t\r\n]+")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\r\n]*|\\(?P<symbol>.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)|(?P<tie>~)"
    r"|(?P<ligature>---|--|``|''|`|\?`|!`)|(?P<entity>&(?:amp|lt|gt|quot|apos|\#39);)|(?P<text>[^\\{}$~`'\-?!&]+|.)",
    re.DOTALL,
)
_TAG_MACROS = {"i": "emph", "em": "emph", "b": "textbf", "strong": "textbf", "sup": "textsuperscript",
               "sub": "textsubscript", "tt": "texttt", "code": "texttt"}  # fmt: skip
_TAGS = re.compile(rf"<({'|'.join(_TAG_MACROS)})>([^<>{{}}]*)</\1>", re.IGNORECASE)
"""The HTML tags that publishers leave in titles."""
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "?`": "¿", "!`": "¡"}
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'"}

_MAKERS: dict[str, Callable[[Inlines], Iterable[Inline]]] = {
    "emphasis": lambda inner: [Emphasis(inner)],
    "strong": lambda inner: [Strong(inner)],
    "superscript": lambda inner: [Superscript(inner)],
    "subscript": lambda inner: [Subscript(inner)],
    "code": lambda inner: [Code(plain_text(inner))],
    "quotes": lambda inner: [Str("“"), *inner, Str("”")],
    "plain": lambda inner: inner,
}


def parse_tex(tex: str) -> Inlines:
    r"""Parse a value of a bibliography into a tree. Several white-space characters become one space.

    >>> plain_text(parse_tex(r"{\'E}cole \& {NASA}"))
    'École & NASA'

    Raises:
        TexError: the value is nested too deeply.
    """
    return read_tex(tex).inlines


def read_tex(tex: str) -> ParsedTex:
    """Parse a value as `parse_tex` does, and return also the parts that could not be read.

    Raises:
        TexError: the value is nested too deeply.
    """
    if "</" in tex:
        tex = _TAGS.sub(lambda tag: f"\\{_TAG_MACROS[tag[1].lower()]}{{{tag[2]}}}", tex)
    if not _MARKUP.search(tex):
        return ParsedTex((Str(_SPACES.sub(" ", tex).strip(" ")),))
    reader = _Reader(tex)
    inlines = _tidy(reader.sequence(0, ""))
    if reader.unknown and not inlines:  # the macros are the only text
        inlines = (Str(" ".join(macro.text for macro in reader.unknown)),)
    return ParsedTex(inlines, tuple(reader.unknown), tuple(reader.refused), tuple(reader.wrong_math))


class _Reader:
    """Parses one value from left to right."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.at = 0
        self.unknown: list[UnreadTex] = []
        self.refused: list[UnreadTex] = []
        self.wrong_math: list[UnreadTex] = []

    def sequence(self, depth: int, closing: str) -> list[Inline]:
        """Parse up to the end, or to the brace that closes the group."""
        if depth > MAX_TEX_DEPTH:
            raise TexError(TooDeep.at(), self.at)
        found: list[Inline] = []
        while self.at < len(self.tex):
            token = _TOKEN.match(self.tex, self.at)
            assert token
            self.at = token.end()
            kind = token.lastgroup
            if kind == "close":
                if closing:
                    return found
            elif kind == "open":
                found += self.sequence(depth + 1, "}")
            elif kind == "math":
                found += self._math(token[0])
            elif kind == "word" and token["word"] in DECLARATIONS:
                rest = _tidy(self.sequence(depth, closing), trim=False)
                return [*found, *_MAKERS[DECLARATIONS[token["word"]]](rest)]
            elif kind in ("word", "symbol"):
                found += self._macro(token, depth)
            else:
                found.append(Str(_character(token)))
        return found

    def _macro(self, token: re.Match[str], depth: int) -> Iterable[Inline]:
        name = token["word"] or token["symbol"]
        if name == "&" and (entity := re.compile(r"(amp|lt|gt|quot|apos);").match(self.tex, self.at)):
            self.at = entity.end()
            return [Str(_ENTITIES[f"&{entity[0]}"])]
        if name in ("(", "ensuremath"):
            return self._math(r"\)" if name == "(" else "")
        if name == "a" and self.tex[self.at : self.at + 1] in ("'", "`", "="):
            self.at += 1  # the accents within a `tabbing` environment: \a'e
            return [Str(_accented(self.tex[self.at - 1], plain_text(self._argument(depth))))]
        if name in COMBINING_ACCENTS:
            return [Str(_accented(name, plain_text(self._argument(depth))))]
        if symbol := TEX_SYMBOLS.get(name) or ENTITY_SYMBOLS.get(name):
            return [Str(symbol)]
        if name in TEX_SYMBOLS:
            return []
        if name in WRAPPERS:
            return _MAKERS[WRAPPERS[name]](_tidy(self._argument(depth), trim=False))
        if name in DROPPED:
            self._argument(depth)
            return []
        if name in SECOND_ARGUMENT:
            self._argument(depth)
            return self._argument(depth)
        if name in QUANTITIES:
            number, unit = plain_text(self._argument(depth)), self._unit()
            return [Str(f"{number}\u00a0{unit}" if unit and unit[0] not in "°%" else f"{number}{unit}")]
        if name in ("url", "nolinkurl", "path", "doi"):
            address = self._verbatim()
            target = f"https://doi.org/{address}" if name == "doi" else address
            return self._link(target, (Str(address),), token.start())
        if name == "href":
            address = self._verbatim()
            text = _tidy(self._argument(depth), trim=False) or (Str(address),)
            return self._link(address, text, token.start())
        self.unknown.append(UnreadTex(name, token.start()))
        if token["symbol"]:
            return []
        if option := re.compile(r"\[[^\[\]]*\](?=\{)").match(self.tex, self.at):
            self.at = option.end()
        return self._argument(depth) if self.tex[self.at : self.at + 1] == "{" else []

    def _link(self, address: str, text: Inlines, at: int) -> Iterable[Inline]:
        """A link, or only its text if no document can link to the address."""
        link = read_address(address)
        if link is None:
            self.refused.append(UnreadTex(address, at))
            return text
        return [Link(link, text)]

    def _unit(self) -> str:
        r"""The characters of a unit in braces, such as `\kilo\metre`."""
        unit = re.sub(r"\\([A-Za-z]+)\s*", lambda macro: UNITS.get(macro[1], macro[1]), self._verbatim())
        return unit.replace("~", " ").replace(".", "\u00b7")

    def _argument(self, depth: int) -> list[Inline]:
        """Parse the next group, macro or character."""
        while self.at < len(self.tex) and self.tex[self.at].isspace():
            self.at += 1
        token = _TOKEN.match(self.tex, self.at)
        if not token or token.lastgroup == "close":
            return []
        if token.lastgroup == "open":
            self.at = token.end()
            return self.sequence(depth + 1, "}")
        if token.lastgroup in ("word", "symbol"):
            self.at = token.end()
            return list(self._macro(token, depth + 1)) if depth < MAX_TEX_DEPTH else []
        self.at += 1
        return [Str(self.tex[self.at - 1])]

    def _verbatim(self) -> str:
        """The characters of the next group, without the backslashes that TeX needs before some characters."""
        group = re.compile(r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}").match(self.tex, self.at)
        if not group:
            return ""
        self.at = group.end()
        return parse_address(group[1])

    def _math(self, opening: str) -> Iterable[Inline]:
        """Parse math up to its end. A dollar without an end is text."""
        closing = {"": "}", r"\)": r"\)"}.get(opening, opening)
        start = self.at
        if not opening:
            start = self.tex.find("{", self.at) + 1 or self.at
            end = _closing_brace(self.tex, start)
        else:
            found = re.compile(rf"(?<!\\){re.escape(closing)}" if closing[0] == "$" else re.escape(closing)).search(
                self.tex, start
            )
            end = found.start() if found else -1
        if end < 0:
            return [Str(opening)]
        self.at = end + len(closing)
        inside = self.tex[start:end]
        inlines, errors = math_inlines(inside.strip())
        at = start + len(inside) - len(inside.lstrip())
        self.wrong_math += [UnreadTex(error.message, at + error.at) for error in errors]
        return inlines


def _character(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "tie":
            return "\u00a0"
        case "ligature":
            return _LIGATURES[token[0]]
        case "entity":
            return _ENTITIES[token[0]]
        case _:
            return token[0]


def _accented(accent: str, argument: str) -> str:
    argument = argument.strip(" ")
    if not argument:
        return ALONE.get(accent, "")
    letter = DOTTED.get(argument[0], argument[0]) if accent not in "cdkb" else argument[0]
    return unicodedata.normalize("NFC", letter + COMBINING_ACCENTS[accent]) + argument[1:]


def _closing_brace(text: str, start: int) -> int:
    depth = 1
    for brace in re.compile(r"(?<!\\)[{}]").finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return -1


def _tidy(inlines: Iterable[Inline], trim: bool = True) -> Inlines:
    """The tree with adjacent plain texts joined and several spaces replaced by one."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Str) and joined and isinstance(joined[-1], Str):
            joined[-1] = Str(joined[-1].text + inline.text)
        elif not isinstance(inline, Emphasis | Strong | Superscript | Subscript | Link) or inline.children:
            joined.append(inline)
    for at, inline in enumerate(joined):
        if isinstance(inline, Str):
            joined[at] = Str(_SPACES.sub(" ", inline.text))
    if trim and joined and isinstance(joined[0], Str):
        joined[0] = Str(joined[0].text.lstrip(" "))
    if trim and joined and isinstance(joined[-1], Str):
        joined[-1] = Str(joined[-1].text.rstrip(" "))
    return tuple(inline for inline in joined if inline != Str(""))
