"""`cvkit preview`."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import click

from cvkit.cli.options import document_options, record_argument
from cvkit.cli.tell import tell, tell_error


@click.command()
@record_argument
@document_options
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def preview(record: Path, document: str | None, style: str | None, sections: tuple[str, ...], opens: bool) -> None:
    """Show the document on a local page that follows every save.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.

    The page has the diagnostics too. The command prints its address and runs until Ctrl-C. Only this machine can see
    the page. No file is written.
    """
    from cvkit.build import Request
    from cvkit.preview import preview as follow
    from cvkit.report import render
    from cvkit.showing import open_files

    request = Request(record, document, style, sections)
    is_first = True
    with contextlib.suppress(KeyboardInterrupt):
        for address, build in follow(request, lambda problems: render(problems, "human")):
            if is_first:
                click.echo(address)
                is_first = False
                if opens:
                    open_files([address])
            if build.error:
                tell_error(build.error)
            elif build.result:
                tell(build.result.problems)
            click.echo(
                f"{time.strftime('%T')} {'shown' if build.result else 'nothing new'} ({build.seconds:.2f} s)", err=True
            )
