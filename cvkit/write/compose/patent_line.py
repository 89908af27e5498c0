"""The line of a patent: its office and number, its last event with the date, and its status."""

from __future__ import annotations

from cvkit.model.inline import Inlines
from cvkit.model.work import Patent
from cvkit.write.compose.dates import TIE, date_text
from cvkit.write.compose.phrase import join_phrases
from cvkit.write.locales import Locale
from cvkit.write.locales.terms import countries_of


def patent_line(work: Patent, locale: Locale) -> Inlines:
    """Return the line of a patent: `US patent 1,234, granted 3 May 2024`."""
    event = next((e for e in ("granted", "published", "filed") if getattr(work, e)), "")
    date = date_text(work.date, locale) if work.date else ""
    office = patent_office(work.country or "", locale, is_application=work.is_application)
    named = TIE.join(filter(None, [office[:1].upper() + office[1:], *(work.number or "").split()]))
    dated = locale.patent_events[event].format(date=date) if event else None
    return join_phrases(locale.comma, [named, dated, _status(work, event, locale)])


def patent_office(country: str, locale: Locale, *, is_application: bool = False) -> str:
    """Return the words for a patent of a country: `Korean patent`, `Norway patent application`."""
    name, place = countries_of(locale.language).get(country, ""), ""
    patent = locale.patents.get(country, "")
    if (
        not patent and name and locale.patent.endswith("{country}")
    ):  # `Norvège, brevet`, because `brevet Norvège` is wrong
        place, patent = name, locale.patent.format(country="").strip()
    patent = patent or locale.patent.format(country=name or country).strip()
    if is_application and country != "WO":  # its words say so
        patent = locale.patent_application.format(patent=patent)
    return locale.comma.join(filter(None, [place, patent]))


def _status(work: Patent, event: str, locale: Locale) -> str:
    """Return the status of a patent, unless the event with its date says as much."""
    steps = ["", "filed", "published", "granted", "abandoned", "expired"]
    is_later = steps.index(work.status or "") > steps.index(event)
    return locale.patent_events[work.status or ""].format(date="").strip() if is_later else ""
