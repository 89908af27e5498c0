"""A refusal of the model in, a problem in the user's words out.

pydantic's refusals are told apart by their stable type code, never by their English text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import ErrorDetails

from cvkit.check.model_fields import choices_at, first_needed
from cvkit.check.suggest import guess_key
from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.fields import Model
from cvkit.model.record import Record
from cvkit.model.source import EMPTY, Source

CODES = {
    "date_form": "V105",
    "date_impossible": "V105",
    "date_backwards": "V204",
    "period_backwards": "V204",
    "url_scheme": "V108",
    "math": "V109",
    "orcid": "V114",
    "doi": "V117",
    "issn": "V118",
    "arxiv": "V119",
    "email": "V130",
}
"""The code of each of the model's own refusals; any other is a wrong value, V103."""

SHAPES = {
    "string_type": ("a text", "write one text"),
    "list_type": ("a list", "begin each item with `- `"),
    "tuple_type": ("a list", "begin each item with `- `"),
    "dict_type": ("a mapping", "write `key: value` lines, indented below it"),
    "model_type": ("a mapping", "write `key: value` lines, indented below it"),
    "whole_number": ("a whole number", "write only digits"),
    "int_type": ("a whole number", "write only digits"),
    "greater_than_equal": ("{ge} or more", "look for a typo"),
    "too_short": ("a list with at least one item", "write one, or delete the key"),
    "string_too_short": ("a text that is not empty", "give it a value, or delete the line"),
    "string_pattern_mismatch": ("in another form", "write it without spaces and without , ; @ [ ] { } \" ' # % \\"),
}
"""Refusal of the model → what the value must be, what to do."""


@dataclass(frozen=True)
class FieldError:
    """A problem, with the path of what was refused."""

    diagnostic: Diagnostic
    path: KeyPath
    missing: str = ""
    """The field of it that is missing, if one is."""
    meant: str = ""
    """The field that an unknown key was probably meant to be."""


def diagnostic_of(error: ErrorDetails, at: KeyPath = (), root: type[Model] = Record) -> FieldError:
    """The problem that one of pydantic's errors is to the user; `root` is the model of what stands `at` a path."""
    inner: KeyPath = tuple(step for step in error["loc"] if step != "[key]")
    refusal = _refusal(error, inner, root)
    if error["loc"][-1:] == ("[key]",):
        refusal = replace(refusal, diagnostic=replace(refusal.diagnostic, part="key"))
    if not at:
        return refusal
    return replace(refusal, diagnostic=replace(refusal.diagnostic, path=(*at, *refusal.diagnostic.path)))


def _refusal(error: ErrorDetails, path: KeyPath, root: type[Model]) -> FieldError:
    kind, context = error["type"], error.get("ctx", {})
    last = path[-1] if path else ""
    match kind:
        case "extra_forbidden":
            hint, meant = guess_key(str(last), path[:-1], root)
            return FieldError(Diagnostic("V101", f"unknown key `{last}`", hint, path, "key"), path, meant=meant or "")
        case "missing":
            diagnostic = Diagnostic("V102", f"`{last}` is missing", f"add a line `{last}: …`", path[:-1], "entry")
            return FieldError(diagnostic, path[:-1], str(last))
        case "missing_field":
            diagnostic = Diagnostic("V102", error["msg"], context["hint"], path, "entry")
            return FieldError(diagnostic, path, context["field"])
        case "literal_error":
            return FieldError(_not_a_choice(path, error["input"], root), path)
    if kind in SHAPES:
        shape, hint = SHAPES[kind]
        name = last if isinstance(last, str) else ""
        if kind == "string_pattern_mismatch" and last in ("value", "top_percent", "rate"):
            shape, hint = "a number", "write only digits and a point, as in 6.2"
        if isinstance(error["input"], str) and (better := _instead(kind, path, error["input"], root)):
            hint = better
        message = f"`{name}` must be {shape.format(**context)}" if name == last else f"this item must be {shape}"
        return FieldError(Diagnostic("V103", message, str(context.get("hint", hint)), path), path)
    if "field" in context:
        path = (*path, context["field"])
    return FieldError(Diagnostic(CODES.get(kind, "V103"), error["msg"], str(context.get("hint", "")), path), path)


def _not_a_choice(path: KeyPath, value: Any, root: type[Model]) -> Diagnostic:
    name, choices = choices_at(path, root)
    if not isinstance(value, str):
        return Diagnostic("V103", f"`{name}` must be one text", f"write one of: {', '.join(choices)}", path)
    if path == ("cvkit",):
        return Diagnostic(
            "V103", f"this version of cvkit does not know version {value} of the format", "write `cvkit: 1`", path
        )
    hint = did_you_mean(value, choices, f"write one of: {', '.join(choices)}")
    return Diagnostic("V103", f"`{value}` is not one of the values of `{name}`", hint, path)


def _instead(kind: str, path: KeyPath, value: str, root: type[Model]) -> str:
    """What to write instead of a text that stands where a list or a mapping must."""
    if kind in ("list_type", "tuple_type") and root is Record and len(path) == 1:
        return "begin each entry with `- `, or name a .yaml file in the record's folder"
    if kind in ("list_type", "tuple_type"):
        return (
            f"write it as a list: [{value}]" if len(value) <= 40 and "," not in value else "begin each item with `- `"
        )
    if kind == "model_type" and (needed := first_needed(path, root)):
        return f"write `{needed}: {value}`" if len(value) <= 40 else f"write `{needed}: …`"
    return ""


def diagnostics_of(refusals: list[FieldError], source: Source) -> list[Diagnostic]:
    """What refusals say about what was typed, each cause once: no key is missing that is there under a wrong name."""
    meant = {(p.path[:-1], p.meant) for p in refusals if p.meant}
    typed = [p for p in refusals if not _is_there(source, p.path, p.missing) and (p.path, p.missing) not in meant]
    return [p.diagnostic for p in {(_typed_path(source, p.path), p.diagnostic.message): p for p in typed}.values()]


def _typed_path(source: Source, path: KeyPath) -> KeyPath:
    """As much of a path as was typed; behind that stand the names of the model's own choices."""
    value: Any = source.root
    for depth, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return path[:depth]
    return path


def _is_there(source: Source, path: KeyPath, missing: str) -> bool:
    """Whether what the model misses was typed, and told as a problem of its own; so with a list's empty item."""
    value: Any = source.root
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return value is EMPTY or (bool(missing) and missing in getattr(value, "key_spans", ()))
