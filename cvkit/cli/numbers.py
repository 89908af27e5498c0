"""`cvkit numbers`."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from cvkit.cli.messages import print_advice, print_diagnostics
from cvkit.cli.options import record_argument
from cvkit.model.diagnostic import CvkitError, ExitStatus


@click.command()
@record_argument
@click.option(
    "--lock", is_flag=True, help="Write the numbers that are not locked yet to the lockfile beside the record."
)
@click.option(
    "--move",
    "moves",
    metavar="ID",
    multiple=True,
    help="With --lock: retire the number of this work and give it a new one. The option can be repeated.",
)
@click.option("--follow", is_flag=True, help="With --lock: give each number to the new id of its work.")
@click.option(
    "--accept",
    "accepts",
    metavar="ID",
    multiple=True,
    help="With --lock: accept that this work is the same under a new title or identifier. The option can be repeated.",
)
@click.option(
    "--recount",
    is_flag=True,
    help="With --lock: give up the numbers whose lines were lost. The command lists them and asks first.",
)
@click.option("--yes", is_flag=True, help="With --recount: give the numbers up without asking.")
@click.option(
    "--names", is_flag=True, help="Print the spellings of your name in the author lists, each with its number of works."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="The output format. `json` is for programs.",
    show_default=True,
)
def numbers(
    record: Path,
    form: str,
    names: bool,
    lock: bool,
    moves: tuple[str, ...],
    follow: bool,
    accepts: tuple[str, ...],
    recount: bool,
    yes: bool,
) -> None:
    """Print the labels of the record, in printed order.

    Each line has the role of the owner in the work.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.

    With --lock, the lockfile numbers.lock beside the record keeps the numbers permanently. Keep it under version
    control.
    """
    from cvkit.cli.tables import names_json, names_table, numbers_json, numbers_table
    from cvkit.commands.numbers import Relock, label_rows, lock_numbers, owner_names

    given = {"--move": moves, "--follow": follow, "--accept": accepts, "--recount": recount}
    if not lock and (alone := [name for name, value in given.items() if value]):
        raise click.UsageError(f"{alone[0]} needs --lock")
    if yes and not recount:
        raise click.UsageError("--yes needs --recount")
    if names and lock:
        raise click.UsageError("--names only prints, so it cannot be used with --lock")
    if names:
        found, diagnostics = owner_names(record)
        print_diagnostics(diagnostics)
        click.echo(names_json(found) if form == "json" else names_table(found), nl=False)
        return
    if lock:
        give_up = functools.partial(_confirm, yes) if recount else None
        files = lock_numbers(record, Relock(moves, accepts, follow, give_up)).files
        for file in files:
            print_advice(f"wrote {file}; `numbering: {{lock: true}}` makes a missing lockfile an error")
        if not files:
            print_advice("every number is locked already; nothing was written")
    rows, diagnostics = label_rows(record)
    print_diagnostics(diagnostics)
    click.echo(numbers_json(rows) if form == "json" else numbers_table(rows), nl=False)


def _confirm(yes: bool, labels: Sequence[str]) -> None:
    """List the numbers whose lines were lost, and ask whether to give them up.

    Raises:
        CvkitError: cvkit cannot ask without a terminal, or the answer is no.
    """
    if not labels:
        return
    for label in labels:
        click.echo(f"{label} has no line in the lockfile", err=True)
    click.echo("If you give up a number, its work gets a new one, and no other work gets the old one.", err=True)
    if yes:
        return
    if not sys.stdin.isatty():
        raise CvkitError("cvkit cannot ask without a terminal", ExitStatus.PROBLEMS, "run the command again with --yes")
    if not click.confirm("Give up these numbers?", err=True):
        raise CvkitError("the numbers were not given up; nothing was written", ExitStatus.PROBLEMS)
