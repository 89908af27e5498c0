"""The current day: today, or the day that the environment fixes for a reproducible run."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """The day of `SOURCE_DATE_EPOCH` (seconds since 1970) if it is set, else today; both in UTC."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated.isdecimal() and len(stated) <= 11:
        return dt.datetime.fromtimestamp(int(stated), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()
