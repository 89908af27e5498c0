"""`cvkit doctor`."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--install", "installs", is_flag=True, help="Install the missing parts, after asking.")
@click.option("--yes", is_flag=True, help="With --install: do not ask. Use it in scripts.")
def doctor(installs: bool, yes: bool) -> None:
    """List everything that typesetting needs, and the missing parts.

    The list ends with the command that installs the missing parts.
    """
    from cvkit.commands.doctor import diagnose, install
    from cvkit.model.diagnostic import ExitStatus

    found = diagnose()
    way = found.installer
    if installs and way and way.commands:
        asks = not yes and sys.stdin is not None and sys.stdin.isatty()
        if not asks or click.confirm(f"run {way.shown}?", err=True):
            install(way)
            found = diagnose()
    click.echo(found.page, nl=False)
    if not found.is_well:
        sys.exit(ExitStatus.MISSING)
