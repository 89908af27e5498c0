"""A work of the record with all that decides its number."""

from __future__ import annotations

from dataclasses import dataclass

from cvkit.model.date import Date
from cvkit.model.diagnostic import KeyPath
from cvkit.model.work import Work


@dataclass(frozen=True)
class CountedWork:
    """A work, its series, and the number that the lockfile fixes. A work without a series gets no number."""

    path: KeyPath
    work: Work
    series: str | None
    locked: int | None = None

    @property
    def pin(self) -> int | None:
        """The number that the pin of the work fixes."""
        return self.work.pin if self.series else None

    @property
    def fixed(self) -> int | None:
        """The number that the lockfile or else a pin fixes."""
        return self.locked or self.pin

    @property
    def date(self) -> Date | None:
        """The date of the work; None means an unlimited period."""
        return self.work.date
