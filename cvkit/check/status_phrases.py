"""A status beside a venue or a date in one text: `under review at Journal of Examples`, `2025, in press`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cvkit.check.suggest import SYNONYMS
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


def _day_of_thesis(date: str, work: Mapping[str, Any]) -> Advice:
    """The advice for the day on which a thesis was submitted: its date, or a note beside it."""
    if {"date", "year"}.intersection(work):
        note = flow({"note": f"submitted {date}"})[1:-1]
        new = [] if "note" in work else [Replacement("note", "key"), Replacement(f"submitted {date}", "value")]
        return Advice(f"the date of a thesis is its `date`; to print this day too, write `{note}`", new)
    return Advice(f"write `date: {date}`; beside `status: submitted`, if it is not defended yet")


def advise_status_as_key(key: str, value: str, path: KeyPath, work: Mapping[str, Any]) -> Advice | None:
    """The advice for a status as the key of a venue or a date, such as `submitted: Journal of X`; None for a number."""
    status = status_of(key.replace("_", " "))
    dates = readings_of_date(value)
    if status is None or re.fullmatch(r"[\d\s.,%]*", value) or (status == "published" and dates):
        return None
    if work.get("kind") == "thesis" and status == "submitted" and len(dates) == 1:
        return _day_of_thesis(dates[0], work)
    stated = StatusPhrase(status, "" if value.lower() in ("yes", "true") else value)
    if advice := advise_status_beside_venue(stated, work, Replacement("status", "key")):
        return advice if "status" not in work else Advice(advice.hint)
    field, text = ("date", dates[0]) if len(dates) == 1 else ("venue", flow({"name": value}))
    if "status" in work or field in work:
        return Advice(f"write `status: {status}` and `{field}: {text}`, and delete this line")
    if not stated.rest:
        return advise_status_and_venue(stated, path)
    new = [Replacement(field, "key"), Replacement(text, "value", is_yaml=True)]
    return Advice(
        f"write `status: {status}` and `{field}: {text}`", [*new, Replacement(f"status: {status}", "entry", path[:-1])]
    )


def advise_status_beside_venue(stated: StatusPhrase, work: Mapping[str, Any], *new_key: Replacement) -> Advice | None:
    """The advice for a status with a venue in a work that has a venue; None if it has none."""
    typed = next((work[key] for key in ("venue", *SYNONYMS["venue"].split()) if key in work), None)
    if typed is None or not stated.rest or readings_of_date(stated.rest):
        return None
    names = [typed.get("name"), typed.get("short")] if isinstance(typed, Mapping) else [typed]
    known = [name for name in names if isinstance(name, str)]
    line = f"status: {stated.status}"
    if any(_is_name_of(stated.rest, name) for name in known):
        return Advice(f"write only `{line}`: the entry has the venue", [*new_key, Replacement(stated.status, "value")])
    other = f"the venue of the entry is {known[0]}, not {stated.rest}" if known else "the entry has a venue"
    return Advice(f"write only `{line}`; {other}: keep the right one")


def _is_name_of(text: str, venue: str) -> bool:
    """Whether a text is the name of a venue, or its first letters."""
    initials = "".join(word[0] for word in re.findall(r"\w+", venue))
    letters = "".join(char for char in initials if char.isupper())
    return text.casefold() in (venue.casefold(), initials.casefold(), letters.casefold())
