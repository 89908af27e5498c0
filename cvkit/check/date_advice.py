"""Advice for a value that is no date, but that another field of its entry can have."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from cvkit.check.status_phrases import advise_status_and_date
from cvkit.check.value_advice import Advice
from cvkit.model.date import expected_date, several_dates
from cvkit.model.date_readings import readings_of_date
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.source import YamlMap
from cvkit.model.work import WORK_SECTIONS
from cvkit.model.yaml_flow import flow


def advise_date(value: Any, path: KeyPath, fields: Collection[str]) -> Advice | None:
    """The advice for a value that is no date: a status, an expected date, several dates, or a term; None for any other.

    `fields` are the fields of its entry.
    """
    section, field = path[0], path[-1]
    if section == "teaching" and (term := re.fullmatch(r"([0-9]{4})\s*[-/.]\s*([12])", str(value).strip())):
        month, season = f"{term[1]}-0{term[2]}", f"{term[1]}-{'spring' if term[2] == '1' else 'autumn'}"
        return Advice(f"write {month} if it is the month; for term {term[2]} write its season, such as {season}")
    if section in WORK_SECTIONS and field == "date" and (advice := advise_status_and_date(str(value), path)):
        return advice
    if "expected" in fields and field == "date" and (period := _period_of_degree(str(value))):
        start, expected = period
        new = [Replacement("expected", "key"), Replacement(expected, "value")]
        new.append(Replacement(f"start: {start}", "entry", path[:-1]))
        return Advice(f"write `start: {start}` and `expected: {expected}` instead of this line", new)
    if "expected" in fields and field in ("end", "date") and (expected := expected_date(str(value))):
        new = [Replacement("expected", "key"), Replacement(expected, "value")]
        return Advice(f"write `expected: {expected}` instead of this line", new)
    if field == "date" and "dates" in fields and (dates := several_dates(value)):
        text = flow(dates)
        new = [Replacement("dates", "key"), Replacement(text, "value", is_yaml=True)]
        return Advice(f"write `dates: {text}` instead of this line", new)
    return None


def _period_of_degree(text: str) -> tuple[str, str] | None:
    """The start and the expected end of a text such as `2024 – 2028 (expected)`; None for any other text."""
    plain = re.sub(r"(\S.*?)\s*\(?\bexpected\b\)?", r"\1 ", text, count=1, flags=re.IGNORECASE).strip()
    found = readings_of_date(plain) if plain != text and re.search(r"[–—]|\s-\s|\bto\b|-[0-9]+/", plain) else []
    start, _, expected = found[0].partition("/") if len(found) == 1 else ("", "", "")
    return (start, expected) if expected else None


def advise_expected(degree: Any, path: KeyPath) -> Advice | None:
    """The advice for `expected: true` in a degree: its day is that of the end, if there is one."""
    if not isinstance(degree, YamlMap) or str(degree.get("expected")).lower() not in ("true", "yes"):
        return None
    key = next((one for one in ("end", "date") if isinstance(degree.get(one), str)), None)
    dates = readings_of_date(degree[key]) if key else []
    if key is None or len(dates) != 1:
        return Advice("write the day on which you expect the degree, as in `expected: 2027-06`")
    new = [Replacement(dates[0], "value"), Replacement("", "entry", (*path, key))]
    return Advice(f"write `expected: {dates[0]}`, and delete `{key}`", new)
