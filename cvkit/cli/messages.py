"""Messages that commands print on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cvkit.model.diagnostic import CvkitError, Diagnostic


def print_diagnostics(diagnostics: Iterable[Diagnostic], notes: Iterable[str] = ()) -> None:
    """Print errors and warnings, and the notes of the command itself. `cvkit check` prints the notes of a record."""
    if found := [diagnostic for diagnostic in diagnostics if not diagnostic.is_note]:
        from cvkit.cli.diagnostics import render_diagnostics

        click.echo(render_diagnostics(found, "human"), nl=False, err=True)
    for note in notes:
        click.echo(f"cvkit: note: {note}", err=True)


def print_error(error: CvkitError) -> None:
    """Print the error that stopped the command: its diagnostics, its message, its hint."""
    print_diagnostics(error.diagnostics)
    click.echo(f"cvkit: {error.message}", err=True)
    if error.hint:
        click.echo(f"   hint: {error.hint}", err=True)
