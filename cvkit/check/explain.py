"""A refusal of the model in, a problem in the user's words out.

pydantic's refusals are told apart by their stable type code, never by their English text.
"""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic_core import ErrorDetails

from cvkit.model.fields import Model
from cvkit.model.problem import Path, Problem
from cvkit.model.record import Record

CODES = {
    "date_form": "V105",
    "date_impossible": "V105",
    "date_backwards": "V204",
    "period_backwards": "V204",
    "url_scheme": "V108",
    "math": "V109",
    "orcid": "V114",
}
"""The code of each of the model's own refusals; any other is a wrong value, V103."""

SHAPES = {
    "string_type": ("a text", "write one text"),
    "list_type": ("a list", "begin each item with `- `"),
    "tuple_type": ("a list", "begin each item with `- `"),
    "dict_type": ("a mapping", "write `key: value` lines, indented below it"),
    "model_type": ("a mapping", "write `key: value` lines, indented below it"),
    "int_parsing": ("a whole number", "write digits alone"),
    "int_type": ("a whole number", "write digits alone"),
    "int_from_float": ("a whole number", "write digits alone"),
    "int_parsing_size": ("a whole number", "is it too long?"),
    "greater_than_equal": ("a number that is not so small", "look for a slip"),
    "greater_than": ("more than nothing", "look for a slip"),
    "too_short": ("a list with at least one item", "write one, or delete the key"),
    "string_too_short": ("a text that is not empty", "give it a value, or delete the line"),
    "string_pattern_mismatch": ("written otherwise", "use no spaces and none of , ; @ [ ] { } \" ' # % \\"),
}
"""Refusal of the model → what the value must be, what to do."""


@dataclass(frozen=True)
class Refusal:
    """A problem, with the path of what was refused."""

    problem: Problem
    path: Path
    missing: str = ""
    """The field of it that is missing, if one is."""
    meant: str = ""
    """The field that an unknown key was probably meant to be."""


def problem_of(error: ErrorDetails, at: Path = (), root: type[Model] = Record) -> Refusal:
    """The problem that one of pydantic's errors is to the user; `root` is the model of what stands `at` a path."""
    inner: Path = tuple(step for step in error["loc"] if step != "[key]")
    refusal = _refusal(error, inner, root)
    if not at:
        return refusal
    return replace(refusal, problem=replace(refusal.problem, path=(*at, *refusal.problem.path)))


def _refusal(error: ErrorDetails, path: Path, root: type[Model]) -> Refusal:
    kind, context = error["type"], error.get("ctx", {})
    last = path[-1] if path else ""
    match kind:
        case "extra_forbidden":
            known = _fields(path[:-1], root)
            nearest = _nearest(str(last), known)
            hint = f"did you mean `{nearest}`?" if nearest else f"known here: {', '.join(sorted(known))}"
            return Refusal(Problem("V101", f"unknown key `{last}`", hint, path, "key"), path, meant=nearest or "")
        case "missing":
            problem = Problem("V102", f"`{last}` is missing", f"add a line `{last}: …`", path[:-1], "entry")
            return Refusal(problem, path[:-1], str(last))
        case "missing_field":
            problem = Problem("V102", error["msg"], context["hint"], path, "entry")
            return Refusal(problem, path, context["field"])
        case "literal_error":
            return Refusal(_not_a_choice(path, error["input"], root), path)
    if kind in SHAPES:
        shape, hint = SHAPES[kind]
        name = last if isinstance(last, str) else "this item"
        if kind == "string_pattern_mismatch" and last in ("value", "top_percent", "rate"):
            shape, hint = "a number", "write it with digits and a point, as in 6.2"
        return Refusal(Problem("V103", f"`{name}` must be {shape}", hint, path), path)
    if "field" in context:
        path = (*path, context["field"])
    return Refusal(Problem(CODES.get(kind, "V103"), error["msg"], str(context.get("hint", "")), path), path)


def _not_a_choice(path: Path, value: Any, root: type[Model]) -> Problem:
    name, choices = _choices(path, root)
    if not isinstance(value, str):
        return Problem("V103", f"`{name}` must be one text", f"write one of: {', '.join(choices)}", path)
    if path == ("cvkit",):
        return Problem("V103", f"this cvkit does not know version {value} of the format", "write `cvkit: 1`", path)
    nearest = _nearest(value, choices)
    hint = f"did you mean `{nearest}`?" if nearest else f"write one of: {', '.join(choices)}"
    return Problem("V103", f"`{value}` is not one of the values of `{name}`", hint, path)


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), None)


def _fields(path: Path, root: type[Model]) -> list[str]:
    """The keys that a mapping at a path can have."""
    fields = _model_at(path, root).model_fields
    return [str(field.validation_alias or name) for name, field in fields.items() if name != "own"]


def _choices(path: Path, root: type[Model]) -> tuple[str, list[str]]:
    """The innermost field on a path, and the values that it can have."""
    for depth in range(len(path), 0, -1):
        step = path[depth - 1]
        field = _model_at(path[: depth - 1], root).model_fields.get(step) if isinstance(step, str) else None
        if field and (choices := _literals(field.annotation)):
            return str(step), list(dict.fromkeys(map(str, choices)))
    return "", []


def _model_at(path: Path, root: type[Model]) -> type[Model]:
    """The innermost model on a path; items of lists and names in mappings are passed over."""
    model = root
    for step in path:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        inner = next(_models(field.annotation), None) if field else None
        model = inner or model
    return model


def _models(annotation: Any) -> typing.Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)


def _literals(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) is Literal:
        return list(typing.get_args(annotation))
    return [choice for argument in typing.get_args(annotation) for choice in _literals(argument)]
