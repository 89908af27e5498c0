"""The rules for numbering the works of a record: the kinds of each series, and the format of a label."""

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
    """Parse the format of labels: a text with `{number}`, and optionally `{series}`.

    Raises:
        PydanticCustomError: the value has no `{number}`, or other braces.
    """
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
    """The rules for numbering works."""

    series: dict[Word, tuple[WorkKind, ...]] = Field(default=DEFAULT_SERIES)
    label: Annotated[str, ParsedBy(parse_label_format, {"type": "string"})] = "{series}.{number}"
    listed: Literal["newest-first", "oldest-first"] = "newest-first"
    """The order of the entries in the files of the record."""
    gaps: Literal["warning", "error"] = "warning"
    """The severity of a gap: a number that no work has, below a number that a work has."""
    lock: Flag = False
    """Whether the record must have a lockfile."""

    def series_of(self, work: Work) -> str | None:
        """The series of a work, if any: its own `series`, else the first series that lists its kind."""
        if not work.numbered:
            return None
        if work.series:
            return work.series
        return self.default_series(work.kind, work.status)

    def label_of(self, series: str, number: int) -> str:
        """The printed label."""
        return self.label.replace("{series}", series).replace("{number}", str(number))

    def default_series(self, kind: WorkKind, status: str | None) -> str | None:
        """The first series that lists a kind; None if no series does, or if works with the status are not numbered."""
        if status in UNCOUNTED:
            return None
        return next((series for series, kinds in self.series.items() if kind in kinds), None)

    def parse_label(self, text: str) -> tuple[str | None, int] | None:
        """The series, if the format contains it, and the number of a printed label; None if the text is no label.

        >>> Numbering().parse_label("J.15")
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
