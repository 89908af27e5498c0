"""Read the students and the services of a home page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvkit.load.foreign.site_dates import PeriodValues, read_period
from cvkit.load.foreign.site_lines import Item, Values, line_of, values_of_line
from cvkit.load.foreign.site_text import joined_text, partition_text, split_text, trimmed, typed
from cvkit.model.inline import Inlines, Link, Strong, plain_text
from cvkit.model.source import Span


def student(item: Item) -> Values:
    """Return a student: `**Name**, role, date. Topic. Now position`."""
    status = "alumni" if re.search("alumni|former", item.group, re.IGNORECASE) else "current"
    match item.text:
        case (Strong(name), *rest):
            text = tuple(rest)
        case name:
            text = ()
    url = ""
    if len(name) == 1 and isinstance(name[0], Link):
        url, name = name[0].url, name[0].children
    values: Values = {"name": typed(name), "url": url, "status": status}
    text, position = partition_text(text, re.compile(r"(?:^|\. |(?<=[!?…。！？．]) )Now (?=\S)"))
    pieces = split_text(text, ", ") if text and not plain_text(text).startswith((". ", " ")) else []
    periods: list[PeriodValues] = []
    topic: Inlines = () if pieces else trimmed(partition_text(text, re.compile(r"^\.? "))[1] or text)
    roles = pieces
    for at, piece in enumerate(pieces):
        when, sentence = partition_text(piece, re.compile(r"(?:(?<=[\d)–])|(?<=resent))\. "))
        if period := read_period(plain_text(when), is_single=False, is_degree=True):
            values["expected"] = period.pop("expected", "")
            periods.append(period)
            roles = roles[: min(at, len(roles))]
            topic = joined_text([*([sentence] if sentence else []), *pieces[at + 1 :]], ", ")
            if sentence:
                break
        elif periods:
            break
    if not periods and pieces:
        first, topic = partition_text(joined_text(pieces, ", "), re.compile(r"(?<=[^.!?…。！？．])\. (?=[A-Z])"))
        roles = split_text(first, ", ")
    if len(roles) == 1:
        values["role"] = typed(roles[0])
    elif roles:
        values |= {"role": typed(roles[0]), "organization": typed(joined_text(roles[1:], ", "))}
    if degree := re.fullmatch(r"([\w.]+) student", values.get("role", "")):
        values |= {"degree": degree[1], "role": ""}
    return {**values, "periods": periods, "topic": typed(topic), "current_position": typed(position)}


def services(items: Sequence[Item]) -> Iterator[tuple[Values, Span]]:
    """Yield services. A line of reviews has all of one year: `A, May (2); B, 2024`."""
    for item in items:
        is_review = bool(re.search("review", item.group, re.IGNORECASE))
        kinds = {"committee": "committee|chair", "board": "board"}
        kind = next((kind for kind, words in kinds.items() if re.search(words, item.group, re.IGNORECASE)), "")
        line = line_of("service", item)
        dates = line.period.get("dates", [])
        year = dates[-1] if len(dates) == 1 else line.period.get("date", "")
        if is_review and len(year) == 4 and len(line.pieces) > 0:
            for part in split_text(joined_text(line.pieces, ", "), "; "):
                yield {"role": "reviewer", **_reviews(split_text(part, ", "), year)}, item.span
        elif is_review:
            yield {"role": "reviewer", "organization": typed(joined_text(line.pieces, ", ")), **line.period}, item.span
        else:
            yield {**values_of_line("service", line), "kind": kind}, item.span


def _reviews(pieces: list[Inlines], year: str) -> Values:
    """Return the reviews for one organization in a year, with the count of each date."""
    dates: list[Values] = []
    while len(pieces) > 1:
        found = re.fullmatch(r"(.*?)\s*(?:\((\d+)\))?", plain_text(pieces[-1]))
        date = read_period(f"{found[1]} {year}", is_single=True).get("date") if found else ""
        if not found or not date:
            break
        dates.insert(0, {"date": date, "count": found[2]} if found[2] else {"date": date})
        pieces.pop()
    return {"organization": typed(joined_text(pieces, ", ")), "dates": dates or [{"date": year}]}
