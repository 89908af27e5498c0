"""Arguments and options that several commands take."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

ENGINES = ("auto", "pdflatex", "xelatex", "lualatex")


def record_argument(command: Command) -> Command:
    """Add the argument RECORD: a folder or a YAML file. The default is the current folder."""
    return click.argument("record", type=click.Path(path_type=Path), default=Path(), required=False)(command)


def document_options(command: Command) -> Command:
    """Add the options that select a document, its style and its sections."""
    for option in (
        click.option(
            "--section",
            "sections",
            metavar="NAME",
            multiple=True,
            help="Use only this section. The option can be repeated.",
        ),
        click.option(
            "-s", "--style", metavar="STYLE", help="Use this style instead of the one that the document names."
        ),
        click.option(
            "-d",
            "--document",
            metavar="DOCUMENT",
            help="Use this document of the record. The default is `full`, or the first one if there is no `full`.",
        ),
    ):
        command = option(command)
    return command


def output_of(typed: str | None) -> tuple[Path | None, bool]:
    """The path of an output as typed, if any, and whether it is a folder, which is then created: it ends in `/`."""
    if typed == "":
        raise click.BadParameter("the path is empty; name a file or a folder", param_hint="'-o'")
    if typed is None:
        return None, False
    return Path(typed), typed.endswith(("/", os.sep))


def as_text(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """The value of an option that becomes part of a record, if all its bytes were characters of the terminal."""
    texts: tuple[str, ...] = (value,) if isinstance(value, str) else value or ()
    for text in texts:
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise click.BadParameter("it has bytes that are no characters: type it again", ctx, param)
    return value
