"""`cvkit appendix`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.messages import print_diagnostics
from cvkit.cli.options import ENGINES, TypedPath, document_options, record_argument


@click.command()
@record_argument
@document_options
@click.option(
    "--into",
    metavar="FOLDER",
    type=TypedPath(file_okay=False),
    help="Write the TeX files into this folder, the folder of your thesis.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    help="The TeX engine. With --into and pdflatex, a character that pdfLaTeX cannot typeset is an error; without an"
    " engine, a warning.",
    show_default=True,
)
@click.option("--force", is_flag=True, help="With --into: overwrite existing files that cvkit did not create.")
@click.option(
    "--merge",
    "thesis",
    metavar="THESIS.pdf",
    type=TypedPath(),
    help="Add the pages of the CV to this finished thesis.",
)
@click.option("-o", "--output", metavar="OUT.pdf", type=TypedPath(), help="With --merge: the file to write.")
@click.option(
    "--after",
    metavar="PAGE",
    type=click.IntRange(min=0),
    help="With --merge: insert the CV after this page, counted from 1. The default is the last page.",
)
def appendix(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    into: Path | None,
    engine: str,
    force: bool,
    thesis: Path | None,
    output: Path | None,
    after: int | None,
) -> None:
    """Put the CV, or some sections of it, into a thesis.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.

    --into writes cvkit.sty, cv.tex and one file for each section. The thesis inputs them and typesets them in its own
    layout; the comment at the top of each file explains how. Run the command again to update the files. Existing files
    that cvkit did not create are kept, unless you add --force.

    --merge typesets the CV at the paper size of a finished thesis and adds its pages to the PDF. All links, the outline
    and the page labels are kept.
    """
    from cvkit.commands.appendix import merge_appendix, write_appendix_into
    from cvkit.commands.request import Request

    if (into is None) == (thesis is None):
        raise click.UsageError("add either --into FOLDER or --merge THESIS.pdf")
    if (output is None) != (thesis is None):
        raise click.UsageError("use --merge THESIS.pdf and -o OUT.pdf together")
    if (thesis is None and after is not None) or (into is None and force):
        raise click.UsageError("--after needs --merge, and --force needs --into")
    request = Request(record, document, style, sections, None if engine == "auto" else engine, output)
    made = (
        merge_appendix(thesis, request, after) if thesis else write_appendix_into(into or Path(), request, force=force)
    )
    upload = () if thesis else ("on Overleaf, upload these files beside the main file of the thesis",)
    print_diagnostics(made.diagnostics, (*made.notes, *upload))
    for file in made.files:
        click.echo(file)
