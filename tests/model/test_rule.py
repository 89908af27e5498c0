"""Each rule is complete, and each place that reports it gives the values of its texts."""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvkit.commands.explain import explanations
from cvkit.model.rule import RULES, Rule
from tests.conftest import ROOT

EXPLAINED = explanations()
RESERVED = {"at", "corrections", "find", "place", "severity", "message", "hint"}
FILES = sorted((ROOT / "cvkit").rglob("*.py"))


def subclasses(rule: type[Rule]) -> Iterator[type[Rule]]:
    for child in rule.__subclasses__():
        yield child
        yield from subclasses(child)


ALL = [
    rule for rule in dict.fromkeys(subclasses(Rule)) if hasattr(rule, "code") and rule.__module__.startswith("cvkit")
]


def values_of(text: str) -> set[str]:
    """The names of the values in a message or a hint."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def reports(file: Path) -> Iterator[tuple[type[Rule], ast.Call]]:
    """Each call in a module that makes a diagnostic or an error of a rule that it names."""
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("at", "error")
            and isinstance(node.func.value, ast.Name)
        ):
            name = node.func.value.id
            found = getattr(sys.modules.get(module), name, None) or next((r for r in ALL if r.__name__ == name), None)
            if isinstance(found, type) and issubclass(found, Rule):
                yield found, node


def wrong_values(rule: type[Rule], call: ast.Call) -> str:
    """The values that a call lacks, or that no text of the rule has; empty if there are none."""
    given = {keyword.arg for keyword in call.keywords}
    if None in given:
        return ""
    needed = {name for part in ("message", "hint") if part not in given for name in values_of(getattr(rule, part))}
    known = values_of(rule.message) | values_of(rule.hint) | RESERVED | {"field"}  # `error` adds the field to its path
    return " ".join(map(str, sorted((needed - given) | (given - known))))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.__name__)
def test_a_rule_is_complete_or_a_variant_of_one(rule: type[Rule]) -> None:
    assert RULES[rule.code].__name__ in [base.__name__ for base in rule.__mro__]
    assert rule.message and rule.fix and values_of(rule.message) is not None


def test_each_report_gives_the_values_of_the_message_and_the_hint() -> None:
    found = [(file, rule, call) for file in FILES for rule, call in reports(file)]
    assert len(found) > 100
    wrong = [(file.name, call.lineno, values) for file, rule, call in found if (values := wrong_values(rule, call))]
    assert wrong == []
