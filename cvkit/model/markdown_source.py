"""Write an inline tree as the small Markdown that parses to that tree: the inverse of `markdown.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic_core import PydanticCustomError

from cvkit.model.emphasis import is_within_word
from cvkit.model.inline import (
    FIGURES,
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    InternalLink,
    Link,
    Math,
    PrintedFigure,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.model.latex_habits import without_latex
from cvkit.model.markdown import parse_inlines

_SIGNS = re.compile(r"[*`\[\]^~$\\]")
_OPENING = re.compile(r"[*`\[^~$\\]|\{\{")
"""The characters that can open markup. A text without them needs no escapes."""


def to_markdown(inlines: Inlines) -> str:
    r"""The Markdown of a tree. If no Markdown parses to the tree, the Markdown of its characters without markup.

    >>> to_markdown((Str("2 * 3 is "), Emphasis((Str("six"),))))
    '2 \\* 3 is *six*'
    """
    if all(isinstance(inline, Str) for inline in inlines):
        return _literal(plain_text(inlines))
    inlines = tuple(_of_whole_words(_with_numbers_in_math(inlines)))
    written = _written(inlines)
    try:
        if parse_inlines(written) == _trimmed(inlines):
            return written
    except PydanticCustomError:
        return written  # the check reports a refused address or math with its place
    return _literal(plain_text(inlines))


def _with_numbers_in_math(inlines: Inlines) -> Inlines:
    """The elements; a number beside math becomes a part of it, because a `$` beside a digit is no math in Markdown."""
    found: list[Inline] = list(inlines)
    for at, inline in enumerate(found):
        if not isinstance(inline, Math):
            continue
        source = inline.source
        before, after = (found[other] if 0 <= other < len(found) else None for other in (at - 1, at + 1))
        if isinstance(before, Str) and (number := re.search(r"\d+(?:[.,]\d+)*$", before.text)):
            found[at - 1], source = Str(before.text[: number.start()]), f"{number[0]}{{{source}}}"
        if isinstance(after, Str) and (number := re.match(r"\d+(?:[.,]\d+)*", after.text)):
            found[at + 1], source = Str(after.text[number.end() :]), f"{{{source}}}{number[0]}"
        found[at] = Math(source)
    return tuple(inline for inline in found if inline != Str(""))


def _of_whole_words(inlines: Inlines) -> Iterator[Inline]:
    """The elements; emphasis of a part of a word becomes plain, because Markdown has no form for it."""
    for at, inline in enumerate(inlines):
        if isinstance(inline, Emphasis | Strong):
            before, after = plain_text(inlines[:at][-1:]), plain_text(inlines[at + 1 :][:1])
            inner = plain_text(inline.children)
            if is_within_word(before[-1:], inner[:1]) or is_within_word(inner[-1:], after[:1]):
                yield from inline.children
                continue
        yield inline


def _literal(text: str) -> str:
    """The Markdown of a literal text, without backslashes if it needs none."""
    if not _OPENING.search(text):
        return text
    if without_latex(text) != text:  # a record with this text would be refused, unless the backslashes are doubled
        return _escaped(text)
    try:
        if parse_inlines(text) == (Str(" ".join(re.split(r"[ \t\r\n]+", text)).strip(" ")),):
            return text
    except PydanticCustomError:
        pass
    return _escaped(text)


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _written(inlines: Iterable[Inline]) -> str:
    return "".join(map(_one, inlines))


def _one(inline: Inline) -> str:
    match inline:
        case Str(text):
            return _escaped(text)
        case Emphasis(children):
            return f"*{_written(children)}*"
        case Strong(children):
            return f"**{_written(children)}**"
        case Superscript(children):
            return f"^{_without_spaces(children)}^"
        case Subscript(children):
            return f"~{_without_spaces(children)}~"
        case Code(text):
            ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
            space = " " if text.startswith("`") or text.endswith("`") else ""
            return f"{ticks}{space}{text}{space}{ticks}"
        case Math(source):
            return f"${source}$"
        case Link(url, children):
            return f"[{_written(children)}]({url})"
        case CrossRef(ids):
            return "[" + "; ".join(f"@{name}" for name in ids) + "]"
        case PrintedFigure(terms):
            name = next(name for name, kind in FIGURES.items() if isinstance(inline, kind))
            return f"{{{{{name}:{','.join(terms)}}}}}"
        case InternalLink(_, text):
            return _escaped(text)


def _without_spaces(children: Inlines) -> str:
    """The inside of `^…^` or `~…~`. It cannot contain a space, so a space becomes a no-break space.

    A space behind a backslash stays. That backslash is not escaped.
    """
    return re.sub(r"(?<!\\) ", "\u00a0", _written(children).replace("\\\\ ", "\\ "))


def _trimmed(inlines: Inlines) -> Inlines:
    """The tree without white space at its two ends, as `parse_inlines` returns it."""
    trimmed = list(inlines)
    if trimmed and isinstance(trimmed[0], Str):
        trimmed[0] = Str(trimmed[0].text.lstrip(" "))
    if trimmed and isinstance(trimmed[-1], Str):
        trimmed[-1] = Str(trimmed[-1].text.rstrip(" "))
    return tuple(inline for inline in trimmed if inline != Str(""))
