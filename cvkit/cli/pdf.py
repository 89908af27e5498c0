"""`cvkit pdf`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.options import ENGINES, document_options, record_argument
from cvkit.cli.tell import tell


@click.command()
@record_argument
@document_options
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it: a file, or a folder."
)
@click.option("--all", "every", is_flag=True, help="Every document of the record.")
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="In place of what the record says, as documents.short.style=modern; may be given again.",
)
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="The TeX engine.", show_default=True)
@click.option("--verbose", is_flag=True, help="Keep all that TeX says, in a file beside the PDF.")
def pdf(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    output: Path | None,
    engine: str,
    every: bool,
    settings: tuple[str, ...],
    verbose: bool,
) -> None:
    """Typeset a document of the record as PDF and print its path."""
    from cvkit.build import Request, make_pdf

    chosen = None if engine == "auto" else engine
    if every and document:
        raise click.UsageError("--all makes every document: leave --document out")
    made = make_pdf(Request(record, document, style, sections, chosen, output, every, settings, verbose))
    tell(made.problems, made.notes)
    for file in made.files:
        click.echo(file)
