"""`cvkit export`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.options import document_options, record_argument
from cvkit.cli.tell import tell


@click.command()
@record_argument
@document_options
@click.option("--to", "form", type=click.Choice(["tex"]), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it, a file or a folder; else it is printed.",
)
def export(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    form: str,
    output: Path | None,
) -> None:
    """Write a document of the record in another format.

    `tex` is a whole document; in a folder, the files of its style come with it. Of single sections it is the body.
    """
    from cvkit.build import Request, make_tex

    text, made = make_tex(Request(record, document, style, sections, output=output))
    tell(made.problems)
    if output is None:
        click.echo(text, nl=False)
    for file in made.files:
        click.echo(file)
