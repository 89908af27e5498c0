"""The header and the footer of a printed page, as CSS: browsers print them in the margins of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.model.inline import (
    Emphasis,
    Inlines,
    Link,
    Math,
    Placeholder,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.write.blocks import Page
from cvkit.write.math_text import math_text

_PLACES = ("left", "center", "right")


def paper_rules(page: Page) -> str:
    """Return the rules for the margins of printed pages. Page 1 has no header. The texts have no emphasis."""
    nothing: Inlines = ()
    name: Inlines = (Str(f"{page.name} · {page.heading}"),)
    own = (name, nothing, (Placeholder(("page",)), Str(" / "), Placeholder(("pages",))))
    header, footer = _boxes("top", page.running.header or own), _boxes("bottom", page.running.footer)
    first = [line.partition("content: ")[0] + "content: none; }" for line in header]
    font = '9pt/1.2 Palatino, "TeX Gyre Pagella", Georgia, serif'
    every = [f"margin: 18mm 20mm; font: {font}; color: #4a4a4a;", *header, *footer]
    return "".join(
        f"@page{which} {{\n{''.join(f'  {line}{chr(10)}' for line in lines)}}}\n"
        for which, lines in (("", every), (" :first", first))
    )


def _boxes(edge: str, texts: tuple[Inlines, ...]) -> list[str]:
    contents = [" ".join(_content(text)) for text in texts]
    pairs = zip(_PLACES, contents, strict=False)
    return [f"@{edge}-{place} {{ content: {content}; }}" for place, content in pairs if content]


def _content(text: Inlines) -> Iterator[str]:
    """Yield the strings and counters that CSS prints for a text."""
    for inline in text:
        match inline:
            case Placeholder((name,)):
                yield f"counter({name})"
            case Emphasis(children) | Strong(children) | Superscript(children) | Subscript(children):
                yield from _content(children)
            case Link(_, children):
                yield from _content(children)
            case Math():
                yield f'"{_escaped(math_text(inline.formula))}"'
            case _:
                yield f'"{_escaped(plain_text((inline,)))}"'


def _escaped(text: str) -> str:
    r"""Escape the characters of a string of CSS, and those that HTML would read as markup.

    >>> print(_escaped('"A" </style>'))
    \22 A\22  \3c /style\3e ...
    """
    return re.sub(r'[\x00-\x1f\x7f"\\<>]', lambda found: f"\\{ord(found[0]):x} ", text)
