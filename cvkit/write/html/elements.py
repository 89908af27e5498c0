"""Elements of HTML: characters become markup in `escaped` alone, and an element without content is none."""

from __future__ import annotations

from typing import NewType

Html = NewType("Html", str)
"""Markup that is finished; a plain text is none until it is escaped."""

NO_HTML = Html("")
_ESCAPES = {ord(character): f"&{name};" for character, name in {"&": "amp", "<": "lt", ">": "gt", '"': "quot"}.items()}
_NO_CHARACTERS = [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
_FORBIDDEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xFDD0, 0xFDF0), *_NO_CHARACTERS], " ")
"""Control characters and what is no character; HTML allows neither."""
_TABLE = {**_FORBIDDEN, **_ESCAPES}


def escaped(characters: str) -> Html:
    """Characters that mean themselves, also in an attribute.

    >>> escaped('<b title="1">')
    '&lt;b title=&quot;1&quot;&gt;'
    """
    return Html(characters.translate(_TABLE))


def element(name: str, *content: Html, **attributes: str) -> Html:
    """An element with its attributes, those without a value left out; nothing where it has no content.

    An attribute whose name is a word of Python's has `_` behind it here: `class_`.
    """
    inner = "".join(content)
    if not inner:
        return NO_HTML
    return Html(f"<{name}{_attributes(attributes)}>{inner}</{name}>")


def lines(*content: Html) -> Html:
    """Several elements, a line each."""
    return Html("".join(f"\n{piece}" for piece in content if piece) + "\n") if any(content) else NO_HTML


def join_html(separator: str, content: list[Html]) -> Html:
    """The pieces that there are, with a text between."""
    return Html(escaped(separator).join(filter(None, content)))


def _attributes(attributes: dict[str, str]) -> str:
    named = ((name.removesuffix("_").replace("_", "-"), value) for name, value in attributes.items() if value)
    return "".join(f' {name}="{escaped(value)}"' for name, value in named)
