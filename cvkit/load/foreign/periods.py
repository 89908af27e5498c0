"""Read the period of an entry of a résumé: a start and an end, or a date in words."""

from __future__ import annotations

import re

from cvkit.load.bibtex.date_fields import read_date
from cvkit.load.foreign.content import Fields
from cvkit.load.foreign.markup import from_markdown
from cvkit.load.foreign.typed_values import date_in, ordered
from cvkit.model.date import GOING_ON, SEASONS


def dates_of(fields: Fields) -> dict[str, str]:
    """The period of an entry: `start` and `end`, or `date`. A date in words that is none becomes the note."""
    start_name = next((name for name in ("start_date", "startDate") if fields.has(name)), "start_date")
    end_name = next((name for name in ("end_date", "endDate") if fields.has(name)), "end_date")
    start = date_in(fields.word(start_name), fields.report, fields.label(start_name), fields.at(start_name))
    end_text = fields.word(end_name)
    end = "present" if end_text.lower() in GOING_ON else date_in(
        end_text, fields.report, fields.label(end_name), fields.at(end_name)
    )  # fmt: skip
    fields.skip("start_date", "startDate", "end_date", "endDate")
    date_text = fields.word("date", "releaseDate")
    if date_text and not start and not end:
        if found := _free_date(date_text):
            return found
        return {"note": from_markdown(date_text)}
    if date_text:
        fields.report.left_out(f"date {date_text}, beside start and end", fields.at("date"))
    if not ordered(start, end):
        fields.report.unread(fields.label("end (before the start)"), end, fields.span)
        end = ""
    is_open = bool(start) and not end and not end_text
    if end and not start:
        return {"date": end} if end != "present" else {"end": end}
    if start and start == end:
        return {"date": start}
    return {"start": start, "end": "present" if is_open else end}


def _free_date(text: str) -> dict[str, str]:
    """The meaning of a date in words: one date, or a period such as `2019 – present`."""
    plain = " ".join(text.split())
    season = re.fullmatch(r"(\w+),?\s+(\d{4})", plain)
    if season and season[1].lower() in {*SEASONS, "fall"}:
        return {"date": f"{season[2]}-{season[1].lower().replace('fall', 'autumn')}"}
    ends = re.split(r"\s*(?:–|—|\bto\b|\s-\s)\s*", plain)
    if len(ends) == 2 and all(ends):
        start, end = read_date(ends[0]), ends[1].lower()
        last = read_date(ends[1])
        if start.date and start.is_whole and end in GOING_ON:
            return {"start": start.date, "end": "present"}
        if start.date and last.date and start.is_whole and last.is_whole and ordered(start.date, last.date):
            return {"start": start.date, "end": last.date}
    found = read_date(plain)
    return {"date": found.date} if found.date and found.is_whole and not found.status else {}
