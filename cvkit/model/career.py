"""What a researcher has been and done: posts, research, degrees, students, service, honors."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.date import Date, DateField, EndField
from cvkit.model.fields import Flag, Model, Positive, Word
from cvkit.model.text import Text, TextField


class Entry(Model):
    """An item of a section."""

    hidden: Flag = False
    note: TextField | None = None


class Spanning(Model):
    """Something that has a beginning and an end, or one date."""

    start: DateField | None = None
    end: EndField | None = None
    date: DateField | None = None

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        if self.start and isinstance(self.end, Date) and self.end.last_day < self.start.first_day:
            context = {
                "start": str(self.start),
                "end": str(self.end),
                "hint": "swap the two dates, or write `end: present`",
                "field": "end",
            }
            raise PydanticCustomError("period_backwards", "the period ends ({end}) before it starts ({start})", context)
        return self


class Hosted(Model):
    """Something that belongs to one organization, or to several."""

    organization: TextField | None = None
    organizations: tuple[TextField, ...] = ()

    @property
    def hosts(self) -> Sequence[Text]:
        """The organizations, however they were typed."""
        return (self.organization, *self.organizations) if self.organization else self.organizations


class Research(Entry, Spanning, Hosted):
    """A line of research."""

    title: TextField
    role: TextField | None = None
    location: TextField | None = None
    highlights: tuple[TextField, ...] = ()


class Experience(Entry, Spanning, Hosted):
    """A post held."""

    department: TextField | None = None
    role: TextField | None = None
    location: TextField | None = None
    lab: TextField | None = None
    supervisor: TextField | None = None
    highlights: tuple[TextField, ...] = ()


class Education(Entry, Spanning):
    """A degree, or the way to one."""

    institution: TextField
    degree: TextField | None = None
    field: TextField | None = None
    location: TextField | None = None
    lab: TextField | None = None
    thesis: TextField | None = None
    advisor: TextField | None = None
    honors: tuple[TextField, ...] = ()
    highlights: tuple[TextField, ...] = ()


class Stay(Spanning, Hosted):
    """One of the periods of a student, with the role and host of that time where they differ."""

    role: TextField | None = None


class Supervision(Entry, Hosted):
    """A student or an intern."""

    name: TextField
    degree: TextField | None = None
    role: TextField | None = None
    periods: tuple[Stay, ...] = ()
    topic: TextField | None = None
    status: Literal["current", "alumni"] = "current"
    current_position: TextField | None = None


class DatedCount(Model):
    """A date at which something was done more than once."""

    date: DateField
    count: Positive = 1


def once(value: Any) -> Any:
    """A date alone, as something done once on it."""
    return {"date": value} if isinstance(value, str) else value


class Service(Entry, Spanning, Hosted):
    """Work for the community: a chair, a board, reviewing."""

    role: TextField | None = None
    kind: Literal["committee", "board", "reviewer", "other"] | None = None
    dates: tuple[Annotated[DatedCount, BeforeValidator(once, json_schema_input_type=Word | DatedCount)], ...] = ()
    count: Positive | None = None

    @property
    def is_review(self) -> bool:
        """Whether it is reviewing and no more, which the heading of its list says already."""
        return self.role is not None and self.role.plain().lower() == "reviewer"

    @property
    def group(self) -> str:
        """The list that it belongs to; a reviewer need not say so twice."""
        return self.kind or ("reviewer" if self.is_review else "other")

    @property
    def single_dates(self) -> tuple[DatedCount, ...]:
        """The dates on which it was done, where it is no period."""
        return self.dates or ((DatedCount(date=self.date),) if self.date else ())


class Honor(Entry):
    """A prize, a fellowship."""

    title: TextField
    date: DateField | None = None
    by: TextField | None = None
    event: TextField | None = None
    work: TextField | None = None

    @property
    def year(self) -> str:
        """The year it was given, for the column where years stand."""
        return str(self.date.year) if self.date else ""
