"""Markdown: whatever is typed, a CommonMark parser reads as it was meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cvkit.model.inline import Code, Emphasis, Inline, Link, Str, Strong, Subscript, Superscript
from cvkit.write.md.inline_markdown import line_markup
from tests.conftest import examples

PARSER = MarkdownIt("commonmark")
MARKS = {"em": Emphasis, "strong": Strong, "sup": Superscript, "sub": Subscript}
Read = tuple[str, frozenset[str]]


def read(text: str) -> list[Read]:
    """The characters of a paragraph, each with the marks that it stands in, by an independent parser."""
    tokens = PARSER.parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], text
    found: list[Read] = []
    inside: list[str] = []
    for token in tokens[1].children or []:
        name = mark_of(token)
        if name.startswith("/"):
            inside.remove(name[1:])
        elif name:
            inside.append(name)
        else:
            assert token.type in ("text", "code_inline"), token
            marks = frozenset([*inside, *(["code"] if token.type == "code_inline" else [])])
            found += [(character, marks) for character in token.content]
    return found


def mark_of(token: Token) -> str:
    match token.type:
        case "html_inline":
            return token.content.strip("<>")
        case "link_open":
            return f"a:{token.attrs['href']}"
        case "link_close":
            return "/a:https://a.example/x"
        case "em_open" | "strong_open":
            return token.tag
        case "em_close" | "strong_close":
            return f"/{token.tag}"
    return ""


def meant(parts: tuple[Inline, ...], inside: frozenset[str] = frozenset()) -> list[Read]:
    found: list[Read] = []
    for part in parts:
        match part:
            case Str(text):
                found += [(character, inside) for character in text]
            case Code(text):
                found += [(character, inside | {"code"}) for character in text]
            case Link(_, children):
                found += meant(children, inside | {"a:https://a.example/x"})
            case _:
                name = next(name for name, kind in MARKS.items() if isinstance(part, kind))
                found += meant(part.children, inside | {name})  # type: ignore[union-attr]
    return found


WORDS = st.text("ab1*_`[]()<>&;#+-=.!~$\\|:'\"†é한 →", min_size=1, max_size=8)
PLAIN = st.builds(Str, WORDS)
CODE = st.builds(Code, st.text("ab`* \\<", min_size=1, max_size=5).filter(lambda text: text.strip(" `")))


def wider(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    children = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(*(st.builds(kind, children) for kind in MARKS.values()))


TREES = st.recursive(st.one_of(PLAIN, CODE), wider, max_leaves=6)
LINKS = st.builds(Link, st.just("https://a.example/x"), st.lists(TREES, min_size=1, max_size=2).map(tuple))


def without_space(read: list[Read]) -> list[Read]:
    """Spaces at the ends of a paragraph, and emphasis of nothing but spaces, are not seen."""
    return [(character, marks) for character, marks in read if not character.isspace()]


@examples(400)
@given(st.lists(st.one_of(TREES, LINKS), min_size=1, max_size=4).map(tuple))
def test_every_text_is_read_as_it_was_meant(parts: tuple[Inline, ...]) -> None:
    expected = without_space(meant(parts))
    if expected:
        assert without_space(read(line_markup(parts))) == expected


LINES = {
    "# one": "\\# one",
    "1. one": "1\\. one",
    "12) one": "12\\) one",
    "- one": "\\- one",
    "snake_case of R&D": "snake_case of R&D",
    "_private": "\\_private",
    "&amp;": "\\&amp;",
    "3.5 of 4": "3\\.5 of 4",
}


@pytest.mark.parametrize(("typed", "written"), LINES.items())
def test_only_what_would_be_markup_is_escaped(typed: str, written: str) -> None:
    assert line_markup((Str(typed),)) == written


def test_emphasis_that_stars_cannot_say_is_html() -> None:
    assert line_markup((Strong((Str("(주)"),)), Str("에서"))) == "<strong>(주)</strong>에서"
    assert line_markup((Strong((Str("Jemin Lee"),)), Str("*"))) == "**Jemin Lee**\\*"
