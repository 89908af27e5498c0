"""What a user reads of problems and labels: text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cvkit.load.catalogue import Explained
from cvkit.model.problem import Problem, Severity

if TYPE_CHECKING:
    from cvkit.model.style import Style

WIDEST_EXCERPT = 160
"""Longer lines of a record are cut around the fault."""

Row = dict[str, object]


def render(problems: Sequence[Problem], form: str, strict: bool = False) -> str:
    """Problems in one of the forms `human`, `json` and `github`; `strict` calls warnings errors."""
    if strict:
        problems = [replace(problem, severity=Severity.ERROR) for problem in problems]
    if form == "json":
        return json.dumps([_as_json(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"
    show = _as_annotation if form == "github" else _as_text
    return "".join(show(problem) for problem in problems)


def explanation(explained: Explained) -> str:
    """What a code means, what to do, and an example with the problem beside one without."""
    parts = [f"{explained.code}: {explained.meaning}", textwrap.fill(explained.text, 100)]
    parts += [
        f"{said}\n\n{textwrap.indent(example, '    ')}".rstrip()
        for said, example in zip(("This has the problem:", "This has not:"), explained.examples, strict=False)
    ]
    parts.append(f"What to do: {explained.remedy}.")
    return "\n\n".join(filter(None, parts)) + "\n"


def count_line(problems: Sequence[Problem], strict: bool = False) -> str:
    """`2 errors, 1 warning`, or that there is nothing to say."""
    errors = sum(problem.is_error or strict for problem in problems)
    warnings = len(problems) - errors
    said = [_counted(errors, "error"), _counted(warnings, "warning")]
    return ", ".join(filter(None, said)) or "no problems"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}" if count else ""


def _as_text(problem: Problem) -> str:
    """A problem with its place, the line of the file, a caret under the fault, and what to do."""
    where = f"{problem.place}: " if problem.place else ""
    lines = [f"{where}{problem.severity}[{problem.code}]: {problem.message}"]
    if problem.place and problem.excerpt:
        lines += _pointed_at(problem)
    if problem.hint:
        lines.append(f"   hint: {problem.hint}")
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in "\n".join(lines)) + "\n"


def _pointed_at(problem: Problem) -> list[str]:
    assert problem.place
    number = f"{problem.place.line:>5}"
    text = "".join(" " if c == "\t" else c if c.isprintable() else "\ufffd" for c in problem.excerpt)
    start, end = problem.place.column - 1, min(problem.place.end_column - 1, len(text))
    if len(text) > WIDEST_EXCERPT:
        cut = max(0, start - WIDEST_EXCERPT // 2)
        text, start, end = text[cut : cut + WIDEST_EXCERPT], start - cut, min(end - cut, WIDEST_EXCERPT)
    carets = "^" * max(1, _width(text[start:end]))
    return [f"{number} | {text}".rstrip(), f"{'':5} | {' ' * _width(text[:start])}{carets}"]


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: Hangul takes two a character, an accent none (UAX #11)."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _as_json(problem: Problem) -> Row:
    place = problem.place
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_column": place.end_column if place else None,
        "entry": problem.entry or None,
        "hint": problem.hint or None,
    }


def _as_annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, which shows the problem at its line."""
    message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    place = problem.place
    file = _annotated(place.file).replace(":", "%3A").replace(",", "%2C") if place else ""
    where = f" file={file},line={place.line},col={place.column},endColumn={place.end_column}," if place else " "
    return f"::{problem.severity}{where}title={problem.code}::{_annotated(message)}\n"


def _annotated(text: str) -> str:
    """A text as workflow commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


JSON_KEYS = ("id", "series", "number", "label", "title", "pinned", "locked", "owner_role")


def numbers_json(rows: Sequence[Row]) -> str:
    """Labels for programs."""
    return json.dumps([{key: row[key] for key in JSON_KEYS} for row in rows], indent=2, ensure_ascii=False) + "\n"


def numbers_table(rows: Sequence[Row]) -> str:
    """Labels for people: label, year, kind, the owner's role, whether it is held, title."""
    if not rows:
        return "no numbered works\n"
    table = [
        (
            str(row["label"]),
            str(row["year"] or ""),
            str(row["kind"]),
            str(row["owner_role"] or "-"),
            "locked" if row["locked"] else "pinned" if row["pinned"] else "",
            str(row["title"]),
        )
        for row in rows
    ]
    return _aligned(table)


def styles_table(styles: Mapping[str, Style]) -> str:
    """Styles for people: name and description, and where to look further."""
    return _aligned([(name, style.description) for name, style in styles.items()])


def options_table(style: Style) -> str:
    """A style for people: what it is, its options with their values and defaults, and how far it may be tightened."""
    rows = [(name, option.default, option.values, option.description) for name, option in style.options.items()]
    steps = [", ".join(f"{name}: {value}" for name, value in settings.items()) for settings in style.fit]
    fit = "".join(f"  {{{step}}}\n" for step in steps)
    table = _aligned([("option", "default", "values", ""), *rows])
    return f"{style.title}: {style.description}\n\n{table}" + (
        f"\nwith `fit: true`, in this order:\n{fit}" if fit else ""
    )


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as a table; a column that is empty all the way is left out."""
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(map(_width, column)) for column in columns]
    lines = zip(*columns, strict=True)
    return "".join(
        "  ".join(_padded(*cell) for cell in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
