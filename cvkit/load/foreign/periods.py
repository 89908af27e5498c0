"""Read the period of an entry of a résumé: a start and an end, or a date in words."""

from __future__ import annotations

import re

from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.clock import today
from cvkit.load.foreign.content import Fields
from cvkit.load.foreign.markup import from_markdown
from cvkit.load.foreign.typed_values import date_in, date_of, ordered
from cvkit.model.date import GOING_ON, SEASONS, expected_date, parse_date


def degree_dates(fields: Fields) -> dict[str, str]:
    """The period of a degree, with `expected` for its end if the source says so, or if the end is in the future."""
    period, stated = dates_of(fields, is_degree=True), date_of(fields, "expected")
    if not ordered(period.get("start", ""), stated):
        fields.report.unread(fields.label("expected (before the start)"), stated, fields.at("expected"))
    elif stated and stated in (period.get("end"), period.get("date")):
        period = _expecting(period)
    elif stated:
        period = {name: text for name, text in period.items() if text != "present"} | {"expected": stated}
    return of_degree(period)


def of_degree(period: dict[str, str]) -> dict[str, str]:
    """The period of a degree, with `expected` instead of an end in the future: nobody has such a degree yet."""
    end = period.get("end") or period.get("date", "")
    if not end or end == "present":
        return period
    date = parse_date(end)
    return _expecting(period) if date.end is None and date.first_day > today() else period


def _expecting(period: dict[str, str]) -> dict[str, str]:
    """A period whose end is the day on which a degree is expected."""
    names = {"end": "expected", "date": "expected"}
    return {names.get(name, name): text for name, text in period.items() if text}


def dates_of(fields: Fields, *, is_degree: bool = False) -> dict[str, str]:
    """The period of an entry: `start` and `end`, or `date`. A date in words that is none becomes the note.

    The end of a degree can be in words such as `Expected June 2029`: then it is `expected`.
    """
    start_name = next((name for name in ("start_date", "startDate") if fields.has(name)), "start_date")
    end_name = next((name for name in ("end_date", "endDate") if fields.has(name)), "end_date")
    start = date_in(fields.word(start_name), fields.report, fields.label(start_name), fields.at(start_name))
    end_text = fields.word(end_name)
    expected = expected_date(end_text) if is_degree else ""
    end = "present" if end_text.lower() in GOING_ON else expected or date_in(
        end_text, fields.report, fields.label(end_name), fields.at(end_name)
    )  # fmt: skip
    fields.skip("start_date", "startDate", "end_date", "endDate")
    date_text = fields.word("date", "releaseDate")
    if date_text and not start and not end:
        if found := _free_date(date_text, is_degree=is_degree):
            return found
        return {"note": from_markdown(date_text)}
    if date_text:
        fields.report.left_out(f"date {date_text}, beside start and end", fields.at("date"))
    if not ordered(start, end):
        fields.report.unread(fields.label("end (before the start)"), end, fields.span)
        end = expected = ""
    is_open = bool(start) and not end and not end_text
    if end and not start:
        period = {"date": end} if end != "present" else {"end": end}
    elif start and start == end:
        period = {"date": start}
    else:
        period = {"start": start, "end": "present" if is_open else end}
    return _expecting(period) if expected else period


def _free_date(text: str, *, is_degree: bool) -> dict[str, str]:
    """The meaning of a date in words: one date, or a period such as `2019 – present` or `2024 – expected 2028`."""
    plain = " ".join(text.split())
    season = re.fullmatch(r"(\w+),?\s+(\d{4})", plain)
    if season and season[1].lower() in {*SEASONS, "fall"}:
        return {"date": f"{season[2]}-{season[1].lower().replace('fall', 'autumn')}"}
    ends = re.split(r"\s*(?:–|—|\bto\b|\s-\s)\s*", plain)
    if len(ends) == 2 and all(ends):
        start, end = read_date(ends[0]), ends[1].lower()
        expected = expected_date(ends[1]) if is_degree else ""
        if start.date and start.is_whole and expected and ordered(start.date, expected):
            return {"start": start.date, "expected": expected}
        last = read_date(ends[1])
        if start.date and start.is_whole and end in GOING_ON:
            return {"start": start.date, "end": "present"}
        if start.date and last.date and start.is_whole and last.is_whole and ordered(start.date, last.date):
            return {"start": start.date, "end": last.date}
    if is_degree and (expected := expected_date(plain)):
        return {"expected": expected}
    found = read_date(plain)
    return {"date": found.date} if found.date and found.is_whole and not found.status else {}
