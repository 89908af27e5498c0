"""`cvkit check`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.tell import tell_error


@click.command()
@click.argument("records", type=click.Path(path_type=Path), nargs=-1, metavar="[RECORD]...")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    help="The output format. `json` and `github` are for programs.",
    show_default=True,
)
def check(records: tuple[Path, ...], strict: bool, form: str) -> None:
    """Report every error and warning of one or more records at once.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.
    """
    from cvkit.build import read
    from cvkit.model.problem import CvkitError, ExitStatus, Problem
    from cvkit.report import count_line, render

    problems: list[Problem] = []
    refusals: list[CvkitError] = []
    for record in records or (Path(),):
        try:
            problems += read(record).problems
        except CvkitError as refusal:
            refusals.append(refusal)
    click.echo(render(problems, form, strict=strict), nl=False)
    if form == "human":
        click.echo(count_line(problems, strict=strict), err=True)
    for other in refusals[:-1]:
        tell_error(other)
    if refusals:
        raise refusals[-1]
    if any(problem.is_error or strict for problem in problems):
        raise SystemExit(ExitStatus.PROBLEMS)
