"""The groups of a list of entries: by year, or by a field that the document names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cvkit.model.diagnostic import KeyPath
from cvkit.model.inline import plain_text
from cvkit.model.text import Text
from cvkit.number.select_entries import period_of
from cvkit.write.compose.phrase import localized
from cvkit.write.locales import Locale

Members = list[tuple[KeyPath, Any]]


def entry_groups(
    entries: Sequence[tuple[KeyPath, Any]], field: str | None, locale: Locale
) -> list[tuple[str, Members]]:
    """Return the entries in groups, each with its title, in the order of their first entries.

    The entries without a value come first, without a title. If there is no field, all entries are one such group.
    """
    groups: dict[str, Members] = {"": []}
    for path, entry in entries:
        groups.setdefault(_value(entry, field, locale) if field else "", []).append((path, entry))
    return [(title, members) for title, members in groups.items() if members]


def _value(entry: Any, field: str, locale: Locale) -> str:
    """Return the value of an entry by which it is grouped, in the words of the language."""
    if field == "year":
        period = period_of(entry)
        if period is None:
            return ""
        return locale.present if period[1] == dt.date.max else str(period[1].year)
    value = getattr(entry, field, None)
    if isinstance(value, Text):
        return plain_text(localized(value, locale))
    words = {"status": {**locale.supervision_groups, **locale.grant_status}, "kind": locale.service_groups}
    return words.get(field, {}).get(str(value)) or str(value or "")
