"""`cvkit pdf`."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.messages import print_diagnostics, print_error
from cvkit.cli.options import ENGINES, as_text, document_options, output_of, record_argument

if TYPE_CHECKING:
    from cvkit.commands.request import Request


@click.command()
@record_argument
@document_options
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    help="The file or folder to write to. A path that ends in `/` is a folder, which is created if it does not exist. "
    "The default is the current folder.",
)
@click.option("--all", "all_documents", is_flag=True, help="Typeset every document of the record.")
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    callback=as_text,
    help="Replace a value of the record, for example documents.short.style=modern. The option can be repeated.",
)
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="The TeX engine to use.", show_default=True)
@click.option(
    "--png",
    "has_pictures",
    is_flag=True,
    help="Write each page as a PNG file too, with 150 dpi: `cv-1.png` beside `cv.pdf`.",
)
@click.option("--verbose", is_flag=True, help="Keep the log of TeX in a file beside the PDF.")
@click.option("--watch", "watch", is_flag=True, help="Typeset again after each save, until Ctrl-C.")
@click.option("--open", "open_after", is_flag=True, help="Open the PDF when it is ready.")
def pdf(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    output: str | None,
    engine: str,
    all_documents: bool,
    settings: tuple[str, ...],
    has_pictures: bool,
    verbose: bool,
    watch: bool,
    open_after: bool,
) -> None:
    """Typeset a document of the record as PDF and print its path.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.
    """
    from cvkit.cli.open_files import open_files
    from cvkit.commands.pdf import make_pdf
    from cvkit.commands.request import Request

    chosen = None if engine == "auto" else engine
    if all_documents and document:
        raise click.UsageError("--all and --document exclude each other: omit one of them")
    target, into_folder = output_of(output)
    if output == "-":
        raise click.UsageError("a PDF is written to a file: name one with -o")
    request = Request(record, document, style, sections, chosen, target, into_folder, all_documents, settings, verbose)
    request = replace(request, has_pictures=has_pictures)
    if watch:
        _watch(request, open_after)
        return
    made = make_pdf(request)
    print_diagnostics(made.diagnostics, made.notes)
    for file in made.files:
        click.echo(file)
    if open_after:
        open_files(_pdfs(made.files))
    for error in made.errors:
        print_error(error)
    if made.errors:
        raise SystemExit(max(error.status for error in made.errors))


def _watch(request: Request, open_after: bool) -> None:
    """Print a line for each build, with its duration, until Ctrl-C."""
    from cvkit.cli.open_files import open_files
    from cvkit.commands.watch import watch_pdf

    with contextlib.suppress(KeyboardInterrupt):
        for build, files in watch_pdf(request):
            shown = ", ".join(map(str, files))
            if build.result:
                print_diagnostics(build.result.diagnostics, build.result.notes)
            for error in build.errors:
                print_error(error)
            click.echo(f"{time.strftime('%T')} {shown or 'nothing new'} ({build.seconds:.2f} s)", err=not files)
            if open_after and files:
                open_files(_pdfs(files))
                open_after = False


def _pdfs(files: Iterable[Path]) -> list[Path]:
    """The files that `--open` shows: not the pictures of their pages."""
    return [file for file in files if file.suffix != ".png"]
