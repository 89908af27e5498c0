"""Messages that commands print on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cvkit.cli.streams import escape_line_ends

if TYPE_CHECKING:
    from cvkit.model.diagnostic import CvkitError, Diagnostic


_SETTINGS = {"is_quiet": False}
"""The settings of the run. Each command sets them before it begins."""


def with_quiet(command: click.Command) -> click.Command:
    """A command with the option `--quiet`."""

    def keep(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        _SETTINGS["is_quiet"] = value

    if not any(param.name == "quiet" for param in command.params):
        text = "Print only results and errors: no warnings, notes and advice."
        option = click.Option(["-q", "--quiet"], is_flag=True, expose_value=False, callback=keep, help=text)
        command.params.append(option)
    return command


def print_advice(text: str) -> None:
    """Print a line that is no result and no error."""
    if not _SETTINGS["is_quiet"]:
        click.echo(escape_line_ends(text), err=True)


def print_diagnostics(diagnostics: Iterable[Diagnostic], notes: Iterable[str] = (), limit: int | None = None) -> None:
    """Print errors, and the warnings and notes of the command itself, but no more than `limit` of all these.

    One line replaces the warnings and notes that `cvkit check` prints.
    """
    given = [one for one in diagnostics if one.is_error or not _SETTINGS["is_quiet"]]
    if full := [one for one in given if not _is_summed_up(one)]:
        from cvkit.cli.diagnostics import render_diagnostics

        click.echo(render_diagnostics(full[:limit], "human"), nl=False, err=True)
        if limit is not None and len(full) > limit:
            click.echo(f"   and {len(full) - limit} more", err=True)
    for line in summaries(given):
        click.echo(line, err=True)
    for note in notes:
        print_advice(f"cvkit: note: {note}")


def _is_summed_up(diagnostic: Diagnostic) -> bool:
    return bool(diagnostic.record) and not diagnostic.is_error


def summaries(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """A line for each record with the counts of the warnings and notes that `cvkit check` prints for it.

    An example is `2 warnings, 1 note: run cvkit check my-record`.
    """
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in filter(_is_summed_up, diagnostics):
        found.setdefault(diagnostic.record, []).append(diagnostic)
    if not found:
        return []
    from cvkit.cli.diagnostics import counts
    from cvkit.model.shell import behind_command

    return [
        f"{', '.join(counts(of_record))}: run cvkit check{behind_command(record)}"
        for record, of_record in found.items()
    ]


def print_error(error: CvkitError) -> None:
    """Print the error that stopped the command: its diagnostics, its message, its hint."""
    print_diagnostics(error.diagnostics)
    click.echo(f"cvkit: {escape_line_ends(error.message)}", err=True)
    if error.hint:
        click.echo(f"   hint: {escape_line_ends(error.hint)}", err=True)
