"""What commands say beside their result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cvkit.model.diagnostic import CvkitError, Diagnostic


def print_diagnostics(diagnostics: Iterable[Diagnostic], notes: Iterable[str] = ()) -> None:
    """Show problems that keep nothing from being made, and what else there is to know."""
    if told := list(diagnostics):
        from cvkit.cli.diagnostics import render_diagnostics

        click.echo(render_diagnostics(told, "human"), nl=False, err=True)
    for note in notes:
        click.echo(f"cvkit: note: {note}", err=True)


def print_error(error: CvkitError) -> None:
    """Show why nothing was made: the problems, the reason, what to do."""
    print_diagnostics(error.diagnostics)
    click.echo(f"cvkit: {error.message}", err=True)
    if error.hint:
        click.echo(f"   hint: {error.hint}", err=True)
