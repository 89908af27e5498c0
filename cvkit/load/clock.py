"""The day on which a record is looked at: today, or the day that a reproducible run states."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """The day that `SOURCE_DATE_EPOCH` states, in seconds since 1970, where it is set; else today."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated.isdecimal() and len(stated) <= 11:
        return dt.datetime.fromtimestamp(int(stated), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()
