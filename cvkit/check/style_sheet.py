"""Check a `style.yaml` against the model of a style."""

from __future__ import annotations

from pydantic import ValidationError

from cvkit.check.normalize import typed_values
from cvkit.check.pydantic_errors import diagnostic_of, diagnostics_of
from cvkit.model.diagnostic import Diagnostic
from cvkit.model.source import Source
from cvkit.model.style import Style


def check_style_sheet(source: Source) -> tuple[Style | None, tuple[Diagnostic, ...]]:
    """The style that a `style.yaml` describes, or None and all diagnostics, each with its place."""
    if source.diagnostics:
        return None, source.diagnostics
    diagnostics: list[Diagnostic] = []
    values = typed_values(source.root, (), diagnostics)
    try:
        style = Style.model_validate(values)
    except ValidationError as error:
        diagnostics += diagnostics_of([diagnostic_of(details, root=Style) for details in error.errors()], source)
    return (None, source.located(diagnostics)) if diagnostics else (style, ())
