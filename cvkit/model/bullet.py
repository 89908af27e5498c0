"""Bullets below an entry: texts, each of which can have tags that select it."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.parsed_by import ParsedBy
from cvkit.model.text import BY_LANGUAGE, Text, parse_text


@dataclass(frozen=True)
class Bullet(Text):
    """A text with tags. A list that selects tags prints it only if one of them is selected."""

    tags: tuple[str, ...] = ()


def parse_bullet(value: Any) -> Text:
    """Parse a bullet: a text, or `{text: …, tags: […]}`.

    Raises:
        PydanticCustomError: the value is neither, or the text is refused.
    """
    if isinstance(value, list):
        hint = "write each bullet by itself; a bullet cannot contain others"
        raise PydanticCustomError("bullet", "this must be one text", {"hint": hint})
    if not isinstance(value, dict) or "text" not in value:
        return parse_text(value)
    tags = value.get("tags", [])
    tags = [tags] if isinstance(tags, str) else tags
    if set(value) - {"text", "tags"} or not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        hint = "write {text: …, tags: [one, two]}"
        raise PydanticCustomError("bullet", "a bullet has only `text` and `tags`", {"hint": hint})
    return Bullet(parse_text(value["text"]).versions, tuple(tags))


BulletField = Annotated[
    Text,
    ParsedBy(
        parse_bullet,
        {
            "anyOf": [
                *BY_LANGUAGE["anyOf"],
                {
                    "type": "object",
                    "properties": {
                        "text": BY_LANGUAGE,
                        "tags": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
                    },
                    "required": ["text"],
                    "additionalProperties": False,
                },
            ]
        },
    ),
]
