"""Recover a record that the model refuses: delete wrong values and fill in missing ones, to check the rest.

No document is ever made from a recovered record. Its works are numbered only to find further mistakes in the same
run. Diagnostics that the recovery itself may have caused are not reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cvkit.check.pydantic_errors import FieldError, diagnostic_of, diagnostics_of
from cvkit.model.diagnostic import Diagnostic, KeyPath
from cvkit.model.fields import MissingField
from cvkit.model.record import Record
from cvkit.model.rule import RULES, DependsOn
from cvkit.model.source import Source
from cvkit.model.value_class import dataclass
from cvkit.model.work import WORK_SECTIONS

MAX_ROUNDS = 5
"""The maximum number of rounds. Each round can find errors that were hidden by those of the round before."""

PLACEHOLDERS: dict[str, Any] = {
    "cvkit": "1",
    "kind": "other",
    "authors": [{"literal": "…"}],
    "inventors": [{"literal": "…"}],
    "person": {"name": "…"},
    "url": "https://example.org",
    "date": "2000",
    "type": "jif",
    "value": "0",
}
"""Field → the placeholder for its missing value; `…` for any other field."""


@dataclass(frozen=True)
class Recovered:
    """A recovered record, or None if that is impossible, with the diagnostics and the paths of the refused values."""

    record: Record | None
    diagnostics: tuple[Diagnostic, ...] = ()
    places: frozenset[KeyPath] = frozenset()
    is_whole: bool = True
    """Whether the model accepted the record without changes."""
    hidden: frozenset[DependsOn] = frozenset()
    """Parts of the record that could not be read."""

    def is_readable(self, diagnostic: Diagnostic) -> bool:
        """Whether the part of the record on which a diagnostic depends could be read."""
        return RULES[diagnostic.code].depends_on not in self.hidden

    def is_reliable(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic of the recovered record is also right for the record as typed."""
        needed = RULES[diagnostic.code].depends_on
        if not self.is_readable(diagnostic) or any(
            diagnostic.path[: len(place[:2])] == place[:2] for place in self.places
        ):
            return False
        if needed is DependsOn.VALUE:
            return True
        touched = {place[0] for place in self.places}
        if touched & {"numbering", "markers", "person", "people"}:
            return False
        if needed is DependsOn.GRANTS:
            return "grants" not in touched
        if needed is DependsOn.ENTRY or not touched & set(WORK_SECTIONS):
            return True
        has_all_ids = not any(place[2:3] == ("id",) or len(place) < 2 for place in self.places)
        return needed is DependsOn.IDS and has_all_ids


def recover(values: dict[str, Any], source: Source, already_reported: Iterable[KeyPath]) -> Recovered:
    """The record with the given normalized values, recovered if the model refuses them.

    The model checks a mapping as a whole only after all its fields are right, so a later round can find new errors.
    Errors at the paths `already_reported` are not reported again.
    """
    found: list[FieldError] = []
    reported = set(already_reported)
    places: set[KeyPath] = set()
    record = None
    for _ in range(MAX_ROUNDS):
        try:
            record = Record.model_validate(values)
            break
        except ValidationError as error:
            errors = error.errors()
        for details in errors:
            path: KeyPath = tuple(step for step in details["loc"] if step != "[key]")
            is_emptied = details["type"] == "one_section" and any(place[: len(path)] == path for place in places)
            if not is_emptied and not any(path[: len(place)] == place for place in reported):
                found.append(diagnostic_of(details))
            places.add(path)
            if _recover(values, details):
                reported.add(path)
    return Recovered(record, tuple(diagnostics_of(found, source)), frozenset(places), not found)


def _recover(values: Any, error: ErrorDetails) -> bool:
    """Delete the innermost key around the refused value, or fill in a missing value.

    An item that must be an entry but is no mapping becomes an empty entry. Return True if later errors at the same
    path need no report: after such an item, and after a value that was filled in.
    """
    kind, path = error["type"], error["loc"]
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
        if kind == MissingField.code:
            field = error["ctx"]["field"]
            values |= {field: PLACEHOLDERS.get(field, "…")} if isinstance(values, dict) else {}
        elif innermost:
            del innermost[0][innermost[1]]
    return False
