"""`cvkit import`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.tell import tell
from cvkit.model.problem import ExitStatus


@click.command("import")
@click.argument("sources", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder of the record; made if it is not there.",
)
@click.option("--owner", metavar="NAME", help="Whom the record is about; else the name in most author lists.")
def import_(sources: tuple[Path, ...], output: Path, owner: str | None) -> None:
    """Make a record of bibliographies (.bib), or bring the one in FOLDER up to date with newer ones.

    What you have edited since the last import stays, and what an import guessed, changed or could not read is told.
    """
    from cvkit.importing import import_works

    done = import_works(sources, output, owner)
    tell(done.problems, done.notes)
    for file in done.files:
        click.echo(file)
    if any(problem.is_error for problem in done.problems):
        raise SystemExit(ExitStatus.PROBLEMS)
