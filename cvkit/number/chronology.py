"""The age of works whose dates are coarse: dates decide where they can, and the file where they cannot.

A date is a period: a year, a month, a day. A work whose period ends before another's begins is the older. Where
periods overlap, the file, which grows at its top, decides: read from the bottom up, a work counts as of the
latest day within its own period that a work of its series below it counts as of, or of its first day where there
is none; on one day the higher in the file is the newer.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from cvkit.model.date import Date
from cvkit.model.diagnostic import KeyPath


class Dated(NamedTuple):
    """A work as the order sees it."""

    path: KeyPath
    series: str | None
    date: Date | None
    """None is all time."""


def chronological(works: Sequence[Dated]) -> list[KeyPath]:
    """The paths of works from the oldest to the newest; `works` stand as in a file that grows at its top."""
    days_below: dict[str | None, list[dt.date]] = {}
    aged: list[tuple[dt.date, int, KeyPath]] = []
    for height, work in enumerate(reversed(works)):
        days = days_below.setdefault(work.series, [])
        day = _day_within(work.date, days)
        bisect.insort(days, day)
        aged.append((day, height, work.path))
    return [path for _, _, path in sorted(aged)]


def _day_within(date: Date | None, days_below: list[dt.date]) -> dt.date:
    first = date.first_day if date else dt.date.min
    last = date.last_day if date else dt.date.max
    at = bisect.bisect_right(days_below, last)
    return days_below[at - 1] if at and days_below[at - 1] >= first else first
