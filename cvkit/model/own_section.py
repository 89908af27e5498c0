"""Sections that a record names itself, and the few forms that their entries take."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from cvkit.model.career import Entry, Spanning
from cvkit.model.fields import missing_field
from cvkit.model.text import TextField


class OwnItem(Entry, Spanning):
    """A paragraph, a bullet, a line under a date, a word with what is said under it, or a titled entry.

    Which one it is follows from what it has: `bullet` alone, `text` alone, `text` with a date, `label` with `text`,
    or `title` with whatever goes with it.
    """

    text: TextField | None = None
    bullet: TextField | None = None
    label: TextField | None = None
    title: TextField | None = None
    role: TextField | None = None
    location: TextField | None = None
    highlights: tuple[TextField, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.bullet or self.title):
            raise missing_field("text", "write text:, bullet: or title:")
        return self


def paragraph(value: Any) -> Any:
    """An entry that is one text, as a paragraph."""
    return {"text": value} if isinstance(value, str) else value


OwnEntry = Annotated[OwnItem, BeforeValidator(paragraph, json_schema_input_type=str | OwnItem)]
