r"""Parse the small Markdown of a record's texts into an inline tree.

`*emphasis*`, `**strong**`, `` `code` ``, `[text](url)`, `^sup^`, `~sub~`, `$math$`; `[@id; @id]`, the labels of
other entries; `{{count:J}}`, a count. A backslash before one of `` * _ ` [ ] ^ ~ $ \ `` makes it literal. Anything else
is text as typed: HTML, TeX, `_underlines_`, stars within a word, and every delimiter that opens no markup. Stars follow
the rules of CommonMark (§6.2) for everything else.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic_core import PydanticCustomError

from cvkit.model.inline import (
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Math,
    PrintedCount,
    Str,
    Strong,
    Subscript,
    Superscript,
)
from cvkit.model.math_syntax import check_math
from cvkit.model.scripts import HAN, HANGUL, KANA
from cvkit.model.url import parse_url

ESCAPABLE = frozenset("*_`[]^~$\\")
MAX_INLINE_DEPTH = 16
"""A text with deeper nesting, such as a row of stars, has no markup."""

_OPENS = re.compile(r"[*`\[^~$\\]|\{\{")
_IN_LABELS = re.compile(r"[`\[\]$\\]|\{\{")
_SPACE = r"[ \t\r\n]"
_SPACES = re.compile(rf"{_SPACE}+")
_ID = r"@[^\s,;@\[\]{}\"'#%\\]+"
_REFERENCE = re.compile(rf"\[{_ID}(?:\s*;\s*{_ID})*\]")
_COUNT = re.compile(r"\{\{count:([^{}]*)\}\}")
_TICKS = re.compile("`+")
_STARS = re.compile(r"\*+")
_SCRIPTS = {sign: re.compile(rf"\{sign}(?:\\{_SPACE}+|\\.|[^\\ \t\r\n\{sign}])+\{sign}", re.DOTALL) for sign in "^~"}
_MATH = re.compile(r"(?<!\d)\$(?![\s$])((?:\\.|[^\\$])+)(?<!\s)\$(?!\d)", re.DOTALL)
_Parsed = TypeVar("_Parsed")
_EAST_ASIAN = re.compile(f"[{HANGUL}{KANA}{HAN}]")


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
        except _TooDeepError:
            pass
    return (_literal(text, start, max(start, end)),)


class _TooDeepError(Exception):
    """The nesting of a text is deeper than `MAX_INLINE_DEPTH`."""


class _Scanner:
    """Parses one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text

    def inlines(self, start: int, end: int, in_link: bool = False) -> Inlines:
        """Parse a range of the text."""
        stars = _Stars(self.text, end)
        labels = {} if in_link else self._labels(start, end)
        at = start
        while at < end:
            if self.text[at] == "*":
                at = stars.run(at)
            else:
                inline = self._leaf(at, end) or self._link(at, end, labels) or self._script(at, end, in_link)
                inline = inline or _literal(self.text, at, self._literal_end(at, end))
                if isinstance(inline, Math):
                    _allowed(check_math, inline.source, at + 1)
                stars.add(inline)
                at = inline.end
        return stars.inlines()

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
            case "{" if found := _COUNT.match(self.text, at, end):
                return _listed(PrintedCount, found[1], ",", found.start(1), found)
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
        url = _allowed(parse_url, self.text[label + 2 : closing], label + 2)
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


@dataclass
class _Run:
    """A run of stars that can open emphasis, and the elements behind it that are not yet enclosed."""

    start: int
    end: int
    opens: bool = True
    closes: bool = False
    length: int = 0
    """The length as typed. Some of the stars may be used already."""
    behind: list[Inline] = field(default_factory=list)
    height: int = 0
    """The depth of the deepest element behind the run."""


class _Stars:
    """Encloses elements in emphasis: a run of stars closes the nearest run that fits it."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.open = [_Run(0, 0)]
        self.searched: dict[tuple[bool, int], int] = {}
        """For each form of a closing run, the number of open runs that are known not to fit."""

    def add(self, inline: Inline) -> None:
        """Add the next element of the text."""
        self.open[-1].behind.append(inline)
        self._raise_height(_height(inline))

    def run(self, at: int) -> int:
        """Add a run of stars. Return its end."""
        found = _STARS.match(self.text, at, self.end)
        assert found
        before = self.text[at - 1] if at else " "
        after = self.text[found.end()] if found.end() < self.end else " "
        run = _Run(at, found.end(), *_flanks(before, after), len(found[0]))
        while run.closes and run.start < run.end and (index := self._opener(run)):
            self._enclose(index, run)
        if run.start < run.end and run.opens:
            self.open.append(run)
        elif run.start < run.end:
            self.add(_literal(self.text, run.start, run.end))
        return found.end()

    def inlines(self) -> Inlines:
        """The elements. Stars that are still open are literal."""
        self._drop_above(0)
        return tuple(_joined(self.open[0].behind))

    def _opener(self, run: _Run) -> int:
        """The index of the nearest open run that fits a closing run; 0 if there is none."""
        form = (run.opens, run.length % 3)
        for index in range(len(self.open) - 1, self.searched.get(form, 0), -1):
            opener = self.open[index]
            both = opener.closes or run.opens
            if not (both and (opener.length + run.length) % 3 == 0 and run.length % 3):
                return index
        self.searched[form] = len(self.open) - 1
        return 0

    def _enclose(self, index: int, run: _Run) -> None:
        """Enclose all elements behind an open run."""
        self._drop_above(index)
        opener = self.open[index]
        width = min(2, opener.end - opener.start, run.end - run.start)
        kind = Strong if width == 2 else Emphasis
        inline = kind(tuple(_joined(opener.behind)), start=opener.end - width, end=run.start + width)
        opener.end -= width
        run.start += width
        if opener.start == opener.end:
            self._pop()
        opener.behind = []
        self.open[-1].behind.append(inline)
        self._raise_height(opener.height + 1)

    def _drop_above(self, index: int) -> None:
        """Make the stars of all open runs above an index literal."""
        while len(self.open) > index + 1:
            run = self._pop()
            self.open[-1].behind += [_literal(self.text, run.start, run.end), *run.behind]
            self._raise_height(run.height)

    def _pop(self) -> _Run:
        run = self.open.pop()
        self.searched = {form: min(count, len(self.open) - 1) for form, count in self.searched.items()}
        return run

    def _raise_height(self, height: int) -> None:
        if height > MAX_INLINE_DEPTH:
            raise _TooDeepError
        self.open[-1].height = max(self.open[-1].height, height)


def is_within_word(before: str, after: str) -> bool:
    """Whether the place between two characters is within a word; both are empty at the ends of a text.

    Chinese, Japanese and Korean have no space between a word and its particle, so the place may be its end.
    """
    return all(c and unicodedata.category(c)[0] in "LMN" for c in (before, after)) and not _EAST_ASIAN.search(
        before + after
    )


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether stars between two characters can open and close emphasis. Stars within a word do neither."""
    classes = [" " if character.isspace() else unicodedata.category(character)[0] for character in (before, after)]
    if is_within_word(before, after):
        return False, False
    spaces, signs = [c == " " for c in classes], [c in "PS" for c in classes]
    opens = not spaces[1] and (not signs[1] or spaces[0] or signs[0])
    closes = not spaces[0] and (not signs[0] or spaces[1] or signs[1])
    return opens, closes


def _height(inline: Inline) -> int:
    children: Inlines | None = getattr(inline, "children", None)
    return 0 if children is None else 1 + max(map(_height, children), default=0)


def _literal(text: str, start: int, end: int) -> Str:
    """The literal text of a range."""
    piece = text[start:end]
    collapsed = _SPACES.sub(" ", piece)
    offsets: Sequence[int] = range(start, end)
    if len(collapsed) < len(piece):
        offsets = [start + found.start() for found in re.finditer(rf"{_SPACE}+|.", piece, re.DOTALL)]
    return Str(collapsed, start=start, end=end, offsets=offsets)


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The elements, with adjacent literal texts joined."""
    for is_text, group in itertools.groupby(inlines, lambda inline: isinstance(inline, Str)):
        pieces = list(group)
        if not is_text or len(pieces) == 1:
            yield from pieces
            continue
        texts = [piece for piece in pieces if isinstance(piece, Str)]
        offsets = [offset for piece in texts for offset in piece.offsets]
        yield Str(
            "".join(piece.text for piece in texts), start=texts[0].start, end=texts[-1].end, offsets=tuple(offsets)
        )


def _listed(
    kind: type[CrossRef] | type[PrintedCount], content: str, separator: str, at: int, found: re.Match[str]
) -> CrossRef | PrintedCount:
    """The element of a list of words, each with its offset; `at` is the offset of the list."""
    words, offsets = [], []
    for piece in content.split(separator):
        words.append(piece.strip())
        offsets.append(at + len(piece) - len(piece.lstrip()))
        at += len(piece) + 1
    return kind(tuple(words), offsets=tuple(offsets), start=found.start(), end=found.end())


def _allowed(parse: Callable[[str], _Parsed], value: str, at: int) -> _Parsed:
    """A part of a text that is parsed further; an error has the offset of that part."""
    try:
        return parse(value)
    except PydanticCustomError as error:
        raise PydanticCustomError(
            error.type, error.message_template, {**(error.context or {}), "at": at, "end": at + len(value)}
        ) from None
