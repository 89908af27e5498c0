"""The list of checks states the input of each check, and the filter is applied to all of them."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.commands.checks import CHECKS, Check, CheckInput
from tests.conftest import Result

FUNCTIONS = [check for check in CHECKS if inspect.isfunction(check.find)]


def test_each_function_is_listed_once() -> None:
    assert len({check.find for check in CHECKS}) == len(CHECKS)
    assert len(FUNCTIONS) == len(CHECKS) - 1


@pytest.mark.parametrize("check", FUNCTIONS, ids=lambda check: check.find.__name__)
def test_each_check_gets_what_its_parameters_take(check: Check) -> None:
    given = typing.get_type_hints(CheckInput)
    taken = typing.get_type_hints(check.find)
    for need, parameter in zip(check.needs, inspect.signature(check.find).parameters, strict=True):
        types = [kind for kind in typing.get_args(given[need]) or [given[need]] if kind is not type(None)]
        assert types == [taken[parameter]]


def test_checks_of_typed_values_run_on_a_record_that_is_recovered(
    record: Callable[[str], Path], cvkit: Callable[..., Result]
) -> None:
    """The refused title hides the diagnostics of its work as recovered, and none of the values as typed."""
    works = (
        "- {id: one, kind: journal, title: [], authors: Ada Miller, date: 2020}\n"
        "- {id: one, kind: journal, title: T, authors: Ada Miller, date: 2021}\n"
    )
    out = cvkit("check", record(f"publications:\n{works}summary: 'See [@two], and 7 papers.'\n")).out
    assert ("V107" in out, "N303" in out, "N306" in out) == (True, True, False)
    repaired = works.replace("title: []", "title: S").replace("id: one", "id: other", 1)
    out = cvkit("check", record(f"publications:\n{repaired}summary: 'See [@two], and 7 papers.'\n")).out
    assert ("V107" in out, "N303" in out, "N306" in out) == (False, True, True)
