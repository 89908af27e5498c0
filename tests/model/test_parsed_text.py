"""A value that a reader parsed is its characters to all that is no text, and its tree to a text."""

from __future__ import annotations

import copy
import pickle

from cvkit.model.inline import Emphasis, Str
from cvkit.model.parsed_text import ParsedText
from cvkit.model.text import parse_text

TREE = (Str("*a* "), Emphasis((Str("b"),)))


def test_its_characters_have_no_markup_and_are_never_parsed_again() -> None:
    value = ParsedText(TREE)
    assert value == "*a* b"
    assert parse_text(value).inlines() is TREE


def test_copies_keep_the_tree() -> None:
    for value in (copy.deepcopy(ParsedText(TREE)), pickle.loads(pickle.dumps(ParsedText(TREE)))):
        assert (value, value.inlines) == ("*a* b", TREE)
