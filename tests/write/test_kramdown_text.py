"""Text in Markdown arrives as typed: every character that kramdown could change is tried, in every place."""

from __future__ import annotations

import html.parser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cvkit.model.inline import Code, Emphasis, Inlines, Link, Str, Strong, Subscript, Superscript, plain_text
from cvkit.write.site.kramdown import (
    BoldItalicOwner,
    html_attribute,
    html_text,
    kramdown_line,
    kramdown_text,
    without_liquid,
)
from cvkit.write.text_lines import MarkedInlines, TextMarker
from tests.write.kramdown import is_installed, rendered

needs_kramdown = pytest.mark.skipif(not is_installed(), reason="kramdown is not installed")

HOSTILE = st.text(st.sampled_from("\\*_`[](){}<>|\"'$&;#+-=.:!^~%1a é📖 @/"), max_size=12)
SNIPPETS = st.sampled_from(
    [
        *"{::nomarkdown} a|b *** --- ... <b> </div> &lt; &#42; [^1] ![a](b) $x$ $$x$$".split(),
        *"\\(x\\) ~~a~~ a_b_c __a__ **a** ``a`` http://a.example 'a' \"a\" <<a>> a\\ \\\\ ^ === (c) :smile:".split(),
        *["1. a", "- a", "# a", "+ a", ": a", "> a", "<!-- x -->", "[a]: b", "*[A]: b", "* * *", "    a", "[[a](b)]"],
        *["{{ site.x }}", "{% raw %}", "{: .c}"],
    ]
)
TEXT = st.lists(HOSTILE | SNIPPETS, min_size=1, max_size=4).map(" ".join)
WORDS = TEXT.filter(str.strip)


def inlines(depth: int = 2) -> st.SearchStrategy[Inlines]:
    leaf: Any = st.builds(Str, WORDS) | st.builds(Code, WORDS)
    if depth:
        inner = inlines(depth - 1)
        kinds = st.sampled_from([Superscript, Subscript] + ([Emphasis, Strong] if depth == 2 else [Emphasis]))
        nested = st.builds(lambda kind, children: kind(children), kinds, inner)
        leaf = (
            leaf | nested | st.builds(lambda children: Link("https://a.example/x_(y)?a=1&copy;=2|3*", children), inner)
        )
    return st.lists(leaf, min_size=1, max_size=3).map(tuple)


class Seen(html.parser.HTMLParser):
    """The text of a page, and the names of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[str] = []
        self.values: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.values += [value or "" for _, value in attrs]


def words(text: str) -> str:
    return " ".join(text.split())


@needs_kramdown
@given(inlines())
@example((Str("Wong*, Wang*"),))
@example((Strong((Emphasis((Str("Memba"),)), Str(": M"))),))
@example((Strong((Str("a "), Emphasis((Str("b"),)))),))
@example((Emphasis((Str("a"),)), Strong((Str("b"),))))
@example((Str("Look!"), Link("https://a.example/x", (Str("here"),))))
def test_a_paragraph_arrives_as_typed(text: Inlines) -> None:
    seen = Seen(rendered(without_liquid(kramdown_line(kramdown_text(text)))))
    assert words(seen.text) == words(plain_text(text))
    assert seen.elements[:1] == ["p"] or not words(plain_text(text))
    assert set(seen.elements) <= {"p", "em", "strong", "sup", "sub", "code", "a", "span"}


@needs_kramdown
@given(st.lists(WORDS, min_size=1, max_size=3))
def test_lines_of_one_paragraph_stay_lines(lines: list[str]) -> None:
    parts = [kramdown_line(kramdown_text((Str(line),))) for line in lines]
    page = without_liquid("- " + "\\\\\n".join(parts) + "\n\n- last")
    seen = Seen(rendered(page))
    assert words(seen.text) == words(" ".join([*lines, "last"]))
    assert [name for name in seen.elements if name != "span"] == [
        "ul",
        "li",
        "p",
        *["br"] * (len(lines) - 1),
        "li",
        "p",
    ]


@needs_kramdown
@given(WORDS, st.sampled_from(["*", "†", "*†", "#", "_"]))
def test_a_name_with_a_marker_arrives_as_typed(name: str, sign: str) -> None:
    for owner in (BoldItalicOwner, Strong):
        line: MarkedInlines = (Str("A, "), owner((Str(name.strip()),)), TextMarker(sign), Str(", B"), TextMarker(sign))
        seen = Seen(rendered(without_liquid(kramdown_line(kramdown_text(line)))))
        assert words(seen.text) == words(f"A, {name.strip()}{sign}, B{sign}")
        assert [name for name in seen.elements if name not in ("span", "p")] in (["strong", "em"], ["strong"])


@needs_kramdown
@given(WORDS)
def test_text_in_html_and_in_an_attribute_arrives_as_typed(text: str) -> None:
    block = f'<div class="x">\n<p title="{html_attribute(text)}">{html_text((Str(text),), "en")}</p>\n</div>'
    seen = Seen(rendered(without_liquid(block)))
    assert words(seen.text) == words(text)
    assert words(seen.values[1]) == words(text)
    title = kramdown_text((Str("a"),)) + f' <img src="x" alt="{html_attribute(text)}">'
    seen = Seen(rendered(without_liquid(title)))
    assert seen.elements == ["p", "img"] and words(seen.values[1]) == words(text)


@given(WORDS)
def test_liquid_finds_no_tag(text: str) -> None:
    for page in (
        kramdown_line(kramdown_text((Str(text), Code(text)))),
        html_text((Str(text),), "en"),
        html_attribute(text),
    ):
        assert not any(tag in without_liquid(page) for tag in ("{{", "{%"))
