"""Render running text as HTML."""

from __future__ import annotations

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
from cvkit.write.html.elements import Html, element, escaped
from cvkit.write.script_runs import LanguageRun, language_runs
from cvkit.write.text_lines import MarkedInlines, TextMarker, without_links


class TextWriter:
    """Renders the texts of a page in one language; a run in another script has its own `lang` and `dir`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def characters(self, text: str) -> Html:
        """Return characters without markup, escaped."""
        if text.isascii():
            return escaped(text)
        return Html("".join(_in_language(run) for run in language_runs(text, self.language)))

    def markup(self, text: MarkedInlines) -> Html:
        """Return running text as HTML."""
        return Html("".join(map(self._inline, text)))

    def _inline(self, inline: Inline | TextMarker) -> Html:
        match inline:
            case Str(text):
                return self.characters(text)
            case TextMarker(sign, meaning):
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
            case Math():
                from cvkit.write.html.mathml import mathml

                return mathml(inline.formula)
            case Link(url, children):
                inner = self.markup(without_links(children))
                return element("a", inner, href=ascii_address(url)) if is_allowed(url) else inner
            case InternalLink(anchor, text):
                return element("a", self.characters(text), href=f"#{anchor}")
            case CrossRef() | PrintedFigure():
                raise TypeError(f"{inline} has not been resolved")


def _in_language(run: LanguageRun) -> Html:
    if not run.language:
        return escaped(run.text)
    return element("span", escaped(run.text), lang=run.language, dir="rtl" if run.is_right_to_left else "")
