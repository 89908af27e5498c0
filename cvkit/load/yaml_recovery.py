"""Parse YAML beyond its first syntax error, so that one run reports them all."""

from __future__ import annotations

from typing import Any

from cvkit.load.yaml_file import UnreadableYamlError, parse_yaml
from cvkit.model.diagnostic import Diagnostic, Place
from cvkit.model.source import EMPTY, Span

MOST_ERRORS = 30


def parse_beyond_errors(text: str, file: str) -> tuple[Any, Span, list[Diagnostic]]:
    """The value of a text, its span, and all diagnostics of its syntax.

    An error with one correction is corrected in memory, and the rest is read. After any other error, the section with
    the error is left out, only to find further errors: then the value is `EMPTY`.
    """
    errors: list[Diagnostic] = []
    is_whole = True
    while True:
        try:
            value, span, others = parse_yaml(text, file)
        except UnreadableYamlError as error:
            found = error.diagnostic
            place = found.place
            is_new = place is not None and all(place.line != one.place.line for one in errors if one.place)
            if not is_new or len(errors) == MOST_ERRORS:
                return EMPTY, Span(0, 0, 0, 0), errors
            errors.append(found)
            if not error.is_local:
                return EMPTY, Span(0, 0, 0, 0), errors
            corrected = _corrected(text, found)
            is_whole = is_whole and corrected is not None
            text = corrected if corrected is not None else _without_section(text, place)
            continue
        if not errors:
            return value, span, others
        return (value, span, [*errors, *others]) if is_whole else (EMPTY, Span(0, 0, 0, 0), errors)


def _corrected(text: str, found: Diagnostic) -> str | None:
    """The text with the correction of an error; None if it has none."""
    lines = text.splitlines(keepends=True)
    for one in found.corrections:
        if one.place is None:
            return None
        row = lines[one.place.line - 1]
        lines[one.place.line - 1] = row[: one.place.column - 1] + one.text + row[one.place.end_column - 1 :]
    return "".join(lines) if found.corrections else None


def _without_section(text: str, place: Place | None) -> str:
    """The text with blank lines for the section with an error: from its key to the next one at the left."""
    lines = text.splitlines(keepends=True)
    at = place.line - 1 if place else 0
    starts = [row for row, line in enumerate(lines) if line[:1].isalpha()] or [0]
    first = max((start for start in starts if start <= at), default=0)
    last = min((start for start in starts if start > at), default=len(lines))
    blank = [line[len(line.rstrip("\r\n")) :] for line in lines[first:last]]
    return "".join([*lines[:first], *blank, *lines[last:]])
