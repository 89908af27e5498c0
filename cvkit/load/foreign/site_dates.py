"""Read the dates and periods of home pages: `*2019.06 - (now)*, text`, `text, Dec. 2018 – Present`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.foreign.site_text import joined_text, trimmed
from cvkit.load.foreign.typed_values import ordered
from cvkit.model.date import GOING_ON, SEASONS, expected_date
from cvkit.model.inline import Emphasis, Inlines, Str, plain_text

PeriodValues = dict[str, str]
"""`start` and perhaps `end`, or `date`; of degrees and students also `expected`; empty if there is none."""

_RANGE = re.compile(r"(.+?)\s+[–—-]\s+(.+)")
_DOTTED = re.compile(r"\d{4}(?:[.-]\d{2}){0,2}")


def leading_period(text: Inlines, *, is_single: bool, is_degree: bool = False) -> tuple[PeriodValues, Inlines]:
    """Return the date in italics before a text, and the text behind it.

    A colon follows a date, a comma a period; `is_single` is for entries that have one date only.
    """
    match text:
        case (Emphasis(inner), Str(after), *rest) if found := re.match(r"\s*([:,]?)\s*", after):
            is_date = found[1] == ":" or is_single
            period = read_period(plain_text(inner), is_single=is_date, is_degree=is_degree)
            if period and found[1] == "," and "date" in period and not is_single and "/" not in period["date"]:
                period = {"start": period["date"]}
            return (period, trimmed((Str(after[found.end() :]), *rest))) if period else ({}, text)
        case _:
            return {}, text


def trailing_period(
    pieces: Sequence[Inlines], *, is_single: bool, is_degree: bool = False
) -> tuple[list[Inlines], PeriodValues]:
    """Return the pieces of a line without the date at its end, and the date. The first piece is never a date."""
    for count in (2, 1):  # `September 30, 2025` is two pieces
        if len(pieces) > count:
            text = plain_text(joined_text(pieces[-count:], ", "))
            if (count == 1 or re.fullmatch(r"\D+ \d+(?:–\d+)?, \d{4}", text)) and (
                period := read_period(text, is_single=is_single, is_degree=is_degree)
            ):
                return list(pieces[:-count]), period
    return list(pieces), {}


def trailing_dates(pieces: Sequence[Inlines]) -> tuple[list[Inlines], list[str]]:
    """Return the pieces of a line without the single dates at its end, and these dates."""
    kept, dates = list(pieces), list[str]()
    while len(kept) > 1 and (date := read_period(plain_text(kept[-1]), is_single=True).get("date")):
        dates.insert(0, date)
        kept.pop()
    return kept, dates


def read_period(text: str, *, is_single: bool, is_degree: bool = False) -> PeriodValues:
    """Return a date or a period in words or numbers; empty for any other text. `2020 –` is a period without an end.

    The end of a degree can be expected: `2023 – expected June 2029`.
    """
    text = " ".join(text.split())
    if text in ("Present", "(now)"):
        return {} if is_single else {"end": "present"}
    if is_open := re.fullmatch(r"(.+\S) [–—]", text):
        start = _date(is_open[1])
        return {"start": start} if start and not is_single else {}
    ends = _RANGE.fullmatch(text)
    if is_degree and (expected := expected_date(ends[2] if ends else text)):
        start = _date(ends[1]) if ends else ""
        is_period = not ends or (start and ordered(start, expected))
        return {"start": start, "expected": expected} if is_period else {}
    if not ends:
        date = _date(text)
        return {"date": date} if date else {}
    start, end = _date(ends[1]), "present" if _is_going_on(ends[2]) else _date(ends[2])
    if not start or not end or (end != "present" and not ordered(start, end)):
        return {}
    if is_single:
        return {"date": f"{start}/{end}"} if end != "present" and "/" not in start + end else {}
    return {"start": start, "end": end}


def _is_going_on(text: str) -> bool:
    return text.strip("()").lower() in GOING_ON


def _date(text: str) -> str:
    """Return one date as a record has it; empty if a text is not just a date."""
    if _DOTTED.fullmatch(text):
        text = text.replace(".", "-")
    season = re.fullmatch(r"(\w+),? (\d{4})", text)
    if season and season[1].lower() in SEASONS:
        return f"{season[2]}-{season[1].lower()}"
    if not re.search(r"\d{4}", text) or re.search(r"[()]|^\W|\d{5}", text):
        return ""
    found = read_date(text)
    return found.date if found.date and found.is_whole and not found.status else ""
