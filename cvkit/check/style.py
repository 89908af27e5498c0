"""What a style states of itself, held against what a style must state."""

from __future__ import annotations

from pydantic import ValidationError

from cvkit.check.explain import problem_of, problems_of
from cvkit.check.prepare import typed_values
from cvkit.model.problem import Problem
from cvkit.model.source import Source
from cvkit.model.style import Style


def check_style(source: Source) -> tuple[Style | None, tuple[Problem, ...]]:
    """The style that a `style.yaml` states, or every problem of it, in its place."""
    if source.problems:
        return None, source.problems
    problems: list[Problem] = []
    values = typed_values(source.root, (), problems)
    try:
        style = Style.model_validate(values)
    except ValidationError as error:
        problems += problems_of([problem_of(refusal, root=Style) for refusal in error.errors()], source)
    return (None, source.located(problems)) if problems else (style, ())
