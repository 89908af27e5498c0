"""The events of a YAML text, by which an edit proves that it changed one value and nothing else."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.source import Span

_Loader = getattr(yaml, "CLoader", yaml.Loader)


class YamlEvent(NamedTuple):
    """The content of one event: its type, its value, and its anchor or the anchor that it repeats."""

    kind: str
    value: str | None
    anchor: str | None


def yaml_events(text: str) -> list[tuple[YamlEvent, Span]] | None:
    """The events of a text, each with its position; None if the text is not YAML."""
    try:
        return [(_content(event), _position(event)) for event in yaml.parse(text, _Loader)]
    except (yaml.YAMLError, UnicodeError):
        return None


def error_line(text: str) -> int | None:
    """The line of the first mistake that keeps a text from being YAML; None if there is none."""
    try:
        parse_yaml(text, "")
    except UnreadableYamlError as error:
        return error.diagnostic.place.line if error.diagnostic.place else 0
    return None


def events_of_value(text: str) -> list[YamlEvent]:
    """The events of one value that is written on one line."""
    found = yaml_events(f"[{text}]") or []
    return [event for event, _ in found[3:-3]]


def _content(event: Any) -> YamlEvent:
    return YamlEvent(type(event).__name__, getattr(event, "value", None), getattr(event, "anchor", None))


def _position(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line, start.column, end.line, end.column)
