r"""Write the HTML, JATS and MathML that publishers leave in a value as TeX and the few tags that `tex_parser.py` reads.

Tags and entities can be escaped: `&lt;i&gt;`, `{\textless}i{\textgreater}`, `$<$i$>$`. A `<` that begins no known tag
stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HTML = re.compile(r"<[A-Za-z/]|\\?&\\?#?\w+;|\\(?:textless|textgreater)|\$\s*(?:<|\\less\b)")
"""A value that may have such markup."""

_SAME = {"italic": "i", "bold": "b", "inf": "sub", "monospace": "tt"} | {
    name: name for name in ("i", "em", "b", "strong", "sup", "sub", "tt", "code")
}
_BREAKS = frozenset("p br div title sec abstract".split())
_PLAIN = frozenset(
    "span u small big font scp sc smallcaps underline roman sans-serif named-content styled-content inline-formula "
    "alternatives tex-math".split()
)
_NAMES = "|".join(sorted({*_SAME, *_BREAKS, *_PLAIN, "math"}, key=len, reverse=True))
_ATTRIBUTES = r"\s+[\w:.-]+\s*=[^<>{}$]*?|\s+"
_ESCAPED = re.compile(
    r"(?:\\?&lt;|\{\\textless(?:\{\})?\}|\\textless(?:\{\})?\s?|\{?\$\s*(?:<|\\less)\s*\$\}?)"
    rf"(?P<tag>/?(?:\w+:)?(?:{_NAMES})(?:{_ATTRIBUTES})?/?)"
    r"(?:\\?&gt;|\{\\textgreater(?:\{\})?\}|\\textgreater(?:\{\}|\s|(?=[A-Z]))?|\{?\$\s*(?:>|\\greater)\s*\$\}?)"
)
_TAG = re.compile(
    rf"(?P<brace>\{{)?<(?P<end>/?)(?:\w+:)?(?P<name>{_NAMES})(?:{_ATTRIBUTES})?(?P<empty>/?)>(?(brace)\}})",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"\\?&\\?(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_ESCAPED_AMPERSAND = re.compile(r"(\\?&)amp;(?=\\?#?\w+;)")
_MATH = re.compile(r"<(?:\w+:)?math\b.*?</(?:\w+:)?math>", re.DOTALL)
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "&%$#_{}"} | {"\\": r"\backslash "})


def html_as_tex(tex: str) -> str:
    r"""The value with its HTML written as TeX.

    >>> html_as_tex(r"On {\textless}i{\textgreater}E. coli&lt;/i&gt;, <scp>MIT</scp>, p < 0.05")
    'On <i>E. coli</i>, MIT, p < 0.05'
    >>> html_as_tex("<mml:math><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>O")
    '$H_{2}$O'
    """
    tex = _ESCAPED_AMPERSAND.sub(r"\1", tex)
    tex = _ESCAPED.sub(lambda found: f"<{found['tag']}>", tex)
    tex = _MATH.sub(lambda found: _math(found[0]), tex)
    ended = {found["name"].lower() for found in _TAG.finditer(tex) if found["end"] or found["empty"]} | {"br"}
    return _ENTITY.sub(
        _character, _TAG.sub(lambda found: _known_tag(found) if found["name"].lower() in ended else found[0], tex)
    )


def _known_tag(found: re.Match[str]) -> str:
    name = found["name"].lower()
    if name in _SAME:
        return "" if found["empty"] else f"<{found['end']}{_SAME[name]}>"
    return " " if name in _BREAKS else ""


def _character(found: re.Match[str]) -> str:
    """The character of an entity; a text that is none stays."""
    import html
    from html.entities import html5

    character = html.unescape(f"&{found[1]};") if found[1][0] == "#" else html5.get(f"{found[1]};")
    if character is None:
        return found[0]
    return character.replace("\u00a0", "~").replace("\u00ad", "").translate(_SPECIAL)


def _math(source: str) -> str:
    """A formula in MathML as TeX. Only the characters of one that cannot be parsed are kept."""
    import html
    from xml.etree import ElementTree

    bare = re.sub(r"<(/?)(?:\w+:)?([\w-]+)(?:\s[^<>]*?)?(/?)>", r"<\1\2\3>", source)
    bare = re.sub(r"&(?!(?:amp|lt|gt|quot|apos);)(#?\w+);", lambda found: html.unescape(found[0]), bare)
    try:
        # The text begins with `<math>`, so it declares no entities that could grow.
        tex = _row(ElementTree.fromstring(re.sub(r"&(?!#?\w+;)", "&amp;", bare)))  # noqa: S314
    except (ElementTree.ParseError, RecursionError):
        return " ".join(re.sub(r"<[^<>]*>", " ", source).split())
    return f"${tex}$" if tex.strip() else ""


def _row(element: Element) -> str:
    parts = [_element(child) for child in element]
    return "".join(filter(None, [_text(element.text), *parts]))


def _element(element: Element) -> str:
    """One element of MathML and its children, as TeX."""
    parts = [_element(child) for child in element]
    match element.tag, parts:
        case (("mi" | "mtext" | "ms"), _):
            text = _text(element.text)
            return text if len(text) < 2 or not text.isalpha() else rf"\mathrm{{{text}}}"
        case (("msub" | "munder"), [base, low]):
            return f"{base}_{{{low}}}"
        case (("msup"), [base, high]):
            return f"{base}^{{{high}}}"
        case (("msubsup" | "munderover"), [base, low, high]):
            return f"{base}_{{{low}}}^{{{high}}}"
        case "mover", [base, high]:
            accent = _ACCENTS.get(high.strip())
            return rf"\{accent}{{{base}}}" if accent else f"{base}^{{{high}}}"
        case "mfrac", [above, below]:
            return rf"\frac{{{above}}}{{{below}}}"
        case "msqrt", _:
            return rf"\sqrt{{{''.join(parts)}}}"
        case "mroot", [base, degree]:
            return rf"\sqrt[{degree}]{{{base}}}"
        case "mfenced", _:
            return f"({', '.join(parts)})"
        case "semantics", [first, *_]:
            return first
        case "mspace", _:
            return r"\ "
    return _row(element)


_ACCENTS = {"¯": "bar", "‾": "bar", "−": "bar", "-": "bar", "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde",
            "→": "vec", "⃗": "vec", "˙": "dot", "¨": "ddot"}  # fmt: skip


def _text(text: str | None) -> str:
    return " ".join((text or "").split()).translate(_SPECIAL)
