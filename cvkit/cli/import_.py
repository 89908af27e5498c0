"""`cvkit import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cvkit.cli.messages import print_diagnostics
from cvkit.cli.options import TypedPath, as_text
from cvkit.model.diagnostic import ExitStatus


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=TypedPath(),
    required=True,
    help="The folder of the record. It is created if it does not exist.",
)
@click.option(
    "--owner",
    metavar="NAME",
    callback=as_text,
    help="The person the record is about. The default is the name in the most author lists.",
)
@click.option("--as", "form", metavar="FORMAT", help="The format of all sources. The default is found in the content.")
@click.option("--private", is_flag=True, help="Import private values too: date of birth, address, phone.")
@click.option("--details", is_flag=True, help="Name every work in the summary.")
def import_(
    sources: tuple[str, ...], output: Path, owner: str | None, form: str | None, private: bool, details: bool
) -> None:
    """Make or update a record from files of other programs.

    SOURCE is a file: BibTeX, ORCID (JSON or XML), CSL-JSON (Zotero), RenderCV, JSON Resume, YAMLResume, DBLP (XML),
    Crossref, OpenAlex, PubMed, RIS, or a home page of academicpages or acad-homepage; `-` is the standard input. The
    content decides the format. `orcid:ID`, `doi:10.…`, `dblp:PID` and `openalex:ID` are fetched from these services.
    One work in several sources becomes one entry. Run the command again with newer files to add and update entries.
    Your edits since the last import are kept. The command reports everything that it guessed, changed or could not
    read. The summary names the first works of each kind; `--details` names all.
    """
    from cvkit.commands.import_ import ImportRequest, import_sources
    from cvkit.load.foreign import verify_format

    verify_format(form)
    done = import_sources(ImportRequest(sources, output, owner, form, private, sys.stdin.buffer.read))
    lines = [line.shown(with_all=details) for line in done.summary]
    if not details and any(line.is_long for line in done.summary):
        lines.append("add --details to see all names")
    print_diagnostics(done.diagnostics, lines)
    for file in done.files:
        click.echo(file)
    if any(diagnostic.is_error for diagnostic in done.diagnostics):
        raise SystemExit(ExitStatus.PROBLEMS)
