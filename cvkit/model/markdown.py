r"""Parse the small Markdown of a record's texts into an inline tree.

`*emphasis*`, `**strong**`, `` `code` ``, `[text](url)`, `^sup^`, `~sub~`, `$math$`; `[@id; @id]`, the labels of
other entries; `{{count:J}}`, a count; `{{sum:grants}}`, a sum. A backslash before one of `` * _ ` [ ] ^ ~ $ \ `` makes
it literal. Anything else is text as typed: HTML, TeX, `_underlines_`, stars within a word, and every delimiter that
opens no markup. Stars follow the rules of CommonMark (§6.2) for everything else.
"""

from __future__ import annotations

import functools
import re

from pydantic_core import PydanticCustomError

from cvkit.model.emphasis import EmphasisStack, TooDeepError, literal
from cvkit.model.inline import (
    FIGURES,
    Code,
    CrossRef,
    Inline,
    Inlines,
    Link,
    Math,
    PrintedFigure,
    Str,
    Subscript,
    Superscript,
)
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.math import InvalidMath, MathError
from cvkit.model.url import parse_url

ESCAPABLE = frozenset("*_`[]^~$\\")

_OPENS = re.compile(r"[*`\[^~$\\]|\{\{")
_IN_LABELS = lazy_pattern(r"[`\[\]$\\]|\{\{")
_SPACE = r"[ \t\r\n]"
_SPACES = re.compile(rf"{_SPACE}+")
_ID = r"@[^\s,;@\[\]{}\"'#%\\]+"
_REFERENCE = lazy_pattern(rf"\[{_ID}(?:\s*;\s*{_ID})*\]")
_FIGURE = lazy_pattern(rf"\{{\{{({'|'.join(FIGURES)}):([^{{}}]*)\}}\}}")
_TICKS = re.compile("`+")
_SCRIPTS = {sign: lazy_pattern(rf"\{sign}(?:\\{_SPACE}+|\\.|[^\\ \t\r\n\{sign}])+\{sign}", re.DOTALL) for sign in "^~"}
_MATH = lazy_pattern(r"(?<!\d)\$(?![\s$])((?:\\.|[^\\$])+)(?<!\s)\$(?!\d)", re.DOTALL)


def parse_inlines(text: str) -> Inlines:
    """Parse one text. Several white space characters in a row become one space.

    Raises:
        PydanticCustomError: the address of a link is not allowed, or math is invalid or uses a refused command.
            Its context has the offset `at` of the wrong part in the text.
    """
    start, end = len(text) - len(text.lstrip(" \t\r\n")), len(text.rstrip(" \t\r\n"))
    if start < end and _OPENS.search(text):
        try:
            return _Scanner(text).inlines(start, end)
        except TooDeepError:
            pass
    return (literal(text, start, max(start, end)),)


class _Scanner:
    """Parses one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text

    def inlines(self, start: int, end: int, in_link: bool = False) -> Inlines:
        """Parse a range of the text."""
        stars = EmphasisStack(self.text, end)
        labels = {} if in_link else self._labels(start, end)
        at = start
        while at < end:
            if self.text[at] == "*":
                at = stars.run(at)
            else:
                inline = self._leaf(at, end) or self._link(at, end, labels) or self._script(at, end, in_link)
                inline = inline or literal(self.text, at, self._literal_end(at, end))
                if isinstance(inline, Math):
                    self._check(inline)
                stars.add(inline)
                at = inline.end
        return stars.inlines()

    def _check(self, math: Math) -> None:
        try:
            math.formula  # noqa: B018 (the tree is kept)
        except MathError as error:
            at = literal(self.text, math.start + 1, math.end - 1).offsets[error.at]
            raise InvalidMath.error(math=math.source, reason=error.message, hint=error.hint, at=at) from None

    def _literal_end(self, at: int, end: int) -> int:
        """The end of the literal text at an offset, which opens no markup there."""
        if ticks := _TICKS.match(self.text, at, end):
            return ticks.end()
        found = _OPENS.search(self.text, at + 1, end)
        return found.start() if found else end

    def _leaf(self, at: int, end: int) -> Inline | None:
        """The element without children at an offset, or the escaped character there."""
        match self.text[at]:
            case "\\" if at + 1 < end and self.text[at + 1] in ESCAPABLE:
                return Str(self.text[at + 1], start=at, end=at + 2, offsets=range(at + 1, at + 2))
            case "`":
                return self._code(at, end)
            case "$" if found := _MATH.match(self.text, at, end):
                return Math(_SPACES.sub(" ", found[1]), start=at, end=found.end())
            case "[" if found := _REFERENCE.match(self.text, at, end):
                return _listed(CrossRef, found[0][1:-1].replace("@", " "), ";", at + 1, found)
            case "{" if found := _FIGURE.match(self.text, at, end):
                return _listed(FIGURES[found[1]], found[2], ",", found.start(2), found)
        return None

    def _code(self, at: int, end: int) -> Code | None:
        runs = _TICKS.finditer(self.text, at, end)
        opening = next(runs)
        for closing in runs:
            if len(closing[0]) == len(opening[0]):
                content = _SPACES.sub(" ", self.text[opening.end() : closing.start()])
                if content[0] == content[-1] == " " and content.strip(" "):
                    content = content[1:-1]
                return Code(content, start=at, end=closing.end())
        return None

    def _script(self, at: int, end: int, in_link: bool) -> Inline | None:
        """`^sup^` or `~sub~`: one run of characters without a space, not empty."""
        sign = self.text[at]
        found = _SCRIPTS[sign].match(self.text, at, end) if sign in _SCRIPTS else None
        if not found:
            return None
        kind = Superscript if sign == "^" else Subscript
        return kind(self.inlines(at + 1, found.end() - 1, in_link), start=at, end=found.end())

    def _link(self, at: int, end: int, labels: dict[int, int]) -> Inline | None:
        """`[text](url)`. The address is taken as typed; only `parse_url` decides whether it is allowed."""
        label = labels.get(at, at + 1)
        closing = self._parentheses.get(label + 1, end) if label > at + 1 else end
        if closing >= end or closing == label + 2:
            return None
        try:
            url = parse_url(self.text[label + 2 : closing])
        except PydanticCustomError as error:
            context = {**(error.context or {}), "at": label + 2, "length": closing - label - 2}
            raise PydanticCustomError(error.type, error.message_template, context) from None
        return Link(url, self.inlines(at + 1, label, in_link=True), start=at, end=closing + 1)

    def _labels(self, start: int, end: int) -> dict[int, int]:
        """The offset of each bracket in a range → the offset of the bracket that closes it."""
        labels: dict[int, int] = {}
        if "](" not in self.text:
            return labels
        opened: list[int] = []
        at = start
        while found := _IN_LABELS.search(self.text, at, end):
            at = found.start()
            if leaf := self._leaf(at, end):
                at = leaf.end
                continue
            if found[0] == "[":
                opened.append(at)
            elif found[0] == "]" and opened:
                labels[opened.pop()] = at
            at = self._literal_end(at, end) if found[0] == "`" else at + 1
        return labels

    @functools.cached_property
    def _parentheses(self) -> dict[int, int]:
        """The offset of each parenthesis → the offset of the one that closes it, with no space between."""
        pairs: dict[int, int] = {}
        opened: list[int] = []
        for found in re.finditer(rf"[()]|{_SPACE}", self.text):
            if found[0] == "(":
                opened.append(found.start())
            elif found[0] != ")":
                opened.clear()
            elif opened:
                pairs[opened.pop()] = found.start()
        return pairs


def _listed(
    kind: type[CrossRef] | type[PrintedFigure], content: str, separator: str, at: int, found: re.Match[str]
) -> CrossRef | PrintedFigure:
    """The element of a list of words, each with its offset; `at` is the offset of the list."""
    words, offsets = [], []
    for piece in content.split(separator):
        words.append(piece.strip())
        offsets.append(at + len(piece) - len(piece.lstrip()))
        at += len(piece) + 1
    return kind(tuple(words), offsets=tuple(offsets), start=found.start(), end=found.end())
