"""`cvkit check`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.messages import print_error


@click.command()
@click.argument("records", type=click.Path(path_type=Path), nargs=-1, metavar="[RECORD]...")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    help="The output format. `json` and `github` are for programs.",
    show_default=True,
)
def check(records: tuple[Path, ...], strict: bool, form: str) -> None:
    """Report every error, warning and note of records at once.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.
    """
    from cvkit.cli.diagnostics import count_line, render_diagnostics
    from cvkit.commands.read import read
    from cvkit.model.diagnostic import CvkitError, Diagnostic, ExitStatus

    diagnostics: list[Diagnostic] = []
    errors: list[CvkitError] = []
    for record in records or (Path(),):
        try:
            found = read(record)
            diagnostics += found.source.located((*found.diagnostics, *found.notes))
        except CvkitError as error:
            errors.append(error)
    click.echo(render_diagnostics(diagnostics, form, strict=strict), nl=False)
    if form == "human" and (diagnostics or not errors):
        click.echo(count_line(diagnostics, strict=strict, is_complete=not errors), err=True)
    for other in errors[:-1]:
        print_error(other)
    if errors:
        raise errors[-1]
    if any(diagnostic.is_error_if(strict) for diagnostic in diagnostics):
        raise SystemExit(ExitStatus.PROBLEMS)
