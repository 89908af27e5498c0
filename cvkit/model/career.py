"""The career of a researcher: posts, research, degrees, students, service, honors."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from cvkit.model.bullet import BulletField
from cvkit.model.date import BackwardsPeriod, Date, DateField, EndField
from cvkit.model.fields import Codes, Flag, Identifier, Model, Positive, Several, Word
from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.text import Text, TextField
from cvkit.model.url import UrlField


class Entry(Model):
    """An item of a section."""

    id: Identifier | None = None
    """The name by which a document selects this entry."""
    tags: tuple[Word, ...] = ()
    """Words of the user's that select entries."""
    hidden: Flag = False
    note: TextField | None = None
    ignore: Codes = ()
    """The codes of warnings that are not reported for this entry."""


class _BackwardsPost(BackwardsPeriod):
    message = "the period ends ({end}) before it starts ({start})"
    hint = "swap the two dates, or write `end: present`"


class Spanning(Model):
    """An item with a start and an end, or with one date."""

    start: DateField | None = None
    end: EndField | None = None
    date: DateField | None = None

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        for field in ("end", "expected"):
            end = getattr(self, field, None)
            if self.start and isinstance(end, Date) and end.last_day < self.start.first_day:
                raise _BackwardsPost.error(start=self.start, end=end, field=field)
        return self

    @property
    def is_open(self) -> bool:
        """Whether the period has a start and no end: nobody knows whether it goes on."""
        return self.start is not None and self.start.end is None and self.end is None and self.date is None


class Hosted(Model):
    """An item that belongs to one organization, or to several."""

    organization: TextField | None = None
    organizations: tuple[TextField, ...] = ()

    @property
    def hosts(self) -> Sequence[Text]:
        """The organizations, from either field."""
        return (self.organization, *self.organizations) if self.organization else self.organizations


class Research(Entry, Spanning, Hosted):
    """A line of research."""

    title: TextField
    role: TextField | None = None
    location: TextField | None = None
    highlights: tuple[BulletField, ...] = ()


class Post(Spanning):
    """One of several posts at one employer."""

    role: TextField
    department: TextField | None = None
    location: TextField | None = None
    note: TextField | None = None
    highlights: tuple[BulletField, ...] = ()


class Experience(Entry, Spanning, Hosted):
    """A job or another post, or several posts at one employer."""

    department: TextField | None = None
    role: TextField | None = None
    location: TextField | None = None
    lab: TextField | None = None
    supervisor: TextField | None = None
    posts: tuple[Post, ...] = ()
    highlights: tuple[BulletField, ...] = ()


class Education(Entry, Spanning):
    """A degree, or the studies for one."""

    institution: TextField
    degree: TextField | None = None
    field: TextField | None = None
    location: TextField | None = None
    lab: TextField | None = None
    minor: TextField | None = None
    expected: DateField | None = None
    """The day on which the degree is expected."""
    grade: TextField | None = None
    thesis: TextField | None = None
    advisor: TextField | None = None
    committee: Several[TextField] = ()
    honors: tuple[TextField, ...] = ()
    courses: tuple[TextField, ...] = ()
    highlights: tuple[BulletField, ...] = ()


class Stay(Spanning, Hosted):
    """One of the periods of a student, with the role and the organization of that period if they differ."""

    role: TextField | None = None


StudentLevel = Literal["postdoc", "phd", "ms", "undergraduate", "other"]


class Supervision(Entry, Spanning, Hosted):
    """A student or an intern, with one period, or with several `periods`."""

    name: TextField
    level: StudentLevel | None = None
    degree: TextField | None = None
    role: TextField | None = None
    periods: tuple[Stay, ...] = ()
    expected: DateField | None = None
    """The day on which the degree is expected."""
    topic: TextField | None = None
    thesis: TextField | None = None
    """The title of the thesis."""
    co_advisors: Several[TextField] = ()
    committee: Several[TextField] = ()
    url: UrlField | None = None
    """The page of the student."""
    status: Literal["current", "alumni"] | None = None
    """If the record states none, the periods decide."""
    current_position: TextField | None = None

    @property
    def stays(self) -> tuple[Stay, ...]:
        """All periods: that of the entry itself, and those of `periods`."""
        own = Stay(start=self.start, end=self.end, date=self.date)
        return (own, *self.periods) if self.start or self.end or self.date else self.periods


class DatedCount(Model):
    """A date, and how often something was done on it."""

    date: DateField
    count: Positive = 1


def once(value: Any) -> Any:
    """Turn a date that is typed alone into the mapping of a `DatedCount`, with the count 1."""
    return {"date": value} if isinstance(value, str) else value


_REVIEWER = lazy_pattern(
    r"(?:(?:ad[- ]hoc|external|invited|occasional|regular|peer|paper|journal|conference|emergency|senior|guest)[- ])*"
    r"(?:reviewers?|referees?|gutachter(?:in)?|relecteur|relectrice|revisor(?:a)?|revisore|recensent|审稿人|審稿人|査読者|심사위원)"
    r"(?: (?:for|of|at|für|pour|de|per) .+)?",
    re.IGNORECASE,
)
"""A role that says that the service is a review."""


class Service(Entry, Spanning, Hosted):
    """Work for the community: a chair, a board, reviewing."""

    role: TextField | None = None
    kind: Literal["committee", "board", "reviewer", "other"] | None = None
    dates: tuple[Annotated[DatedCount, BeforeValidator(once, json_schema_input_type=Word | DatedCount)], ...] = ()
    count: Positive | None = None

    @property
    def is_review(self) -> bool:
        """Whether the role is `reviewer`. The heading of the list already says this, so it is not printed again."""
        return self.role is not None and self.role.plain().lower() == "reviewer"

    @property
    def group(self) -> str:
        """The list that it belongs to. An entry with a role such as `reviewer` or `ad hoc referee` needs no `kind`."""
        says_review = self.is_review or (self.role is not None and _REVIEWER.fullmatch(self.role.plain()))
        return self.kind or ("reviewer" if says_review else "other")

    @property
    def single_dates(self) -> tuple[DatedCount, ...]:
        """The single dates of the service; `date` counts as one. Empty if it has only a period."""
        return self.dates or ((DatedCount(date=self.date),) if self.date else ())


class Honor(Entry):
    """A prize, a fellowship."""

    title: TextField
    date: DateField | None = None
    by: TextField | None = None
    event: TextField | None = None
    work: TextField | None = None
