"""`cvkit schema`."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of the record.

    Editors use it to complete and check YAML.
    """
    import json

    from cvkit.model.json_schema import record_schema

    click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
