"""The activities of a researcher besides research: grants, courses, memberships, certificates, news."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from cvkit.model.bullet import BulletField
from cvkit.model.career import Entry, Hosted, Spanning
from cvkit.model.date import DateField
from cvkit.model.fields import Word
from cvkit.model.text import TextField
from cvkit.model.url import UrlField
from cvkit.model.work import NamedLink

Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?$")]
"""A sum of money in digits, such as `250000`. The locale adds the separators of thousands."""

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
    highlights: tuple[BulletField, ...] = ()


class Teaching(Entry, Spanning, Hosted):
    """A course that the person teaches."""

    title: TextField
    role: TextField | None = None
    department: TextField | None = None
    level: TextField | None = None
    location: TextField | None = None
    dates: tuple[DateField, ...] = ()
    """The terms of the course, if they are not one period."""
    url: UrlField | None = None
    highlights: tuple[BulletField, ...] = ()


class Membership(Entry, Spanning, Hosted):
    """The membership in a society."""

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
    """A recent event, in one sentence."""

    text: TextField
    date: DateField | None = None


class Media(Entry):
    """A report about the research in a newspaper or another medium."""

    title: TextField
    outlet: TextField | None = None
    date: DateField | None = None
    url: UrlField | None = None
    links: tuple[NamedLink, ...] = ()
