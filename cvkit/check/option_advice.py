"""Advice for an option of a style that is typed in a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cvkit.check.colors import COLOR_KEYS, color_digits
from cvkit.check.value_advice import Advice
from cvkit.model.diagnostic import KeyPath, Replacement
from cvkit.model.yaml_flow import flow

TYPED_OPTIONS = (
    frozenset("font_size margin accent font links issn days publisher doi icons spacing date_position".split())
    | COLOR_KEYS
)
"""Options of styles that people write in the document itself."""


def advise_option(key: str, path: KeyPath, document: Mapping[str, Any]) -> Advice:
    """The advice for the options of a style that are typed in the document itself: all of them are below `options`."""
    typed = {one: value for one, value in document.items() if one in TYPED_OPTIONS and isinstance(value, str)}
    if "font_size" in typed and typed["font_size"].replace(".", "").isdigit():
        typed["font_size"] += "pt"
    first, *others = typed
    typed = {"accent" if one in COLOR_KEYS else one: value for one, value in typed.items()}
    if "accent" in typed:
        typed["accent"] = color_digits(typed["accent"]) or typed["accent"]
    inner = flow(typed)
    if key != first:
        return Advice(f"`options: {inner}` has it: delete this line")
    new = [Replacement("options", "key"), Replacement(inner, "value", is_yaml=True)]
    new += [Replacement("", "entry", (*path, other)) for other in others]
    rest = f", and delete {' and '.join(f'`{other}`' for other in others)}" if others else ""
    return Advice(f"it is an option of the style: write `options: {inner}` in the document `{path[-1]}`{rest}", new)


def advise_color(value: Any) -> Advice:
    """The advice for a colour at the top of a record, or beside the other options of a document."""
    digits = color_digits(value) if isinstance(value, str) else ""
    example = f"documents: {{full: {{options: {{accent: {digits or '1F3A5F'}}}}}}}"
    where = f"write it in a document, as in `{example}`, and delete this line"
    return Advice(f"it is the option `accent` of a style: {where}")
