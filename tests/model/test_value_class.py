"""A class of `cvkit.model.value_class` behaves as one of `dataclasses`."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any

import pytest

from cvkit.model import value_class


def classes(dataclass: Any) -> tuple[type, type]:
    @dataclass(frozen=True, kw_only=True)
    class Part:
        origins: tuple[str, ...] = field(default=(), compare=False)
        hidden: int = field(default=0, repr=False)

    @dataclass(frozen=True)
    class Whole(Part):
        title: str
        note: str = ""
        items: dict[str, int] = field(default_factory=dict, compare=False)

    return Part, Whole


SHARED, OWN = classes(value_class.dataclass), classes(dataclasses.dataclass)

BEHAVIOUR: dict[str, Callable[[Any, Any], Any]] = {
    "representation": lambda part, whole: [repr(part()), repr(whole("T", "N", origins=("a",), items={"a": 1}))],
    "equality": lambda part, whole: [whole("T") == other for other in (whole("T"), whole("U"), whole("T", hidden=1))],
    "fields that are not compared": lambda part, whole: whole("T", origins=("a",), items={"a": 1}) == whole("T"),
    "equality of two classes": lambda part, whole: part() == whole("T"),
    "hash": lambda part, whole: hash(whole("T", origins=("a",))) == hash(whole("T")) != hash(whole("U")),
    "patterns": lambda part, whole: whole.__match_args__,
    "replaced fields": lambda part, whole: repr(dataclasses.replace(whole("T", hidden=2), title="U")),
    "fields": lambda part, whole: dataclasses.asdict(whole("T", "N")),
    "a new default for each": lambda part, whole: whole("T").items is whole("T").items,
    "a missing value": lambda part, whole: whole(),
    "too many values": lambda part, whole: whole("T", "N", {}, ()),
    "a value for two": lambda part, whole: whole("T", title="T"),
    "an unknown name": lambda part, whole: whole("T", name="N"),
    "an assignment": lambda part, whole: setattr(whole("T"), "title", "U"),
    "a deletion": lambda part, whole: delattr(whole("T"), "title"),
}


@pytest.mark.parametrize("what", BEHAVIOUR)
def test_a_class_behaves_as_a_dataclass(what):
    assert result(BEHAVIOUR[what], SHARED) == result(BEHAVIOUR[what], OWN)


def result(behaviour: Callable[[Any, Any], Any], made: tuple[type, type]) -> Any:
    try:
        return behaviour(*made)
    except Exception as error:
        return type(error)


def test_an_instance_is_pickled():
    from cvkit.model.inline import Str

    copied = pickle.loads(pickle.dumps(Str("a", start=1)))
    assert copied == Str("a") and copied.start == 1
