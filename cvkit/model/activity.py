"""The activities of a researcher besides research: grants, projects, courses, memberships, certificates, news."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from cvkit.model.author import AuthorList
from cvkit.model.bullet import BulletField
from cvkit.model.career import Entry, Hosted, Spanning
from cvkit.model.date import DateField
from cvkit.model.fields import DecimalText, Model, Positive, Word
from cvkit.model.links import NamedLink
from cvkit.model.text import TextField
from cvkit.model.url import UrlField
from cvkit.model.work import Authors

Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?$")]
"""A sum of money in digits, such as `250000`. The locale adds the separators of thousands."""

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""Three capital letters (ISO 4217): EUR, KRW, USD."""

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Arithmetic that rounds no sum, however many digits it has."""

GrantStatus = Literal["pending", "awarded", "completed", "declined"]
GRANT_STATUSES: tuple[GrantStatus, ...] = get_args(GrantStatus)


class Grant(Entry, Spanning):
    """Money for research."""

    title: TextField
    role: TextField | None = None
    investigators: Authors = AuthorList()
    funder: TextField | None = None
    number: Word | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    own_amount: Amount | None = None
    """The part of the amount that the owner has."""
    share: DecimalText | None = None
    """The same part in percent."""
    status: GrantStatus | None = None
    url: UrlField | None = None
    highlights: tuple[BulletField, ...] = ()

    @property
    def standing(self) -> GrantStatus:
        """The status. A grant that states none is awarded."""
        return self.status or "awarded"

    @property
    def whole(self) -> Decimal | None:
        """The amount as a number; None if the grant states none."""
        return Decimal(self.amount) if self.amount else None

    @property
    def own_part(self) -> Decimal | None:
        """The owner's part of the amount as a number; None if the grant does not state it.

        The only investigator has the whole amount.
        """
        if self.own_amount:
            return Decimal(self.own_amount)
        if self.share and self.whole is not None:
            part = EXACT.scaleb(EXACT.multiply(self.whole, Decimal(self.share)), -2)
            return EXACT.quantize(part, self.whole)
        is_alone = len(self.investigators) == 1 and not self.investigators.is_open
        return self.whole if is_alone else None


class Project(Entry, Spanning, Hosted):
    """A project: of research, of teaching, or an open one."""

    title: TextField
    role: TextField | None = None
    location: TextField | None = None
    description: TextField | None = None
    url: UrlField | None = None
    links: tuple[NamedLink, ...] = ()
    highlights: tuple[BulletField, ...] = ()


class Evaluation(Model):
    """The score that students gave a course."""

    scale: DecimalText | None = None
    """The best possible score."""
    value: DecimalText


class Teaching(Entry, Spanning, Hosted):
    """A course that the person teaches."""

    title: TextField
    code: Word | None = None
    """The number of the course: `CS 101`."""
    role: TextField | None = None
    department: TextField | None = None
    level: TextField | None = None
    location: TextField | None = None
    dates: tuple[DateField, ...] = ()
    """The terms of the course, if they are not one period."""
    enrolment: Positive | None = None
    """The number of students."""
    hours: DecimalText | None = None
    """The number of hours of the course, or in a week."""
    ects: DecimalText | None = None
    """The number of credit points of the European system."""
    evaluation: Evaluation | None = None
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
