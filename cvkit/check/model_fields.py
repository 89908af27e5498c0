"""Look up in the model which fields and values a path of the record allows, and where a misplaced field belongs."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from cvkit.model.diagnostic import KeyPath
from cvkit.model.fields import Model


def fields_at(path: KeyPath, root: type[Model]) -> list[str]:
    """The keys that a mapping at a path can have."""
    return fields_of(model_at(path, root))


def fields_of(model: type[Model]) -> list[str]:
    """The keys of a model, as the user types them."""
    return [str(field.validation_alias or name) for name, field in model.model_fields.items() if name != "own"]


def choices_at(path: KeyPath, root: type[Model]) -> tuple[str, list[str]]:
    """The innermost field on a path that has a fixed set of values, and these values; `""` and `[]` if none has."""
    for depth in range(len(path), 0, -1):
        step = path[depth - 1]
        field = model_at(path[: depth - 1], root).model_fields.get(step) if isinstance(step, str) else None
        if field and (choices := _literals(field.annotation)):
            return str(step), list(dict.fromkeys(map(str, choices)))
    return "", []


def model_at(path: KeyPath, root: type[Model]) -> type[Model]:
    """The innermost model on a path. Indexes of lists and names in mappings are skipped."""
    model = root
    for step in path:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        inner = next(models_in(field.annotation), None) if field else None
        model = inner or model
    return model


def first_needed(path: KeyPath, root: type[Model]) -> str | None:
    """The first required field of the model at a path; None if the model has none."""
    model = model_at(path, root)
    return next((name for name, field in model.model_fields.items() if field.is_required()), None)


def item_model_at(path: KeyPath, root: type[Model]) -> type[Model] | None:
    """The model of the items of the list at a path; None if they are texts or words."""
    step = path[-1] if path else None
    field = model_at(path[:-1], root).model_fields.get(step) if isinstance(step, str) else None
    return next(models_in(field.annotation), None) if field else None


def errors_of_value(around: KeyPath, field: str, value: Any, root: type[Model]) -> list[ErrorDetails]:
    """The errors that a value would have in a field of the model at a path."""
    found = model_at(around, root).model_fields.get(field)
    if found is None:
        return []
    kind: Any = Annotated[(found.annotation, *found.metadata)] if found.metadata else found.annotation
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors()
    return []


def parent_below(name: str, path: KeyPath, root: type[Model]) -> str | None:
    """The field of the mapping at a path whose own mapping has a field."""
    return next((parent for parent, fields in _below(model_at(path, root)) if name in fields), None)


def other_levels(name: str, path: KeyPath, root: type[Model]) -> str | None:
    """A clause that says where a field belongs instead: above the path, or in `person`; else None.

    A key of an entry of a list is never a field of `person`: it is a fact about the entry.
    """
    for depth in range(len(path) - 1, -1, -1):
        if name in fields_at(path[:depth], root):
            if not depth:
                return f"`{name}` belongs at the top level"
            around = path[depth - 1]
            return f"`{name}` belongs " + (
                f"under `{around}`" if isinstance(around, str) else "one level up, in the entry"
            )
    is_in_list = any(isinstance(step, int) for step in path)
    is_personal = any(name in fields for parent, fields in _below(root) if parent == "person")
    return f"`{name}` belongs under `person`" if is_personal and not is_in_list else None


@functools.cache
def _below(model: type[Model]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The fields of a model that are mappings, each with its keys. Lists of mappings are omitted: `authors`."""
    return tuple(
        (name, frozenset(fields_of(inner)))
        for name, field in model.model_fields.items()
        if (inner := next(models_in(field.annotation), None)) and _is_mapping(field.annotation)
    )


def _is_mapping(annotation: Any) -> bool:
    """Whether an annotation is that of a mapping, and not of a list, such as the class `AuthorList`."""
    kinds = (annotation, *typing.get_args(annotation))
    is_list = any(isinstance(one, type) and issubclass(one, tuple) for one in kinds)
    return not is_list and typing.get_origin(annotation) not in (tuple, dict, list)


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models in an annotation, at any depth, and those of a list that is a class, such as `AuthorList`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in (*typing.get_args(annotation), *getattr(annotation, "__orig_bases__", ())):
        yield from models_in(argument)


def _literals(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) is Literal:
        return list(typing.get_args(annotation))
    return [choice for argument in typing.get_args(annotation) for choice in _literals(argument)]
