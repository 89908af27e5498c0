"""Render running text as CommonMark: text is shown as typed, and `*` is used only if every parser sees emphasis."""

from __future__ import annotations

import re
import unicodedata

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
from cvkit.write.address import ascii_address, is_allowed
from cvkit.write.math_text import math_text
from cvkit.write.text_lines import MarkedInlines, TextMarker, without_links

_SPECIAL = re.compile(r"[\\`*\[\]<~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!$")
"""Characters that could be markup; an underscore between two letters cannot."""
_LINE_START = re.compile(r"(?:[#+=>-]|(?<=[0-9])[.)])")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def line_markup(text: MarkedInlines) -> str:
    """Return a text as a separate line, with a list or heading character at its start escaped."""
    line = markup(text).strip()
    digits = re.match(r"[0-9]{1,9}(?=[.)])", line)
    at = digits.end() if digits else 0
    return f"{line[:at]}\\{line[at:]}" if _LINE_START.match(line, at) else line


def markup(text: MarkedInlines, is_nested: bool = False) -> str:
    """Return a text as Markdown; emphasis within emphasis is HTML, which is unambiguous."""
    pieces = [_inline(part, is_nested) for part in text]
    for at, part in enumerate(text):
        if isinstance(part, Emphasis | Strong):
            before = "".join(pieces[:at])[-1:]
            after = "".join(_inline(later, True) for later in text[at + 1 :])[:1]
            pieces[at] = _emphasis(part, before, after, is_nested)
        elif isinstance(part, Code) and "".join(pieces[:at]).endswith("`"):
            pieces[at] = f"<code>{_escaped(part.text)}</code>"
    return "".join(pieces)


def _emphasis(part: Emphasis | Strong, before: str, after: str, is_nested: bool) -> str:
    inner = markup(part.children, is_nested=True)
    if not inner:
        return ""
    stars, name = ("**", "strong") if isinstance(part, Strong) else ("*", "em")
    if is_nested or not (_is_flanked(before, inner[0]) and _is_flanked(after, inner[-1])) or before == "*":
        return f"<{name}>{inner}</{name}>"
    return f"{stars}{inner}{stars}"


def _is_flanked(outside: str, inside: str) -> bool:
    """Whether `*` between two characters opens or closes emphasis around the inside one.

    The answer is the same for every edition of CommonMark (§6.2).
    """
    if inside.isspace():
        return False
    category = unicodedata.category(inside)[0]
    if category not in "PS":
        return True
    return not outside or outside.isspace() or unicodedata.category(outside)[0] == "P"


def _inline(inline: Inline | TextMarker, is_nested: bool) -> str:
    match inline:
        case Str(text):
            return _escaped(text)
        case TextMarker(sign):
            return _escaped(sign)
        case Emphasis(children):
            return f"<em>{markup(children, True)}</em>"
        case Strong(children):
            return f"<strong>{markup(children, True)}</strong>"
        case Superscript(children):
            return f"<sup>{markup(children, True)}</sup>"
        case Subscript(children):
            return f"<sub>{markup(children, True)}</sub>"
        case Code(text):
            return _code(text)
        case Math():
            return _escaped(math_text(inline.formula))
        case Link(url, children):
            inner = markup(without_links(children), is_nested)
            return f"[{inner}]({_destination(url)})" if is_allowed(url) else inner
        case InternalLink(anchor, text):
            return f"[{_escaped(text)}](#{anchor})"
        case CrossRef() | PrintedFigure():
            raise TypeError(f"{inline} has not been resolved")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text.replace("\u00a0", " "))


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or text[:1] == text[-1:] == " " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _destination(url: str) -> str:
    address = _ENTITY.sub(r"\\&", ascii_address(url))
    return f"<{address}>" if re.search(r"[()]", address) else address
