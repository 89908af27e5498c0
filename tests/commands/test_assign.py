"""Descriptions are assigned to works one to one, by the strength of the evidence, whatever their order."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cvkit.commands.import_.assign import assign
from cvkit.commands.import_.evidence import Described, Evidence, describe, evidence

works = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["Editorial", "Editorial.", "Sorting birds in spring", "Sorting birds in sprng"]),
            "date": st.sampled_from(["2021", "2022", "2025"]),
            "authors": st.sampled_from([["Ada Miller"], ["Miller, A."], ["Bo Larsen"]]),
            "kind": st.sampled_from(["journal", "preprint"]),
        },
        optional={"doi": st.sampled_from(["10.1000/1", "10.1000/2"]), "volume": st.sampled_from("12")},
    ),
    max_size=5,
)


def over_time(found: Described, known: Described) -> Evidence | None:
    return evidence(found, known, over_time=True)


def described(fields: list[dict[str, Any]]) -> list[Described]:
    return [describe(one, f"k{at % 3}") for at, one in enumerate(fields)]


def as_text(one: Described) -> str:
    """A description as text. The order of its fields is no fact of it."""
    return repr((one.key, sorted(one.fields.items())))


@given(works, works, st.randoms(use_true_random=False))
def test_each_is_assigned_once_and_the_order_does_not_matter(found: Any, known: Any, rng: Any) -> None:
    one, other = described(found), [(work,) for work in described(known)]
    pairs = assign(one, other, over_time)
    assert len(set(pairs.values())) == len(pairs)
    assert all(over_time(one[at], other[to][0]) for at, to in pairs.items())
    order = rng.sample(range(len(one)), len(one))
    again = assign([one[at] for at in order], other, over_time)
    wanted = sorted((as_text(one[at]), to) for at, to in pairs.items())
    assert sorted((as_text(one[order[at]]), to) for at, to in again.items()) == wanted


@given(works, st.randoms(use_true_random=False))
def test_a_list_is_assigned_to_itself(found: Any, rng: Any) -> None:
    one = described(found)
    order = rng.sample(range(len(one)), len(one))
    pairs = assign([one[at] for at in order], [(work,) for work in one], over_time)
    assert len(pairs) == len(one)
    assert all(one[order[at]] == one[to] for at, to in pairs.items())


def test_the_strongest_evidence_is_taken_first() -> None:
    head = {"kind": "journal", "authors": ["Ada Miller"], "date": "2020", "title": "Sorting birds in spring"}
    known = [describe(head, "a"), describe(head | {"doi": "10.1000/1"}, "b"), describe(head | {"volume": "7"}, "c")]
    found = [head | {"doi": "10.1000/1", "pages": "1-9"}, head | {"volume": "7", "pages": "1-2"}, head | {"pages": "3"}]
    for order in permutations(range(3)):
        pairs = assign([describe(found[at], "a") for at in order], [(one,) for one in known], over_time)
        assert {order[at]: to for at, to in pairs.items()} == {0: 1, 1: 2, 2: 0}
