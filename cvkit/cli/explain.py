"""`cvkit explain`."""

from __future__ import annotations

import click


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a diagnostic and how to fix it.

    CODE is its code, such as V101. The explanation has an example.
    """
    from cvkit.load.catalogue import catalogue
    from cvkit.model.nearest import nearest
    from cvkit.model.problem import CvkitError, ExitStatus
    from cvkit.report import explanation

    explained = catalogue()
    wanted = code.strip("[]").upper()
    if wanted not in explained:
        near = nearest(wanted, explained)
        hint = (
            f"did you mean {near}?" if near else "codes are a letter and a number, as in V101: data/PROBLEMS.md has all"
        )
        raise CvkitError(f"there is no problem with the code {code}", ExitStatus.USAGE, hint)
    click.echo(explanation(explained[wanted]), nl=False)
