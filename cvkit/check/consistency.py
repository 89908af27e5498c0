"""Rules within one work: its figures must agree, its dates must be in order, and a future date needs a status."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal

from cvkit.check.bib_severity import is_in_bib
from cvkit.check.status_phrases import read_status_phrase
from cvkit.model.biblatex_names import NUMBERED
from cvkit.model.career import Spanning
from cvkit.model.diagnostic import Diagnostic, KeyPath, Replacement, Severity
from cvkit.model.distinction import Acceptance, Metric
from cvkit.model.identifiers import arxiv_id_in
from cvkit.model.record import SECTIONS, Record
from cvkit.model.rule import DependsOn, Rule
from cvkit.model.running_text import NoUpdate, placeholders_of
from cvkit.model.source import YamlMap
from cvkit.model.work import Appeared, Patent, Talk, Work
from cvkit.model.yaml_flow import scalar


class WrongRate(Rule):
    """An acceptance rate that does not match its counts, or more accepted than submitted.

    The rate is accepted divided by submitted, in percent. It may be rounded or cut off. Here one of the numbers is
    wrong, and readers would notice. Fix the counts, or delete the rate: cvkit computes it.
    ```yaml
    publications:
      - id: one
        kind: conference
        title: T
        date: 2020
        authors: Ada Miller
        acceptance: {accepted: 16, submitted: 42, rate: "28"}
    ```
    ```yaml
    publications:
      - id: one
        kind: conference
        title: T
        date: 2020
        authors: Ada Miller
        acceptance: {accepted: 16, submitted: 42, rate: "38.1"}
    ```
    """

    code = "V205"
    depends_on = DependsOn.ENTRY
    message = "the rate is {rate}, but {accepted} of {submitted} are {right} percent"
    hint = "write {right}, or delete it: cvkit computes it"
    fix = "delete the rate: cvkit computes it"


class _MoreAcceptedThanSubmitted(WrongRate):
    message = "the number of accepted papers ({accepted}) is greater than the number of submitted ones ({submitted})"
    hint = "swap the two numbers"


class WrongQuartile(Rule):
    """A quartile that does not contain the percentile.

    The first quartile is the top 25 percent, the second ends at 50, and the third at 75. Here `quartile` and
    `top_percent` contradict each other, so one of them is wrong. Compare both with your source, and fix the wrong one.
    ```yaml
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: Ada Miller
        metrics: [{type: jif, value: "3.1", top_percent: "30", quartile: 1}]
    ```
    ```yaml
    publications:
      - id: one
        kind: journal
        title: T
        date: 2020
        authors: Ada Miller
        metrics: [{type: jif, value: "3.1", top_percent: "30", quartile: 2}]
    ```
    """

    code = "V206"
    depends_on = DependsOn.ENTRY
    message = "the top {top} percent are in quartile {right}, not {quartile}"
    hint = "write {right}, or fix `top_percent`"
    fix = "fix one of the two"


class PatentDatesInWrongOrder(Rule):
    """A patent that is granted or published before it is filed.

    A patent is filed first, so one of the dates is wrong. A date without a day counts as any day of its month or year.
    Swap the two dates, or fix the wrong one.
    ```yaml
    patents: [{id: one, title: T, inventors: Ada Miller, filed: 2020-05, granted: 2019-01}]
    ```
    ```yaml
    patents: [{id: one, title: T, inventors: Ada Miller, filed: 2019-01, granted: 2020-05}]
    ```
    """

    code = "V207"
    depends_on = DependsOn.ENTRY
    message = "the date of `{after}` ({second}) is before the date of `{before}` ({first})"
    hint = "swap the two dates, or fix one"
    fix = "swap the two dates"


class FutureDate(Rule):
    """A date in the future, on a work without a status, or as the end of a degree.

    The work looks published, but its date is in the future. Most often the year is a typo. Fix the year. If the work is
    accepted or in press, write this in `status`. For a degree to come, write `expected` instead of `end`.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2999, authors: Ada Miller}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2999, status: in-press, authors: Ada Miller}]
    ```
    """

    code = "V208"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "the date {date} is in the future"
    hint = "write status: in-preparation, accepted, in-press or online-first, or fix the year"
    fix = "write its status, or fix the year"


class _FutureInBib(FutureDate):
    hint = (
        "write `pubstate = {{inpreparation}}`, `{{forthcoming}}` (accepted), `{{inpress}}` or `{{prepublished}}`, "
        "or fix the year"
    )


class _FuturePatent(FutureDate):
    hint = "write its status, or fix the year"


class StatusInVenue(Rule):
    """A status in the name of a venue.

    The work is printed as if it had appeared in a journal of this name, and it gets a number. Write the status as
    `status`. A work that is submitted needs no date, and has no number yet.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, venue: {name: Submitted to J}}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, status: submitted, authors: Ada Miller, venue: {name: J}}]
    ```
    """

    code = "V209"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "`{name}` states the status of the work"
    hint = "write `status: {status}`, and here only the venue: {rest}"
    fix = "write the status as `status`, and in `venue` only the venue"


class _StatusForVenue(StatusInVenue):
    hint = "write `status: {status}` instead of this line"


class MisplacedNumber(Rule):
    """A `number` on a work that has no number of its own.

    `number` is the number of the work itself, such as that of a report. For an article, the number of the journal is
    `issue`, and the number of an article without pages is `article_number`. Here readers would not see which number it
    is. Rename the field.
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, volume: 12, number: 3}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, date: 2020, authors: Ada Miller, volume: 12, issue: 3}]
    ```
    """

    code = "V226"
    depends_on = DependsOn.ENTRY
    message = "a work of the kind {kind} has no `number` of its own"
    hint = "write `issue: {number}`"
    fix = "write `issue`"


class _NumberBesideIssue(MisplacedNumber):
    hint = "delete it: this work has an `issue`"


class _ArxivAsNumber(MisplacedNumber):
    message = "`{number}` is the arXiv id of the work"
    hint = "write `arxiv: {number}`"


class _ArxivInBib(_ArxivAsNumber):
    hint = "write `eprint = {{{number}}}` and `eprinttype = {{arxiv}}` instead"


class _ArxivTwice(_ArxivAsNumber):
    hint = "delete it: this work has its `arxiv` id"


class OpenPeriod(Rule):
    """An entry with a start, but without an end.

    Readers cannot see whether it goes on. It is printed with an open end: `Sept. 2020 –`. If it goes on, write
    `end: present`. Otherwise write the date on which it ended.
    ```yaml
    experience: [{organization: A College, start: 2020-09}]
    ```
    ```yaml
    experience: [{organization: A College, start: 2020-09, end: present}]
    ```
    """

    code = "V263"
    severity = Severity.WARNING
    depends_on = DependsOn.ENTRY
    message = "this entry has a start, but no end"
    hint = "write `end: present`, or the date on which it ended"
    fix = "write `end: present`, or the date on which it ended"


class _OpenDegree(OpenPeriod):
    hint = "write `expected: …` with the date on which you expect the degree, or `end: …`"


class _OpenStay(OpenPeriod):
    message = "this student has a start, but no end"
    hint = "write `end: present`, the date on which it ended, or `expected: …` with the date of the degree to come"


def check_consistency(record: Record, today: dt.date, typed: YamlMap) -> Iterator[Diagnostic]:
    """Report values of an entry that contradict each other or are incomplete, and dates after the day `today`.

    `typed` are the values as typed, for the form of the hints.
    """
    yield from _open_periods(record)
    if not record.person.updated:
        yield from _dates_of_no_update(record)
    for section, index, work in record.works():
        path: KeyPath = (section, index)
        if isinstance(work, Patent):
            yield from _patent_days(work, path)
        else:
            yield from (found := list(_arxiv_ids(work, path, is_in_bib(typed, section, index))))
            if work.number is not None and work.kind not in NUMBERED and not found:
                rule = _NumberBesideIssue if work.issue else MisplacedNumber
                new = [] if work.issue else [Replacement("issue", "key")]
                yield rule.at((*path, "number"), "key", kind=work.kind, number=work.number, corrections=new)
            yield from _status_in_venue(work, path)
            if work.acceptance:
                yield from _acceptance(work.acceptance, (*path, "acceptance"))
            for at, metric in enumerate(work.metrics):
                yield from _quartile(metric, (*path, "metrics", at))
        if not isinstance(work, Talk):  # a talk is announced before it is given
            yield from _future(work, path, today, is_in_bib(typed, section, index))


def _arxiv_ids(work: Appeared, path: KeyPath, is_bib: bool) -> Iterator[Diagnostic]:
    """Report arXiv ids in the place of numbers, which would print them as such, and without their link.

    It is an error only where no number can be. Files that others wrote, and imports of them, have such numbers.
    """
    for key in ("number", "issue", "article_number"):
        text = str(getattr(work, key, None) or "")
        if not (number := arxiv_id_in(text)):
            continue
        is_wrong = key == "number" and work.kind not in NUMBERED and not is_bib
        severity = Severity.ERROR if is_wrong else Severity.WARNING
        new = [Replacement("arxiv", "key"), *([Replacement(number, "value")] if number != text else [])]
        if work.arxiv is None:
            rule = _ArxivInBib if is_bib else _ArxivAsNumber
            yield rule.at((*path, key), "key", severity=severity, number=number, corrections=[] if is_bib else new)
        elif not is_bib and str(work.arxiv).partition("v")[0] == number.partition("v")[0]:
            new = [Replacement("", "entry")]
            yield _ArxivTwice.at((*path, key), "key", severity=severity, number=number, corrections=new)


def _open_periods(record: Record) -> Iterator[Diagnostic]:
    """Report periods with a start and without an end. Entries with a list of dates, and degrees to come, have none."""
    for section in SECTIONS:
        rule = {"education": _OpenDegree, "supervision": _OpenStay}.get(section, OpenPeriod)
        for index, entry in enumerate(getattr(record, section) or ()):
            if not isinstance(entry, Spanning):
                continue
            expected = getattr(entry, "expected", None)
            if entry.is_open and not expected and not getattr(entry, "dates", ()):
                yield rule.at((section, index, "start"))
            for key in ("posts", "periods"):
                periods: tuple[Spanning, ...] = getattr(entry, key, ())
                for at, one in enumerate(periods):
                    if one.is_open and not (expected and one is periods[-1]):
                        yield rule.at((section, index, key, at, "start"))
    for title, entries in record.sections.items():
        for index, entry in enumerate(entries):
            if entry.is_open:
                yield OpenPeriod.at(("sections", title, index, "start"))


def _dates_of_no_update(record: Record) -> Iterator[Diagnostic]:
    """Report texts with `{updated}`, because the record has no such date."""
    for name, document in record.documents.items():
        for key, texts in (("header", document.header), ("footer", document.footer)):
            for index, text in enumerate(texts):
                if any("updated" in placeholders_of(inlines) for _, inlines in text.versions):
                    yield NoUpdate.at(("documents", name, key, index))


def _acceptance(acceptance: Acceptance, path: KeyPath) -> Iterator[Diagnostic]:
    """A rate must match its counts, with the decimal places that are typed. It can be rounded or cut off."""
    accepted, submitted, rate = acceptance.accepted, acceptance.submitted, acceptance.rate
    if accepted is None or submitted is None:
        return
    if accepted > submitted:
        yield _MoreAcceptedThanSubmitted.at((*path, "accepted"), accepted=accepted, submitted=submitted)
    elif rate is not None:
        typed = Decimal(rate)
        computed = Decimal(100 * accepted) / Decimal(submitted)
        step = Decimal(1).scaleb(int(typed.as_tuple().exponent))
        is_cut_off = 0 <= computed - typed < step
        if abs(typed - computed) > step / 2 and not is_cut_off:
            right = computed.quantize(Decimal("0.1"))
            yield WrongRate.at((*path, "rate"), rate=rate, accepted=accepted, submitted=submitted, right=right)


def _quartile(metric: Metric, path: KeyPath) -> Iterator[Diagnostic]:
    """A percentile must be in its quartile. A boundary such as 25 is in both quartiles."""
    if metric.quartile is None or metric.top_percent is None:
        return
    quartile, top = int(metric.quartile), Decimal(metric.top_percent)
    if not 25 * (quartile - 1) <= top <= 25 * quartile:
        right = min(4, int(top // 25) + 1)
        yield WrongQuartile.at((*path, "quartile"), top=metric.top_percent, right=right, quartile=quartile)


def _status_in_venue(work: Appeared, path: KeyPath) -> Iterator[Diagnostic]:
    """The venue of a work that has not appeared is a venue, and not its status."""
    venue, appeared = work.venue, (work.doi, work.volume, work.pages)
    if not venue or not venue.name or any(appeared):
        return
    name, at = venue.name.plain(), (*path, "venue")
    stated = read_status_phrase(name)
    if stated and stated.rest:
        rest, status = scalar(stated.rest), f"status: {stated.status}"
        new = [Replacement(stated.rest, "value", (*at, "name")), Replacement(status, "entry", path)]
        yield StatusInVenue.at((*at, "name"), name=name, status=stated.status, rest=rest, corrections=new)
    elif stated:
        new = [Replacement("status", "key", at), Replacement(stated.status, "value", at, is_yaml=True)]
        is_alone = venue.model_fields_set == {"name"} and not work.status
        yield _StatusForVenue.at(at, name=name, status=stated.status, corrections=new if is_alone else [])


def _patent_days(patent: Patent, path: KeyPath) -> Iterator[Diagnostic]:
    """A patent is filed before it is published and granted."""
    days = [(name, date) for name in ("filed", "published", "granted") if (date := getattr(patent, name))]
    for (before, first), (after, second) in itertools.pairwise(days):
        if second.last_day < first.first_day and (before, after) != ("published", "granted"):
            yield PatentDatesInWrongOrder.at((*path, after), after=after, second=second, before=before, first=first)


def _future(work: Work, path: KeyPath, today: dt.date, is_bib: bool) -> Iterator[Diagnostic]:
    """A work with a date in the future needs a status."""
    if work.date and not work.status and work.date.first_day > today:
        if isinstance(work, Patent):
            field = next(name for name in ("granted", "published", "filed") if getattr(work, name))
            yield _FuturePatent.at((*path, field), date=work.date)
        else:
            rule = _FutureInBib if is_bib else FutureDate
            yield rule.at((*path, "date"), date=work.date)
