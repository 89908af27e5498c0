"""The line of a patent: its office and number, its last event with the date, and its status."""

from __future__ import annotations

from cvkit.model.inline import Inlines
from cvkit.model.work import Patent
from cvkit.write.compose.dates import TIE, date_text
from cvkit.write.compose.phrase import join_phrases
from cvkit.write.locales import Locale


def patent_line(work: Patent, locale: Locale) -> Inlines:
    """Return the line of a patent: `US Patent 1,234, granted 3 May 2024`."""
    office = locale.patents.get(work.country or "", locale.patent.format(country=work.country or "").strip())
    event = next((e for e in ("granted", "published", "filed") if getattr(work, e)), "")
    date = date_text(work.date, locale) if work.date else ""
    named = TIE.join(filter(None, [office[:1].upper() + office[1:], *(work.number or "").split()]))
    dated = locale.patent_events[event].format(date=date) if event else None
    return join_phrases(locale.comma, [named, dated, _status(work, event, locale)])


def _status(work: Patent, event: str, locale: Locale) -> str:
    """Return the status of a patent, unless the event with its date says as much."""
    steps = ["", "filed", "published", "granted", "abandoned", "expired"]
    is_later = steps.index(work.status or "") > steps.index(event)
    return locale.patent_events[work.status or ""].format(date="").strip() if is_later else ""
