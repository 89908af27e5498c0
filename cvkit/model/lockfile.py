"""The numbers that a record has given, line by line: the content of `numbers.lock`."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.fields import Count, Flag, Identifier, Model, Positive, Word
from cvkit.model.identity import identifiers
from cvkit.model.parsed_by import ParsedBy

SeriesNumber = tuple[str, int]
"""A number in its series."""

Title = tuple[tuple[str, str], ...]
"""A title in each of its languages; the language is empty where the title serves all."""


def read_title(value: Any) -> Title:
    """The title of a line: a text, or a mapping of languages.

    Raises:
        PydanticCustomError: it is neither.
    """
    if isinstance(value, tuple):
        return value
    if isinstance(value, str) and value.strip():
        return (("", value.strip()),)
    if isinstance(value, dict) and value and all(isinstance(text, str) and text.strip() for text in value.values()):
        return tuple((language, text.strip()) for language, text in value.items())
    raise PydanticCustomError("text_type", "this must be a text", {"hint": "write one text, or {en: …, ko: …}"})


class LockedWork(Model):
    """One number given to one work, for good."""

    id: Identifier
    series: Word
    number: Positive
    title: Annotated[Title, ParsedBy(read_title, {})]
    doi: Word | None = None
    arxiv: Word | None = None
    kind: Word | None = None
    year: Count | None = None
    retired: Flag = False
    """The work has moved to another number; no other work gets this one."""

    @property
    def slot(self) -> SeriesNumber:
        """The number in its series."""
        return self.series, self.number

    @property
    def titles(self) -> tuple[str, ...]:
        """The title in every language."""
        return tuple(text for _, text in self.title)

    @property
    def identifiers(self) -> frozenset[str]:
        """The DOI and the arXiv id in the form in which they are compared."""
        return identifiers(self.doi, self.arxiv)


@dataclass(frozen=True)
class Lockfile:
    """The lines of a lockfile, and the numbers that it says were given, by series.

    A number that was given and has no line was lost, unless it was given up with `--recount`.
    """

    lines: tuple[LockedWork, ...] = ()
    given: frozenset[SeriesNumber] = frozenset()
    given_up: frozenset[SeriesNumber] = frozenset()

    @property
    def slots(self) -> frozenset[SeriesNumber]:
        """The numbers that have a line."""
        return frozenset(line.slot for line in self.lines)

    @property
    def lost(self) -> list[SeriesNumber]:
        """The numbers that were given and have no line, in order."""
        return sorted(self.given - self.slots - self.given_up)
