"""`cvkit check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.messages import print_advice, print_error
from cvkit.cli.options import TypedPath
from cvkit.model.plural import counted

if TYPE_CHECKING:
    from cvkit.commands.read import Read
    from cvkit.model.diagnostic import Diagnostic


@click.command()
@click.argument("records", type=TypedPath(), nargs=-1, metavar="[RECORD]...")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    help="The output format. `json` and `github` are for programs.",
    show_default=True,
)
@click.option(
    "--fix",
    is_flag=True,
    help="Correct the mistakes for which there is only one correction, and report the others. Comments stay.",
)
@click.option("--diff", is_flag=True, help="Print the corrections of --fix, and write nothing.")
def check(records: tuple[Path, ...], strict: bool, form: str, fix: bool, diff: bool) -> None:
    """Report every error, warning and note of records at once.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder. `--fix` changes only YAML
    files, never a `.bib` file.
    """
    from cvkit.cli.diagnostics import count_line, render_diagnostics
    from cvkit.commands.fix import fix_record
    from cvkit.commands.read import read
    from cvkit.model.diagnostic import CvkitError, ExitStatus
    from cvkit.model.shell import behind_command

    diagnostics: list[Diagnostic] = []
    errors: list[CvkitError] = []
    number = 0
    for record in records or (Path(),):
        try:
            found = _fixed(record) if fix and not diff else read(record)
            if diff:
                click.echo("".join(fix_record(record).diff()), nl=False)
            located = found.source.located((*found.diagnostics, *found.notes))
            diagnostics += located
            if form == "human" and not fix and any(map(_can_be_fixed, located)):
                number += fix_record(record, found).count
        except CvkitError as error:
            errors.append(error)
    if not diff:
        click.echo(render_diagnostics(diagnostics, form, strict=strict), nl=False)
    if form == "human" and (diagnostics or not errors):
        print_advice(count_line(diagnostics, strict=strict, is_complete=not errors))
        if number:
            named = "".join(map(behind_command, records))
            print_advice(f"{counted(number, 'correction')} can be made by: cvkit check{named} --fix")
    for other in errors[:-1]:
        print_error(other)
    if errors:
        raise errors[-1]
    if any(diagnostic.is_error_if(strict) for diagnostic in diagnostics):
        raise SystemExit(ExitStatus.PROBLEMS)


def _fixed(record: Path) -> Read:
    """The record with its corrections, which are written."""
    from cvkit.commands.fix import fix_record, write_corrections

    fixed = fix_record(record)
    if fixed.files:
        names = ", ".join(map(str, write_corrections(fixed)))
        print_advice(f"{counted(fixed.count, 'correction')} in {names}")
    return fixed.read


def _can_be_fixed(diagnostic: Diagnostic) -> bool:
    """Whether `--fix` may correct a mistake: there is one correction, and the file is no `.bib` file."""
    return bool(diagnostic.corrections and diagnostic.place and not diagnostic.place.file.endswith(".bib"))
