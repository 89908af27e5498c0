"""`cvkit add`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cvkit.cli.messages import print_diagnostics
from cvkit.cli.options import TypedPath
from cvkit.model.diagnostic import ExitStatus


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    "record",
    metavar="RECORD",
    type=TypedPath(),
    default=Path(),
    help="The record: a folder with cv.yaml, or one YAML file. The default is the current folder.",
)
@click.option("--as", "form", metavar="FORMAT", help="The format of all sources. The default is found in the content.")
def add(sources: tuple[str, ...], record: Path, form: str | None) -> None:
    """Add works to a record by DOI or arXiv id, or from a file.

    SOURCE is a DOI (`10.1145/…`), an arXiv id (`arXiv:2505.01658`), a file in a format that `cvkit import` reads, or
    `-`, the standard input. A DOI and an arXiv id are fetched from doi.org. Each work is added to the first file of its
    section, in the form of that file, YAML or BibTeX. A work that the record has already is not added.
    """
    from cvkit.commands.add import AddRequest, add_works
    from cvkit.load.foreign import verify_format

    verify_format(form)
    done = add_works(AddRequest(sources, record, form, sys.stdin.buffer.read))
    print_diagnostics(done.diagnostics, done.notes)
    for file in done.files:
        click.echo(file)
    if any(diagnostic.is_error for diagnostic in done.diagnostics):
        raise SystemExit(ExitStatus.PROBLEMS)
