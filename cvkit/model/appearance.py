"""Where a work appeared: its venue with the publisher, its collection, and the event."""

from typing import Self

from pydantic import model_validator

from cvkit.model.date import DateField
from cvkit.model.fields import MissingField, Model, Word
from cvkit.model.identifiers import Isbn, Issn
from cvkit.model.text import TextField


class Venue(Model):
    """The journal, the proceedings or another publication in which a work appeared, and its publisher."""

    name: TextField | None = None
    """A venue with a publisher or an ISBN, such as that of a book, can be without a name."""
    short: TextField | None = None
    publisher: TextField | None = None
    publisher_place: TextField | None = None
    issn: Issn | None = None
    eissn: Issn | None = None
    isbn: Isbn | None = None

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if not (self.name or self.publisher or self.publisher_place or self.issn or self.eissn or self.isbn):
            raise MissingField.error(field="name", hint="add a line `name: …`, or the `publisher` of a book")
        return self


class Collection(Model):
    """The series of books in which a work appeared, and its number there."""

    title: TextField
    number: Word | None = None


class Event(Model):
    """The meeting at which a work was presented."""

    name: TextField | None = None
    date: DateField | None = None
    place: TextField | None = None
