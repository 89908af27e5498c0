"""Text for Jekyll pages, safe in each place: inline Markdown, a line of Markdown, HTML, front matter, Liquid.

Jekyll runs Liquid over a page first, and kramdown (with the rules of GitHub) over the result. Every character of the
record is shown as typed: kramdown would change quotes and dashes, and make markup of many others. Each place has one
type and one function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NewType

from cvkit.model.inline import (
    Code,
    CrossRef,
    Emphasis,
    Inline,
    InternalLink,
    Link,
    Math,
    PrintedFigure,
    Str,
    Strong,
    Subscript,
    Superscript,
)
from cvkit.model.yaml_flow import quoted
from cvkit.write.address import ascii_address, is_allowed
from cvkit.write.html.elements import escaped
from cvkit.write.html.inline_markup import TextWriter
from cvkit.write.math_text import math_text
from cvkit.write.text_lines import MarkedInlines, OwnerName, TextMarker, without_links

KramdownText = NewType("KramdownText", str)
"""Markdown within a line."""

KramdownLine = NewType("KramdownLine", str)
"""Markdown at the start of a line: it cannot begin a list, a heading or another block."""

HtmlText = NewType("HtmlText", str)
"""HTML within a block that kramdown does not parse, and for the value of an attribute."""

FrontMatterValue = NewType("FrontMatterValue", str)
"""A value in the YAML at the start of a page."""

PageText = NewType("PageText", str)
"""A finished part of a page, in which Liquid finds no tags."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_BACKSLASHED = re.compile(r"""[\\`*_\[\]|"']|-(?=-)|(?<=-)-|\.(?=\.\.)|(?<=\.\.)\.|(?<=\.)\.(?=\.)""")
"""Characters that kramdown would change or take as markup, and that a backslash makes literal."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TILDES = re.compile("~(?=~)|(?<=~)~")
_LINE_START = re.compile(r"[-+#:=]")
_DEFINITION = re.compile(r"\\\]:")
"""A bracket that kramdown takes for the end of a name that a line defines, also behind a backslash."""
_NUMBERED = re.compile(r"([0-9]+)\.(?=\s|$)")
_LIQUID = re.compile(r"\{(?=[{%:])")
_DOLLAR = re.compile(r"\$(?![^<]*>)")
_LONE_DOLLAR = "<span>$</span>"
"""A dollar that scripts do not take for the border of mathematics, which is always within one element."""


_IN_CODE = {ord("|"): "&#124;", ord("["): "&#91;", ord("]"): "&#93;", ord("^"): "&#94;", ord("$"): _LONE_DOLLAR}
"""Characters in code in HTML that kramdown takes as markup of the line around it."""


class BoldItalicOwner(OwnerName):
    """The name of the owner, in bold italics."""


def kramdown_text(text: MarkedInlines) -> KramdownText:
    """Return running text as Markdown within a line."""
    return KramdownText(_markup(text, depth=0).strip(" "))


def kramdown_line(*texts: KramdownText) -> KramdownLine:
    """Return Markdown for the start of a line."""
    line = _DEFINITION.sub("&#93;:", "".join(texts).strip(" "))
    if found := _NUMBERED.match(line):
        return KramdownLine(f"{found[1]}\\.{line[found.end() :]}")
    return KramdownLine(f"\\{line}" if _LINE_START.match(line) else line)


def html_text(text: MarkedInlines, language: str) -> HtmlText:
    """Return running text as HTML."""
    return HtmlText(_DOLLAR.sub(_LONE_DOLLAR, TextWriter(language).markup(text)))


def html_attribute(characters: str) -> HtmlText:
    """Return characters for the value of an attribute. A bar would make a table of the line around the element."""
    return HtmlText(escaped(" ".join(characters.split())).replace("|", "&#124;").replace("'", "&#39;"))


def front_matter_value(characters: str) -> FrontMatterValue:
    """Return characters as a value of the front matter."""
    return FrontMatterValue(quoted(" ".join(characters.split())))


def without_liquid(markup: str) -> PageText:
    """Return a part of a page in which neither Liquid nor kramdown takes a brace for the start of a tag."""
    return PageText(_LIQUID.sub("&#123;", markup))


def address(url: str) -> str:
    """Return an address for a link in Markdown or HTML: it has no character that ends it."""
    return _ENTITY.sub("&amp;", ascii_address(url)).replace("'", "%27")


def _markup(text: MarkedInlines, depth: int) -> str:
    """Return running text. The depth is 0 outside emphasis, 1 in bold text, and more where no stars are possible."""
    pieces: list[str] = []
    text = tuple(_joined_characters(text))
    for at, part in enumerate(text):
        if isinstance(part, Emphasis | Strong):
            is_last = depth > 0 and not any(_inline(later, depth) for later in text[at + 1 :])
            following = text[at + 1 : at + 2]
            is_beside = bool(following) and isinstance(following[0], Emphasis | Strong)
            pieces.append(_emphasis(part, "".join(pieces)[-1:], depth, ends=is_last or is_beside))
        else:
            if isinstance(part, Link) and pieces and pieces[-1].endswith("!"):
                pieces[-1] = f"{pieces[-1][:-1]}\\!"  # `![` begins a picture
            pieces.append(_inline(part, depth))
    return "".join(pieces)


def _joined_characters(text: MarkedInlines) -> Iterator[Inline | TextMarker]:
    """Yield running text with adjacent characters in one piece: `.` and `..` are an ellipsis to kramdown."""
    for is_plain, parts in groupby(text, lambda part: isinstance(part, Str | TextMarker)):
        if is_plain:
            yield Str("".join(part.text if isinstance(part, Str) else getattr(part, "sign", "") for part in parts))
        else:
            yield from parts


def _emphasis(part: Emphasis | Strong, before: str, depth: int, *, ends: bool) -> str:
    """Return emphasis with stars if kramdown is sure to see it, or else as HTML."""
    inner = _markup(part.children, depth + (1 if isinstance(part, Strong) else 2))
    if not inner.strip():
        return inner
    if isinstance(part, BoldItalicOwner):
        return f"***{inner}***" if before != "*" and inner == inner.strip() else f"<strong><em>{inner}</em></strong>"
    stars, name = ("**", "strong") if isinstance(part, Strong) else ("*", "em")
    is_nested = depth > 1 or (depth == 1 and (ends or isinstance(part, Strong)))
    if is_nested or (ends and depth == 0) or before == "*" or inner != inner.strip():
        return f"<{name}>{inner}</{name}>"
    return f"{stars}{inner}{stars}"


def _inline(inline: Inline | TextMarker, depth: int) -> str:
    match inline:
        case Str(text):
            return _escaped(text)
        case Emphasis() | Strong():
            return _emphasis(inline, "", depth, ends=True)
        case Superscript(children):
            return f"<sup>{_markup(children, depth + 2)}</sup>"
        case Subscript(children):
            return f"<sub>{_markup(children, depth + 2)}</sub>"
        case Code(text):
            return f"<code>{escaped(text).translate(_IN_CODE)}</code>"
        case Math():
            return _escaped(math_text(inline.formula))
        case Link(url, children):
            inner = _markup(without_links(children), depth)
            return f"[{inner}]({destination(url)})" if is_allowed(url) and inner.strip() else inner
        case InternalLink(_, text):
            return _escaped(text)
        case TextMarker() | CrossRef() | PrintedFigure():
            raise TypeError(f"{inline} has not been resolved")


def destination(url: str) -> str:
    """Return an address behind the words of a link, in the form that is right with parentheses too."""
    return f"<{address(url)}>" if re.search(r"[()]", url) else address(url)


def _escaped(characters: str) -> str:
    text = _ENTITY.sub("&amp;", _CONTROL.sub(" ", characters))
    text = _BACKSLASHED.sub(r"\\\g<0>", text).replace("<", "&lt;").replace(">", "&gt;").replace("^", "&#94;")
    return _TILDES.sub("&#126;", text).replace("$", _LONE_DOLLAR)


def joined(parts: Sequence[str], separator: str) -> str:
    """Join the parts that are not empty."""
    return separator.join(filter(None, parts))
