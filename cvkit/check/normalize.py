"""Expand the short forms of a record and delete its empty keys, so that the model gets each value in one form."""

from __future__ import annotations

import itertools
from typing import Any

from cvkit.check.author_list import parse_authors
from cvkit.check.bib_severity import of_author_list
from cvkit.check.list_end import read_list_end
from cvkit.check.marker_roles import declared_markers
from cvkit.model.diagnostic import Diagnostic, KeyPath, Place, Replacement
from cvkit.model.fields import OWN_KEYS
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.source import EMPTY, YamlMap, YamlSeq
from cvkit.model.work import PEOPLE_FIELDS
from cvkit.model.yaml_flow import flow_scalar


class NoValue(Rule):
    """A key or an item without a value.

    A key without a value may have lost its value by accident. Give it a value. If it has none, delete the key too.
    Inside braces, a comma ends a value, so a text with commas needs quotes there.
    ```yaml
    honors: [{title: A Prize, note: }]
    ```
    ```yaml
    honors: [{title: A Prize}]
    ```
    """

    code = "V104"
    depends_on = DependsOn.VALUE
    message = "`{key}` has no value"
    hint = "give it a value, or delete the line"
    fix = "give it a value, or delete it"


class _EmptyItem(NoValue):
    message = "this item of the list is empty"


class _CutValue(NoValue):
    message = "a comma ends the value of `{key}` before `{rest}`"
    hint = "in braces a text with commas needs quotes: {key}: {text}"


class _Braces(NoValue):
    message = "YAML reads the braces around `{key}` as a mapping, not as a text"
    hint = "write the text in quotes: {text}"


def normalize(root: YamlMap) -> tuple[dict[str, Any], list[Diagnostic]]:
    """A copy of the record that the model can validate, and the diagnostics of author lists and empty values."""
    diagnostics: list[Diagnostic] = []
    record = typed_values(root, (), diagnostics)
    markers = declared_markers(record)
    for section, fields in PEOPLE_FIELDS.items():
        entries = record.get(section)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            for key in fields if isinstance(entry, dict) else ():
                if key in entry:
                    typed, path = entry[key], (section, index, key)
                    entry[key], of_list = parse_authors(typed, markers, path)
                    of_list += read_list_end(entry, key, typed, path)
                    diagnostics += of_author_list(root, section, index, of_list)
    return record, diagnostics


def typed_values(value: Any, path: KeyPath, diagnostics: list[Diagnostic]) -> Any:
    """The value without its empty keys. The user's own `x-…` keys of each mapping are moved under one key."""
    if isinstance(value, YamlMap):
        if path and value.is_flow and [*value.values()] == [EMPTY] and _has_no_colon(value, only := next(iter(value))):
            text = flow_scalar(f"{{{only}}}")
            diagnostics.append(_Braces.at(path, key=only, text=text, corrections=[Replacement(text, is_yaml=True)]))
            return f"{{{only}}}"
        filled: dict[str, Any] = {}
        cut = ""
        for key, child in value.items():
            if child is EMPTY and value.is_flow and _has_no_colon(value, key) and (filled or cut):
                if not cut:
                    diagnostics.append(_cut_value(value, key, (*path, key)))
                cut = key
            elif child is EMPTY:
                diagnostics.append(NoValue.at((*path, key), key=key))
            elif key.startswith(OWN_KEYS):
                filled.setdefault(OWN_KEYS, {})[key] = child
            else:
                filled[key] = typed_values(child, (*path, key), diagnostics)
        return filled
    if isinstance(value, YamlSeq):
        for index, child in enumerate(value):
            if child is EMPTY:
                diagnostics.append(_EmptyItem.at((*path, index)))
        return [typed_values(child, (*path, i), diagnostics) for i, child in enumerate(value)]
    return value


def _cut_value(mapping: YamlMap, rest: str, path: KeyPath) -> Diagnostic:
    """The diagnostic of a value in braces that commas have cut, with the whole text in quotes."""
    keys = list(mapping)
    at = keys.index(rest)
    parts = list(itertools.takewhile(lambda key: mapping[key] is EMPTY and _has_no_colon(mapping, key), keys[at:]))
    before, last = keys[at - 1], mapping.key_spans[parts[-1]]
    first, start = mapping[before], mapping.value_spans[before]
    if not isinstance(first, str) or start.line != last.end_line:
        return _CutValue.at(path, "key", key=before, rest=rest, text='"…"')
    text = flow_scalar(", ".join([first, *parts]))
    place = Place(mapping.file, start.line + 1, start.column + 1, last.end_column + 1)
    new = [Replacement(text, place=place)]
    return _CutValue.at(path, "key", key=before, rest=rest, text=text, corrections=new)


def _has_no_colon(mapping: YamlMap, key: str) -> bool:
    """Whether a key of a mapping in braces has no colon. Then it is the rest of a value that a comma has cut."""
    key_span, value_span = mapping.key_spans[key], mapping.value_spans[key]
    return (value_span.line, value_span.column) == (key_span.end_line, key_span.end_column)
