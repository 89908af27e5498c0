"""Check: a `Source` in, a typed `Record` out, or every problem that keeps it from being one."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from cvkit.check.explain import problem_of
from cvkit.check.people import check_people
from cvkit.check.prepare import prepare
from cvkit.check.rules import check_rules
from cvkit.model.document import Document
from cvkit.model.problem import Path, Problem
from cvkit.model.record import SECTIONS, Record
from cvkit.model.selection import Listing
from cvkit.model.source import EMPTY, Source

__all__ = ["check"]


def check(source: Source) -> tuple[Record | None, list[Problem]]:
    """The record that a source states, with its problems; none where it has an error that the model refuses.

    Documents come out complete: a record without any has one, `full`, and one that names no sections has all.
    """
    values, problems = prepare(source.root)
    problems += check_rules(source.root)
    try:
        record = Record.model_validate(values)
    except ValidationError as error:
        return None, problems + _refusals(error, values, source)
    problems += check_people(record)
    printed: list[str] = []
    for key in source.root:  # those of the user's own stand where the record has them
        printed += record.sections if key == "sections" else [key] if key in SECTIONS else []
    documents = record.documents or {"full": Document()}
    everything = tuple({name: Listing()} for name in printed)
    complete = {
        name: document if document.sections else document.model_copy(update={"sections": everything})
        for name, document in documents.items()
    }
    return record.model_copy(update={"documents": complete}), problems


def _refusals(error: ValidationError, values: dict[str, Any], source: Source) -> list[Problem]:
    """The model's refusals as problems of the record.

    What a mapping must have as a whole is looked at only when each of its fields is right; so the wrong fields
    are taken out and the model is asked once more, for all to be told in one run.
    """
    problems = [problem_of(refusal) for refusal in error.errors()]
    for refusal in error.errors():
        _take_out(values, refusal["loc"])
    try:
        Record.model_validate(values)
    except ValidationError as second:
        problems += [problem_of(refusal) for refusal in second.errors()]
    meant = {(p.path[:-1], p.meant) for p in problems if p.meant}
    typed = [p for p in problems if not _is_there(source, p.path, p.missing) and (p.path, p.missing) not in meant]
    return [p.problem for p in {(p.problem.path, p.problem.message): p for p in typed}.values()]


def _take_out(values: Any, path: Path) -> None:
    """Delete the innermost key of a mapping on a path, unless the path ends at what is missing or at an entry."""
    innermost: tuple[dict[str, Any], str] | None = None
    for step in path:
        if isinstance(values, dict) and isinstance(step, str) and step in values:
            innermost = values, step
        elif not isinstance(values, list) or not isinstance(step, int) or step >= len(values):
            return
        values = values[step]
    is_entry = len(path) == 2 and isinstance(path[1], int)
    if innermost and not is_entry:
        del innermost[0][innermost[1]]


def _is_there(source: Source, path: Path, missing: str) -> bool:
    """Whether what the model misses was typed, and told as a problem of its own; so with a list's empty item."""
    value: Any = source.root
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return value is EMPTY or (bool(missing) and missing in getattr(value, "key_marks", ()))
