"""Diagnostics: a mistake in a record, its place in a file, and a hint that says how to fix it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from cvkit.model.value_class import dataclass

KeyPath = tuple[str | int, ...]
"""The position of a value in the record: `("publications", 3, "date")`."""

LOCKFILE = "numbers.lock"
"""The name of the lockfile next to `cv.yaml`, and the first step of a key path into it."""


class Range(NamedTuple):
    """A range of characters in a value, by their offsets; `end` is one past the last."""

    start: int
    end: int

    @classmethod
    def of(cls, text: str, at: int) -> Range:
        """The range of a text at an offset."""
        return cls(at, at + len(text))


Pointed = Literal["value", "key", "entry"] | Range
"""The part of a value that a diagnostic points at: the value itself, its key, the first line of its entry, or some of
its characters."""


class Severity(enum.StrEnum):
    """The severity of a diagnostic; the values are printed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """A fact that is no mistake. It never changes the exit status."""


class Place(NamedTuple):
    """A range of characters in one line of a file. Line and columns count from 1; `end_column` is one past the end."""

    file: str
    line: int
    column: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Replacement(NamedTuple):
    """A text that replaces a part of a file: the one correction of a diagnostic, or one of its parts.

    Without `path` and `part`, it replaces the part at which the diagnostic points.
    """

    text: str
    """The characters of the new value or key; or YAML on one line, if `is_yaml`."""
    part: Pointed | None = None
    """`entry` adds `text`, a key with its value, to the mapping at `path`. Without a text, it deletes the key at
    `path`, with its value."""
    path: KeyPath | None = None
    is_yaml: bool = False
    place: Place | None = None
    """The characters of the file to replace, if the file cannot be parsed there."""


@dataclass(frozen=True)
class Diagnostic:
    """One mistake in a record. The stages create it with a `path`; `Source.located` adds the place in a file."""

    code: str
    """A letter for the stage (L load, V check, N number, W write, T typeset, D deliver) and a number."""
    message: str
    """One sentence in the user's words."""
    hint: str = ""
    """The fix, as an instruction."""
    path: KeyPath = ()
    part: Pointed = "value"
    severity: Severity = Severity.ERROR
    place: Place | None = None
    lines: tuple[int, ...] = ()
    """The lines of all such mistakes in the file, if it reports several, at the place of the first."""
    excerpt: str = ""
    """The line of the file that `place` names."""
    entry: str = ""
    """The id, title or name of the entry that the diagnostic belongs to."""
    corrections: tuple[Replacement, ...] = ()
    """The correction, if there is only one: `cvkit check --fix` makes it. Empty if the user has to decide."""
    record: str = ""
    """The path of the record for which `cvkit check` prints the diagnostic; empty if only another command prints it."""

    @property
    def is_error(self) -> bool:
        """Whether it is an error. A record with errors gives no document."""
        return self.severity is Severity.ERROR

    @property
    def is_note(self) -> bool:
        """Whether it is a note, which `--strict` does not change."""
        return self.severity is Severity.NOTE

    def is_error_if(self, strict: bool) -> bool:
        """Whether it is an error, or a warning where `strict` makes warnings errors."""
        return self.is_error or (strict and self.severity is Severity.WARNING)


def restore_diagnostic(values: Mapping[str, Any]) -> Diagnostic:
    """Restore a diagnostic from its fields, which were converted by `dataclasses.asdict` and stored as JSON.

    Its corrections are not restored: only `cvkit check --fix` uses them, and it always reads the record.
    """
    place = Place(*values["place"]) if values["place"] else None
    part = values["part"] if isinstance(values["part"], str) else Range(*values["part"])
    rest = {"path": tuple(values["path"]), "part": part, "severity": Severity(values["severity"]), "place": place}
    rest["corrections"] = ()
    return Diagnostic(**{**values, **rest, "lines": tuple(values["lines"])})


class ExitStatus(enum.IntEnum):
    """The exit status of a command."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    MISSING = 3
    TYPESETTING = 4
    SYSTEM = 5
    INTERNAL = 70
    INTERRUPTED = 130


class CvkitError(Exception):
    """The only exception that reaches the command line, with the exit status and the diagnostics, if any."""

    def __init__(
        self, message: str, status: ExitStatus, hint: str = "", diagnostics: tuple[Diagnostic, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.hint = hint
        self.diagnostics = diagnostics
