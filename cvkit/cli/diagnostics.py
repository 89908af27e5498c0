"""Render diagnostics: text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cvkit.cli.streams import escape_line_ends
from cvkit.cli.tables import TableRow
from cvkit.model.diagnostic import Diagnostic, Severity
from cvkit.model.display_width import display_width
from cvkit.model.plural import counted

if TYPE_CHECKING:
    from cvkit.commands.explain import Explanation

WIDEST_EXCERPT = 160
"""Longer lines of a record are cut around the span."""


def render_diagnostics(diagnostics: Sequence[Diagnostic], form: str, strict: bool = False) -> str:
    """Diagnostics in the format `human`, `json` or `github`. With `strict`, warnings are errors, but notes are not."""
    if strict:
        diagnostics = [replace(d, severity=Severity.ERROR) if d.is_error_if(strict) else d for d in diagnostics]
    if form == "json":
        return json.dumps([_as_json(diagnostic) for diagnostic in diagnostics], indent=2, ensure_ascii=False) + "\n"
    show = _as_annotation if form == "github" else _as_text
    return "".join(show(diagnostic) for diagnostic in diagnostics)


def render_explanation(explained: Explanation) -> str:
    """The explanation of a code: its meaning, an example, the corrected example, and how to fix it."""
    parts = [f"{explained.code}: {explained.meaning}", textwrap.fill(explained.reason, 100)]
    parts += [
        f"{title}\n\n{textwrap.indent(example, '    ')}".rstrip()
        for title, example in zip(("Example:", "Fixed example:"), explained.examples, strict=False)
    ]
    parts.append(f"How to fix it: {explained.fix}.")
    return "\n\n".join(filter(None, parts)) + "\n"


def count_line(diagnostics: Sequence[Diagnostic], strict: bool = False, *, is_complete: bool = True) -> str:
    """The counts, such as `2 errors, 1 warning, 1 note`, or the text for no error and no warning.

    If a record could not be read, `is_complete` is false: then nobody knows that there are no problems.
    """
    found = counts(diagnostics, strict)
    is_clean = is_complete and all(diagnostic.is_note for diagnostic in diagnostics)
    return ", ".join(["no problems", *found] if is_clean else found)


def counts(diagnostics: Sequence[Diagnostic], strict: bool = False) -> list[str]:
    """How many errors, warnings and notes there are: `2 errors`, `1 warning`. Counts of zero are omitted."""
    notes = sum(diagnostic.is_note for diagnostic in diagnostics)
    errors = sum(diagnostic.is_error_if(strict) for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors - notes
    return [
        counted(count, noun) for count, noun in ((errors, "error"), (warnings, "warning"), (notes, "note")) if count
    ]


def _as_text(diagnostic: Diagnostic) -> str:
    """A diagnostic with its position, the line of the file, carets under the span, and the hint."""
    where = f"{diagnostic.place}: " if diagnostic.place else ""
    lines = [escape_line_ends(f"{where}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}")]
    if diagnostic.place and diagnostic.excerpt:
        lines += _pointed_at(diagnostic)
    if diagnostic.hint:
        lines.append(f"   hint: {escape_line_ends(diagnostic.hint)}")
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in "\n".join(lines)) + "\n"


def _pointed_at(diagnostic: Diagnostic) -> list[str]:
    assert diagnostic.place
    number = f"{diagnostic.place.line:>5}"
    text = "".join(" " if c == "\t" else c if c.isprintable() else "\ufffd" for c in diagnostic.excerpt)
    start, end = diagnostic.place.column - 1, min(diagnostic.place.end_column - 1, len(text))
    if len(text) > WIDEST_EXCERPT:
        cut = max(0, start - WIDEST_EXCERPT // 2)
        text, start, end = text[cut : cut + WIDEST_EXCERPT], start - cut, min(end - cut, WIDEST_EXCERPT)
    carets = "^" * max(1, display_width(text[start:end]))
    return [f"{number} | {text}".rstrip(), f"{'':5} | {' ' * display_width(text[:start])}{carets}"]


def _as_json(diagnostic: Diagnostic) -> TableRow:
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_column": place.end_column if place else None,
        "entry": diagnostic.entry or None,
        "hint": diagnostic.hint or None,
    }


def _as_annotation(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions, which shows the diagnostic at its line."""
    message = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    place = diagnostic.place
    file = _annotated(place.file).replace(":", "%3A").replace(",", "%2C") if place else ""
    where = f" file={file},line={place.line},col={place.column},endColumn={place.end_column}," if place else " "
    level = "notice" if diagnostic.is_note else str(diagnostic.severity)
    return f"::{level}{where}title={diagnostic.code}::{_annotated(message)}\n"


def _annotated(text: str) -> str:
    """A text escaped for a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
