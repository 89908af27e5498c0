"""Put the `x-…` fields of an entry into its work. Their values are YAML; `model/extension_names.py` has their names."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from cvkit.load.bibtex.entry_reader import BibField
from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import Severity
from cvkit.model.extension_names import (
    ABSENT_FIELD,
    COMPUTED_FIELD,
    EXTENSION_FIELD,
    SECTION_MODELS,
    SHORT_FIELDS,
    model_field,
)
from cvkit.model.fields import OWN_KEYS
from cvkit.model.rule import Rule
from cvkit.model.source import YamlMap, YamlSeq
from cvkit.model.work import AUTHOR_FIELDS


class UnreadableExtension(Rule):
    """An `x-…` field of the record that is not YAML.

    A record has fields for which BibTeX has no name. In a `.bib` file their names begin with `x-`, and their values are
    YAML. This value is not YAML, so cvkit cannot read it. Write it as in YAML, in braces or brackets.
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, x-tags = {[a, b}}
    ```
    ```bibtex
    @article{one, title = {A Study}, author = {Miller, Ada}, journal = {J}, date = {2020}, x-tags = {[a, b]}}
    ```
    """

    code = "L112"
    severity = Severity.WARNING
    message = "`{name}` cannot be read: {reason}"
    hint = "write it as in YAML: [{{scheme: NRF, value: 2}}]"
    fix = "write it as in YAML, in braces or brackets"


DECIDES_LABEL = frozenset({"series", "pin", "numbered", "status", "date", "kind", "id"})
"""Fields that decide the label of a work. The check stage reports their wrong values as errors."""


def extended_field(name: str, section: str) -> str | None:
    """The field of a work to which an `x-…` field adds a value; None if it is a key of the user."""
    return str(SHORT_FIELDS[name][0]) if name in SHORT_FIELDS else model_field(name, section)


def is_valid_extension(work: YamlMap, key: str, section: str) -> bool:
    """Whether the value of a field that an `x-…` field gave a work is valid, or decides the label."""
    if key in DECIDES_LABEL or key in AUTHOR_FIELDS.values() or key not in work:
        return True
    try:
        SECTION_MODELS[section].model_validate({key: _without_own(work[key])})
    except ValidationError as error:
        return all(one["loc"][:1] != (key,) for one in error.errors(include_url=False, include_input=False))
    return True


def _without_own(value: Any) -> Any:
    """A value without the user's own keys."""
    if isinstance(value, YamlMap):
        return {key: _without_own(item) for key, item in value.items() if not key.startswith(OWN_KEYS)}
    return [_without_own(item) for item in value] if isinstance(value, YamlSeq) else value


def put_extension_field(work: YamlMap, name: str, field: BibField, section: str) -> None:
    """Put an `x-…` field into a work.

    Raises:
        UnreadableYamlError: the field must be YAML and is not, or `x-own` has a key that it cannot have.
    """
    text = field.tex.strip()
    key = model_field(name, section)
    if name == COMPUTED_FIELD:
        return
    if name == ABSENT_FIELD:
        for absent in re.split(r"\W+", text):
            for part in (work, work.key_spans, work.value_spans):
                part.pop(absent, None)
        return
    if name in SHORT_FIELDS:
        path = SHORT_FIELDS[name]
        _put_short(work, path, text.removeprefix("Q") if path[-1] == "quartile" else text, field)
    elif name == EXTENSION_FIELD:
        owned = _yaml(text, work.file, field)
        if not isinstance(owned, YamlMap):
            raise UnreadableYamlError(
                UnreadableExtension.at(message="write your own keys in it, as in {x-mine: value}")
            )
        if taken := next((own for own in owned if own in SECTION_MODELS[section].model_fields), None):
            message = f"`{taken}` is a field of cvkit, so it cannot be a key of your own"
            raise UnreadableYamlError(UnreadableExtension.at(message=message))
        if wrong := next((own for own in owned if not own.startswith(OWN_KEYS)), None):
            message = f"begin your own keys with `x-`, as in {{x-{wrong}: value}}"
            raise UnreadableYamlError(UnreadableExtension.at(message=message))
        for own, value in owned.items():
            _put(work, own, value, field)
    elif key:
        _put(work, key, _yaml(text, work.file, field), field)
    else:
        _put(work, name, text, field)


def _yaml(text: str, file: str, field: BibField) -> Any:
    """The value of a YAML text. A text without brackets or quotes at its start is returned unchanged."""
    if not text.startswith(("{", "[", '"', "'")):
        return text
    value, _, diagnostics = parse_yaml(text, file)
    if diagnostics:
        raise UnreadableYamlError(diagnostics[0])
    return _with_span(value, field)


def _with_span(value: Any, field: BibField) -> Any:
    """The value with all its spans set to the span of its field."""
    if isinstance(value, YamlMap):
        value.span = field.span
        value.key_spans = dict.fromkeys(value, field.span)
        value.value_spans = dict.fromkeys(value, field.span)
        for child in value.values():
            _with_span(child, field)
    elif isinstance(value, YamlSeq):
        value.span = field.span
        value.spans = [field.span] * len(value)
        for child in value:
            _with_span(child, field)
    return value


def _put(work: YamlMap, key: str, value: Any, field: BibField) -> None:
    work[key] = value
    work.key_spans[key] = field.key_span
    work.value_spans[key] = field.span


def _put_short(work: YamlMap, path: tuple[str | int, ...], text: str, field: BibField) -> None:
    """Put a value at its key path, and add the mapping or list that is missing on the way."""
    first, last = str(path[0]), str(path[-1])
    if first == "metrics":
        if first not in work:
            metric = YamlMap(work.file, field.span)
            _put(metric, "type", "jif", field)
            metrics = YamlSeq(work.file, field.span)
            metrics.append(metric)
            metrics.spans.append(field.span)
            _put(work, first, metrics, field)
        inner = work[first][0]
    else:
        if first not in work:
            _put(work, first, YamlMap(work.file, field.span), field)
        inner = work[first]
    if isinstance(inner, YamlMap):
        _put(inner, last, text, field)
