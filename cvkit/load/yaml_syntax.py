"""Explain libyaml's syntax errors in plain words, at the place of the mistake, not at the place of its detection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from cvkit.model.source import Span

SyntaxMessage = tuple[Span, str, str]
"""A span, the message and the hint."""

SYNTAX = (
    # a part of libyaml's message; our message; our hint
    ("mapping values are not allowed", "a `:` and a space separate a key from its value", "put the text in quotes"),
    ("could not find expected ':'", "this line has no `:` after its key", "write `key: value`"),
    ("found unexpected end of stream", "the quoted text that begins here is not closed", "close the quotes"),
    ("character that cannot start any token", "a text cannot begin with this character", "put the text in quotes"),
    ("found a tab character", "a tab is not allowed as indentation", "indent with spaces"),
    ("alphabetic or numeric", "a text cannot begin with `*` or `&` in YAML", "put the text in quotes"),
    ("unknown escape", "a backslash before this character has no meaning", "write `\\\\`, or use single quotes"),
    ("hexdecimal", "an escape sequence is not complete", "write `\\\\` for a backslash, or use single quotes"),
    ("expected node content", "a value cannot begin with this character", "put the text in quotes, or delete it"),
    ("document start", "the file continues after the end of the record", "delete the line `...`"),
    ("directive", "a line cannot begin with `%`", "delete the line, or put the text in quotes"),
    ("incompatible YAML", "this version of YAML is not known", "delete the line"),
    ("tag handle", "a YAML tag is not allowed", "delete the tag, or put the text in quotes"),
    ("comment or line break", "no text can follow `|` or `>` on its line", "write the text on the next line, indented"),
    (
        "did not find expected key",
        "this line is not aligned with the lines above it",
        "align it, or put the text above in quotes",
    ),
    ("expected '-' indicator", "this line is not aligned with the list above it", "align it with the `-` above"),
    ("block sequence entries are not", "a list cannot begin here", "put the `-` on a line of its own"),
    ("block mapping", "this line is not aligned with the lines above it", "align it with the keys above"),
)


def refused_depth(error: yaml.YAMLError) -> int:
    """The index of the character at which libyaml (from 0.2.6 on) refused deeper nesting; 0 for any other error."""
    if not isinstance(error, yaml.MarkedYAMLError) or "nesting depth" not in (error.problem or ""):
        return 0
    return error.problem_mark.index if error.problem_mark else 0


def explain_syntax_error(error: yaml.YAMLError, text: str) -> SyntaxMessage:
    """The place of a syntax error in a text, with our message and hint."""
    found = str(getattr(error, "problem", None) or error)
    noticed, began = _spot(getattr(error, "problem_mark", None)), _spot(getattr(error, "context_mark", None))
    lines = text.splitlines() or [""]
    line, column = noticed or (0, 0)
    if "expected ',' or" in found and began:
        return _in_brackets(began, (line, column), lines)
    at = _within(line, column, lines)
    is_end = not "".join(lines[line : line + 1])[column:].strip()
    if "expected node content" in found and is_end and lines[at.line][: at.column].rstrip()[-1:] in ("[", "{"):
        return _never_closed((at.line, len(lines[at.line][: at.column].rstrip()) - 1), lines)
    here = lines[line][column : column + 1] if line < len(lines) else ""
    if "cannot start any token" in found and here == "\t":
        found = "found a tab character"
    if began and any(part in found for part in ("end of stream", "expected ':'", "alphabetic or numeric")):
        line, column = began
    elif (
        "expected key" in found
        and line < len(lines)
        and lines[line][:column].strip().rstrip()[-1:] in ("'", '"', "]", "}")
    ):
        return _at(line, column), "this text comes after the end of a value", "put the whole value in quotes"
    message, hint = next(
        ((message, hint) for part, message, hint in SYNTAX if part in found),
        (f"this is not YAML: {found}", "check the quotes, brackets and indentation here"),
    )
    return _within(line, column, lines), message, hint


def _in_brackets(began: tuple[int, int], noticed: tuple[int, int], lines: Sequence[str]) -> SyntaxMessage:
    """Report an unclosed bracket at the bracket, and a missing comma or an extra colon at its own place."""
    line, column = noticed
    row = lines[line] if line < len(lines) else ""
    before = row[:column]
    is_deeper = _indent(row) > _indent(lines[began[0]]) or line == began[0]
    if before.strip() and is_deeper:
        if row[column : column + 1] == ":" and ":" in before[began[1] + 1 if line == began[0] else 0 :]:
            return _at(line, column), "a `:` and a space separate a key from its value", "put the text in quotes"
        column = len(before) - len(before.lstrip()) if line > began[0] else column
        return (
            _at(line, column),
            "a `,` or a bracket is missing before this",
            "separate the items with `,`, or use quotes",
        )
    return _never_closed(began, lines)


def _never_closed(began: tuple[int, int], lines: Sequence[str]) -> SyntaxMessage:
    opening = lines[began[0]][began[1] : began[1] + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    message = f"the `{opening}` that begins here is not closed"
    return _at(*began), message, f"write `{closing}` at its end, or put the text in quotes"


def _within(line: int, column: int, lines: Sequence[str]) -> Span:
    """The position as an empty span, moved back to the end of the last line with text if it is after that line."""
    if line < len(lines) and (lines[line].strip() or any(row.strip() for row in lines[line + 1 :])):
        return _at(line, column)
    last = max((at for at, row in enumerate(lines) if row.strip()), default=0)
    return _at(last, len(lines[last].rstrip()))


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" -"))


def _at(line: int, column: int) -> Span:
    return Span(line, column, line, column)


def _spot(span: Any) -> tuple[int, int] | None:
    return (span.line, span.column) if span else None
