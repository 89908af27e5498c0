"""What a person can do, and who speaks for them."""

from cvkit.model.career import Entry, Hosted
from cvkit.model.fields import Word
from cvkit.model.selection import Several
from cvkit.model.text import TextField
from cvkit.model.url import UrlField


class Language(Entry):
    """A language and how well it is spoken."""

    name: TextField
    level: TextField | None = None


class Skill(Entry):
    """A field, and what the person masters in it."""

    name: TextField
    items: Several[TextField] = ()
    level: TextField | None = None


class Referee(Entry, Hosted):
    """Somebody who can be asked about the person."""

    name: TextField
    position: TextField | None = None
    department: TextField | None = None
    location: TextField | None = None
    relation: TextField | None = None
    """What they are to the person: advisor, former employer."""
    email: Word | None = None
    phone: Word | None = None
    url: UrlField | None = None
