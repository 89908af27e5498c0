r"""Parse the TeX of a bibliography into an inline tree. No part of it is passed on to a TeX engine.

Accents and symbols become characters, and braces are deleted. `\emph`, `\textbf`, `\textsuperscript`, `\texttt`,
`\url` and `\href` become markup. `$…$` stays math; a command that is not allowed in math becomes its name or its
argument. Of any other unknown macro, its argument is kept. Both are reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cvkit.load.bibtex.addresses import parse_address, read_address
from cvkit.load.bibtex.html_markup import HTML, html_as_tex
from cvkit.load.bibtex.parsed_tex import ParsedTex, TexError, TooDeep, UnreadTex
from cvkit.load.bibtex.tex_math import closing_brace, math_inlines
from cvkit.load.bibtex.tex_quotes import is_apostrophe, with_quotes
from cvkit.load.bibtex.tidy_tree import tidy, tidy_text
from cvkit.model.inline import Code, Emphasis, Inline, Inlines, Link, Str, Strong, Subscript, Superscript, plain_text
from cvkit.model.math_symbols import MATH_SYMBOLS
from cvkit.model.tex_symbols import (
    ALONE,
    DECLARATIONS,
    DOTTED,
    DROPPED,
    ENTITIES,
    HTML_TAGS,
    LIGATURES,
    QUANTITIES,
    READ_ACCENTS,
    READ_SYMBOLS,
    SECOND_ARGUMENT,
    TEX_SYMBOLS,
    UNITS,
    WRAPPERS,
)

MAX_TEX_DEPTH = 50
"""The largest depth of groups within groups."""

_MARKUP = re.compile(r"[\\{}$~`]|''|--|,,\w|<<|&[A-Za-z#]|<[A-Za-z/]")
_CODE_POINT = re.compile(r"\{\s*(?:0?x|U\+)([0-9a-fA-F]{2,5})\s*\}")
_SPACES = re.compile(r"[ \t\r\n]+")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\r\n]*|\\(?P<symbol>.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)|(?P<tie>~)"
    r"|(?P<ligature>---|--|``|''|`|\?`|!`)|(?P<entity>&(?:amp|lt|gt|quot|apos|\#39);)"
    r"|(?P<tag>(?i:<(?P<name>i|em|b|strong|sup|sub|tt|code)>(?=(?:[^{}]|\{[^{}]*\})*?</(?P=name)>)))"
    r"|(?P<end>(?i:</(?:i|em|b|strong|sup|sub|tt|code)>))|(?P<script>[\^_](?=\{))|(?P<text>[^\\{}$~`'\-?!&<^_]+|.)",
    re.DOTALL,
)
_MATH_ENDS = {"(": r"\)", "[": r"\]", "ensuremath": ""}
"""Macro that begins math → the text that ends it; empty if the math is its argument."""
_ELEMENTS: dict[str, type[Emphasis | Strong | Superscript | Subscript]] = {
    "emphasis": Emphasis,
    "strong": Strong,
    "superscript": Superscript,
    "subscript": Subscript,
}


def parse_tex(tex: str) -> Inlines:
    r"""Parse a value of a bibliography into a tree. Several white-space characters become one space.

    >>> plain_text(parse_tex(r"{\'E}cole \& {NASA}"))
    'École & NASA'

    Raises:
        TexError: the value is nested too deeply.
    """
    return read_tex(tex).inlines


def plain_characters(tex: str) -> str | None:
    """The characters of a value with no TeX but dashes; None if it may have some. Most values of a file have none."""
    if "--" in tex:
        tex = tex.replace("---", LIGATURES["---"]).replace("--", LIGATURES["--"])
    return None if _MARKUP.search(tex) else _SPACES.sub(" ", tex).strip(" ")


def read_tex(tex: str, start: int = 0, is_typed: bool = True) -> ParsedTex:
    """Parse a value as `parse_tex` does, and return also the parts that could not be read.

    The value begins at the offset `start` of its file, from which the offsets in the tree count. If the file does not
    contain it as it is (`is_typed` is false), each offset is `start`. The offsets of the parts that could not be read
    are those in `tex`.

    Raises:
        TexError: the value is nested too deeply.
    """
    if (quoted := with_quotes(tex)) != tex:
        return read_tex(quoted, start, is_typed=False)
    if HTML.search(tex) and (written := html_as_tex(tex)) != tex:
        parsed = read_tex(written, start, is_typed=False)
        macros, addresses, math = ([one._replace(at=0) for one in found] for found in parsed[1:])
        return ParsedTex(parsed.inlines, tuple(macros), tuple(addresses), tuple(math))
    reader = _Reader(tex, start, is_typed)
    if not _MARKUP.search(tex):
        return ParsedTex(tidy_text(reader.text(tex, 0, len(tex))))
    inlines = tidy(reader.sequence(0, ""))
    if reader.unknown and not inlines:  # the macros are the only text
        inlines = (reader.text(" ".join(macro.text for macro in reader.unknown), 0, len(tex)),)
    return ParsedTex(inlines, tuple(reader.unknown), tuple(reader.refused), tuple(reader.wrong_math))


class _Reader:
    """Parses one value from left to right."""

    def __init__(self, tex: str, start: int, is_typed: bool) -> None:
        self.tex = tex
        self.start = start
        self.is_typed = is_typed
        self.at = 0
        self.unknown: list[UnreadTex] = []
        self.refused: list[UnreadTex] = []
        self.wrong_math: list[UnreadTex] = []

    def text(self, text: str, start: int, end: int) -> Str:
        """The characters that a range of the TeX means."""
        first, last = self.extent(start, end)
        offsets = range(first, last) if last - first == len(text) else (first,) * len(text)
        return Str(text, start=first, end=last, offsets=offsets)

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The range in the file of a range of the TeX."""
        return (self.start + start, self.start + end) if self.is_typed else (self.start, self.start)

    def sequence(self, depth: int, closing: str) -> list[Inline]:
        """Parse up to the end, or to the brace or tag that closes the group."""
        if depth > MAX_TEX_DEPTH:
            raise TexError(TooDeep.at(), self.at)
        found: list[Inline] = []
        while self.at < len(self.tex):
            token = _TOKEN.match(self.tex, self.at)
            assert token
            self.at, kind = token.end(), token.lastgroup
            if kind == "close":
                if closing:
                    return found
            elif kind == "open":
                found += self.sequence(depth + 1, "}")
            elif kind == "script":  # a script of math without its dollars
                markup = "superscript" if token[0] == "^" else "subscript"
                found += self._marked_up(markup, self._argument(depth), token.start())
            elif kind == "math":
                found += self._math(token[0], token.start())
            elif kind == "tag":
                name = token["name"].lower()
                found += self._marked_up(HTML_TAGS[name], self.sequence(depth + 1, f"</{name}>"), token.start())
            elif kind == "end" and token[0].lower() == closing:
                return found
            elif kind == "word" and token["word"] in DECLARATIONS:
                markup = DECLARATIONS[token["word"]]
                return [*found, *self._marked_up(markup, self.sequence(depth, closing), token.start())]
            elif kind in ("word", "symbol"):
                found += self._macro(token, depth)
            else:
                found.append(self.text(_character(token), token.start(), self.at))
        return found

    def _marked_up(self, markup: str, inner: list[Inline], at: int) -> list[Inline]:
        """The elements with a markup that begins at an offset of the TeX."""
        start, end = self.extent(at, self.at)
        match markup:
            case "code":
                return [Code(_SPACES.sub(" ", plain_text(inner)), start=start, end=end)]
            case "quotes":
                return [self.text("“", at, at + 1), *inner, self.text("”", self.at - 1, self.at)]
            case "plain":
                return inner
        return [_ELEMENTS[markup](tuple(inner), start=start, end=end)]

    def _macro(self, token: re.Match[str], depth: int) -> Iterable[Inline]:
        name, at = token["word"] or token["symbol"], token.start()
        if name == "&" and (entity := re.compile(r"(amp|lt|gt|quot|apos);").match(self.tex, self.at)):
            self.at = entity.end()
            return [self.text(ENTITIES[f"&{entity[0]}"], at, self.at)]
        if name in _MATH_ENDS:
            return self._math(_MATH_ENDS[name], at)
        if name == "a" and self.tex[self.at : self.at + 1] in ("'", "`", "="):
            name = self.tex[self.at]  # the accents within a `tabbing` environment: \a'e
            self.at += 1
        if name == "unicode" and (code := _CODE_POINT.match(self.tex, self.at)):
            self.at = code.end()
            return [self.text(chr(int(code[1], 16)), at, self.at)]
        if name == "'" and is_apostrophe(self.tex, self.at):
            return [self.text("'", at, self.at)]
        if name in READ_ACCENTS:
            text = _accented(name, plain_text(self._argument(depth)))
            return [self.text(text, at, self.at)]
        if symbol := TEX_SYMBOLS.get(name) or READ_SYMBOLS.get(name):
            return [self.text(symbol, at, token.end())]
        if name in TEX_SYMBOLS:
            return []
        if name in WRAPPERS:
            return self._marked_up(WRAPPERS[name], self._argument(depth), at)
        if name in DROPPED:
            self._argument(depth)
            return []
        if name in SECOND_ARGUMENT:
            self._argument(depth)
            return self._argument(depth)
        if name in QUANTITIES:
            number, unit = plain_text(self._argument(depth) if name not in ("si", "unit") else ()), self._unit()
            text = f"{number}\u00a0{unit}" if number and unit and unit[0] not in "°%" else f"{number}{unit}"
            return [self.text(text, at, self.at)]
        if name in ("url", "nolinkurl", "path", "doi"):
            address = self._verbatim()
            target = f"https://doi.org/{address}" if name == "doi" else address
            return self._link(target, [self.text(address, at, self.at)], at)
        if name == "href":
            address = self._verbatim()
            argument = self._argument(depth)
            return self._link(address, argument if tidy(argument) else [self.text(address, at, self.at)], at)
        if (form := MATH_SYMBOLS.get(f"\\{name}")) and name.isalpha():  # a symbol of math without its dollars
            return [self.text(form.text, at, token.end())]
        self.unknown.append(UnreadTex(name, at))
        if token["symbol"]:
            return [self.text(name, at, token.end())] if name.isalnum() else []
        if option := re.compile(r"\[[^\[\]]*\](?=\{)").match(self.tex, self.at):
            self.at = option.end()
        return self._argument(depth) if self.tex[self.at : self.at + 1] == "{" else []

    def _link(self, address: str, text: list[Inline], at: int) -> Iterable[Inline]:
        """A link, or only its text if no document can link to the address."""
        link = read_address(address)
        if link is None:
            self.refused.append(UnreadTex(address, at))
            return text
        start, end = self.extent(at, self.at)
        return [Link(link, tuple(text), start=start, end=end)]

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
        return [self.text(self.tex[self.at - 1], self.at - 1, self.at)]

    def _verbatim(self) -> str:
        """The characters of the next group, without the backslashes that TeX needs before some characters."""
        group = re.compile(r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}").match(self.tex, self.at)
        if not group:
            return ""
        self.at = group.end()
        return parse_address(group[1])

    def _math(self, opening: str, at: int) -> Iterable[Inline]:
        """Parse math up to its end. A dollar without an end is text."""
        closing = {"": "}", r"\)": r"\)"}.get(opening, opening)
        start = self.at
        if not opening:
            start = self.tex.find("{", self.at) + 1 or self.at
            end = closing_brace(self.tex, start)
        else:
            not_escaped = r"(?<!\\)" if "$" in closing else ""
            found = re.compile(not_escaped + re.escape(closing)).search(self.tex, start)
            end = found.start() if found else -1
        if end < 0:
            return [self.text(opening, at, at + len(opening))]
        self.at = end + len(closing)
        inside = self.tex[start:end]
        inlines, errors = math_inlines(inside.strip(), *self.extent(at, self.at))
        begin = start + len(inside) - len(inside.lstrip())
        self.wrong_math += [UnreadTex(error.message, begin + error.at) for error in errors]
        return inlines


def _character(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "tie":
            return "\u00a0"
        case "ligature":
            return LIGATURES[token[0]]
        case "entity":
            return ENTITIES[token[0]]
        case _:
            return token[0]


def _accented(accent: str, argument: str) -> str:
    argument = argument.strip(" ")
    if not argument:
        return ALONE.get(accent, "")
    letter = DOTTED.get(argument[0], argument[0]) if accent not in "cdkb" else argument[0]
    return unicodedata.normalize("NFC", letter + READ_ACCENTS[accent]) + argument[1:]
