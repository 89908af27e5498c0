r"""Parse the TeX of a bibliography into an inline tree. No part of it is passed on to a TeX engine.

Accents and symbols become characters, and braces are deleted. `\emph`, `\textbf`, `\textsuperscript`, `\texttt`,
`\url` and `\href` become markup. `$…$` stays math; a command that is not allowed in math becomes its name or its
argument. Any other macro is an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from cvkit.load.bibtex.tex_math import math_inlines
from cvkit.load.bibtex.tex_symbols import (
    ALONE,
    COMBINING_ACCENTS,
    DECLARATIONS,
    DOTTED,
    DROPPED,
    TEX_SYMBOLS,
    WRAPPERS,
)
from cvkit.model.diagnostic import Diagnostic, Severity
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
from cvkit.model.rule import Rule

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


class UnknownMacro(Rule):
    r"""An unknown TeX macro; in math and in an abstract this is a warning.

    cvkit converts the TeX of a `.bib` file into the characters that it prints. It never passes an unknown macro on to
    TeX, so the text of this macro would be wrong. Write it as plain text. cvkit knows accents, symbols, `\emph`,
    `\textbf`, `\textsuperscript`, `\url` and `\href`. In an abstract, an unknown macro is a warning, and cvkit leaves
    the abstract out. In math it is a warning too: cvkit prints the argument or the name of an unknown command, and it
    prints math that it cannot parse as text.
    ```bibtex
    @article{one, title = {A \foo{Study}}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    ```bibtex
    @article{one, title = {A \emph{Study}}, author = {Miller, Ada}, journal = {J}, date = {2020}}
    ```
    """

    code = "L104"
    message = "unknown TeX macro `\\{name}`"
    hint = r"write it as plain text; cvkit knows accents, symbols, \emph, \textbf, \textsuperscript, \url and \href"
    fix = "write it as plain text"


class _TooDeep(UnknownMacro):
    message = "the braces are nested more than 50 levels deep"
    hint = "delete the braces that are not needed"


class _UnknownMath(UnknownMacro):
    severity = Severity.WARNING
    message = "{reason} in the math `{math}`"


class TexError(Exception):
    """A part of the TeX cannot be parsed: its diagnostic, and the offset and length of the characters to show."""

    def __init__(self, diagnostic: Diagnostic, at: int, length: int = 1) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic, self.at, self.length = diagnostic, at, length


def parse_tex(tex: str, doubts: list[TexError] | None = None) -> Inlines:
    r"""Parse a value of a bibliography into a tree. Several white-space characters become one space.

    If `doubts` is a list, math that is not allowed is not an error: it is added to the list, and becomes text.

    >>> plain_text(parse_tex(r"{\'E}cole \& {NASA}"))
    'École & NASA'

    Raises:
        TexError: the value has an unknown macro or math that is not allowed, or is nested too deeply.
    """
    if "</" in tex:
        tex = _TAGS.sub(lambda tag: f"\\{_TAG_MACROS[tag[1].lower()]}{{{tag[2]}}}", tex)
    if not _MARKUP.search(tex):
        return (Str(_SPACES.sub(" ", tex).strip(" ")),)
    return _tidy(_Reader(tex, doubts).sequence(0, ""))


class _Reader:
    """Parses one value from left to right."""

    def __init__(self, tex: str, doubts: list[TexError] | None) -> None:
        self.tex = tex
        self.doubts = doubts
        self.at = 0

    def sequence(self, depth: int, closing: str) -> list[Inline]:
        """Parse up to the end, or to the brace that closes the group."""
        if depth > MAX_TEX_DEPTH:
            raise TexError(_TooDeep.at(), self.at)
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
        if name in COMBINING_ACCENTS:
            return [Str(_accented(name, plain_text(self._argument(depth))))]
        if name in TEX_SYMBOLS:
            return [Str(TEX_SYMBOLS[name])]
        if name in WRAPPERS:
            return _MAKERS[WRAPPERS[name]](_tidy(self._argument(depth), trim=False))
        if name in DROPPED:
            self._argument(depth)
            return []
        if name in ("url", "nolinkurl", "path", "doi"):
            address = self._verbatim()
            target = f"https://doi.org/{address}" if name == "doi" else address
            return [Link(target, (Str(address),))]
        if name == "href":
            address = self._verbatim()
            return [Link(address, _tidy(self._argument(depth), trim=False) or (Str(address),))]
        raise TexError(UnknownMacro.at(name=name), token.start(), 1 + len(name))

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
        return self._math_inlines(inside.strip(), start + len(inside) - len(inside.lstrip()))

    def _math_inlines(self, source: str, at: int) -> Iterable[Inline]:
        """The elements of some math at an offset. Math that is not allowed is a doubt, or else an error."""
        inlines, errors = math_inlines(source)
        doubts = [
            TexError(_UnknownMath.at(reason=error.message, math=source, hint=error.hint), at + error.at, error.length)
            for error in errors
        ]
        if self.doubts is not None:
            self.doubts += doubts
        elif doubts:
            raise doubts[0]
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


def parse_address(tex: str) -> str:
    r"""The characters of a DOI or URL. biblatex needs no escapes in it, but other programs write `\_` or `{\%}`."""
    text = tex.strip()
    if whole := re.fullmatch(r"\\(?:url|nolinkurl|path)\s*\{(.*)\}", text, re.DOTALL):
        text = whole[1]
    if "\\" in text or "$" in text:
        text = re.sub(r"\$\\sim\$|\{?\\(?:textasciitilde|string~|~)\s*(?:\{\})?\}?", "~", text)
        text = re.sub(r"\{?\\textunderscore\s*(?:\{\})?\}?", "_", text)
        text = re.sub(r"\{\\([_%&#$~^{}])\}|\\([_%&#$~^{}])", lambda found: found[1] or found[2], text)
    first, *others = _SPACES.split(text)
    return first if others and others[0].startswith("http") else "".join([first, *others])
