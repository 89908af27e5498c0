"""An unknown key gets a suggestion: slips, other words for a field, fields of another place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvkit.check.model_fields import fields_at
from cvkit.check.suggest import SYNONYMS, guess_key
from cvkit.model.diagnostic import KeyPath
from cvkit.model.did_you_mean import closest_match, edit_distance
from cvkit.model.record import Record

TABLE = [line.split() for line in (Path(__file__).parent / "misspelt.txt").read_text(encoding="utf-8").splitlines()
         if not line.startswith("#")]  # fmt: skip


def steps(place: str) -> KeyPath:
    """A path of the record: `publications.0.venue`."""
    return () if place == "-" else tuple(int(step) if step.isdecimal() else step for step in place.split("."))


def suggested(place: str, key: str) -> str:
    """The field that is named first, or the mapping to which the key belongs."""
    hint = guess_key(key, steps(place), Record).hint
    if "at the top level" in hint:
        return "top"
    found = re.search(r"belongs under `(\w+)`", hint) or re.search(r"did you mean `(\w+)`", hint)
    return found[1] if found else hint


def test_the_table_has_300_keys_none_of_which_is_known_where_it_stands() -> None:
    assert len({(place, key) for place, key, _ in TABLE}) == len(TABLE) >= 300
    assert [row for row in TABLE if row[1] in fields_at(steps(row[0]), Record)] == []


def test_the_first_suggestion_is_right_in_nine_of_ten_cases() -> None:
    wrong = [f"{place} {key}: {suggested(place, key)}, not {meant}" for place, key, meant in TABLE
             if suggested(place, key) != meant]  # fmt: skip
    assert len(wrong) <= len(TABLE) / 10, "\n".join(wrong)


def test_what_is_suggested_is_known_there() -> None:
    for place, key, _ in TABLE:
        field = guess_key(key, steps(place), Record).field
        assert field is None or field in fields_at(steps(place), Record)


def test_another_word_for_a_field_is_written_as_it_is_compared() -> None:
    assert all(word == word.lower() and "-" not in word for words in SYNONYMS.values() for word in words.split())


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("title", "title", 0), ("title", "tilte", 1), ("title", "titel", 1), ("titl", "title", 1), ("ttttle", "title", 2)],
)
def test_slips_are_counted(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other) == edit_distance(other, one) == distance


def test_what_is_too_far_from_everything_is_near_to_nothing() -> None:
    assert closest_match("wibble", ["title", "venue", "date"]) is None
    assert closest_match("", ["title"]) is None
