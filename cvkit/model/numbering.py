"""How a record's works are counted: which kinds in which series, and how a label is written."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from cvkit.model.fields import Flag, Model, Word
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.work import UNCOUNTED, Work, WorkKind

DEFAULT_SERIES: dict[str, tuple[WorkKind, ...]] = {
    "J": ("journal",),
    "C": ("conference", "workshop", "poster", "wip", "demo"),
    "P": ("patent",),
}


def parse_label_format(value: Any) -> str:
    """A label's format: text with `{number}`, and `{series}` where it is wanted."""
    if isinstance(value, str) and "{number}" in value:
        rest = re.sub(r"\{(series|number)\}", "", value)
        if "{" not in rest and "}" not in rest:
            return value
    hint = 'write for example "{series}.{number}" or "[{series}{number}]"'
    raise PydanticCustomError(
        "label_format",
        "the format of labels must contain `{number}`, and can contain `{series}`, but no other braces",
        {"number": "{number}", "series": "{series}", "hint": hint},
    )


class Numbering(Model):
    """The rules of counting."""

    series: dict[Word, tuple[WorkKind, ...]] = Field(default=DEFAULT_SERIES)
    label: Annotated[str, ParsedBy(parse_label_format, {"type": "string"})] = "{series}.{number}"
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
        return self.default_series(work.kind, work.status)

    def label_of(self, series: str, number: int) -> str:
        """The label as it is printed."""
        return self.label.replace("{series}", series).replace("{number}", str(number))

    def default_series(self, kind: WorkKind, status: str | None) -> str | None:
        """The series that a work of a kind counts in, unless it says another."""
        if status in UNCOUNTED:
            return None
        return next((series for series, kinds in self.series.items() if kind in kinds), None)

    def parse_label(self, text: str) -> tuple[str | None, int] | None:
        """The series, where the format has it, and the number of a label that is written out; none if it is no label.

        >>> Numbering().read_label("J.15")
        ('J', 15)
        """
        known = "|".join(map(re.escape, sorted(self.series, key=len, reverse=True)))
        form = (
            re.escape(self.label).replace(r"\{number\}", "(?P<number>[0-9]+)", 1).replace(r"\{number\}", "(?P=number)")
        )
        for series in (known, r"\w+?") if known else (r"\w+?",):
            named = form.replace(r"\{series\}", f"(?P<series>{series})", 1).replace(r"\{series\}", "(?P=series)")
            if (found := re.fullmatch(named, text.strip())) and int(found["number"]):
                return found.groupdict().get("series"), int(found["number"])
        return None
