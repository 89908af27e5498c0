"""How a record's works are counted: which kinds in which series, and how a label is written."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cvkit.model.fields import Flag, Model, Word
from cvkit.model.work import UNCOUNTED, Kind, Work

DEFAULT_SERIES: dict[str, tuple[Kind, ...]] = {
    "J": ("journal",),
    "C": ("conference", "workshop", "poster", "wip", "demo"),
    "P": ("patent",),
}


def read_label_format(value: Any) -> str:
    """A label's format: text with `{number}`, and `{series}` where it is wanted."""
    if isinstance(value, str) and "{number}" in value:
        rest = re.sub(r"\{(series|number)\}", "", value)
        if "{" not in rest and "}" not in rest:
            return value
    hint = 'write for example "{series}.{number}" or "[{series}{number}]"'
    raise PydanticCustomError(
        "label_format",
        "a label's format needs `{number}`, and no braces but those of `{series}`",
        {"number": "{number}", "series": "{series}", "hint": hint},
    )


class Numbering(Model):
    """The rules of counting."""

    series: dict[Word, tuple[Kind, ...]] = Field(default=DEFAULT_SERIES)
    label: Annotated[str, PlainValidator(read_label_format), WithJsonSchema({"type": "string"})] = "{series}.{number}"
    listed: Literal["newest-first", "oldest-first"] = "newest-first"
    """Which end of the files grows."""
    gaps: Literal["warning", "error"] = "warning"
    """What a number is that no work has, below one that some work has."""
    lock: Flag = False
    """Whether the record must have a lock."""

    def series_of(self, work: Work) -> str | None:
        """The series that a work counts in, if any: what it says itself, else the first that lists its kind."""
        if not work.numbered:
            return None
        if work.series:
            return work.series
        if work.status in UNCOUNTED:
            return None
        return next((series for series, kinds in self.series.items() if work.kind in kinds), None)

    def label_of(self, series: str, number: int) -> str:
        """The label as it is printed."""
        return self.label.replace("{series}", series).replace("{number}", str(number))
