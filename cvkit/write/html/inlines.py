"""Running text as HTML."""

from __future__ import annotations

import re

from cvkit.model.inline import (
    Code,
    Emphasis,
    Inline,
    Link,
    Math,
    Plain,
    Pointer,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Total,
)
from cvkit.write.address import ascii_address, is_allowed
from cvkit.write.html.elements import Html, element, escaped
from cvkit.write.html.mathml import mathml
from cvkit.write.outline import Mark, Marked, without_links

_HANGUL = r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_KANA = r"\u3040-\u30ff\u31f0-\u31ff"
_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HANGUL}{_KANA}{_HAN}](?:[{_HANGUL}{_KANA}{_HAN} ]*[{_HANGUL}{_KANA}{_HAN}])?")
_EAST_ASIAN = ("ko", "ja", "zh")


class TextWriter:
    """Writes the texts of a page in one language; what is in another script has its own `lang`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.is_east_asian = language.partition("-")[0] in _EAST_ASIAN

    def characters(self, text: str) -> Html:
        """Characters that mean themselves."""
        if self.is_east_asian or text.isascii():
            return escaped(text)
        pieces, end = [], 0
        for run in _RUN.finditer(text):
            pieces += [escaped(text[end : run.start()]), element("span", escaped(run[0]), lang=script_language(run[0]))]
            end = run.end()
        return Html("".join([*pieces, escaped(text[end:])]))

    def markup(self, text: Marked) -> Html:
        """A text with all that stands in it."""
        return Html("".join(map(self._inline, text)))

    def _inline(self, inline: Inline | Mark) -> Html:
        match inline:
            case Plain(text):
                return self.characters(text)
            case Mark(sign, meaning):
                return element("sup", element("abbr", escaped(sign), title=meaning), class_="mark")
            case Emphasis(children):
                return element("em", self.markup(children))
            case Strong(children):
                return element("strong", self.markup(children))
            case Superscript(children):
                return element("sup", self.markup(children))
            case Subscript(children):
                return element("sub", self.markup(children))
            case Code(text):
                return element("code", self.characters(text))
            case Math(source):
                return mathml(source)
            case Link(url, children):
                inner = self.markup(without_links(children))
                return element("a", inner, href=ascii_address(url)) if is_allowed(url) else inner
            case Pointer(anchor, text):
                return element("a", self.characters(text), href=f"#{anchor}")
            case Reference() | Total():
                raise TypeError(f"{inline} has not been resolved")


def script_language(text: str) -> str:
    """The language of a text in a script of East Asia; none where no such letter is in it."""
    for letters, language in ((_HANGUL, "ko"), (_KANA, "ja"), (_HAN, "zh")):
        if re.search(f"[{letters}]", text):
            return language
    return ""
