"""Commands in the texts of hints, as the user must type them in a shell."""

from __future__ import annotations

import shlex
from pathlib import Path

from cvkit.model.lazy_pattern import lazy_pattern

_COMMAND = lazy_pattern(r"`cvkit (?:check|numbers)(?=[ `])")
"""The beginning of a command that needs the record: without a path it takes the current folder."""


def behind_command(record: Path | str) -> str:
    """The path of a record behind a command, with a space before it; empty for the current folder."""
    if Path(record) == Path():
        return ""
    return " " + shlex.quote(f"./{record}" if str(record).startswith("-") else str(record))


def with_record(hint: str, record: Path | str) -> str:
    """A hint whose commands name the record.

    >>> with_record("run `cvkit numbers --lock`", "my record")
    "run `cvkit numbers 'my record' --lock`"
    """
    argument = behind_command(record)
    return _COMMAND.sub(lambda command: command[0] + argument, hint)
