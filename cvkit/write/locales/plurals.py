"""The plural category of a whole number, by the rules that CLDR has for a language (UTS #35, language plural rules)."""

from __future__ import annotations

from collections.abc import Mapping

from cvkit.model.lazy_pattern import lazy_pattern

_RELATION = lazy_pattern(r"n(?: % (\d+))? (!?=) ([\d.,]+)")
OTHER = "other"
"""The category of the numbers that no rule names."""


def category_of(number: int, rules: Mapping[str, str]) -> str:
    """Return the category of a number by rules: category → rule.

    >>> category_of(22, {"few": "n % 10 = 2..4 and n % 100 != 12..14"})
    'few'
    """
    return next((category for category, rule in rules.items() if _is_in(number, rule)), OTHER)


def _is_in(number: int, rule: str) -> bool:
    return any(all(_holds(number, relation) for relation in part.split(" and ")) for part in rule.split(" or "))


def _holds(number: int, relation: str) -> bool:
    """Whether a relation such as `n % 10 = 2..4,7` is true.

    Raises:
        ValueError: it is not a relation.
    """
    found = _RELATION.fullmatch(relation)
    if not found:
        raise ValueError(f"`{relation}` is not a relation of a plural rule")
    modulus, sign, values = found.groups()
    operand = number % int(modulus) if modulus else number
    ranges = (value.partition("..") for value in values.split(","))
    return any(int(first) <= operand <= int(last or first) for first, _, last in ranges) == (sign == "=")
