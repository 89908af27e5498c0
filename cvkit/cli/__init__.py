"""The commands: what a user types in, a call of a flow out; no command does any work itself."""

from __future__ import annotations

import _thread
import contextlib
import importlib
import keyword
import os
import signal
import sys
import threading
from typing import NoReturn

import click

from cvkit import __version__

COMMANDS = "new import pdf export appendix check numbers styles batch preview schema explain doctor".split()
"""Each is a module of this package, with a function of its name (`import_` for `import`); `--help` has this order."""


class LazyGroup(click.Group):
    """Loads a command when it is asked for: none waits for what only another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return COMMANDS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(importlib.import_module(f"cvkit.cli.{name}"), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="cvkit %(version)s")
def cli() -> None:
    """Keep one record, and make every CV that a researcher is asked for.

    RECORD is a folder with cv.yaml, or one YAML file. The default is the current folder.
    """


def main() -> None:
    """Run a command; whatever goes wrong is told in words, with the exit status for it."""
    from cvkit.model.diagnostic import CvkitError, ExitStatus

    heard = _catch_signals()
    try:
        _open_what_is_closed()
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
    except BrokenPipeError:
        # Whoever read our output has closed it, as `head` does: nothing is wrong, and nothing more can be said.
        _drop_output()
        sys.exit(ExitStatus.DONE)
    except OSError as error:
        if heard:
            _report_interrupt()
        try:
            sys.stdout.flush()
        except (OSError, AttributeError):  # it is what refused, and would again when Python ends
            _drop_output()
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"cvkit: the system refused: {error.strerror or error}{where}", err=True)
        sys.exit(ExitStatus.SYSTEM)
    except Exception as error:
        if heard:  # what was at work when it came, such as pydantic, may have made another exception of it
            _report_interrupt()
        if "CVKIT_DEBUG" in os.environ:
            raise
        click.echo(f"cvkit: a fault of cvkit's own: {type(error).__name__}: {error}", err=True)
        click.echo("   hint: run it again with CVKIT_DEBUG=1 set, and report what it prints", err=True)
        sys.exit(ExitStatus.INTERNAL)


def _drop_output() -> None:
    """Let what has not been written yet go nowhere."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Keep the places of standard input and output taken: else the next file to be opened would take them.

    Raises:
        OSError: standard output is closed, where the result would go.
    """
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            with contextlib.suppress(OSError):
                while os.open(os.devnull, os.O_RDWR) < number:
                    pass
    if sys.stdout is None:
        raise OSError("standard output is closed")


def _report_interrupt() -> NoReturn:
    from cvkit.deliver import DELIVERED
    from cvkit.model.diagnostic import ExitStatus

    left = "what was written is whole" if DELIVERED else "nothing was written"
    click.echo(f"cvkit: interrupted; {left}", err=True)
    # Python remembers an interrupt that passed through `exec`, which dataclasses use, and would end by the signal
    # although it was dealt with; running something anew makes it forget.
    exec("")  # noqa: S102
    sys.exit(ExitStatus.INTERRUPTED)


def _catch_signals() -> list[int]:
    """Clear up also where the system ends the program, or its terminal is closed.

    Returns:
        The signals that have come; the list grows as they do.
    """
    heard: list[int] = []

    def interrupt(number: int, frame: object) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    def once_more(dropped: sys.UnraisableHookArgs) -> None:
        """Python drops what is raised where nobody can catch it: let the interrupt come again a moment later."""
        if dropped.exc_type is KeyboardInterrupt:
            threading.Timer(0.01, _thread.interrupt_main).start()
        else:
            sys.__unraisablehook__(dropped)

    with contextlib.suppress(ValueError):  # a thread that is not the first has no say in signals
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, interrupt)
        sys.unraisablehook = once_more
    return heard
