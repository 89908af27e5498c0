"""Texts that cannot be a term: unknown placeholders, incomplete lists, plural rules that nobody can read."""

from __future__ import annotations

import string

from cvkit.write.locales.plurals import category_of
from cvkit.write.locales.terms import PLURAL_CATEGORIES, placeholders

LISTED = dict.fromkeys(("months", "months_alone", "months_short", "months_short_alone"), 12)
"""Terms that are lists, separated by a comma and a space, and the number of their parts."""


def term_mistake(name: str, text: str) -> tuple[str, str] | None:
    """Return the mistake in the text of a term, and a hint; None if it has none."""
    head, _, category = name.partition(".")
    if head in ("plural", "ordinals") and category in PLURAL_CATEGORIES:
        try:
            category_of(1, {category: text})
        except ValueError:
            return "is not a plural rule", "write it as in `n % 10 = 2..4 and n % 100 != 12..14`"
        return None
    if name in LISTED and len(text.split(", ")) != LISTED[name]:
        return f"has {len(text.split(', '))} names instead of {LISTED[name]}", "separate them by a comma and a space"
    if name == "quotes" and len(list(filter(None, text.split(" ")))) != 4:
        return "does not have four quotes", "write opening, closing, and those within others: “ ” ‘ ’"
    if name == "grouping" and text not in ("1", "2"):
        return "is neither 1 nor 2", "write `1` for 1,284 and `2` for 1284"
    if name.rpartition(".")[2] in ("editor", "editors", "position_of", "position_alone") and "(" in text:
        return "has parentheses, which are printed around it anyway", f"write `{text.strip().strip('()')}`"
    return _mistake_in_braces(text, placeholders(name) or frozenset())


def _mistake_in_braces(text: str, allowed: frozenset[str]) -> tuple[str, str] | None:
    names = " and ".join(f"{{{name}}}" for name in sorted(allowed))
    hint = f"write only {names} in braces" if allowed else "omit the braces"
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return "has a brace without a partner", hint
    for _, field, form, conversion in parts:
        if field is not None and (field not in allowed or form or conversion):
            return f"has no value for {{{field}}}", hint
    return None
