"""Arguments and options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
