"""Rules within one work: its figures must agree, its dates must be in order, and a future date needs a status."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal

from cvkit.model.diagnostic import Diagnostic, KeyPath, Severity
from cvkit.model.record import Record
from cvkit.model.work import Acceptance, Metric, Patent, Talk, Work


def check_consistency(record: Record, today: dt.date) -> Iterator[Diagnostic]:
    """Report values of works that contradict each other, and dates after the day `today`."""
    for section, index, work in record.works():
        path: KeyPath = (section, index)
        if isinstance(work, Patent):
            yield from _patent_days(work, path)
        else:
            if work.acceptance:
                yield from _acceptance(work.acceptance, (*path, "acceptance"))
            for at, metric in enumerate(work.metrics):
                yield from _quartile(metric, (*path, "metrics", at))
        if not isinstance(work, Talk):  # a talk is announced before it is given
            yield from _future(work, path, today)


def _acceptance(acceptance: Acceptance, path: KeyPath) -> Iterator[Diagnostic]:
    """A rate must match its counts, with the decimal places that are typed. It can be rounded or cut off."""
    accepted, submitted, rate = acceptance.accepted, acceptance.submitted, acceptance.rate
    if accepted is None or submitted is None:
        return
    if accepted > submitted:
        message = f"more were accepted ({accepted}) than submitted ({submitted})"
        yield Diagnostic("V205", message, "swap the two numbers", (*path, "accepted"))
    elif rate is not None:
        typed = Decimal(rate)
        computed = Decimal(100 * accepted) / Decimal(submitted)
        step = Decimal(1).scaleb(int(typed.as_tuple().exponent))
        is_cut_off = 0 <= computed - typed < step
        if abs(typed - computed) > step / 2 and not is_cut_off:
            right = computed.quantize(Decimal("0.1"))
            message = f"the rate is {rate}, but {accepted} of {submitted} are {right} percent"
            yield Diagnostic("V205", message, f"write {right}, or delete it: cvkit computes it", (*path, "rate"))


def _quartile(metric: Metric, path: KeyPath) -> Iterator[Diagnostic]:
    """A percentile must be in its quartile. A boundary such as 25 is in both quartiles."""
    if metric.quartile is None or metric.top_percent is None:
        return
    quartile, top = int(metric.quartile), Decimal(metric.top_percent)
    if not 25 * (quartile - 1) <= top <= 25 * quartile:
        right = min(4, int(top // 25) + 1)
        message = f"the top {metric.top_percent} percent are in quartile {right}, not {quartile}"
        yield Diagnostic("V206", message, f"write {right}, or fix `top_percent`", (*path, "quartile"))


def _patent_days(patent: Patent, path: KeyPath) -> Iterator[Diagnostic]:
    """A patent is filed before it is published and granted."""
    days = [(name, date) for name in ("filed", "published", "granted") if (date := getattr(patent, name))]
    for (before, first), (after, second) in itertools.pairwise(days):
        if second.last_day < first.first_day and (before, after) != ("published", "granted"):
            message = f"it was {after} ({second}) before it was {before} ({first})"
            yield Diagnostic("V207", message, "swap the two dates, or fix one", (*path, after))


def _future(work: Work, path: KeyPath, today: dt.date) -> Iterator[Diagnostic]:
    """A work with a date in the future needs a status."""
    if work.date and not work.status and work.date.first_day > today:
        field = "date"
        if isinstance(work, Patent):
            field = next(name for name in ("granted", "published", "filed") if getattr(work, name))
        hint = "write status: accepted, in-press or online-first, or fix the year"
        if isinstance(work, Patent):
            hint = "write its status, or fix the year"
        message = f"the date {work.date} is in the future"
        yield Diagnostic("V208", message, hint, (*path, field), severity=Severity.WARNING)
