"""`cvkit new`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.messages import print_advice
from cvkit.cli.options import TypedPath, as_text


@click.command()
@click.argument("folder", type=TypedPath(), default=Path(), required=False)
@click.option("--name", metavar="NAME", callback=as_text, help="Your name, as it is printed.")
@click.option("--language", metavar="TAG", help="The language of the documents, such as `de`.")
@click.option("-s", "--style", metavar="STYLE", help="The style of the full CV; `cvkit styles` lists them.")
def new(folder: Path, name: str | None, language: str | None, style: str | None) -> None:
    """Write a starter record into FOLDER. The default is the current folder.

    It is the record of a made-up person, with comments that explain each part. With --name, it is yours from the start.
    The folder also gets the JSON Schema, so that editors complete and check the record. No existing record is
    overwritten.
    """
    from cvkit.commands.new import new_record
    from cvkit.model.shell import behind_command

    for file in new_record(folder, name=name, language=language, style=style):
        click.echo(file)
    record = behind_command(folder)
    print_advice(f"now edit {folder / 'cv.yaml'}, and make the PDF with: cvkit pdf{record}")
