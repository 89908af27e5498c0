"""Turn a part of a record into the values that a user would type for it in YAML."""

from __future__ import annotations

from typing import Any

from cvkit.model.author import AuthorList
from cvkit.model.bullet import Bullet
from cvkit.model.fields import Model
from cvkit.model.markdown_source import to_markdown
from cvkit.model.name import Name
from cvkit.model.open_list import OPEN_END
from cvkit.model.picture import Picture
from cvkit.model.text import ANY_LANGUAGE, Text


def to_yaml(value: Any) -> Any:
    """Return the value as text, list or mapping; a mapping omits the fields that have their default value."""
    if isinstance(value, Picture) and not (value.alt or value.own):
        return value.file
    if isinstance(value, Model):
        fields = type(value).model_fields
        values = {name: getattr(value, name) for name in fields if name != "own"}
        if isinstance(name := values.get("name"), Name):
            values |= {"name": None, **name.as_typed}
        return {name: to_yaml(v) for name, v in values.items() if v != fields[name].default} | dict(value.own)
    if isinstance(value, Text):
        if isinstance(value, Bullet):
            parts = {"tags": list(value.tags), "highlights": to_yaml(value.items)}
            return {"text": to_yaml(Text(value.versions))} | {name: part for name, part in parts.items() if part}
        versions = {language: to_markdown(inlines) for language, inlines in value.versions}
        return versions[ANY_LANGUAGE] if list(versions) == [ANY_LANGUAGE] else versions
    if isinstance(value, AuthorList):
        return [*map(to_yaml, tuple(value)), *([OPEN_END] if value.is_open else [])]
    if isinstance(value, tuple | list):
        return [to_yaml(item) for item in value]
    if isinstance(value, dict):
        return {key: to_yaml(item) for key, item in value.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)
