"""`cvkit numbers`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.options import record_argument
from cvkit.cli.tell import tell


@click.command()
@record_argument
@click.option("--lock", is_flag=True, help="Write the numbers that have none yet to the lock beside the record.")
@click.option(
    "--move",
    "moves",
    metavar="ID",
    multiple=True,
    help="With --lock: retire the number of this work and give it a new one; may be given again.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="How they are shown.",
    show_default=True,
)
def numbers(record: Path, form: str, lock: bool, moves: tuple[str, ...]) -> None:
    """Show the labels of the record, in the order in which they are printed.

    With --lock, numbers.lock beside the record keeps them for good: keep it under version control.
    """
    from cvkit.labels import label_rows, lock_numbers
    from cvkit.report import numbers_json, numbers_table

    if moves and not lock:
        raise click.UsageError("--move goes with --lock")
    if lock:
        files = lock_numbers(record, moves).files
        for file in files:
            click.echo(f"wrote {file}; `numbering: {{lock: true}}` makes a missing lock an error", err=True)
        if not files:
            click.echo("every number is locked already; nothing was written", err=True)
    rows, problems = label_rows(record)
    tell(problems)
    click.echo(numbers_json(rows) if form == "json" else numbers_table(rows), nl=False)
