"""`cvkit explain`."""

from __future__ import annotations

import click


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a diagnostic and how to fix it.

    CODE is its code, such as V101. The explanation has an example.
    """
    from cvkit.cli.diagnostics import render_explanation
    from cvkit.commands.explain import explanations
    from cvkit.model.diagnostic import CvkitError, ExitStatus
    from cvkit.model.did_you_mean import did_you_mean

    explained = explanations()
    wanted = code.strip("[]").upper()
    if wanted not in explained:
        hint = did_you_mean(
            wanted, explained, "a code is a letter and a number, such as V101; data/PROBLEMS.md lists all codes"
        )
        raise CvkitError(f"there is no code {code}", ExitStatus.USAGE, hint)
    click.echo(render_explanation(explained[wanted]), nl=False)
