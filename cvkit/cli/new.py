"""`cvkit new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a starter record into FOLDER.

    It is the record of a made-up person, with comments that explain each part. The folder also gets the JSON Schema, so
    that editors complete and check the record. No existing record is overwritten.
    """
    from cvkit.commands.new import new_record

    for file in new_record(folder):
        click.echo(file)
    click.echo(f"now edit {folder / 'cv.yaml'}, and make the PDF with: cvkit pdf {folder}", err=True)
