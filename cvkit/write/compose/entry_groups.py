"""The groups of a list: by year, or by a field that the document names, and their headings."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, get_args

from cvkit.model.career import Service, StudentLevel, Supervision
from cvkit.model.diagnostic import KeyPath
from cvkit.model.inline import plain_text
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.text import Text
from cvkit.model.work import Patent
from cvkit.number.select import WorkGroup
from cvkit.number.select_entries import period_of, standing_of
from cvkit.write.compose.phrase import genre_of, localized
from cvkit.write.locales import Locale
from cvkit.write.locales.terms import countries_of

Members = list[tuple[KeyPath, Any]]


ORDERED: dict[str, tuple[str, ...]] = {"level": get_args(StudentLevel)}
"""Field → the order of its groups."""


def entry_groups(
    entries: Sequence[tuple[KeyPath, Any]], field: str | None, locale: Locale
) -> list[tuple[str, Members]]:
    """Return the entries in groups, each with its title, in the order of their first entries, or of `ORDERED`.

    The entries without a value come first, without a title. If there is no field, all entries are one such group.
    """
    groups: dict[str, Members] = {"": []}
    if field == "status":
        locale = with_heading_of_alumni([entry for _, entry in entries], locale)
    if field in ORDERED:
        rank = {value: at for at, value in enumerate(ORDERED[field])}
        entries = sorted(entries, key=lambda item: rank.get(str(getattr(item[1], field)), 0))
    for path, entry in entries:
        groups.setdefault(_value(entry, field, locale) if field else "", []).append((path, entry))
    return [(title, members) for title, members in groups.items() if members]


_INTERN = lazy_pattern(
    r"\bintern|trainee|placement|prakti|stagi|stáž|staż|tirocin|becari|prácticas|estagi|estági|harjoitt|stajyer|ασκούμεν"
    r"|стаж|практик|thực tập|인턴|インターン|实习|實習",
    re.IGNORECASE,
)
"""The role of an intern, in each of the languages."""


def with_heading_of_alumni(entries: Sequence[Any], locale: Locale) -> Locale:
    """Return the words for a list of students: the heading of alumni names interns only if one of them was one."""
    former = [entry for entry in entries if isinstance(entry, Supervision) and entry.status == "alumni"]
    roles = [role for entry in former for role in (entry.role, *(stay.role for stay in entry.stays)) if role]
    if any(_INTERN.search(plain_text(version)) for role in roles for _, version in role.versions):
        return locale
    titles = locale.supervision_groups
    return dataclasses.replace(locale, supervision_groups={**titles, "alumni": titles["alumni_alone"]})


def _value(entry: Any, field: str, locale: Locale) -> str:
    """Return the value of an entry by which it is grouped, in the words of the language."""
    if field == "year":
        period = period_of(entry)
        if period is None:
            return ""
        return locale.present if period[1] == dt.date.max else str(period[1].year)
    value = standing_of(entry) if field == "status" else getattr(entry, field, None)
    if isinstance(value, Text):
        return plain_text(localized(value, locale))
    if field == "status" and value:
        return status_heading(value, locale)
    if isinstance(entry, Service) and field == "kind":
        return locale.service_groups[entry.group]
    return locale.level_groups.get(str(value), str(value or "")) if field == "level" else str(value or "")


def status_heading(status: str, locale: Locale) -> str:
    """Return the heading of the entries with a status: `Published`, `Under review`, `Alumni`."""
    event = locale.patent_events.get(status, "").format(date="").strip()
    words = locale.status.get(status) or locale.grant_status.get(status) or event
    return locale.supervision_groups.get(status) or locale.status_groups.get(status) or sentence_case(words)


def work_heading(group: WorkGroup, field: str, locale: Locale) -> str:
    """Return the heading of works that have one value of a field; that of other works for those that have none."""
    key, first = group.key, group.works[0].work
    match field:
        case "kind":
            return locale.kinds[key]
        case "refereed":
            return locale.refereed_groups[key or "false"]
    if not key:
        return locale.kinds["other"]
    match field:
        case "open_access":
            return sentence_case(locale.open_access)
        case "status":
            return status_heading(key, locale)
        case "country":
            return sentence_case(locale.patents.get(key) or countries_of(locale.language).get(key, key))
        case "genre" if not isinstance(first, Patent):
            return sentence_case(plain_text(genre_of(first, locale)))
    value = getattr(first, field, None)
    return sentence_case(plain_text(localized(value, locale))) if isinstance(value, Text) else key


def sentence_case(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]
