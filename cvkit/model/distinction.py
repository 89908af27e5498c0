"""The distinctions of a work: metrics and ratings of its venue, acceptance rates, awards."""

from typing import Any, Literal

from cvkit.model.date import DateField
from cvkit.model.fields import Count, DecimalText, Model, Positive, Word
from cvkit.model.text import TextField


class Metric(Model):
    """A metric of the venue in one year, such as its journal impact factor, or the citations of the work."""

    type: Literal["jif", "citescore", "sjr", "citations"]
    value: DecimalText | None = None
    year: Count | None = None
    """The edition of the metric."""
    source: TextField | None = None
    as_of: DateField | None = None
    top_percent: DecimalText | None = None
    quartile: Literal["1", "2", "3", "4"] | None = None


class Rating(Model):
    """The rating of the venue in a national scheme."""

    scheme: TextField
    value: Word
    year: Count | None = None


class Acceptance(Model):
    """The acceptance rate of the venue, or the counts to compute it."""

    accepted: Count | None = None
    submitted: Positive | None = None
    rate: DecimalText | None = None
    """In percent, printed as typed. If it is missing, it is computed from the counts."""


class Award(Model):
    """A prize for one work."""

    title: TextField
    date: DateField | None = None
    by: TextField | None = None


def titled(value: Any) -> Any:
    """Turn an item that is typed as one text into a mapping with that title."""
    return {"title": value} if isinstance(value, str) else value
