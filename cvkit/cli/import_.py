"""`cvkit import`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.messages import print_diagnostics
from cvkit.model.diagnostic import ExitStatus


@click.command("import")
@click.argument("sources", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder of the record. It is created if it does not exist.",
)
@click.option(
    "--owner", metavar="NAME", help="The person the record is about. The default is the name in the most author lists."
)
def import_(sources: tuple[Path, ...], output: Path, owner: str | None) -> None:
    """Make or update a record from bibliographies.

    SOURCE is a `.bib` file. The works are written to the record in FOLDER. Run the command again with newer files to
    add and update works. Your edits since the last import are kept. The command reports everything that it guessed,
    changed or could not read.
    """
    from cvkit.commands.import_bib import import_works

    done = import_works(sources, output, owner)
    print_diagnostics(done.diagnostics, done.notes)
    for file in done.files:
        click.echo(file)
    if any(diagnostic.is_error for diagnostic in done.diagnostics):
        raise SystemExit(ExitStatus.PROBLEMS)
