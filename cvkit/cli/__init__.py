"""The command line: each command parses its arguments, calls a function of `commands/`, and prints the result."""

from __future__ import annotations

import importlib
import keyword
import os
import sys
from typing import Any, NoReturn

import click

from cvkit import __version__
from cvkit.cli.messages import with_quiet
from cvkit.cli.streams import drop_output, prepare_streams
from cvkit.system.signals import catch_signals

COMMANDS = (
    "new import add pdf export appendix check numbers styles batch preview schema explain doctor completion".split()
)
"""Each is a module of this package with a function of the same name (`import_` for `import`), in `--help` order."""


class LazyGroup(click.Group):
    """Imports the module of a command only when the command is used, so that the start is fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return COMMANDS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(importlib.import_module(f"cvkit.cli.{name}"), name)
        return with_quiet(command)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. If the reader of its output ends early, as `head` does, this is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would exit with 1
            drop_output()
            ctx.exit()


# With `color`, click does not cut what looks like a color from the names of files.
@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "color": True})
@click.version_option(__version__, "-V", "--version", message="cvkit %(version)s")
def cli() -> None:
    """Keep one record, and make every CV that a researcher is asked for.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.
    """


def main() -> None:
    """Run a command. Every error is reported in words, with its exit status."""
    with click.Context(cli, color=True):
        _run()


def _run() -> None:
    from cvkit.model.diagnostic import CvkitError, ExitStatus

    received = catch_signals()
    try:
        prepare_streams()
        cli(standalone_mode=False)
    except CvkitError as error:
        from cvkit.cli.messages import print_error

        print_error(error)
        sys.exit(error.status)
    except click.exceptions.Exit as request:
        sys.exit(request.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _report_interrupt()
    except OSError as error:
        if received:
            _report_interrupt()
        try:
            sys.stdout.flush()
        except (OSError, AttributeError):  # stdout itself failed; avoid a second error when Python exits
            drop_output()
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"cvkit: the system refused: {error.strerror or error}{where}", err=True)
        sys.exit(ExitStatus.SYSTEM)
    except MemoryError:
        click.echo("cvkit: the system refused: there is not enough memory", err=True)
        sys.exit(ExitStatus.SYSTEM)
    except Exception as error:
        if received:  # pydantic, for example, may have turned the interrupt into another exception
            _report_interrupt()
        if "CVKIT_DEBUG" in os.environ:
            raise
        click.echo(f"cvkit: internal error: {type(error).__name__}: {error}", err=True)
        click.echo("   hint: run the command again with CVKIT_DEBUG=1 set, and report the output", err=True)
        sys.exit(ExitStatus.INTERNAL)


def _report_interrupt() -> NoReturn:
    from cvkit.deliver import DELIVERED
    from cvkit.model.diagnostic import ExitStatus

    left = "every written file is complete" if DELIVERED else "nothing was written"
    click.echo(f"cvkit: interrupted; {left}", err=True)
    # Python records an interrupt that passed through `exec`, which dataclasses use. At exit it would then end with the
    # signal, although the interrupt was handled. Another `exec` clears the record.
    exec("")  # noqa: S102
    sys.exit(ExitStatus.INTERRUPTED)
