"""Replace values of the record by values from the command line: `documents.short.style=modern`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import CvkitError, ExitStatus, KeyPath, Place
from cvkit.model.source import EMPTY, Span, YamlMap, YamlSeq

SET_OPTION = "--set"


def apply_overrides(root: YamlMap, settings: Sequence[str], texts: dict[str, str]) -> dict[KeyPath, Place]:
    """Put values into a record, and return the place of each on the command line, by its key path in the record.

    A setting is a text `KEY=VALUE`. `KEY` is a row of keys and of list indexes from 0, joined by full stops; `VALUE`
    is YAML. The settings are added to `texts`, so that diagnostics can show them.

    Raises:
        CvkitError: a setting has another form, or its key path goes through a value that is neither mapping nor list.
    """
    places: dict[KeyPath, Place] = {}
    for number, setting in enumerate(settings, 1):
        key, equals, value = setting.partition("=")
        steps = key.strip().split(".")
        if not equals or not all(steps):
            raise _wrong(setting, "write KEY=VALUE, as in documents.short.style=modern")
        shown = SET_OPTION if len(settings) == 1 else f"{SET_OPTION} {number}"
        try:
            typed, _, _ = parse_yaml(value, shown)
        except UnreadableYamlError as error:
            raise _wrong(setting, error.diagnostic.message) from error
        path = _put(root, steps, typed, setting)
        texts[shown] = setting
        places[path] = Place(shown, 1, len(key) + 2, max(len(setting), len(key) + 1) + 1)
    return places


def _put(root: YamlMap, steps: list[str], typed: Any, setting: str) -> KeyPath:
    """Put a value at a key path, and add the mappings that are missing on the way."""
    around: Any = root
    path: KeyPath = ()
    for step in steps[:-1]:
        path += (_step(around, step, setting),)
        if isinstance(around, YamlMap) and around.get(step, EMPTY) is EMPTY:
            _store(around, step, YamlMap(around.file, around.span))
        around = around[path[-1]]
    last = _step(around, steps[-1], setting)
    if isinstance(around, YamlMap):
        _store(around, str(last), typed)
    else:
        around[last] = typed
    return (*path, last)


def _step(around: Any, step: str, setting: str) -> str | int:
    if isinstance(around, YamlMap):
        return step
    if isinstance(around, YamlSeq) and step.isdecimal() and int(step) < len(around):
        return int(step)
    raise _wrong(setting, f"this record has no key or item `{step}` at this place")


def _store(mapping: YamlMap, key: str, value: Any) -> None:
    start = Span(mapping.span.line, mapping.span.column, mapping.span.line, mapping.span.column)
    mapping.key_spans.setdefault(key, start)
    mapping.value_spans.setdefault(key, start)
    mapping[key] = value


def _wrong(setting: str, hint: str) -> CvkitError:
    return CvkitError(f"cannot apply `{SET_OPTION} {setting}`", ExitStatus.USAGE, hint)
