"""`cvkit doctor`."""

from __future__ import annotations

import click


@click.command()
@click.option("--install", is_flag=True, help="Install what is missing.")
def doctor(install: bool) -> None:
    """Show what typesetting needs and what of it is there, with the command that installs the rest."""
    from cvkit.build import diagnose
    from cvkit.model.problem import ExitStatus

    text, is_well = diagnose(install=install)
    click.echo(text, nl=False)
    if not is_well:
        raise SystemExit(ExitStatus.MISSING)
