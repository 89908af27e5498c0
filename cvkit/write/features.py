"""What a document holds that not every format can carry: for each thing a count of how often it occurs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cvkit.model.inline import Code, Emphasis, Link, Math, Strong
from cvkit.write.blocks import GroupHeading, WorkBlock
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


def _section(name: str) -> Callable[[Material], int]:
    """How much is in a section."""
    return lambda material: sum(
        not isinstance(block, GroupHeading)
        for section in material.page.sections
        for block in section.blocks
        if section.id == name
    )


FEATURES: dict[str, Callable[[Material], int]] = {
    "abstracts": lambda material: sum(bool(work.abstract) for work in material.page.works),
    "emphasis": _count(Emphasis, Strong, Code),
    "figures": lambda material: sum(len(work.metrics) for work in material.page.works),
    "links in texts": _count(Link),
    "marks": lambda material: sum(len(author.marks) for work in material.page.works for author in work.authors),
    "mathematics": _count(Math),
    "named links": lambda material: sum(len(work.links) for work in material.page.works),
    "other sections": lambda material: sum(
        not any(isinstance(block, WorkBlock) for block in section.blocks) for section in material.page.sections
    ),
    "sections of your own": lambda material: sum(
        name in material.numbered.record.sections and (not material.sections or name in material.sections)
        for name, _ in material.document.listings
    ),
    **{name: _section(name) for name in ("supervision", "teaching", "news", "media")},
    "photo in PDF": lambda material: int(material.page.head.photo.lower().endswith(".pdf")),
    "photo": lambda material: int(bool(material.page.head.photo)),
}
"""Each by the name that a format drops it under."""
