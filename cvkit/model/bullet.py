"""Bullets below an entry: texts, each of which can have tags that select it, and bullets below it."""

from dataclasses import field
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.parsed_by import ParsedBy
from cvkit.model.text import BY_LANGUAGE, Text, parse_text
from cvkit.model.value_class import dataclass


@dataclass(frozen=True)
class Bullet(Text):
    """A text with tags and bullets below it. A list that selects tags prints it only if one of them is selected."""

    tags: tuple[str, ...] = ()
    items: tuple[Text, ...] = ()
    key: str = field(default="highlights", compare=False)
    """The key of the list of `items`, as typed."""


def parse_bullet(value: Any) -> Text:
    """Parse a bullet: a text, `{text: …, tags: […], highlights: […]}`, or a text with a colon and bullets below it.

    Raises:
        PydanticCustomError: the value is none of these, a text is refused, or there is a third level of bullets.
    """
    if isinstance(value, dict) and len(value) == 1 and isinstance(next(iter(value.values())), list):
        key, below = next(iter(value.items()))
        if key not in _KEYS:
            return Bullet(parse_text(f"{key}:").versions, items=_items(below, key), key=key)
    if not isinstance(value, dict) or not _KEYS & set(value):
        if isinstance(value, list):
            hint = f"write each bullet by itself, or {_FORM}"
            raise PydanticCustomError("bullet", "this must be one text", {"hint": hint})
        return parse_text(value)
    tags, below = value.get("tags", []), value.get("highlights", [])
    tags = [tags] if isinstance(tags, str) else tags
    is_typed = isinstance(below, list) and isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
    if set(value) - _KEYS or "text" not in value or not is_typed:
        message = "a bullet has a `text`, and only `tags` and `highlights` beside it"
        raise PydanticCustomError("bullet", message, {"hint": f"write {_FORM}"})
    return Bullet(parse_text(value["text"]).versions, tuple(tags), _items(below, "highlights"))


_KEYS = {"text", "tags", "highlights"}
_FORM = "{text: …, tags: [one, two], highlights: [one, two]}"


def _items(values: list[Any], key: str) -> tuple[Text, ...]:
    """Parse the bullets below a bullet; an error has the steps to its value."""
    found: list[Text] = []
    for at, value in enumerate(values):
        try:
            bullet = parse_bullet(value)
            if isinstance(bullet, Bullet) and bullet.items:
                hint = "move its bullets one level up: begin each `-` in the column of this one"
                raise PydanticCustomError("bullet", "bullets have at most two levels", {"hint": hint})
        except PydanticCustomError as error:
            context = error.context or {}
            steps = (key, at, *context.get("steps", ()))
            raise PydanticCustomError(error.type, error.message_template, {**context, "steps": steps}) from None
        found.append(bullet)
    return tuple(found)


def _schema(*more: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """The JSON Schema of a bullet, with further forms and properties."""
    tags = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    written = {
        "type": "object",
        "properties": {"text": BY_LANGUAGE, "tags": tags, **properties},
        "required": ["text"],
        "additionalProperties": False,
    }
    return {"anyOf": [*BY_LANGUAGE["anyOf"], written, *more]}


_BELOW = {"type": "array", "items": _schema()}
_UNDER_ITS_TEXT = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _BELOW}

BulletField = Annotated[Text, ParsedBy(parse_bullet, _schema(_UNDER_ITS_TEXT, highlights=_BELOW))]
