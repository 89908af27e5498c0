"""Convert the markup of other programs to the small Markdown of a record: HTML, JATS, and Markdown with HTML or TeX."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from pydantic_core import PydanticCustomError

from cvkit.load.bibtex.addresses import read_address
from cvkit.model.inline import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Math,
    Str,
    Strong,
    Subscript,
    Superscript,
    plain_text,
)
from cvkit.model.latex_habits import without_latex, without_latex_characters
from cvkit.model.markdown import parse_inlines
from cvkit.model.markdown_source import to_markdown

_KNOWN = {
    "i": Emphasis, "em": Emphasis, "italic": Emphasis, "b": Strong, "strong": Strong, "bold": Strong,
    "sup": Superscript, "sub": Subscript, "inf": Subscript, "tt": Code, "code": Code, "monospace": Code, "a": Link,
}  # fmt: skip
"""Name of an element in HTML, JATS or DBLP, without its namespace → the element of a text."""
_BREAKS = frozenset("p br li div title sec h1 h2 h3 h4 h5 h6 ul ol tr".split())
"""Elements that end a word and, for some, a paragraph."""
_DROPPED = frozenset("script style annotation annotation-xml tex-math head".split())
_MARKUP = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
_MATH = re.compile(r"\$(?=\S)[^$]*[\\^_][^$]*(?<=\S)\$")
_POINT = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s+(\S.*)")
_TWICE = re.compile(r"&amp;(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;/?(?:i|em|b|strong|sup|sub|p|br|tt|span|scp|inf)\b[^&<>]*&gt;", re.IGNORECASE)


def from_html(text: str) -> str:
    r"""The Markdown of a text with HTML or JATS markup, whose entities may be escaped twice. White space is joined.

    >>> from_html("On <i>E. coli</i> &amp;amp; H<sub>2</sub>O in 5*3 cells")
    'On *E. coli* & H~2~O in 5\\*3 cells'
    """
    return " ".join(to_markdown(_html_tree(without_latex_characters(text))).split())


def from_plain(text: str) -> str:
    r"""The Markdown of literal characters.

    >>> from_plain("The *C. elegans* ~ $ 5")
    'The \\*C. elegans\\* \\~ \\$ 5'
    """
    return to_markdown((Str(" ".join(without_latex_characters(text).split())),))


def from_markdown(text: str, *, has_math: bool = False) -> str:
    """The small Markdown of a text in common Markdown, which may contain HTML, and with `has_math` formulas of TeX.

    Paragraphs stay, and LaTeX in the text is converted. `_emphasis_` and `<u>` become emphasis and plain. A link or
    formula that cvkit refuses is literal.
    """
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    return "\n\n".join(filter(None, (_paragraph(part, has_math) for part in paragraphs)))


def from_rendercv(text: str) -> str:
    """The small Markdown of a text of RenderCV, whose Markdown has formulas of TeX."""
    return from_markdown(text, has_math=True)


def markdown_points(text: str) -> tuple[str, list[str]]:
    r"""A text in Markdown without its lists, and the items of its lists in their order.

    >>> markdown_points("Two:\n- one\n  - a part of one")
    ('Two:', ['one', 'a part of one'])
    """
    rest: list[str] = []
    points: list[str] = []
    for line in text.splitlines():
        if found := _POINT.fullmatch(line):
            points.append(found[1])
        elif points and line.startswith("  ") and line.strip():
            points[-1] += f" {line.strip()}"
        else:
            rest.append(line)
    return "\n".join(rest), points


def _paragraph(text: str, has_math: bool) -> str:
    text = without_latex(text)
    if _MARKUP.search(text):
        text = re.sub(r"</?(?:u|span|font|small|big|center)\b[^<>]*>", "", text)
        text = re.sub(r"<(https?://[^<>\s]+)>", r"[\1](\1)", text)
        text = re.sub(r"</?(?:strong|b)>", "**", re.sub(r"</?(?:em|i)>", "*", text))
        text = html.unescape(re.sub(r"<br\s*/?>", " ", text))
    if not has_math:
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    pieces = re.split(r"((?<!\\)\$(?=\S)[^$]+(?<=\S)\$|`[^`]+`)", text)
    pieces[::2] = map(_without_extensions, pieces[::2])
    written = "".join(pieces)
    try:
        parse_inlines(written)
    except PydanticCustomError:
        return to_markdown((Str(re.sub(r"\*+", "", text)),))
    return written


def _without_extensions(text: str) -> str:
    """Markdown in which characters with a further meaning in a record are literal."""
    text = re.sub(r"(?<![\w\\_])__(?=\S)([^_]+)(?<=\S)__(?!\w)", r"**\1**", text)
    text = re.sub(r"(?<![\w\\_*/])_(?=\S)([^_]+)(?<=\S)_(?!\w)", r"*\1*", text)
    text = re.sub(r"(?<!\\)([~^])", r"\\\1", text)
    return re.sub(r"\\([&%#{}!.()+>|-])", r"\1", text)


def plain_of(markdown: str) -> str:
    """The characters of a Markdown text without its markup."""
    try:
        return plain_text(parse_inlines(markdown))
    except PydanticCustomError:
        return markdown


def _html_tree(text: str) -> Inlines:
    text = text.replace("\u00a0", " ")
    while _TWICE.search(text):
        text = re.sub(_TWICE, lambda found: html.unescape(found[0]), text)
    if _ESCAPED_TAG.search(text):
        text = re.sub(_ESCAPED_TAG, lambda found: html.unescape(found[0]), text)
    if not _MARKUP.search(text):
        return tuple(_with_math(text))
    builder = _TreeBuilder()
    builder.feed(re.sub(r"<(?![A-Za-z/!])", "&lt;", text))
    builder.close()
    return builder.finish()


def _with_math(text: str) -> Iterator[Inline]:
    """A text with its TeX formulas, which have a backslash, an index or an exponent and are valid in a record."""
    at = 0
    for found in _MATH.finditer(text):
        try:
            parsed = parse_inlines(found[0])
        except PydanticCustomError:
            continue
        if parsed and isinstance(parsed[0], Math):
            yield Str(text[at : found.start()])
            yield parsed[0]
            at = found.end()
    yield Str(text[at:])


class _TreeBuilder(HTMLParser):
    """Builds an inline tree from the tags and texts of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, list[Inline]]] = [("", "", [])]
        """The open elements: name, address of a link, children so far."""
        self.dropped = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        if name in _DROPPED:
            self.dropped += 1
        elif name in _KNOWN and len(self.open) < 20:
            self.open.append((name, dict(attributes).get("href") or "", []))
        elif name in _BREAKS:
            self._space()

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag.rpartition(":")[2] in _BREAKS:
            self._space()

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in _DROPPED:
            self.dropped = max(0, self.dropped - 1)
        elif any(name == one for one, _, _ in self.open[1:]):
            while self._close() != name:
                pass
        elif name in _BREAKS:
            self._space()

    def handle_data(self, text: str) -> None:
        if not self.dropped:
            self.open[-1][2].extend(_with_math(text))

    def finish(self) -> Inlines:
        """The whole tree."""
        while len(self.open) > 1:
            self._close()
        return _joined(self.open[0][2])

    def _space(self) -> None:
        self.open[-1][2].append(Str(" "))

    def _close(self) -> str:
        name, address, children = self.open.pop()
        inner = _joined(children)
        is_blank = not plain_text(inner).strip()
        into = self.open[-1][2]
        if is_blank:
            into.extend(inner)
        elif name == "a":
            url = read_address(address)
            into.extend([Link(url, inner)] if url else inner)
        elif _KNOWN[name] is Code:
            into.append(Code(plain_text(inner)))
        else:
            start, end = _outer_space(inner)
            kind = _KNOWN[name]
            into.extend([Str(" ")] if start else [])
            into.append(kind(_trimmed(inner)))
            into.extend([Str(" ")] if end else [])
        return name


def _outer_space(children: Inlines) -> tuple[bool, bool]:
    text = plain_text(children)
    return text[:1].isspace(), text[-1:].isspace()


def _trimmed(children: Inlines) -> Inlines:
    found = list(children)
    if isinstance(found[0], Str):
        found[0] = Str(found[0].text.lstrip())
    if isinstance(found[-1], Str):
        found[-1] = Str(found[-1].text.rstrip())
    return tuple(found)


def _joined(children: list[Inline]) -> Inlines:
    """The children, with neighbouring texts as one, and single spaces."""
    joined: list[Inline] = []
    for child in children:
        if isinstance(child, Str) and joined and isinstance(joined[-1], Str):
            joined[-1] = Str(joined[-1].text + child.text)
        else:
            joined.append(child)
    return tuple(Str(re.sub(r"\s+", " ", one.text)) if isinstance(one, Str) else one for one in joined)
