"""`cvkit appendix`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.options import ENGINES, document_options, record_argument
from cvkit.cli.tell import tell


@click.command()
@record_argument
@document_options
@click.option(
    "--into", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False), help="Where the thesis is written."
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    help="The TeX engine; --into with pdflatex makes errors of characters that it cannot set.",
    show_default=True,
)
@click.option("--force", is_flag=True, help="With --into: write over files that cvkit did not write.")
@click.option(
    "--merge",
    "thesis",
    metavar="THESIS.pdf",
    type=click.Path(path_type=Path),
    help="A thesis to put the CV's pages into.",
)
@click.option("-o", "--output", metavar="OUT.pdf", type=click.Path(path_type=Path), help="With --merge: the whole.")
@click.option(
    "--after",
    metavar="PAGE",
    type=click.IntRange(min=0),
    help="With --merge: the page before the CV, counted from 1; else the last.",
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

    --into writes cvkit.sty and cv.tex with a file for each section, to be input; their heads say how. Run again, it
    brings them up to date. --merge sets the CV at the paper size of a finished thesis and puts its pages into it.
    """
    from cvkit.appendix import merge_appendix, write_appendix_into
    from cvkit.build import Request

    if (into is None) == (thesis is None):
        raise click.UsageError("say either --into FOLDER or --merge THESIS.pdf")
    if (output is None) != (thesis is None):
        raise click.UsageError("--merge THESIS.pdf goes with -o OUT.pdf")
    if (thesis is None and after is not None) or (into is None and force):
        raise click.UsageError("--after goes with --merge, --force with --into")
    request = Request(record, document, style, sections, None if engine == "auto" else engine, output)
    made = (
        merge_appendix(thesis, request, after) if thesis else write_appendix_into(into or Path(), request, force=force)
    )
    tell(made.problems)
    for file in made.files:
        click.echo(file)
