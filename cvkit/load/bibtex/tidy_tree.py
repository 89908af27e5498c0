"""Bring a tree into the form that the same text has in a record, however its TeX is nested.

Adjacent texts and adjacent elements of one type are one. Several spaces are one, and none is at an end of the text or
of an element. A link contains no link, and no element is empty.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cvkit.model.emphasis import MAX_INLINE_DEPTH
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
    character_offsets,
    plain_text,
)

_SPACES = re.compile(r"[ \t\r\n]+")
_SEVERAL_SPACES = re.compile(r"  |[\t\r\n]")
_CHARACTERS = re.compile(r"[ \t\r\n]+|.", re.DOTALL)

_Element = Emphasis | Strong | Superscript | Subscript | Link
_ELEMENTS = (Emphasis, Strong, Superscript, Subscript, Link)


class _Around(NamedTuple):
    """An element around a leaf: its type, and the address of a link."""

    type: type[_Element]
    url: str = ""


class _Leaf(NamedTuple):
    """An element without children, and those around it, the outermost first."""

    around: tuple[_Around, ...]
    inline: Inline


def tidy(inlines: Sequence[Inline]) -> Inlines:
    """The same tree in the form that the text has in a record."""
    texts = [inline for inline in inlines if isinstance(inline, Str)]
    if len(texts) == len(inlines):
        return tidy_text(_together(texts)) if texts else ()
    return tuple(_tree(list(_joined(_without_extra_spaces(_joined(_leaves(inlines, ()))))), 0))


def tidy_text(text: Str) -> Inlines:
    """The tree of a text without markup."""
    one = _collapsed(text)
    start, end = int(one.text.startswith(" ")), len(one.text) - one.text.endswith(" ")
    return (_part(one, start, end),) if start < end else ()


def first_characters(inlines: Inlines, count: int) -> Inlines:
    """The tree of the first characters of a text. Code and math are not divided."""
    kept: list[_Leaf] = []
    for around, inline in _leaves(inlines, ()):
        if count <= 0:
            break
        if isinstance(inline, Str) and count < len(inline.text):
            inline = _part(inline, 0, count)
        kept.append(_Leaf(around, inline))
        count -= len(plain_text([inline]))
    return tuple(_tree(list(_without_extra_spaces(kept)), 0))


def without_first_characters(inlines: Inlines, count: int) -> Inlines:
    """The tree of a text without its first characters; empty if markup is in them."""
    first = inlines[0] if inlines else None
    if not isinstance(first, Str) or len(first.text) < count:
        return ()
    rest = [_part(first, count, len(first.text))] if count < len(first.text) else []
    return tidy([*rest, *inlines[1:]])


def _leaves(inlines: Iterable[Inline], around: tuple[_Around, ...]) -> Iterator[_Leaf]:
    for inline in inlines:
        if not isinstance(inline, _ELEMENTS):
            if inline not in (Str(""), Code("")):
                yield _Leaf(around, inline)
        elif len(around) == MAX_INLINE_DEPTH or (isinstance(inline, Link) and any(one.url for one in around)):
            yield from _leaves(inline.children, around)
        else:
            url = inline.url if isinstance(inline, Link) else ""
            yield from _leaves(inline.children, (*around, _Around(type(inline), url)))


def _joined(leaves: Iterable[_Leaf]) -> Iterator[_Leaf]:
    """The leaves, with adjacent texts joined and several spaces in a text replaced by one."""
    texts: list[Str] = []
    around: tuple[_Around, ...] = ()
    for leaf in leaves:
        is_text = isinstance(leaf.inline, Str)
        if texts and not (is_text and leaf.around == around):
            yield _Leaf(around, _collapsed(_together(texts)))
            texts = []
        if isinstance(leaf.inline, Str):
            texts.append(leaf.inline)
            around = leaf.around
        else:
            yield leaf
    if texts:
        yield _Leaf(around, _collapsed(_together(texts)))


def _together(texts: Sequence[Str]) -> Str:
    """Several adjacent texts as one."""
    if len(texts) == 1:
        return texts[0]
    offsets = [offset for one in texts for offset in character_offsets(one)]
    return Str("".join([one.text for one in texts]), start=texts[0].start, end=texts[-1].end, offsets=offsets)


def _collapsed(text: Str) -> Str:
    """The text with several spaces, and other white space, replaced by one space."""
    if not _SEVERAL_SPACES.search(text.text):
        return text
    offsets = character_offsets(text)
    kept = [offsets[found.start()] for found in _CHARACTERS.finditer(text.text)]
    return Str(_SPACES.sub(" ", text.text), start=text.start, end=text.end, offsets=kept)


def _without_extra_spaces(leaves: Iterable[_Leaf]) -> Iterator[_Leaf]:
    """The leaves without spaces at both ends; a space at the end of an element is outside it, if it is needed."""
    before: tuple[_Around, ...] | None = None
    space: _Leaf | None = None
    for around, inline in leaves:
        core, behind = inline, None
        if isinstance(inline, Str):
            text = inline.text
            start, end = int(text.startswith(" ")), len(text) - text.endswith(" ")
            if start:
                space = _Leaf(_common(space.around, around) if space else around, _part(inline, 0, 1))
            if start >= end:
                continue
            core = _part(inline, start, end)
            behind = _Leaf(around, _part(inline, end, end + 1)) if end < len(text) else None
        if space and before is not None:
            yield _Leaf(_common(_common(before, around), space.around), space.inline)
        yield _Leaf(around, core)
        before, space = around, behind


def _part(text: Str, start: int, end: int) -> Str:
    """Some characters of a text, with their offsets."""
    if end - start == len(text.text):
        return text
    offsets = character_offsets(text)[start:end]
    return Str(text.text[start:end], start=offsets[0], end=offsets[-1] + 1, offsets=offsets)


def _common(one: tuple[_Around, ...], other: tuple[_Around, ...]) -> tuple[_Around, ...]:
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return tuple(first for first, _ in pairs)


def _tree(leaves: Sequence[_Leaf], depth: int) -> Iterator[Inline]:
    """The elements at a depth, made of the leaves of one element."""
    for around, group in itertools.groupby(leaves, lambda leaf: leaf.around[depth : depth + 1]):
        if not around:
            yield from (leaf.inline for leaf in group)
            continue
        children = tuple(_tree(list(group), depth + 1))
        start, end = children[0].start, children[-1].end
        if around[0].type is Link:
            yield Link(around[0].url, children, start=start, end=end)
        else:
            yield around[0].type(children, start=start, end=end)
