"""Links with a text, and the ids of a work in databases."""

from typing import Annotated

from pydantic import StringConstraints

from cvkit.model.fields import Model, Word
from cvkit.model.text import TextField
from cvkit.model.url import UrlField


class NamedLink(Model):
    """A link, and the text that is printed for it."""

    label: TextField
    url: UrlField


class WorkIds(Model):
    """The ids of a work in databases, as their pages show them."""

    pmid: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]+$")] | None = None
    pmcid: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^PMC[0-9]+$")] | None = None
    scholar: Word | None = None
    """Of Google Scholar: the part behind the `:` in the address of the work on the owner's page."""
    openalex: Word | None = None
    semantic_scholar: Word | None = None
    dblp: Word | None = None
    inspire: Word | None = None
    ads: Word | None = None
    hal: Word | None = None
    scopus: Word | None = None
    web_of_science: Word | None = None
    zbmath: Word | None = None
    mathscinet: Word | None = None
