"""Titles of one work and titles of two; identifiers that are equal however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.identity import fold_title, has_another_word, identifiers, similarity

ONE_WORK = [
    ("Sorting without looking", "Sorting without lookin"),
    ("Sorting without looking", "SORTING WITHOUT LOOKING"),
    ("Sorting birds in spring: a survey", "Sorting birds in spring — a survey"),
    ("Non-linear control of birds", "Nonlinear control of birds"),
    ("Nonlinear control of bird", "Non-linear control of birds"),
    ("A study of birds in spring", "Study of birds in spring"),
    ("Counting 10,000 birds", "Counting 10000 birds"),
    ("Newton's method for all", "Newton’s method for all"),
    ("Colour vision in birds", "Color vision in birds"),
    ("Müller cells in the retina", "Mueller cells in the retina"),
    ("이제 새를 세는 방법", "이제 새를 세는 방법들"),
    ("Birds of the second kind, counted", "Birds of the second kind counted"),
    ("Counting, part II: birds in spring", "Counting, part 2: birds in spring"),
    ("†", "†"),
]
TWO_WORKS = [
    ("Rain in spring", "Snow in winter"),
    ("On one", "On two"),
    ("Sorting, Part I", "Sorting, Part II"),
    ("Report 2020 on counting birds", "Report 2021 on counting birds"),
    ("Supervised learning of parsers", "Unsupervised learning of parsers"),
    ("Linear control of flocks of birds", "Nonlinear control of flocks of birds"),
    ("Birds can sing in spring when cold", "Birds cannot sing in spring when cold"),
    ("Erratum to: Sorting birds in spring and summer", "Sorting birds in spring and summer"),
    ("Reply to: Sorting birds in the late spring", "Sorting birds in the late spring"),
    ("Hepatitis A in birds", "Hepatitis B in birds"),
    ("Programming languages like C", "Programming languages like C++"),
    ("中国文学史上", "中国文学史下"),
    ("Structure of complete graphs of birds", "Structure of incomplete graphs of birds"),
    ("†", "‡"),
]


@pytest.mark.parametrize(("one", "other"), ONE_WORK)
def test_small_edits_leave_a_title_that_of_its_work(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.9


@pytest.mark.parametrize(("one", "other"), ONE_WORK)
def test_small_edits_change_no_word(one: str, other: str) -> None:
    assert not has_another_word(one, other) and not has_another_word(other, one)


OTHER_WORDS = [
    ("Robust graphs for sorting networks", "Robust hypergraphs for sorting networks"),
    ("Sorting birds in spring", "Searching birds in spring"),
    ("Sorting birds without looking", "Sorting birds without really looking"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_WORDS)
def test_another_word_is_no_small_edit(one: str, other: str) -> None:
    assert has_another_word(one, other) and has_another_word(other, one)


@pytest.mark.parametrize(("one", "other"), TWO_WORKS)
def test_another_number_part_or_negation_makes_another_work(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one) == 0


@given(st.text(min_size=1), st.text(min_size=1))
def test_similarity_is_symmetric_and_1_for_equal_titles_alone(one: str, other: str) -> None:
    assert similarity(one, one) == 1
    assert similarity(one, other) == similarity(other, one)
    assert (similarity(one, other) == 1) == (one == other)
    assert similarity(one, other) in {0} or similarity(one, other) >= 0.9
    assert fold_title(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("10.1000/ABC", None), ("https://doi.org/10.1000/abc", None)),
        (("10.48550/arXiv.2505.01658", None), (None, "2505.01658")),
        (("10.48550/ARXIV.2505.01658", None), (None, "2505.01658v3")),
        (("10.48550/arXiv.hep-th/9901001", None), (None, "hep-th/9901001v1")),
    ],
)
def test_identifiers_are_equal_however_they_are_typed(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None]
) -> None:
    assert identifiers(*one) == identifiers(*other) != frozenset()
