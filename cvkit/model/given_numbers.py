"""The comments of a lockfile that list the given numbers of each series, so that a lost line is found.

Comments are only added. If two branches of a repository add comments, the merge keeps both.
"""

import json
import re
from collections.abc import Iterable

from cvkit.model.lazy_pattern import lazy_pattern
from cvkit.model.lockfile import SeriesNumber

_GIVEN_ROW = lazy_pattern(
    r"#\s*given (?P<up>up )?in (?P<series>\"(?:[^\"\\]|\\.)*\"|[^\s\"]+): (?P<ranges>[0-9, -]+?)\s*"
)
_RANGE = lazy_pattern(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")
LARGEST_RANGE = 100_000
"""A range with more numbers is refused as a typo: nobody has so many works."""


def is_given_row(row: str) -> bool:
    """Whether a line of the file is, or should be, a comment that lists given numbers."""
    return re.match(r"#\s*given (up )?in ", row) is not None


def parse_given_row(row: str) -> tuple[bool, frozenset[SeriesNumber]] | None:
    """Whether the numbers of a comment were given up, and the numbers; None if the comment cannot be parsed.

    >>> parse_given_row("# given in J: 1-2, 5") == (False, frozenset({("J", 1), ("J", 2), ("J", 5)}))
    True
    """
    found = _GIVEN_ROW.fullmatch(row)
    if not found:
        return None
    series = found["series"]
    numbers: set[int] = set()
    for part in found["ranges"].split(","):
        ends = _RANGE.fullmatch(part.strip())
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends else (1, 0)
        if not first <= last < first + LARGEST_RANGE:
            return None
        numbers.update(range(first, last + 1))
    name = json.loads(series) if series.startswith('"') else series
    return bool(found["up"]), frozenset((name, number) for number in numbers)


def given_rows(slots: Iterable[SeriesNumber], *, given_up: bool = False) -> dict[str, str]:
    """Series → the comment that lists its numbers."""
    by_series: dict[str, list[int]] = {}
    for series, number in sorted(set(slots)):
        by_series.setdefault(series, []).append(number)
    verb = "given up in" if given_up else "given in"
    return {
        series: f"# {verb} {_quoted(series)}: {', '.join(_ranges(numbers))}" for series, numbers in by_series.items()
    }


def _quoted(series: str) -> str:
    return series if re.fullmatch(r"[^\s\":]+", series) else json.dumps(series)


def _ranges(numbers: list[int]) -> list[str]:
    """Sorted numbers as ranges: 1, 2, 3, 5 become `1-3` and `5`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in ranges]
