"""What a style states of itself, held against what a style must state."""

from __future__ import annotations

from pydantic import ValidationError

from cvkit.check.explain import problem_of
from cvkit.model.problem import Problem
from cvkit.model.source import Source
from cvkit.model.style import Style


def check_style(source: Source) -> tuple[Style | None, tuple[Problem, ...]]:
    """The style that a `style.yaml` states, or every problem of it, in its place."""
    if source.problems:
        return None, source.problems
    try:
        return Style.model_validate(source.root), ()
    except ValidationError as error:
        return None, source.located(problem_of(refusal, root=Style).problem for refusal in error.errors())
