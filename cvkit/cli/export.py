"""`cvkit export`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cvkit.cli.options import document_options, record_argument
from cvkit.cli.tell import tell
from cvkit.write.formats import FORMATS


@click.command()
@record_argument
@document_options
@click.option("--to", "form", type=click.Choice(list(FORMATS)), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    help="Where to write it; what ends in `/` is a folder, and made if it is not there. Else it is printed.",
)
@click.option("--plain", is_flag=True, help="With `bib`: classic BibTeX, without annotations and labels.")
def export(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    form: str,
    output: str | None,
    plain: bool,
) -> None:
    """Write a document of the record in another format.

    `tex` is a whole document; in a folder, the files of its style come with it. Of single sections, `tex`, `md` and
    `txt` are those alone, to be put into a text of your own. What a format has no place for is told.
    """
    from cvkit.build import Request
    from cvkit.export import export as export_document

    if plain and form != "bib":
        raise click.UsageError("--plain goes with --to bib")
    target = Path(output) if output is not None else None
    request = Request(record, document, style, sections, output=target)
    into_folder = bool(output) and str(output).endswith(("/", os.sep))
    done = export_document(request, form, into_folder=into_folder, plain=plain)
    dropped = [f"{form} has no place for: {', '.join(done.dropped)}"] if done.dropped else []
    tell(done.made.problems, dropped)
    if target is None:
        click.echo(done.content, nl=False)
    for file in done.made.files:
        click.echo(file)
