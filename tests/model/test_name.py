"""Names: their parts, how they print, and when two spellings are one person."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.read import read
from cvkit.model.name import Name, parse_name
from cvkit.model.spelling import Spelling

PARTS = [
    ("Ada Miller", Name("Ada", "Miller")),
    ("Miller, Ada", Name("Ada", "Miller")),
    ("Ada B. Miller", Name("Ada B.", "Miller")),
    ("Jan van der Berg", Name("Jan", "Berg", "van der")),
    ("van der Berg, Jan", Name("Jan", "Berg", "van der")),
    ("Maria de la Nada Fictive", Name("Maria", "Nada Fictive", "de la")),
    ("Ada Miller Jr.", Name("Ada", "Miller", suffix="Jr.")),
    ("Miller, Jr., Ada", Name("Ada", "Miller", suffix="Jr.")),
    ("Miller, Ada, Jr.", Name("Ada", "Miller", suffix="Jr.")),
    ("Ada Miller III", Name("Ada", "Miller", suffix="III")),
    ("Jan van Berg Sr.", Name("Jan", "Berg", "van", "Sr.")),
    ("Jean-Luc D'Or", Name("Jean-Luc", "D'Or")),
    ("Suharto", Name(literal="Suharto")),
    ("{The Norse, Inc.}", Name(literal="The Norse, Inc.")),
    ("이제민", Name(literal="이제민")),
    ("이 제민", Name(literal="이 제민")),
    ("黄炜", Name(literal="黄炜")),
    ("Huang, Wei (黄炜)", Name(literal="Wei Huang (黄炜)")),
    ("Miller, Ada (Addie)", Name("Ada (Addie)", "Miller")),
    ("  Ada   Miller ", Name("Ada", "Miller")),
]


@pytest.mark.parametrize(("text", "name"), PARTS)
def test_a_name_has_these_parts(text: str, name: Name) -> None:
    assert parse_name(text) == name


FULL = [
    ("Miller, Ada", "Ada Miller"),
    ("van der Berg, Jan", "Jan van der Berg"),
    ("Miller, Jr., Ada", "Ada Miller Jr."),
    ("{A Group}", "A Group"),
    ("이제민", "이제민"),
]


@pytest.mark.parametrize(("text", "full"), FULL)
def test_a_name_prints_in_its_natural_order(text: str, full: str) -> None:
    assert parse_name(text).full == full


WORD = st.text(st.sampled_from("abcdeéü"), min_size=2, max_size=6).map(str.capitalize)


@given(st.lists(WORD, min_size=1, max_size=4))
def test_a_name_typed_in_its_natural_order_prints_as_it_was_typed(words: list[str]) -> None:
    assert parse_name(" ".join(words)).full == " ".join(words)


@given(st.lists(WORD, min_size=1, max_size=2), WORD)
def test_both_orders_are_one_name(given_names: list[str], family: str) -> None:
    first = " ".join(given_names)
    assert parse_name(f"{family}, {first}").full == parse_name(f"{first} {family}").full


SAME = [
    (
        "Jemin Lee",
        ["JEMIN LEE", "jemin lee", "Lee, Jemin", "LEE, Jemin", "Lee Jemin", "Jémin Leé", "Jemin  Lee", "{Jemin Lee}"],
    ),
    (
        "Byung-Soo Fictive",
        ["Byung\u2010Soo Fictive", "Byung\u2011Soo Fictive", "byung-soo fictive", "Fictive, Byung-Soo"],
    ),
    ("Éva Bödi", ["Eva Bodi", "E\u0301va Bo\u0308di", "Bödi, Éva", "EVA BÖDI"]),
    ("Jan van der Berg", ["van der Berg, Jan", "Jan Van Der Berg", "Berg, Jan van der"]),
    ("Ada B. Miller", ["Ada B Miller", "Miller, Ada B."]),
    ("Ada Straße", ["Ada Strasse", "ADA STRASSE"]),
]


def is_owner(owner: str, author: str, record: Callable[[str], Path], aliases: str = "") -> bool:
    """Whether a record's owner is found in an author list."""
    person = f'cvkit: 1\nperson: {{name: "{owner}"{aliases}}}\n'
    work = f'publications:\n  - {{id: one, kind: report, title: T, date: 2020, authors: ["Bo Other", "{author}"]}}\n'
    numbered = read(record(person + work)).numbered
    assert numbered is not None
    return numbered.record.owner.index(numbered.record.publications[0].authors) == 1


@pytest.fixture
def headless(record: Callable[..., Path]) -> Callable[[str], Path]:
    return lambda text: record(text, head="")


@pytest.mark.parametrize(("owner", "author"), [(owner, author) for owner, authors in SAME for author in authors])
def test_the_owner_is_found_under_any_spelling(owner: str, author: str, headless: Callable[[str], Path]) -> None:
    assert is_owner(owner, author, headless)


OTHERS = [
    ("Jemin Lee", "J. Lee"),
    ("Jemin Lee", "J Lee"),
    ("Jemin Lee", "Jemin Leed"),
    ("Jemin Lee", "Jeminlee"),
    ("Jemin Lee", "Jemin B. Lee"),
    ("Jemin Lee", "Lee"),
    ("Jan van der Berg", "Jan Berg"),
    ("Ada Miller", "Ada Miller Jr."),
]


@pytest.mark.parametrize(("owner", "author"), OTHERS)
def test_another_name_is_another_person(owner: str, author: str, headless: Callable[[str], Path]) -> None:
    assert not is_owner(owner, author, headless)


@pytest.mark.parametrize("author", ["J. Lee", "Jaymin Lee", "Lee, Jaymin", "LEE, J."])
def test_an_alias_makes_a_spelling_the_owners(author: str, headless: Callable[[str], Path]) -> None:
    assert is_owner("Jemin Lee", author, headless, ", aliases: [Jaymin Lee, J. Lee]")


def test_the_native_name_is_the_owners(headless: Callable[[str], Path]) -> None:
    text = "cvkit: 1\nperson: {name: {given: Ada, family: Kim, native: 김아다}}\npublications:\n"
    text += "  - {id: one, kind: report, title: T, date: 2020, authors: [김아다]}\n"
    numbered = read(headless(text)).numbered
    assert numbered is not None
    assert numbered.record.owner.index(numbered.record.publications[0].authors) == 0


@given(st.lists(WORD, min_size=2, max_size=3))
def test_case_accents_and_composition_hide_nobody(words: list[str]) -> None:
    """The signs of ä, ö, ü and å count in a family name of one syllable."""
    text, kept = " ".join(words), "\u0308\u030a"
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if c in kept or not unicodedata.combining(c))
    for other in (text.upper(), text.lower(), unicodedata.normalize("NFD", text), bare):
        assert Spelling(parse_name(text)).is_same(Spelling(parse_name(other)))


@given(st.text())
def test_any_text_is_a_name_of_some_kind(text: str) -> None:
    assert isinstance(Spelling(parse_name(text)).identity, str)
