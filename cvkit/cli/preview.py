"""`cvkit preview`."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import click

from cvkit.cli.messages import print_diagnostics, print_error
from cvkit.cli.options import document_options, record_argument


@click.command()
@record_argument
@document_options
@click.option("--open", "open_after", is_flag=True, help="Open the page in the browser.")
def preview(record: Path, document: str | None, style: str | None, sections: tuple[str, ...], open_after: bool) -> None:
    """Show the document on a local page, updated on each save.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.

    The page has the diagnostics too. The command prints its address and runs until Ctrl-C. Only this machine can see
    the page. No file is written.
    """
    from cvkit.cli.diagnostics import render_diagnostics
    from cvkit.cli.open_files import open_files
    from cvkit.commands.preview import run_preview
    from cvkit.commands.request import Request

    request = Request(record, document, style, sections)
    is_first = True
    with contextlib.suppress(KeyboardInterrupt):
        for address, build in run_preview(request, lambda diagnostics: render_diagnostics(diagnostics, "human")):
            if is_first:
                click.echo(address)
                is_first = False
                if open_after:
                    open_files([address])
            if build.result:
                print_diagnostics(build.result.diagnostics)
            for error in build.errors:
                print_error(error)
            click.echo(
                f"{time.strftime('%T')} {'shown' if build.result else 'nothing new'} ({build.seconds:.2f} s)", err=True
            )
