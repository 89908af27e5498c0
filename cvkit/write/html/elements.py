"""HTML elements: only `escaped` and `data_for_script` turn texts into markup; an element without content is omitted."""

from __future__ import annotations

import json
import re
from typing import Any, NewType

Html = NewType("Html", str)
"""Finished markup; plain text must be escaped first."""

NO_HTML = Html("")
_ESCAPES = {ord(character): f"&{name};" for character, name in {"&": "amp", "<": "lt", ">": "gt", '"': "quot"}.items()}
_NONCHARACTERS = [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
_FORBIDDEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xFDD0, 0xFDF0), *_NONCHARACTERS], " ")
"""Control characters and noncharacters, which HTML does not allow, each replaced by a space."""
_TABLE = {**_FORBIDDEN, **_ESCAPES}


def escaped(characters: str) -> Html:
    """Escape characters for text and for attributes.

    >>> escaped('<b title="1">')
    '&lt;b title=&quot;1&quot;&gt;'
    """
    return Html(characters.translate(_TABLE))


def data_for_script(value: Any) -> Html:
    r"""Return a value as JSON for a `script` element: no text ends the element or opens a comment.

    >>> data_for_script({"name": "</script><!--"})
    '{"name":"\\u003c/script>\\u003c!--"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_FORBIDDEN)
    return Html(re.sub("[<\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text))


def element(name: str, *content: Html, **attributes: str) -> Html:
    """Return an element with the attributes that have a value; an element without content is empty text.

    An attribute that has the name of a Python keyword ends with `_` here: `class_`.
    """
    inner = "".join(content)
    if not inner:
        return NO_HTML
    return Html(f"<{name}{_attributes(attributes)}>{inner}</{name}>")


def lines(*content: Html) -> Html:
    """Return several elements, each on its own line."""
    return Html("".join(f"\n{piece}" for piece in content if piece) + "\n") if any(content) else NO_HTML


def join_html(separator: str, content: list[Html]) -> Html:
    """Join the pieces that are not empty, with a text between them."""
    return Html(escaped(separator).join(filter(None, content)))


def _attributes(attributes: dict[str, str]) -> str:
    named = ((name.removesuffix("_").replace("_", "-"), value) for name, value in attributes.items() if value)
    return "".join(f' {name}="{escaped(value)}"' for name, value in named)
