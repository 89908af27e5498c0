"""A status beside a venue or a date in one text: `under review at Journal of Examples`, `2025, in press`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cvkit.check.value_advice import Advice
from cvkit.model.date import expected_date
from cvkit.model.date_readings import readings_of_date
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.status_words import status_before, status_of
from cvkit.model.work import Status
from cvkit.model.yaml_flow import flow


class StatusPhrase(NamedTuple):
    """The status that a text states, and the rest of the text, such as a venue."""

    status: Status
    rest: str = ""


def read_status_phrase(text: str) -> StatusPhrase | None:
    """The status that a text states at its start or at its end; None if it states none.

    >>> read_status_phrase("Under review at Journal of Examples")
    StatusPhrase(status='submitted', rest='Journal of Examples')
    >>> read_status_phrase("2025 (in press)"), read_status_phrase("Forthcoming")
    (StatusPhrase(status='in-press', rest='2025'), StatusPhrase(status='accepted', rest=''))
    """
    text = text.strip()
    if status := status_of(text):
        return StatusPhrase(status)
    at, status = status_before(text)
    if status:
        return StatusPhrase(status, text[at:])
    for pattern, status_at, rest_at in (
        (r"(.+?)(?:\s*[,;:]\s*|\s+(?=[12][0-9]{3}$))(.+)", 1, 2),
        (r"(.+?)\s*[,;:(\[]\s*([^()\[\]]+?)[)\]]?", 2, 1),
    ):
        if (found := re.fullmatch(pattern, text)) and (status := status_of(found[status_at])):
            return StatusPhrase(status, found[rest_at].strip())
    return None


def advise_status_and_venue(stated: StatusPhrase, path: KeyPath, *new_key: Replacement) -> Advice:
    """The advice for a status in the place of the venue of a work, perhaps with the venue behind it."""
    if not stated.rest:
        new = [Replacement("status", "key"), Replacement(stated.status, "value")]
        return Advice(f"write `status: {stated.status}` instead of this line", new)
    venue, status = flow({"name": stated.rest}), f"status: {stated.status}"
    new = [*new_key, Replacement(venue, "value", is_yaml=True), Replacement(status, "entry", path[:-1])]
    return Advice(f"write `{status}` and `venue: {venue}`", new)


def advise_status_and_date(value: str, path: KeyPath) -> Advice | None:
    """The advice for a status in the place of the date of a work, perhaps with the date beside it."""
    stated = read_status_phrase(value)
    if expected := expected_date(value):
        stated = StatusPhrase("in-preparation", expected)
    if stated is None:
        return None
    dates = readings_of_date(stated.rest)
    if len(dates) == 1:
        status = f"status: {stated.status}"
        new = [Replacement(dates[0], "value"), Replacement(status, "entry", path[:-1])]
        return Advice(f"write `date: {dates[0]}` and `{status}`", new)
    return None if stated.rest else advise_status_and_venue(stated, path)


def advise_venue_in_status(value: str, path: KeyPath, choices: Sequence[str]) -> Advice | None:
    """The advice for a venue behind the status of a work."""
    stated = read_status_phrase(value)
    if not stated or not stated.rest or stated.status not in choices:
        return None
    venue = f"venue: {flow({'name': stated.rest})}"
    new = [Replacement(stated.status, "value"), Replacement(venue, "entry", path[:-1])]
    return Advice(f"write `status: {stated.status}` and `{venue}`", new)
