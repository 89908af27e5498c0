"""Bring a value of the wrong shape into the shape of its field: a text where a list is needed, and the like."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from cvkit.check.spoken_languages import languages_in
from cvkit.model.date import several_dates
from cvkit.model.date_readings import readings_of_date
from cvkit.model.fields import OWN_KEYS, Model
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.source import EMPTY

_WORD_LISTS = frozenset({"tags", "sections", "of", "hide", "aliases", "ids", "roles", "items"})
"""Lists of words, which people separate with commas."""
_ENTRY_LISTS = frozenset({"skills"})
"""Sections whose entries have short names, which people separate with commas."""
_FIRST = {"Membership": "organization"}
"""Model → the field that one text means, if it is another."""
_ALONE = ("role", "organization", "title", "text", "name")
"""The fields that one text can mean if no field is required."""


_WITH_LEVEL = r"([^()]+) \(([^()]+)\)"
_ONLY_TIME = lazy_pattern(r"[\d\s./–-]*\d[\d\s./–-]*(?:present|now|today|heute)?", re.IGNORECASE)


def as_list(field: str, value: Any, item: type[Model] | None) -> list[Any] | None:
    """A list for a text or a mapping; None if the items are not clear. `item` is the model of an item, if any."""
    if isinstance(value, str):
        if field == "dates" and (dates := several_dates(value)):
            return dates
        if field == "dates" and len(dates := readings_of_date(value)) == 1:
            return dates
        if field in _WORD_LISTS or field == "dates":
            return [part.strip() for part in value.split(",")]
        if field == "languages" and item and (found := languages_in(value)):
            return found
        if field in _ENTRY_LISTS and item and "," in value:
            return [as_entry(part.strip(), item) for part in re.split(r",(?![^(]*\))", value)]
        entry = as_entry(value, item) if item else value
        return None if entry is None else [entry]
    if not isinstance(value, Mapping) or not is_plain(value):
        return None
    if field == "sections":
        return [{key: one} if one else key for key, one in value.items()]
    if item is None:
        return None
    known = item.model_fields
    if (metric := _as_metric(value, known)) and set(metric) <= set(known):
        return [metric]
    if set(value) <= set(known):
        return [dict(value)]
    pairs = [as_pair(key, one, known) for key, one in value.items() if key not in known]
    return pairs if all(pairs) and len(pairs) == len(value) else None


def _as_metric(value: Mapping[str, Any], known: Collection[str]) -> dict[str, Any] | None:
    """The metric that `{jif: 3.1, year: 2020}` means; None if the mapping is none."""
    types = [key for key in value if key.lower() in ("jif", "citescore", "sjr", "citations")]
    if not {"type", "value"} <= set(known) or len(types) != 1:
        return None
    return {"type": types[0].lower(), "value": value[types[0]]} | {k: v for k, v in value.items() if k != types[0]}


def _metric_in(text: str) -> dict[str, str] | None:
    """The metric of a text such as `4.9 (JCR 2023, Q1)`."""
    number = re.match(r"(?:(?:IF|JIF)\s*[:=]?\s*)?(\d+(?:\.\d+)?)\b", text)
    year, quartile = re.search(r"\b(?:19|20)\d\d\b", text), re.search(r"\bQ([1-4])\b", text)
    if not number:
        return None
    more = {"year": year and year[0], "quartile": quartile and quartile[1]}
    return {"type": "jif", "value": number[1]} | {key: found for key, found in more.items() if found}


def _acceptance_in(text: str) -> dict[str, str] | None:
    """The acceptance of a text such as `25%`, `0.25`, `12/48` or `12 of 48`."""
    text = text.strip()
    if counts := re.fullmatch(r"(\d+)\s*(?:/|of|out of)\s*(\d+)(?:\s*\([\d.]+\s*%\))?", text):
        return {"accepted": counts[1], "submitted": counts[2]}
    if rate := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:%|percent)", text):
        return {"rate": rate[1]}
    if re.fullmatch(r"0\.\d+", text):
        return {"rate": f"{float(text) * 100:g}"}
    return {"rate": text} if re.fullmatch(r"[1-9]\d?(?:\.\d+)?", text) else None


def as_pair(key: str, value: Any, known: Collection[str]) -> dict[str, Any] | None:
    """The entry that a key and its value mean, in a list whose entries have the `known` keys.

    >>> as_pair("German", "fluent", ["name", "level"])
    {'name': 'German', 'level': 'fluent'}
    """
    named = next((name for name in ("title", "text") if {name, "date"} <= set(known)), "")
    if named and isinstance(value, str) and key[:1].isdigit() and len(dates := readings_of_date(key)) == 1:
        return {named: value, "date": dates[0]}
    if {"role", "organization", "count"} <= set(known) and isinstance(value, str) and " " in key.strip():
        return {"role": key, "organization": value}
    if {"label", "url"} <= set(known) and isinstance(value, str) and is_address(value):
        return {"label": key, "url": value}
    if "name" in known and "items" in known:
        return {"name": key, "items": value}
    return {"name": key, "level": value} if {"name", "level"} <= set(known) and isinstance(value, str) else None


def as_mapping(value: Any, model: type[Model]) -> dict[str, Any] | None:
    """A mapping for a text or a list; None if its keys are not clear."""
    if isinstance(value, str):
        return as_entry(value, model)
    if not isinstance(value, list) or not all(isinstance(one, Mapping) and is_plain(one) for one in value):
        return None
    pairs = [(re.sub(r"[\s-]+", "_", key.lower()), part) for one in value for key, part in one.items()]
    keys = {key for key, _ in pairs}
    if pairs and len(keys) == len(pairs) and keys <= set(model.model_fields):
        return dict(pairs)
    return None


def as_entry(text: str, model: type[Model]) -> dict[str, Any] | None:
    """The mapping of a model that a text alone means; None if several fields are required."""
    fields = model.model_fields
    if {"type", "value", "quartile"} <= set(fields):
        return _metric_in(text)
    if {"accepted", "submitted", "rate"} <= set(fields):
        return _acceptance_in(text)
    if {"label", "url"} <= set(fields) and is_address(text):
        return {"label": name_of_site(text), "url": text if "://" in text else f"https://{text}"}
    if {"name", "level"} <= set(fields) and not {"degree", "items"}.intersection(fields):
        return found[0] if len(found := languages_in(text)) == 1 else None
    if {"name", "level"} <= set(fields) and "degree" not in fields and (one := re.fullmatch(_WITH_LEVEL, text)):
        return {"name": one[1], "level": one[2]}
    if {"role", "count", "dates"} <= set(fields) and (review := _review(text, model)):
        return review
    if parts := _in_order(text, model):
        return parts
    needed = [name for name, field in fields.items() if field.is_required()]
    if entry := _with_detail(text, model):
        return entry
    if not needed and "date" in fields and _ONLY_TIME.fullmatch(text):
        return {"date": text}
    if not needed:
        needed = [name for name in (_FIRST.get(model.__name__), *_ALONE) if name in fields][:1]
    return {needed[0]: text} if len(needed) == 1 else None


_SCHOOL = lazy_pattern(
    r"universit|college|institut|school|academy|politecnico|polytechnic|hochschule|école|大学|大學|대학|ETH|MIT",
    re.IGNORECASE,
)
_LEADING_DATE = lazy_pattern(r"([12][0-9]{3}[^\s:]*|[^\W\d_]{3,9}\.? [12][0-9]{3})\s*(?::|[-–—](?=\s))\s+(.+)")


def _in_order(text: str, model: type[Model]) -> dict[str, Any] | None:
    """The entry of a text with its facts in the usual order, such as `PhD in Physics, University of X, 2018-2022`.

    None for a text whose words do not show which fact is which.
    """
    fields = set(model.model_fields)
    if (
        {"date"} <= fields
        and (found := _LEADING_DATE.fullmatch(text))
        and len(dates := readings_of_date(found[1])) == 1
    ):
        name = next((one for one in ("title", "text") if one in fields), "")
        return {name: found[2], "date": dates[0]} if name else None
    if {"degree", "institution"} <= fields:
        parts = text.split(", ")
        dates = [dates[0] for part in parts if len(dates := readings_of_date(part)) == 1]
        others = [part for part in parts if len(readings_of_date(part)) != 1]
        if len(others) == 2 and len(dates) <= 1 and sum(bool(_SCHOOL.search(part)) for part in others) == 1:
            school, degree = sorted(others, key=lambda part: not _SCHOOL.search(part))
            return {"degree": degree, "institution": school} | ({"date": dates[0]} if dates else {})
        return None
    if {"role", "organization", "posts"} <= fields and (found := re.fullmatch(r"([^,]+?) at (?:the )?([^,]+)", text)):
        detailed = _dated(found[2])
        return {"role": found[1], "organization": detailed.pop("text"), **detailed}
    return None


def _dated(text: str) -> dict[str, str]:
    """A text without the date in parentheses behind it, and the date."""
    found = re.fullmatch(r"(.+?) \(([^()]+)\)", text)
    dates = readings_of_date(found[2]) if found else []
    return {"text": found[1], "date": dates[0]} if found and len(dates) == 1 else {"text": text}


def _review(text: str, model: type[Model]) -> dict[str, Any] | None:
    """The entry of a review such as `Reviewer for Journal of X (2020)`; None for any other text."""
    found = re.fullmatch(
        r"(?:peer )?(?:reviewer|referee)(?: (?:for|of|at)|[:,])(?: the journal)? (.+)", text, re.IGNORECASE
    )
    named = _with_detail(found[1], model) or {"role": found[1]} if found else None
    if not named or "role" not in named:
        return None
    hosts = re.split(r",\s*(?:and\s+)?", named.pop("role"))
    named_hosts = {"organizations": hosts} if len(hosts) > 1 else {"organization": hosts[0]}
    return {"role": "reviewer", **named_hosts, **named}


def _with_detail(text: str, model: type[Model]) -> dict[str, Any] | None:
    """The entry of a text with a date, a role or an e-mail address at its end; None if it has none.

    Examples are `Best Paper Award (2019)`, `A Society (since 2003)` and `Bo Larsen, bo@example.org`.
    """
    found = re.fullmatch(r"(.+?)(?: \(([^()]+)\)|[,:] (\S+|[^,]*[12][0-9]{3}))", text)
    first, fields = (as_entry(found[1], model) if found else None), model.model_fields
    if found is None or first is None:
        return None
    detail = found[2] or found[3]
    since = re.fullmatch(r"(?i)(?:since|from|seit|depuis)\s+(.+)|(.+?)\s*[-–—]\s*(?:present|now|today|heute)?", detail)
    start = readings_of_date(since[1] or since[2]) if since else []
    if "start" in fields and len(start) == 1:
        return first | {"start": start[0], "end": "present"}
    dates = readings_of_date(detail)
    if "date" in fields and len(dates) == 1:
        return first | {"date": dates[0]}
    several = several_dates(detail)
    if several and "dates" in fields:
        return first | {"dates": several}
    when, _, note = detail.partition(", ")
    days = readings_of_date(when) if note and not several else []
    if len(days) == 1 and {"date", "note"} <= set(fields):
        return first | {"date": days[0], "note": note}
    if "email" in fields and re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", detail):
        return first | {"email": detail}
    return first | {"role": detail} if found[2] and "role" not in first and _FIRST.get(model.__name__) else None


def section_of_references(value: Any) -> str | None:
    """The section that `references` means, as far as its value shows it: of people, or of works."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, Mapping):
        return "publications" if "title" in first else "referees"
    return None if not isinstance(first, str) or re.fullmatch(r"\S+\.\w{2,5}", first) else "referees"


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    return bool(re.fullmatch(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", text))


def name_of_site(address: str) -> str:
    """The host in an address of the web, without `www.`: the words for a link that has none."""
    full = address if "://" in address else f"https://{address}"
    return (urlsplit(full).hostname or address).removeprefix("www.")


def is_plain(value: Any) -> bool:
    """Whether a value has only texts, lists and mappings, and no empty or own keys, so that it can be written again."""
    if isinstance(value, Mapping):
        return OWN_KEYS not in value and all(map(is_plain, value.values()))
    if isinstance(value, list):
        return all(map(is_plain, value))
    return isinstance(value, str) and value is not EMPTY
