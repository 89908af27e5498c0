"""Sort works by age, although their dates can be only a year or a month.

A date is a period: a year, a month or a day. If the period of one work ends before the period of another begins, the
first work is older. If the periods overlap, the order of the file decides: the upper work is newer.

For this, each work gets one day within its period, from the bottom of the file to the top. If works of its series below
it have days within this period, the work gets the latest of these days. Otherwise it gets the first day of its period.
The works are sorted by day. If two works have the same day, the upper one in the file is newer.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

from cvkit.model.date import Date
from cvkit.number.counted_work import CountedWork


def chronological(works: Sequence[CountedWork]) -> list[CountedWork]:
    """The works from the oldest to the newest. `works` are in the order of the file, the newest first."""
    days_below: dict[str | None, list[dt.date]] = {}
    aged: list[tuple[dt.date, int, CountedWork]] = []
    for height, work in enumerate(reversed(works)):
        days = days_below.setdefault(work.series, [])
        day = _day_within(work.date, days)
        bisect.insort(days, day)
        aged.append((day, height, work))
    return [work for _, _, work in sorted(aged, key=lambda item: item[:2])]


def _day_within(date: Date | None, days_below: list[dt.date]) -> dt.date:
    first = date.first_day if date else dt.date.min
    last = date.last_day if date else dt.date.max
    at = bisect.bisect_right(days_below, last)
    return days_below[at - 1] if at and days_below[at - 1] >= first else first
