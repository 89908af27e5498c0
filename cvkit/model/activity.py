"""What a researcher does beside research: grants, courses, memberships, certificates, news."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from cvkit.model.career import Entry, Hosted, Spanning
from cvkit.model.date import DateField
from cvkit.model.fields import Word
from cvkit.model.text import TextField
from cvkit.model.url import UrlField
from cvkit.model.work import NamedLink

Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?$")]
"""A sum of money: digits alone, as `250000`; the language parts the thousands."""

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""Three capital letters (ISO 4217): EUR, KRW, USD."""


class Grant(Entry, Spanning):
    """Money for research."""

    title: TextField
    role: TextField | None = None
    funder: TextField | None = None
    number: Word | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    status: Literal["pending", "awarded", "completed", "declined"] | None = None
    url: UrlField | None = None
    highlights: tuple[TextField, ...] = ()


class Teaching(Entry, Spanning, Hosted):
    """A course given."""

    title: TextField
    role: TextField | None = None
    department: TextField | None = None
    level: TextField | None = None
    location: TextField | None = None
    dates: tuple[DateField, ...] = ()
    """The terms in which it was given, where they are no period."""
    url: UrlField | None = None
    highlights: tuple[TextField, ...] = ()


class Membership(Entry, Spanning, Hosted):
    """A society that one belongs to."""

    role: TextField | None = None


class Certification(Entry):
    """A certificate or licence."""

    title: TextField
    by: TextField | None = None
    date: DateField | None = None
    expires: DateField | None = None
    number: Word | None = None
    url: UrlField | None = None


class News(Entry):
    """What happened, in a sentence."""

    text: TextField
    date: DateField | None = None


class Media(Entry):
    """What others published about the work."""

    title: TextField
    outlet: TextField | None = None
    date: DateField | None = None
    url: UrlField | None = None
    links: tuple[NamedLink, ...] = ()
