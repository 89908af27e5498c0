"""Labels, names, styles and options as tables, and labels and names as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cvkit.model.display_width import display_width

if TYPE_CHECKING:
    from cvkit.model.style import Style


TableRow = dict[str, object]


JSON_KEYS = ("id", "series", "number", "label", "title", "pinned", "locked", "owner_role")


def numbers_json(rows: Sequence[TableRow]) -> str:
    """Labels as JSON, for programs."""
    return json.dumps([{key: row[key] for key in JSON_KEYS} for row in rows], indent=2, ensure_ascii=False) + "\n"


def numbers_table(rows: Sequence[TableRow]) -> str:
    """Labels as a table with a header: label, year, kind, owner role, locked or pinned, title."""
    if not rows:
        return "no numbered works\n"
    table = [
        (
            str(row["label"]),
            str(row["year"] or ""),
            str(row["kind"]),
            str(row["owner_role"] or "-"),
            "locked" if row["locked"] else "pinned" if row["pinned"] else "",
            str(row["title"]),
        )
        for row in rows
    ]
    header = ("label", "year", "kind", "role", "state" if any(row[4] for row in table) else "", "title")
    return _aligned([header, *table])


def names_table(names: Mapping[str, int]) -> str:
    """The spellings of the owner as a table, each with the number of works."""
    if not names:
        return "no work names the owner\n"
    return _aligned([("works", "name"), *((str(count), name) for name, count in names.items())])


def names_json(names: Mapping[str, int]) -> str:
    """The spellings of the owner as JSON, for programs."""
    rows = [{"name": name, "works": count} for name, count in names.items()]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def styles_table(styles: Mapping[str, Style]) -> str:
    """Styles as a table: name and description."""
    return _aligned([(name, style.description) for name, style in styles.items()])


def options_table(style: Style) -> str:
    """A style as text: its description, its options with values and defaults, and its steps for `fit`."""
    rows = [(name, option.default, option.values, option.description) for name, option in style.options.items()]
    steps = [", ".join(f"{name}: {value}" for name, value in settings.items()) for settings in style.fit]
    fit = "".join(f"  {{{step}}}\n" for step in steps)
    table = _aligned([("option", "default", "values", ""), *rows])
    return f"{style.title}: {style.description}\n\n{table}" + (
        f"\nwith `fit: true`, in this order:\n{fit}" if fit else ""
    )


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as an aligned table. A column without any text is omitted."""
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(map(display_width, column)) for column in columns]
    lines = zip(*columns, strict=True)
    return "".join(
        "  ".join(_padded(*cell) for cell in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
