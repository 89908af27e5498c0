"""A part of a record in, the values out that somebody would have typed for it in YAML."""

from __future__ import annotations

from typing import Any

from cvkit.model.fields import Model
from cvkit.model.markdown_source import to_markdown
from cvkit.model.text import ANY_LANGUAGE, Text


def to_yaml(value: Any) -> Any:
    """The value as text, list or mapping; what a field has by default is left out of a mapping."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        said = {name: getattr(value, name) for name in fields if name != "own"}
        return {name: to_yaml(v) for name, v in said.items() if v != fields[name].default} | dict(value.own)
    if isinstance(value, Text):
        versions = {language: to_markdown(inlines) for language, inlines in value.versions}
        return versions[ANY_LANGUAGE] if list(versions) == [ANY_LANGUAGE] else versions
    if isinstance(value, tuple | list):
        return [to_yaml(item) for item in value]
    if isinstance(value, dict):
        return {key: to_yaml(item) for key, item in value.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)
