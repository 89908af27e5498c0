"""The lock as it stands in its file in, its lines out, or every problem of it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from cvkit.check.explain import problem_of
from cvkit.load.yaml_file import UnreadableYamlError, read_yaml
from cvkit.model.lock import Locked
from cvkit.model.problem import LOCK, Problem
from cvkit.model.record import Record
from cvkit.model.source import Mapping, Source


def check_presence(source: Source, record: Record) -> list[Problem]:
    """A lock that the record asks for and that is not there."""
    has_works = bool(record.publications or record.patents)
    if source.lock or not record.numbering.lock or (source.lock is not None and not has_works):
        return []
    hint = f"run `cvkit numbers --lock` to write it, or take {Path(source.lock_file).name} back from version control"
    state = "has no lock" if source.lock is None else "the lock is empty"
    return [Problem("N201", f"the record says `lock: true`, and {state}", hint, ("numbering", "lock"))]


def check_lock(source: Source) -> tuple[tuple[Locked, ...] | None, list[Problem]]:
    """The lines of a record's lock; none where there is no lock. A bad line is a problem, and is left out."""
    if source.lock is None:
        return None, []
    lines: list[Locked] = []
    problems: list[Problem] = []
    for index, line in enumerate(source.lock):
        if not isinstance(line, Mapping):
            hint = "take the file back from version control"
            problems.append(
                Problem("N206", "a line of the lock is no `{id, series, number, title}`", hint, (LOCK, index))
            )
            continue
        try:
            lines.append(Locked.model_validate(dict(line)))
        except ValidationError as error:
            problems += [problem_of(refusal, (LOCK, index), Locked).problem for refusal in error.errors()]
    return tuple(lines), problems


def lines_of(text: str) -> list[Locked]:
    """The lines of a lock's text, as they will be read; none that is not one."""
    try:
        value, _, problems = read_yaml(text, "")
        return [] if problems else [Locked.model_validate(dict(line)) for line in value]
    except (UnreadableYamlError, ValidationError, TypeError, ValueError):
        return []
