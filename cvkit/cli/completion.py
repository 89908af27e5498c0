"""`cvkit completion`."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands in SHELL.

    For bash, add `source <(cvkit completion bash)` to `~/.bashrc`; for zsh, `source <(cvkit completion zsh)` to
    `~/.zshrc`. For fish, run `cvkit completion fish > ~/.config/fish/completions/cvkit.fish`.
    """
    from click.shell_completion import get_completion_class

    from cvkit.cli import cli

    found = get_completion_class(shell)
    assert found
    click.echo(found(cli, {}, "cvkit", "_CVKIT_COMPLETE").source())
