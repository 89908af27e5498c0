"""Report numbered works without a date, so their places in the file decide their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.rule import Rule
from cvkit.model.work import UNDATED, Work
from cvkit.number.numbered import Numbered

MAX_LABELS = 10
"""The maximum number of labels that the note names."""


class UndatedNumber(Rule):
    """A numbered work without a date.

    A work without a date, such as one in press or one with the date `n.d.`, can be of any day. So its place in the file
    decides its number. When you add the date, the number may change. Add the date, fix the number with `pin`, or keep
    all numbers with `cvkit numbers --lock`.
    ```yaml
    publications: [{id: one, kind: journal, title: T, status: in-press, authors: Ada Miller}]
    ```
    ```yaml
    publications: [{id: one, kind: journal, title: T, status: in-press, date: 2020, authors: Ada Miller}]
    ```
    """

    code = "N108"
    severity = Severity.NOTE
    message = "no date decides the number of {labels}, but the place in the file"
    hint = "add `date: …`, or keep the numbers with `cvkit numbers --lock`"
    fix = "add the date, or run `cvkit numbers --lock`"


def _has_no_date(work: Work) -> bool:
    """Whether a work states that it has no date. A date that is missing is an error of its own."""
    return work.date is None and (work.status in UNDATED or "date" in work.model_fields_set)


def check_undated(numbered: Numbered) -> Iterator[Diagnostic]:
    """Report the labels of works without a date, in one note at the first of them."""
    fixed = numbered.pinned | numbered.locked
    paths = [path for path in numbered.labels if path not in fixed and _has_no_date(numbered.work(path))]
    if paths:
        labels = [numbered.labels[path].text for path in sorted(paths)]
        more = f" and {len(labels) - MAX_LABELS} more" if len(labels) > MAX_LABELS else ""
        yield UndatedNumber.at(min(paths), labels=", ".join(labels[:MAX_LABELS]) + more)
