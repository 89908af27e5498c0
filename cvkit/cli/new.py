"""`cvkit new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a record to start from into FOLDER: of somebody made up, with comments that teach."""
    from cvkit.starting import new_record

    for file in new_record(folder):
        click.echo(file)
    click.echo(f"now edit {folder / 'cv.yaml'}, and see it with: cvkit pdf {folder}", err=True)
