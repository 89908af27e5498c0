"""What a document holds that not every format can carry: for each thing a count of how often it occurs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cvkit.model.inline import Code, Emphasis, Link, Math, Strong
from cvkit.write.formats import Format, Material


def dropped(form: Format, material: Material) -> tuple[str, ...]:
    """What of a document a format has no place for, with how often it occurs: `("emphasis (3)",)`."""
    counts = ((name, FEATURES[name](material)) for name in form.drops)
    return tuple(f"{name} ({count})" for name, count in counts if count)


def parts_of(part: Any) -> Iterator[Any]:
    """A part of the page and all that it is made of."""
    yield part
    inner: Iterable[Any] = ()
    if isinstance(part, tuple):
        inner = part
    elif dataclasses.is_dataclass(part):
        inner = (getattr(part, field.name) for field in dataclasses.fields(part))
    for piece in inner:
        yield from parts_of(piece)


def _count(*kinds: type) -> Callable[[Material], int]:
    """How many inlines of some kinds are on the page."""
    return lambda material: sum(isinstance(part, kinds) for part in parts_of(material.page))


FEATURES: dict[str, Callable[[Material], int]] = {
    "abstracts": lambda material: sum(bool(work.abstract) for work in material.page.works),
    "emphasis": _count(Emphasis, Strong, Code),
    "links in texts": _count(Link),
    "mathematics": _count(Math),
    "photo": lambda material: int(bool(material.page.head.photo)),
}
"""Each by the name that a format drops it under."""
