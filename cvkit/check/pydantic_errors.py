"""Turn an error of pydantic into a diagnostic in the user's words.

The diagnostic depends on the stable type code of an error, never on the English text of pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import ErrorDetails

from cvkit.check.bib_severity import is_in_bib
from cvkit.check.model_fields import choices_at, first_needed
from cvkit.check.suggest import guess_key
from cvkit.model.diagnostic import Diagnostic, KeyPath, Pointed, Range
from cvkit.model.did_you_mean import did_you_mean
from cvkit.model.fields import MissingField, Model
from cvkit.model.record import Record
from cvkit.model.rule import RULES, ValueRule
from cvkit.model.source import EMPTY, Source

_IN_BIBTEX = {"authors": "author", "inventors": "author"}
"""A required field of a work → its name in BibTeX, if that is another."""


class UnknownKey(ValueRule):
    """An unknown key.

    cvkit does not know this key here. It refuses unknown keys, because the value of a misspelt key would be missing
    from every document. Use the key in the hint, or move the line to the place in the hint. For a key of your own,
    begin its name with `x-`.
    ```yaml
    honors: [{title: A Prize, yaer: 2020}]
    ```
    ```yaml
    honors: [{title: A Prize, date: 2020}]
    ```
    """

    code = "V101"
    message = "unknown key `{key}`"
    fix = "use the key in the hint"


class InvalidValue(ValueRule):
    """A value of the wrong type, or one that is not allowed.

    The value does not fit the field: for example, it is a text, and the field needs a list; or it is a word that is not
    allowed here. cvkit does not guess, because a wrong guess would be printed. Write the value as the hint says.
    data/README.md lists the values of each field.
    ```yaml
    supervision: [{name: Bo Fictive, status: finished}]
    ```
    ```yaml
    supervision: [{name: Bo Fictive, status: alumni}]
    ```
    """

    code = "V103"
    message = "`{value}` is not one of the values of `{name}`"
    fix = "write the value as the hint says"


SHAPES = {
    "string_type": ("a text", "write one text"),
    "list_type": ("a list", "begin each item with `- `"),
    "tuple_type": ("a list", "begin each item with `- `"),
    "dict_type": ("a mapping", "write `key: value` lines, indented below it"),
    "model_type": ("a mapping", "write `key: value` lines, indented below it"),
    "whole_number": ("a whole number", "write only digits"),
    "int_type": ("a whole number", "write only digits"),
    "greater_than_equal": ("{ge} or more", "look for a typo"),
    "too_short": ("a list with at least one item", "write an item, or delete the key"),
    "string_too_short": ("a text that is not empty", "give it a value, or delete the line"),
    "string_pattern_mismatch": (
        "a text without spaces and special characters",
        "write it without spaces and without , ; @ [ ] { } \" ' # % \\",
    ),
}
"""Type of an error → the required form of the value, and the hint."""

_NUMBER = ("a number", "write only digits and a point, as in 6.2")
FORMS = {
    "value": _NUMBER,
    "top_percent": _NUMBER,
    "rate": _NUMBER,
    "scale": _NUMBER,
    "share": ("a number", "write only the number of percent, as in 40"),
    "amount": ("a number", "write only digits, as in 250000"),
    "own_amount": ("a number", "write only digits, as in 250000"),
    "currency": ("a code of three capital letters", "write the code, as in EUR"),
}
"""Field whose text must match a pattern → the required form, and the hint. Any other such field has an id."""


@dataclass(frozen=True)
class FieldError:
    """A diagnostic, with the path of the refused value."""

    diagnostic: Diagnostic
    path: KeyPath
    missing: str = ""
    """The missing field of that value, if any."""
    meant: str = ""
    """The field that the user probably meant by an unknown key."""


def diagnostic_of(error: ErrorDetails, at: KeyPath = (), root: type[Model] = Record) -> FieldError:
    """The diagnostic of one pydantic error. `root` is the model of the value at the path `at`."""
    inner: KeyPath = tuple(step for step in error["loc"] if step != "[key]")
    found = _field_error(error, inner, root)
    if error["loc"][-1:] == ("[key]",):
        found = replace(found, diagnostic=replace(found.diagnostic, part="key"))
    if not at:
        return found
    return replace(found, diagnostic=replace(found.diagnostic, path=(*at, *found.diagnostic.path)))


def _field_error(error: ErrorDetails, path: KeyPath, root: type[Model]) -> FieldError:
    kind, context = error["type"], error.get("ctx", {})
    last = path[-1] if path else ""
    match kind:
        case "extra_forbidden":
            hint, meant = guess_key(str(last), path[:-1], root)
            return FieldError(UnknownKey.at(path, "key", key=last, hint=hint), path, meant=meant or "")
        case "missing":
            return FieldError(MissingField.at(path[:-1], "entry", field=last), path[:-1], str(last))
        case MissingField.code:
            diagnostic = MissingField.at(path, "entry", message=context["message"], hint=context["hint"])
            return FieldError(diagnostic, path, context["field"])
        case "literal_error":
            return FieldError(_not_a_choice(path, error["input"], root), path)
    if kind in SHAPES:
        shape, hint = SHAPES[kind]
        name = last if isinstance(last, str) else ""
        if kind == "string_pattern_mismatch":
            shape, hint = FORMS.get(str(last), (shape, hint))
        if isinstance(error["input"], str) and (better := _instead(kind, path, error["input"], root)):
            hint = better
        message = f"`{name}` must be {shape.format(**context)}" if name == last else f"this item must be {shape}"
        return FieldError(InvalidValue.at(path, message=message, hint=str(context.get("hint", hint))), path)
    if "field" in context:
        path = (*path, context["field"])
    rule, message = RULES.get(kind, InvalidValue), str(context.get("message", error["msg"]))
    at = context.get("at")
    part: Pointed = "value" if at is None else Range(at, at + context.get("length", 1))
    return FieldError(rule.at(path, part, message=message, hint=str(context.get("hint", ""))), path)


def _not_a_choice(path: KeyPath, value: Any, root: type[Model]) -> Diagnostic:
    name, choices = choices_at(path, root)
    one_of = f"write one of: {', '.join(choices)}"
    if not isinstance(value, str):
        return InvalidValue.at(path, message=f"`{name}` must be one text", hint=one_of)
    if path == ("cvkit",):
        message = f"this version of cvkit does not know version {value} of the format"
        return InvalidValue.at(path, message=message, hint="write `cvkit: 1`")
    return InvalidValue.at(path, value=value, name=name, hint=did_you_mean(value, choices, one_of))


def _instead(kind: str, path: KeyPath, value: str, root: type[Model]) -> str:
    """A hint for a text in the place of a list or a mapping; empty for any other error."""
    if kind in ("list_type", "tuple_type") and root is Record and len(path) == 1:
        return "begin each entry with `- `, or name a .yaml file in the record's folder"
    if kind in ("list_type", "tuple_type"):
        return (
            f"write it as a list: [{value}]" if len(value) <= 40 and "," not in value else "begin each item with `- `"
        )
    if kind == "model_type" and (needed := first_needed(path, root)):
        return f"write `{needed}: {value}`" if len(value) <= 40 else f"write `{needed}: …`"
    return ""


def diagnostics_of(errors: list[FieldError], source: Source) -> list[Diagnostic]:
    """The diagnostics of errors, one for each cause. A missing field is not reported if it has a misspelled key."""
    meant = {(p.path[:-1], p.meant) for p in errors if p.meant}
    typed = [p for p in errors if not _is_there(source, p.path, p.missing) and (p.path, p.missing) not in meant]
    causes = {(_typed_path(source, p.path), p.diagnostic.message): p for p in typed}
    return [_of_its_file(p, source) for p in causes.values()]


def _of_its_file(found: FieldError, source: Source) -> Diagnostic:
    """The diagnostic of an error. In a `.bib` file, the hint names the field of BibTeX that is missing."""
    match found.path:
        case (str(section), int(index)) if found.missing and is_in_bib(source.root, section, index):
            name = _IN_BIBTEX.get(found.missing, found.missing)
            return replace(found.diagnostic, hint=f"add a field `{name} = {{…}}`")
    return found.diagnostic


def _typed_path(source: Source, path: KeyPath) -> KeyPath:
    """The part of a path that was typed. pydantic can append names of the alternatives in the model."""
    value: Any = source.root
    for depth, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return path[:depth]
    return path


def _is_there(source: Source, path: KeyPath, missing: str) -> bool:
    """Whether a missing value was typed. It is empty or was deleted as wrong, and that has its own diagnostic."""
    value: Any = source.root
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return value is EMPTY or (bool(missing) and missing in getattr(value, "key_spans", ()))
