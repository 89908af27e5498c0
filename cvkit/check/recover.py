"""A record that the model refuses, mended: what is wrong taken out or filled in, so that the rest can be looked at.

Nothing is ever made of a mended record. Its numbers are counted only to tell what else is wrong in the same run, and of
that only what the mending cannot have caused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cvkit.check.pydantic_errors import FieldError, diagnostic_of, diagnostics_of
from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.record import Record
from cvkit.model.source import Source
from cvkit.model.work import WORK_SECTIONS

MAX_ROUNDS = 5
"""How often a record is mended: each round may bring to light what the one before hid."""

PLACEHOLDERS: dict[str, Any] = {
    "cvkit": "1",
    "kind": "other",
    "authors": [{"literal": "…"}],
    "inventors": [{"literal": "…"}],
    "person": {"name": "…"},
    "url": "https://example.org",
    "date": "2000",
    "type": "jif",
}
"""Field → what stands in for it where it is missing; for any other it is `…`."""

LOCAL = frozenset(
    {
        "N101",
        "N103",
        "N104",
        "N201",
        "N202",
        "N204",
        "N205",
        "N208",
        "V116",
        "V205",
        "V206",
        "V207",
        "V208",
        "V120",
        "V121",
        "V122",
        "V123",
    }
)
"""Problems that follow from what stands at their place, whatever is wrong elsewhere in the record's works."""

BY_ID = frozenset({"N302", "N303"})
"""Problems that follow from the ids of the record as well."""


@dataclass(frozen=True)
class Recovered:
    """A mended record, none where it is beyond mending; what was refused, and where it was mended."""

    record: Record | None
    diagnostics: tuple[Diagnostic, ...] = ()
    places: frozenset[KeyPath] = frozenset()
    is_whole: bool = True
    """Whether the model took it as it was."""

    def is_reliable(self, diagnostic: Diagnostic) -> bool:
        """Whether a problem of the mended record is one of the record as it was typed."""
        if not self.places:
            return True
        path = diagnostic.path
        if any(path[: len(place[:2])] == place[:2] for place in self.places):
            return False
        if path[:1] == ("documents",) and diagnostic.code.startswith("V"):
            return True
        touched = {place[0] for place in self.places}
        if touched & {"numbering", "markers", "person", "people"}:
            return False
        if not touched & set(WORK_SECTIONS):
            return True
        if diagnostic.code in BY_ID:
            return not any(place[2:3] == ("id",) or len(place) < 2 for place in self.places)
        return diagnostic.code in LOCAL


def recover(values: dict[str, Any], source: Source, already_reported: Iterable[KeyPath]) -> Recovered:
    """The record that prepared values state, mended where the model refuses them.

    What a mapping must have as a whole is looked at only when each of its fields is right, so that a refusal may come
    to light in a later round. Of the places `told_already` no more is said.
    """
    found: list[FieldError] = []
    told = set(already_reported)
    places: set[KeyPath] = set()
    record = None
    for _ in range(MAX_ROUNDS):
        try:
            record = Record.model_validate(values)
            break
        except ValidationError as error:
            refusals = error.errors()
        for refusal in refusals:
            path: KeyPath = tuple(step for step in refusal["loc"] if step != "[key]")
            if not any(path[: len(place)] == place for place in told):
                found.append(diagnostic_of(refusal))
            places.add(path)
            if _recover(values, refusal):
                told.add(path)
    return Recovered(record, tuple(diagnostics_of(found, source)), frozenset(places), not found)


def _recover(values: Any, refusal: ErrorDetails) -> bool:
    """Take out the innermost key that holds what is refused; fill in what is missing.

    What is no entry becomes an empty one. The answer is yes where nothing more is to be said of the place: of that, and
    of what was filled in.
    """
    kind, path = refusal["type"], refusal["loc"]
    innermost: tuple[Any, str] | None = None
    for depth, step in enumerate(path):
        if isinstance(values, dict) and isinstance(step, str):
            if step not in values:
                is_filled = kind == "missing" and depth == len(path) - 1
                if is_filled:
                    values[step] = PLACEHOLDERS.get(step, "…")
                return is_filled
            innermost = values, step
        elif not isinstance(values, list) or not isinstance(step, int) or step >= len(values):
            break
        elif depth == 1 and not isinstance(values[step], dict):
            values[step] = {}
            return True
        values = values[step]
    else:
        if kind == "missing_field":
            field = refusal["ctx"]["field"]
            values |= {field: PLACEHOLDERS.get(field, "…")} if isinstance(values, dict) else {}
        elif innermost:
            del innermost[0][innermost[1]]
    return False
