"""The content of a lockfile, `numbers.lock`: the number of each work, line by line."""

from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from cvkit.model.fields import Count, Flag, Identifier, Model, Positive, Word
from cvkit.model.identity import identifiers
from cvkit.model.parsed_by import ParsedBy
from cvkit.model.value_class import dataclass

SeriesNumber = tuple[str, int]
"""A number in its series."""

Title = tuple[tuple[str, str], ...]
"""Pairs of language and title. The language is empty if the title is for all languages."""


def read_title(value: Any) -> Title:
    """Parse the title of a line: a text, or a mapping of languages.

    Raises:
        PydanticCustomError: the value is neither.
    """
    if isinstance(value, tuple):
        return value
    if isinstance(value, str) and value.strip():
        return (("", value.strip()),)
    if isinstance(value, dict) and value and all(isinstance(text, str) and text.strip() for text in value.values()):
        return tuple((language, text.strip()) for language, text in value.items())
    raise PydanticCustomError("text_type", "this must be a text", {"hint": "write one text, or {en: …, ko: …}"})


class LockedWork(Model):
    """One number, permanently given to one work."""

    id: Identifier
    series: Word
    number: Positive
    title: Annotated[Title, ParsedBy(read_title, {})]
    doi: Word | None = None
    arxiv: Word | None = None
    kind: Word | None = None
    year: Count | None = None
    retired: Flag = False
    """Whether the work has moved to another number. No other work gets this number."""

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
        """The DOI and the arXiv id in the form for comparison."""
        return identifiers(self.doi, self.arxiv)


@dataclass(frozen=True)
class Lockfile:
    """The lines of a lockfile, and the numbers that its comments list as given or given up.

    A given number without a line is lost, unless it was given up with `--recount`.
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
        """The given numbers without a line that were not given up, in order."""
        return sorted(self.given - self.slots - self.given_up)
