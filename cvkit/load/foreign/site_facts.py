"""Read the line below the authors of a work: venue, volume, pages, place and date; number and dates of a patent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cvkit.load.foreign.site_dates import read_period
from cvkit.load.foreign.site_text import joined_text, split_text, trimmed, typed
from cvkit.model.identifiers import ARCHIVE
from cvkit.model.inline import Emphasis, Inlines, Str, Strong, plain_text
from cvkit.model.status_words import status_of

_FURTHER_STATUSES = {"published online": "online-first", "abandoned": "abandoned", "expired": "expired"}
_COUNTRIES = {
    "Korean": "KR", "US": "US", "Japanese": "JP", "Chinese": "CN", "Taiwanese": "TW", "European": "EP", "German": "DE",
    "French": "FR", "British": "GB", "Canadian": "CA", "Indian": "IN",
}  # fmt: skip
JOURNAL = re.compile(r"\b(?:journal|transactions|letters|magazine)\b", re.IGNORECASE)
"""A word in the name of a journal."""
_SENTENCE_END = re.compile(r"(?<=\b(?:1[89]|20)\d\d)\. |(?<=\w{4})\. (?=[A-Z])")
"""The end of the sentence with venue and date; notes and metrics follow."""


def facts_of_line(line: Inlines, kind: str, leave_out: Callable[[str], None]) -> dict[str, Any]:
    """Return the facts of a line: `**Name (SHORT)** 12(3), pp. 1–20, 2025`, or `Korean patent 10-12, granted 2017`.

    `leave_out` takes the name of each part that is not read.
    """
    values: dict[str, Any] = {}
    match line:
        case (Strong(name) | Emphasis(name), *more) if not _status(plain_text(name)):
            whole = re.fullmatch(r"(.+) \(([^()]+)\)", typed(name))
            if not ARCHIVE.fullmatch(plain_text(name)):  # a preprint has its id, and no venue
                values["venue"] = {"name": whole[1], "short": whole[2]} if whole else {"name": typed(name)}
            text = tuple(more)
        case _:
            text = line
    text, after = _first_sentence(text)
    if after:
        leave_out("notes and metrics behind the venue of a work")
    if text and isinstance(text[0], Str) and (volume := re.match(r"\s([\w.-]+)(?:\(([^()]+)\))?(?=,|$)", text[0].text)):
        values |= {"volume": volume[1], "issue": volume[2] or ""}
        text = (Str(text[0].text[volume.end() :]), *text[1:])
    rest: list[Inlines] = []
    for piece in split_text(text, ","):
        plain = plain_text(piece)
        if found := _fact(plain, kind):
            values |= found
        else:
            rest.append(piece)
    if kind == "talk" and (rest or "venue" in values):
        place = typed(joined_text(rest[1:], ", ")) if len(rest) > 1 else typed(rest[0]) if rest else ""
        values["event"] = {"name": values.pop("venue", {}).get("name", ""), "place": place}
        values["role"] = typed(rest[0]) if len(rest) > 1 else ""
    elif len(rest) == 1 and "venue" in values and kind != "patent":
        values["event"] = {"place": typed(rest[0])}
    elif rest:
        leave_out("details of the venue of a work")
    return values


def _status(text: str) -> str:
    """Return the status that a text is, such as `Under-review`; empty for any other text."""
    return _FURTHER_STATUSES.get(text.lower(), "") or status_of(text) or ""


def _fact(text: str, kind: str) -> dict[str, Any]:
    """Return the meaning of one piece of the line; empty if it has none that is sure."""
    if status := _status(text):
        return {"status": status}
    if pages := re.fullmatch(r"[Pp]p?\. ([\w–-]+)", text):
        return {"pages": pages[1]}
    if article := re.fullmatch(r"[Aa]rticle (\S+)", text):
        return {"article_number": article[1]}
    if version := re.fullmatch(r"[Vv]ersion (\S+)", text):
        return {"version": version[1]}
    if patent := re.fullmatch(
        r"(?:(.+) )?patent(?: application)?(?: (\S+))?|PCT application(?: (\S+))?", text, re.IGNORECASE
    ):
        country = "WO" if text.startswith("PCT") else _COUNTRIES.get(patent[1] or "", patent[1] or "")
        return {"country": country, "number": patent[2] or patent[3] or ""}
    if event := re.fullmatch(r"(granted|published|filed) (.+)", text):
        date = read_period(event[2], is_single=True).get("date")
        return {event[1]: date} if date else {}
    date = read_period(text, is_single=True).get("date")
    return {"date": date} if date else {}


def _first_sentence(text: Inlines) -> tuple[Inlines, Inlines]:
    for at, inline in enumerate(text):
        if isinstance(inline, Str) and (found := _SENTENCE_END.search(inline.text)):
            return (*text[:at], Str(inline.text[: found.start()])), trimmed(
                (Str(inline.text[found.end() :]), *text[at + 1 :])
            )
    return text, ()


def facts_of_badge(words: str, full: str) -> tuple[str, dict[str, Any]]:
    """Return the kind of a work by its badge, `ICML 2025`, and its venue and year."""
    found = re.fullmatch(r"(.*?)\s*((?:19|20)\d\d)?", words)
    name, year = (found[1], found[2] or "") if found else ("", "")
    if name.lower() in ("arxiv", "preprint"):
        return "preprint", {"date": year}
    if status := _status(name):
        return "preprint", {"date": year, "status": status}
    if not name:
        return "other" if year else "journal", {"date": year}
    full = re.sub(r" \([^()]*\)$", "", full)
    short = name if full or year else ""
    is_journal = not year or JOURNAL.search(full)
    return "journal" if is_journal else "conference", {"venue": {"name": full or name, "short": short}, "date": year}
