"""The distinctions of a work as short texts: metrics, ratings, acceptance rate, badges and awards."""

from __future__ import annotations

from cvkit.model.distinction import Acceptance, Metric
from cvkit.model.inline import Inlines
from cvkit.model.work import Appeared
from cvkit.write.compose.dates import date_text
from cvkit.write.compose.phrase import PhrasePart, join_phrases, localized, parenthesized, phrase
from cvkit.write.locales import Locale

METRIC_NAMES = {"citescore": "CiteScore", "sjr": "SJR"}
"""Metrics that have one name in every language."""


def distinctions(work: Appeared, locale: Locale) -> list[Inlines]:
    """Return the distinctions of a work, one text each."""
    found = [text for metric in work.metrics for text in _metric(metric, locale)]
    found += [
        phrase(localized(rating.scheme, locale), f" {rating.value}", parenthesized(str(rating.year or ""), locale))
        for rating in work.ratings
    ]
    if work.acceptance:
        found.append(phrase(_acceptance(work.acceptance, locale)))
    found += [phrase(locale.open_access)] if work.open_access else []
    found += [localized(badge, locale) for badge in work.badges]
    for award in work.awards:
        when = date_text(award.date, locale, with_day=False) if award.date else None
        details = parenthesized(join_phrases(locale.comma, [localized(award.by, locale), when]), locale)
        found.append(phrase(localized(award.title, locale), details))
    return [text for text in found if text]


def _metric(metric: Metric, locale: Locale) -> list[Inlines]:
    """Return the texts of a metric: `IF 10.6`, `JCR 2023 top 2.2%`, `Q1`; its source and day follow the first.

    Without `top`, the year of the edition follows the value: `IF 10.6 (JCR 2023)`.
    """
    value = _value(metric, locale)
    edition = (locale.edition if metric.type == "jif" else "{year}").format(year=metric.year) if metric.year else ""
    top = locale.top_percent.format(percent=locale.decimals(metric.top_percent)) if metric.top_percent else ""
    quartile = f"Q{metric.quartile}" if metric.quartile else ""
    day = date_text(metric.as_of, locale) if metric.as_of else ""
    beside: list[PhrasePart] = [localized(metric.source, locale), day]
    if value and edition and not top:
        beside, edition = [phrase(edition), *beside], ""
    first, *others = [*filter(None, [value, f"{edition} {top}".strip(), quartile])] or [""]
    if not first:
        return []
    return [phrase(first, parenthesized(join_phrases(locale.comma, beside), locale)), *map(phrase, others)]


def _value(metric: Metric, locale: Locale) -> str:
    """Return the value of a metric with the name of the metric."""
    if not metric.value:
        return ""
    if metric.type == "citations" and metric.value.isdecimal():
        return locale.counted("citations", int(metric.value))
    if metric.type == "citations":
        return locale.citations.format(count=locale.decimals(metric.value))
    form = locale.impact_factor if metric.type == "jif" else f"{METRIC_NAMES[metric.type]} {{value}}"
    return form.format(value=locale.decimals(metric.value))


def _acceptance(acceptance: Acceptance, locale: Locale) -> str:
    accepted, submitted, rate = acceptance.accepted, acceptance.submitted, acceptance.rate
    counts = ""
    if accepted is not None and submitted:
        counts = locale.acceptance_counts.format(accepted=locale.number(accepted), submitted=locale.number(submitted))
        rate = rate or f"{100 * accepted / submitted:.1f}"
    if not rate:
        return ""
    return locale.acceptance.format(rate=locale.decimals(rate)) + locale.in_parentheses(counts)
