"""Arguments and options that several commands take."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

ENGINES = ("auto", "pdflatex", "xelatex", "lualatex")


class TypedPath(click.Path):
    """A path that the user typed. An empty one is refused: a script with an unset variable would mean this folder."""

    def __init__(self, *, file_okay: bool = True) -> None:
        super().__init__(path_type=Path, file_okay=file_okay)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str):
            refuse_empty(value, param, ctx)
        return super().convert(value, param, ctx)


def refuse_empty(
    typed: str, param: click.Parameter | None = None, ctx: click.Context | None = None, option: str | None = None
) -> None:
    """Make sure that a path has a character other than a space. `option` names it, if `param` does not.

    Raises:
        click.BadParameter: it has none.
    """
    if not typed.strip():
        raise click.BadParameter("the path is empty; name a file or a folder", ctx, param, option)


def record_argument(command: Command) -> Command:
    """Add the argument RECORD: a folder or a YAML file. The default is the current folder."""
    return click.argument("record", type=TypedPath(), default=Path(), required=False)(command)


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
    if typed is None:
        return None, False
    refuse_empty(typed, option="'-o'")
    return Path(typed), typed.endswith(("/", os.sep))


def as_text(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """The value of an option that becomes part of a record, if all its bytes were characters of the terminal."""
    texts: tuple[str, ...] = (value,) if isinstance(value, str) else value or ()
    for text in texts:
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise click.BadParameter("it has bytes that are no characters: type it again", ctx, param)
    return value
