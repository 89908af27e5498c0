"""`cvkit export`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.messages import print_advice, print_diagnostics
from cvkit.cli.options import document_options, output_of, record_argument
from cvkit.write.formats import FORMATS, formats_of_file

if TYPE_CHECKING:
    from cvkit.commands.request import Request


@click.command()
@record_argument
@document_options
@click.option(
    "--to",
    "form",
    type=click.Choice(list(FORMATS)),
    help="The format to write. Without this option, the ending of the file decides.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    help="The file or folder to write to. A path that ends in `/` is a folder, which is created if it does not exist. "
    "Without this option, or with `-`, the output is printed; `docx` and --zip need the option.",
)
@click.option(
    "--zip", "is_zip", is_flag=True, help="With `tex`: make one zip of the folder, ready to be uploaded to Overleaf."
)
@click.option("--strict", is_flag=True, help="Write nothing if the format has no place for content of the document.")
def export(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    form: str | None,
    output: str | None,
    is_zip: bool,
    strict: bool,
) -> None:
    """Write a document of the record in another format.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.

    The formats are `tex` (LaTeX), `md` (Markdown), `html` (one self-contained page), `txt` (plain text), `docx` (Word),
    `biblatex`, `bibtex` (classic BibTeX), `csljson` (CSL-JSON), `jsonresume` (JSON Resume), and home pages for sites
    with the templates `academicpages`, `acad-homepage` and `al-folio`.

    `tex` is a complete document. If you write it to a folder, cvkit adds the files of its style, the photo, and
    settings that name the engine, so that `latexmk` typesets it there. With --zip, all these files are one zip, which
    Overleaf takes as it is. With --section, `tex`, `md` and `txt` are only those sections, for use in a text of your
    own. The command reports content that the format has no place for, and fields that it omits; with --strict, this is
    an error, and nothing is written.

    The output of a home page is the folder of its site. cvkit writes only between its own markers in `_pages/about.md`,
    keeps what you edited, and prints the lines that `_config.yml` and the navigation need.
    """
    from cvkit.commands.export import export_document
    from cvkit.commands.request import Request

    target, into_folder = output_of(None if output == "-" else output)
    form = form or _format_of(record, document, target)
    request = Request(record, document, style, sections, output=target, into_folder=into_folder, is_zip=is_zip)
    if FORMATS[form].is_site and target is not None:
        _export_site(request, form, target, strict=strict)
        return
    done = export_document(request, form, strict=strict)
    print_diagnostics(done.made.diagnostics, [*done.made.notes, *done.unsupported.sentences(form)])
    if target is None:
        click.echo(done.content, nl=False)
    for file in done.made.files:
        click.echo(file)


def _format_of(record: Path, document: str | None, target: Path | None) -> str:
    """The format that the ending of a file decides.

    Raises:
        click.UsageError: it decides none, or there are several formats with this ending.
    """
    found = formats_of_file(target.name) if target else []
    if len(found) == 1:
        return found[0]
    chosen = ["-d", document] if document else []
    if found:
        both = " or ".join(f"--to {form}" for form in found)
        raise click.UsageError(f"two formats have the ending of {target}: add {both}")
    if target and target.suffix.lower() == ".pdf":
        command = shlex.join(["cvkit", "pdf", str(record), *chosen, "-o", str(target)])
        raise click.UsageError(f"this command does not write a PDF; run: {command}")
    raise click.UsageError(f"name the format: --to, and one of {', '.join(FORMATS)}")


def _export_site(request: Request, form: str, folder: Path, *, strict: bool) -> None:
    """Write a home page into its site, and print the lines that files of the user need."""
    from cvkit.commands.export_site import export_site

    done = export_site(request, form, folder, strict=strict)
    print_diagnostics(done.made.diagnostics, [*done.unsupported.sentences(form), *done.notes])
    for name, lines in done.snippets:
        for line in (f"cvkit: note: {name} needs these lines:", *lines.splitlines()):
            print_advice(line)
    for file in done.made.files:
        click.echo(file)
