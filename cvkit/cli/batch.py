"""`cvkit batch`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.messages import print_advice, print_diagnostics
from cvkit.cli.options import TypedPath, document_options
from cvkit.cli.streams import escape_controls, escape_line_ends
from cvkit.model.plural import counted

if TYPE_CHECKING:
    from cvkit.commands.batch import BatchProgress, FinishedTask

SHOWN = 20
"""The largest number of diagnostics that are shown for one record."""


@click.command()
@click.argument("folders", type=TypedPath(), nargs=-1, required=True, metavar="FOLDER...")
@document_options
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=TypedPath(),
    default=Path(),
    help="The folder to write to. The default is the current folder.",
)
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="The number of records to make at once. The default is one for each processor.",
)
@click.option(
    "--limit",
    metavar="SECONDS",
    type=click.FloatRange(1),
    default=60,
    show_default=True,
    help="The time that TeX may take for one record.",
)
@click.option("--again", is_flag=True, help="Make every PDF again, also those that an earlier batch has made.")
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Use the workers of this Dask scheduler, as in tls://host:8786. It can run any code here: use only one "
    "that you trust. README.md explains TLS. Install its extra `dask` first.",
)
def batch(
    folders: tuple[Path, ...],
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    output: Path,
    jobs: int | None,
    limit: float,
    again: bool,
    dask: str | None,
) -> None:
    """Make the PDFs of many records. Each FOLDER is a record, or contains records.

    Each PDF is named by the path of its record from FOLDER: that of FOLDER/group/ada/cv.yaml is group/ada.pdf. If
    FOLDER is a record, its PDF has the name of its folder: that of ada and of ada/cv.yaml is ada.pdf. A PDF of another
    record is never replaced.

    A record that fails does not stop the others. After an interrupt, the next batch makes only the PDFs that are
    missing or out of date.
    """
    from cvkit.commands.batch import BatchRequest, run_batch
    from cvkit.model.diagnostic import ExitStatus

    request = BatchRequest(folders, output, document, style, sections, limit, jobs or _processors(), dask, again)
    done, left_out = _with_progress(run_batch(request))
    for one in done:
        if one.file:
            click.echo(one.file)
    _summarize(done, left_out)
    if not all(one.file for one in done):
        is_misused = any(one.report.status is ExitStatus.USAGE for one in done)
        raise SystemExit(ExitStatus.USAGE if is_misused else ExitStatus.PROBLEMS)


def _processors() -> int:
    """The number of processors that this program can use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _with_progress(steps: Iterable[BatchProgress]) -> tuple[list[FinishedTask], tuple[Path, ...]]:
    """Show a progress bar with the running records on the terminal.

    Return the finished tasks, sorted by record, and the records that are not built.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    console = Console(file=sys.__stderr__, stderr=True)  # `sys.stderr` would escape the controls of the bar
    done: list[FinishedTask] = []
    left_out: tuple[Path, ...] = ()
    progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    # A disabled bar still prints an empty line with older versions of rich.
    with progress if console.is_terminal else nullcontext():
        bar = progress.add_task("")
        for step in steps:
            left_out += step.left_out
            if step.done:
                done.append(step.done)
            progress.update(
                bar, total=step.total, completed=len(done), description=escape_controls(", ".join(step.running))
            )
    return sorted(done, key=lambda one: one.record), left_out


def _summarize(done: list[FinishedTask], left_out: tuple[Path, ...]) -> None:
    """Print the diagnostics of each record, the records that were left out, and how many PDFs were made."""
    for one in done:
        report = one.report
        if one.file and not report.diagnostics:
            continue
        result = "made" if one.file else f"not made: {report.message}"
        click.echo(escape_line_ends(f"{one.record}: {result}"), err=True)
        print_diagnostics(report.diagnostics, limit=SHOWN)
        if report.hint:
            click.echo(f"   hint: {escape_line_ends(report.hint)}", err=True)
    if left_out:
        print_advice(f"cvkit: note: left out because it is inside another record: {', '.join(map(str, left_out))}")
        print_advice("   hint: to make its PDF, give its path as one more FOLDER")
    made = sum(bool(one.file) for one in done)
    before = sum(one.was_done for one in done)
    earlier = f" ({before} of them by an earlier batch)" if before else ""
    print_advice(f"{counted(len(done), 'record')}{earlier}: {made} made, {len(done) - made} not")
