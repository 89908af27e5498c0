"""What commands say beside their result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cvkit.model.problem import CvkitError, Problem


def tell(problems: Iterable[Problem], notes: Iterable[str] = ()) -> None:
    """Show problems that keep nothing from being made, and what else there is to know."""
    if told := list(problems):
        from cvkit.report import render

        click.echo(render(told, "human"), nl=False, err=True)
    for note in notes:
        click.echo(f"cvkit: note: {note}", err=True)


def tell_error(error: CvkitError) -> None:
    """Show why nothing was made: the problems, the reason, what to do."""
    tell(error.problems)
    click.echo(f"cvkit: {error.message}", err=True)
    if error.hint:
        click.echo(f"   hint: {error.hint}", err=True)
