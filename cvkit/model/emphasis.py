"""Enclose the elements between stars in emphasis, by the rules of CommonMark (§6.2)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cvkit.model.inline import Emphasis, Inline, Inlines, Str, Strong
from cvkit.model.scripts import script_language

MAX_INLINE_DEPTH = 16
"""A text with deeper nesting, such as a row of stars, has no markup."""

_STARS = re.compile(r"\*+")
_SPACES = re.compile(r"[ \t\r\n]+")
_CHARACTERS = re.compile(r"[ \t\r\n]+|.", re.DOTALL)


class TooDeepError(Exception):
    """The nesting of a text is deeper than `MAX_INLINE_DEPTH`."""


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


class EmphasisStack:
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
            self.add(literal(self.text, run.start, run.end))
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
            self.open[-1].behind += [literal(self.text, run.start, run.end), *run.behind]
            self._raise_height(run.height)

    def _pop(self) -> _Run:
        run = self.open.pop()
        self.searched = {form: min(count, len(self.open) - 1) for form, count in self.searched.items()}
        return run

    def _raise_height(self, height: int) -> None:
        if height > MAX_INLINE_DEPTH:
            raise TooDeepError
        self.open[-1].height = max(self.open[-1].height, height)


def is_within_word(before: str, after: str) -> bool:
    """Whether the place between two characters is within a word; both are empty at the ends of a text.

    Chinese, Japanese and Korean have no space between a word and its particle, so the place may be its end.
    """
    return all(c and unicodedata.category(c)[0] in "LMN" for c in (before, after)) and not script_language(
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


def literal(text: str, start: int, end: int) -> Str:
    """The literal text of a range."""
    piece = text[start:end]
    collapsed = _SPACES.sub(" ", piece)
    offsets: Sequence[int] = range(start, end)
    if len(collapsed) < len(piece):
        offsets = [start + found.start() for found in _CHARACTERS.finditer(piece)]
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
