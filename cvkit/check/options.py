"""The options that a document chooses of its style, held against what the style offers."""

from __future__ import annotations

from collections.abc import Mapping

from cvkit.model.nearest import hint_at, nearest
from cvkit.model.problem import ABSENT, Path, Problem
from cvkit.model.style import Style


def check_options(style: Style, chosen: Mapping[str, str], at: Path = ()) -> list[Problem]:
    """A problem for each option that the style does not have, and for each value that its option does not take."""
    problems = []
    for name, value in chosen.items():
        option = style.options.get(name)
        if option is None:
            message = f"the style {style.title} has no option `{name}`"
            problems.append(Problem(ABSENT, message, hint_at(name, style.options, "it has"), (*at, name), "key"))
        elif hint := option.refusal(value):
            message = f"`{value}` is no value for the option `{name}` of the style {style.title}"
            near = nearest(value, option.choices)
            problems.append(Problem("V103", message, f"did you mean `{near}`?" if near else hint, (*at, name)))
    return problems
