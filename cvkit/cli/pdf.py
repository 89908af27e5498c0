"""`cvkit pdf`."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.options import ENGINES, document_options, record_argument
from cvkit.cli.tell import tell, tell_error

if TYPE_CHECKING:
    from cvkit.build import Request


@click.command()
@record_argument
@document_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file or folder to write to. The default is the current folder.",
)
@click.option("--all", "every", is_flag=True, help="Typeset every document of the record.")
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="Replace a value of the record, for example documents.short.style=modern. The option can be repeated.",
)
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="The TeX engine to use.", show_default=True)
@click.option("--verbose", is_flag=True, help="Keep the log of TeX in a file beside the PDF.")
@click.option("--watch", "watches", is_flag=True, help="Typeset again after each save, until Ctrl-C.")
@click.option("--open", "opens", is_flag=True, help="Open the PDF when it is ready.")
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
    watches: bool,
    opens: bool,
) -> None:
    """Typeset a document of the record as PDF and print its path.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.
    """
    from cvkit.build import Request, make_pdf
    from cvkit.showing import open_files

    chosen = None if engine == "auto" else engine
    if every and document:
        raise click.UsageError("--all makes every document: leave --document out")
    request = Request(record, document, style, sections, chosen, output, every, settings, verbose)
    if watches:
        _follow(request, opens)
        return
    made = make_pdf(request)
    tell(made.problems, made.notes)
    for file in made.files:
        click.echo(file)
    if opens:
        open_files(made.files)


def _follow(request: Request, opens: bool) -> None:
    """A line for each build, with its time, until the user ends it."""
    from cvkit.showing import open_files
    from cvkit.watch import watch_pdf

    with contextlib.suppress(KeyboardInterrupt):
        for build, files in watch_pdf(request):
            shown = ", ".join(map(str, files))
            if build.error:
                tell_error(build.error)
            elif build.result:
                tell(build.result.problems, build.result.notes)
            click.echo(f"{time.strftime('%T')} {shown or 'nothing new'} ({build.seconds:.2f} s)", err=not files)
            if opens and files:
                open_files(files)
                opens = False
