"""Values that the command line sets in place of the record's: `documents.short.style=modern`."""

from __future__ import annotations

from collections.abc import Sequence as Items
from typing import Any

from cvkit.load.yaml_file import UnreadableYamlError, read_yaml
from cvkit.model.problem import CvkitError, ExitStatus, Path, Place
from cvkit.model.source import EMPTY, Mapping, Mark, Sequence

OPTION = "--set"


def override(root: Mapping, settings: Items[str], texts: dict[str, str]) -> dict[Path, Place]:
    """Put values into a record, and give the place of each on the command line, by where it stands now.

    `settings` are texts `KEY=VALUE`: keys joined by full stops, items of lists by their number from 0; the value is
    YAML. `texts` gets the text that problems are shown in.

    Raises:
        CvkitError: one is not of that form, or leads through what is no mapping and no list.
    """
    places: dict[Path, Place] = {}
    for number, setting in enumerate(settings, 1):
        key, equals, value = setting.partition("=")
        steps = key.strip().split(".")
        if not equals or not all(steps):
            raise _wrong(setting, "write KEY=VALUE, as in documents.short.style=modern")
        shown = OPTION if len(settings) == 1 else f"{OPTION} {number}"
        try:
            typed, _, _ = read_yaml(value, shown)
        except UnreadableYamlError as error:
            raise _wrong(setting, error.problem.message) from error
        path = _put(root, steps, typed, setting)
        texts[shown] = setting
        places[path] = Place(shown, 1, len(key) + 2, max(len(setting), len(key) + 1) + 1)
    return places


def _put(root: Mapping, steps: list[str], typed: Any, setting: str) -> Path:
    """Put a value where keys lead, making the mappings on the way that are not there."""
    around: Any = root
    path: Path = ()
    for step in steps[:-1]:
        path += (_step(around, step, setting),)
        if isinstance(around, Mapping) and around.get(step, EMPTY) is EMPTY:
            _store(around, step, Mapping(around.file, around.mark))
        around = around[path[-1]]
    last = _step(around, steps[-1], setting)
    if isinstance(around, Mapping):
        _store(around, str(last), typed)
    else:
        around[last] = typed
    return (*path, last)


def _step(around: Any, step: str, setting: str) -> str | int:
    if isinstance(around, Mapping):
        return step
    if isinstance(around, Sequence) and step.isdecimal() and int(step) < len(around):
        return int(step)
    raise _wrong(setting, f"`{step}` leads nowhere in this record")


def _store(mapping: Mapping, key: str, value: Any) -> None:
    start = Mark(mapping.mark.line, mapping.mark.column, mapping.mark.line, mapping.mark.column)
    mapping.key_marks.setdefault(key, start)
    mapping.value_marks.setdefault(key, start)
    mapping[key] = value


def _wrong(setting: str, hint: str) -> CvkitError:
    return CvkitError(f"`{OPTION} {setting}` cannot be set", ExitStatus.USAGE, hint)
