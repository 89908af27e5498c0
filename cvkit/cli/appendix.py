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
    help="The thesis's TeX engine; with pdflatex, characters that it cannot set are errors.",
    show_default=True,
)
@click.option("--force", is_flag=True, help="Write over files that cvkit did not write.")
def appendix(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    into: Path | None,
    engine: str,
    force: bool,
) -> None:
    """Put the CV, or some sections of it, into a thesis.

    --into writes cvkit.sty and cv.tex with a file for each section, to be input; their heads say how. Run again, it
    brings them up to date.
    """
    from cvkit.appendix import write_appendix_into
    from cvkit.build import Request

    if into is None:
        raise click.UsageError("say --into FOLDER")
    request = Request(record, document, style, sections, None if engine == "auto" else engine)
    made = write_appendix_into(into, request, force=force)
    tell(made.problems)
    for file in made.files:
        click.echo(file)
