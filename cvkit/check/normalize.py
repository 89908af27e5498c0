"""Expand the short forms of a record and delete its empty keys, so that the model gets each value in one form."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cvkit.check.author_list import parse_authors
from cvkit.check.author_words import as_meant
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
                    typed, path = as_meant(entry[key]), (section, index, key)
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
        above, parts = "", set()
        for key, child in value.items():
            if child is EMPTY and value.is_flow and _has_no_colon(value, key) and above:
                if above not in parts:
                    before, text = _whole_text(value, key)
                    diagnostics.append(_cut_value(value, before, key, text, path))
                    filled |= {before: text} if text else {}
                parts.add(key)
            elif child is EMPTY:
                diagnostics.append(NoValue.at((*path, key), key=key))
            elif key.startswith(OWN_KEYS):
                filled.setdefault(OWN_KEYS, {})[key] = child
            else:
                filled[key] = typed_values(child, (*path, key), diagnostics)
            above = key
        return filled
    if isinstance(value, YamlSeq):
        for index, child in enumerate(value):
            if child is EMPTY:
                diagnostics.append(_EmptyItem.at((*path, index)))
        return [typed_values(child, (*path, i), diagnostics) for i, child in enumerate(value)]
    return value


def _whole_text(mapping: YamlMap, rest: str) -> tuple[str, str]:
    """The key of a value in braces that commas have cut, and its whole text; no text if it is not on one line."""
    keys = list(mapping)
    at = keys.index(rest)
    key, end = keys[at - 1], mapping.value_spans[keys[at - 1]]
    text = mapping[key] if isinstance(mapping[key], str) else ""
    for part in _cut_parts(mapping, rest):
        span = mapping.key_spans[part]
        text = f"{text},{' ' * (span.column - end.end_column - 1)}{part}" if text and span.line == end.line else ""
        end = span
    return key, text


def _cut_parts(mapping: YamlMap, rest: str) -> list[str]:
    """The parts of a value that commas have cut, from the part `rest` on."""
    keys = list(mapping)[list(mapping).index(rest) :]
    return list(itertools.takewhile(lambda key: mapping[key] is EMPTY and _has_no_colon(mapping, key), keys))


def _cut_value(mapping: YamlMap, key: str, rest: str, text: str, path: KeyPath) -> Diagnostic:
    """The diagnostic of a value that commas have cut, with its whole text in quotes."""
    if not text:
        return _CutValue.at((*path, rest), "key", key=key, rest=rest, text='"…"')
    start, last = mapping.value_spans[key], mapping.key_spans[_cut_parts(mapping, rest)[-1]]
    place = Place(mapping.file, start.line + 1, start.column + 1, last.end_column + 1)
    new = [Replacement(flow_scalar(text), path=(*path, key), place=place)]
    return _CutValue.at((*path, rest), "key", key=key, rest=rest, text=new[0].text, corrections=new)


def with_advice_for_cut_values(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, where advice about a whole text that commas have cut is in the diagnostic about the commas."""
    found = list(diagnostics)
    cut = {one.corrections[0].path or (): at for at, one in enumerate(found) if _is_cut(one)}
    if not cut:
        return found
    others = []
    for one in found:
        depth = next((depth for depth in range(len(one.path), 0, -1) if one.path[:depth] in cut), 0)
        if not depth:
            continue
        at = cut[one.path[:depth]]
        found[at] = _with_advice(found[at], one)
        others.append(one)
    return [one for one in found if one not in others]


def _is_cut(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic is about a text that commas have cut, and has the whole text."""
    return diagnostic.code == NoValue.code and any(new.place for new in diagnostic.corrections)


def _with_advice(cut: Diagnostic, advice: Diagnostic) -> Diagnostic:
    """The diagnostic of a cut value, with the advice about its whole text."""
    hint = f"in braces a comma ends a text; {advice.hint}"
    if not advice.corrections or advice.corrections[0].part not in (None, "value"):
        return replace(cut, hint=f"{cut.hint}; {advice.hint}")
    first, *others = advice.corrections
    text = first.text if first.is_yaml else flow_scalar(first.text)
    new = cut.corrections[0]._replace(text=", ".join([text, *(one.text for one in others)]))
    return replace(cut, hint=hint, corrections=(new,))


def _has_no_colon(mapping: YamlMap, key: str) -> bool:
    """Whether a key of a mapping in braces has no colon. Then it is the rest of a value that a comma has cut."""
    key_span, value_span = mapping.key_spans[key], mapping.value_spans[key]
    return (value_span.line, value_span.column) == (key_span.end_line, key_span.end_column)
