"""The skills and languages of a person, and the people who can recommend them."""

from cvkit.model.career import Entry, Hosted
from cvkit.model.fields import Several, Word
from cvkit.model.phone import Phone
from cvkit.model.text import TextField
from cvkit.model.url import UrlField


class Language(Entry):
    """A language, and how well the person speaks it."""

    name: TextField
    level: TextField | None = None


class Skill(Entry):
    """A field, and the person's skills in it."""

    name: TextField
    items: Several[TextField] = ()
    level: TextField | None = None


class Referee(Entry, Hosted):
    """A person who can be asked for a reference."""

    name: TextField
    position: TextField | None = None
    department: TextField | None = None
    location: TextField | None = None
    relation: TextField | None = None
    """The relation to the owner: advisor, former employer."""
    email: Word | None = None
    phone: Phone | None = None
    url: UrlField | None = None
