"""What cvkit tells a user about their record: one problem, its place, and what to do about it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

KeyPath = tuple[str | int, ...]
"""Where a value stands in the record: `("publications", 3, "date")`."""

LOCKFILE = "numbers.lock"
"""The lock's file beside `cv.yaml`, and the first step of a path into it."""

UNKNOWN_STYLE = "V140"
"""The code of what a document names and nobody has: a style, or an option of it. That is wrong usage."""

Pointed = Literal["value", "key", "entry"]
"""What of that value a problem points at: the value itself, its key, or the first line of its entry."""


class Severity(enum.StrEnum):
    """How bad a problem is; the words are what is printed."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A run of characters in one line of a file; line and columns count from 1, `end_column` is one past it."""

    file: str
    line: int
    column: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """One problem of a record; stages make it with a `path`, `Source.located` adds where that is in a file."""

    code: str
    """A letter for the stage (L load, V check, N number, W write, T typeset, D deliver) and a number."""
    message: str
    """One sentence in the user's words."""
    hint: str = ""
    """What to do."""
    path: KeyPath = ()
    part: Pointed = "value"
    at: int | None = None
    """Offset of the fault inside the value, where it is one character of it."""
    find: str = ""
    """A pattern that the fault in the value has, where its offset is not known."""
    severity: Severity = Severity.ERROR
    place: Place | None = None
    excerpt: str = ""
    """The line of the file that `place` names."""
    entry: str = ""
    """The id, title or name of the entry that the problem belongs to."""

    @property
    def is_error(self) -> bool:
        """Whether it keeps documents from being made."""
        return self.severity is Severity.ERROR


def restore_diagnostic(values: Mapping[str, Any]) -> Diagnostic:
    """A problem from its fields as JSON gives them back (`dataclasses.asdict` made them)."""
    place = Place(*values["place"]) if values["place"] else None
    rest = {"path": tuple(values["path"]), "severity": Severity(values["severity"]), "place": place}
    return Diagnostic(**{**values, **rest})


class ExitStatus(enum.IntEnum):
    """What a command tells the shell."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    MISSING = 3
    TYPESETTING = 4
    SYSTEM = 5
    INTERNAL = 70
    INTERRUPTED = 130


class CvkitError(Exception):
    """The one exception that leaves the flow; it knows the exit status, and the problems where there are any."""

    def __init__(
        self, message: str, status: ExitStatus, hint: str = "", diagnostics: tuple[Diagnostic, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.hint = hint
        self.diagnostics = diagnostics
