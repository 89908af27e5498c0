"""`cvkit pdf`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.options import ENGINES, document_options, record_argument
from cvkit.cli.tell import tell


@click.command()
@record_argument
@document_options
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="The TeX engine.", show_default=True)
def pdf(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    output: Path | None,
    engine: str,
) -> None:
    """Typeset a document of the record as PDF and print its path."""
    from cvkit.build import Request, make_pdf

    chosen = None if engine == "auto" else engine
    made = make_pdf(Request(record, document, style, sections, chosen, output))
    tell(made.problems)
    for file in made.files:
        click.echo(file)
