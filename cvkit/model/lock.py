"""The numbers that a record has given, line by line: what `numbers.lock` holds."""

from __future__ import annotations

import re

from cvkit.model.fields import Flag, Identifier, Model, Positive, Word
from cvkit.model.identifiers import bare_doi


class Locked(Model):
    """One number given to one work, for good."""

    id: Identifier
    series: Word
    number: Positive
    title: Word
    doi: Word | None = None
    retired: Flag = False
    """The work has moved to another number; this one is given to no other."""

    @property
    def slot(self) -> tuple[str, int]:
        """The number in its series."""
        return self.series, self.number

    def is_of(self, title: str, doi: str | None) -> bool:
        """Whether a work of this title or DOI is the one that the line was written for."""
        if (
            doi and self.doi and bare_doi(doi).casefold() == bare_doi(self.doi).casefold()
        ):  # case means nothing in a DOI (ISO 26324)
            return True
        return title == self.title or bool(folded(title) and folded(title) == folded(self.title))


def folded(title: str) -> str:
    """A title as it is compared: letters and digits alone, in lower case."""
    return re.sub(r"[\W_]+", "", title.casefold())
