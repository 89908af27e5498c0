"""The commands: what a user types in, a call of `cvkit.build` out; no command does any work itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cvkit import __version__

if TYPE_CHECKING:
    from cvkit.model.problem import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

ENGINES = ("auto", "pdflatex", "xelatex", "lualatex")


def record_argument(command: Command) -> Command:
    """RECORD: a folder, a YAML file, or left out where the current folder is one."""
    return click.argument("record", type=click.Path(path_type=Path), default=Path(), required=False)(command)


def document_options(command: Command) -> Command:
    """What a document is: which of the record's, in which style, which of its sections."""
    for option in (
        click.option(
            "--section",
            "sections",
            metavar="NAME",
            multiple=True,
            help="Only this section; may be given again.",
        ),
        click.option("-s", "--style", metavar="STYLE", help="The style, whatever the document says."),
        click.option(
            "-d",
            "--document",
            metavar="DOCUMENT",
            help="A document of the record; else `full`, else its first.",
        ),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="cvkit %(version)s")
def cli() -> None:
    """One record, every CV that a researcher is asked for.

    RECORD is a folder with cv.yaml, or one YAML file; left out, it is the current folder.
    """


@cli.command()
@record_argument
@document_options
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="The TeX engine.", show_default=True)
def pdf(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    output: Path | None,
    engine: str,
) -> None:
    """Typeset a document of the record as PDF and print its path."""
    from cvkit.build import Request, make_pdf

    chosen = None if engine == "auto" else engine
    made = make_pdf(Request(record, document, style, sections, chosen, output))
    tell(made.problems)
    for file in made.files:
        click.echo(file)


@cli.command()
@record_argument
@document_options
@click.option("--to", "form", type=click.Choice(["tex"]), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it, a file or a folder; else it is printed.",
)
def export(
    record: Path,
    document: str | None,
    style: str | None,
    sections: tuple[str, ...],
    form: str,
    output: Path | None,
) -> None:
    """Write a document of the record in another format.

    `tex` is a whole document; in a folder, the files of its style come with it. Of single sections it is the body.
    """
    from cvkit.build import Request, make_tex

    text, made = make_tex(Request(record, document, style, sections, output=output))
    tell(made.problems)
    if output is None:
        click.echo(text, nl=False)
    for file in made.files:
        click.echo(file)


@cli.command()
@click.argument("records", type=click.Path(path_type=Path), nargs=-1, metavar="[RECORD]...")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    help="How problems are shown.",
    show_default=True,
)
def check(records: tuple[Path, ...], strict: bool, form: str) -> None:
    """Show every problem of a record, or of several, at once."""
    from cvkit.build import read
    from cvkit.model.problem import ExitStatus
    from cvkit.report import count_line, render

    problems = [problem for record in records or (Path(),) for problem in read(record).problems]
    click.echo(render(problems, form, strict=strict), nl=False)
    if form == "human":
        click.echo(count_line(problems, strict=strict), err=True)
    if any(problem.is_error or strict for problem in problems):
        raise SystemExit(ExitStatus.PROBLEMS)


@cli.command()
@record_argument
@click.option("--lock", is_flag=True, help="Write the numbers that have none yet to the lock beside the record.")
@click.option("--move", metavar="ID", help="With --lock: retire the number of this work and give it a new one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="How they are shown.",
    show_default=True,
)
def numbers(record: Path, form: str, lock: bool, move: str | None) -> None:
    """Show the labels of the record, in the order in which they are printed.

    With --lock, numbers.lock beside the record keeps them for good: keep it under version control.
    """
    from cvkit.build import label_rows, lock_numbers
    from cvkit.report import numbers_json, numbers_table

    if move is not None and not lock:
        raise click.UsageError("--move goes with --lock")
    if lock:
        for file in lock_numbers(record, move).files:
            click.echo(f"wrote {file}; `numbering: {{lock: true}}` makes a missing lock an error", err=True)
    rows, problems = label_rows(record)
    tell(problems)
    click.echo(numbers_json(rows) if form == "json" else numbers_table(rows), nl=False)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the record, for editors that complete and check YAML."""
    import json

    from cvkit.model.json_schema import record_schema

    click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))


@cli.command()
@click.option("--install", is_flag=True, help="Install what is missing.")
def doctor(install: bool) -> None:
    """Show what typesetting needs and what of it is there, with the command that installs the rest."""
    from cvkit.build import diagnose
    from cvkit.model.problem import ExitStatus

    text, is_well = diagnose(install=install)
    click.echo(text, nl=False)
    if not is_well:
        raise SystemExit(ExitStatus.MISSING)


def tell(problems: Iterable[Problem]) -> None:
    """Show problems that keep nothing from being made."""
    from cvkit.report import render

    click.echo(render(list(problems), "human"), nl=False, err=True)


def main() -> None:
    """Run a command; whatever goes wrong is told in words, with the exit status for it."""
    from cvkit.model.problem import CvkitError, ExitStatus

    try:
        cli(standalone_mode=False)
    except CvkitError as error:
        from cvkit.report import render

        click.echo(render(error.problems, "human"), nl=False, err=True)
        click.echo(f"cvkit: {error.message}", err=True)
        if error.hint:
            click.echo(f"   hint: {error.hint}", err=True)
        sys.exit(error.status)
    except click.exceptions.Exit as request:
        sys.exit(request.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("cvkit: interrupted; nothing was written", err=True)
        sys.exit(ExitStatus.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has closed it, as `head` does: nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitStatus.DONE)
    except OSError as error:
        click.echo(f"cvkit: the system refused: {error}", err=True)
        sys.exit(ExitStatus.SYSTEM)
    except Exception as error:
        if "CVKIT_DEBUG" in os.environ:
            raise
        click.echo(f"cvkit: a fault of cvkit's own: {type(error).__name__}: {error}", err=True)
        click.echo("   hint: run it again with CVKIT_DEBUG=1 set, and report what it prints", err=True)
        sys.exit(ExitStatus.INTERNAL)
