"""YAML that cvkit writes reads as if a person had typed it, and every reader of YAML gets the same values."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cvkit.model.yaml_flow import flow
from cvkit.write.yaml_text import entry_lines, key_lines

LONG = "A study of " + "very " * 20 + "long titles: all of them"

LINES = [
    ("title", "Plain words, with commas [and] brackets", "title: Plain words, with commas [and] brackets"),
    ("title", "Ratio 1:2 of C#", "title: Ratio 1:2 of C#"),
    ("title", "{Pandora}: a box", 'title: "{Pandora}: a box"'),
    ("title", 'The "last" word: yes', "title: 'The \"last\" word: yes'"),
    ("title", r"$\alpha$ and 'x'", r"title: '$\alpha$ and ''x'''"),
    ("date", "2020", "date: 2020"),
    ("date", "2020-02-30", 'date: "2020-02-30"'),
    ("date", "2020-02-29", "date: 2020-02-29"),
    ("pages", "1-10", "pages: 1-10"),
    ("volume", "012", 'volume: "012"'),
    ("volume", "1.10", 'volume: "1.10"'),
    ("note", "No", 'note: "No"'),
    ("note", "Noted", "note: Noted"),
    ("doi", "10.1000/xyz#1", "doi: 10.1000/xyz#1"),
    ("abstract", "One.\nTwo.", "abstract: |-\n  One.\n  Two."),
    ("authors", ["Miller, Ada", "Bo Larsen"], 'authors: ["Miller, Ada", Bo Larsen]'),
    ("authors", ["Miller, Ada"] * 9, "authors:\n" + "\n".join(["  - Miller, Ada"] * 9)),
]


@pytest.mark.parametrize(("key", "value", "text"), LINES)
def test_a_value_is_typed_like_this(key: str, value: Any, text: str) -> None:
    assert "\n".join(key_lines(key, value)) == text


def test_a_long_text_is_a_folded_block_without_quotes() -> None:
    first, *lines = key_lines("title", LONG)
    assert first == "title: >-"
    assert len(lines) > 1 and all(len(line) <= 98 for line in lines)


def is_same(read: Any, value: Any) -> bool:
    """Whether a reader got a value, or a number or date that prints like it."""
    if isinstance(value, dict):
        return isinstance(read, dict) and all(
            str(key) == name and is_same(item, value[name])
            for (key, item), name in zip(read.items(), value, strict=True)
        )
    if isinstance(value, list):
        return isinstance(read, list) and len(read) == len(value) and all(map(is_same, read, value))
    return read is not None and not isinstance(read, bool) and str(read) == value


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.sampled_from("ab 01.:#-,'\"{}[]\\\n@%&*!|>?`~=_eExyesnooff\t\u00a0\ufeff한"), min_size=1),
    st.lists(st.text(st.sampled_from("ab:#'-"), min_size=1), min_size=20, max_size=60).map(" ".join),
)
VALUES = st.one_of(TEXTS, st.lists(TEXTS, min_size=1), st.dictionaries(TEXTS, TEXTS, min_size=1))


@given(st.dictionaries(TEXTS, VALUES, min_size=1))
def test_pyyaml_reads_every_entry_back(entry: dict[str, Any]) -> None:
    assert is_same(yaml.safe_load("\n".join(entry_lines(entry)) + "\n"), [entry])
    assert is_same(yaml.safe_load(flow(entry)), entry)


@given(st.dictionaries(TEXTS, VALUES, min_size=1))
def test_ruamel_reads_every_entry_back(entry: dict[str, Any]) -> None:
    assert is_same(YAML(typ="safe", pure=True).load("\n".join(entry_lines(entry)) + "\n"), [entry])
