"""`cvkit styles`."""

from __future__ import annotations

from pathlib import Path

import click

from cvkit.cli.messages import print_advice


@click.command()
@click.argument("name", required=False, metavar="[NAME | RECORD]")
@click.option("--new", metavar="NAME", help="Copy a style into the folder of RECORD, for you to change.")
@click.option("--from", "source", metavar="STYLE", default="classic", help="The style to copy.", show_default=True)
def styles(name: str | None, new: str | None, source: str) -> None:
    """List the styles, or the options of the style NAME.

    With --new, cvkit copies a style into the folder of RECORD, by default the current folder. A document uses the copy
    with `style: ./NAME`.
    """
    from cvkit.cli.tables import options_table, styles_table
    from cvkit.commands.styles import copy_style, load_style, named_style
    from cvkit.load.style_folder import style_names

    if new is not None:
        for file in copy_style(new, source, Path(name or ".")):
            click.echo(file)
        print_advice(f"a document uses it with `style: ./{new.removeprefix('./')}`")
    elif name is not None:
        click.echo(options_table(load_style(named_style(Path(), name))), nl=False)
    else:
        click.echo(styles_table({style: load_style(style) for style in style_names()}), nl=False)
