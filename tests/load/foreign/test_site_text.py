"""Text of a home page: what the writer makes of a text, the parser makes to that text again."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from pydantic_core import PydanticCustomError

from cvkit.load.foreign.site_text import parse_kramdown, split_text, typed
from cvkit.model.inline import Code, Emphasis, Inlines, Link, Str, Strong, plain_text
from cvkit.model.markdown import parse_inlines
from cvkit.model.markdown_source import to_markdown
from cvkit.write.site.kramdown import kramdown_line, kramdown_text, without_liquid
from tests.write.test_kramdown_text import inlines


def words(text: str) -> str:
    return " ".join(text.split())


def in_a_record(text: Inlines) -> Inlines:
    """The nearest text that a record can have."""
    try:
        return parse_inlines(words(to_markdown(text)))
    except PydanticCustomError:
        assume(False)
        raise


@given(inlines())
@example((Strong((Emphasis((Str("Memba"),)), Str(": M"))),))
@example((Str("CO"), Emphasis((Str("(g)"),)), Strong((Str("c"),))))
@example((Code("a|b*c$d^"), Link("https://a.example/(x)", (Str("[y]"),))))
def test_a_text_of_the_writer_is_read_as_it_was(text: Inlines) -> None:
    recorded = in_a_record(text)
    page = without_liquid(kramdown_line(kramdown_text(recorded)))
    assert words(plain_text(parse_kramdown(page))) == words(plain_text(recorded))
    assert words(typed(page)).replace("%7C", "|") == words(to_markdown(recorded))


TYPED = {
    "*2025* and **bold**": "*2025* and **bold**",
    "a * b ** c": "a * b ** c",
    "Wong*, Wang*": "Wong*, Wang*",
    "[[paper](https://a.example)]": "\\[[paper](https://a.example)\\]",
    "[x](javascript:y) z": "x z",
    "a &nbsp;b<br>c": "a b c",
    "`a*b`": "`a*b`",
    "<span style=\"color:red\">**Oral**</span>": "**Oral**",
    "[a] b": "[a] b",
    "snake_case": "snake_case",
}  # fmt: skip


@pytest.mark.parametrize(("page", "record"), TYPED.items())
def test_a_text_that_people_typed_is_read(page: str, record: str) -> None:
    assert typed(page) == record


def test_a_line_is_split_outside_of_its_markup() -> None:
    pieces = split_text(parse_kramdown("A, *B, C*, [D, E](https://a.example) (F, G), H"), ", ")
    assert [plain_text(piece) for piece in pieces] == ["A", "B, C", "D, E (F, G)", "H"]
    assert [plain_text(piece) for piece in split_text(parse_kramdown("A (B, C"), ", ")] == ["A (B", "C"]
