"""Sections that a record defines itself, and the forms of their entries."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from cvkit.model.bullet import BulletField
from cvkit.model.career import Entry, Spanning
from cvkit.model.fields import missing_field
from cvkit.model.text import TextField


class OwnItem(Entry, Spanning):
    """An entry with one of five forms: paragraph, bullet, dated line, labelled text, or titled entry.

    The fields decide the form: `text` alone, `bullet` alone, `text` with a date, `label` with `text`, or `title` with
    any other fields.
    """

    text: TextField | None = None
    bullet: TextField | None = None
    label: TextField | None = None
    title: TextField | None = None
    role: TextField | None = None
    location: TextField | None = None
    highlights: tuple[BulletField, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.bullet or self.title):
            raise missing_field("text", "write `text: …`, `bullet: …` or `title: …`")
        return self


def paragraph(value: Any) -> Any:
    """Turn an entry that is typed as one text into a paragraph."""
    return {"text": value} if isinstance(value, str) else value


OwnEntry = Annotated[OwnItem, BeforeValidator(paragraph, json_schema_input_type=str | OwnItem)]
