"""Every text of a record with its key path, and the references and figures in them."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from cvkit.model.bullet import Bullet
from cvkit.model.diagnostic import KeyPath
from cvkit.model.inline import CrossRef, Inlines, PrintedFigure
from cvkit.model.text import Text


def texts_of(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    """Every text in a part of the record, with its path. `path` is the path of the part."""
    if isinstance(value, Text):
        yield path, value
        if isinstance(value, Bullet):
            yield from texts_of(value.items, (*path, value.key))
    elif isinstance(value, BaseModel):
        for name in value.model_fields_set - {"own"}:
            yield from texts_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_of(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item, (*path, key))


def references_and_figures(record: BaseModel) -> Iterator[tuple[KeyPath, CrossRef | PrintedFigure]]:
    """Every reference, count and sum in a text of the record, with the path of the text."""
    for path, text in texts_of(record, ()):
        for language, inlines in text.versions:
            where = (*path, language) if language else path
            yield from ((where, inline) for inline in _within(inlines))


def _within(inlines: Inlines) -> Iterator[CrossRef | PrintedFigure]:
    for inline in inlines:
        if isinstance(inline, CrossRef | PrintedFigure):
            yield inline
        else:
            yield from _within(getattr(inline, "children", ()))
